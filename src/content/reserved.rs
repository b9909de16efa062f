//! The anchors that pages use themselves, so that no text can have them: an `id` names one element of a page.

/// The anchors, in alphabetical order. A test holds them against the templates and the preview's script.
const RESERVED: [&str; 9] = [
    "contents",
    "main",
    "preview-keyboard",
    "preview-place",
    "preview-report",
    "preview-stopped",
    "preview-warnings",
    "rays",
    "seats",
];

/// Whether pages use this anchor themselves.
pub fn is_reserved(anchor: &str) -> bool {
    RESERVED.contains(&anchor)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::*;

    /// The texts of all files below a folder that become a part of pages: a card is a picture of its own.
    fn texts(folder: &Path, found: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                texts(&path, found);
            } else if !path.ends_with("card.svg") && path.extension().is_some_and(|end| end == "html" || end == "svg") {
                // A fixed anchor that other pages may link to goes through the filter, as all anchors do.
                found.push(fs::read_to_string(path).unwrap().replace("{{ \"", "").replace("\"|anchor }}", ""));
            }
        }
    }

    #[test]
    fn the_reserved_anchors_are_the_ids_of_the_templates_and_of_the_preview() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut templates = Vec::new();
        texts(&root.join("templates"), &mut templates);
        // What begins or ends with a value is made of content, or stands on a page that shows none.
        let ids =
            templates.iter().flat_map(|text| text.split(" id=\"").skip(1)).filter_map(|rest| rest.split('"').next());
        let mut ids: BTreeSet<_> = ids.filter(|id| !id.contains('{')).map(str::to_owned).collect();
        let script = fs::read_to_string(root.join("src/preview/script.js")).unwrap();
        let own = script.split(['\'', '"', '`']).filter(|word| word.starts_with("preview-"));
        let style = fs::read_to_string(root.join("src/preview/style.css")).unwrap();
        ids.extend(own.filter(|word| style.contains(&format!("#{word}"))).map(str::to_owned));
        assert_eq!(ids.into_iter().collect::<Vec<_>>(), RESERVED);
    }
}
