//! The registry: the files of content, and the pages that the program composes from them. To add one, add a line here; the program
//! does not compile until it has what it needs elsewhere: a record, a template, a view side by side.

use super::absence::Absences;
use super::from_toml::FromToml;
use super::language::Language;
use super::schema::Schema;
use super::site::{
    Contact, FreePage, LegalFacts, Objectives, PageHead, Profile, Projects, Settings, Site, Timeline, Vision,
};
use crate::diagnostic::Report;

/// What reads the files as records.
pub(super) trait ReadRecords {
    /// A file's record; nothing where it is wrong, which `report` then says, and nothing can stand in for what is.
    fn record<T: FromToml>(&self, path: &str, report: &mut Report) -> Option<T>;

    /// The free pages by their keys; nothing where nothing can stand in for what is wrong in one.
    fn pages(&self, report: &mut Report) -> Option<Vec<(String, FreePage)>>;
}

/// Declares the files in `content`: the field of [`Site`], its record, the file's name without `.toml`.
macro_rules! files {
    ($($field:ident: $record:ident = $file:literal,)+) => {
        /// The paths of the files.
        pub const FILES: &[&str] = &[$(concat!("content/", $file, ".toml")),+];

        /// The schemas of the files by their names without `.toml`; that of a free page comes last, as `page`.
        pub fn record_schemas() -> Vec<(&'static str, Schema)> {
            vec![$(($file, $record::schema()),)+ ("page", FreePage::schema())]
        }

        /// Reads all files. What is missing or wrong is in `report`, and something stands in for it.
        pub(super) fn read(reader: &impl ReadRecords, languages: Vec<Language>, report: &mut Report) -> Option<Site> {
            $(let $field = reader.record(concat!("content/", $file, ".toml"), report);)+
            let pages = reader.pages(report);
            Some(Site { languages, $($field: $field?,)+ pages: pages?, absences: Absences::default() })
        }
    };
}

files! {
    settings: Settings = "site",
    profile: Profile = "profile",
    timeline: Timeline = "timeline",
    vision: Vision = "vision",
    objectives: Objectives = "objectives",
    projects: Projects = "projects",
    contact: Contact = "contact",
    legal: LegalFacts = "legal",
}

/// The key of a free page, by which links name it, from its file's path.
pub fn page_key(path: &str) -> Option<&str> {
    let key = path.strip_prefix("content/pages/")?.strip_suffix(".toml")?;
    let is_key = key.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    (is_key && !key.is_empty()).then_some(key)
}

/// The navigation that a page stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Menu {
    /// In the main navigation.
    Main,
    /// At the end of the footer and of the site map.
    Footer,
}

/// Whose texts a page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShownTexts {
    /// Its own, which a view side by side shows with their translation.
    Own,
    /// Those of other pages.
    Others,
}

/// Declares the composed pages, in the order of the site map: the key by which links name it, where it stands, whose texts it shows, its
/// head.
macro_rules! pages {
    ($($page:ident = $key:literal in $menu:ident, $texts:ident: $head:expr,)+) => {
        /// A page that the program composes. All others are free pages: files in `content/pages`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[expect(missing_docs, reason = "each is named as its page")]
        pub enum ComposedPage { $($page),+ }

        impl ComposedPage {
            /// All of them, in their order.
            pub const ALL: &[Self] = &[$(Self::$page),+];

            /// The key by which links name it, which no free page can have.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Self::$page => $key),+ }
            }

            /// The navigation that it stands in.
            #[must_use]
            pub const fn menu(self) -> Menu {
                match self { $(Self::$page => Menu::$menu),+ }
            }

            /// Whose texts it shows.
            #[must_use]
            pub const fn shown_texts(self) -> ShownTexts {
                match self { $(Self::$page => ShownTexts::$texts),+ }
            }

            /// Its head; nothing for the home page, whose address is that of its language.
            pub(crate) fn head(self, site: &Site) -> Option<&PageHead> {
                let head: fn(&Site) -> Option<&PageHead> = match self { $(Self::$page => $head),+ };
                head(site)
            }
        }
    };
}

pages! {
    Home = "home" in Main, Own: |_| None,
    Association = "association" in Main, Own: |site| Some(&site.profile.page),
    History = "history" in Main, Own: |site| Some(&site.timeline.page),
    Vision = "vision" in Main, Own: |site| Some(&site.vision.page),
    Projects = "projects" in Main, Own: |site| Some(&site.projects.page),
    Contact = "contact" in Main, Own: |site| Some(&site.contact.page),
    SiteMap = "site-map" in Footer, Others: |site| Some(&site.settings.site_map),
    Dossier = "dossier" in Footer, Others: |site| Some(&site.settings.dossier),
}

impl ComposedPage {
    /// The pages that stand there, in their order.
    pub fn all_in<'a>(menu: Menu) -> impl Iterator<Item = PageKey<'a>> {
        Self::ALL.iter().filter(move |page| page.menu() == menu).map(|page| PageKey::Composed(*page))
    }
}

/// A page of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PageKey<'a> {
    /// One that the program composes.
    Composed(ComposedPage),
    /// A free page, by the name of its file without `.toml`.
    Free(&'a str),
}

impl<'a> PageKey<'a> {
    /// The page that a link means by `key`; whether a free page has it, only the site knows.
    #[must_use]
    pub fn of(key: &'a str) -> Self {
        let composed = ComposedPage::ALL.iter().find(|page| page.key() == key);
        composed.map_or(Self::Free(key), |page| Self::Composed(*page))
    }

    /// The key as links have it.
    #[must_use]
    pub fn as_str(self) -> &'a str {
        match self {
            Self::Composed(page) => page.key(),
            Self::Free(key) => key,
        }
    }
}

impl From<ComposedPage> for PageKey<'_> {
    fn from(page: ComposedPage) -> Self {
        Self::Composed(page)
    }
}

/// The free page on accessibility. The footer names it by the state that it declares, where the site has the page.
pub const ACCESSIBILITY: PageKey<'static> = PageKey::Free("accessibility");
