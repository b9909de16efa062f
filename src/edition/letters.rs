//! Pages -> the letters that each face of the type must have.

use std::collections::{BTreeMap, BTreeSet};

use super::fonts::Face;

/// The letters in use, face by face.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Letters(BTreeMap<Face, BTreeSet<char>>);

impl Letters {
    /// The letters that a face must have.
    pub fn of(&self, face: Face) -> BTreeSet<char> {
        self.0.get(&face).cloned().unwrap_or_default()
    }

    /// Adds the letters that a page shows.
    ///
    /// Italics say so in their markup, and few letters stand in them; what is semibold only the stylesheet knows, so that
    /// face has every letter.
    pub fn collect(&mut self, html: &str) {
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
            let faces: &[Face] = if italics.is_empty() {
                &[Face::Regular, Face::Semibold]
            } else {
                &[Face::Regular, Face::Semibold, Face::Italic]
            };
            for letter in decoded(text).chars().filter(|letter| !letter.is_control()) {
                for face in faces {
                    self.0.entry(*face).or_default().insert(letter);
                }
            }
        }
    }
}

fn decoded(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(html: &str) -> [String; 2] {
        let mut letters = Letters::default();
        letters.collect(html);
        [Face::Regular, Face::Italic].map(|face| letters.of(face).into_iter().collect())
    }

    #[test]
    fn letters_are_those_that_are_shown() {
        let html = "<html><head><title>z</title></head><body class=\"q\">œ &amp; <b>é</b>\n</body></html>";
        assert_eq!(letters(html)[0], " &éœ");
    }

    #[test]
    fn italics_have_the_letters_that_stand_in_them() {
        let html = "<body>a<i>b<em>c</em>d</i>e<g font-style=\"italic\"><text>f</text></g><text>h</text></body>";
        assert_eq!(letters(html), ["abcdefh", "bcdf"]);
    }
}
