//! The free pages, which editors add.

use askama::Template;

use super::collected::filters;
use super::context::RenderContext;
use crate::content::PageKey;
use crate::content::site::Section;
use crate::html::{Html, PlainText};

/// A free page: a title, first words, sections.
#[derive(Template)]
#[template(path = "free.html")]
pub struct FreePageTemplate {
    heading: PlainText,
    lede: Option<Html>,
    sections: Vec<SectionEntry>,
}

struct SectionEntry {
    id: String,
    heading: Html,
    html: Html,
}

pub fn page(context: &RenderContext<'_>, key: &str) -> FreePageTemplate {
    let Some(page) = context.routes.tree.free(key) else { unreachable!("`{key}` is no free page") };
    let language = context.language;
    let section = |section: &Section| SectionEntry {
        id: section.anchor.of(language).to_string(),
        heading: context.html(section.title.of(language)),
        html: context.passage(section.text.of(language)),
    };
    let sections = page.sections.iter().map(section);
    FreePageTemplate {
        heading: context.head(PageKey::Free(key)).title.clone(),
        lede: page.page.lede.as_ref().map(|lede| context.html(lede.of(language))),
        // One whose facts are all yet to be filled in is left out.
        sections: sections.filter(|section| !section.html.is_empty()).collect(),
    }
}
