//! `@font-face` rules for common typefaces, so that nothing moves when the site's own type arrives.
//!
//! A page is readable before its fonts are there, in a typeface that the device has, and keeps it until the next page where
//! they come late (`font-display: optional`): under a reader's eyes nothing ever moves. The device's own typeface is
//! wider or narrower, and stands higher or lower; lines would break elsewhere and all that follows would jump. So each
//! common serif is declared once more under a name of the site's own, scaled and shifted to take the room of Libertinus
//! Serif (CSS Fonts 5, §4 « Default font metrics overriding »):
//!
//! - `size-adjust` = average width of a character in Libertinus Serif ÷ average width in the other face. The averages are taken
//!   over the site's own text in French and English, spaces and punctuation included, shaped with kerning: 7,600 characters. French
//!   and English differ by less than one per cent.
//! - `ascent-override` = 0.894 em ÷ `size-adjust` and `descent-override` = 0.246 em ÷ `size-adjust`, the metrics of
//!   Libertinus Serif, as overrides are scaled by `size-adjust`; its `line-gap` is 0.
//!
//! Measures in a stylesheet have to be in `em`, not in `ch`: a `ch` is the width of the digit 0, which no `size-adjust`
//! makes equal (0.465 em here, 0.62 in Georgia), so that a column in `ch` changes its width when the type arrives.
//!
//! Georgia and Times New Roman cannot be measured by everyone; Gelasio and Tinos (and Liberation Serif) have the same widths
//! by design. Georgia is on Windows, macOS and iOS; Noto Serif on Android; Liberation Serif on Linux. The bold of each
//! stands in for the semibold that none of them has.

use std::fmt::Write as _;

use super::face::{FAMILY, Face};

/// Ascent and descent of Libertinus Serif in ten-thousandths of an em (table `hhea`); all three faces have the same.
const ASCENT: u32 = 8940;
const DESCENT: u32 = 2460;

/// The typefaces that many devices have: the name, the face that it stands in for, the average width of a character in ten-thousandths of
/// an em, and the full and PostScript names under which devices have it.
const LOCALS: [(&str, Face, u32, &str); 9] = [
    ("Georgia", Face::Regular, 4375, "Georgia"),
    ("Georgia", Face::Italic, 4447, "Georgia Italic, Georgia-Italic"),
    ("Georgia", Face::Semibold, 5093, "Georgia Bold, Georgia-Bold"),
    ("Times", Face::Regular, 3997, "Times New Roman, TimesNewRomanPSMT, Liberation Serif, LiberationSerif"),
    (
        "Times",
        Face::Italic,
        4016,
        "Times New Roman Italic, TimesNewRomanPS-ItalicMT, Liberation Serif Italic, LiberationSerif-Italic",
    ),
    (
        "Times",
        Face::Semibold,
        4234,
        "Times New Roman Bold, TimesNewRomanPS-BoldMT, Liberation Serif Bold, LiberationSerif-Bold",
    ),
    ("Noto", Face::Regular, 4720, "Noto Serif, NotoSerif-Regular, NotoSerif"),
    ("Noto", Face::Italic, 4586, "Noto Serif Italic, NotoSerif-Italic"),
    ("Noto", Face::Semibold, 5016, "Noto Serif Bold, NotoSerif-Bold"),
];

impl Face {
    /// The average width of a character in this face, in ten-thousandths of an em; `font-style` and `font-weight`, where they are not
    /// the initial ones.
    const fn average_and_style(self) -> (u32, &'static str) {
        match self {
            Self::Regular => (4053, ""),
            Self::Italic => (3887, "font-style:italic;"),
            Self::Semibold => (4198, "font-weight:600;"),
        }
    }
}

/// The `@font-face` rules for a stylesheet: the three faces, whose addresses `url` gives, then what stands in for them.
pub fn font_faces(url: impl Fn(Face) -> String) -> String {
    let mut css = String::new();
    // Writing to a string cannot fail.
    for face in Face::ALL {
        let url = url(face);
        let (_, style) = face.average_and_style();
        let _ = writeln!(
            css,
            r#"@font-face{{font-family:"{FAMILY}";{style}font-display:optional;src:url("{url}")format("woff2")}}"#
        );
    }
    for (family, face, width, names) in LOCALS {
        let (average, style) = face.average_and_style();
        let scale = (average * 10_000 + width / 2) / width;
        let src: Vec<_> = names.split(", ").map(|name| format!(r#"local("{name}")"#)).collect();
        let _ = writeln!(
            css,
            r#"@font-face{{font-family:"Libertinus by {family}";{style}src:{};size-adjust:{};ascent-override:{};descent-override:{};line-gap-override:0%}}"#,
            src.join(","),
            percent(scale),
            percent(ASCENT * 10_000 / scale),
            percent(DESCENT * 10_000 / scale),
        );
    }
    css
}

/// Ten-thousandths as a percentage: `9263` is « 92.63% ».
fn percent(ten_thousandths: u32) -> String {
    format!("{}.{:02}%", ten_thousandths / 100, ten_thousandths % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules() -> String {
        font_faces(|face| format!("/assets/{}.woff2", face.stem()))
    }

    /// The percentage after a property's name.
    fn value(rule: &str, property: &str) -> f64 {
        let start = rule.find(property).unwrap() + property.len() + 1;
        rule[start..].split('%').next().unwrap().parse().unwrap()
    }

    #[test]
    fn every_face_has_a_stand_in_on_windows_apple_android_and_linux() {
        for name in ["Georgia", "Times New Roman", "Noto Serif", "Liberation Serif"] {
            assert_eq!(rules().matches(&format!(r#"local("{name}")"#)).count(), 1, "{name}");
        }
        assert_eq!(rules().lines().count(), 3 + 9);
        for (family, ..) in LOCALS {
            assert!(include_str!("../../static/site.css").contains(&format!("Libertinus by {family}")), "{family}");
        }
    }

    #[test]
    fn lines_stand_where_they_will_stand() {
        for rule in rules().lines().filter(|rule| rule.contains("local(")) {
            let scale = value(rule, "size-adjust") / 100.0;
            assert!((value(rule, "ascent-override") * scale - 89.4).abs() < 0.02, "{rule}");
            assert!((value(rule, "descent-override") * scale - 24.6).abs() < 0.02, "{rule}");
        }
    }

    #[test]
    fn the_metrics_are_those_of_the_embedded_faces() {
        for face in Face::ALL {
            let font = ttf_parser::Face::parse(face.bytes(), 0).unwrap();
            assert_eq!(font.units_per_em(), 1000);
            assert_eq!(u32::from(font.ascender().unsigned_abs()) * 10, ASCENT);
            assert_eq!(u32::from(font.descender().unsigned_abs()) * 10, DESCENT);
            assert_eq!(font.line_gap(), 0);
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
            let average = text.chars().map(width).sum::<u32>() * 10 / u32::try_from(text.chars().count()).unwrap();
            assert!(average.abs_diff(face.average_and_style().0) < 90, "{face:?}: {average}");
        }
    }
}
