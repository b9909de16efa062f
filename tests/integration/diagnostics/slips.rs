//! Whatever an editor does to a file, the answer is a report with a file and a line, in both languages: never a panic, and
//! never long in coming.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use aimf::diagnostic::Report;
use aimf::reporter::Reporter;
use aimf::source::Files;
use proptest::prelude::*;

use crate::support::shipped_site::{publication, shipped_files, with};

/// What was done, to which file, from what to what, and the problem that is found (empty where any will do).
#[rustfmt::skip]
const SLIPS: &[(&str, &str, &str, &str, &str)] = &[
    ("French quotation marks around a value", "content/timeline.toml", "slug.fr = \"histoire\"", "slug.fr = « histoire »", "toml-curly-quote"),
    ("an apostrophe of typography around a value", "content/timeline.toml", "slug.fr = \"histoire\"", "slug.fr = ’histoire’", "toml-curly-quote"),
    ("a curly quotation mark at the end", "content/timeline.toml", "slug.fr = \"histoire\"", "slug.fr = \"histoire”", "toml-closing-quote"),
    ("apostrophes around a text with one", "content/profile.toml", "title.fr = \"L'association\"", "title.fr = 'L'association'", "toml-inner-apostrophe"),
    ("a backslash", "content/profile.toml", "acronym = \"AIMF\"", "acronym = \"A\\IMF\"", "toml-escape"),
    ("True", "content/vision.toml", "hinge = true", "hinge = True", "toml-boolean"),
    ("oui", "content/vision.toml", "hinge = true", "hinge = oui", "toml-boolean"),
    ("a true in quotation marks", "content/vision.toml", "hinge = true", "hinge = \"true\"", "wrong-type"),
    ("a year with a space", "content/timeline.toml", "year = 1979", "year = 1 979", "toml-number"),
    ("a year with a narrow space", "content/timeline.toml", "year = 1979", "year = 1\u{202f}979", "toml-number"),
    ("a number with a comma", "content/profile.toml", "members = 305", "members = 305,0", "toml-number"),
    ("a number with a point", "content/profile.toml", "members = 305", "members = 305.0", "wrong-type"),
    ("a number in letters", "content/profile.toml", "members = 305", "members = trois cents", "toml-number"),
    ("a number of zero", "content/profile.toml", "members = 305", "members = 0", "number-outside"),
    ("a number below zero", "content/profile.toml", "members = 305", "members = -3", "number-outside"),
    ("a number beyond all", "content/profile.toml", "members = 305", "members = 99999999999999999999", "number-outside"),
    ("a semicolon at the end", "content/timeline.toml", "year = 1979", "year = 1979;", "toml-trailing"),
    ("a comma at the end of a text", "content/profile.toml", "acronym = \"AIMF\"", "acronym = \"AIMF\",", "toml-trailing"),
    ("a no-break space as indentation", "content/timeline.toml", "year = 1979", "\u{a0}\u{a0}year = 1979", "toml-space"),
    ("a no-break space before the sign =", "content/timeline.toml", "year = 1979", "year\u{a0}= 1979", "toml-space"),
    ("a no-break space after the sign =", "content/timeline.toml", "year = 1979", "year =\u{a0}1979", "toml-space"),
    ("a colon in place of =", "content/profile.toml", "acronym = \"AIMF\"", "acronym: \"AIMF\"", "toml-colon"),
    ("no sign at all", "content/profile.toml", "acronym = \"AIMF\"", "acronym \"AIMF\"", "toml-no-equals"),
    ("no key", "content/profile.toml", "acronym = \"AIMF\"", "= \"AIMF\"", "toml-no-key"),
    ("a key with an accent", "content/timeline.toml", "year = 1979", "année = 1979", "toml-key"),
    ("a key with a space", "content/projects.toml", "slug.fr = ", "slug fr = ", "toml-key"),
    ("a table twice", "content/contact.toml", "[address]", "[page]", "toml-table-twice"),
    ("a table without its last bracket", "content/contact.toml", "[address]", "[address", "toml-header"),
    ("a table of a list without one of its brackets", "content/timeline.toml", "[[events]]", "[[events]", "toml-header"),
    ("one bracket in place of two", "content/timeline.toml", "[[events]]\nyear = 1979", "[events]\nyear = 1979", "toml-header"),
    ("a note of another language", "content/timeline.toml", "# L'histoire", "// L'histoire", "toml-comment"),
    ("the marks of a conflict", "content/timeline.toml", "year = 1979", "<<<<<<< HEAD\nyear = 1979\n=======\nyear = 1978\n>>>>>>> autre", "toml-conflict"),
    ("a text of several lines without an end", "content/pages/privacy.toml", "\"\"\"\ntext.en", "\ntext.en", "toml-unclosed-block"),
    ("a list without brackets", "content/profile.toml", "roles.fr = [\"présidente de l'AIMF\", \"maire de Paris\"]", "roles.fr = \"présidente de l'AIMF\", \"maire de Paris\"", "toml-list"),
    ("a list without a comma", "content/profile.toml", "\"présidente de l'AIMF\", \"maire de Paris\"", "\"présidente de l'AIMF\" \"maire de Paris\"", "toml-list"),
    ("a list that is empty", "content/profile.toml", "roles.fr = [\"présidente de l'AIMF\", \"maire de Paris\"]", "roles.fr = []", "list-empty"),
    ("a text in place of a list", "content/profile.toml", "roles.fr = [\"présidente de l'AIMF\", \"maire de Paris\"]", "roles.fr = \"maire de Paris\"", "wrong-type"),
    ("a date in quotation marks", "content/legal.toml", "# established = 2027-01-31", "established = \"2027-01-31\"", "wrong-type"),
    ("a date as the French write it", "content/legal.toml", "# established = 2027-01-31", "established = 31/01/2027", "toml-date"),
    ("a date in words", "content/legal.toml", "# established = 2027-01-31", "established = 31 janvier 2027", "toml-date"),
    ("a date that no calendar has", "content/legal.toml", "# established = 2027-01-31", "established = 2027-02-31", ""),
    ("a date with a time", "content/legal.toml", "# established = 2027-01-31", "established = 2027-01-31T10:00:00", "wrong-type"),
    ("a field to fill in, left empty", "content/legal.toml", "# rna = \"\"", "rna = \"\"", "text-empty"),
    ("an e-mail address that is none", "content/contact.toml", "fax = ", "email = \"contact\"\nfax = ", "not-an-email"),
    ("a country in letters", "content/contact.toml", "country_code = \"FR\"", "country_code = \"France\"", "not-a-country"),
    ("an address with an accent", "content/timeline.toml", "slug.fr = \"histoire\"", "slug.fr = \"événements\"", "not-a-slug"),
    ("an anchor with a capital", "content/projects.toml", "id = \"p1\"", "id = \"P1\"", "not-an-anchor"),
    ("a language that is twice in the list", "content/site.toml", "code = \"en\"", "code = \"fr\"", "language-twice"),
    ("a language in letters", "content/site.toml", "code = \"en\"", "code = \"anglais\"", "not-a-language"),
    ("no languages", "content/site.toml", "[[languages]]\ncode = \"fr\"\nname = \"Français\"\nlocale = \"fr_FR\"\n", "", ""),
    ("a direction that is none", "content/site.toml", "locale = \"fr_FR\"", "locale = \"fr_FR\"\ndirection = \"gauche\"", "not-one-of"),
    ("a title that another page has", "content/projects.toml", "title.fr = \"Projets clés\"", "title.fr = \"Histoire\"", "words-twice"),
    ("a description that another page has", "content/contact.toml", "description.en = \"The AIMF's address in Paris, its telephone, its fax and its electronic business card.\"", "description.en = \"Founded in 1979, the AIMF is an association under French law: a space of exchange and solidarity for the mayors of French-speaking cities.\"", "words-twice"),
    ("an address that another page has", "content/projects.toml", "slug.fr = \"projets-cles\"", "slug.fr = \"histoire\"", "address-twice"),
    ("a former address that another page has", "content/projects.toml", "slug.fr = \"projets-cles\"", "former_slugs.fr = [\"histoire\"]\nslug.fr = \"projets-cles\"", "address-twice"),
    ("an anchor that another sentence has", "content/timeline.toml", "id = \"t2a\"", "id = \"t1\"", "anchor-twice"),
    ("an anchor that another section has", "content/pages/accessibility.toml", "anchor.fr = \"etat\"", "anchor.fr = \"declaration\"", "anchor-twice"),
    ("years that are out of order", "content/timeline.toml", "year = 1979", "year = 1991", "events-out-of-order"),
    ("months that are out of order", "content/timeline.toml", "year = 1990\n", "date = \"1995-06\"\n\n[[events.sentences]]\nid = \"t2\"\ntext.fr = \"Avant.\"\ntext.en = \"Before.\"\n\n[[events]]\ndate = \"1995-05\"\n", "events-out-of-order"),
    ("an end before its start", "content/timeline.toml", "year = 1990\n", "date = \"1990-05-12\"\nend = \"1990-04\"\n", "end-before-start"),
    ("a year and a date of another year", "content/timeline.toml", "year = 1990\n", "year = 1990\ndate = \"1991-05\"\n", "year-and-date"),
    ("a date of an event as people write it", "content/timeline.toml", "year = 1990\n", "date = \"12 mai 1990\"\n", "not-a-date"),
    ("a date of an event that nobody knows", "content/timeline.toml", "year = 1990\n", "date = \"vers 1990\"\n", "not-a-date"),
    ("a month without quotation marks", "content/timeline.toml", "year = 1990\n", "date = 1990-05\n", "toml-unquoted"),
    ("an event without a date", "content/timeline.toml", "year = 1990\n", "", "keys-missing"),
    ("an event without words", "content/timeline.toml", "[[events]]\nyear = 1990\n", "[[events]]\nyear = 1985\n\n[[events]]\nyear = 1990\n", "keys-missing"),
    ("a duration longer than all", "content/timeline.toml", "duration_years = 7", "duration_years = 700", "number-outside"),
    ("offices given up before they were held", "content/profile.toml", "\n[[quotation.sentences]]", "until = 2020\n\n[[quotation.sentences]]", "term-reversed"),
    ("a network's address without its s", "content/contact.toml", "[address]", "[[networks]]\nurl = \"http://www.linkedin.com/company/aimf\"\n\n[address]", "not-https"),
    ("a network's name in place of its address", "content/contact.toml", "[address]", "[[networks]]\nurl = \"@aimf\"\n\n[address]", "not-https"),
    ("a network that nobody knows", "content/contact.toml", "[address]", "[[networks]]\nurl = \"https://mastodon.example/@aimf\"\n\n[address]", "network-unnamed"),
    ("a logo that is not there", "content/projects.toml", "[[sentences]]\nid = \"p1\"", "[[partners]]\nname.fr = \"Une ville\"\nname.en = \"A city\"\nlogo = \"ville.svg\"\n\n[[sentences]]\nid = \"p1\"", "logo-unknown"),
    ("a base address that is none", "content/site.toml", "# base_url = \"\"", "base_url = \"www.example.org\"", "not-a-url"),
    ("a base address with accents", "content/site.toml", "# base_url = \"\"", "base_url = \"https://www.mairie-évry.fr\"", "url-not-ascii"),
    ("a link without an address", "content/profile.toml", "un projet partagé.", "un [projet]() partagé.", "link-empty"),
    ("a link with a space in its address", "content/pages/privacy.toml", "(page:contact)", "(page: contact)", ""),
    ("a link to nowhere", "content/pages/privacy.toml", "(page:contact)", "(contact)", "link-scheme"),
    ("a link with a title", "content/pages/privacy.toml", "(page:contact)", "(page:contact \"Contact\")", "link-title"),
    ("a picture from elsewhere", "content/pages/privacy.toml", "[page de contact](page:contact)", "![page](https://example.org/a.png)", "picture-elsewhere"),
    ("a picture that is not there", "content/pages/privacy.toml", "[page de contact](page:contact)", "![page](file:a.png)", "static-unknown"),
    ("a brace that is alone", "content/profile.toml", "un projet partagé.", "un {projet partagé.", "fact-malformed"),
    ("a heading too deep", "content/pages/privacy.toml", "text.fr = \"\"\"\n", "text.fr = \"\"\"\n### Titre\n\n", ""),
    ("a paragraph too many in one language", "content/pages/privacy.toml", "text.fr = \"\"\"\n", "text.fr = \"\"\"\nUn paragraphe de plus.\n\n", "paragraphs-differ"),
    ("a message of the interface without its sign =", "locales/en/site.ftl", "skip-link = ", "skip-link ", "fluent-syntax"),
    ("a message twice", "locales/en/site.ftl", "skip-link = Skip to content\n", "skip-link = Skip to content\nskip-link = Skip\n", "message-twice"),
    ("a message that names another that is not there", "locales/en/site.ftl", "skip-link = Skip", "skip-link = { nothing } Skip", "reference-unknown"),
    ("a message in two languages in one file", "locales/en/site.ftl", "skip-link = Skip to content\n", "aller = Aller\nskip-link = Skip to content\n", "message-unknown"),
    ("a brace of a message that is not closed", "locales/fr/site.ftl", "years-count = { $n ->", "years-count = { $n -", "fluent-syntax"),
    ("a year before all", "content/timeline.toml", "year = 1979", "year = 79", "year-impossible"),
    ("a duration as a text", "content/timeline.toml", "duration_years = 7", "duration_years = \"sept ans\"", "wrong-type"),
    ("a sentence without its words", "content/vision.toml", "text.fr = ", "# text.fr = ", "language-missing"),
    ("an empty sentence", "content/objectives.toml", "text.en = \"", "text.en = \"\" # \"", "text-empty"),
    ("a key from another file", "content/contact.toml", "phone = ", "members = 3\nphone = ", "key-of-another-file"),
];

