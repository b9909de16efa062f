//! The slips that people make, each by the name that it gets.

use super::super::file::tree;
use super::*;
use crate::diagnostic::Report;

fn hints(text: &str) -> Vec<&'static str> {
    let mut report = Report::default();
    let file = Arc::new(TextFile { path: "content/site.toml".into(), text: text.into() });
    let _ = tree(&file, &mut report);
    report.errors().map(|one| one.problem.id()).collect()
}

#[test]
fn the_slips_that_people_really_make_are_named() {
    for (text, hint) in [
        ("a = “texte”\n", "toml-curly-quote"),
        ("a = « texte »\n", "toml-curly-quote"),
        ("a = ’texte’\n", "toml-curly-quote"),
        ("a = «\u{a0}texte\u{a0}»\n", "toml-curly-quote"),
        ("a = \"texte”\n", "toml-closing-quote"),
        ("a = texte\n", "toml-unquoted"),
        ("a = \"texte\n", "toml-unclosed"),
        ("a = \"un \"mot\" ici\"\n", "toml-inner-quote"),
        ("a = 'L'association'\n", "toml-inner-apostrophe"),
        ("a = \"C:\\dossier\"\n", "toml-escape"),
        ("a = Vrai\n", "toml-boolean"),
        ("a = True\n", "toml-boolean"),
        ("a = oui\n", "toml-boolean"),
        ("a = 01979\n", "toml-leading-zero"),
        ("a = 1 979\n", "toml-number"),
        ("a = 54,5\n", "toml-number"),
        ("a = 1\u{202f}979\n", "toml-number"),
        ("a = \"x\", \"y\"\n", "toml-list"),
        ("[a]\nb = 1\n[[a]]\nb = 2\n", "toml-header"),
        ("a = 31/01/2027\n", "toml-date"),
        ("a = 31 janvier 2027\n", "toml-date"),
        ("a = 2027-1-5\n", "toml-date"),
        ("a =\n", "toml-no-value"),
        ("a = 1\na = 2\n", "toml-duplicate-key"),
        ("[a]\nb = 1\n[a]\nc = 2\n", "toml-table-twice"),
        ("[a\nb = 1\n", "toml-header"),
        ("[[a]\nb = 1\n", "toml-header"),
        ("a = 1979;\n", "toml-trailing"),
        ("a = \"texte\";\n", "toml-trailing"),
        ("a = \"texte\",\n", "toml-trailing"),
        ("\u{a0}a = 1\n", "toml-space"),
        ("a\u{a0}= 1\n", "toml-space"),
        ("a =\u{a0}1\n", "toml-space"),
        ("année = 1979\n", "toml-key"),
        ("a fr = \"texte\"\n", "toml-key"),
        ("a: \"texte\"\n", "toml-colon"),
        ("a \"texte\"\n", "toml-no-equals"),
        ("= 1\n", "toml-no-key"),
        ("// note\n", "toml-comment"),
        ("<<<<<<< HEAD\na = 1\n", "toml-conflict"),
        ("a = [\"x\" \"y\"]\n", "toml-list"),
        ("a = \"\"\"\nx\n\nb = \"\"\"\ny\n\"\"\"\n", "toml-unclosed-block"),
        ("a = \"\"\"\nx\n", "toml-unclosed-block"),
    ] {
        assert_eq!(hints(text).first(), Some(&hint), "{text}");
    }
}

#[test]
fn a_number_in_groups_is_whole_and_a_part_of_one_is_left_out() {
    for (typed, meant) in [("1 979", "1979"), ("1,979", "1979"), ("1.979", "1979"), ("54,5", "54"), ("305,00", "305")] {
        assert_eq!(whole_number(typed), meant, "{typed}");
    }
}

#[test]
fn tabs_are_spaces_like_others() {
    assert!(hints("\ta\t=\t1\t# one\n").is_empty());
}

#[test]
fn all_slips_of_a_file_are_reported_in_one_run_one_a_line() {
    assert_eq!(
        hints("a = “x”\nb = 1\nc = 012\nd = “y” ; z\n"),
        ["toml-curly-quote", "toml-leading-zero", "toml-curly-quote"]
    );
}
