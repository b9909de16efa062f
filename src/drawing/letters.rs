//! Pages -> the letters that each face of the type sets.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::face::Face;

/// What the stylesheet writes by itself: numbers of lists, the marks between the steps of a path, dashes, brackets.
const GENERATED: &str = "0123456789 / – ( )";

/// The letters of an edition.
#[derive(Clone, Debug, Default)]
pub(crate) struct Letters {
    all: LetterSet,
    italic: LetterSet,
}

/// A set of characters. Nearly all of a text are of ASCII, which has a bit for each.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct LetterSet {
    ascii: u128,
    others: BTreeSet<char>,
}

impl Letters {
    /// The letters that a face sets.
    pub fn of(&self, face: Face) -> LetterSet {
        if face == Face::Italic {
            return self.italic.clone();
        }
        // What is semibold only the stylesheet knows, so that face has every letter.
        let mut letters = self.all.clone();
        letters.add(GENERATED);
        letters
    }

    /// Adds the letters of a page. Italics say so in their markup.
    pub fn collect(mut self, html: &str) -> Self {
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
            self.all.add(&text);
            if !italics.is_empty() {
                self.italic.add(&text);
            }
        }
        self
    }

    /// The letters of both.
    pub fn and(mut self, other: Self) -> Self {
        for (letters, more) in [(&mut self.all, other.all), (&mut self.italic, other.italic)] {
            letters.ascii |= more.ascii;
            letters.others.extend(more.others);
        }
        self
    }
}

impl LetterSet {
    /// The letters of texts.
    pub fn of<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        let mut letters = Self::default();
        texts.for_each(|text| letters.add(text));
        letters
    }

    fn add(&mut self, text: &str) {
        for letter in text.chars().filter(|letter| !letter.is_control()) {
            if letter.is_ascii() {
                self.ascii |= 1 << u32::from(letter);
            } else {
                self.others.insert(letter);
            }
        }
    }

    /// Each letter, in the order of Unicode.
    pub fn iter(&self) -> impl Iterator<Item = char> {
        let ascii = (0..128_u8).filter(|code| self.ascii >> code & 1 == 1).map(char::from);
        ascii.chain(self.others.iter().copied())
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

    fn letters(html: &str, face: Face) -> String {
        let letters = Letters::default().collect(html).of(face);
        letters.iter().filter(|letter| !GENERATED.contains(*letter)).collect()
    }

    #[test]
    fn letters_are_those_that_are_shown() {
        let html = "<html><head><title>z</title></head><body class=\"q\">œuf &amp; <b>été</b>\n</body></html>";
        assert_eq!(letters(html, Face::Regular), "&ftuéœ");
        assert_eq!(letters(html, Face::Semibold), letters(html, Face::Regular));
    }

    #[test]
    fn italics_have_the_letters_that_stand_in_them() {
        let html = "<body>a<i>b<em>c</em>d</i>e<g font-style=\"italic\"><text>f</text></g><text>h</text></body>";
        assert_eq!(letters(html, Face::Regular), "abcdefh");
        assert_eq!(letters(html, Face::Italic), "bcdf");
    }
}
