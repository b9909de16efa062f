//! Time zones by their names in the tz database, which the binary carries: what day it is does not depend on the machine.

use jiff::tz::{TimeZone, db};
use toml::Spanned;
use toml::de::DeValue;

use super::from_toml::{Context, FromToml};
use super::schema::Schema;
use crate::diagnostic::Problem;

/// A time zone by the name that the tz database has for it, spelt as there: `Europe/Paris`.
impl FromToml for TimeZone {
    fn schema() -> Schema {
        Schema::Text("^[A-Z][A-Za-z0-9_+-]*(/[A-Z][A-Za-z0-9_+-]*)*$")
    }

    fn read(key: &str, value: &Spanned<DeValue<'_>>, context: &mut Context<'_>) -> Option<Self> {
        let name = context.text(key, value)?;
        time_zone(name).or_else(|| context.refuse(value.span(), unknown(name)))
    }
}

/// The time zone of this name, which has to be spelt as in the tz database.
pub fn time_zone(name: &str) -> Option<TimeZone> {
    TimeZone::get(name).ok().filter(|zone| !zone.is_unknown() && zone.iana_name() == Some(name))
}

/// Says that there is no such time zone, and which was probably meant: a city is enough to find it.
pub fn unknown(value: &str) -> Problem {
    let typed = value.trim().to_lowercase().replace(' ', "_");
    let likeness = |name: &str| {
        let name = name.to_lowercase();
        let city = name.rsplit('/').next().unwrap_or_default();
        [name.as_str(), city]
            .map(|one| strsim::normalized_damerau_levenshtein(&typed, one))
            .into_iter()
            .fold(0., f64::max)
    };
    let names = db().available().map(|name| name.as_str().to_owned());
    let near = names.map(|name| (likeness(&name), name)).filter(|(likeness, _)| *likeness >= 0.5);
    let near = near.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, name)| name).unwrap_or_default();
    Problem::TimeZoneUnknown { value: value.to_owned(), near }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_city_alone_or_a_slip_finds_the_name_of_the_time_zone() {
        for (typed, meant) in [
            ("Paris", "Europe/Paris"),
            ("europe/paris", "Europe/Paris"),
            ("Europe/Pari", "Europe/Paris"),
            ("Europe/Bruxelles", "Europe/Brussels"),
            ("port au prince", "America/Port-au-Prince"),
            ("!!!", ""),
        ] {
            assert_eq!(time_zone(typed), None, "{typed}");
            assert_eq!(unknown(typed), Problem::TimeZoneUnknown { value: typed.into(), near: meant.into() });
            assert!(meant.is_empty() || time_zone(meant).is_some(), "{meant}");
        }
    }
}
