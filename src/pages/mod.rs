//! [`Site`] + [`Messages`] -> the HTML of every page, in every language.
//!
//! `routes` is the one table of pages and their addresses; `layout` what all pages share; each page has a file of
//! its own beside its template. A page is made of values that are ready to be shown: a template decides nothing. What all pages
//! share stands around it last, as it names files that depend on what all pages show.

mod association;
mod collected;
mod contact;
mod context;
mod documents;
mod dossier;
mod events;
mod free;
mod head;
mod heads;
mod history;
mod home;
mod json_ld;
mod language_choice;
mod layout;
mod logo;
mod not_found;
mod notice;
mod own_address;
mod partners;
mod parts;
mod projects;
mod routes;
mod side_by_side;
mod site_map;
mod vision;

use std::collections::HashMap;

use rayon::prelude::*;

use collected::Collected;
pub use collected::{Collector, report_links};
pub use context::{Picture, RenderContext, Variables};
pub use documents::DocumentFile;
pub use head::Heads;
pub use heads::heads;
use layout::{Frame, Layout};
use not_found::NotFound;
pub use routes::Routes;

use crate::base_url::BaseUrl;
use crate::content::{ComposedPage, Language, PageKey, Site};
use crate::html::Html;
use crate::i18n::Messages;
use crate::template;

/// What pages need beside the site and its words: the addresses of files.
pub trait Assets: Sync {
    /// A file of `static`: its address, and its size where it is a picture.
    fn file(&self, name: &str) -> Option<Picture>;
    /// A file of `static` that is no picture.
    fn document(&self, name: &str) -> Option<DocumentFile<'_>>;
    /// The names of all files of `static`.
    fn file_names(&self) -> Vec<&str>;
    /// Whether a file is there and has a problem of its own.
    fn is_refused(&self, name: &str) -> bool;
}

/// The addresses of the files that pages load. They are known only when all pages are rendered, but for the frame around each: the letters
/// of the pages decide how the type is cut, and so what its files and the stylesheet are called.
#[derive(Clone, Debug, Default)]
pub struct PageFiles {
    /// The stylesheet.
    pub stylesheet: String,
    /// The two faces that every page shows.
    pub fonts: [String; 2],
    /// The sharing cards, as URLs, by the place of their language and the key of their page.
    pub cards: HashMap<(usize, String), String>,
}

impl PageFiles {
    fn card(&self, key: &DocumentKey) -> &str {
        self.cards.get(&(key.language, key.page.clone())).map_or("", String::as_str)
    }
}

/// A page as values that are ready to be shown.
pub struct Document {
    /// What it is.
    pub key: DocumentKey,
    /// Where it stands.
    pub place: Placement,
    /// Its language as `Content-Language` has it: one, or several.
    pub languages: String,
    /// What search engines are told, where it is not the usual.
    pub robots: Option<&'static str>,
    layout: Layout,
    /// Its main part.
    main: Html,
    /// The values of a not-found page.
    not_found: Option<NotFound>,
    /// What was learnt of it while it was rendered.
    pub collected: Collected,
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

/// Where a document stands in the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Placement {
    /// At this path.
    At(String),
    /// At the site's root, where visitors are led to their language.
    Root(String),
    /// At every path below this one that has no page.
    NotFound(String),
}

/// Everything that pages are made of.
#[derive(Clone, Copy)]
pub struct RenderInput<'a> {
    /// What editors wrote.
    pub site: &'a Site,
    /// The interface's messages, one for each of the site's languages.
    pub messages: &'a [Messages],
    /// The site's public address.
    pub base: &'a BaseUrl,
    /// The addresses of files.
    pub assets: &'a dyn Assets,
    /// The facts that texts may name, in each of the languages.
    pub variables: &'a [Variables],
    /// What each page says of itself.
    pub heads: &'a Heads,
    /// Whether each text says where it stands, for the preview.
    pub preview: bool,
}

