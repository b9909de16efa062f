### What “aimf check” says to editors, in English. The binary carries these words; a site does not change them.
### Each problem has a message, and a “.help”: what to write instead.

error = {"error: "}
warning = {"warning: "}
help = {"help: "}
all-well = All is well: { $pages ->
    [one] { $pages } page
   *[other] { $pages } pages
}, { $languages ->
    [one] { $languages } language
   *[other] { $languages } languages
}.
to-fill = { $count ->
    [one] One fact has yet to be given by the association; until then the site does not show it:
   *[other] { $count } facts have yet to be given by the association; until then the site does not show them:
}
preview-open = Open in the editor
preview-waiting = Preview: the site cannot be read yet
up-to-date = The errors are mended: the site is up to date.
summary = { $errors ->
    [one] 1 error: the public site has not changed. Mend it, then try again.
   *[other] { $errors } errors: the public site has not changed. Mend them, then try again.
}

## Files and folders

folder-missing = the folder ‘{ $folder }’ is missing
    .help = a site is a folder that holds ‘content’, ‘locales’ and ‘static’; check the path given to --site
file-missing = the file ‘{ $file }’ is missing
    .help = put this file back in its place; its name is spelt exactly so
file-unreadable = the file ‘{ $file }’ cannot be read ({ $reason })
    .help = check that the file is there and that the program may read it
file-outside = ‘{ $file }’ is a link that leads out of the site’s folder
    .help = copy the file into the site’s folder in place of the link
file-not-regular = ‘{ $file }’ is neither an ordinary file nor an ordinary folder
    .help = delete it, or replace it by a file
file-too-large = the file ‘{ $file }’ is larger than { $limit } MB
    .help = reduce the picture or the text: a visitor on a slow network would wait too long for it
file-name-not-utf8 = the name of the file ‘{ $file }’ has signs that cannot be read
    .help = rename the file with unaccented letters, digits and hyphens
not-utf8 = the text is not in UTF-8
    .help = in your editor, choose ‘Save as’, then the encoding ‘UTF-8’
file-empty = the file is empty
    .help = put its contents back; an older version is in the site’s history
file-unknown = nobody reads the file ‘{ $file }’
    .help = { $near ->
        [none] delete it, or put a new page into ‘content/pages/’
       *[other] did you mean ‘{ $near }’?
    }
file-kind = the site cannot serve a file like ‘{ $file }’
    .help = use a file of one of these kinds: { $kinds }
page-key-taken = ‘{ $key }’ is the name of another page of the site already
    .help = give the file another name

## TOML

toml-syntax = this line is not written as it should be ({ $detail })
    .help = a line is written: key = "value"
toml-curly-quote = the value begins with a typographic quotation mark { $found }
    .help = write a straight quotation mark " at the beginning and at the end of the value; inside it, the site sets the right marks itself
toml-unquoted = the text ‘{ $found }’ is not between quotation marks
    .help = write a straight quotation mark " at the beginning and at the end of the text
toml-unclosed = a quotation mark is missing at the end of the text
    .help = write a straight quotation mark " at the end, on the same line; for a text of several lines, write """ at the beginning and at the end
toml-inner-quote = a straight quotation mark inside the text ends it too early
    .help = inside a text, write ' as quotation marks, or \" in place of "
toml-boolean = ‘{ $found }’ is not a known value
    .help = write true for yes or false for no, in small letters and without quotation marks
toml-leading-zero = the number ‘{ $found }’ begins with a zero
    .help = take the zero away; if it is a code, put it between straight quotation marks
toml-no-value = a value is missing after the = sign
    .help = write the value, or put a # at the beginning of the line to ignore it
toml-duplicate-key = the key ‘{ $key }’ is written twice
    .help = keep only one of the two lines

## Keys and values

key-unknown = the key ‘{ $key }’ is not known here
    .help = { $near ->
        [none] the keys known here are: { $known }
       *[other] did you mean ‘{ $near }’?
    }
key-missing = the key ‘{ $key }’ is missing
    .help = add a line ‘{ $key } = …’
wrong-type = the value of ‘{ $key }’ must be { $expected ->
        [text] a text between straight quotation marks
        [integer] a whole number
        [float] a number
        [boolean] true or false
        [date] a date
        [datetime] a date
        [list] a list
       *[table] a group of keys
    }, and it is { $found ->
        [text] a text
        [integer] a whole number
        [float] a number with a decimal point
        [boolean] true or false
        [date] a date
        [datetime] a date
        [list] a list
       *[table] a group of keys
    }
    .help = { $expected ->
        [text] write { $key } = "…"
        [integer] write the number without quotation marks: { $key } = 1979
        [float] write the number without quotation marks
        [boolean] write { $key } = true or { $key } = false
        [date] write the date without quotation marks, year, month, day: { $key } = 2027-01-31
        [datetime] write the date without quotation marks: { $key } = 2027-01-31
        [list] write the list between square brackets: { $key } = ["…", "…"]; or, for groups of keys, [[{ $key }]]
       *[table] write a line for each language: { $key }.fr = "…" and { $key }.en = "…"
    }
list-empty = the list ‘{ $key }’ is empty
    .help = put at least one thing into it
text-empty = the text of ‘{ $key }’ is empty
    .help = write the text; if the key is optional, delete the line
language-missing = the text of ‘{ $key }’ is missing in the language ‘{ $language }’
    .help = add a line { $key }.{ $language } = "…"
language-unknown = the site has no language ‘{ $language }’
    .help = the site’s languages are: { $known }; one is added in content/site.toml
