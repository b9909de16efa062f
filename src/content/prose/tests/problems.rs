//! What editors are told, and of which bytes of their text.

use super::{phrase, phrase_problems, problems};
use crate::content::prose::{Problem, Prose};

#[test]
fn html_is_refused_with_its_place() {
    assert_eq!(problems("Un <b>mot</b>."), [("<b>", Problem::RawHtml {}), ("</b>", Problem::RawHtml {})]);
    assert_eq!(problems("<script>alert(1)</script>"), [("<script>alert(1)</script>", Problem::RawHtml {})]);
    assert_eq!(problems("a <!-- b -->"), [("<!-- b -->", Problem::RawHtml {})]);
    assert_eq!(phrase_problems("<div>x"), [("<div>x", Problem::RawHtml {})]);
}

#[test]
fn only_known_schemes_are_let_through() {
    for address in [
        "javascript:alert(1)",
        "JavaScript:x",
        "data:text/html,x",
        "ftp://x",
        "//example.org",
        "/fr/histoire/",
        "history",
        "#x",
        "?x:y",
        "java&#10;script:x",
    ] {
        let source = format!("[x]({address})");
        assert_eq!(problems(&source), [(source.as_str(), Problem::LinkScheme { target: source.clone() })]);
    }
}

#[test]
fn an_address_that_cannot_be_one_is_a_problem() {
    for address in [
        "https:example.org",
        "https://",
        "https://a b",
        "https://user@example.org",
        "mailto:a",
        "mailto:a@b?bcc=c@d",
        "tel:appelez",
        "file:../x",
        "file:.env",
        "page:a#b#c",
    ] {
        let source = format!("[x](<{address}>)");
        assert_eq!(problems(&source), [(source.as_str(), Problem::LinkScheme { target: address.to_owned() })]);
    }
    assert_eq!(
        problems("[x](lang:french_)"),
        [("[x](lang:french_)", Problem::NotALanguage { value: "french_".to_owned() })]
    );
}

#[test]
fn a_link_needs_words_an_address_and_no_title() {
    assert_eq!(problems("[](page:history)"), [("[](page:history)", Problem::LinkEmpty {})]);
    assert_eq!(problems("[x]()"), [("[x]()", Problem::LinkEmpty {})]);
    assert_eq!(problems("[x](page:history \"y\")"), [("[x](page:history \"y\")", Problem::LinkTitle {})]);
    assert_eq!(problems("[![x](file:photo.jpg)](page:history)")[0].1, Problem::LinkNested {});
}

#[test]
fn what_looks_like_a_link_and_is_none_is_a_problem() {
    assert_eq!(problems("voir [x](page:a b)"), [("](", Problem::LinkBroken {})]);
    assert_eq!(problems("[voir [x](lang:en)](page:history)"), [("](", Problem::LinkBroken {})]);
    assert_eq!(phrase("[x\\](page:a)"), "[x](page:a)");
}

#[test]
fn a_phrase_is_a_single_paragraph() {
    assert_eq!(phrase_problems("1979. Fondation"), [("1979. Fondation", Problem::BlockInLine {})]);
    assert_eq!(phrase_problems("# Un"), [("# Un", Problem::BlockInLine {})]);
    assert_eq!(phrase_problems("un\n\ndeux")[0].1, Problem::BlockInLine {});
    assert_eq!(phrase_problems("***"), [("***", Problem::BlockInLine {})]);
    assert_eq!(phrase(""), "");
}

#[test]
fn blocks_without_a_form_are_refused() {
    assert_eq!(problems("    un")[0].1, Problem::MarkupUnknown {});
    assert_eq!(problems("un\n\n***"), [("***", Problem::MarkupUnknown {})]);
}

#[test]
fn an_invisible_control_sign_is_a_problem() {
    assert_eq!(problems("un\u{B}\tdeux"), [("\u{B}", Problem::ControlSign {})]);
    assert_eq!(phrase("un&#11;deux"), "undeux");
}

#[test]
fn headings_do_not_skip_levels() {
    assert_eq!(problems("## Un"), [("## Un", Problem::HeadingSkipsLevel { found: "##".into(), allowed: "#".into() })]);
    assert_eq!(
        problems("# Un\n\n### Deux")[0].1,
        Problem::HeadingSkipsLevel { found: "###".into(), allowed: "##".into() }
    );
    assert_eq!(problems("#")[0].1, Problem::LinkEmpty {});
}

#[test]
fn every_problem_is_reported_in_the_order_of_the_text() {
    let kinds: Vec<Problem> = problems("[](x) {\n\n<b>\n\n***").into_iter().map(|(_, kind)| kind).collect();
    assert_eq!(kinds.len(), 5, "{kinds:?}");
    assert_eq!(kinds[4], Problem::MarkupUnknown {});
}

#[test]
fn a_text_too_deep_to_follow_is_a_problem_and_not_a_crash() {
    assert!(problems(&">".repeat(10_000)).iter().any(|(_, kind)| *kind == Problem::MarkupUnknown {}));
    assert!(problems(&("- ".repeat(500) + "a")).iter().any(|(_, kind)| *kind == Problem::MarkupUnknown {}));
    let alternating = format!("- a\n{}", "  # h\n  a\n".repeat(5_000));
    assert!(Prose::parse(&alternating, "fr").is_ok());
}

#[test]
fn a_picture_has_words_or_is_marked_as_a_decoration() {
    for markdown in ["![](file:a.png)", "![ ](file:a.png)", "![a.png](file:a.png)"] {
        let problems = Prose::parse(markdown, "fr").unwrap_err();
        assert!(matches!(problems[0].1, Problem::AlternativeMissing { .. }), "{markdown}: {problems:?}");
    }
    let problems = Prose::parse("![Une ligne](decoration:a.png)", "fr").unwrap_err();
    assert!(matches!(problems[0].1, Problem::DecorationWithWords { .. }), "{problems:?}");
    assert!(Prose::parse("![](decoration:a.png)", "fr").is_ok());
}
