//! The site's numbers as drawings, in SVG.
//!
//! Nothing here decorates: a dot is a member, a ray a country, a tick a year. Colours are written as attributes, so
//! that an engine that drops the stylesheet still draws; the stylesheet overrides them by class, for dark, forced
//! colours and print. There is no `style`, and every word comes from the interface's messages.

pub mod canvas;
pub mod card;
pub mod colours;
pub mod face;
pub mod fonts;
pub mod icons;
pub mod letters;
mod line_breaking;
pub mod rosace;
mod ruler;
mod ruler_labels;

pub use ruler::{Mark, duration, ruler, silence};

/// The stylesheet's colours `encre`, `bissap`, `lagune`, `filet` and `gris`.
const INK: &str = "#1a1423";
const BISSAP: &str = "#7a1140";
const LAGOON: &str = "#0b5754";
const THREAD: &str = "#8a8096";
const GREY: &str = "#4b4357";

/// A number with at most one decimal, and a dot whatever the language.
fn number(value: f64) -> String {
    decimal(tenths(value))
}

fn tenths(value: f64) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "drawings are a few hundred units wide")]
    let tenths = (value * 10.0).round() as i32;
    tenths
}

/// Tenths as a decimal number in its shortest form: `66` is « 6.6 », `-5` is « -.5 », `70` is « 7 ».
fn decimal(tenths: i32) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    match (tenths.abs() / 10, tenths.abs() % 10) {
        (0, 0) => "0".to_owned(),
        (units, 0) => format!("{sign}{units}"),
        (0, rest) => format!("{sign}.{rest}"),
        (units, rest) => format!("{sign}{units}.{rest}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_one_decimal_at_most_a_point_and_no_ballast() {
        assert_eq!([66, -5, 5, 70, 0, -123].map(decimal), ["6.6", "-.5", ".5", "7", "0", "-12.3"]);
        assert_eq!([2.0, 2.24, -0.04, 33.333].map(number), ["2", "2.2", "0", "33.3"]);
    }
}
