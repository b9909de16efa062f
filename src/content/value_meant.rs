//! Numbers to call and addresses that were most likely meant, as they are to be written; nothing where none can be told.

/// A telephone number in the international form: `+33 (0)1.44`, `0033 1 44` and, as the association is in France, `01 44`.
pub fn phone_meant(typed: &str) -> Option<String> {
    let plain = typed.replace("(0)", " ");
    let (country, rest) = match plain.trim() {
        text if text.starts_with('+') => ("", &text[1..]),
        text if text.starts_with("00") => ("", &text[2..]),
        text if text.starts_with('0') => ("33", &text[1..]),
        _ => return None,
    };
    let is_part = |c: char| c.is_ascii_digit() || c.is_whitespace() || "()./-–".contains(c);
    if !rest.chars().all(is_part) {
        return None;
    }
    let groups = rest.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty());
    let groups: Vec<_> = Some(country).filter(|country| !country.is_empty()).into_iter().chain(groups).collect();
    let digits = groups.concat();
    // A French number in its usual groups.
    let number = match digits.strip_prefix("33").filter(|rest| rest.len() == 9) {
        Some(rest) => format!("33 {} {} {} {} {}", &rest[..1], &rest[1..3], &rest[3..5], &rest[5..7], &rest[7..]),
        None => groups.join(" "),
    };
    Some(format!("+{number}"))
}

/// An e-mail address without what is none of it: `mailto:a@b.org`, `<a@b.org>`, `a @b.org`.
pub fn email_meant(typed: &str) -> String {
    let text = typed.trim().trim_start_matches("mailto:").trim_matches(['<', '>', ';', ',', '.']);
    text.chars()
        .filter(|c| !c.is_whitespace())
        .collect::<String>()
        .replace(',', ".")
        .replace("[at]", "@")
        .replace("(at)", "@")
}

/// Whether a text says that there is nothing to write.
pub fn says_none(typed: &str) -> bool {
    ["néant", "neant", "aucun", "aucune", "sans", "non", "rien", "none", "no", "n/a", "-", "–", "—", "/", "?"]
        .contains(&typed.trim().to_lowercase().as_str())
}

/// A text of several lines in one.
pub fn in_one_line(typed: &str) -> String {
    let lines = typed.lines().map(|line| line.trim().trim_matches('"').trim_end_matches(','));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_to_call_is_answered_in_the_international_form() {
        for (typed, right) in [
            ("+33 (0)1 44 88 22 88", Some("+33 1 44 88 22 88")),
            ("+33.1.44.88.22.88", Some("+33 1 44 88 22 88")),
            ("0033 1 44 88 22 88", Some("+33 1 44 88 22 88")),
            ("01 44 88 22 88", Some("+33 1 44 88 22 88")),
            ("0144882288", Some("+33 1 44 88 22 88")),
            ("+221-33-849-00-00", Some("+221 33 849 00 00")),
            ("néant", None),
            ("01 44 poste 12", None),
        ] {
            assert_eq!(phone_meant(typed).as_deref(), right, "{typed}");
        }
        assert_eq!(email_meant("mailto:a @b,org"), "a@b.org");
        assert_eq!(in_one_line("9 rue des Halles\nBâtiment B\n"), "9 rue des Halles, Bâtiment B");
    }
}
