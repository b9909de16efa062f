//! A share of a hundred, as audits publish it: whole or with decimals.

use toml::Spanned;
use toml::de::DeValue;

use super::from_toml::{Context, FromToml};
use super::language::Language;
use super::schema::Schema;
use crate::diagnostic::Place;

/// A share in per cent, from 0 to 100.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Percent(pub f64);

/// Languages that write a decimal point; the others write a comma.
const WITH_POINT: [&str; 12] = ["en", "ar", "bn", "he", "hi", "ja", "ko", "ms", "sw", "th", "yo", "zh"];

impl Percent {
    /// The number as it is written in a language: `72,5` in French, `72.5` in English.
    pub fn in_language(self, language: &Language) -> String {
        let number = self.0.to_string();
        let code = language.code.split('-').next().unwrap_or_default();
        if WITH_POINT.contains(&code) { number } else { number.replace('.', ",") }
    }
}

impl FromToml for Percent {
    fn schema() -> Schema {
        Schema::Percent
    }

    fn read(key: &str, value: &Spanned<DeValue<'_>>, context: &mut Context<'_>) -> Option<Self> {
        let number: f64 = match value.get_ref() {
            DeValue::Integer(number) => number.as_str().parse().ok(),
            DeValue::Float(number) => number.as_str().parse().ok(),
            _ => return context.wrong_number(key, value, &Self::schema()),
        }
        .unwrap_or(f64::NAN);
        let number = Some(Self(number)).filter(|Self(number)| (0.0..=100.0).contains(number));
        number.or_else(|| context.outside(key, value, 0, 100))
    }

    fn stand_in(_: &Context<'_>, _: &Place) -> Option<Self> {
        Some(Self(0.0))
    }
}
