//! Words -> the glyphs that show them, found by setting them as a browser does (OpenType layout, by HarfBuzz's rules).
//!
//! A face has more glyphs for a letter than one: four sets of figures, ligatures, forms that keep out of a neighbour's
//! way. Cut to its letters alone, it would carry all of those; cut to the glyphs that the pages show, it is a sixth lighter.

use std::collections::{BTreeSet, HashMap};
use std::mem;

use harfrust::{
    Feature, FontRef, Language, ShapeOptions, ShapePlan, ShapePlanKey, Shaper, ShaperData, Tag, UnicodeBuffer, script,
};

use super::fonts::Face;
use super::words::{WordSet, Words};

/// The sets of figures that the stylesheet asks for, by `font-variant-numeric`: old-style in running text, lining elsewhere.
const FIGURES: [&[&[u8; 4]]; 4] = [&[b"onum", b"pnum"], &[b"lnum"], &[b"lnum", b"pnum"], &[b"lnum", b"tnum"]];

/// Words with their glyphs.
type SetWords = HashMap<Box<str>, Box<[u32]>>;

/// What a face must have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Glyphs {
    /// The letters, as characters of Unicode.
    pub letters: BTreeSet<char>,
    /// All glyphs that show them, as the face numbers them.
    pub ids: BTreeSet<u32>,
}

/// Sets words in one face, and remembers those of the last edition: an edit pays for its new words only.
pub(super) struct Typesetter {
    font: FontRef<'static>,
    data: ShaperData,
    /// The words of the last edition, by language.
    set: HashMap<String, SetWords>,
}

/// The embedded file is no font: the build is broken.
#[derive(Debug, thiserror::Error)]
#[error("the embedded face {0:?} cannot set text")]
pub struct NoFont(Face);

impl Typesetter {
    /// # Errors
    ///
    /// The embedded face is no font.
    pub fn new(face: Face) -> Result<Self, NoFont> {
        let font = FontRef::new(face.bytes()).map_err(|_| NoFont(face))?;
        let data = ShaperData::new(&font);
        Ok(Self { font, data, set: HashMap::new() })
    }

    /// The glyphs that show the words of `face`.
    pub fn glyphs(&mut self, words: &Words, face: Face) -> Glyphs {
        let shaper = self.data.shaper(&self.font).build();
        let mut glyphs = Glyphs::default();
        let mut before = mem::take(&mut self.set);
        for (language, words) in words.of(face) {
            let known = before.remove(language).unwrap_or_default();
            let known = Line::new(&shaper, language).set(words, known);
            for (word, ids) in &known {
                glyphs.letters.extend(word.chars().filter(|letter| !letter.is_control()));
                glyphs.ids.extend(ids);
            }
            self.set.insert(language.to_owned(), known);
        }
        glyphs
    }
}

/// Sets the words of one language, one after the other.
struct Line<'a> {
    shaper: &'a Shaper<'a>,
    language: Option<Language>,
    /// How the words of a script are set, with the features of each set of figures.
    plans: Vec<ShapePlan>,
    figures: Vec<Vec<Feature>>,
    buffer: UnicodeBuffer,
}

impl<'a> Line<'a> {
    fn new(shaper: &'a Shaper<'a>, language: &str) -> Self {
        let on = |tag: &[u8; 4]| Feature::new(Tag::new(tag), 1, ..);
        let figures = FIGURES.iter().map(|tags| tags.iter().map(|tag| on(tag)).collect()).collect();
        Self { shaper, language: language.parse().ok(), plans: Vec::new(), figures, buffer: UnicodeBuffer::new() }
    }

    /// The glyphs of each word; `known` are those of words that have been set before.
    fn set(&mut self, words: &WordSet, mut known: SetWords) -> SetWords {
        words.iter().map(|word| known.remove_entry(word).unwrap_or_else(|| (word.clone(), self.glyphs(word)))).collect()
    }

    fn glyphs(&mut self, word: &str) -> Box<[u32]> {
        // Only figures come in sets.
        let sets = if word.contains(|letter: char| letter.is_ascii_digit()) { self.figures.len() } else { 1 };
        let mut ids = BTreeSet::new();
        for features in &self.figures[..sets] {
            let mut buffer = mem::take(&mut self.buffer);
            buffer.push_str(word);
            buffer.guess_segment_properties();
            if buffer.script() == script::UNKNOWN {
                buffer.set_script(script::LATIN);
            }
            if let Some(language) = &self.language {
                buffer.set_language(language.clone());
            }
            let (script, direction, language) = (Some(buffer.script()), buffer.direction(), self.language.as_ref());
            let key = ShapePlanKey::new(script, direction).language(language).features(features);
            let at = self.plans.iter().position(|plan| key.matches(plan)).unwrap_or_else(|| {
                self.plans.push(ShapePlan::new(self.shaper, direction, script, language, features));
                self.plans.len() - 1
            });
            let options = ShapeOptions::new().features(features).plan(self.plans.get(at));
            let set = self.shaper.shape(buffer, options);
            ids.extend(set.glyph_infos().iter().map(|glyph| glyph.glyph_id));
            self.buffer = set.clear();
        }
        ids.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str, face: Face) -> usize {
        let mut words = Words::default();
        words.collect(&format!("<body><i>{text}</i>"), "fr");
        Typesetter::new(face).unwrap().glyphs(&words, face).ids.len()
    }

    #[test]
    fn a_ligature_is_carried_where_a_word_has_it() {
        for face in Face::ALL {
            assert_eq!(count("chef efforts", face), count("chef eforts", face) + 1, "{face:?}: ff");
        }
    }

    #[test]
    fn figures_are_carried_in_the_three_sets_that_pages_show() {
        // Lining and tabular, lining and proportional, old-style and proportional; never old-style and tabular.
        assert_eq!(count("1979", Face::Italic) - count("", Face::Italic), 3 * 3);
    }

    #[test]
    fn the_stylesheet_asks_for_no_other_figures() {
        let name = |tag: &[u8; 4]| match tag {
            b"onum" => "oldstyle-nums",
            b"lnum" => "lining-nums",
            b"pnum" => "proportional-nums",
            _ => "tabular-nums",
        };
        let known: Vec<String> =
            FIGURES.iter().map(|set| set.iter().map(|tag| name(tag)).collect::<Vec<_>>().join(" ")).collect();
        let sheet = include_str!("../../static/site.css");
        let asked: BTreeSet<&str> = sheet
            .split("font-variant-numeric:")
            .skip(1)
            .filter_map(|rest| Some(rest.split([';', '}']).next()?.trim()))
            .collect();
        assert!(asked.len() > 2);
        for set in asked {
            assert!(known.iter().any(|known| known == set), "{set}");
        }
    }

    #[test]
    fn words_set_before_are_set_no_otherwise() {
        let mut typesetter = Typesetter::new(Face::Regular).unwrap();
        let of = |text: &str| {
            let mut words = Words::default();
            words.collect(text, "fr");
            words
        };
        let (first, second) = (of("<body>Chefs d’œuvre, 1979"), of("<body>Chefs d’œuvre, 2005"));
        typesetter.glyphs(&first, Face::Regular);
        let fresh = Typesetter::new(Face::Regular).unwrap().glyphs(&second, Face::Regular);
        assert_eq!(typesetter.glyphs(&second, Face::Regular), fresh);
    }
}
