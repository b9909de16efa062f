//! A list that is not written as one.

use toml::de::DeValue;

/// The list of texts that was most likely meant, as it is to be written; an example where nothing can be told.
pub fn list_meant(typed: &str) -> String {
    let typed = typed.split(" #").next().unwrap_or_default().trim();
    let inner = typed.trim_start_matches('[').trim_end_matches([']', ',', ';', ' ']);
    let marks = inner.matches('"').count();
    let items: Vec<_> = match marks {
        0 => inner.split([',', ';']).map(|item| item.trim().trim_matches('\'')).collect(),
        // What stands between the marks of two items is no item.
        _ if marks.is_multiple_of(2) => inner.split('"').skip(1).step_by(2).collect(),
        // The last mark is missing.
        _ if inner.starts_with('"') => inner.split('"').skip(1).step_by(2).map(str::trim).collect(),
        _ => Vec::new(),
    };
    let items: Vec<_> = items.into_iter().filter(|item| !item.is_empty()).map(|item| format!("\"{item}\"")).collect();
    let list = format!("[{}]", items.join(", "));
    let is_good = !items.is_empty() && DeValue::parse(&list).is_ok();
    if is_good { list } else { "[\"…\", \"…\"]".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_answered_with_its_items() {
        for (typed, right) in [
            ("[\"home\", \"about\"", "[\"home\", \"about\"]"),
            ("[\"home\", \"about", "[\"home\", \"about\"]"),
            ("\"home\", \"about\"", "[\"home\", \"about\"]"),
            ("[\"home\" \"about\"]", "[\"home\", \"about\"]"),
            ("[home, about]", "[\"home\", \"about\"]"),
            ("['home', 'about']", "[\"home\", \"about\"]"),
            ("[", "[\"…\", \"…\"]"),
        ] {
            assert_eq!(list_meant(typed), right, "{typed}");
        }
    }
}
