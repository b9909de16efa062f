//! Diagnostics: what an editor reads when a file is wrong.

mod groups;
mod messages;
mod slips;
mod together;
mod values;

use aimf::reporter::Reporter;

use crate::support::shipped_site::{check, publication, replace, shipped_files, with};

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

#[test]
fn a_file_with_a_wrong_name_is_told_its_right_one_and_what_systems_leave_is_no_file() {
    for (path, right) in [
        ("content/Publications.toml", "content/pages/publications.toml"),
        ("content/pages/nos_publications.toml", "content/pages/nos-publications.toml"),
        ("content/pages/publications.toml.txt", "content/pages/publications.toml"),
        ("content/pages/publications.TOML", "content/pages/publications.toml"),
        ("content/Événements à venir.toml", "content/pages/evenements-a-venir.toml"),
        ("content/actualites/congres.toml", "content/pages/congres.toml"),
        ("content/timelin.toml", "content/timeline.toml"),
        ("content/Profile.toml", "content/profile.toml"),
        ("static/logo été.png", "logo-ete.png"),
    ] {
        let mut files = shipped_files();
        files.insert(path, "x = 1");
        let told = Reporter::English.errors(&publication(&files).report);
        assert!(told.contains(&format!("rename it: {right}\n")), "{path}: {told}");
    }
    for copy in ["content/profile - Copie.toml", "content/pages/privacy (2).toml", "static/site copy.css"] {
        let mut files = shipped_files();
        files.insert(copy, "x = ");
        let report = publication(&files).report;
        assert!(!report.has_errors(), "{}", Reporter::English.errors(&report));
        assert!(Reporter::French.report(&report).contains("est sans doute une copie"), "{copy}");
    }
}

#[test]
fn the_help_for_a_value_of_another_kind_is_made_of_the_value() {
    for (path, from, to, help) in [
        ("content/profile.toml", "members = 305", "members = \"305\"", "members = 305\n"),
        ("content/timeline.toml", "duration_years = 7", "duration_years = \"7 ans\"", "duration_years = 7\n"),
        ("content/timeline.toml", "duration_years = 7", "duration_years = 7.5", "duration_years = 7\n"),
        ("content/profile.toml", "acronym = \"AIMF\"", "acronym = 12", "acronym = \"12\"\n"),
    ] {
        let told = check(&with(path, from, to), Reporter::English);
        assert!(told.contains(help), "{to}: {told}");
    }
}
