//! A slip of the syntax is one problem, at its line, and what is advised is right at once.

use aimf::reporter::Reporter;

use crate::support::shipped_site::{publication, with};

/// Holds that a change is one error, at this line and of this name, with these words in English, and that no warning is made of it.
fn one_error(path: &str, from: &str, to: &str, error: &str, words: &str) {
    let path = format!("content/{path}");
    let report = publication(&with(&path, from, to)).report;
    let told = Reporter::English.report(&report);
    let found: Vec<_> = report.errors().map(|one| format!("{} {}", one.place.line(), one.problem.id())).collect();
    assert_eq!(found, [error], "{to}: {told}");
    assert!(told.contains(words), "{to}: {told}");
    let warnings: Vec<_> = report.warnings().filter(|one| !one.problem.id().starts_with("translation")).collect();
    assert!(warnings.is_empty(), "{to}: {told}");
}

#[test]
fn an_unbalanced_bracket_or_mark_is_one_error_where_it_opens() {
    let roles = "[\"présidente de l'AIMF\", \"maire de Paris\"]";
    let right = "brackets: roles.fr = [\"présidente de l'AIMF\", \"maire de Paris\"]\n";
    let menu = "brackets: menu = [\"home\", \"about\", \"contact\"]\n";
    let motto = "\"Un espace d'échange et de solidarité accueillant pour les maires des villes francophones.\"";
    let link = "[page de contact](page:contact)";
    for (path, from, to, error, words) in [
        ("site.toml", "as_of = 2021", "as_of = 2021\nmenu = [\"home\", \"about\", \"contact\"", "8 toml-list", menu),
        (
            "site.toml",
            "as_of = 2021",
            "as_of = 2021\nmenu = [\n\"home\",\n\"about\", \"contact\"\n",
            "8 toml-list",
            menu,
        ),
        ("profile.toml", roles, roles.trim_end_matches(']'), "58 toml-list", right),
        ("profile.toml", roles, roles.trim_end_matches("\"]"), "58 toml-list", right),
        ("profile.toml", motto, &format!("\"\"{motto}"), "17 toml-block-end", "\"\"\" at the beginning and at the end"),
        (
            "pages/privacy.toml",
            link,
            "un \"\"\"mot\"\"\" à tous",
            "125 toml-inner-quote",
            "‘text.fr’ ends it too early",
        ),
    ] {
        one_error(path, from, to, error, words);
    }
}

#[test]
fn a_text_of_several_lines_whose_first_marks_are_too_few_is_told_to_have_three() {
    let block = "text.fr = \"\"\"";
    for (to, words) in [
        ("text.fr = \"\"", "after the sign =, in place of \"\"\n"),
        ("text.fr = \"", "after the sign =, in place of \"\n"),
        ("text.fr =", "\"\"\" after the sign =\n"),
    ] {
        one_error("pages/privacy.toml", block, to, "26 toml-block-start", words);
    }
    one_error("pages/privacy.toml", block, "text.fr = '''", "26 toml-block-end", "at the beginning and at the end");
}

#[test]
fn nothing_more_is_told_of_a_file_that_is_read_in_part() {
    for (path, from, to, error) in [
        ("timeline.toml", "[[events]]\nyear = 1990", "[[events]\nyear = 1990", "21 toml-header"),
        ("contact.toml", "street = \"9 rue des Halles\"", "street = 9 rue des Halles", "29 toml-unquoted"),
    ] {
        one_error(path, from, to, error, "");
        let report = publication(&with(&format!("content/{path}"), from, to)).report;
        assert_eq!(report.warnings().count(), 0, "{}", Reporter::English.report(&report));
    }
}
