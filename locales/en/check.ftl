### What “aimf check” says to editors, in English. The binary carries these words; a site does not change them.
### Each problem has a message, and a “.help”: what to write instead.

error = error
warning = warning
help = help
carried-site = the site that the program carries
all-well = All is well in { $site }: { $pages ->
    [one] { $pages } page
   *[other] { $pages } pages
}, { $languages ->
    [one] { $languages } language
   *[other] { $languages } languages
}.
more-of-a-kind = { $count ->
    [one] … and another one of the kind in { $file }, line { $lines }
   *[other] … and { $count } others of the kind in { $file }, lines { $lines }
}
to-fill = { $count ->
    [one] One fact has yet to be given by the association; until then the site does not show it:
   *[other] { $count } facts have yet to be given by the association; until then the site does not show them:
}
preview-open = Open in the editor
preview-waiting = Preview: the site cannot be read yet
unavailable-title = The site will be back soon
unavailable-text = It is being updated. Please try again in a few minutes.
preview-keyboard = Go through the texts by keyboard
up-to-date = The errors are fixed: the site is up to date.
summary = { $errors ->
    [one] 1 error: the public site has not changed. Fix it, then try again.
   *[other] { $errors } errors: the public site has not changed. Fix them, then try again.
}

## What the commands say

strict = { $warnings ->
    [one] 1 warning, which --strict takes for an error.
   *[other] { $warnings } warnings, which --strict takes for errors.
}
init-done = { $files ->
    [one] 1 file written to { $folder }.
   *[other] { $files } files written to { $folder }.
    }

    Next:
    1. read content/README.md, the guide;
    2. to see the site while you write: { $aimf } preview --site { $folder }
    3. to check it before it is published: { $aimf } check --site { $folder }
export-done = { $files ->
    [one] 1 file of { $site } written to { $folder }.
   *[other] { $files } files of { $site } written to { $folder }.
}
no-address = The site’s public address is not known, and its links are made of it: nothing was written.
    Add --base-url https://www.example.org, or write base_url in content/site.toml.
folder-not-empty = { $folder } is not empty: nothing was written.
    Give the name of a new folder, or empty this one first.
language-added = The language ‘{ $language }’ is added, as a draft: the site goes on in its other languages.

    Next:
    1. in content/site.toml, give the language its name and its locale;
    2. translate locales/{ $language }/site.ftl;
    3. in the files of content/, fill in the lines ‘# … .{ $language } = ""’ and take away their #;
    4. once all is translated, take away draft = true in content/site.toml, then: { $aimf } check{ $in-site }
language-there = The site has the language ‘{ $language }’ already: nothing was written.
language-odd = ‘{ $language }’ is not the code of a language: write for example fr, en or pt.
schemas-written = { $files } schemas written to { $folder }.
write-failed = { $path } cannot be written ({ $reason }).
    Check that the folder exists, that you may write to it and that the disk is not full.
translations-language = { $language }: { $percent }% up to date ({ $current } texts of { $all })
translation-state = { $state ->
    [current] up to date
    [changed] to review
    [new] to accept
   *[missing] missing
}
translations-none = This site keeps no ledger of translations; to begin, once the translations have been read: { $aimf } translations accept{ $in-site }
translations-accepted = { $count ->
    [0] Everything was accepted already.
    [one] One translation accepted.
   *[other] { $count } translations accepted.
}
key-of-no-text = No text has the key ‘{ $key }’.{ $near ->
    [none] {""}
   *[other] {" "}Did you mean ‘{ $near }’?
}
# Signs that cannot be seen, or look like another
sign-name = { $name ->
    [U00A0] no-break space
    [U202F] narrow no-break space
    [U2007] figure space
    [U2009] thin space
    [U2002] en space
    [U2003] em space
    [U200A] hair space
    [U3000] ideographic space
    [U0009] tab
    [U000A] line end
    [U000D] carriage return
    [U2028] line separator
    [U200B] zero-width space
    [U200C] zero-width non-joiner
    [U200D] zero-width joiner
    [U200E] left-to-right mark
    [U200F] right-to-left mark
    [U2060] word joiner
    [UFEFF] byte-order mark
    [U00AD] soft hyphen
    [U2010] typographic hyphen
    [U2011] no-break hyphen
    [U2212] minus sign
   *[other] { $code }
}
embedded-site = This command writes into a site: give its folder with --site.

