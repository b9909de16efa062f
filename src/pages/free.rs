//! The free pages, which editors add.

use askama::Template;

use super::setting::Setting;
use crate::content::site::Section;

/// A free page: a title, first words, sections.
#[derive(Template)]
#[template(path = "page.html")]
pub struct FreePageTemplate {
    heading: String,
    lede: Option<String>,
    sections: Vec<SectionEntry>,
}

struct SectionEntry {
    id: String,
    heading: String,
    html: String,
}

pub fn page(setting: &Setting<'_>, key: &str) -> FreePageTemplate {
    let Some(page) = setting.routes.free(key) else { unreachable!("`{key}` is no free page") };
    let language = setting.language;
    let section = |section: &Section| SectionEntry {
        id: section.anchor.of(language).to_string(),
        heading: setting.html(section.title.of(language)),
        html: setting.passage(section.text.of(language)),
    };
    let sections = page.sections.iter().map(section);
    FreePageTemplate {
        heading: setting.head(key).title.clone(),
        lede: page.page.lede.as_ref().map(|lede| setting.html(lede.of(language))),
        // One whose facts are all yet to be filled in is left out.
        sections: sections.filter(|section| !section.html.is_empty()).collect(),
    }
}
