### What “aimf check” says to editors, in English. The binary carries these words; a site does not change them.
### Each problem has a message, and a “.help”: what to write instead.

error = error
warning = warning
note = note
help = help
carried-site = the site that the program carries
carried-checked = There is no site in this folder. To check yours, go to its folder, or give it after --site.
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
prepared = { $count ->
    [one] One photograph is prepared for the site; the original stays as it is:
   *[other] { $count } photographs are prepared for the site; the originals stay as they are:
}
more-prepared = { $count ->
    [one] … and one more
   *[other] … and { $count } more
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
kept-site = Meanwhile the server shows the last site without errors, kept at { $since }, even after a restart.
export-until = It stays the same until { $date } ({ $zone }): export again on that day. What will change:
schedule = The site will change by itself (time zone { $zone }):
scheduled-change = { $date }: { $what ->
    [page-appears] the page ‘{ $page }’ appears
    [page-goes] the page ‘{ $page }’ disappears
    [notice-appears] the notice appears
    [notice-goes] the notice disappears
   *[security-expires] security.txt expires; change its date before that day
}
drafts = { $count ->
    [one] One draft, which only ‘aimf preview’ shows: { $pages }
   *[other] { $count } drafts, which only ‘aimf preview’ shows: { $pages }
}
epoch-odd = SOURCE_DATE_EPOCH is ‘{ $value }’, which is no number of seconds.
    Give it a whole number, or take this variable away.
no-address = The site’s public address is not known, and its links are made of it: nothing was written.
    Add --base-url https://www.example.org, or write base_url in content/site.toml.
folder-not-empty = { $folder } is not empty: nothing was written.
    Give the name of a new folder, or empty this one first.
language-added = { $name } ({ $language }) is added as a draft: visitors see nothing of it until all is translated.

    Next:
    1. in content/site.toml, check its name and its locale;
    2. translate locales/{ $language }/site.ftl, then take its first lines away;
    3. in the files of content/, each line that ends with ‘# à traduire / to translate’ repeats the first language: write the translation in its place, then take that mark away; an address (slug) is written in small unaccented letters;
    4. to see the pages: { $aimf } preview{ $in-site }
    5. to see what is left: { $aimf } translations{ $in-site }
    6. once all is translated, take away draft = true in content/site.toml, then: { $aimf } check{ $in-site }

    To undo all of it: { $aimf } language remove { $language }{ $in-site }
language-there = The site has the language ‘{ $language }’ already: nothing was written.
language-odd = ‘{ $language }’ is not the code of a language: nothing was written. { $near ->
    [none] Write for example es, pt or ar.
   *[other] Did you mean { $near }?
}
# Names of languages as people type them in place of a code, each followed by its code.
language-names =
    Afrikaans af, Albanian sq, German de, Amharic am, English en, Arabic ar, Armenian hy, Azerbaijani az, Bambara bm, Basque eu,
    Bengali bn, Belarusian be, Breton br, Bulgarian bg, Catalan ca, Chinese zh, Korean ko, Corsican co, Creole ht, Croatian hr, Danish da,
    Spanish es, Estonian et, Finnish fi, Flemish nl, French fr, Galician gl, Welsh cy, Georgian ka, Greek el, Hausa ha, Hebrew he,
    Hindi hi, Hungarian hu, Irish ga, Icelandic is, Italian it, Japanese ja, Khmer km, Kinyarwanda rw, Kirundi rn, Kurdish ku, Lao lo,
    Latvian lv, Lingala ln, Lithuanian lt, Luxembourgish lb, Macedonian mk, Malay ms, Malagasy mg, Maltese mt, Mandarin zh, Dutch nl,
    Norwegian no, Occitan oc, Urdu ur, Fulah ff, Persian fa, Polish pl, Portuguese pt, Romanian ro, Russian ru, Sango sg, Serbian sr,
    Slovak sk, Slovene sl, Somali so, Swedish sv, Swahili sw, Czech cs, Thai th, Tigrinya ti, Turkish tr, Ukrainian uk, Vietnamese vi,
    Wolof wo, Yoruba yo, Zulu zu
language-none = The site has no language ‘{ $language }’ beside the first one: nothing was written. It has: { $known }.
language-first = ‘{ $language }’ is the site’s first language, which the others translate: nothing was written.
language-unreadable = { $file } cannot be read: nothing was written. Fix it first: { $aimf } check{ $in-site }
language-to-remove = Nothing was removed. { $name } ({ $language }) is { $texts } texts, addresses and anchors in { $files } files of content/{ $removed ->
    [0] {""}
   *[other] , and { $removed }
}.{ $is_draft ->
    [draft] {""}
   *[other] {" "}This language is published: its pages, below /{ $language }/, will be no more.
}
    Keep a copy of the folder if these translations may still be of use.
    To remove them: { $aimf } language remove { $language } --yes{ $in-site }
language-removed = { $name } ({ $language }) is removed: { $texts } texts, addresses and anchors of { $files } files. The rest of these files has not changed.
schemas-written = { $files } schemas written to { $folder }.
write-failed = { $path } cannot be written ({ $reason }).
    Check that the folder exists, that you may write to it and that the disk is not full.
translations-language = { $language }: { $percent }% up to date ({ $current } texts of { $all })
translation-state = { $state ->
    [current] up to date
    [changed] to review
    [new] to accept
   *[missing] to translate
}
translations-draft = { $language }, a draft: { $translated } texts of { $all } are translated
translations-of-file = { $count ->
    [one] { $count } text of { $file }
   *[other] { $count } texts of { $file }
}
translations-accept = Once a translation has been read, for example: { $aimf } translations accept { $key }{ $in-site }
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
    .help = { $near ->
        [none] give after --site the folder that holds ‘content’, ‘locales’ and ‘static’; to begin one: { $aimf } init { $folder }
       *[other] the site is in another folder: go there, or give --site { $near }
    }
folder-missing = the folder ‘{ $folder }’ is missing
    .help = put this folder back in its place; a site is a folder that holds ‘content’, ‘locales’ and ‘static’; check the path given to --site
file-missing = the file ‘{ $file }’ is missing
    .help = put this file back in its place; its name is spelt exactly so
file-unreadable = the file ‘{ $file }’ cannot be read ({ $reason })
    .help = check that the file is there and that the program may read it
file-outside = ‘{ $file }’ is a link that leads out of the site’s folder
    .help = copy the file into the site’s folder in place of the link
file-not-regular = ‘{ $file }’ is neither an ordinary file nor an ordinary folder
    .help = delete it, or replace it by a file
file-too-large = the file ‘{ $file }’ is larger than { $limit } MB
    .help = shorten it, or split it into several files: a visitor on a slow network would wait too long for it
file-name-not-utf8 = the name of the file ‘{ $file }’ has signs that cannot be read
    .help = rename the file with unaccented letters, digits and hyphens
not-utf8 = the text is not in UTF-8: the letter ‘{ $letter }’ is written in another encoding
    .help = in your editor choose ‘Save as’, then the encoding ‘UTF-8’
utf16 = the text is in UTF-16, which Windows calls ‘Unicode’
    .help = in your editor choose ‘Save as’, then the encoding ‘UTF-8’
not-text = this is no text: { $kind ->
        [office] the file comes from an office program such as Word
        [rtf] the file is in RTF, as TextEdit makes it
        [pdf] the file is a PDF
        [picture] the file is a picture
       *[other] the file is of another kind
    }
    .help = { $kind ->
        [office] in Word, choose ‘Save As’, then ‘Plain Text’ and the encoding ‘UTF-8’; then give the file its name back
        [rtf] in TextEdit, choose ‘Format’, ‘Make Plain Text’, save, and give the file its name back
       *[other] put the right file back under this name
    }
file-empty = the file is empty
    .help = { $what ->
        [page] if it is a new page, begin it with a copy of another page of content/pages; if not, put its content back
       *[other] put its contents back; an older version is in the site’s history
    }
file-unknown = nobody reads the file ‘{ $file }’
    .help = { $near ->
        [none] delete it, or put a new page into ‘content/pages/’
       *[other] rename it: { $near }
    }
file-name = the name of the file ‘{ $file }’ cannot stand in an address
    .help = rename it: { $right }
file-copy = ‘{ $file }’ is probably a copy: the site does not read it
    .help = { $original ->
        [none] delete it, or keep it elsewhere than in the site’s folder
       *[other] keep the right one of the two under the name { $original }, and delete the other
    }
file-not-content = ‘{ $file }’ is no file of content: these end in .toml
    .help = if visitors are to have it, put it into the folder ‘static’; if not, keep it elsewhere than in the site’s folder
language-folder = the language ‘{ $language }’ has a folder of words, and is not in the list of languages of content/site.toml
    .help = delete the folder locales/{ $language }; to add the language after that: { $aimf } language add { $language }{ $in-site }
file-name-too-long = the name of the file ‘{ $file }’ has more than { $limit } letters
    .help = rename it, for example: { $right }
file-kind = the site cannot serve a file like ‘{ $file }’
    .help = { $right ->
        [none] use a file of one of these kinds: { $kinds }
       *[other] save it, from the program that opens it, under the name { $right }
    }
document-too-large = the document ‘{ $file }’ has { $size } MB; the limit is { $limit } MB
    .help = { $format ->
        [pdf] export it as PDF again with lighter pictures (‘minimum size’), or split it into several files
        [mp3] save it again at a lower bit rate (96 kbit/s are enough for speech), or split it into several files
        [mp4] put the film on a video service, and into the text a link to it: [the film](https://…)
       *[other] take its pictures out or make them smaller, or split it into several files
    }
document-empty = the file ‘{ $file }’ is empty (0 bytes)
    .help = copy it into the folder ‘static’ again: the copy did not come to its end
document-kind = ‘{ $file }’ is not what its name says: { $found ->
        [html] it is a web page
        [office] it is a document of an old version of Word or Excel
        [rtf] it is a text in RTF
        [pptx] it is a presentation
        [docx] it is a document of Word
        [xlsx] it is a workbook of Excel
       *[other] it is a file ‘.{ $found }’
    }
    .help = { $right ->
        [none] save it again, from the program that opens it, in the format { $format }
       *[other] rename it, in the folder and in the texts: { $right }
    }
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
    .help = { $number ->
        [none] write a straight quotation mark " at the beginning and at the end: { $key } = "{ $found }"
       *[other] if it is a number, write it alone: { $key } = { $number }; if it is a text, between straight quotation marks: { $key } = "{ $found }"
    }
toml-curly-block = the text of ‘{ $key }’ begins with three quotation marks, not all of them straight
    .help = write three straight quotation marks """ at the beginning and at the end of the text
toml-several-lines = the value of ‘{ $key }’ goes on over several lines, between the marks of a single line
    .help = write three straight quotation marks """ at the beginning and at the end, in place of "
toml-block-start = the text of ‘{ $key }’ has three quotation marks at its end, and not at its beginning
    .help = write three straight quotation marks """ after the sign { $found ->
        [none] =
       *[other] =, in place of { $found }
    }
toml-block-end = the text of ‘{ $key }’ does not have the same quotation marks at its end as at its beginning
    .help = write """ at the beginning and at the end; for a text of one line, " at the beginning and at the end
toml-one-line = the value of ‘{ $key }’ goes on over several lines, and must be in one
    .help = write { $key } = "{ $right }"
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
    .help = { $right ->
        [none] for the sign \ itself, write \\
       *[other] in a text, write each sign \ twice: { $right }; or write this name without it
    }
toml-boolean = the value of ‘{ $key }’ is ‘{ $found }’, which is not a known value
    .help = { $right ->
        [none] write { $key } = true for yes or { $key } = false for no, in small letters and without quotation marks
       *[other] write { $key } = { $right }, in small letters and without quotation marks
    }
toml-leading-zero = the value of ‘{ $key }’ begins with a zero
    .help = write { $key } = { $right }; if it is a code or a number to call, write { $key } = "{ $found }"
toml-number = ‘{ $found }’ is not written as a number
    .help = { $right ->
        [none] write a number in figures, without quotation marks, for example { $example }
       *[other] write the number without spaces, commas and quotation marks: { $right }
    }
toml-not-a-year = ‘{ $value }’ is not a year alone
    .help = write { $right }
toml-date = { $last ->
        [none] ‘{ $found }’ is not a date, or not written as one
       *[other] there is no day ‘{ $found }’
    }
    .help = { $last ->
        [none] write year, month and day, without quotation marks: { $key } = { $right ->
            [none] 2027-01-31
           *[other] { $right }
        }
       *[other] the last day of that month is { $key } = { $last }
    }
toml-list = the list of ‘{ $key }’ is not written as it should be
    .help = write each item in straight quotation marks, a comma between two, and all of it in square brackets: { $key } = { $right }
toml-no-value = the value of ‘{ $key }’ is missing
    .help = write it after the sign =, or put a # at the start of the line to leave it out
toml-no-key = the key before the sign = is missing
    .help = a line is written: key = "value"
toml-no-equals = the sign = is missing after ‘{ $key }’
    .help = { $right ->
        [none] a line is written: { $key } = "value"; for a note put a # at the start of the line; a text of several lines goes between """ and """
       *[other] write { $key } = { $right }; for a note put a # at the start of the line; a text of several lines goes between """ and """
    }
toml-colon = a colon after ‘{ $key }’, in place of the sign =
    .help = write { $key } = { $right ->
        [none] "…"
       *[other] { $right }
    }
toml-equals = ‘{ $found }’ after ‘{ $key }’, in place of the sign = alone
    .help = write { $key } = { $right ->
        [none] "…"
       *[other] { $right }
    }
toml-key = the key ‘{ $key }’ has { $found ->
        [none] a space in it
       *[other] the sign ‘{ $found }’ in it
    }
    .help = { $near ->
        [none] a key has only letters without accents, digits and hyphens; a dot separates its parts: title.fr
       *[other] write { $near } =
    }
toml-duplicate-key = the key ‘{ $key }’ is written twice
    .help = keep only one of the two lines
toml-language = ‘{ $key }’ does not say in which language it is
    .help = write { $right } =
toml-table-twice = the group ‘{ $table }’ is written twice
    .help = { $list ->
        [none] join the two in one
       *[other] join the two in one; for one more item of a list write { $list } with two brackets
    }
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
            [same] it belongs to the group { $group }: put the line into that group
           *[other] it belongs to the group { $group }: put the line above { $begins }
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
keys-missing = { $keys ->
        [year-date] this event has no date
        [sentences-text] this event says nothing
       *[other] one of these keys is missing: { $keys }
    }
    .help = { $keys ->
        [year-date] add under [[events]] a line ‘year = 2013’ with the right year or, where the month or the day is known, ‘date = "2013-05"’ or ‘date = "2013-05-12"’
        [sentences-text] add under [[events]] the lines text.fr = "…" and text.en = "…"; for a sentence to be cited by its anchor, write [[events.sentences]] and below it id, text.fr and text.en
       *[other] add a line for one of them
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
        [groups] a list of groups
        [group] a single group of keys
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
        [integer] { $right ->
            [none] write a number in figures, without quotation marks, for example { $key } = { $example }
           *[other] write the number without quotation marks: { $key } = { $right }
        }
        [float] { $right ->
            [none] write a number in figures, without quotation marks, for example { $key } = { $example }
           *[other] write the number without quotation marks: { $key } = { $right }
        }
        [boolean] write { $key } = true or { $key } = false
        [date] write the date without quotation marks, year, month, day: { $key } = { $right }
        [datetime] write the date without quotation marks: { $key } = 2027-01-31
        [group] write { $right } on a line, and its keys below, a line each
        [groups] write [[{ $key }]], with two brackets, and its keys below
        [list] write the list between square brackets: { $key } = ["{ $right }"]
       *[table] write a line for each language: { $key }.fr = "…" and { $key }.en = "…"
    }
group-empty = the group ‘{ $group }’ is empty
    .help = delete this line, or write its keys below, a line each
group-too-high = the group { $header } is too high: below it, ‘{ $keys }’ is no longer in { $group ->
        [none] the head of the file
       *[other] the group { $group }
    }
    .help = put the lines { $first } to { $last }, the whole of this group, at the end of the file
list-empty = the list ‘{ $key }’ is empty
    .help = put at least one thing into it
text-empty = the text of ‘{ $key }’ is empty
    .help = { $optional ->
        [none] write the text between the quotation marks
       *[other] write the text, or delete the line
    }
language-missing = the text of ‘{ $key }’ is missing in the language ‘{ $language }’
    .help = add a line { $key }.{ $language } = { $right }
language-code-other = no text of the site is in the language ‘{ $value }’
    .help = the texts of the site are in ‘{ $right }’: write code = "{ $right }"
language-unknown = the site has no language ‘{ $language }’
    .help = { $near ->
        [none] the site’s languages are: { $known }; one is added in content/site.toml
       *[other] write { $near } =
    }
number-outside = the number of ‘{ $key }’ is outside of its limits
    .help = write a number from { $least } to { $most }
year-impossible = the year { $year } is impossible
    .help = write a year from { $least } to { $most }
no-such-day = there is no day ‘{ $value }’
    .help = the last day of that month is { $right }
not-a-year = ‘{ $value }’ is not a year alone
    .help = write { $right }
not-a-date = ‘{ $value }’ is not a date
    .help = { $right ->
        [none] write the year, the month or the day between straight quotation marks: { $key } = "2013", { $key } = "2013-05" or { $key } = "2013-05-12"
       *[other] write { $key } = "{ $right }"
    }
events-out-of-order = the event of { $date } comes after that of { $previous } (line { $line })
    .help = put the events in the order of their dates: move this one, from its [[events]] to its last line, before the [[events]] of { $previous }
year-and-date = ‘year’ says { $year }, and ‘date’ says { $date }
    .help = delete the line ‘year = { $year }’: the date says the year; or correct ‘date’
end-before-start = the end, { $end }, comes before the start, { $start } (line { $line })
    .help = write end = "{ $start }" or a later date, or correct the start
term-reversed = the year of ‘{ $later }’, { $year }, comes before that of ‘{ $earlier }’, { $limit } (line { $line })
    .help = write { $later } = { $limit } or a later year, or correct ‘{ $earlier }’
value-none = ‘{ $value }’ is no value of ‘{ $key }’
    .help = where there is none, delete the line
not-one-line = this value must be in one line
    .help = write "{ $right }"
not-a-phone = ‘{ $value }’ is not an international telephone number
    .help = { $right ->
        [none] write the number with the country’s code, in groups: "+33 1 44 88 22 88"
       *[other] write "{ $right }", with the country’s code, if that is the number
    }
not-a-url = ‘{ $value }’ is not a complete address
    .help = { $right ->
        [none] an address begins with https://, for example "https://www.example.org"
       *[other] write "{ $right }"
    }
not-https = ‘{ $value }’ is not an address that begins with https://
    .help = { $right ->
        [none] open the page in a browser and copy its address, for example "https://www.linkedin.com/company/…"
       *[other] write "{ $right }"
    }
network-unnamed = the site does not know the social network of ‘{ $host }’
    .help = add below this line the name to be shown: name = "…"
hinge-idle = ‘hinge’ has no effect here: the page sets all these sentences alike
    .help = delete the line
url-not-ascii = the name of ‘{ $value }’ has letters with accents
    .help = write it as servers do: "{ $ascii }"
not-an-email = ‘{ $value }’ is not an e-mail address
    .help = { $right ->
        [none] an e-mail address is written "name@example.org"
       *[other] write "{ $right }"
    }
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
time-zone-unknown = ‘{ $value }’ is not the name of a time zone
    .help = { $near ->
        [none] write the name that the tz database gives it, with its capitals: "Europe/Paris", "Africa/Dakar"
       *[other] write "{ $near }"
    }
dates-inverted = the last day, ‘{ $until_key }’ ({ $until }), comes before the first, ‘{ $from_key }’ ({ $from }, line { $line })
    .help = write ‘{ $until_key } = { $from }’ for that day alone, or a day that comes after it; or correct line { $line }
security-expires-soon = security.txt expires on { $date }; the site will no longer serve it, and until the date is changed ‘aimf check’ will tell an error
    .help = check that the address where to report a vulnerability still holds, then write a date less than a year away: expires = { $right }
security-expired = security.txt expired on { $date }: the site no longer serves it
    .help = check that the address where to report a vulnerability still holds, then write a date less than a year away: expires = { $right }
not-a-colour = ‘{ $value }’ is not a colour
    .help = { $suggestion ->
        [none] write a hash and six signs, digits or letters from a to f: { $key } = "#7A1140"
       *[other] write { $key } = "{ $suggestion }"
    }
contrast-low = { $line } on the ground { $ground } has a contrast of { $units }.{ $hundredths } only: it takes 7, for everyone to be able to read
    .help = write { $near }, the nearest colour that does
ground-between = on the ground { $value }, neither light nor dark, no colour can be read well enough
    .help = write ground = "{ $near }"
logo-kind = ‘{ $value }’ is neither an SVG nor a PNG file
    .help = save the logo as SVG, or else as PNG, in the folder ‘static’; then write its name: logo = "logo.svg"
logo-alone = a logo for the dark ground, and none for the light one
    .help = write logo = "…" too; or, where it goes with both grounds, logo = "{ $file }" in place of logo_dark
logo-unknown = the logo ‘{ $file }’ is not in the folder ‘static’
    .help = { $near ->
        [none] put the file into ‘static’, or correct its name
       *[other] write "{ $near }"
    }
language-unlisted = the language ‘{ $language }’ has a folder of words and texts, and is not in the list of languages
    .help = add a group [[languages]] to content/site.toml with code = "{ $language }", name = "…" and locale = "…"; to take the language away, delete locales/{ $language } and its lines
language-twice = the language ‘{ $language }’ is in the list already, at { $other }
    .help = keep only one of the two groups
language-draft = the language ‘{ $language }’ is a draft: { $done } texts of { $all } are translated; its pages are not published
    .help = what is left: { $aimf } translations{ $in-site }; once all is translated, take away the line draft = true
language-untranslated = the language ‘{ $language }’ is not wholly translated: { $places }
    .help = in these files, translate each line that is marked ‘# à traduire / to translate’; where both languages have the same words, take only the mark away; or put draft = true back

## Pages, links and facts

address-twice = the address { $address } is taken already, at { $other }
    .help = choose another ‘slug’ here
page-copied = this page still has the same { $keys } as { $other }
    .help = give this page an address, a title and a description that belong to it alone
anchor-twice = the anchor ‘{ $anchor }’ is taken already, at { $other }
    .help = choose another anchor here
anchor-reserved = the anchor ‘{ $anchor }’ is used by the page itself
    .help = write for example "{ $suggestion }"
words-twice = another page has the same words for ‘{ $key }’ already, at { $other }
    .help = give each page a title and a description that belong to it alone
page-name-unknown = ‘{ $page }’, in ‘{ $key }’, is the name of no page
    .help = { $near ->
        [none] the names of the pages are: { $known }
       *[other] write "{ $near }"
    }
page-listed-twice = the page ‘{ $page }’ is in ‘{ $key }’ already, at { $first }
    .help = keep it once: remove this one or the other
parent-circle = these pages stand in a circle, each under the next one: { $circle }
    .help = remove the line ‘parent’ of the one that should be at the top
page-in-no-language = no language of this list is published: the page would be nowhere
    .help = write at least one of these languages: { $known }
parent-language = the page ‘{ $parent }’ is not in ‘{ $language }’, and this one would stand under it
    .help = put this page under one that is in that language, or remove the line ‘parent’
page-unknown = the link leads to a page ‘{ $page }’ that is not there
    .help = { $near ->
        [none] the names of the pages are those of their files, for example page:contact
       *[other] did you mean page:{ $near }?
    }
page-absent = the words of this link show without it: { $state ->
        [draft] the page ‘{ $page }’ is a draft
        [not-yet] the page ‘{ $page }’ is published from { $date } on only
       *[over] the page ‘{ $page }’ is published no longer than until { $date }
    }
    .help = { $state ->
        [over] take the link away, or change publish_until in content/pages/{ $page }.toml
       *[other] nothing needs to be done: when the page appears, the link will be there
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
    .help = it will show in another type, and the sharing picture of a page with this letter in its title will have no title; if it is a slip, correct it
letters-missing = the site’s type lacks { $count } letters, among them ‘{ $letters }’
    .help = they will show in another type, and sharing pictures are without the titles that have them; if they are slips, correct them
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
legal-page-missing = the site has no page about { $page ->
        [legal] who publishes it (the legal notice)
       *[other] its accessibility
    }, which French law asks for
    .help = put { $file } back; to have a new one, make a site in another folder and copy the file from it: { $aimf } init new-site
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
translations-new = no translation ‘{ $language }’ has been accepted yet ({ $count } texts)
    .help = read them, then: { $aimf } translations accept --language { $language }{ $in-site }
ledger-line = this line is none of the ledger of translations
    .help = delete it, then: { $aimf } translations{ $in-site }

## Markdown

pasted-misread = ‘{ $found }’ is probably a letter that was copied badly
    .help = write the word again: ‘crÃ©Ã©e’, for example, was ‘créée’
pasted-bullet = ‘{ $found }’ is probably a bullet pasted from a word processor
    .help = for a list, begin each line with a dash and a space: - a text
pasted-table = a tab in the middle of a line: probably a table that was pasted
    .help = write its cells between bars, | year | place |, with | --- | --- | below the first row
pasted-hyphen = ‘{ $found }’ at the end of a line is most likely a word that a PDF has parted
    .help = write the word on a single line: { $joined }; if it has a hyphen of its own, keep it
quotation-marked = quotation marks around the whole quotation: the site already sets its own
    .help = take away those at the beginning and at the end
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
picture-is-document = ‘{ $file }’ is a document and no picture: a page can only link to it
    .help = take the exclamation mark away: { $right }
alternative-missing = the picture ‘{ $file }’ has no words for those who do not see it
    .help = write what it shows: ![The mayors gathered in Tunis](file:{ $file }); if it only decorates: ![](decoration:{ $file })
alternative-is-name = the words of the picture ‘{ $file }’ are ‘{ $found }’, which says nothing to those who do not see it
    .help = write what it shows: ![The mayors gathered in Tunis](file:{ $file }); if it only decorates: ![](decoration:{ $file })
decoration-with-words = the picture ‘{ $file }’ is marked as a decoration, and it has words
    .help = take away the words between the brackets, or write ‘file:’ in place of ‘decoration:’
picture-too-heavy = the picture ‘{ $file }’ has { $size } kB; the limit is { $limit } kB
    .help = save it as JPEG or PNG: the site itself makes those smaller; save a drawing (SVG) as ‘optimised SVG’
picture-too-large = the picture ‘{ $file }’ measures { $width } × { $height } pixels; the limit is { $limit } pixels a side
    .help = make it smaller, or save it as JPEG or PNG: the site itself makes those smaller
picture-transparent = the picture ‘{ $file }’, which has transparent parts, would have { $size } kB; the limit is { $limit } kB
    .help = save it without transparency, as JPEG: the site itself then makes it smaller
picture-file-too-large = the picture ‘{ $file }’ has { $size } MB; the limit is { $limit } MB
    .help = save it as JPEG again, with a quality of 80% for example
picture-too-many-pixels = the picture ‘{ $file }’ measures { $width } × { $height } pixels, more than { $limit } million in all
    .help = make it 4,000 pixels a side, or save it as a plain JPEG photograph (not progressive): no page shows it that large
picture-broken = the picture ‘{ $file }’ is incomplete or damaged
    .help = copy it again from the camera or the message that it comes from; if a program for pictures opens it, save it as JPEG or PNG again
picture-prepared = { $file }: { $pixels } pixels, { $before } → { $after } kB{ $removed ->
        [position] ; position removed
        [metadata] ; metadata removed
       *[none] {""}
    }
    .help = nothing to do
picture-unreadable = ‘{ $file }’ is not { $found ->
        [none] a picture that the site can read
       *[other] what its name says: it is a picture of the kind ‘{ $found }’
    }
    .help = { $right ->
        [none] save it again from a program for pictures, and choose its format (PNG, JPEG, WebP, SVG)
       *[other] rename it, in the folder and in the texts: { $right }
    }
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
