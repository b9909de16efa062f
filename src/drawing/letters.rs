//! The letters that the type is cut to.

use std::collections::BTreeSet;

use super::face::Face;

/// What each edition sets, whatever its texts: the signs that typography, the templates and the stylesheet write by themselves.
const ALWAYS: &str = "0123456789 /–()’‘“”«»…·¶\u{A0}\u{202F}";

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
    /// The letters of all texts, and of those that are set in italics.
    pub fn new(mut all: LetterSet, italic: LetterSet) -> Self {
        all.add(ALWAYS);
        Self { all, italic }
    }

    /// The letters that a face sets. What is semibold only the stylesheet knows, so that face has every letter.
    pub fn of(&self, face: Face) -> &LetterSet {
        if face == Face::Italic { &self.italic } else { &self.all }
    }
}

impl LetterSet {
    /// The letters of texts.
    pub fn of<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        let mut letters = Self::default();
        texts.for_each(|text| letters.add(text));
        letters
    }

    /// Adds the letters of a text.
    pub fn add(&mut self, text: &str) {
        for letter in text.chars().filter(|letter| !letter.is_control()) {
            if letter.is_ascii() {
                self.ascii |= 1 << u32::from(letter);
            } else {
                self.others.insert(letter);
            }
        }
    }

    /// Adds those of another set.
    pub fn append(&mut self, other: &Self) {
        self.ascii |= other.ascii;
        self.others.extend(&other.others);
    }

    /// Each letter, in the order of Unicode.
    pub fn iter(&self) -> impl Iterator<Item = char> {
        let ascii = (0..128_u8).filter(|code| self.ascii >> code & 1 == 1).map(char::from);
        ascii.chain(self.others.iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_texts_and_of_what_the_program_writes_are_in_the_upright_faces_and_only_italics_in_the_italic_one() {
        let set = |text| {
            let mut letters = LetterSet::default();
            letters.add(text);
            letters
        };
        let letters = Letters::new(set("œuf\n"), set("ab"));
        assert!(letters.of(Face::Regular).iter().any(|letter| letter == 'œ'));
        assert!(letters.of(Face::Regular).iter().any(|letter| letter == '¶'));
        assert!(letters.of(Face::Regular).iter().all(|letter| letter != '\n'));
        assert_eq!(letters.of(Face::Semibold), letters.of(Face::Regular));
        assert_eq!(letters.of(Face::Italic).iter().collect::<String>(), "ab");
    }
}
