//! The names of pages where editors write them: in the menu and in the footer.

use std::collections::HashMap;

use super::registry::{ComposedPage, PageKey};
use super::site::Site;
use super::value::{At, Name, slug_from};
use super::{did_you_mean, site::PageHead};
use crate::diagnostic::{Problem, Report};

/// Checks every name of a page outside of texts.
pub(super) fn check(site: &Site, report: &mut Report) {
    let settings = &site.settings;
    for (key, list) in [("menu", &settings.menu), ("footer", &settings.footer)] {
        let mut places = HashMap::new();
        for name in list.iter().flatten() {
            if !is_page(site, key, name, report) {
                continue;
            }
            if let Some(first) = places.insert(name.as_str(), &name.place) {
                let first = format!("{}:{}:{}", first.path(), first.line(), first.column());
                let problem = Problem::PageListedTwice { key: key.into(), page: name.to_string(), first };
                report.error(name.place.clone(), problem);
            }
        }
    }
}

/// Says if a name that stands under `key` is that of a page; reports it where it is none.
fn is_page(site: &Site, key: &str, name: &At<Name>, report: &mut Report) -> bool {
    let is_page = site.page_named(name.as_str()).is_some();
    if !is_page {
        let known = site.page_names().collect::<Vec<_>>().join(", ");
        let near = site.page_name_like(name.as_str()).unwrap_or_default();
        let problem = Problem::PageNameUnknown { key: key.into(), page: name.to_string(), near, known };
        report.error(name.place.clone(), problem);
    }
    is_page
}

impl Site {
    /// The page of this name; nothing where there is none.
    pub(crate) fn page_named<'a>(&'a self, name: &'a str) -> Option<PageKey<'a>> {
        let key = PageKey::of(name);
        let is_there = match key {
            PageKey::Composed(_) => true,
            PageKey::Free(name) => self.pages.iter().any(|(known, _)| known == name),
        };
        is_there.then_some(key)
    }

    /// The names of all pages.
    fn page_names(&self) -> impl Iterator<Item = &str> {
        let composed = ComposedPage::ALL.iter().map(|page| page.key());
        composed.chain(self.pages.iter().map(|(key, _)| key.as_str()))
    }

    /// The name of the page that was most likely meant. What visitors read in an address is what an editor remembers of a page, so it is
    /// looked for among the slugs too: `histoire` means `history`.
    fn page_name_like(&self, typed: &str) -> Option<String> {
        let slugs = |head: &'_ PageHead| {
            self.languages.iter().map(|language| head.slug.of(language).to_string()).collect::<Vec<_>>()
        };
        let of_heads = self.heads().flat_map(|(key, head)| slugs(head).into_iter().map(move |slug| (slug, key)));
        let home = self.languages.iter().map(|language| slug_from(&self.settings.home.label.of(language).plain()));
        let home = home.map(|slug| (slug, ComposedPage::Home.into()));
        let names: HashMap<_, _> = of_heads.chain(home).map(|(slug, key)| (slug, key.as_str().to_owned())).collect();
        let typed = typed.trim_start_matches("page:").trim_end_matches(".toml");
        let known = self.page_names().chain(names.keys().map(String::as_str));
        let mut known: Vec<_> = known.collect();
        // The nearest one is the same at every run.
        known.sort_unstable();
        let near = did_you_mean(&slug_from(typed), known.into_iter())?;
        Some(names.get(&near).cloned().filter(|_| self.page_named(&near).is_none()).unwrap_or(near))
    }
}
