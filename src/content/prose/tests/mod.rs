//! What editors and readers are promised of a text. In the expectations `⍽` stands for U+00A0 and `▯` for U+202F.

mod problems;
mod safety;
mod sanitizer;

use super::*;

/// A site with one page, one file, one picture and two facts.
struct Site;

impl Resolve for Site {
    fn address(&self, target: &Target) -> Option<String> {
        match target {
            Target::Page { name, fragment } if name == "history" => {
                let fragment = fragment.as_ref().map(|fragment| format!("#{fragment}")).unwrap_or_default();
                Some(format!("/fr/histoire/{fragment}"))
            }
            Target::File(file) if file == "report.pdf" => Some("/files/report.pdf?a=1&b=2".to_owned()),
            Target::File(file) if file == "budget.xlsx" => Some("/files/budget.xlsx".to_owned()),
            _ => None,
        }
    }

    fn document(&self, target: &Target, words: &str, after: &str) -> Option<LinkedDocument> {
        let details = format!("(<{words}|{after}>)");
        let saved_as = Some("budget.xlsx".to_owned());
        (*target == Target::File("budget.xlsx".to_owned())).then_some(LinkedDocument { details, saved_as })
    }

    fn picture(&self, file: &str) -> Option<Picture> {
        let size = if file == "portrait.jpg" { (480, 640) } else { (640, 480) };
        ["photo.jpg", "portrait.jpg"]
            .contains(&file)
            .then(|| Picture { address: format!("/files/{file}"), size: Some(size) })
    }

    fn fact(&self, name: &str) -> Option<String> {
        match name {
            "contact.phone" => Some("+33 1 44 88 22 88".to_owned()),
            "contact.name" => Some("l'<AIMF> & cie".to_owned()),
            _ => None,
        }
    }
}

fn visible(text: &str) -> String {
    text.replace('\u{A0}', "⍽").replace('\u{202F}', "▯")
}

fn block(markdown: &str) -> String {
    visible(Prose::parse(markdown, "fr").expect("no problem").html(&Site).trim_end())
}

fn phrase_in(language: &str, markdown: &str) -> String {
    visible(&Phrase::parse(markdown, language).expect("no problem").html(&Site))
}

fn phrase(markdown: &str) -> String {
    phrase_in("fr", markdown)
}

/// The problems of a text: the bytes that each lies in, as text, and its kind.
fn problems(markdown: &str) -> Vec<(&str, Problem)> {
    let problems = Prose::parse(markdown, "fr").expect_err("a problem");
    problems.into_iter().map(|(at, problem)| (&markdown[at], problem)).collect()
}

fn phrase_problems(markdown: &str) -> Vec<(&str, Problem)> {
    let problems = Phrase::parse(markdown, "fr").expect_err("a problem");
    problems.into_iter().map(|(at, problem)| (&markdown[at], problem)).collect()
}

#[test]
fn blocks_are_written_below_the_headings_of_the_page() {
    // Paragraphs, emphasis and breaks.
    assert_eq!(
        block("Un *mot*,\nun **autre**.\n\nEt  \nci."),
        "<p>Un <em>mot</em>, un <strong>autre</strong>.</p>\n<p>Et<br>\nci.</p>"
    );
    assert_eq!(block("# Un\n\n## Deux\n\n# Trois"), "<h3>Un</h3>\n<h4>Deux</h4>\n<h3>Trois</h3>");
    assert_eq!(
        block("# a\n\n## b\n\n### c\n\n#### d\n\n##### e"),
        "<h3>a</h3>\n<h4>b</h4>\n<h5>c</h5>\n<h6>d</h6>\n<h6>e</h6>"
    );
    // Some count the page's title as the first, some do not.
    assert_eq!(
        block("## Un\n\n### Deux\n\n## Trois\n\n# Quatre"),
        "<h3>Un</h3>\n<h4>Deux</h4>\n<h3>Trois</h3>\n<h3>Quatre</h3>"
    );
    // Lists, quotes and tables.
    assert_eq!(
        block("- un\n- deux :\n  - trois"),
        "<ul>\n<li>un</li>\n<li>deux⍽:\n<ul>\n<li>trois</li>\n</ul></li>\n</ul>"
    );
    assert_eq!(block("3. un\n4. deux"), "<ol start=\"3\">\n<li>un</li>\n<li>deux</li>\n</ol>");
    assert_eq!(block("1. un\n\n2. deux"), "<ol>\n<li><p>un</p></li>\n<li><p>deux</p></li>\n</ol>");
    assert_eq!(block("> Un projet."), "<blockquote>\n<p>Un projet.</p>\n</blockquote>");
    assert_eq!(
        block("| an | lieu |\n|---|---|\n| 1979 | *Québec* |"),
        "<div class=\"scroll\" role=\"region\" aria-label=\"an, lieu\" tabindex=\"0\">\n<table>\n<thead>\n<tr><th scope=\"col\">an</th><th scope=\"col\">lieu</th></tr>\n</thead>\n<tbody>\n<tr><td>1979</td><td><em>Québec</em></td></tr>\n</tbody>\n</table>\n</div>"
    );
}

