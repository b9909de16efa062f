//! [`Site`] + [`Wording`] -> the HTML of every page, in every language.
//!
//! `routes` is the one table of pages and their addresses; `shell` what all pages share; each page has a file of
//! its own beside its template. A page is made of values that are ready to be shown: a template decides nothing.

mod association;
mod contact;
mod dossier;
pub mod drawing;
mod free;
mod heads;
mod history;
mod home;
mod json_ld;
mod language_choice;
mod late;
mod not_found;
mod parts;
mod preview;
mod projects;
mod routes;
mod setting;
mod shell;
mod side_by_side;
mod site_map;
mod vision;

use std::cell::RefCell;
use std::collections::HashMap;

use bytes::Bytes;
use rayon::prelude::*;

pub use heads::{Head, Heads};
pub use late::Late;
pub use not_found::{before_nearest, nearest};
pub use routes::Routes;
pub use setting::{Links, Picture, Setting};

use crate::base_url::BaseUrl;
use crate::content::{Language, Site};
use crate::diagnostic::Report;
use crate::language::Wording;

/// What pages need beside the site and its words: the addresses of files.
pub trait Assets: Sync {
    /// A file of `static`: its address, and its size where it is a picture.
    fn file(&self, name: &str) -> Option<Picture>;
    /// The names of all files of `static`.
    fn file_names(&self) -> Vec<&str>;
    /// The sharing card of a page, where there is one.
    fn card(&self, page: &str, language: &Language) -> Option<String>;
}

/// A page, ready but for what is known only when all are made ([`Late`]).
#[derive(Clone, Debug)]
pub struct Document {
    /// What it is.
    pub key: DocumentKey,
    /// Where it stands.
    pub place: Standing,
    /// Its language as `Content-Language` has it: one, or several.
    pub languages: String,
    /// What search engines are told, where it is not the usual.
    pub robots: Option<&'static str>,
    /// The HTML.
    pub html: Html,
    /// What its texts refer to.
    pub links: Links,
}

/// A page of the table in a language, or in two.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DocumentKey {
    /// The language, by its place in the site's list.
    pub language: usize,
    /// The key of the page.
    pub page: String,
    /// Whether the page stands beside that of the first language.
    pub side_by_side: bool,
}

impl DocumentKey {
    /// The language whose words the interface speaks, by its place in the site's list: side by side, the first.
    #[must_use]
    pub fn words(&self) -> usize {
        if self.side_by_side { 0 } else { self.language }
    }
}

/// The HTML of a document.
#[derive(Clone, Debug)]
pub enum Html {
    /// With marks for what is known later.
    Marked(String),
    /// As visitors get it: the page did not change since it was last made.
    Whole(Bytes),
}

impl Html {
    /// The HTML as it stands.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Marked(html) => html,
            // What is whole was a string before.
            Self::Whole(html) => std::str::from_utf8(html).unwrap_or_default(),
        }
    }
}

/// Documents that would come out as they were, so that they need not be made.
pub type Kept = HashMap<DocumentKey, Document>;

/// Where a document stands in the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// At this path.
    At(String),
    /// At the site's root, where visitors are led to their language.
    Root(String),
    /// At every path below this one that has no page.
    NotFound(String),
}

/// Everything that pages are made of.
#[derive(Clone, Copy)]
pub struct Material<'a> {
    /// What editors wrote.
    pub site: &'a Site,
    /// The interface's words, one for each of the site's languages.
    pub words: &'a [Wording],
    /// The site's public address.
    pub base: &'a BaseUrl,
    /// The addresses of files.
    pub assets: &'a dyn Assets,
    /// What each page says of itself.
    pub heads: &'a Heads,
    /// What need not be made.
    pub kept: &'a Kept,
    /// Whether each text says where it stands, for the preview.
    pub preview: bool,
}

