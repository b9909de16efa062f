//! The page for addresses that have none.

use askama::Template;

use super::drawing::rosace::Rosace;
use super::heads::Head;
use super::parts::Link;
use super::setting::Setting;
use super::shell::{Shell, link, switch};
use super::{Document, Standing, html};
use crate::content::Language;
use crate::language::Wording;

/// The page in the language of the address.
#[derive(Template)]
#[template(path = "not_found.html")]
struct NotFoundPage<'a> {
    code: &'a str,
    t: &'a Wording,
    ways: Vec<Link>,
    rosace: String,
}

/// The page where the address has no language: in all of them.
#[derive(Template)]
#[template(path = "not_found_all.html")]
struct NotFoundInAllPage<'a> {
    home: &'a str,
    acronym: &'a str,
    languages: Vec<InLanguage<'a>>,
    rosace: String,
}

/// A link of the list that both have.
#[derive(Template)]
#[template(path = "way.html")]
struct Way<'a> {
    code: &'a str,
    link: Link,
}

struct InLanguage<'a> {
    code: &'a str,
    dir: &'static str,
    t: &'a Wording,
    ways: Vec<Link>,
}

/// The page of a language.
pub fn in_language(setting: &Setting<'_>) -> Document {
    let mut shell = shell(setting);
    shell.switch = switch(setting, |language| setting.path_in("home", language));
    let page =
        NotFoundPage { code: &setting.language.code, t: setting.t, ways: ways(setting), rosace: rosace(setting) };
    let language = setting.language;
    let place = Standing::NotFound(setting.routes.within(&format!("/{}/", language.code)));
    Document::new(place, language, language.code.clone(), shell, html(&page)).unlisted()
}

/// The page in all languages.
pub fn in_all(settings: &[Setting<'_>]) -> Document {
    let first = &settings[0];
    let languages = settings.iter().map(|setting| InLanguage {
        code: &setting.language.code,
        dir: setting.language.direction.as_str(),
        t: setting.t,
        ways: ways(setting),
    });
    let shell = Shell { is_whole: true, ..shell(first) };
    let (home, acronym) = (shell.home.as_str(), shell.acronym.as_str());
    let page = html(&NotFoundInAllPage { home, acronym, languages: languages.collect(), rosace: rosace(first) });
    let place = Standing::NotFound(first.routes.within("/"));
    Document::new(place, first.language, codes(settings), shell, page).unlisted()
}

/// The codes of some languages, as `Content-Language` lists them.
pub fn codes(settings: &[Setting<'_>]) -> String {
    settings.iter().map(|setting| setting.language.code.as_str()).collect::<Vec<_>>().join(", ")
}

fn shell(setting: &Setting<'_>) -> Shell {
    let t = setting.t;
    let title = t.not_found_title();
    let mut shell =
        Shell::bare(setting, &Head { title: title.clone(), tab: None, description: t.not_found_lede(), label: title });
    shell.robots = Some("noindex");
    shell
}

/// Where a visitor may go from here.
fn ways(setting: &Setting<'_>) -> Vec<Link> {
    ["home", "site-map"].into_iter().map(|key| link(setting, key, "")).collect()
}

/// The assembly with one seat empty.
fn rosace(setting: &Setting<'_>) -> String {
    let membership = &setting.site.profile.membership;
    let title = setting.t.rosace_empty_title(membership.members, membership.countries);
    Rosace::with_an_empty_seat(membership.members, membership.countries).svg(&title)
}

/// The markup of the pages here that a link to the nearest page follows, in the list of a language.
#[must_use]
pub fn before_nearest(language: &Language) -> String {
    format!("id=\"ways-{}\">", language.code)
}

/// The link to the nearest page.
#[must_use]
pub fn nearest(setting: &Setting<'_>, key: &str) -> String {
    html(&Way { code: &setting.language.code, link: link(setting, key, "") })
}