#[test]
fn the_columns_of_a_table_stand_as_they_are_aligned() {
    let table = block("| an | lieu | membres |\n|---|:-:|--:|\n| 1979 | Québec | 20 |");
    let cells = "<tr><td>1979</td><td class=\"center\">Québec</td><td class=\"end\">20</td></tr>";
    assert!(table.contains("<th scope=\"col\" class=\"center\">lieu</th>") && table.contains(cells), "{table}");
}

#[test]
fn an_address_that_stands_bare_is_a_link() {
    let link = "<a href=\"https://example.org/l'x?a=1&amp;b\">https://example.org/l'x?a=1&amp;b</a>";
    assert_eq!(phrase("Voir https://example.org/l'x?a=1&b."), format!("Voir {link}."));
    assert_eq!(phrase("(info@example.org)"), "(<a href=\"mailto:info@example.org\">info@example.org</a>)");
    assert_eq!(
        phrase("[le https://example.org](page:history)"),
        "<a href=\"/fr/histoire/\">le https://example.org</a>"
    );
    assert_eq!(phrase("`https://example.org`"), "<code>https://example.org</code>");
}

#[test]
fn struck_through_words_are_marked() {
    assert_eq!(phrase("le ~~3~~ 4 mai, de ~10 à ~20 membres"), "le <s>3</s> 4⍽mai, de ~10 à ~20 membres");
}

#[test]
fn typography_sees_through_markup() {
    assert_eq!(
        phrase("Il dit \"*oui*\" : [voici](page:history) ; `a : b`!"),
        "Il dit «⍽<em>oui</em>⍽»⍽: <a href=\"/fr/histoire/\">voici</a>▯; <code>a : b</code>▯!"
    );
    assert_eq!(phrase("**305** membres"), "<strong>305</strong>⍽membres");
    assert_eq!(phrase_in("en", "the \"[city](page:history)\"'s"), "the ‘<a href=\"/fr/histoire/\">city</a>’’s");
    // Code and addresses are never altered.
    assert_eq!(
        phrase("`l'x...` <https://example.org/l'x>"),
        "<code>l'x...</code> <a href=\"https://example.org/l'x\">https://example.org/l'x</a>"
    );
    assert_eq!(phrase("<o'brien@example.org>"), "<a href=\"mailto:o'brien@example.org\">o'brien@example.org</a>");
    // Something that only looks like HTML is text.
    assert_eq!(phrase("1 < 2 & \"x\" > 0 `<b>\"`"), "1 &lt; 2 &amp; «⍽x⍽» &gt; 0 <code>&lt;b&gt;\"</code>");
    assert_eq!(phrase_in("ar", "\"x\""), "\"x\"");
}

#[test]
fn links_lead_to_pages_files_and_elsewhere() {
    assert_eq!(phrase("[1990](page:history#1990)"), "<a href=\"/fr/histoire/#1990\">1990</a>");
    assert_eq!(phrase("[rapport](file:report.pdf)"), "<a href=\"/files/report.pdf?a=1&amp;b=2\">rapport</a>");
    assert_eq!(phrase("[site](https://example.org/?a=1&b=2)"), "<a href=\"https://example.org/?a=1&amp;b=2\">site</a>");
    assert_eq!(phrase("[écrire](mailto:a@example.org)"), "<a href=\"mailto:a@example.org\">écrire</a>");
    assert_eq!(phrase("[appeler](tel:+33-1-44-88-22-88)"), "<a href=\"tel:+33144882288\">appeler</a>");
    assert_eq!(phrase("[inconnue](page:nowhere)"), "inconnue");
    // The scheme of an address may be typed in capitals.
    assert_eq!(phrase("[site](HTTPS://example.org/Plan)"), "<a href=\"https://example.org/Plan\">site</a>");
    assert_eq!(phrase("<hTtp://example.org>"), "<a href=\"http://example.org\">hTtp://example.org</a>");
    assert_eq!(phrase("[écrire](MAILTO:a@example.org)"), "<a href=\"mailto:a@example.org\">écrire</a>");
}

#[test]
fn a_passage_in_another_language_is_marked_and_set_by_its_rules() {
    assert_eq!(
        phrase_in("en", "under French law ([loi 1901](lang:fr)): \"x\""),
        "under French law (<span lang=\"fr\">loi⍽1901</span>): ‘x’"
    );
    assert_eq!(phrase_in("en", "[\"Oui\" !](lang:fr)"), "<span lang=\"fr\">«⍽Oui⍽»▯!</span>");
    assert_eq!(phrase_in("fr", "[loi 1901](lang:fr)"), "loi⍽1901");
    // The title of a work is cited.
    assert_eq!(
        phrase_in("en", "the review [Raisonnance](title:fr)"),
        "the review <cite lang=\"fr\">Raisonnance</cite>"
    );
    assert_eq!(phrase_in("fr", "la revue [Raisonnance](title:fr)"), "la revue <cite>Raisonnance</cite>");
    assert_eq!(phrase_in("fr", "la revue [Raisonnance](title:)"), "la revue <cite>Raisonnance</cite>");
}

