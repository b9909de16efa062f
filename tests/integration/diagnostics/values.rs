//! A value that is wrong is one problem, and what is advised is right at once.

use aimf::reporter::Reporter;

use crate::support::shipped_site::{publication, with};

/// Holds that a change is one error of this name, with these words in English.
fn one_error(path: &str, from: &str, to: &str, id: &str, words: &str) {
    let report = publication(&with(path, from, to)).report;
    let told = Reporter::English.errors(&report);
    let found: Vec<_> = report.errors().map(|one| one.problem.id()).collect();
    assert_eq!(found, [id], "{to}: {told}");
    assert!(told.contains(words), "{to}: {told}");
}

#[test]
fn only_a_key_that_may_be_left_out_is_said_to_be() {
    let person = "person = \"Anne Hidalgo\"";
    one_error(
        "content/profile.toml",
        person,
        "person = \"\"",
        "text-empty",
        "write the text between the quotation marks\n",
    );
    let slug = "slug.fr = \"histoire\"";
    one_error(
        "content/timeline.toml",
        slug,
        "slug.fr = \"\"",
        "text-empty",
        "write the text between the quotation marks\n",
    );
    let fax = "fax = \"+33 1 40 39 06 62\"";
    one_error("content/contact.toml", fax, "fax = \"\"", "text-empty", "write the text, or delete the line\n");
}
