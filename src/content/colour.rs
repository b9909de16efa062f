//! A colour, and how well another is read on it (WCAG 2.2).

use std::fmt;

use toml::Spanned;
use toml::de::DeValue;

use super::from_toml::{Context, FromToml};
use super::schema::Schema;
use crate::diagnostic::Problem;

/// A colour of sRGB, as CSS writes it: `#7A1140`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Colour(pub [u8; 3]);

const BLACK: Colour = Colour([0; 3]);
const WHITE: Colour = Colour([255; 3]);

/// The contrast that text of any size needs for level AAA (WCAG 2.2, 1.4.6).
pub const ENOUGH: f64 = 7.0;

impl Colour {
    /// The colour of a number of six hexadecimal digits: `0x7A_11_40`.
    pub const fn of_number(number: u32) -> Self {
        let [_, red, green, blue] = number.to_be_bytes();
        Self([red, green, blue])
    }

    /// The colour that a text says, as CSS writes it.
    #[cfg(test)]
    pub fn parse(text: &str) -> Option<Self> {
        hexadecimal(text.strip_prefix('#')?)
    }

    /// The relative luminance (WCAG 2.2).
    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = self.0.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// The contrast ratio of two colours, from 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let [a, b] = [self, other].map(Self::luminance);
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Says if text of this colour is read by all on another.
    pub fn is_read_on(self, ground: Self) -> bool {
        self.contrast(ground) >= ENOUGH
    }

    /// The colour with so many hundredths of another.
    pub fn with(self, hundredths: u16, other: Self) -> Self {
        let hundredths = hundredths.min(100);
        let part = |index: usize| {
            let [own, other] = [self, other].map(|colour| u16::from(colour.0[index]));
            // Of two parts of at most 255 each.
            u8::try_from((own * (100 - hundredths) + other * hundredths + 50) / 100).unwrap_or(u8::MAX)
        };
        Self([part(0), part(1), part(2)])
    }

    /// The colour with as many hundredths of another, up to `most`, as leave it as it should be; itself where none do.
    pub fn towards(self, other: Self, most: u16, is_right: impl Fn(&Self) -> bool) -> Self {
        (0..=most).rev().map(|share| self.with(share, other)).find(is_right).unwrap_or(self)
    }

    /// The nearest colour of its hue that is as it should be, darker or lighter; nothing where black and white are not either.
    pub fn closest(self, is_right: impl Fn(Self) -> bool) -> Option<Self> {
        let towards = |end: Self| (0..=100).map(move |share| self.with(share, end)).find(|colour| is_right(*colour));
        let distance = |other: &Self| self.0.iter().zip(other.0).map(|(a, b)| u32::from(a.abs_diff(b))).sum::<u32>();
        [BLACK, WHITE].into_iter().filter_map(towards).min_by_key(distance)
    }

    /// The nearest ground on which some colour is read by all.
    pub fn closest_ground(self) -> Option<Self> {
        self.closest(|ground| [BLACK, WHITE].iter().any(|ink| ink.is_read_on(ground)))
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02X}{green:02X}{blue:02X}")
    }
}

impl FromToml for Colour {
    fn schema() -> Schema {
        Schema::Text("^#[0-9A-Fa-f]{6}$")
    }

    fn read(key: &str, value: &Spanned<DeValue<'_>>, context: &mut Context<'_>) -> Option<Self> {
        if let DeValue::Integer(_) = value.get_ref()
            && let typed = context.place(value.span()).text().to_owned()
            && let Some(colour) = meant(&typed)
        {
            let (key, suggestion) = (key.to_owned(), colour.to_string());
            return context.refuse(value.span(), Problem::NotAColour { key, value: typed, suggestion });
        }
        let text = context.text(key, value)?;
        let meant = meant(text);
        if let Some(colour) = meant.filter(|_| text.len() == 7 && text.starts_with('#')) {
            return Some(colour);
        }
        let suggestion = meant.map(|colour| colour.to_string()).unwrap_or_default();
        context.refuse(value.span(), Problem::NotAColour { key: key.into(), value: text.into(), suggestion })
    }
}

/// The colour that was meant by a text with or without its sign.
pub fn meant(text: &str) -> Option<Colour> {
    hexadecimal(text.trim().trim_start_matches('#'))
}

/// Six hexadecimal digits, or the three that CSS takes for each twice.
fn hexadecimal(digits: &str) -> Option<Colour> {
    let twice: String = match digits.len() {
        3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
        _ => digits.to_owned(),
    };
    let is_right = twice.len() == 6 && twice.bytes().all(|byte| byte.is_ascii_hexdigit());
    u32::from_str_radix(&twice, 16).ok().filter(|_| is_right).map(Colour::of_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        hexadecimal(text).unwrap()
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        // Values of the design, and those that WCAG itself gives for black, white and #767676.
        for (ink, ground, ratio) in [
            ("000000", "ffffff", 21.0),
            ("767676", "ffffff", 4.54),
            ("1a1423", "faf8f9", 17.00),
            ("7a1140", "faf8f9", 10.02),
            ("0b5754", "f1ebf0", 7.14),
            ("ffa9c9", "14101b", 10.51),
            ("ffb31a", "1d1a5b", 8.67),
        ] {
            let found = colour(ink).contrast(colour(ground));
            assert!((found - ratio).abs() < 0.006, "{ink} on {ground}: {found}");
        }
    }

    #[test]
    fn the_nearest_colour_that_is_read_is_no_darker_than_it_has_to_be() {
        let (orange, white) = (colour("e05a00"), colour("ffffff"));
        let near = orange.closest(|ink| ink.is_read_on(white)).unwrap();
        assert!(near.is_read_on(white) && near.contrast(white) < 7.3, "{near}");
        let [red, green, blue] = near.0;
        assert!(red > green && green > blue, "it is an orange still: {near}");
        assert_eq!(colour("777777").closest(|ink| ink.is_read_on(colour("777777"))), None);
        let ground = colour("777777").closest_ground().unwrap();
        assert!(BLACK.is_read_on(ground) || WHITE.is_read_on(ground));
    }
}