failure-no-command = there is no command { $command }
failure-watch = what the program carries does not change: --watch needs a folder with --site
failure-not-loopback = { $address } is not an address of this computer alone; a preview is for nobody else: 127.0.0.1:8080 or [::1]:8080
failure-base-url = { $ascii ->
    [none] `{ $value }` is not an address such as https://www.example.org or https://example.org/aimf
   *[other] `{ $value }` has a name with accents; servers write it { $ascii }
}
failure-bind = { $kind ->
    [in-use] { $address } is in use by another program
    [no-socket] { $path } is there, and is not a socket
    [elsewhere] { $ip } is not an address of this machine
    [forbidden] this user may not listen on port { $port }
   *[other] cannot listen on { $address }: { $reason }
}
failure-socket = the socket that was passed as number { $number } is no listening TCP or unix socket: { $reason }
failure-admin = `--admin-listen` says where the server answers, as for `{ $aimf } serve`
failure-not-ready = the server at { $address } is not ready: { $reason }
failure-settings = { $path } cannot be read: { $reason }
failure-publish = the site cannot be put together: { $reason }
failure-output = what the command says cannot be written: { $reason }
failure-system = the system refuses what the command needs: { $reason }
setting-unknown = there is no setting ‘{ $key }’; { $near ->
    [none] `{ $aimf } config` lists those that there are
   *[other] did you mean ‘{ $near }’?
}
setting-no-value = the value must be a text, a number or a list of these

## Files and folders

site-missing = ‘{ $folder }’ is not the folder of a site
    .help = give after --site the folder that holds ‘content’, ‘locales’ and ‘static’; to begin one: { $aimf } init { $folder }
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
not-utf8 = the text is not in UTF-8: the letter ‘{ $letter }’ is written in another encoding
    .help = in your editor choose ‘Save as’, then the encoding ‘UTF-8’
utf16 = the text is in UTF-16, which Windows calls ‘Unicode’
    .help = in your editor choose ‘Save as’, then the encoding ‘UTF-8’
file-empty = the file is empty
    .help = put its contents back; an older version is in the site’s history
file-unknown = nobody reads the file ‘{ $file }’
    .help = { $near ->
        [none] delete it, or put a new page into ‘content/pages/’
       *[other] rename it: { $near }
    }
file-name = the name of the file ‘{ $file }’ cannot stand in an address
    .help = rename it: { $right }
file-copy = ‘{ $file }’ is probably a copy: the site does not read it
    .help = delete it, or keep it elsewhere than in the site’s folder
file-kind = the site cannot serve a file like ‘{ $file }’
    .help = use a file of one of these kinds: { $kinds }
page-key-taken = ‘{ $key }’ is the name of another page of the site already
    .help = give the file another name

## TOML

toml-syntax = this line is not written as it should be
    .help = a line is written: key = "value"; compare it with its neighbours
toml-curly-quote = the value of ‘{ $key }’ begins with a curly quotation mark { $found }
    .help = write a straight quotation mark " at the beginning and at the end of the value; inside it, the site sets the right marks itself
toml-closing-quote = the value of ‘{ $key }’ ends with a curly quotation mark { $found }
    .help = write a straight quotation mark " at the end, as at the beginning
toml-unquoted = the value of ‘{ $key }’ is not in quotation marks
    .help = write a straight quotation mark " at the beginning and at the end: { $key } = "{ $found }"
toml-unclosed = a quotation mark is missing at the end of the value of ‘{ $key }’
    .help = write a straight quotation mark " at the end, on the same line; for a text of several lines write """ at the beginning and at the end
toml-unclosed-block = this text of several lines has no end
    .help = write { $marks } on a line of its own after the last line of the text
toml-unopened-block = this text of several lines has no beginning
    .help = write above it the key of the text, a sign = and { $marks }, for example: text.en = { $marks }
toml-inner-quote = a straight quotation mark inside the value of ‘{ $key }’ ends it too early
    .help = inside a text write ‘ and ’ as quotation marks, or \" in place of "
toml-inner-apostrophe = an apostrophe inside the value of ‘{ $key }’ ends it too early
    .help = write a straight quotation mark " at the beginning and at the end of the value, in place of the apostrophes
toml-escape = ‘{ $found }’ means nothing in a text
    .help = for the sign \ itself, write \\
toml-boolean = the value of ‘{ $key }’ is ‘{ $found }’, which is not a known value
    .help = write { $key } = true for yes or { $key } = false for no, in small letters and without quotation marks
toml-leading-zero = the value of ‘{ $key }’ begins with a zero
    .help = write { $key } = { $right }; if it is a code or a number to call, write { $key } = "{ $found }"
toml-number = ‘{ $found }’ is not written as a number
    .help = write the number without spaces, commas and quotation marks: { $key } = { $right }
toml-date = ‘{ $found }’ is not a date, or not written as one
    .help = write year, month and day, without quotation marks: { $key } = 2027-01-31
