//! The association's text is on its pages, in both languages, to the letter.

use crate::support::shipped_site::{PAGES, SHIPPED};

/// Where each sentence of the table stands, beside the dossier.
fn page_of(id: &str) -> &'static str {
    match id.as_bytes()[0] {
        b'S' | b'Q' => "association",
        b'T' => "history",
        b'V' | b'O' => "vision",
        b'P' => "projects",
        b'C' => "contact",
        _ => match id {
            "H-P" => "projects",
            _ => "vision",
        },
    }
}

fn sentences() -> Vec<(&'static str, &'static str, &'static str)> {
    include_str!("../fixtures/sentences.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let mut cells = line.split('\t');
            (cells.next().unwrap(), cells.next().unwrap(), cells.next().unwrap())
        })
        .collect()
}

/// A sentence as a page shows it: years of events stand by themselves, titles of works have no stars, quotation marks
/// hang outside.
fn shown(id: &str, sentence: &str) -> String {
    let sentence = if id.starts_with('T') {
        sentence.split_once("\u{a0}– ").map_or(sentence, |(_, text)| text)
    } else {
        sentence
    };
    let sentence =
        if id.starts_with('Q') { sentence.trim_matches(['«', '»', '‘', '’', '\u{a0}']) } else { sentence };
    sentence.replace('*', "")
}

fn text_of(path: &str) -> String {
    SHIPPED.get(path).page().texts("main").join(" ")
}

#[test]
fn every_sentence_is_on_its_french_page_to_the_letter() {
    for (id, french, _) in sentences() {
        let (_, path, _) = PAGES.into_iter().find(|(key, ..)| *key == page_of(id)).unwrap();
        let text = text_of(path);
        if id == "C1" {
            // On a letter the address has three lines.
            for line in french.split(", ") {
                assert!(text.contains(line), "{id} on {path}: {line}");
            }
        } else if id == "C2" || id == "C3" {
            let number = french.split_once(": ").unwrap().1;
            assert!(text.contains(number), "{id} on {path}: {number}");
        } else {
            assert!(text.contains(&shown(id, french)), "{id} on {path}: {french}\n{text}");
        }
    }
}

#[test]
fn every_translation_is_on_its_english_page() {
    // English has its no-break spaces too: between a number and what it counts.
    let plain = |text: &str| text.replace('\u{a0}', " ");
    for (id, _, english) in sentences() {
        let (_, _, path) = PAGES.into_iter().find(|(key, ..)| *key == page_of(id)).unwrap();
        let text = plain(&text_of(path));
        if id == "C1" {
            for line in english.split(", ") {
                assert!(text.contains(line), "{id} on {path}: {line}");
            }
        } else if id == "C2" || id == "C3" {
            let number = plain(english.split_once(": ").unwrap().1);
            assert!(text.contains(&number), "{id} on {path}: {number}");
        } else {
            assert!(text.contains(&plain(&shown(id, english))), "{id} on {path}: {english}\n{text}");
        }
    }
}

#[test]
fn the_dossier_holds_every_sentence() {
    let (french, english) = (text_of("/fr/dossier/"), text_of("/en/dossier/").replace('\u{a0}', " "));
    for (id, fr, en) in sentences() {
        if id == "C2" || id == "C3" {
            assert!(french.contains(fr.split_once(": ").unwrap().1), "{id}: {fr}");
            continue;
        }
        assert!(french.contains(&shown(id, fr)), "{id}: {fr}");
        assert!(english.contains(&shown(id, en).replace('\u{a0}', " ")), "{id}: {en}");
    }
}

#[test]
fn the_source_text_is_there_but_for_the_slips_that_were_mended() {
    // Table 2 of the association's text: what was mended, and the typography that the site sets.
    let mended = [
        ("signifie ,travailler ensemble - en", "signifie « travailler ensemble » – en"),
        ("experts - et analyser et améliorer", "experts – et d'analyser et d'améliorer"),
        ("l'examen Raisonnance", "la revue Raisonnance"),
        ("\"technique\"", "« technique »"),
        ("les Maires des villes", "les maires des villes"),
        ("défis majeurs\".", "défis majeurs."),
        ("\"L'AIMF est un projet", "L'AIMF est un projet"),
    ];
    let mut source = include_str!("../fixtures/source-fr.txt").to_owned();
    for (slip, right) in mended {
        assert!(source.contains(slip), "{slip}");
        source = source.replace(slip, right);
    }
    let plain = |text: &str| text.replace(['\u{a0}', '\u{202f}'], " ").replace('’', "'");
    let dossier = plain(&text_of("/fr/dossier/")).to_lowercase();
    for line in source.lines().map(plain) {
        // A line of the source may be a paragraph of several sentences; each is set by itself.
        for sentence in line.split_inclusive(". ").map(|sentence| sentence.trim().to_lowercase()) {
            let sentence =
                sentence.strip_prefix("téléphone : ").or(sentence.strip_prefix("fax : ")).unwrap_or(&sentence);
            assert!(dossier.contains(sentence), "{sentence}");
        }
    }
}

#[test]
fn figures_and_offices_carry_their_year() {
    let figures = SHIPPED.get("/fr/").page().texts(".figures").join(" ");
    assert!(figures.contains("305") && figures.contains("membres en 2021"), "{figures}");
    assert!(figures.contains("54") && figures.contains("pays en 2021"), "{figures}");
    let quotation = SHIPPED.get("/fr/association/").page().texts("figcaption").join(" ");
    assert!(quotation.contains("Anne Hidalgo") && quotation.contains("2021"), "{quotation}");
}
