//! What all pages share: the head, the navigation, the footer.

use askama::Template;

use super::heads::Head;
use super::json_ld::json_ld;
use super::parts::{self, ContactEntry, Link};
use super::setting::Setting;
use super::{DocumentKey, PageFiles, Routes};
use crate::content::Language;
use crate::language::Wording;

/// What all pages share, as the values of one page.
pub struct Shell {
    /// The language's code, and the direction of its script.
    pub language: String,
    pub dir: &'static str,
    /// The words of the browser's tab.
    pub title: String,
    /// The title of the page itself.
    pub heading: String,
    pub description: String,
    pub robots: Option<&'static str>,
    /// The page's own absolute address, where it has one: for search engines and for print.
    pub address: Option<String>,
    /// The same page in each language, for search engines: the language's code, the address.
    pub alternates: Vec<(String, String)>,
    /// What the paths of the site begin with: nothing at the root of its host.
    pub base: String,
    pub sharing: Option<Sharing>,
    pub json_ld: Option<String>,
    /// The association's acronym and name.
    pub acronym: String,
    pub name: String,
    pub home: String,
    pub nav: Vec<Link>,
    /// The same page in the other languages.
    pub switch: Vec<Link>,
    pub breadcrumb: Vec<Link>,
    pub footer: Footer,
    /// Whether the page has neither this header nor this footer.
    pub is_whole: bool,
    /// Whether it is an editor's preview.
    pub is_preview: bool,
}

/// A whole page: what all share, around what is its own.
#[derive(Template)]
#[template(path = "base.html")]
pub struct Frame<'a> {
    pub shell: &'a Shell,
    pub t: &'a Wording,
    pub key: &'a DocumentKey,
    pub files: &'a PageFiles,
    pub weight: Option<String>,
    pub main: &'a str,
}

/// What is shown where the page is shared.
pub struct Sharing {
    pub locale: String,
    pub other_locales: Vec<String>,
    pub image_alt: String,
}

/// The foot of a page.
pub struct Footer {
    pub contact: ContactEntry,
    pub accessibility: String,
    pub accessibility_href: Option<String>,
    pub links: Vec<Link>,
    pub side_by_side: Vec<Link>,
    pub as_of: String,
    /// Whether the page says what it weighs with its stylesheet and fonts.
    pub is_weighed: bool,
}

impl Shell {
    /// The frame of a page of the table.
    pub fn of_page(setting: &Setting<'_>, key: &str) -> Self {
        let head = setting.head(key);
        let path = setting.path(key);
        let base = setting.routes.base();
        let address = base.absolute(&path);
        let (languages, membership) = (&setting.site.languages, &setting.site.profile.membership);

        let alternate = |language: &Language| (language.code.clone(), base.absolute(&setting.path_in(key, language)));
        let mut alternates: Vec<_> = languages.iter().map(alternate).collect();
        let default = if key == "home" { setting.routes.within("/") } else { setting.path_in(key, &languages[0]) };
        alternates.push(("x-default".into(), base.absolute(&default)));

        let breadcrumb =
            if key == "home" { Vec::new() } else { vec![link(setting, "home", key), link(setting, key, key)] };
        let mut shell = Self::new(setting, head, key);
        shell.switch = switch(setting, |language| setting.path_in(key, language));
        shell.footer.side_by_side = side_by_side(setting, key);
        shell.footer.is_weighed = true;
        shell.json_ld = Some(json_ld(setting, head, &address, &breadcrumb));
        shell.sharing = Some(Sharing {
            locale: setting.language.locale.clone(),
            other_locales: languages
                .iter()
                .filter(|other| other.index != setting.language.index)
                .map(|other| other.locale.clone())
                .collect(),
            image_alt: setting.t.card_alternative(
                &head.title,
                membership.members,
                membership.countries,
                &membership.as_of.to_string(),
            ),
        });
        shell.alternates = alternates;
        shell.address = Some(address);
        // The main navigation shows the way to its own pages.
        shell.breadcrumb = if Routes::MAIN.contains(&key) { Vec::new() } else { breadcrumb };
        shell
    }

    /// The frame of a page that is not in the table, with all that needs no address of its own.
    pub fn bare(setting: &Setting<'_>, head: &Head) -> Self {
        Self::new(setting, head, "")
    }

    /// What every frame has; `current` is the key of the page, where it has one.
    fn new(setting: &Setting<'_>, head: &Head, current: &str) -> Self {
        let links = setting.routes.footer().filter(|key| *key != "accessibility");
        let profile = &setting.site.profile;
        let name = profile.name.of(setting.language).plain();
        let acronym = profile.acronym.to_string();
        let accessibility = setting.site.legal.accessibility.status;
        Self {
            language: setting.language.code.clone(),
            dir: setting.language.direction.as_str(),
            title: head.tab.clone().unwrap_or_else(|| format!("{} – {acronym}", head.title)),
            heading: head.title.clone(),
            description: head.description.clone(),
            robots: None,
            address: None,
            alternates: Vec::new(),
            base: setting.routes.within(""),
            sharing: None,
            json_ld: None,
            acronym,
            name,
            home: setting.path("home"),
            nav: Routes::MAIN.into_iter().map(|key| link(setting, key, current)).collect(),
            switch: Vec::new(),
            breadcrumb: Vec::new(),
            footer: Footer {
                contact: parts::contact(setting),
                accessibility: setting.t.accessibility_state(accessibility.as_str()),
                accessibility_href: setting.routes.path("accessibility", setting.language),
                links: links.map(|key| link(setting, key, current)).collect(),
                side_by_side: Vec::new(),
                as_of: setting.site.settings.as_of.to_string(),
                is_weighed: false,
            },
            is_whole: false,
            is_preview: setting.preview,
        }
    }
}

/// A link to a page of the table.
pub fn link(setting: &Setting<'_>, key: &str, current: &str) -> Link {
    Link { current: key == current, ..Link::new(setting.head(key).label.clone(), setting.path(key)) }
}

/// The languages that a page can be switched to.
pub fn switch(setting: &Setting<'_>, path: impl Fn(&Language) -> String) -> Vec<Link> {
    let others = setting.site.languages.iter().filter(|other| other.index != setting.language.index);
    others.map(|other| language_link(other, path(other))).collect()
}

/// A link to a page in a language, named as the language names itself.
pub fn language_link(language: &Language, href: String) -> Link {
    Link { language: Some(language.code.clone()), ..Link::new(language.name.clone(), href) }
}

/// The views of a page beside its translations: from the first language's page to each, from another's to its own.
fn side_by_side(setting: &Setting<'_>, key: &str) -> Vec<Link> {
    let source = &setting.site.languages[0];
    setting
        .routes
        .translations(setting.language)
        .filter_map(|other| {
            let label = setting.t.side_by_side_link(&source.name, &other.name);
            Some(Link::new(label, setting.routes.side_by_side(key, other)?))
        })
        .collect()
}
