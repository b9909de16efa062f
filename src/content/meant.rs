//! The value that was most likely meant, in the kind that its key has: what is offered to an editor is read without a problem.

use toml::de::DeValue;

use super::partial_date::{YEARS, day_meant, is_year, meant as date_meant};
use super::schema::Schema;

/// The number that was meant, where it is within the limits of its key.
pub fn number_meant(typed: &str, schema: &Schema) -> Option<String> {
    match schema {
        Schema::Percent => percent_meant(typed),
        Schema::Integer(least, most) => {
            let of_date = date_meant(typed).map(|date| date.year.to_string()).filter(|_| is_of_years(schema));
            let number = of_date.or_else(|| whole_number(typed))?;
            let value: i64 = number.parse().ok()?;
            (*least..=*most).contains(&value).then(|| value.to_string())
        }
        _ => None,
    }
}

/// The line of a date that was written in place of a year: an event has a date in its place, and no other group.
pub fn line_of_a_date(key: &str, typed: &str, schema: &Schema) -> Option<String> {
    let date = date_meant(typed).filter(|date| is_of_years(schema) && date.month.is_some())?;
    Some(if key == "year" { format!("date = \"{date}\"") } else { format!("{key} = {}", date.year) })
}

/// A number as an example of its kind.
pub fn example(schema: &Schema) -> &'static str {
    match schema {
        Schema::Percent => "72.5",
        Schema::Integer(..) if is_of_years(schema) => "1979",
        Schema::Integer(_, most) if *most <= 100 => "7",
        _ => "305",
    }
}

fn is_of_years(schema: &Schema) -> bool {
    *schema == Schema::Integer(*YEARS.start(), *YEARS.end())
}

/// A share of a hundred: `72,5 %` is 72.5.
fn percent_meant(typed: &str) -> Option<String> {
    let plain: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '%').collect();
    let number = plain.replace(',', ".");
    let is_plain = number.starts_with(|first: char| first.is_ascii_digit())
        && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let value: f64 = number.parse().ok().filter(|_| is_plain)?;
    (0.0..=100.0).contains(&value).then(|| value.to_string())
}

/// The one number that a text has in figures: `environ 312` is 312, `1 979` and `1,979` are 1979, `54,5` is 54, `3e2` is 300, `l979` is
/// 1979.
fn whole_number(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let is_like_figures = typed.len() > 1 && typed.contains(|c: char| c.is_ascii_digit());
    if is_like_figures && typed.chars().all(|c| c.is_ascii_digit() || "lIoO".contains(c)) {
        return Some(typed.replace(['l', 'I'], "1").replace(['o', 'O'], "0"));
    }
    if let Some((figures, power)) = typed.split_once(['e', 'E'])
        && let (Ok(figures), Ok(power)) = (figures.parse::<u32>(), power.parse::<u32>())
    {
        return figures.checked_mul(10_u32.checked_pow(power)?).map(|number| number.to_string());
    }
    let is_group = |c: char| c.is_ascii_digit() || " .,'’%\u{a0}\u{202f}\u{2009}".contains(c);
    let mut runs = typed.split(|c| !is_group(c)).filter(|run| run.contains(|c: char| c.is_ascii_digit()));
    let run = runs.next().filter(|_| runs.next().is_none())?;
    let run = run.trim_matches(|c: char| !c.is_ascii_digit());
    // Words joined to figures are a name: `A4`.
    let number = without_fraction(run);
    (!number.is_empty() && is_year_or_alone(typed, run)).then_some(number)
}

/// The whole number that figures mean: `1 979` and `1,979` are 1979, `54,5` is 54, `54,50%` too.
pub(super) fn without_fraction(figures: &str) -> String {
    let figures = figures.trim_matches(|c: char| !c.is_ascii_digit());
    let whole = match figures.rsplit_once([',', '.']) {
        Some((whole, rest)) if rest.len() != 3 => whole,
        _ => figures,
    };
    whole.chars().filter(char::is_ascii_digit).collect()
}

/// Whether a number stands for itself in a text: no letter touches it, or it is a year.
fn is_year_or_alone(typed: &str, run: &str) -> bool {
    let at = typed.find(run).unwrap_or_default();
    let touches = typed[..at].ends_with(char::is_alphabetic);
    !touches || run.parse().is_ok_and(is_year)
}

/// A day as an example.
pub const SOME_DAY: &str = "2027-01-31";

/// A value as it is typed, without quotation marks.
pub fn literal(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => text.to_string(),
        DeValue::Integer(number) => number.as_str().to_owned(),
        DeValue::Float(number) => number.as_str().to_owned(),
        DeValue::Datetime(moment) => moment.to_string(),
        DeValue::Boolean(is_on) => is_on.to_string(),
        DeValue::Array(_) | DeValue::Table(_) => String::new(),
    }
}

/// What was most likely meant by a value of another kind, as it is to be written; an example where nothing can be told.
pub fn right_value(key: &str, expected: &str, value: &DeValue<'_>) -> String {
    match (expected, value) {
        ("date", DeValue::String(text)) => {
            day_meant(key, text).map_or_else(|| SOME_DAY.to_owned(), |date| date.to_string())
        }
        ("date", DeValue::Datetime(moment)) => moment.date.map_or_else(|| SOME_DAY.to_owned(), |date| date.to_string()),
        ("date", _) => SOME_DAY.to_owned(),
        ("list", DeValue::String(text)) if !text.contains('"') => {
            text.split(',').map(str::trim).collect::<Vec<_>>().join("\", \"")
        }
        (_, value) => Some(literal(value)).filter(|text| !text.is_empty()).unwrap_or_else(|| "…".to_owned()),
    }
}

/// The name of a value's kind, as the messages know it.
pub fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Array(_) => "list",
        DeValue::Datetime(moment) if moment.time.is_some() => "moment",
        other => other.type_str(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::from_toml::FromToml as _;
    use crate::content::partial_date::Year;

    #[test]
    fn a_number_in_groups_is_whole_and_a_part_of_one_is_left_out() {
        let typed = ["1 979", "1,979", "1.979", "54,5", "305,00", "54,50%", "1,979 %"];
        assert_eq!(typed.map(without_fraction), ["1979", "1979", "1979", "54", "305", "54", "1979"]);
    }

    #[test]
    fn a_number_is_offered_only_where_its_key_takes_it() {
        let (years, count) = (Year::schema(), u32::schema());
        for (typed, schema, right) in [
            ("1 979", &years, Some("1979")),
            ("1,979", &years, Some("1979")),
            ("l979", &years, Some("1979")),
            ("199l", &years, Some("1991")),
            ("en 1979", &years, Some("1979")),
            ("01/01/2027", &years, Some("2027")),
            ("54", &years, None),
            ("54,5", &count, Some("54")),
            ("305,00", &count, Some("305")),
            ("environ 312", &count, Some("312")),
            ("312 membres", &count, Some("312")),
            ("3e2", &count, Some("300")),
            ("trois cent cinq", &count, None),
            ("entre 300 et 310", &count, None),
            ("72,5 %", &Schema::Percent, Some("72.5")),
            ("72.5", &Schema::Percent, Some("72.5")),
            ("72 %", &Schema::Percent, Some("72")),
            ("725", &Schema::Percent, None),
            ("presque tous", &Schema::Percent, None),
        ] {
            assert_eq!(number_meant(typed, schema).as_deref(), right, "{typed}");
        }
    }
}
