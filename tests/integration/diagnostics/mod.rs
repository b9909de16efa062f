//! Diagnostics: what an editor reads when a file is wrong.

mod messages;
mod slips;

use aimf::reporter::Reporter;

use crate::support::shipped_site::{publication, replace, with};

#[test]
fn errors_come_first_and_the_warnings_of_a_kind_in_a_file_are_one() {
    let mut files = with("content/pages/privacy.toml", "footer = true", "footr = true");
    let vision = std::str::from_utf8(files.get("content/vision.toml").unwrap()).unwrap();
    let lines: Vec<_> = vision.lines().filter(|line| line.starts_with("text.fr = \"")).map(str::to_owned).collect();
    for line in &lines[..3] {
        replace(&mut files, "content/vision.toml", line, &line.replacen("= \"", "= \"Or, ", 1));
    }
    let told = Reporter::English.report(&publication(&files).report);
    let at = |words: &str| told.find(words).unwrap_or_else(|| panic!("{words}: {told}"));
    assert!(at("footr") < at("warning: "), "{told}");
    assert_eq!(told.matches("has changed since its translation").count(), 1, "{told}");
    assert!(at("warning: ") < at("… and 2 others of the kind in content/vision.toml, lines "), "{told}");
    assert!(at("others of the kind") < at("error: the public site has not changed."), "{told}");
}
