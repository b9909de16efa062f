//! The words of the interface: what was meant by a name that is none, and what was lost.

use super::{problems, told};
use crate::support::shipped_site::{shipped_files, with};

#[test]
fn words_of_another_file_are_one_problem_and_a_name_in_french_is_told_the_right_one() {
    const WORDS: &str = "locales/fr/site.ftl";
    let mut files = shipped_files();
    files.insert(WORDS, files.get("content/contact.toml").unwrap().clone());
    assert_eq!(problems(&files), [format!("{WORDS} file-format")]);
    for (from, to, id, help) in [
        ("skip-link =", "lien =", "message-unknown", "did you mean ‘skip-link’?"),
        ("{ $year }", "{ $annee }", "variable-unknown", "$year"),
        ("{ $year }", "2027", "variable-lost", "write { $year } where"),
        ("[one]", "[un]", "case-unknown", "write [one]"),
    ] {
        let files = with(WORDS, from, to);
        let told = told(&files);
        assert_eq!(problems(&files), [format!("{WORDS} {id}")], "{told}");
        assert!(told.contains(help), "{told}");
    }
}
