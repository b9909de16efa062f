//! Years, and dates as far as they are known: a year, a month of a year, or a day (the forms of ISO 8601 with reduced precision).

use std::fmt;

/// Years that the site may speak of.
pub const YEARS: std::ops::RangeInclusive<i64> = 1900..=2100;

/// A year of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Year(pub u16);

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Says if the site may speak of this year.
pub fn is_year(year: i64) -> bool {
    YEARS.contains(&year)
}

/// A year, a month of a year, or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartialDate {
    /// The year.
    pub year: u16,
    /// The month, where it is known.
    pub month: Option<u8>,
    /// The day, where it is known; never without its month.
    pub day: Option<u8>,
}

/// The pattern of one that is written as a text.
pub const PATTERN: &str = "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$";

impl PartialDate {
    /// The first day that it may be, as year, month and day.
    pub fn earliest(self) -> (u16, u8, u8) {
        (self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// The last day that it may be.
    pub fn latest(self) -> (u16, u8, u8) {
        let month = self.month.unwrap_or(12);
        (self.year, month, self.day.unwrap_or_else(|| days(self.year, month)))
    }

    /// How many months had passed, counted from the year 0, when it began.
    pub fn months(self) -> u32 {
        u32::from(self.year) * 12 + u32::from(self.month.unwrap_or(1) - 1)
    }

    /// How many years lie between an earlier date and this one: by the calendar where a month is not known, else rounded; none where
    /// they are less than a year.
    pub fn years_since(self, earlier: Self) -> u16 {
        if self.month.is_some() && earlier.month.is_some() {
            let months = self.months().saturating_sub(earlier.months());
            return if months < 12 { 0 } else { u16::try_from((months + 6) / 12).unwrap_or(u16::MAX) };
        }
        self.year.saturating_sub(earlier.year)
    }

    /// A date in one of the three forms; whether the calendar has it, is another question.
    pub fn parts(text: &str) -> Option<(u16, Option<u8>, Option<u8>)> {
        let mut parts = text.split('-');
        let mut next = |length: usize| match parts.next() {
            None => Some(None),
            Some(part) if part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit()) => {
                part.parse::<u16>().ok().map(Some)
            }
            Some(_) => None,
        };
        let (year, month, day) = (next(4)??, next(2)?, next(2)?);
        let small = |part: Option<u16>| part.and_then(|part| u8::try_from(part).ok());
        parts.next().is_none().then_some((year, small(month), small(day)))
    }

    /// The date of these parts, where the calendar has it.
    pub fn of((year, month, day): (u16, Option<u8>, Option<u8>)) -> Option<Self> {
        let has_month = month.is_none_or(|month| (1..=12).contains(&month));
        let has_day = day.is_none_or(|day| month.is_some_and(|month| (1..=days(year, month)).contains(&day)));
        (is_year(year.into()) && has_month && has_day).then_some(Self { year, month, day })
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        self.month.iter().chain(&self.day).try_for_each(|part| write!(f, "-{part:02}"))
    }
}

impl From<Year> for PartialDate {
    fn from(year: Year) -> Self {
        Self { year: year.0, month: None, day: None }
    }
}

/// How many days a month has (Gregorian calendar).
fn days(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

/// How the names of the months begin in French and in English.
const MONTHS: [&[&str]; 12] = [
    &["jan"],
    &["fév", "fev", "feb"],
    &["mar"],
    &["avr", "apr"],
    &["mai", "may"],
    &["juin", "jun"],
    &["juil", "jul"],
    &["aoû", "aou", "aug"],
    &["sep"],
    &["oct"],
    &["nov"],
    &["déc", "dec"],
];

/// The date that was most likely meant by another writing: « 12/05/2013 », « mai 2013 », "May 12, 2013", « 2013-5 ». In figures the day
/// comes before the month, as in French and in British English.
pub fn meant(typed: &str) -> Option<PartialDate> {
    parts_meant(typed).and_then(PartialDate::of)
}

/// The day that was meant, where the whole of a date is needed: of a month its first day, or its last where something ends.
pub fn day_meant(key: &str, typed: &str) -> Option<PartialDate> {
    let date = meant(typed).filter(|date| date.month.is_some())?;
    let (year, month, day) = if key.ends_with("until") { date.latest() } else { date.earliest() };
    Some(PartialDate { year, month: Some(month), day: Some(day) })
}

/// The last day of the month, where a day is written that the month does not have: « 31 février 2027 ».
pub fn last_day_instead(typed: &str) -> Option<PartialDate> {
    let (year, month, day) = parts_meant(typed)?;
    let date = PartialDate::of((year, month, None))?;
    let last = days(year, month?);
    (last + 1..=99).contains(&day?).then_some(PartialDate { day: Some(last), ..date })
}

/// The parts of a date in another writing; whether the calendar has it, is another question.
fn parts_meant(typed: &str) -> Option<(u16, Option<u8>, Option<u8>)> {
    let words: Vec<_> = typed.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let month = words.iter().find_map(|word| month_named(word));
    let numbers: Vec<_> = words.iter().filter_map(|word| number(word)).collect();
    if numbers.len() + usize::from(month.is_some()) != words.len() {
        return None;
    }
    if let ([year, month, day], None) = (numbers.as_slice(), month)
        && typed.split('-').all(|part| part.len() == 2)
    {
        // `26-01-31`: year, month and day as the site has them, without the century.
        return Some((2000 + year, Some(u8::try_from(*month).ok()?), Some(u8::try_from(*day).ok()?)));
    }
    let year = *numbers.iter().find(|number| is_year(i64::from(**number)))?;
    let comes_first = numbers.first() == Some(&year);
    let rest: Vec<_> =
        numbers.iter().filter(|number| **number != year).map(|number| u8::try_from(*number).ok()).collect();
    Some(match (month, rest.as_slice()) {
        (None, []) => (year, None, None),
        (Some(month), []) => (year, Some(month), None),
        (Some(month), [day]) => (year, Some(month), Some((*day)?)),
        (None, [month]) => (year, Some((*month)?), None),
        (None, [month, day]) if comes_first => (year, Some((*month)?), Some((*day)?)),
        (None, [day, month]) => (year, Some((*month)?), Some((*day)?)),
        _ => return None,
    })
}

fn month_named(word: &str) -> Option<u8> {
    let word = word.to_lowercase();
    let is_named = |beginnings: &&[&str]| beginnings.iter().any(|beginning| word.starts_with(beginning));
    (1..).zip(&MONTHS).find(|(_, beginnings)| is_named(beginnings)).map(|(month, _)| month)
}

/// A number, and the first of a month: « 1er », "1st", "2nd".
fn number(word: &str) -> Option<u16> {
    let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
    let ending = &word[digits.len()..];
    if ["", "er", "st", "nd", "rd", "th"].contains(&ending) { digits.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Option<PartialDate> {
        PartialDate::parts(text).and_then(PartialDate::of)
    }

    #[test]
    fn a_year_a_month_and_a_day_are_dates_as_far_as_the_calendar_has_them() {
        for good in ["1979", "2013-05", "2013-05-12", "2024-02-29", "2000-02-29"] {
            assert_eq!(date(good).map(|date| date.to_string()).as_deref(), Some(good));
        }
        for wrong in
            ["79", "2013-5", "2013-13", "2013-00", "2013-05-32", "2023-02-29", "1900-02-29", "2013-05-12-1", "-5", ""]
        {
            assert_eq!(date(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_date_in_another_writing_finds_the_one_that_was_meant() {
        for (typed, right) in [
            ("12/05/2013", "2013-05-12"),
            ("12.5.2013", "2013-05-12"),
            ("2013/5", "2013-05"),
            ("05/2013", "2013-05"),
            ("2013-5-1", "2013-05-01"),
            ("mai 2013", "2013-05"),
            ("1er août 2013", "2013-08-01"),
            ("Juin 2013", "2013-06"),
            ("juillet 2013", "2013-07"),
            ("May 12th, 2013", "2013-05-12"),
            ("December 2013", "2013-12"),
            ("déc. 2013", "2013-12"),
            ("décembre 2013", "2013-12"),
            (" 2013 ", "2013"),
        ] {
            assert_eq!(meant(typed).map(|date| date.to_string()).as_deref(), Some(right), "{typed}");
        }
        for nothing in ["le printemps 2013", "31/02/2013", "mai", "12/05/13", "2013 2014", "", "vers 2013", "20135"] {
            assert_eq!(meant(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn years_between_dates_are_counted_as_people_count_them() {
        let years = |from: &str, to: &str| date(to).unwrap().years_since(date(from).unwrap());
        for (from, to, count) in [
            ("1979", "1990", 11),
            ("2013", "2013", 0),
            ("2013-12", "2014-01", 0),
            ("2012-11", "2014-09", 2),
            ("2012-11", "2014-01", 1),
            ("1990", "2013-05", 23),
        ] {
            assert_eq!(years(from, to), count, "{from} {to}");
        }
    }
}
