//! The page that offers the languages: what `/` shows where nothing leads a visitor on.

use askama::Template;

use super::not_found::codes;
use super::parts;
use super::setting::Setting;
use super::shell::Shell;
use super::{Document, Standing, html};

#[derive(Template)]
#[template(path = "languages.html")]
struct LanguageChoicePage<'a> {
    acronym: &'a str,
    settings: &'a [Setting<'a>],
    rosace: String,
}

/// The page.
pub fn document(settings: &[Setting<'_>]) -> Document {
    let first = &settings[0];
    let head = first.head("home");
    let mut shell = Shell { is_whole: true, ..Shell::bare(first, head) };
    shell.address = Some(first.routes.base().absolute(&first.routes.within("/")));
    shell.alternates = Shell::of_page(first, "home").alternates;
    let page = html(&LanguageChoicePage { acronym: &shell.acronym, settings, rosace: parts::rosace(first) });
    Document::new(Standing::Root(first.routes.within("/")), first.language, codes(settings), shell, page)
}