/// Makes every page.
pub fn render(input: RenderInput<'_>) -> Vec<Document> {
    let routes = Routes::new(input.site, input.base);
    // In their order, whichever is ready first.
    let wanted: Vec<_> = input
        .site
        .languages
        .iter()
        .flat_map(|language| {
            let side_by_side = routes.keys().filter(|_| language.index > 0).map(Wanted::SideBySide);
            let pages = routes.keys_in(language).map(Wanted::Page).chain([Wanted::NotFound]).chain(side_by_side);
            pages.map(move |page| (language, page))
        })
        .collect();
    let rendered = wanted.into_par_iter().filter_map(|(language, page)| {
        let collector = Collector::default();
        let context = RenderContext::new(input, &routes, language, &collector);
        let (page, side_by_side, document) = match page {
            Wanted::Page(key) => (key.as_str(), false, self::page(&context, key)),
            Wanted::NotFound => (NOT_FOUND, false, not_found::in_language(&context)),
            Wanted::SideBySide(key) => (key.as_str(), true, side_by_side::document(&context, key)?),
        };
        let key = DocumentKey { language: language.index, page: page.to_owned(), side_by_side };
        Some(Document { key, collected: collector.take(), ..document })
    });
    let mut documents: Vec<_> = rendered.collect();
    let collector = Collector::default();
    let contexts: Vec<_> =
        input.site.languages.iter().map(|language| RenderContext::new(input, &routes, language, &collector)).collect();
    let in_all = not_found::in_all(&contexts);
    let choice = language_choice::document(&contexts);
    documents.push(Document { collected: collector.take(), ..in_all });
    documents.push(choice);
    documents
}

/// A page to be made in a language.
enum Wanted<'a> {
    Page(PageKey<'a>),
    NotFound,
    SideBySide(PageKey<'a>),
}

/// What stands for a key where a document is no page of the table.
const NOT_FOUND: &str = "404";

impl Document {
    /// A document in the words of `language`; where it stands in the table, and what it refers to, is added by [`render`].
    fn new(place: Placement, language: &Language, languages: String, layout: Layout, main: Html) -> Self {
        let key = DocumentKey { language: language.index, page: NOT_FOUND.into(), side_by_side: false };
        Self { key, place, languages, robots: None, layout, main, not_found: None, collected: Collected::default() }
    }

    /// The same, not to be listed by search engines.
    fn unlisted(self) -> Self {
        Self { robots: Some("noindex"), ..self }
    }

    /// The pages that a not-found page may lead to: for each, the last part of its path and its language's code.
    pub fn suggestions(&self) -> impl Iterator<Item = (&str, &str)> {
        let suggestions = self.not_found.iter().flat_map(|page| &page.suggestions);
        suggestions.map(|(slug, link)| (slug.as_str(), link.language.as_deref().unwrap_or_default()))
    }

    /// The HTML of a not-found page with links to these of its suggestions.
    pub fn html_with_suggestions(&self, suggested: &[usize], messages: &[Messages], files: &PageFiles) -> String {
        let main = self.not_found.as_ref().map(|page| page.html(suggested));
        self.frame(main.as_ref().unwrap_or(&self.main), messages, files, 0)
    }

    /// Whether it is a page at an address of its own, which search engines may list.
    pub fn is_listed(&self) -> bool {
        matches!(self.place, Placement::At(_)) && self.robots.is_none()
    }

    /// The HTML of the whole page, which loads `files` and weighs so many thousands of bytes; `messages` are those of all languages.
    pub fn html(&self, messages: &[Messages], files: &PageFiles, kilobytes: u32) -> String {
        self.frame(&self.main, messages, files, kilobytes)
    }

    fn frame(&self, main: &Html, messages: &[Messages], files: &PageFiles, kilobytes: u32) -> String {
        // Side by side, the interface speaks the first language.
        let t = &messages[if self.key.side_by_side { 0 } else { self.key.language }];
        let weight = self.layout.footer.is_weighed.then(|| t.page_weight(&kilobytes));
        let frame = Frame { layout: &self.layout, t, key: &self.key, files, weight, main };
        template::render(&frame)
    }
}

fn page(context: &RenderContext<'_>, key: PageKey<'_>) -> Document {
    let main = match key {
        PageKey::Composed(ComposedPage::Home) => context.render(&home::page(context)),
        PageKey::Composed(ComposedPage::Association) => context.render(&association::page(context)),
        PageKey::Composed(ComposedPage::History) => context.render(&history::page(context)),
        PageKey::Composed(ComposedPage::Vision) => context.render(&vision::page(context)),
        PageKey::Composed(ComposedPage::Projects) => context.render(&projects::page(context)),
        PageKey::Composed(ComposedPage::Contact) => context.render(&contact::page(context)),
        PageKey::Composed(ComposedPage::SiteMap) => context.render(&site_map::page(context)),
        PageKey::Composed(ComposedPage::Dossier) => context.render(&dossier::page(context)),
        PageKey::Free(key) => context.render(&free::page(context, key)),
    };
    let (languages, layout) = (context.language.code.clone(), Layout::of_page(context, key));
    Document::new(Placement::At(context.path(key)), context.language, languages, layout, main)
}
