//! A group that stands where it should not is one problem, told where it stands.

use aimf::reporter::Reporter;
use aimf::source::Files;

use crate::support::shipped_site::{publication, with};

/// The errors by their lines and names, and all that is said in English.
fn errors(files: &Files) -> (Vec<String>, String) {
    let report = publication(files).report;
    let errors = report.errors().map(|one| format!("{} {}", one.place.line(), one.problem.id())).collect();
    (errors, Reporter::English.errors(&report))
}

#[test]
fn a_group_that_is_too_high_is_one_error_at_its_header() {
    let network = "[[networks]]\nurl = \"https://x.com/aimf\"\n";
    let dark = "[look]\n[look.light]\naccent = \"#00563B\"\n";
    let notice = "[notice]\ntext.fr = \"Fermé.\"\ntext.en = \"Closed.\"\nuntil = 2099-01-31\n";
    for (path, above, group, expected, help) in [
        ("content/contact.toml", "time_zone = ", network, "14 group-too-high", "put the lines 14 to 15, the whole"),
        ("content/contact.toml", "country.en = ", network, "34 group-too-high", "longer in the group [address]"),
        ("content/site.toml", "as_of = ", dark, "7 group-too-high", "put the lines 7 to 9, the whole"),
        ("content/site.toml", "as_of = ", notice, "7 group-too-high", "the group [notice] is too high"),
    ] {
        let (errors, told) = errors(&with(path, above, &format!("{group}\n{above}")));
        assert_eq!(errors, [expected], "{told}");
        assert!(told.contains(help), "{told}");
    }
}

#[test]
fn a_key_that_is_too_low_is_one_error_at_its_line() {
    // Right below a header, or after all groups, it is the line that is to be moved.
    for (from, to, expected) in [
        ("as_of = 2021\n", "[look]\nas_of = 2021\nlogo = \"logo.svg\"\n", "8 key-elsewhere"),
        ("as_of = 2021\n", "", "key-missing"),
    ] {
        let (errors, told) = errors(&with("content/site.toml", from, to));
        assert!(errors.iter().any(|one| one.ends_with(expected)), "{told}");
        assert!(!(expected != "key-missing" && told.contains("is missing")), "{told}");
    }
}
