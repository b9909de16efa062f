//! The free pages, which editors add.

use askama::Template;

use super::setting::Setting;
use super::shell::Shell;
use crate::content::site::FreePage;
use crate::language::Wording;

/// A free page: a title, first words, sections.
#[derive(Template)]
#[template(path = "page.html")]
pub struct FreePageTemplate<'a> {
    shell: Shell,
    t: &'a Wording,
    lede: Option<String>,
    sections: Vec<SectionEntry>,
}

/// A section that has something to say.
pub struct SectionEntry {
    pub id: String,
    pub heading: String,
    pub html: String,
}

pub fn page<'a>(setting: &Setting<'a>, key: &str) -> FreePageTemplate<'a> {
    let Some(page) = setting.routes.free(key) else { unreachable!("`{key}` is no free page") };
    FreePageTemplate {
        shell: Shell::of_page(setting, key),
        t: setting.t,
        lede: page.page.lede.as_ref().map(|lede| setting.html(lede.of(setting.language))),
        sections: sections(setting, page),
    }
}

/// The sections of a page; one whose facts are all yet to be filled in is left out.
pub fn sections(setting: &Setting<'_>, page: &FreePage) -> Vec<SectionEntry> {
    let language = setting.language;
    let section = |section: &crate::content::site::Section| SectionEntry {
        id: section.anchor.of(language).to_string(),
        heading: setting.html(section.title.of(language)),
        html: setting.passage(section.text.of(language)),
    };
    page.sections.iter().map(section).filter(|section| !section.html.is_empty()).collect()
}
