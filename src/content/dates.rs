//! Years and dates as the content files write them.

use toml::Spanned;
use toml::de::DeValue;
pub use toml::value::Date;

use super::from_toml::{Context, FromToml};
use super::meant::{line_of_a_date, literal};
use super::partial_date::{PartialDate, YEARS, Year, is_year, last_day_instead, meant};
use super::schema::Schema;
use crate::diagnostic::{Place, Problem};

impl FromToml for Year {
    fn schema() -> Schema {
        Schema::Integer(*YEARS.start(), *YEARS.end())
    }

    fn read(key: &str, value: &Spanned<DeValue<'_>>, context: &mut Context<'_>) -> Option<Self> {
        let typed = literal(value.get_ref());
        if let Some(right) = line_of_a_date(key, &typed, &Self::schema()) {
            return context.refuse(value.span(), Problem::NotAYear { value: typed, right });
        }
        let year = context.integer(key, value, &Self::schema())?;
        if let Some(year) = u16::try_from(year).ok().filter(|_| is_year(year)) {
            return Some(Self(year));
        }
        let (least, most) = (YEARS.start().to_string(), YEARS.end().to_string());
        context.refuse(value.span(), Problem::YearImpossible { year: year.to_string(), least, most })
    }

    fn stand_in(_: &Context<'_>, _: &Place) -> Option<Self> {
        Some(Self(2000))
    }
}

impl FromToml for Date {
    fn schema() -> Schema {
        Schema::Date
    }

    fn read(key: &str, value: &Spanned<DeValue<'_>>, context: &mut Context<'_>) -> Option<Self> {
        match value.get_ref() {
            DeValue::Datetime(moment) if moment.time.is_none() && moment.date.is_some() => moment.date,
            DeValue::String(text) => match last_day_instead(text) {
                Some(last) => {
                    let (typed, right) = (text.to_string(), format!("{key} = {last}"));
                    context.refuse(value.span(), Problem::NoSuchDay { value: typed, right })
                }
                None => context.wrong(key, "date", value),
            },
            _ => context.wrong(key, "date", value),
        }
    }

    fn stand_in(_: &Context<'_>, _: &Place) -> Option<Self> {
        Some(Self { year: 2000, month: 1, day: 1 })
    }
}

impl FromToml for PartialDate {
    fn schema() -> Schema {
        Schema::PartialDate
    }

    fn read(key: &str, value: &Spanned<DeValue<'_>>, context: &mut Context<'_>) -> Option<Self> {
        match value.get_ref() {
            DeValue::Integer(_) => return Year::read(key, value, context).map(Self::from),
            DeValue::Datetime(moment) if moment.time.is_none() => {
                let parts = moment.date.map(|Date { year, month, day }| (year, Some(month), Some(day)));
                if let Some(date) = parts.and_then(Self::of) {
                    return Some(date);
                }
            }
            DeValue::String(text) => {
                if let Some(date) = Self::parts(text.trim()).and_then(Self::of) {
                    return Some(date);
                }
            }
            _ => {}
        }
        let typed = context.place(value.span()).text().trim_matches(['"', '\'']).to_owned();
        if let Some(last) = last_day_instead(&typed) {
            return context
                .refuse(value.span(), Problem::NoSuchDay { value: typed, right: format!("{key} = \"{last}\"") });
        }
        // Of a day with a time, the day.
        let right = meant(typed.split(['T', 't']).next().unwrap_or_default()).or_else(|| meant(&typed));
        let right = right.map(|date| date.to_string()).unwrap_or_default();
        context.refuse(value.span(), Problem::NotADate { key: key.into(), value: typed, right })
    }
}

/// A number of years that something lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearCount(pub u16);

/// The longest of them: what a history of years can show.
const LONGEST: u16 = 100;

impl FromToml for YearCount {
    fn schema() -> Schema {
        Schema::Integer(1, LONGEST.into())
    }

    fn read(key: &str, value: &Spanned<DeValue<'_>>, context: &mut Context<'_>) -> Option<Self> {
        let years = context.integer(key, value, &Self::schema())?;
        if let Some(years) = u16::try_from(years).ok().filter(|years| (1..=LONGEST).contains(years)) {
            return Some(Self(years));
        }
        context.outside(key, value, 1, LONGEST.into())
    }
}
