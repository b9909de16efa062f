//! Typography: the sentences of the site are set as a compositor would, in whichever way an editor types them.

use aimf::content::prose::{Phrase, Unresolved};

/// Each sentence of the site, set: id, French, English.
const SENTENCES: &str = include_str!("../fixtures/sentences.tsv");

fn visible(text: &str) -> String {
    text.replace('\u{A0}', "⍽").replace('\u{202F}', "▯")
}

/// A text as readers get it.
fn set(language: &str, typed: &str) -> String {
    let html = Phrase::parse(typed, language).expect("plain words").html(&Unresolved);
    html.replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

/// The ways in which an editor may type a set French sentence.
fn as_typed_in_french(set: &str) -> Vec<String> {
    let plain = set.replace(['\u{A0}', '\u{202F}'], " ");
    let straight = plain.replace('’', "'");
    let double = straight.replace("« ", "\"").replace(" »", "\"");
    let loose = straight.replace(['«', '»'], "\"");
    let tight = straight.replace("« ", "«").replace(" »", "»");
    let hyphen = double.replace(" – ", " - ");
    let hyphens = double.replace(" – ", " -- ");
    let no_space = straight.replace(" :", ":");
    vec![set.to_owned(), plain, straight, double, loose, tight, hyphen, hyphens, no_space]
}

/// The ways in which an editor may type a set English sentence.
fn as_typed_in_english(set: &str) -> Vec<String> {
    let plain = set.replace('\u{A0}', " ");
    let single = plain.replace(['‘', '’'], "'");
    // In the table a closing mark is always followed by a space or by nothing, an apostrophe by a letter.
    let double = (plain.clone() + "\n").replace('‘', "\"").replace("’ ", "\" ").replace("’\n", "\"");
    let double = double.trim_end().replace('’', "'");
    let hyphen = double.replace(" – ", " - ");
    let hyphens = double.replace(" – ", " -- ");
    vec![set.to_owned(), plain, single, double, hyphen, hyphens]
}

fn without_year(sentence: &str) -> &str {
    sentence.split_once("– ").filter(|(year, _)| year.len() == 6).map_or(sentence, |(_, rest)| rest)
}

#[test]
fn the_typography_of_every_sentence_is_that_of_the_table() {
    // The title of a work stands between asterisks, which are Markdown's business.
    let plain = SENTENCES.replace('*', "");
    let sentences: Vec<_> = plain.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(sentences.len(), 31);
    for line in sentences {
        let [id, french, english] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("three columns: {line}") };
        for (french, english) in [(french, english), (without_year(french), without_year(english))] {
            for typed in as_typed_in_french(french) {
                assert_eq!(visible(&set("fr", &typed)), visible(french), "{id}, typed: {typed}");
            }
            for typed in as_typed_in_english(english) {
                let set = set("en", &typed).replace('\u{A0}', " ");
                assert_eq!(set, english.replace('\u{A0}', " "), "{id}, typed: {typed}");
            }
        }
    }
}