toml-list = the list of ‘{ $key }’ is not written as it should be
    .help = write each item in straight quotation marks, a comma between two, and all of it in square brackets: { $key } = ["…", "…"]
toml-no-value = the value of ‘{ $key }’ is missing
    .help = write it after the sign =, or put a # at the start of the line to leave it out
toml-no-key = the key before the sign = is missing
    .help = a line is written: key = "value"
toml-no-equals = the sign = is missing after ‘{ $key }’
    .help = a line is written: { $key } = "value"; for a note put a # at the start of the line; a text of several lines goes between """ and """
toml-colon = a colon after ‘{ $key }’, in place of the sign =
    .help = write { $key } = "…"
toml-key = the key ‘{ $key }’ has { $found ->
        [none] a space in it
       *[other] the sign ‘{ $found }’ in it
    }
    .help = a key has only letters without accents, digits and hyphens; a dot separates its parts: title.fr
toml-duplicate-key = the key ‘{ $key }’ is written twice
    .help = keep only one of the two lines
toml-table-twice = the group ‘{ $table }’ is written twice
    .help = join the two in one; for one more item of a list write [[{ $table }]] with two brackets
toml-header = a bracket of this group’s name is missing, or something follows it
    .help = write { $right } on a line of its own
toml-header-missing = { $header ->
        [none] keys are written twice: the name of a group is probably missing above
       *[other] a line { $header } is missing above
    }
    .help = { $header ->
        [none] write the group’s name in brackets, such as [page], on a line of its own before this one; if these lines are there once too often, delete them
       *[other] write { $header } on a line of its own before this one: each item of the list begins so
    }
toml-trailing = ‘{ $found }’ after the value
    .help = take it away: the line ends with the value
toml-space = a special space ({ $code }) in place of a plain one
    .help = delete it and type a plain space; it was probably pasted
toml-comment = a note does not begin with ‘{ $found }’
    .help = put a # at the start of the line
toml-conflict = the marks of a conflict: two people have changed these lines at the same time
    .help = keep the right version, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>

## Keys and values

key-unknown = the key ‘{ $key }’ is not known here
    .help = { $near ->
        [none] the keys known here are: { $known }
       *[other] did you mean ‘{ $near }’?
    }
key-elsewhere = the key ‘{ $key }’ is not known here
    .help = { $group ->
        [none] it belongs to the head of the file: put the line before the first group in brackets
       *[other] { $begins ->
            [new] it belongs to the group { $group }: for one more, write { $group } on a line above first
           *[same] it belongs to the group { $group }: put the line into that group
        }
    }
key-of-another-file = the key ‘{ $key }’ does not belong to this file
    .help = { $group ->
        [none] it belongs to the head of { $file }
       *[other] it belongs to the group { $group } of { $file }
    }: change it there, and delete this line
key-missing = the key ‘{ $key }’ is missing
    .help = { $languages ->
        [none] add a line { $right }
       *[other] add a line for each language ({ $languages }): { $right }
    }
group-missing = the group ‘{ $group }’ is missing
    .help = write { $right } on a line, and its keys below, a line each
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
        [moment] a date with a time
        [datetime] a date
        [list] a list
       *[table] a group of keys
    }
    .help = { $expected ->
        [text] write { $key } = "{ $right }"
        [integer] write the number without quotation marks: { $key } = { $right }
        [float] write the number without quotation marks
        [boolean] write { $key } = true or { $key } = false
        [date] write the date without quotation marks, year, month, day: { $key } = 2027-01-31
        [datetime] write the date without quotation marks: { $key } = 2027-01-31
        [list] write the list between square brackets: { $key } = ["…", "…"]; or, for groups of keys, [[{ $key }]]
       *[table] write a line for each language: { $key }.fr = "…" and { $key }.en = "…"
    }
group-empty = the group ‘{ $group }’ is empty
    .help = delete this line, or write its keys below, a line each
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
    .help = { $right ->
        [none] an address begins with https://, for example "https://www.example.org"
       *[other] write "{ $right }"
    }
url-not-ascii = the name of ‘{ $value }’ has letters with accents
    .help = write it as servers do: "{ $ascii }"
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
language-unlisted = the language ‘{ $language }’ has a folder of words and texts, and is not in the list of languages
    .help = add a group [[languages]] to content/site.toml with code = "{ $language }", name = "…" and locale = "…"; to take the language away, delete locales/{ $language } and its lines
language-twice = the language ‘{ $language }’ is in the list already, at { $other }
    .help = keep only one of the two groups
