//! The date that was meant by one that was written as people write it.

use jiff::civil::Date;

/// A date as TOML has it, for one of three numbers: `27/03/2027`, `27.3.2027`, `2027/03/27`, also between quotation marks.
pub fn meant(text: &str) -> Option<String> {
    let parts: Vec<_> = text.trim().split(['/', '.', '-']).collect();
    let [first, month, last] = parts[..] else { return None };
    // Who writes the day first writes the month after it, in both of the site's first languages.
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    if year.len() != 4 {
        return None;
    }
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    Some(date.to_string())
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn a_date_as_people_write_it_is_told_as_toml_has_it() {
        for (typed, right) in [
            ("2027-03-27", Some("2027-03-27")),
            ("27/03/2027", Some("2027-03-27")),
            (" 1.4.2027", Some("2027-04-01")),
            ("2027/3/7", Some("2027-03-07")),
            ("31/02/2027", None),
            ("27/03/27", None),
            ("27 mars 2027", None),
        ] {
            assert_eq!(meant(typed).as_deref(), right, "{typed}");
        }
    }
}
