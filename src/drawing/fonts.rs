//! Letters in use -> woff2.
//!
//! The site is set in three faces of Libertinus Serif (SIL Open Font Licence 1.1), which `build.rs` takes out of the crate
//! `typst-assets`. A face weighs some 300 kB; an edition uses about a hundred of its letters. So each edition cuts each
//! face to the letters that it sets in it (HarfBuzz's subsetter) and packs the rest as WOFF 2.0 (W3C Recommendation). A
//! letter that an editor adds gets its glyphs at the next edition.
//!
//! What is cut away: other letters and the names of glyphs, other names than the licence asks for, layout features that the
//! stylesheet does not use. What stays: outlines, kerning, placing of accents, ligatures, the sets of figures.

use std::collections::BTreeSet;

use bytes::Bytes;
use hb_subset::{AllocationError, Blob, FontFace, FontFaceExtractionError, SubsetInput, SubsettingError, Tag};
use rayon::prelude::*;
use ttf2woff2::BrotliQuality;

use super::face::{FAMILY, Face};
use super::letters::{LetterSet, Letters};
use crate::cache::Cache;

/// The faces as they were cut last, by their letters: most edits bring no new one.
pub(crate) type Cuts = Cache<(Face, LetterSet), Bytes>;

/// Why a face could not be cut. None of these has to do with what editors write.
#[derive(Debug, thiserror::Error)]
pub enum FontError {
    /// HarfBuzz got no memory.
    #[error("no memory left to cut a font")]
    OutOfMemory(#[from] AllocationError),
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

/// Each face cut to its letters, as a WOFF 2.0 file. The same letters give the same bytes.
///
/// # Errors
///
/// If HarfBuzz or the packer fails, which no text can cause.
pub(crate) fn faces(letters: &Letters, cuts: &Cuts) -> Result<Vec<(Face, Bytes)>, FontError> {
    let face = |face: Face| {
        let key = (face, letters.of(face).clone());
        let woff2 = match cuts.get(&key) {
            Some(woff2) => woff2,
            None => cut(face, &key.1)?.into(),
        };
        cuts.insert(key, woff2.clone());
        Ok((face, woff2))
    };
    Face::ALL.into_par_iter().map(face).collect()
}

/// The `@font-face` rules of the three faces, whose addresses `url` gives. The stylesheet itself says what stands in for them until they
/// are there.
pub(crate) fn font_faces(url: impl Fn(Face) -> String) -> String {
    let rule = |face| {
        let style = match face {
            Face::Regular => "",
            Face::Italic => "font-style:italic;",
            Face::Semibold => "font-weight:600;",
        };
        let src = format!(r#"url("{}")format("woff2")"#, url(face));
        format!("@font-face{{font-family:\"{FAMILY}\";{style}font-display:optional;src:{src}}}\n")
    };
    Face::ALL.map(rule).concat()
}

/// The letters that the family lacks and a reader will see in another one, in the order of Unicode.
///
/// # Errors
///
/// If the embedded face cannot be read, which only a broken build can cause.
pub(crate) fn missing(letters: &Letters) -> Result<Vec<char>, FontError> {
    missing_from(Face::Regular, letters.of(Face::Regular))
}

/// The letters of texts that a face of upright type lacks.
pub(crate) fn missing_in<'t>(texts: impl Iterator<Item = &'t str>) -> Result<BTreeSet<char>, FontError> {
    let letters = LetterSet::of(texts);
    let mut missing = BTreeSet::new();
    for face in [Face::Regular, Face::Semibold] {
        missing.extend(missing_from(face, &letters)?);
    }
    Ok(missing)
}

/// Cuts a face to the letters in use and packs it.
fn cut(face: Face, letters: &LetterSet) -> Result<Vec<u8>, FontError> {
    let subset = subset(face, &open(face)?, letters)?;
    ttf2woff2::encode(&subset, BrotliQuality::from(11)).map_err(|e| FontError::Unpackable(face, e))
}

/// A face with nothing but the letters in use, as an OpenType file.
fn subset(face: Face, font: &FontFace<'_>, letters: &LetterSet) -> Result<Vec<u8>, FontError> {
    let mut input = SubsetInput::new()?;
    // Outlines without subroutines are longer as they stand, but brotli finds the repetitions better: a sixth smaller.
    input.flags().remove_hinting().remove_glyph_names().remove_subroutines();
    let mut unicodes = input.unicode_set();
    unicodes.clear();
    for letter in letters.iter() {
        unicodes.insert(letter);
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

/// The letters that a face lacks. Control characters and the invisible characters that browsers never draw (soft hyphen, joiners, direction
/// marks) are not letters and never missed.
fn missing_from(face: Face, letters: &LetterSet) -> Result<Vec<char>, FontError> {
    let font = open(face)?;
    let covered = font.covered_codepoints()?;
    Ok(letters.iter().filter(|&letter| !is_invisible(letter) && !covered.contains(letter)).collect())
}

fn open(face: Face) -> Result<FontFace<'static>, FontError> {
    FontFace::new(Blob::from_bytes(face.bytes())?).map_err(|e| FontError::Unreadable(face, e))
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

    fn collected(text: &str) -> Letters {
        Letters::new(letters(text), letters(text))
    }

    fn letters(text: &str) -> LetterSet {
        let mut letters = LetterSet::default();
        letters.add(text);
        letters
    }

    #[test]
    fn the_french_alphabet_weighs_under_fifteen_kilobytes() {
        for face in Face::ALL {
            let woff2 = cut(face, &letters(FRENCH)).unwrap();
            assert!(woff2.starts_with(b"wOF2"));
            assert!(woff2.len() < 15_000, "{face:?}: {}", woff2.len());
        }
        assert!(missing(&collected(FRENCH)).unwrap().is_empty());
    }

    #[test]
    fn an_edition_without_a_new_letter_gets_the_same_files() {
        let cuts = Cuts::default();
        let cut = |text| faces(&collected(text), &cuts).unwrap();
        let first = cut("une ville");
        assert_eq!(first, cut("une vie nulle"));
        assert_ne!(first, cut("une ville, dix"));
        assert_eq!(first, cut("une ville"));
    }

    #[test]
    fn letters_of_african_languages_are_there() {
        for face in Face::ALL {
            assert!(missing_from(face, &letters("ƁɓƊɗƎǝƐɛƔɣŊŋƆɔƳƴẸẹỌọṢṣ")).unwrap().is_empty(), "{face:?}");
        }
    }

    #[test]
    fn a_letter_that_the_family_lacks_is_named() {
        assert_eq!(missing(&collected("aسb漢")).unwrap(), ['س', '漢']);
        assert_eq!(missing_from(Face::Semibold, &letters("b漢a")).unwrap(), ['漢']);
    }

    #[test]
    fn an_invisible_sign_is_not_missed() {
        assert!(missing_from(Face::Regular, &letters("a\n\u{200E}\u{AD}")).unwrap().is_empty());
    }

    #[test]
    fn the_same_letters_give_the_same_bytes() {
        let some = letters("Le compte juste");
        assert_eq!(cut(Face::Italic, &some).unwrap(), cut(Face::Italic, &some).unwrap());
    }

    #[test]
    fn what_the_stylesheet_asks_for_survives_the_cut() {
        for face in Face::ALL {
            let whole = open(face).unwrap();
            let cut = subset(face, &whole, &letters(FRENCH)).unwrap();
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
    fn the_stylesheet_asks_for_no_feature_that_is_cut_away() {
        let sheet = include_str!("../../static/site.css");
        assert!(!sheet.contains("font-feature-settings") && !sheet.contains("font-variant-caps"));
        let asked = sheet.split("font-variant-numeric:").skip(1).filter_map(|rest| rest.split([';', '}']).next());
        let known = ["oldstyle-nums", "lining-nums", "proportional-nums", "tabular-nums", "normal"];
        for word in asked.flat_map(str::split_whitespace) {
            assert!(known.contains(&word), "{word}");
        }
    }

    #[test]
    fn each_copy_says_whose_work_it_is_and_under_which_licence() {
        let whole = open(Face::Semibold).unwrap();
        let cut = subset(Face::Semibold, &whole, &letters("a")).unwrap();
        let font = ttf_parser::Face::parse(&cut, 0).unwrap();
        let names: Vec<String> = font.names().into_iter().filter_map(|name| name.to_string()).collect();
        assert!(names.iter().any(|name| name.contains("The Libertinus Project Authors")));
        assert!(names.iter().any(|name| name.contains("SIL Open Font License")));
    }

    #[test]
    fn a_new_letter_gets_its_glyph() {
        let of = |text| cut(Face::Regular, &letters(text)).unwrap().len();
        assert!(of("abcŵ") > of("abc"));
    }

    /// The faces that many devices have: the name, the face that it stands in for, and the average width of a character in
    /// ten-thousandths of an em.
    const STAND_INS: [(&str, Face, u32); 9] = [
        ("Georgia", Face::Regular, 4375),
        ("Georgia", Face::Italic, 4447),
        ("Georgia", Face::Semibold, 5093),
        ("Times", Face::Regular, 3997),
        ("Times", Face::Italic, 4016),
        ("Times", Face::Semibold, 4234),
        ("Noto", Face::Regular, 4720),
        ("Noto", Face::Italic, 4586),
        ("Noto", Face::Semibold, 5016),
    ];

    /// The average width of a character of the site's texts in a face, in ten-thousandths of an em.
    fn average(face: Face) -> u32 {
        match face {
            Face::Regular => 4053,
            Face::Italic => 3887,
            Face::Semibold => 4198,
        }
    }

    #[test]
    fn what_stands_in_for_the_fonts_takes_their_room() {
        let sheet = include_str!("../../static/site.css");
        let percent = |ten_thousandths: u32| format!("{}.{:02}%", ten_thousandths / 100, ten_thousandths % 100);
        for (family, face, width) in STAND_INS {
            let font = ttf_parser::Face::parse(face.bytes(), 0).unwrap();
            assert_eq!((font.units_per_em(), font.line_gap()), (1000, 0));
            let height = |units: i16| u32::from(units.unsigned_abs()) * 10;
            let scale = (average(face) * 10_000 + width / 2) / width;
            let ascent = percent(height(font.ascender()) * 10_000 / scale);
            let descent = percent(height(font.descender()) * 10_000 / scale);
            let scale = percent(scale);
            let metrics = format!(
                "size-adjust:{scale};ascent-override:{ascent};descent-override:{descent};line-gap-override:0%}}"
            );
            let mut rules = sheet.lines().filter(|line| line.contains(&format!("\"Libertinus by {family}\";")));
            assert!(rules.any(|rule| rule.ends_with(&metrics)), "{family}, {face:?}: {metrics}");
        }
        for name in ["Georgia", "Times New Roman", "Noto Serif", "Liberation Serif"] {
            assert_eq!(sheet.matches(&format!(r#"local("{name}")"#)).count(), 1, "{name}");
        }
    }

    #[test]
    fn the_average_width_is_that_of_french_text() {
        let text = "Pour les villes, l’AIMF est un espace de coopération volontaire. Plutôt que de penser en termes de Nord \
            et de Sud, d’ethnie ou de religion, plutôt que de se concentrer sur ce qui nous divise, elle rassemble les gens \
            autour d’une certaine façon de voir le monde.";
        for face in Face::ALL {
            let font = ttf_parser::Face::parse(face.bytes(), 0).unwrap();
            let width = |c| u32::from(font.glyph_index(c).and_then(|glyph| font.glyph_hor_advance(glyph)).unwrap());
            let measured = text.chars().map(width).sum::<u32>() * 10 / u32::try_from(text.chars().count()).unwrap();
            assert!(measured.abs_diff(average(face)) < 90, "{face:?}: {measured}");
        }
    }
}
