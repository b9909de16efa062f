//! What editors are told, and of which bytes of their text.

use super::{phrase, phrase_problems, problems};
use crate::content::prose::{BlockKind, ProblemKind, Prose};

#[test]
fn html_is_refused_with_its_place() {
    assert_eq!(problems("Un <b>mot</b>."), [("<b>", ProblemKind::RawHtml), ("</b>", ProblemKind::RawHtml)]);
    assert_eq!(problems("<script>alert(1)</script>"), [("<script>alert(1)</script>", ProblemKind::RawHtml)]);
    assert_eq!(problems("a <!-- b -->"), [("<!-- b -->", ProblemKind::RawHtml)]);
    assert_eq!(phrase_problems("<div>x"), [("<div>x", ProblemKind::RawHtml)]);
}

#[test]
fn only_known_schemes_are_let_through() {
    for (address, scheme) in [
        ("javascript:alert(1)", "javascript"),
        ("JavaScript:x", "javascript"),
        ("data:text/html,x", "data"),
        ("ftp://x", "ftp"),
    ] {
        let source = format!("[x]({address})");
        assert_eq!(problems(&source), [(source.as_str(), ProblemKind::LinkScheme { scheme: scheme.to_owned() })]);
    }
    for address in ["//example.org", "/fr/histoire/", "history", "#x", "?x:y"] {
        let source = format!("[x]({address})");
        assert_eq!(problems(&source), [(source.as_str(), ProblemKind::LinkWithoutScheme)]);
    }
    assert_eq!(problems("[x](java&#10;script:x)")[0].1, ProblemKind::LinkWithoutScheme);
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
        assert_eq!(problems(&source), [(source.as_str(), ProblemKind::BadAddress { address: address.to_owned() })]);
    }
    assert_eq!(
        problems("[x](lang:french_)"),
        [("[x](lang:french_)", ProblemKind::BadLanguage { tag: "french_".to_owned() })]
    );
}

#[test]
fn a_link_needs_words_an_address_and_no_title() {
    assert_eq!(problems("[](page:history)"), [("[](page:history)", ProblemKind::EmptyLink)]);
    assert_eq!(problems("[x]()"), [("[x]()", ProblemKind::LinkWithoutAddress)]);
    assert_eq!(problems("[x](page:history \"y\")"), [("[x](page:history \"y\")", ProblemKind::LinkTitle)]);
    assert_eq!(problems("[![x](file:photo.jpg)](page:history)")[0].1, ProblemKind::NestedLink);
}

#[test]
fn what_looks_like_a_link_and_is_none_is_a_problem() {
    assert_eq!(problems("voir [x](page:a b)"), [("](", ProblemKind::BrokenLink)]);
    assert_eq!(problems("[voir [x](lang:en)](page:history)"), [("](", ProblemKind::BrokenLink)]);
    assert_eq!(phrase("[x\\](page:a)"), "[x](page:a)");
}

#[test]
fn a_phrase_is_a_single_paragraph() {
    let block = |block| ProblemKind::BlockInPhrase { block };
    assert_eq!(phrase_problems("1979. Fondation"), [("1979. Fondation", block(BlockKind::List))]);
    assert_eq!(phrase_problems("# Un"), [("# Un", block(BlockKind::Heading))]);
    assert_eq!(phrase_problems("un\n\ndeux")[0].1, block(BlockKind::Paragraph));
    assert_eq!(phrase_problems("***"), [("***", block(BlockKind::Rule))]);
    assert_eq!(phrase(""), "");
}

#[test]
fn blocks_without_a_form_are_refused() {
    let block = |block| ProblemKind::UnsupportedBlock { block };
    assert_eq!(problems("    un")[0].1, block(BlockKind::CodeBlock));
    assert_eq!(problems("un\n\n***"), [("***", block(BlockKind::Rule))]);
}

#[test]
fn an_invisible_control_sign_is_a_problem() {
    assert_eq!(problems("un\u{B}\tdeux"), [("\u{B}", ProblemKind::ControlSign)]);
    assert_eq!(phrase("un&#11;deux"), "undeux");
}

#[test]
fn headings_do_not_skip_levels() {
    assert_eq!(problems("## Un"), [("## Un", ProblemKind::HeadingSkipsLevel { found: 2, allowed: 1 })]);
    assert_eq!(problems("# Un\n\n### Deux")[0].1, ProblemKind::HeadingSkipsLevel { found: 3, allowed: 2 });
    assert_eq!(problems("#")[0].1, ProblemKind::EmptyHeading);
}

#[test]
fn every_problem_is_reported_in_the_order_of_the_text() {
    let kinds: Vec<ProblemKind> = problems("[](x) {\n\n<b>\n\n***").into_iter().map(|(_, kind)| kind).collect();
    assert_eq!(kinds.len(), 5, "{kinds:?}");
    assert_eq!(kinds[4], ProblemKind::UnsupportedBlock { block: BlockKind::Rule });
}

#[test]
fn a_text_too_deep_to_follow_is_a_problem_and_not_a_crash() {
    assert!(problems(&">".repeat(10_000)).iter().any(|(_, kind)| *kind == ProblemKind::TooDeep));
    assert!(problems(&("- ".repeat(500) + "a")).iter().any(|(_, kind)| *kind == ProblemKind::TooDeep));
    let alternating = format!("- a\n{}", "  # h\n  a\n".repeat(5_000));
    assert!(Prose::parse(&alternating, "fr").is_ok());
}

#[test]
fn a_picture_has_words_or_is_marked_as_a_decoration() {
    for markdown in ["![](file:a.png)", "![ ](file:a.png)", "![a.png](file:a.png)"] {
        let problems = Prose::parse(markdown, "fr").unwrap_err();
        assert!(matches!(problems[0].kind, ProblemKind::AlternativeMissing { .. }), "{markdown}: {problems:?}");
    }
    let problems = Prose::parse("![Une ligne](decoration:a.png)", "fr").unwrap_err();
    assert!(matches!(problems[0].kind, ProblemKind::DecorationWithWords { .. }), "{problems:?}");
    assert!(Prose::parse("![](decoration:a.png)", "fr").is_ok());
}
