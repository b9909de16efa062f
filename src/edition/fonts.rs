//! Words in use -> woff2.
//!
//! The site is set in three faces of Libertinus Serif (SIL Open Font Licence 1.1), which `build.rs` takes out of the crate
//! `typst-assets`. A face weighs some 300 kB; an edition uses about a hundred of its letters. So each edition cuts each
//! face to the [`Glyphs`] of the words that it sets in it (HarfBuzz's subsetter) and packs the rest as WOFF 2.0 (W3C
//! Recommendation). A letter that an editor adds gets its glyph at the next edition.
//!
//! What is cut away: other glyphs and their names, other names than the licence asks for, layout features that the
//! stylesheet does not use. What stays: outlines, kerning, placing of accents, the ligatures and figures in use.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use hb_subset::{AllocationError, Blob, FontFace, FontFaceExtractionError, SubsetInput, SubsettingError, Tag};
use rayon::prelude::*;
use ttf2woff2::BrotliQuality;

use super::Effort;
use super::glyphs::{Glyphs, NoFont, Typesetter};
use super::words::Words;

/// The name of the family, for `font-family` and for whoever asks what the site is set in.
pub const FAMILY: &str = "Libertinus Serif";

/// One of the three faces that the site uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    /// Running text, figures, years, the quotation.
    Regular,
    /// Titles of works, words of another language, notes on time.
    Italic,
    /// Titles, labels, navigation.
    Semibold,
}

impl Face {
    /// All faces, in the order in which the stylesheet declares them.
    pub const ALL: [Self; 3] = [Self::Regular, Self::Italic, Self::Semibold];

    /// The whole face, uncut, as an OpenType file.
    #[must_use]
    pub fn bytes(self) -> &'static [u8] {
        match self {
            Self::Regular => include_bytes!(concat!(env!("OUT_DIR"), "/regular.otf")),
            Self::Italic => include_bytes!(concat!(env!("OUT_DIR"), "/italic.otf")),
            Self::Semibold => include_bytes!(concat!(env!("OUT_DIR"), "/semibold.otf")),
        }
    }

    /// A stem for the file name of the cut face, such as `libertinus-serif-regular`.
    #[must_use]
    pub fn stem(self) -> &'static str {
        match self {
            Self::Regular => "libertinus-serif-regular",
            Self::Italic => "libertinus-serif-italic",
            Self::Semibold => "libertinus-serif-semibold",
        }
    }
}

/// Cuts the faces for one edition after another, and remembers its last cut: most edits bring no new glyph.
#[derive(Default)]
pub struct Cutter(Mutex<Vec<KeptFace>>);

struct KeptFace {
    face: Face,
    typesetter: Typesetter,
    cut: Option<Cut>,
}

/// A face as it was cut last.
struct Cut {
    glyphs: Glyphs,
    effort: Effort,
    woff2: Bytes,
}

/// The faces of an edition.
pub struct Faces {
    /// Each face, cut and packed as a WOFF 2.0 file. The same glyphs give the same bytes.
    pub files: Vec<(Face, Bytes)>,
    /// The letters of the pages that the family lacks and a reader will see in another one, in the order of Unicode.
    pub missing: Vec<char>,
}

