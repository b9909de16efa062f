//! What editors are told, and of which bytes of their text.

use super::{phrase, phrase_problems, problems};
use crate::content::prose::{Problem, Prose};

#[test]
fn html_is_refused_with_its_place() {
    let meant = |found: &str, right: &str| Problem::HtmlMeant { found: found.into(), right: right.into() };
    assert_eq!(problems("Un <b>mot</b>."), [("<b>mot</b>", meant("<b>", "**mot**"))]);
    assert_eq!(problems("Un <em>mot</em>, un <b>mot.").last(), Some(&("<b>", Problem::RawHtml {})));
    assert_eq!(problems("Un <u>mot</u>."), [("<u>mot</u>", meant("<u>", "mot"))]);
    assert_eq!(problems("un<br>deux"), [("<br>", meant("<br>", "line"))]);
    assert_eq!(problems("<p>un</p>")[0].1, meant("<p>", "line"));
    assert_eq!(problems("<p>un</p>").len(), 1);
    assert_eq!(problems("<script>alert(1)</script>"), [("<script>alert(1)</script>", Problem::RawHtml {})]);
    assert_eq!(problems("a <!-- b -->"), [("<!-- b -->", Problem::RawHtml {})]);
    assert_eq!(phrase_problems("<div>x"), [("<div>x", Problem::RawHtml {})]);
}

#[test]
fn only_addresses_of_known_schemes_are_let_through() {
    let unknown = "javascript:alert(1) JavaScript:x data:text/html,x ftp://x //example.org /fr/histoire/ history #x ?x:y \
        java&#10;script:x";
    for address in unknown.split(' ') {
        let source = format!("[x]({address})");
        let right = if address == "//example.org" { "https://example.org".to_owned() } else { String::new() };
        assert_eq!(problems(&source), [(source.as_str(), Problem::LinkScheme { target: source.clone(), right })]);
    }
    // An address that cannot be one is a problem.
    let impossible = "https:example.org, https://, https://a b, https://user@example.org, mailto:a, mailto:a@b?bcc=c@d, \
        tel:appelez, file:../x, file:.env, page:a#b#c";
    for address in impossible.split(", ") {
        let source = format!("[x](<{address}>)");
        let right = if address == "https:example.org" { "https://example.org".to_owned() } else { String::new() };
        let problem = Problem::LinkScheme { target: address.to_owned(), right };
        assert_eq!(problems(&source), [(source.as_str(), problem)]);
    }
    assert_eq!(problems("[x](lang:french_)")[0].1, Problem::NotALanguage { value: "french_".into() });
}

#[test]
fn a_link_needs_words_an_address_and_no_title() {
    assert_eq!(problems("[](page:history)"), [("[](page:history)", Problem::LinkEmpty {})]);
    assert_eq!(problems("[x]()"), [("[x]()", Problem::LinkEmpty {})]);
    assert_eq!(problems("[x](page:history \"y\")"), [("[x](page:history \"y\")", Problem::LinkTitle {})]);
    assert_eq!(problems("[<https://example.org>](page:history)")[0].1, Problem::LinkNested {});
    // Something that only looks like a link is a problem.
    assert_eq!(problems("voir [x](page:a b)"), [("](", Problem::LinkBroken {})]);
    assert_eq!(problems("[voir [x](lang:en)](page:history)"), [("](", Problem::LinkBroken {})]);
    for (typed, found) in [
        ("le [site] (https://example.org)", "] "),
        ("le (site)[https://example.org]", ")["),
        ("le [site] (page:history)", "] "),
    ] {
        assert_eq!(problems(typed), [(found, Problem::LinkBroken {})], "{typed}");
    }
    assert_eq!(phrase("[x\\](page:a)"), "[x](page:a)");
    assert_eq!(phrase("[x]\\(page:a)"), "[x](page:a)");
    assert_eq!(phrase("la ville [sic] (page 4) et (a)[b]"), "la ville [sic] (page⍽4) et (a)[b]");
}

#[test]
fn a_phrase_is_a_single_paragraph() {
    for (phrase, block) in
        [("1979. Fondation", "1979. Fondation"), ("# Un", "# Un"), ("un\n\ndeux", "deux"), ("***", "***")]
    {
        assert_eq!(phrase_problems(phrase), [(block, Problem::BlockInLine {})]);
    }
    assert_eq!(phrase(""), "");
    // Blocks without a form are refused.
    assert_eq!(problems("    un")[0].1, Problem::MarkupUnknown {});
    assert_eq!(problems("un\n\n***"), [("***", Problem::MarkupUnknown {})]);
    // Headings do not skip levels.
    assert_eq!(
        problems("### Un"),
        [("### Un", Problem::HeadingSkipsLevel { found: "###".into(), allowed: "##".into() })]
    );
    let skips = Problem::HeadingSkipsLevel { found: "###".into(), allowed: "##".into() };
    assert_eq!(problems("# Un\n\n### Deux")[0].1, skips);
    assert_eq!(problems("#")[0].1, Problem::LinkEmpty {});
}

