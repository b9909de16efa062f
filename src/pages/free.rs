//! The free pages, which editors add.

use askama::Template;

use super::setting::Setting;
use super::shell::Shell;
use crate::content::site::Section;
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

struct SectionEntry {
    id: String,
    heading: String,
    html: String,
}

pub fn page<'a>(setting: &Setting<'a>, key: &str) -> FreePageTemplate<'a> {
    let Some(page) = setting.routes.free(key) else { unreachable!("`{key}` is no free page") };
    let language = setting.language;
    let section = |section: &Section| SectionEntry {
        id: section.anchor.of(language).to_string(),
        heading: setting.html(section.title.of(language)),
        html: setting.passage(section.text.of(language)),
    };
    let sections = page.sections.iter().map(section);
    FreePageTemplate {
        shell: Shell::of_page(setting, key),
        t: setting.t,
        lede: page.page.lede.as_ref().map(|lede| setting.html(lede.of(language))),
        // One whose facts are all yet to be filled in is left out.
        sections: sections.filter(|section| !section.html.is_empty()).collect(),
    }
}
