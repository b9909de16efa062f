//! A text of another form than its file's: what a program or a web page gave, and was pasted over the whole file.

/// The form of a text that is not that of a file with this ending, by the name that `file-format` knows it by.
pub(super) fn of(text: &str, ending: &str) -> Option<&'static str> {
    if !["toml", "ftl", "lock"].contains(&ending) {
        return None;
    }
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let Some(first) = lines.next() else { return (ending == "toml").then_some("comments") };
    if first.starts_with('{') || first.starts_with('[') && !first.trim_start_matches(['[', ' ']).starts_with(is_of_name)
    {
        return Some("json");
    }
    if first.starts_with('<') && !first.starts_with("<<<<<<<") {
        return Some("html");
    }
    let is_key = |line: &str| {
        let parts = line.split_once(':');
        parts.is_some_and(|(key, rest)| key.chars().all(is_of_name) && (rest.is_empty() || rest.starts_with(' ')))
    };
    let is_item = |line: &str| line.starts_with("- ");
    let is_yaml =
        first == "---" || is_key(first) && lines.all(|line| (is_key(line) || is_item(line)) && !line.contains('='));
    (ending == "toml" && is_yaml).then_some("yaml")
}

/// Whether a sign may stand in the name of a key or of a group.
fn is_of_name(sign: char) -> bool {
    sign.is_alphanumeric() || "_-.".contains(sign)
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn a_text_of_another_form_is_known_by_how_it_begins_and_what_is_only_misspelt_is_not() {
        for (text, form) in [
            ("{\n  \"title\": \"x\"\n}\n", Some("json")),
            ("[\n  {\"title\": 1}\n]", Some("json")),
            ("<!DOCTYPE html>\n<html></html>", Some("html")),
            ("---\ntitle: x\n", Some("yaml")),
            ("title: x\npages:\n  - one\n", Some("yaml")),
            ("# nothing\n\n", Some("comments")),
            ("[[events]]\nyear = 1979\n", None),
            ("[ page ]\n", None),
            ("phone: \"+33\"\n\n[page]\n", None),
            ("phone = 1", None),
        ] {
            assert_eq!(of(text, "toml"), form, "{text}");
        }
        assert_eq!(of("# nothing", "ftl"), None);
        assert_eq!(of("{ }", "css"), None);
    }
}