#[test]
fn an_invisible_control_sign_is_a_problem() {
    assert_eq!(problems("un\u{B}\tdeux"), [("\u{B}", Problem::ControlSign {})]);
    assert_eq!(phrase("un&#11;deux"), "undeux");
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
        assert_eq!(problems(markdown)[0].1, Problem::AlternativeMissing { file: "a.png".into() });
    }
    let words = "![Une ligne](decoration:a.png)";
    assert_eq!(problems(words)[0].1, Problem::DecorationWithWords { file: "a.png".into() });
    assert!(Prose::parse("![](decoration:a.png)", "fr").is_ok());
}

#[test]
fn markup_that_would_show_as_typed_is_named() {
    let unclosed = || Problem::EmphasisUnclosed { marks: "**".into() };
    assert_eq!(problems("Elle est **créée en 1979."), [("**", unclosed())]);
    assert_eq!(problems("Elle est créée** en 1979."), [("**", unclosed())]);
    assert_eq!(problems("Le texte[^1]."), [("[^", Problem::Footnote {})]);
    assert_eq!(problems("Le texte[^1].\n\n[^1]: une note")[0], ("[^1]", Problem::Footnote {}));
    assert_eq!(problems("- [ ] à faire\n- [x] fait").len(), 2);
    assert_eq!(problems("- [ ] à faire")[0], ("[ ]", Problem::TaskList {}));
    // What means itself.
    assert_eq!(phrase("un hôtel *** ou ****, 2 ** 3, \\*\\*ici"), "un hôtel *** ou ****, 2 ** 3, **ici");
}

#[test]
fn a_row_with_a_cell_too_many_is_a_problem() {
    let table = "| an | lieu |\n|---|---|\n| 1979 | Québec | Canada |\n| 1990 | Paris \\| Rabat |\n| 1991 |";
    let cells = Problem::TableCells { found: "3".into(), columns: "2".into() };
    let found: Vec<_> = problems(table).into_iter().map(|(at, problem)| (at.trim_end(), problem)).collect();
    assert_eq!(found, [("| 1979 | Québec | Canada |", cells)]);
}

#[test]
fn an_address_without_its_scheme_is_answered_with_the_one_that_was_meant() {
    for (typed, meant) in [
        ("www.paris.fr", "https://www.paris.fr"),
        ("paris.fr/aimf", "https://paris.fr/aimf"),
        ("http//www.paris.fr", "https://www.paris.fr"),
        ("contact@example.org", "mailto:contact@example.org"),
        ("rapport.pdf", "file:rapport.pdf"),
        ("/static/rapport.pdf", "file:rapport.pdf"),
        ("www.paris.fr/rapport.pdf", "https://www.paris.fr/rapport.pdf"),
        ("contact", ""),
    ] {
        let source = format!("[x]({typed})");
        let told = problems(&source);
        let [(_, Problem::LinkScheme { right, .. })] = &told[..] else { panic!("{typed}: {told:?}") };
        assert_eq!(right, meant, "{typed}");
        // Following the help leads to a text without a problem.
        assert!(meant.is_empty() || Prose::parse(&format!("[x]({meant})"), "fr").is_ok(), "{meant}");
    }
    assert!(Prose::parse("[x](https://fr.wikipedia.org/wiki/Québec)", "fr").is_ok());
}

/// What is said of a text that is published as it is.
fn warned(markdown: &str) -> Vec<(String, Problem)> {
    let prose = Prose::parse(markdown, "fr").unwrap();
    prose.warnings.into_iter().map(|(at, problem)| (markdown[at].to_owned(), problem)).collect()
}