#[test]
fn a_picture_alone_is_a_figure_and_one_among_words_is_not() {
    assert_eq!(
        block("![Une place : la nuit](file:photo.jpg \"Paris, l'an dernier\")"),
        "<figure>\n<img src=\"/files/photo.jpg\" alt=\"Une place⍽: la nuit\" width=\"640\" height=\"480\">\n<figcaption>Paris, l’an dernier</figcaption>\n</figure>"
    );
    assert_eq!(
        block("Voir ![](decoration:photo.jpg) ici"),
        "<p>Voir <img src=\"/files/photo.jpg\" alt=\"\" width=\"640\" height=\"480\"> ici</p>"
    );
    assert!(block("![x](file:portrait.jpg)").contains(" width=\"480\" height=\"640\" class=\"tall\">"));
    assert_eq!(
        block("![x](file:photo.jpg \"La *revue* [1990](page:history#1990)\")"),
        "<figure>\n<img src=\"/files/photo.jpg\" alt=\"x\" width=\"640\" height=\"480\">\n<figcaption>La <em>revue</em> <a href=\"/fr/histoire/#1990\">1990</a></figcaption>\n</figure>"
    );
    assert_eq!(
        block("[![Le logo](file:photo.jpg)](https://example.org)"),
        "<p><a href=\"https://example.org\"><img src=\"/files/photo.jpg\" alt=\"Le logo\" width=\"640\" height=\"480\"></a></p>"
    );
    let [captioned, elsewhere] = ["![x](file:photo.jpg \"y\")", "![x](https://example.org/x.jpg)"];
    assert_eq!(problems(&format!("Voir {captioned} ici")), [(captioned, Problem::CaptionInParagraph {})]);
    assert_eq!(problems(elsewhere), [(elsewhere, Problem::PictureElsewhere {})]);
}

#[test]
fn a_fact_is_set_with_what_stands_beside_it() {
    assert_eq!(phrase("Téléphone : {contact.phone}!"), "Téléphone⍽: +33⍽1⍽44⍽88⍽22⍽88▯!");
    assert_eq!(phrase("*{contact.name}*"), "<em>l’&lt;AIMF&gt; &amp; cie</em>");
    assert_eq!(phrase("[{contact.phone}](page:history)"), "<a href=\"/fr/histoire/\">+33⍽1⍽44⍽88⍽22⍽88</a>");
    // A paragraph or an item that lacks a fact is left out whole.
    assert_eq!(block("Un.\n\nCourriel : {contact.email}.\n\nDeux."), "<p>Un.</p>\n<p>Deux.</p>");
    assert_eq!(block("- un\n- **{contact.email}**\n  - trois"), "<ul>\n<li>un</li>\n</ul>");
    assert_eq!(block("- un\n  - {contact.email}"), "<ul>\n<li>un</li>\n</ul>");
    assert_eq!(block("> - {contact.email}"), "");
    assert_eq!(phrase("[x {contact.email}](page:history)"), "");
    // An escaped brace is a brace.
    assert_eq!(phrase("\\{contact.phone} et &#123;x}"), "{contact.phone} et {x}");
    assert_eq!(phrase("`{x y}`"), "<code>{x y}</code>");
    assert_eq!(problems("un {Contact phone} ici"), [("{", Problem::FactMalformed {})]);
    assert_eq!(problems("un {contact.phone"), [("{", Problem::FactMeant { right: "{contact.phone}".into() })]);
}

#[test]
fn a_text_lists_what_it_refers_to_with_its_place() {
    let source = "- [a {contact.phone}](page:history) é ![b](file:b.jpg)\n\n{legal.rna}";
    let prose = Prose::parse(source, "fr").expect("no problem");
    let places: Vec<_> = prose.references.iter().map(|(at, _)| &source[at.clone()]).collect();
    assert_eq!(places, ["[a {contact.phone}](page:history)", "{contact.phone}", "![b](file:b.jpg)", "{legal.rna}"]);
}

#[test]
fn plain_text_is_set_and_has_no_markup() {
    let title = Phrase::parse("La *revue* [Raisonnance](title:fr) : `x` & {contact.phone}", "fr").expect("no problem");
    assert_eq!(visible(&title.text(&Site)), "La revue Raisonnance⍽: x & +33⍽1⍽44⍽88⍽22⍽88");
    let prose = Prose::parse("# Un\n\n- a\n- b\n\n| c | d |\n|---|---|\n| e | f |", "fr").expect("no problem");
    assert_eq!(prose.text(&Site), "Un\na\nb\nc\td\ne\tf");
}

#[test]
fn a_link_to_a_document_says_format_and_size_within_it_after_its_words() {
    assert_eq!(
        phrase("Voir [le *budget*](file:budget.xlsx) (XLSX), ici."),
        "Voir <a href=\"/files/budget.xlsx\" download=\"budget.xlsx\">le <em>budget</em> (&lt;le budget| (XLSX), ici.&gt;)</a> (XLSX), ici."
    );
    let budget = Phrase::parse("[le budget](file:budget.xlsx)", "fr").unwrap();
    assert_eq!(budget.text(&Site), "le budget");
}