/// Why a face could not be cut. None of these has to do with what editors write.
#[derive(Debug, thiserror::Error)]
pub enum FontError {
    /// No text can be set in an embedded face: the build is broken.
    #[error(transparent)]
    NoFont(#[from] NoFont),
    /// HarfBuzz got no memory.
    #[error("no memory left to cut a font")]
    Memory(#[from] AllocationError),
    /// The embedded file is no font: the build is broken.
    #[error("the embedded face {0:?} cannot be read as a font")]
    Unreadable(Face, #[source] FontFaceExtractionError),
    /// HarfBuzz refused to cut the face.
    #[error("the face {0:?} could not be cut to the letters in use")]
    Uncuttable(Face, #[source] SubsettingError),
    /// The cut face could not be packed.
    #[error("the face {0:?} could not be packed as woff2")]
    Unpackable(Face, #[source] ttf2woff2::Error),
}

/// The OpenType features that stay: composition and placing of accents, forms of a language, kerning, ligatures (they are
/// on by default), and lining, old-style, proportional and tabular figures (the stylesheet asks for them by
/// `font-variant-numeric`).
const FEATURES: [&[u8; 4]; 12] =
    [b"ccmp", b"locl", b"mark", b"mkmk", b"kern", b"liga", b"clig", b"calt", b"lnum", b"onum", b"pnum", b"tnum"];

/// The names that stay (OpenType, table `name`): copyright, family, style, licence and where to read it, as the SIL Open
/// Font Licence asks of each copy (§2).
const NAMES: [u32; 5] = [0, 1, 2, 13, 14];

impl Cutter {
    /// The faces for `words`, packed with at least so much effort.
    ///
    /// # Errors
    ///
    /// If HarfBuzz or the packer fails, which no text can cause.
    pub fn cut(&self, words: &Words, effort: Effort) -> Result<Faces, FontError> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.is_empty() {
            *kept = Face::ALL.into_iter().map(KeptFace::new).collect::<Result<_, _>>()?;
        }
        let files = kept.par_iter_mut().map(|face| face.cut(words, effort)).collect::<Result<_, _>>()?;
        let letters = kept.iter().flat_map(|face| &face.cut).flat_map(|cut| &cut.glyphs.letters).copied().collect();
        Ok(Faces { files, missing: lacking(Face::Regular, &letters)? })
    }
}

impl KeptFace {
    fn new(face: Face) -> Result<Self, FontError> {
        Ok(Self { face, typesetter: Typesetter::new(face)?, cut: None })
    }

    fn cut(&mut self, words: &Words, effort: Effort) -> Result<(Face, Bytes), FontError> {
        let glyphs = self.typesetter.glyphs(words, self.face);
        let cut = match self.cut.take() {
            Some(cut) if cut.glyphs == glyphs && cut.effort >= effort => cut,
            _ => Cut { woff2: cut(self.face, &glyphs, effort)?.into(), glyphs, effort },
        };
        let woff2 = cut.woff2.clone();
        self.cut = Some(cut);
        Ok((self.face, woff2))
    }
}

/// Cuts a face to the glyphs in use and packs it.
fn cut(face: Face, glyphs: &Glyphs, effort: Effort) -> Result<Vec<u8>, FontError> {
    let subset = subset(face, &open(face)?, glyphs)?;
    let quality = BrotliQuality::from(match effort {
        Effort::Quick => 5,
        Effort::Best => 11,
    });
    ttf2woff2::encode(&subset, quality).map_err(|e| FontError::Unpackable(face, e))
}

/// A face with nothing but the glyphs in use, as an OpenType file.
fn subset(face: Face, font: &FontFace<'_>, glyphs: &Glyphs) -> Result<Vec<u8>, FontError> {
    let mut input = SubsetInput::new()?;
    // Outlines without subroutines are longer as they stand, but brotli finds the repetitions better: a sixth smaller.
    input.flags().remove_hinting().remove_glyph_names().remove_subroutines().no_layout_closure();
    let mut unicodes = input.unicode_set();
    unicodes.clear();
    for &letter in &glyphs.letters {
        unicodes.insert(letter);
    }
    let mut ids = input.glyph_set();
    for &id in &glyphs.ids {
        ids.insert(id);
    }
    let mut features = input.layout_feature_tag_set();
    features.clear();
    for feature in FEATURES {
        features.insert(Tag::new(feature));
    }
    let mut names = input.name_id_set();
    names.clear();
    for name in NAMES {
        names.insert(name);
    }
    let subset = input.subset_font(font).map_err(|e| FontError::Uncuttable(face, e))?;
    Ok(subset.underlying_blob().to_vec())
}

/// The letters that a face lacks, in the order of Unicode: what `check` warns of.
///
/// Control characters and the invisible signs that browsers never draw (soft hyphen, joiners, direction marks) are not
/// letters and never missed.
///
/// # Errors
///
/// If the embedded face cannot be read, which only a broken build can cause.
pub fn lacking(face: Face, letters: &BTreeSet<char>) -> Result<Vec<char>, FontError> {
    lacking_in(&open(face)?, letters)
}

fn open(face: Face) -> Result<FontFace<'static>, FontError> {
    FontFace::new(Blob::from_bytes(face.bytes())?).map_err(|e| FontError::Unreadable(face, e))
}

fn lacking_in(font: &FontFace<'_>, letters: &BTreeSet<char>) -> Result<Vec<char>, FontError> {
    let covered = font.covered_codepoints()?;
    Ok(letters.iter().copied().filter(|&letter| !is_invisible(letter) && !covered.contains(letter)).collect())
}

/// Control characters, and those that Unicode calls default ignorable (as far as they occur in text).
fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRENCH: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789\
        ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸàâæçéèêëîïôœùûüÿ .,;:!?'’‘“”«»()–—-/@+·%&°…¶\u{A0}\u{202F}";

    fn letters(text: &str) -> BTreeSet<char> {
        text.chars().collect()
    }

    fn glyphs(face: Face, text: &str) -> Glyphs {
        Typesetter::new(face).unwrap().glyphs(&words(text), face)
    }

    fn words(text: &str) -> Words {
        let mut words = Words::default();
        words.collect(&format!("<body><i>{}</i>", text.replace('&', "&amp;")), "fr");
        words
    }

    #[test]
    fn the_french_alphabet_weighs_under_fifteen_kilobytes() {
        for face in Face::ALL {
            let woff2 = cut(face, &glyphs(face, FRENCH), Effort::Best).unwrap();
            assert!(woff2.starts_with(b"wOF2"));
            assert!(woff2.len() < 13_000, "{face:?}: {}", woff2.len());
        }
        assert!(Cutter::default().cut(&words(FRENCH), Effort::Quick).unwrap().missing.is_empty());
    }

    #[test]
    fn an_edition_without_a_new_glyph_gets_the_same_files() {
        let cutter = Cutter::default();
        let cut = |text| cutter.cut(&words(text), Effort::Quick).unwrap().files;
        let first = cut("une ville");
        assert_eq!(first, cut("une vie nulle"));
        assert_ne!(first, cut("une ville, dix"));
        for (file, before) in cut("une ville").iter().zip(&first) {
            assert_eq!(file, before);
        }
    }

    #[test]
    fn letters_of_african_languages_are_there() {
        for face in Face::ALL {
            assert!(lacking(face, &letters("ƁɓƊɗƎǝƐɛƔɣŊŋƆɔƳƴẸẹỌọṢṣ")).unwrap().is_empty(), "{face:?}");
        }
    }

    #[test]
    fn a_letter_that_the_family_lacks_is_named() {
        assert_eq!(Cutter::default().cut(&words("aسb漢"), Effort::Quick).unwrap().missing, ['س', '漢']);
        assert_eq!(lacking(Face::Semibold, &letters("b漢a")).unwrap(), ['漢']);
    }

    #[test]
    fn an_invisible_sign_is_not_missed() {
        assert!(lacking(Face::Regular, &letters("a\n\u{200E}\u{AD}")).unwrap().is_empty());
    }

    #[test]
    fn the_same_letters_give_the_same_bytes() {
        let some = glyphs(Face::Italic, "Le compte juste");
        assert_eq!(cut(Face::Italic, &some, Effort::Best).unwrap(), cut(Face::Italic, &some, Effort::Best).unwrap());
    }

    #[test]
    fn what_the_stylesheet_asks_for_survives_the_cut() {
        for face in Face::ALL {
            let whole = open(face).unwrap();
            let cut = subset(face, &whole, &glyphs(face, &format!("{FRENCH} affine"))).unwrap();
            let font = ttf_parser::Face::parse(&cut, 0).unwrap();
            let (substitution, placing) = (font.tables().gsub.unwrap(), font.tables().gpos.unwrap());
            let has = |tag: &[u8; 4]| {
                let tag = ttf_parser::Tag::from_bytes(tag);
                substitution.features.find(tag).is_some() || placing.features.find(tag).is_some()
            };
            for feature in [b"kern", b"liga", b"onum", b"lnum", b"pnum", b"tnum"] {
                assert!(has(feature), "{face:?}: {}", String::from_utf8_lossy(feature));
            }
            assert!(!has(b"smcp"), "small capitals are not used");
        }
    }

    #[test]
    fn each_copy_says_whose_work_it_is_and_under_which_licence() {
        let whole = open(Face::Semibold).unwrap();
        let cut = subset(Face::Semibold, &whole, &glyphs(Face::Semibold, "a")).unwrap();
        let font = ttf_parser::Face::parse(&cut, 0).unwrap();
        let names: Vec<String> = font.names().into_iter().filter_map(|name| name.to_string()).collect();
        assert!(names.iter().any(|name| name.contains("The Libertinus Project Authors")));
        assert!(names.iter().any(|name| name.contains("SIL Open Font License")));
    }

    #[test]
    fn a_new_letter_gets_its_glyph() {
        let of = |text| cut(Face::Regular, &glyphs(Face::Regular, text), Effort::Best).unwrap().len();
        assert!(of("abcŵ") > of("abc"));
    }
}
