//! Pages -> the words that each face of the type sets.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use super::fonts::Face;

/// What the stylesheet writes by itself: numbers of lists, the marks between the steps of a path, dashes, brackets.
const GENERATED: &str = "0123456789 / – ( )";

/// Distinct words.
pub(super) type WordSet = HashSet<Box<str>>;

/// The words of an edition, by the language of their page.
#[derive(Debug, Default)]
pub(super) struct Words(BTreeMap<String, PageWords>);

#[derive(Debug, Default)]
struct PageWords {
    all: WordSet,
    italic: WordSet,
}

impl Words {
    /// The words that a face sets, by language.
    pub fn of(&self, face: Face) -> impl Iterator<Item = (&str, &WordSet)> {
        self.0.iter().map(move |(language, words)| {
            // What is semibold only the stylesheet knows, so that face has every word.
            (language.as_str(), if face == Face::Italic { &words.italic } else { &words.all })
        })
    }

    /// Adds the words of a page in a language. Italics say so in their markup.
    pub fn collect(&mut self, html: &str, language: &str) {
        let words = self.0.entry(language.to_owned()).or_insert_with(|| {
            let mut words = PageWords::default();
            add(&mut words.all, GENERATED);
            words
        });
        let body = html.find("<body").map_or(html, |at| &html[at..]);
        // The elements in italics that are open, innermost last.
        let mut italics: Vec<&str> = Vec::new();
        for piece in body.split('<').skip(1) {
            let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
            let name = tag.split([' ', '/']).find(|name| !name.is_empty()).unwrap_or_default();
            if tag.starts_with('/') {
                italics.pop_if(|open| *open == name);
            } else if matches!(name, "em" | "i" | "cite") || tag.contains("font-style=\"italic\"") {
                italics.push(name);
            }
            let text = decoded(text);
            add(&mut words.all, &text);
            if !italics.is_empty() {
                add(&mut words.italic, &text);
            }
        }
    }

    /// All words of both.
    pub fn and(mut self, other: Self) -> Self {
        for (language, words) in other.0 {
            let mine = self.0.entry(language).or_default();
            mine.all.extend(words.all);
            mine.italic.extend(words.italic);
        }
        self
    }
}

fn add(words: &mut WordSet, text: &str) {
    for word in text.split([' ', '\n', '\t']) {
        if !words.contains(word) {
            words.insert(word.into());
        }
    }
    if text.contains(' ') && !words.contains(" ") {
        words.insert(" ".into());
    }
}

fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    Cow::Owned(text.replace("&amp;", "&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(html: &str, face: Face) -> Vec<String> {
        let mut words = Words::default();
        words.collect(html, "fr");
        let mut generated = WordSet::new();
        add(&mut generated, GENERATED);
        let mut found: Vec<String> = words
            .of(face)
            .flat_map(|(_, words)| words.difference(&generated))
            .map(|word| (**word).to_owned())
            .collect();
        found.retain(|word| !word.is_empty());
        found.sort();
        found
    }

    #[test]
    fn words_are_those_that_are_shown() {
        let html = "<html><head><title>z</title></head><body class=\"q\">œuf &amp; <b>été</b>\n</body></html>";
        assert_eq!(words(html, Face::Regular), ["&", "été", "œuf"]);
        assert_eq!(words(html, Face::Semibold), words(html, Face::Regular));
    }

    #[test]
    fn italics_have_the_words_that_stand_in_them() {
        let html = "<body>a<i>b<em>c</em>d</i>e<g font-style=\"italic\"><text>f</text></g><text>h</text></body>";
        assert_eq!(words(html, Face::Regular), ["a", "b", "c", "d", "e", "f", "h"]);
        assert_eq!(words(html, Face::Italic), ["b", "c", "d", "f"]);
    }
}
