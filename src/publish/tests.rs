//! What is learnt of pages while they are rendered, against their finished HTML.

use std::collections::BTreeSet;
use std::sync::Arc;

use scraper::{Html, Selector};

use super::*;
use crate::drawing::face::Face;
use crate::drawing::letters::Letters;
use crate::pages::{Document, PageFiles};
use crate::source::Source;

/// A page with letters that no other has.
const PAGE: &str = r#"
    page.slug = { fr = "essai", en = "trial" }
    page.title = { fr = "Essai", en = "Trial" }
    page.description = { fr = "Un.", en = "One." }
    [[sections]]
    anchor = { fr = "un", en = "one" }
    title = { fr = "Un", en = "One" }
    text.fr = "Un *ŵ \"ô\" {membership.members}*, \u0169."
    text.en = "One [Kŷ](title:cy) *“{site.acronym}”*…"
"#;

/// The documents of the shipped site and of that page, each with its whole HTML, and their letters.
fn rendered() -> (Vec<(Document, Html)>, Letters) {
    let mut report = Report::default();
    let mut files = Source::Embedded.read(&mut report);
    files.insert("content/pages/essai.toml", PAGE);
    let (languages, site) = content::load(&files, &mut report);
    let messages = i18n::load(&files, &languages, &mut report).map(Arc::from);
    let static_files = StaticFiles::load(&files, &Pictures::default(), &mut report);
    let (Some(site), Some(messages)) = (site, messages) else { panic!("{report:?}") };
    let base = "https://example.org".parse().unwrap();
    let routes = Routes::new(&site, &base);
    let variables = languages.iter().map(|language| site.variables(language)).collect();
    let (publisher, messages, routes) = (&Publisher::new(), &messages, &routes);
    let build = Build { publisher, site: &site, messages, variables, routes, static_files: &static_files };
    let (_, documents) = build.drafted(&mut report);
    let letters = letters::of(&content::ContentTexts::read(&files).parse(), &languages, messages, &documents);
    let html = |document: &Document| Html::parse_document(&document.html(messages, &PageFiles::default(), 40));
    (
        documents
            .into_iter()
            .map(|document| {
                let html = html(&document);
                (document, html)
            })
            .collect(),
        letters,
    )
}

#[test]
fn fonts_have_each_letter_that_a_page_shows_in_their_face() {
    let (documents, letters) = rendered();
    for (face, elements, some) in
        [(Face::Regular, "body", "ũ"), (Face::Italic, "em, i, cite, [font-style=italic]", "ŵŷ«”")]
    {
        let selector = Selector::parse(elements).unwrap();
        let texts = documents.iter().flat_map(|(_, html)| html.select(&selector)).flat_map(|element| element.text());
        let shown: BTreeSet<_> = texts.flat_map(str::chars).filter(|letter| !letter.is_control()).collect();
        assert!(some.chars().all(|letter| shown.contains(&letter)), "{face:?}: {shown:?}");
        let has = letters.of(face).iter().collect();
        assert_eq!(shown.difference(&has).collect::<String>(), "", "{face:?}");
    }
}

#[test]
fn anchors_of_a_page_are_all_the_ids_in_its_main_part() {
    let selector = Selector::parse("main [id]:not(svg *)").unwrap();
    for (document, html) in rendered().0.iter().filter(|(document, _)| document.is_listed()) {
        let ids: BTreeSet<_> =
            html.select(&selector).filter_map(|element| element.attr("id")).map(str::to_owned).collect();
        assert_eq!(document.collected.anchors, ids, "{:?}", document.key);
    }
}