/// How long a check of a broken site may take, in a build that is not optimised, on a machine that does much else.
const LONGEST: Duration = Duration::from_secs(20);

/// Publishes the files, and holds the report against what every report promises.
fn report(files: &Files, what: &str) -> Report {
    let start = Instant::now();
    let publication = publication(files);
    assert!(start.elapsed() < LONGEST, "{what}: {:?}", start.elapsed());
    let report = publication.report;
    for one in report.errors() {
        let has_line = one.place.excerpt().is_some();
        let is_of_a_whole_file = files.get(one.place.path()).is_none_or(|bytes| {
            bytes.iter().all(u8::is_ascii_whitespace)
                || bytes[..] == *b"\xEF\xBB\xBF"
                || ["utf16", "not-text", "page-key-taken", "file-unknown", "file-kind"].contains(&one.problem.id())
                || one.problem.id().starts_with("picture-")
        });
        assert!(!one.place.path().is_empty() && (has_line || is_of_a_whole_file), "{what}: {one:?}");
        for reporter in [Reporter::French, Reporter::English] {
            let (message, help) = reporter.message_and_help(&one.problem);
            assert!(!message.is_empty() && !help.is_empty() && !reporter.diagnostic(one).is_empty(), "{what}: {one:?}");
        }
    }
    report
}

