//! The one table of pages and their addresses.

use std::collections::{HashMap, HashSet};

use crate::base_url::BaseUrl;
use crate::content::site::{FreePage, PageHead};
use crate::content::{Language, Site};

/// Every page and its address in every language.
pub struct Routes<'a> {
    site: &'a Site,
    base: &'a BaseUrl,
    heads: HashMap<&'a str, &'a PageHead>,
    free: HashMap<&'a str, &'a FreePage>,
}

/// The pages of the main navigation, in its order.
const MAIN: [&str; 6] = ["home", "association", "history", "vision", "projects", "contact"];
/// The pages that come last, after the free pages.
const LAST: [&str; 2] = ["site-map", "dossier"];
/// How many free pages the foot of every page names at most.
const FEW: usize = 12;

impl<'a> Routes<'a> {
    /// The table of a site at an address.
    #[must_use]
    pub fn new(site: &'a Site, base: &'a BaseUrl) -> Self {
        let free = site.pages.iter().map(|(key, page)| (key.as_str(), page)).collect();
        Self { site, base, heads: site.heads().collect(), free }
    }

    /// The head of a page other than the home page; nothing where there is no such page.
    #[must_use]
    pub fn head(&self, key: &str) -> Option<&'a PageHead> {
        self.heads.get(key).copied()
    }

    /// A free page; nothing where there is none of this key.
    #[must_use]
    pub fn free(&self, key: &str) -> Option<&'a FreePage> {
        self.free.get(key).copied()
    }

    /// The site's address.
    #[must_use]
    pub fn base(&self) -> &'a BaseUrl {
        self.base
    }

    /// The keys of all pages, in the order of the site map.
    pub fn keys(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let site = self.site;
        MAIN.into_iter().chain(site.pages.iter().map(|(key, _)| key.as_str())).chain(LAST)
    }

    /// The keys of the main navigation.
    pub fn main() -> impl Iterator<Item = &'static str> {
        MAIN.into_iter()
    }

    /// The keys of the pages that only the footer links: of up to twelve free pages all, of more those that ask for it, the first twelve.
    pub fn footer(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let pages = &self.site.pages;
        let named = pages.iter().filter(|(_, page)| pages.len() <= FEW || page.footer == Some(true));
        named.map(|(key, _)| key.as_str()).take(FEW).chain(LAST)
    }

    /// A path of the site as links have it: with the path under which the site stands.
    #[must_use]
    pub fn within(&self, path: &str) -> String {
        format!("{}{path}", self.base.path())
    }

    /// The path of a page in a language; nothing where there is no such page.
    #[must_use]
    pub fn path(&self, key: &str, language: &Language) -> Option<String> {
        Some(self.within(&format!("/{}/{}", language.code, self.tail(key, language)?)))
    }

    /// The path of a page in the site's first language beside another one; nothing for a page without texts of its own.
    #[must_use]
    pub fn side_by_side(&self, key: &str, translation: &Language) -> Option<String> {
        if LAST.contains(&key) {
            return None;
        }
        let source = &self.site.languages[0];
        let tail = self.tail(key, source)?;
        Some(self.within(&format!("/{}/{tail}", self.pair(translation))))
    }

    /// The languages whose translations pages in `language` are shown beside: for the site's first, all others; for another, itself.
    pub fn translations(&self, language: &Language) -> impl Iterator<Item = &'a Language> + use<'a> {
        let here = language.index;
        self.site.languages.iter().filter(move |other| other.index > 0 && (here == 0 || other.index == here))
    }

    /// The first part of the addresses that show two languages: `fr-en`.
    #[must_use]
    pub fn pair(&self, translation: &Language) -> String {
        format!("{}-{}", self.site.languages[0].code, translation.code)
    }

    /// What follows the language in a page's path.
    fn tail(&self, key: &str, language: &Language) -> Option<String> {
        if key == "home" {
            return Some(String::new());
        }
        Some(format!("{}/", self.head(key)?.slug.of(language).as_str()))
    }

    /// Every address that leads to another: former slugs, slugs of another language, shortcuts. From, to.
    #[must_use]
    pub fn redirects(&self) -> Vec<(String, String)> {
        let mut redirects = Vec::new();
        let languages = &self.site.languages;
        let source = &languages[0];
        for (key, head) in self.site.heads() {
            for language in languages {
                let Some(to) = self.path(key, language) else { continue };
                let former = head.former_slugs.iter().filter_map(|slugs| slugs.of(language)).flatten();
                let others = languages.iter().map(|other| head.slug.of(other));
                let mut from: Vec<_> = former
                    .chain(others)
                    .map(|slug| self.within(&format!("/{}/{slug}/", language.code, slug = slug.as_str())))
                    .collect();
                from.retain(|from| *from != to);
                redirects.extend(from.into_iter().map(|from| (from, to.clone())));
                if language.index > 0
                    && let Some(to) = self.side_by_side(key, language)
                {
                    let slug = head.slug.of(language).as_str();
                    let from = self.within(&format!("/{}/{slug}/", self.pair(language)));
                    if from != to {
                        redirects.push((from, to));
                    }
                }
            }
            for shortcut in head.shortcuts.iter().flatten() {
                if let Some(to) = self.path(key, source) {
                    redirects.push((self.within(&format!("/{}", shortcut.as_str())), to));
                }
            }
        }
        // What is a page in its own right leads nowhere else; of two that lead from one address the first counts.
        let pages: HashSet<_> =
            languages.iter().flat_map(|language| self.keys().filter_map(|key| self.path(key, language))).collect();
        redirects.retain(|(from, _)| !pages.contains(from));
        redirects.sort();
        redirects.dedup_by(|a, b| a.0 == b.0);
        redirects
    }
}
