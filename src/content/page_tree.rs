//! Which page stands under which, and so where each is and was.

use std::collections::HashMap;

use super::language::Language;
use super::registry::{ComposedPage, PageKey};
use super::site::{FreePage, PageHead, Site};
use crate::diagnostic::Place;

/// The pages of a site as a tree. Below an address of the home page, a page's path is the slugs of those above it and its own.
pub struct PageTree<'a> {
    site: &'a Site,
    free: HashMap<&'a str, &'a FreePage>,
}

impl<'a> PageTree<'a> {
    /// The tree of a site. A parent that is no page is none here: [`load`](super::load) reports it.
    pub fn new(site: &'a Site) -> Self {
        Self { site, free: site.pages.iter().map(|(key, page)| (key.as_str(), page)).collect() }
    }

    /// The site.
    pub(super) fn site(&self) -> &'a Site {
        self.site
    }

    /// Says if there is such a page.
    pub fn has(&self, key: PageKey<'_>) -> bool {
        match key {
            PageKey::Composed(_) => true,
            PageKey::Free(key) => self.free.contains_key(key),
        }
    }

    /// A free page; nothing where there is none of this key.
    pub fn free(&self, key: &str) -> Option<&'a FreePage> {
        self.free.get(key).copied()
    }

    /// The head of a page other than the home page; nothing where there is no such page.
    pub fn head(&self, key: PageKey<'_>) -> Option<&'a PageHead> {
        match key {
            PageKey::Composed(page) => page.head(self.site),
            PageKey::Free(key) => Some(&self.free(key)?.page),
        }
    }

    /// Says if a page is in a language.
    pub fn is_in(&self, key: PageKey<'_>, language: &Language) -> bool {
        let PageKey::Free(key) = key else { return true };
        let Some(page) = self.free(key) else { return false };
        let Some(codes) = &page.languages else { return true };
        let is_listed = |language: &Language| codes.iter().any(|code| code.as_str() == language.code);
        // A list without any of them is a mistake, which is reported, and hides nothing else of the page.
        is_listed(language) || !self.site.languages.iter().any(is_listed)
    }

    /// The page that a page stands under; nothing where that is the home page, as for most.
    pub fn parent(&self, key: PageKey<'_>) -> Option<PageKey<'a>> {
        let PageKey::Free(key) = key else { return None };
        let parent = PageKey::of(self.free(key)?.parent.as_ref()?.as_str());
        (parent != ComposedPage::Home.into() && self.head(parent).is_some()).then_some(parent)
    }

    /// The pages above a page, the nearest first. Where pages stand under each other in a circle, each of them once.
    pub fn ancestors(&self, key: PageKey<'_>) -> Vec<PageKey<'a>> {
        let mut ancestors = Vec::new();
        let mut above = self.parent(key);
        while let Some(page) = above.filter(|page| *page != key && !ancestors.contains(page)) {
            ancestors.push(page);
            above = self.parent(page);
        }
        ancestors
    }

    /// The pages of the circle that a page stands in, itself first; nothing where it stands in none.
    pub(super) fn circle<'k>(&self, key: PageKey<'k>) -> Option<Vec<PageKey<'k>>>
    where
        'a: 'k,
    {
        let mut pages = vec![key];
        pages.extend(self.ancestors(key));
        (self.parent(*pages.last()?) == Some(key)).then_some(pages)
    }

    /// The path of a page below its language's, without slashes around it: `association/equipe`; empty for the home page, and nothing
    /// where there is no such page in the language.
    pub fn path(&self, key: PageKey<'_>, language: &Language) -> Option<String> {
        if !self.is_in(key, language) {
            return None;
        }
        if key == ComposedPage::Home.into() {
            return Some(String::new());
        }
        let slug = |key| Some(self.head(key)?.slug.of(language).as_str());
        let above = self.ancestors(key).into_iter().rev().map(slug);
        Some(above.chain([slug(key)]).collect::<Option<Vec<_>>>()?.join("/"))
    }

    /// The path of a page and those that its own file says it had, each with its place there: a former slug stands where the slug does,
    /// and one of several parts below the language's address.
    pub(super) fn own_paths(&self, key: PageKey<'_>, language: &Language) -> Vec<(String, &'a Place)> {
        let Some(head) = self.head(key).filter(|_| self.is_in(key, language)) else { return Vec::new() };
        let above = self.parent(key).and_then(|parent| self.path(parent, language));
        let below = |slug: &str| match &above {
            Some(above) if !slug.contains('/') => format!("{above}/{slug}"),
            _ => slug.to_owned(),
        };
        let former = head.former_slugs.iter().flat_map(|slugs| slugs.of(language)).flatten();
        let former = former.filter(|path| !path.stands_in).map(|path| (below(path.as_str()), &path.place));
        let slug = head.slug.of(language);
        [(below(slug.as_str()), &slug.place)].into_iter().chain(former).collect()
    }

    /// Every path that a page has or had, the one that it has first. Where a page above it had another, so had the page.
    pub fn paths(&self, key: PageKey<'_>, language: &Language) -> Vec<String> {
        let mut paths: Vec<String> = Vec::new();
        if !self.is_in(key, language) {
            return paths;
        }
        for page in self.ancestors(key).into_iter().rev().chain([key]) {
            let slug = self.head(page).map_or("", |head| head.slug.of(language).as_str());
            let moved: Vec<_> = paths.iter().skip(1).map(|above| format!("{above}/{slug}")).collect();
            paths = self.own_paths(page, language).into_iter().map(|(path, _)| path).chain(moved).collect();
        }
        paths
    }
}
