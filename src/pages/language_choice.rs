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
    languages: Vec<Choice>,
    rosace: String,
}

struct Choice {
    code: String,
    dir: &'static str,
    name: String,
    href: String,
    site_name: String,
}

/// The page.
pub fn document(settings: &[Setting<'_>]) -> Document {
    let first = &settings[0];
    let head = first.head("home");
    let mut shell = Shell { is_whole: true, ..Shell::bare(first, head) };
    shell.address = Some(first.routes.base().absolute(&first.routes.within("/")));
    shell.alternates = Shell::of_page(first, "home").alternates;
    let languages = settings.iter().map(|setting| Choice {
        code: setting.language.code.clone(),
        dir: setting.language.direction.as_str(),
        name: setting.language.name.clone(),
        href: setting.path("home"),
        site_name: setting.site.profile.name.of(setting.language).plain(),
    });
    let (acronym, rosace) = (shell.acronym.as_str(), parts::rosace(first));
    let page = html(&LanguageChoicePage { acronym, languages: languages.collect(), rosace });
    Document::new(Standing::Root(first.routes.within("/")), first.language, codes(settings), shell, page)
}
