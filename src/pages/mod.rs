//! [`Site`] + [`Wording`] -> the HTML of every page, in every language.
//!
//! `routes` is the one table of pages and their addresses; `shell` what all pages share; each page has a file of
//! its own beside its template. A page is made of values that are ready to be shown: a template decides nothing.

mod association;
mod contact;
mod dossier;
pub mod drawing;
mod free;
mod history;
mod home;
mod language_choice;
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

use rayon::prelude::*;

pub use preview::States;
pub use routes::Routes;
pub use setting::{Links, Picture, Setting};
pub use shell::Head;

use crate::base_url::BaseUrl;
use crate::content::{Language, Site};
use crate::diagnostic::Report;
use crate::language::Wording;

/// What pages need beside the site and its words: the addresses of files.
pub trait Assets: Sync {
    /// The stylesheet's address.
    fn stylesheet(&self) -> &str;
    /// The addresses of the fonts to be fetched at once.
    fn preloaded_fonts(&self) -> &[String];
    /// A file of `static`: its address, and its size where it is a picture.
    fn file(&self, name: &str) -> Option<Picture>;
    /// The names of all files of `static`.
    fn file_names(&self) -> Vec<&str>;
    /// The sharing card of a page, where there is one.
    fn card(&self, page: &str, language: &Language) -> Option<String>;
}

/// A page, ready but for its compression.
#[derive(Clone, Debug)]
pub struct Document {
    /// The key of the page, by which its weight is known.
    pub key: String,
    /// Where it stands.
    pub place: Standing,
    /// Its language as `Content-Language` has it: one, or several.
    pub languages: String,
    /// What search engines are told, where it is not the usual.
    pub robots: Option<&'static str>,
    /// The HTML.
    pub html: String,
}

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
    /// What each page weighs on the wire with its stylesheet and fonts, in bytes, by its document's key.
    pub weights: &'a HashMap<String, usize>,
    /// For a preview, what each text's translation lacks; nothing for the site itself.
    pub preview: Option<States<'a>>,
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
    let made: Vec<_> = wanted
        .into_par_iter()
        .map(|(language, page)| {
            let links = RefCell::default();
            let setting = Setting::new(material, &routes, language, &links);
            let document = match page {
                Wanted::Page(key) => Some(self::page(&setting, key)),
                Wanted::NotFound => Some(not_found::in_language(&setting)),
                Wanted::SideBySide(key) => side_by_side::document(&setting, key),
            };
            (document, links.into_inner())
        })
        .collect();
    let mut documents = Vec::new();
    let links = RefCell::new(Links::default());
    for (document, of_page) in made {
        documents.extend(document);
        links.borrow_mut().append(of_page);
    }
    let settings: Vec<_> =
        material.site.languages.iter().map(|language| Setting::new(material, &routes, language, &links)).collect();
    documents.push(not_found::in_all(&settings));
    documents.push(language_choice::document(&settings));
    links.into_inner().report(&documents, report);
    if material.preview.is_some() {
        for document in &mut documents {
            document.html = preview::finished(&document.html);
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
    Document {
        key: setting.document_key(key),
        place: Standing::At(setting.path(key)),
        languages: setting.language.code.clone(),
        robots: None,
        html,
    }
}

/// Bytes in thousands, as pages say what they weigh.
#[must_use]
pub fn kilobytes(bytes: usize) -> u32 {
    u32::try_from((bytes + 500) / 1000).unwrap_or(u32::MAX)
}

/// A template's HTML. Writing into a string cannot fail, and no template calls what can.
fn html(template: &dyn askama::DynTemplate) -> String {
    match template.dyn_render() {
        Ok(html) => html,
        Err(error) => unreachable!("a template that only writes strings failed: {error}"),
    }
}
