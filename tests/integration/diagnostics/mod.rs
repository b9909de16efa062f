//! Diagnostics: what an editor reads when a file is wrong.

mod files;
mod folders;
mod groups;
mod logos;
mod messages;
mod slips;
mod syntax;
mod together;
mod values;
mod words;

use aimf::diagnostic::{Diagnostic, Report};
use aimf::reporter::Reporter;
use aimf::source::Files;

use crate::support::shipped_site::{check, publication, replace, shipped_files, with};

/// The errors and warnings of a report by their paths and names, but for the facts that the association has yet to give.
fn problems_in(report: &Report) -> Vec<String> {
    let of = |one: &Diagnostic| format!("{} {}", one.place.path(), one.problem.id());
    report.errors().chain(report.mistakes()).map(of).collect()
}

/// Those of a site.
fn problems(files: &Files) -> Vec<String> {
    problems_in(&publication(files).report)
}

/// What is said of a site in English.
fn told(files: &Files) -> String {
    Reporter::English.report(&publication(files).report)
}

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
fn a_name_that_is_taken_is_never_offered_and_the_copy_is_a_warning() {
    let shipped = shipped_files();
    let profile = shipped.get("content/profile.toml").unwrap();
    for name in [
        "profile(1).toml",
        "profile 2.toml",
        "profil.toml",
        "Profile.toml",
        "profile.toml - Raccourci.toml",
        "content/profile.toml",
        "Copie de profile.toml",
        "profile-old.toml",
        "profile (Copie en conflit de Marie 2026-05-12).toml",
        "pages/Copie de profile (2).toml",
    ] {
        let mut files = shipped.clone();
        files.insert(format!("content/{name}"), profile.clone());
        let report = publication(&files).report;
        let told = Reporter::French.report(&report);
        assert!(!report.has_errors(), "{name}: {told}");
        assert!(told.contains("gardez le bon des deux sous le nom content/profile.toml"), "{name}: {told}");
        assert!(!told.contains("n’a pas encore été acceptée"), "{name}: {told}");
    }
    for (path, id, help) in [
        ("content/history.toml", "file-unknown", "content/pages/history-2.toml"),
        ("content/notes.docx", "file-not-content", "« static »"),
        ("content/pages/profil.pdf", "file-not-content", "« static »"),
        ("locales/es/site.ftl", "language-folder", "language add es"),
    ] {
        let mut files = shipped.clone();
        files.insert(path, "x = 1");
        let report = publication(&files).report;
        let told = Reporter::French.errors(&report).replace('\u{a0}', " ");
        assert_eq!(report.errors().map(|one| one.problem.id()).collect::<Vec<_>>(), [id], "{told}");
        assert!(told.contains(help), "{path}: {told}");
    }
    let mut files = shipped.clone();
    files.insert("locales/fr/site - Copie.ftl", files.get("locales/fr/site.ftl").unwrap().clone());
    let report = publication(&files).report;
    assert!(!report.has_errors() && Reporter::French.report(&report).contains("sous le nom locales/fr/site.ftl"));
    // Where the original is away, the copy is the one to rename.
    let mut files = shipped.clone();
    files.remove("content/profile.toml");
    files.insert("content/profile (1).toml", profile.clone());
    let report = publication(&files).report;
    let told = Reporter::French.errors(&report);
    assert!(report.errors().count() == 1 && told.contains("renommez-le\u{a0}: content/profile.toml\n"), "{told}");
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