#[test]
fn every_slip_is_named_where_it_was_made() {
    assert!(SLIPS.len() >= 60);
    let mut told = String::new();
    for (what, path, from, to, id) in SLIPS {
        let report = report(&with(path, from, to), what);
        let found: Vec<_> = report.errors().map(|one| (one.place.path(), one.problem.id())).collect();
        assert!(!found.is_empty(), "{what}: nothing is said");
        assert!(id.is_empty() || found.contains(&(*path, id)), "{what}: {found:?} in place of {id}");
        let mut of_file = report.errors().filter(|one| id.is_empty() || one.problem.id() == *id);
        let first = of_file.next().unwrap();
        writeln!(told, "## {what}: {} of {}\n", first.problem.id(), report.errors().count()).unwrap();
        writeln!(told, "{}", Reporter::French.diagnostic(first)).unwrap();
        writeln!(told, "{}", Reporter::English.diagnostic(first)).unwrap();
    }
    insta::assert_snapshot!(told);
}

#[test]
fn files_in_utf_16_are_told_so() {
    let text = "acronym = \"AIMF\"\n";
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for bytes in [[b"\xFF\xFE".to_vec(), little.clone()].concat(), [b"\xFE\xFF".to_vec(), big].concat(), little] {
        let mut files = shipped_files();
        files.insert("content/profile.toml", bytes);
        let report = report(&files, "UTF-16");
        assert_eq!(report.errors().map(|one| one.problem.id()).collect::<Vec<_>>(), ["utf16"]);
    }
}