language-draft = the language ‘{ $language }’ is a draft: { $done } texts of { $all } are translated; its pages are not published
    .help = once all is translated, take away the line draft = true: { $aimf } check{ $in-site } will say what is still missing

## Pages, links and facts

address-twice = the address { $address } is taken already, at { $other }
    .help = choose another ‘slug’ here
page-copied = this page still has the same { $keys } as { $other }
    .help = give this page an address, a title and a description that belong to it alone
anchor-twice = the anchor ‘{ $anchor }’ is taken already, at { $other }
    .help = choose another anchor here
words-twice = another page has the same words for ‘{ $key }’ already, at { $other }
    .help = give each page a title and a description that belong to it alone
page-unknown = the link leads to a page ‘{ $page }’ that is not there
    .help = { $near ->
        [none] the names of the pages are those of their files, for example page:privacy
       *[other] did you mean page:{ $near }?
    }
anchor-unknown = the page ‘{ $page }’ has no anchor ‘{ $anchor }’
    .help = { $near ->
        [none] take the # and what follows it away, or correct the anchor
       *[other] did you mean #{ $near }?
    }
static-unknown = the file ‘{ $file }’ is not in the folder ‘static’
    .help = { $near ->
        [none] put the file into ‘static’, or correct its name
       *[other] did you mean file:{ $near }?
    }
fact-unknown = the site knows no fact ‘{ $fact }’
    .help = { $near ->
        [none] to write a brace, put \ before it
       *[other] did you mean {"{"}{ $near }{"}"}?
    }
letter-missing = the site’s type lacks the letter ‘{ $letter }’ ({ $code })
    .help = it will show in another type; if it is a slip, correct it
text-same = ‘{ $key }’ says the same, word for word, in ‘{ $first }’ and in ‘{ $second }’
    .help = translate one of the two
link-in-one-language = the text ‘{ $language }’ lacks the link to ‘{ $target }’ that the other language has
    .help = add it here, or take it away in the other language
fact-needed = the fact ‘{ $fact }’ has yet to be given: this text would be empty
    .help = give it in { $file }, or write this title or description without it
fact-typed = ‘{ $found }’ is a fact of the site, copied by hand
    .help = write {"{"}{ $fact }{"}"} in its place: the text will follow when the fact changes
count-wrong = the text counts ‘{ $found }’, and there are { $count }
    .help = correct the number, or write {"{"}{ $fact }{"}"} in its place: it will follow
map-elsewhere = the link to the map does not lead to ‘{ $street }’
    .help = the address has probably changed since: write "{ $right }"
not-a-siret = ‘{ $value }’ is not a SIRET number
    .help = a SIRET number has fourteen digits, the last of which checks the others: copy it from the notice of Insee
not-an-rna = ‘{ $value }’ is not an RNA number
    .help = an RNA number is the letter W and nine digits: copy it from the receipt of the prefecture
conformity-without-audit = the state ‘{ $status }’ is not that of an audit
    .help = only an audit allows to say so: in [accessibility.audit], fill in by, date and rate ({ $least } at least); without an audit, write status = "non"
fact-to-fill = { $fact }
    .help = take the # at the beginning of the line away and write the value
paragraphs-differ = the text ‘{ $language }’ has { $count } paragraphs, the text ‘{ $source }’ has { $source_count }
    .help = the two texts are read side by side: give them the same paragraphs, in the same order
text-much-longer = the text of ‘{ $key }’ is much longer in ‘{ $longer }’ ({ $long } characters) than in ‘{ $shorter }’ ({ $short })
    .help = check that nothing is missing in the one, or too much in the other

## Ledger of translations

translation-changed = the source of ‘{ $key }’ has changed since its translation ‘{ $language }’
    .help = before: ‘{ $before }’; now: ‘{ $now }’; read the translation again, then: { $aimf } translations accept { $key }{ $in-site }
translation-new = the translation ‘{ $language }’ of ‘{ $key }’ has not been accepted yet
    .help = read it, then: { $aimf } translations accept { $key }{ $in-site }
ledger-line = this line is none of the ledger of translations
    .help = delete it, then: { $aimf } translations{ $in-site }

## Markdown

pasted-misread = ‘{ $found }’ is probably a letter that was copied badly
    .help = write the word again: ‘crÃ©Ã©e’, for example, was ‘créée’
pasted-bullet = ‘{ $found }’ is probably a bullet pasted from a word processor
    .help = for a list, begin each line with a dash and a space: - a text
pasted-table = a tab in the middle of a line: probably a table that was pasted
    .help = write its cells between bars, | year | place |, with | --- | --- | below the first row
raw-html = HTML in a text
    .help = write Markdown: **important**, [words of the link](page:contact); for the sign itself, put \ before <