number-outside = the number of ‘{ $key }’ is outside of its limits
    .help = write a number from { $least } to { $most }
year-impossible = the year { $year } is impossible
    .help = write a year from { $least } to { $most }
years-out-of-order = the year { $year } comes after { $previous }
    .help = put the events in the order of their years
year-twice = the year { $year } has an event already
    .help = make one event of the two, with several sentences
not-a-phone = ‘{ $value }’ is not an international telephone number
    .help = write the number with the country’s code, in groups: "+33 1 44 88 22 88"
not-a-url = ‘{ $value }’ is not a complete address
    .help = an address begins with https://, for example "https://www.example.org"
not-an-email = ‘{ $value }’ is not an e-mail address
    .help = an e-mail address is written "name@example.org"
not-a-slug = ‘{ $value }’ does not fit into an address
    .help = { $suggestion ->
        [none] use small unaccented letters, digits and hyphens
       *[other] write "{ $suggestion }": small unaccented letters, digits and hyphens
    }
not-an-anchor = ‘{ $value }’ cannot be an anchor
    .help = { $suggestion ->
        [none] use small unaccented letters, digits and hyphens, a letter first
       *[other] write for example "{ $suggestion }": small unaccented letters, digits and hyphens, a letter first
    }
not-a-language = ‘{ $value }’ is not the code of a language
    .help = write a code such as "fr", "en" or "pt"
not-a-country = ‘{ $value }’ is not the code of a country
    .help = write the two capitals of ISO 3166-1, for example "FR"
not-one-of = ‘{ $value }’ is not a possible value of ‘{ $key }’
    .help = write one of these values: { $known }
language-twice = the language ‘{ $language }’ is in the list already
    .help = keep only one of the two groups

## Pages, links and facts

address-twice = another page has the address { $address } already
    .help = choose another ‘slug’
anchor-twice = the anchor ‘{ $anchor }’ is taken already
    .help = choose another anchor
words-twice = another page has the same words for ‘{ $key }’ already
    .help = give each page a title and a description that belong to it alone
page-unknown = the link leads to a page ‘{ $page }’ that is not there
    .help = { $near ->
        [none] the names of the pages are those of their files, for example page:privacy
       *[other] did you mean page:{ $near }?
    }
anchor-unknown = the page ‘{ $page }’ has no anchor ‘{ $anchor }’
    .help = { $near ->
        [none] take the # and what follows it away, or mend the anchor
       *[other] did you mean #{ $near }?
    }
static-unknown = the file ‘{ $file }’ is not in the folder ‘static’
    .help = { $near ->
        [none] put the file into ‘static’, or mend its name
       *[other] did you mean file:{ $near }?
    }
fact-unknown = the site knows no fact ‘{ $fact }’
    .help = { $near ->
        [none] to write a brace, put \ before it
       *[other] did you mean {"{"}{ $near }{"}"}?
    }
letter-missing = the site’s type lacks the letter ‘{ $letter }’ ({ $code })
    .help = it will show in another type; if it is a slip, mend it
fact-to-fill = { $fact }
    .help = take the # at the beginning of the line away and write the value
paragraphs-differ = the text ‘{ $language }’ has { $count } paragraphs, the text ‘{ $source }’ has { $source_count }
    .help = the two texts are read side by side: give them the same paragraphs, in the same order

## Markdown

raw-html = HTML in a text
    .help = write Markdown: **important**, [words of the link](page:contact); for the sign itself, put \ before <
block-in-line = this text must be a single paragraph
    .help = take the list, the heading or the empty line away
link-scheme = the link to ‘{ $target }’ is not possible
    .help = a link begins with https://, mailto:, tel:, page: or file:
link-empty = the link has no words or leads nowhere
    .help = write [words of the link](page:contact)
link-nested = a link or a picture inside a link
    .help = separate the two
link-broken = a link that is not well formed
    .help = write [words of the link](page:contact), without a space in the address
control-sign = an invisible sign that no page can hold
    .help = delete this passage and write it again: the sign probably came with copy and paste
link-title = a title after the link’s address
    .help = take away what follows the address: many readers would never see it
heading-skips-level = a heading ‘{ $found }’ cannot follow here
    .help = write ‘{ $allowed }’ at most: headings go down one level at a time
picture-elsewhere = the picture is not one of the site’s files
    .help = put the picture into the folder ‘static’ and write ![what it shows](file:picture.jpg)
caption-in-paragraph = a caption on a picture inside a paragraph
    .help = put the picture alone on its line, between two empty lines
fact-malformed = a brace that does not hold the name of a fact
    .help = write for example {"{"}contact.phone{"}"}; for a brace in the text, put \ before it
markup-unknown = the site does not use this form of Markdown
    .help = use paragraphs, lists, headings, **important**, *italics* and links

## Words of the interface

fluent-syntax = this line is not written as it should be ({ $detail })
    .help = a line is written: name-of-the-message = words
message-missing = the message ‘{ $message }’ is missing or not complete
    .help = add a line ‘{ $message } = …’; the other languages show what it says
message-unknown = the message ‘{ $message }’ is not used anywhere
    .help = { $near ->
        [none] delete it
       *[other] did you mean ‘{ $near }’?
    }
message-twice = the message ‘{ $message }’ is written twice
    .help = keep only one of the two
variable-unknown = the message ‘{ $message }’ has no variable ‘{ $variable }’
    .help = { $known ->
        [none] it has no variables
       *[other] its variables are: { $known }
    }
reference-unknown = the message ‘{ $message }’ refers to ‘{ $reference }’, which is not there
    .help = mend the name of the message referred to
