### Interface words, in English. Content is never here: it is in content/.

## The page's landmarks

skip-link = Skip to content
main-navigation = Main navigation
languages = Languages
# In the language switch of a page that is not in English: “English – Home”
language-elsewhere = { $language } – { $page }
language-elsewhere-name = { $label }: this page is not in this language yet
breadcrumb = Breadcrumb
footer-navigation = Footer
on-this-page = On this page
pages-below = In this section
# What every page says for some days
notice = Notice

## What the preview shows and visitors do not see, each message on one line

preview-draft = Preview: a draft, which visitors do not see.
preview-not-yet = Preview: visible to visitors from { $date } on.
preview-over = Preview: no longer visible to visitors since the end of { $date }.

## Numbers, in words up to thirty

number-word = { $n ->
    [1] one
    [2] two
    [3] three
    [4] four
    [5] five
    [6] six
    [7] seven
    [8] eight
    [9] nine
    [10] ten
    [11] eleven
    [12] twelve
    [13] thirteen
    [14] fourteen
    [15] fifteen
    [16] sixteen
    [17] seventeen
    [18] eighteen
    [19] nineteen
    [20] twenty
    [21] twenty-one
    [22] twenty-two
    [23] twenty-three
    [24] twenty-four
    [25] twenty-five
    [26] twenty-six
    [27] twenty-seven
    [28] twenty-eight
    [29] twenty-nine
    [30] thirty
   *[other] { $n }
}
# "twenty years later", between two dates of the history
years-later = { $n ->
    [one] { number-word } year later
   *[other] { number-word } years later
}
# "seven years", under a drawn duration
years-long = { $n ->
    [one] { number-word } year
   *[other] { number-word } years
}
# "20 years", on the ruler
years-count = { $n ->
    [one] { $n } year
   *[other] { $n } years
}

## The drawings

rosace-title = { $members } dots, one for each member, surrounded by { $countries } rays, one for each country.
rosace-key = One dot for each member, one ray for each country.
rosace-caveat = The position of the dots does not represent geography.
rosace-empty-title = { $members } seats, one of them empty, surrounded by { $countries } rays.
ruler-title = Ruler of years, from { $first } to { $last }: { $events } dates, to scale. The list that follows says the same in full.
ruler-key = One tick for each year.
ruler-spans = The thick lines are the announced durations of the partnerships.
# Where an event says its end
ruler-lengths = The thick lines are durations.

## Titles and labels

key-figures = Key figures
from-to = From { $first } to { $last }
offices-as-of = Offices held in { $year }
# When the person took them up, and gave them up, where it is known
offices-since = Offices held in { $year }, since { $from }
offices-until = Offices held until { $until }
offices-between = Offices held from { $from } to { $until }
quote-open = ‘
quote-close = ’
cite-paragraph = Cite paragraph { $id }
objectives-in-full = Vision and objectives in full
projects-in-full = The key projects in full
partners = Partners
data = Data
data-lede = The same dates as open data:

figure-members = { $members ->
    [one] member
   *[other] members
} in { $year }
figure-countries = { $countries ->
    [one] country
   *[other] countries
} in { $year }
figure-founded = year of foundation
data-timeline = The dates (CSV)
data-site = The whole content (JSON)

## Contact

telephone = Telephone
fax = Fax
email = Email
see-on-map = See the address on OpenStreetMap
vcard = Contact card (vCard)
social-networks = Social networks
paris-time = Paris time: UTC+1 in winter, UTC+2 in summer.

# "Telephone: +33 …", on one line
labelled = { $label }: { $value }
date = { day-number } { month-name } { $year }
day-number = { $day }
month-name = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
month-year = { month-name } { $year }
# "3" and "to 5 May 2013": the beginning and the end of what lasted
date-from = { $form ->
    [day] { day-number }
    [day-month] { day-number } { month-name }
    [day-month-year] { date }
    [month] { month-name }
    [month-year] { month-year }
   *[year] { $year }
}
date-to = { $form ->
    [day-month-year] to { date }
    [month-year] to { month-year }
   *[year] to { $year }
}

## Footer

conformity = { $status ->
    [full] fully compliant
    [partial] partially compliant
   *[none] not compliant
}
accessibility-state = Accessibility: { conformity }
content-date = Texts and figures of { $year }.
side-by-side-link = { $first } and { $second }, side by side

page-weight = This page weighs about { $kilobytes } kB.

## Documents

# After the words of a link to a document: ‘the report (PDF, 0.3 MB)’
document-format = { $format ->
    [csv] CSV
    [docx] DOCX
    [ics] ICS
    [json] JSON
    [mp3] MP3
    [mp4] MP4
    [ods] ODS
    [odt] ODT
    [txt] text
    [xlsx] XLSX
   *[pdf] PDF
}
document-size = { $unit ->
    [kb] { $whole } kB
   *[mb] { $whole }{ $tenth ->
        [0] {""}
       *[other] {"."}{ $tenth }
    } MB
}
document-details = { $format ->
    [none] ({ $size })
   *[other] ({ $format }, { $size })
}

## Dossier, side by side, site map

dossier-how = This page brings the texts of the site together. It prints on at most four A4 sheets: the browser’s Print menu, or Ctrl + P.
dossier-except = Not in it, and to be read at their own addresses:
side-by-side-lede = Each sentence beside its translation, under the reference by which it can be cited.
reference = Reference
site-map-pages = Pages
site-map-data = Data and files
side-by-side-title = { $title }: { $first } and { $second } side by side
side-by-side-description = { $title } in two languages ({ $first }, { $second }), sentence facing sentence, to check or to cite a translation.
site-map-side-by-side = Side by side

## Error 404

not-found-title = This seat is empty.
not-found-lede = There is no page at this address (error 404).

## Sharing pictures

card-alternative = { $title }. { $members } members in { $countries } countries in { $year }, shown as { $members } dots and { $countries } rays.
# The line of the sharing picture
card-line = { $members } members in { $countries } countries · { $year }