/// Makes every page. A link that leads nowhere and a fact that is not known are errors in `report`.
#[must_use]
pub fn render(material: Material<'_>, report: &mut Report) -> Vec<Document> {
    let routes = Routes::new(material.site, material.base);
    // In their order, whichever is ready first.
    let wanted: Vec<_> = material
        .site
        .languages
        .iter()
        .flat_map(|language| {
            let side_by_side = routes.keys().filter(|_| language.index > 0).map(Wanted::SideBySide);
            let pages = routes.keys().map(Wanted::Page).chain([Wanted::NotFound]).chain(side_by_side);
            pages.map(move |page| (language, page))
        })
        .collect();
    let mut documents: Vec<_> = wanted
        .into_par_iter()
        .filter_map(|(language, page)| {
            if let Some(document) = material.kept.get(&page.key(language)) {
                return Some(document.clone());
            }
            let links = RefCell::default();
            let setting = Setting::new(material, &routes, language, &links);
            let document = match page {
                Wanted::Page(key) => Some(self::page(&setting, key)),
                Wanted::NotFound => Some(not_found::in_language(&setting)),
                Wanted::SideBySide(key) => side_by_side::document(&setting, key),
            };
            Some(Document { key: page.key(language), links: links.into_inner(), ..document? })
        })
        .collect();
    let links = RefCell::new(material.heads.links().clone());
    for document in &documents {
        links.borrow_mut().append(document.links.clone());
    }
    let settings: Vec<_> =
        material.site.languages.iter().map(|language| Setting::new(material, &routes, language, &links)).collect();
    documents.push(not_found::in_all(&settings));
    documents.push(language_choice::document(&settings));
    links.into_inner().report(&documents, report);
    if material.preview {
        for document in &mut documents {
            document.html = Html::Marked(preview::finished(document.html.as_str()));
        }
    }
    documents
}

/// A page to be made in a language.
enum Wanted<'a> {
    Page(&'a str),
    NotFound,
    SideBySide(&'a str),
}

impl Wanted<'_> {
    fn key(&self, language: &Language) -> DocumentKey {
        let (page, side_by_side) = match self {
            Self::Page(key) => (*key, false),
            Self::NotFound => (NOT_FOUND, false),
            Self::SideBySide(key) => (*key, true),
        };
        DocumentKey { language: language.index, page: page.to_owned(), side_by_side }
    }
}

/// What stands for a key where a document is no page of the table.
const NOT_FOUND: &str = "404";

impl Document {
    /// A document in the words of `language`; where it stands in the table, and what it refers to, is added by [`render`].
    fn new(place: Standing, language: &Language, languages: String, html: String) -> Self {
        let key = DocumentKey { language: language.index, page: NOT_FOUND.into(), side_by_side: false };
        let html = Html::Marked(html);
        Self { key, place, languages, robots: None, html, links: Links::default() }
    }

    /// The same, not to be listed by search engines.
    fn unlisted(self) -> Self {
        Self { robots: Some("noindex"), ..self }
    }
}

fn page(setting: &Setting<'_>, key: &str) -> Document {
    let html = match key {
        "home" => html(&home::page(setting)),
        "association" => html(&association::page(setting)),
        "history" => html(&history::page(setting)),
        "vision" => html(&vision::page(setting)),
        "projects" => html(&projects::page(setting)),
        "contact" => html(&contact::page(setting)),
        "site-map" => html(&site_map::page(setting)),
        "dossier" => html(&dossier::page(setting)),
        free => html(&free::page(setting, free)),
    };
    let languages = setting.language.code.clone();
    Document::new(Standing::At(setting.path(key)), setting.language, languages, html)
}

/// What a template gives. Writing into a string cannot fail, and no template calls what can.
pub(crate) fn html(template: &dyn askama::DynTemplate) -> String {
    match template.dyn_render() {
        Ok(mut html) => {
            // All pages are there at once before the first is completed.
            html.shrink_to_fit();
            html
        }
        Err(error) => unreachable!("a template that only writes strings failed: {error}"),
    }
}