#[test]
fn a_file_of_another_program_is_told_what_it_is_and_what_to_do_with_it() {
    for (begin, words, help) in [
        (&b"PK\x03\x04\x14\0\0\0\x08\0"[..], "comme Word", "Texte brut"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", "comme Word", "Texte brut"),
        (b"{\\rtf1\\ansi\\ansicpg1252 members = 305}", "RTF", "Convertir au format Texte"),
        (b"%PDF-1.7\n", "PDF", "le bon fichier"),
        (b"\xFF\xD8\xFF\xE0\0\x10JFIF", "une image", "le bon fichier"),
    ] {
        for path in ["content/profile.toml", "content/pages/privacy.toml", "locales/fr/site.ftl"] {
            let mut files = shipped_files();
            files.insert(path, begin);
            let report = report(&files, words);
            let told = Reporter::French.errors(&report);
            let found: Vec<_> = report.errors().map(|one| (one.place.path(), one.problem.id())).collect();
            assert_eq!(found, [(path, "not-text")], "{told}");
            assert!(told.contains(words) && told.contains(help), "{told}");
        }
    }
}

#[test]
fn a_site_of_nothing_at_all_is_told_what_it_lacks() {
    let report = report(&Files::default(), "nothing");
    assert!(report.errors().count() >= 8);
}

/// A change of a file, as a hand that slips makes it, or a cat on the keyboard.
#[derive(Clone, Debug)]
enum Change {
    DropLine(prop::sample::Index),
    DoubleLine(prop::sample::Index),
    SwapLines(prop::sample::Index, prop::sample::Index),
    DropBytes(prop::sample::Index, usize),
    Insert(prop::sample::Index, String),
    Byte(prop::sample::Index, u8),
    Cut(prop::sample::Index),
    Value(prop::sample::Index, String),
}

fn change() -> impl Strategy<Value = Change> {
    let index = any::<prop::sample::Index>;
    let piece = prop::sample::select(vec![
        "\"",
        "\"\"\"",
        "'",
        "=",
        "[",
        "]",
        "[[",
        "]]",
        "{",
        "}",
        "#",
        "\\",
        "\n",
        "\u{a0}",
        "«",
        "”",
        ";",
        ",",
        ".",
        "\u{feff}",
        "\u{0}",
        "\u{7f}",
        "<b>",
        "](",
        "![",
        "{contact.phone}",
        "{ $n }",
        "-term = x\n",
        "é",
        "漢",
        "\r",
        "\r\n",
        "\t",
        "* ",
        "- ",
    ]);
    let value = prop::sample::select(vec![
        "",
        "1",
        "-1",
        "true",
        "Vrai",
        "\"\"",
        "\"x\"",
        "[]",
        "[1]",
        "{}",
        "1979-01-01",
        "nan",
        "inf",
        "0x1F",
        "1_000",
        "99999999999999999999",
        "\"\"\"\nx\n\"\"\"",
        "'x'",
        "[\"a\", \"b\"]",
        "{ fr = \"x\" }",
        "\"{contact.fax}\"",
    ]);
    prop_oneof![
        index().prop_map(Change::DropLine),
        index().prop_map(Change::DoubleLine),
        (index(), index()).prop_map(|(a, b)| Change::SwapLines(a, b)),
        (index(), 1..40usize).prop_map(|(at, length)| Change::DropBytes(at, length)),
        (index(), piece).prop_map(|(at, piece)| Change::Insert(at, piece.to_owned())),
        (index(), any::<u8>()).prop_map(|(at, byte)| Change::Byte(at, byte)),
        index().prop_map(Change::Cut),
        (index(), value).prop_map(|(at, value)| Change::Value(at, value.to_owned())),
    ]
}

fn apply(bytes: &[u8], change: &Change) -> Vec<u8> {
    let mut lines: Vec<Vec<u8>> = bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    if lines.is_empty() {
        return bytes.to_vec();
    }
    let mut flat = bytes.to_vec();
    match change {
        Change::DropLine(at) => drop(lines.remove(at.index(lines.len()))),
        Change::DoubleLine(at) => {
            let at = at.index(lines.len());
            lines.insert(at, lines[at].clone());
        }
        Change::SwapLines(a, b) => {
            let (a, b) = (a.index(lines.len()), b.index(lines.len()));
            lines.swap(a, b);
        }
        Change::Value(at, value) => {
            let at = at.index(lines.len());
            let line = &mut lines[at];
            if let Some(equals) = line.iter().position(|byte| *byte == b'=') {
                line.truncate(equals + 1);
                line.extend_from_slice(format!(" {value}\n").as_bytes());
            }
        }
        Change::DropBytes(at, length) => {
            let at = at.index(flat.len());
            flat.drain(at..(at + length).min(flat.len()));
            return flat;
        }
        Change::Insert(at, piece) => {
            let at = at.index(flat.len());
            flat.splice(at..at, piece.bytes());
            return flat;
        }
        Change::Byte(at, byte) => {
            let at = at.index(flat.len());
            flat[at] = *byte;
            return flat;
        }
        Change::Cut(at) => {
            flat.truncate(at.index(flat.len()));
            return flat;
        }
    }
    lines.concat()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_change_of_the_files_makes_the_program_panic_or_leaves_an_error_without_its_line(
        changes in prop::collection::vec((any::<prop::sample::Index>(), change()), 1..4),
    ) {
        let mut files = shipped_files();
        let paths: Vec<String> = files
            .under("content/")
            .chain(files.under("locales/"))
            .map(|(path, _)| path.to_owned())
            .filter(|path| ["site.ftl", ".toml"].iter().any(|end| path.ends_with(end)))
            .collect();
        for (file, change) in &changes {
            let path = &paths[file.index(paths.len())];
            let bytes = apply(files.get(path).unwrap(), change);
            files.insert(path.as_str(), bytes);
        }
        report(&files, &format!("{changes:?}"));
    }
}