block-in-line = this text must be a single paragraph
    .help = take the list, the heading or the empty line away
link-scheme = the link to ‘{ $target }’ is not possible
    .help = { $right ->
        [none] a link begins with https://, mailto:, tel:, page: or file:
       *[other] write { $right } between the parentheses
    }
link-empty = the link has no words or leads nowhere
    .help = write [words of the link](page:contact)
link-nested = a link or a picture inside a link
    .help = separate the two
link-broken = a link that is not well formed
    .help = write [words of the link](page:contact): the square brackets first, no space before the parenthesis nor in the address
emphasis-unclosed = the signs ‘{ $marks }’ would show as typed
    .help = write { $marks }important{ $marks }, without a space inside; for the signs themselves, put \ before each
footnote = the site has no footnotes
    .help = put the note between parentheses in the text; for the signs themselves, put \ before [
task-list = the site has no check boxes
    .help = write a simple list: - a text
table-cells = this row of the table has { $found } cells for { $columns } columns
    .help = take a | out of this row, or add a column to the first and to the second row; for the sign itself, write \|
control-sign = an invisible sign that no page can hold
    .help = delete this passage and write it again: the sign probably came with copy and paste
link-title = a title after the link’s address
    .help = take away what follows the address: many readers would never see it
heading-skips-level = a heading ‘{ $found }’ cannot follow here
    .help = write ‘{ $allowed }’ at most: headings go down one level at a time
picture-elsewhere = the picture is not one of the site’s files
    .help = put the picture into the folder ‘static’ and write ![what it shows](file:picture.jpg)
alternative-missing = the picture ‘{ $file }’ has no words for those who do not see it
    .help = write what it shows: ![The mayors gathered in Tunis](file:{ $file }); if it only decorates: ![](decoration:{ $file })
decoration-with-words = the picture ‘{ $file }’ is marked as a decoration, and it has words
    .help = take away the words between the brackets, or write ‘file:’ in place of ‘decoration:’
picture-too-heavy = the picture ‘{ $file }’ has { $size } kB; the limit is { $limit } kB
    .help = save it smaller or as WebP, with a quality of 75% for example: a visitor on a slow network would wait too long for it
picture-too-large = the picture ‘{ $file }’ measures { $width } × { $height } pixels; the limit is { $limit } pixels a side
    .help = make it smaller: no page shows it that large
picture-unreadable = ‘{ $file }’ is not { $found ->
        [none] a picture that the site can read
       *[other] what its name says: it is a picture of the kind ‘{ $found }’
    }
    .help = save it again from a program for pictures, and choose its format (PNG, JPEG, WebP, SVG)
svg-active = the drawing has ‘{ $found }’ in it, which acts instead of drawing
    .help = save the drawing again as ‘plain SVG’, without scripts and imported styles
svg-foreign = the drawing fetches ‘{ $address }’ from outside of the site
    .help = put what it needs into the drawing itself (in a program for drawings: ‘embed image’)
stylesheet-foreign = the stylesheet fetches ‘{ $address }’
    .help = put what it needs into the stylesheet itself: a visitor is to be known to this site alone, and browsers are told to load nothing else
stylesheet-brace = { $found ->
        [opening] a brace ‘{"{"}’ that nothing closes
       *[closing] a brace ‘{"}"}’ that nothing has opened
    }
    .help = { $found ->
        [opening] add the closing brace after the last line of the rule
       *[closing] take it away: browsers would skip the rule that follows it
    }
caption-in-paragraph = a caption on a picture inside a paragraph
    .help = put the picture alone on its line, between two empty lines
fact-malformed = a brace that does not hold the name of a fact
    .help = write for example {"{"}contact.phone{"}"}; for a brace in the text, put \ before it
markup-unknown = the site does not use this form of Markdown
    .help = use paragraphs, lists, headings, **important**, *italics* and links

## Words of the interface

fluent-syntax = this line is not written as it should be
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
    .help = correct the name of the message referred to
reference-needs = the message ‘{ $message }’ refers to ‘{ $reference }’, which needs ‘{ $variable }’
    .help = ‘{ $variable }’ is not given here: write the words themselves in place of {"{"} { $reference } {"}"}
reference-cycle = the message ‘{ $message }’ refers to itself, by ‘{ $reference }’
    .help = write the words themselves in place of {"{"} { $reference } {"}"}
messages-stand-in = missing here: { $messages }; { $from ->
        [program] the program’s own words stand in
       *[other] the words of the language ‘{ $from }’ stand in
    }
    .help = add a line for each message, its name = what the site is to say; the other languages show what it says