#[test]
fn a_mark_without_its_space_is_a_warning_with_the_right_form() {
    for (typed, found, right) in [
        ("##Un sous-titre", "##Un", "## Un"),
        ("-une liste\n-à puces", "-une", "- une"),
        ("*un\n*deux", "*un", "* un"),
        ("1.un\n2.deux", "1.un", "1. un"),
        ("- un\n-deux", "-deux", "- deux"),
        ("Avant.\n\n> 1)un\n> 2)deux", "1)un", "1) un"),
    ] {
        let problem = Problem::MarkUnspaced { found: found.into(), right: right.into() };
        assert_eq!(warned(typed), [(found.to_owned(), problem)], "{typed}");
    }
    assert_eq!(warned("## Un\n\n- une\n- à puces\n\n1. un"), []);
    for meant in [
        "-5 °C ce matin",
        "1.5 million",
        "#Francophonie est un mot-dièse",
        "— Bonjour.\n\n— Bonsoir.",
        "grand\n-père",
        "*Hors taxes",
        "\\-une",
        "*un* mot",
    ] {
        assert_eq!(warned(meant), [], "{meant}");
    }
    // In a single paragraph no list can stand.
    assert!(crate::content::prose::Phrase::parse("-une", "fr").unwrap().warnings.is_empty());
}

#[test]
fn a_table_without_its_second_row_is_one_problem_with_that_row() {
    let unruled = |right: &str| Problem::TableUnruled { right: right.into() };
    assert_eq!(
        problems("| an | lieu |\n| 1979 | Québec |\n| 1990 | Tunis |"),
        [("| an | lieu |", unruled("| --- | --- |"))]
    );
    assert!(Prose::parse("| an | lieu |\n| --- | --- |\n| 1979 | Québec |", "fr").is_ok());
    assert!(Prose::parse("un | deux |x| et |", "fr").is_ok());
}

#[test]
fn what_other_programs_take_for_markup_is_a_warning_with_the_right_form() {
    for (typed, found, right) in [
        ("voir [[Accueil]].", "[[Accueil]]", ""),
        ("un '''gras''' mot", "'''gras'''", "**gras**"),
        ("un [b]gras[/b] mot", "[b]gras[/b]", "**gras**"),
        ("un [url=https://a.org]lien[/url]", "[url=https://a.org]lien[/url]", ""),
        ("un ==mot== ici", "==mot==", "**mot**"),
        ("soit $x$ ici", "$x$", "x"),
        (":::note\nTexte\n:::", ":::note", ""),
    ] {
        let problem = Problem::ForeignMarkup { found: found.into(), right: right.into() };
        assert_eq!(warned(typed)[0], (found.to_owned(), problem), "{typed}");
    }
    for meant in
        ["5 $ et 10 $", "$5 et $10", "CA$ ou US$", "$US et 5 $US", "a == b == c", "[sic] et [/]", "''", "[[1]]"]
    {
        assert_eq!(warned(meant), [], "{meant}");
    }
}

#[test]
fn a_link_or_stars_with_a_slip_around_them_are_one_problem() {
    let meant = |right: &str| Problem::LinkMeant { right: right.into() };
    assert_eq!(problems("le [Raisonnance]title: ici"), [("[Raisonnance]title:", meant("[Raisonnance](title:)"))]);
    assert_eq!(problems("le [site]https://a.org.")[0].1, meant("[site](https://a.org)"));
    assert_eq!(
        problems("Une ** citation ** ici"),
        [("** citation **", Problem::EmphasisUnclosed { marks: "**".into() })]
    );
    assert_eq!(phrase("2 ** 3 ** 4"), "2 ** 3 ** 4");
}

#[test]
fn a_picture_or_a_link_with_a_slip_is_answered_with_itself_in_order() {
    let right = "![Une salle](file:x.jpg \"Les maires\")";
    for typed in [
        "![Une salle](file:x.jpg “Les maires”)",
        "![Une salle](file:x.jpg « Les maires »)",
        "![Une salle](file:x.jpg \"Les maires\"",
        "[Une salle](file:x.jpg \"Les maires\")",
    ] {
        let told = problems(typed);
        assert_eq!(told.len(), 1, "{typed}");
        assert_eq!(told[0].1, Problem::LinkMeant { right: right.into() }, "{typed}");
    }
    assert!(Prose::parse(right, "fr").is_ok());
    for (typed, right) in [
        ("![Une salle](file:tunis 1.png)", "![Une salle](file:tunis-1.png)"),
        ("voir [x](page:contact et la suite", "[x](page:contact)"),
    ] {
        assert_eq!(problems(typed)[0].1, Problem::LinkMeant { right: right.into() }, "{typed}");
    }
    assert_eq!(problems("![a](b c d)"), [("](", Problem::ImageMalformed {})]);
    for typed in ["![Une salle](file:tunis%201.PNG)", "![Une salle](file:tunis–1.png)"] {
        let told = problems(typed);
        let [(_, Problem::LinkScheme { right, .. })] = &told[..] else { panic!("{typed}: {told:?}") };
        assert_eq!(right, "file:tunis-1.png");
    }
}
