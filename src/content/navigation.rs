//! The names of pages where editors write them: in the menu, in the footer, for the page that another stands under.

use std::collections::HashMap;

use super::did_you_mean;
use super::page_tree::PageTree;
use super::registry::{ComposedPage, PageKey};
use super::site::Site;
use super::slug::slug_from;
use super::value::{At, Name};
use crate::diagnostic::{Problem, Report};

/// Checks every name of a page outside of texts.
pub(super) fn check(site: &Site, report: &mut Report) {
    let (settings, tree) = (&site.settings, PageTree::new(site));
    for (key, list) in [("menu", &settings.menu), ("footer", &settings.footer)] {
        let mut places = HashMap::new();
        for name in list.iter().flatten().filter(|name| !name.stands_in) {
            if !is_page(&tree, key, name, &|_| true, report) {
                continue;
            }
            if let Some(first) = places.insert(name.as_str(), &name.place) {
                let first = format!("{}:{}:{}", first.path(), first.line(), first.column());
                let problem = Problem::PageListedTwice { key: key.into(), page: name.to_string(), first };
                report.error(name.place.clone(), problem);
            }
        }
    }
    parents(&tree, report);
}

/// Each parent is a page, and none stands under itself. A circle is reported once, in the first of its files.
fn parents(tree: &PageTree<'_>, report: &mut Report) {
    let site = tree.site();
    for (key, page) in &site.pages {
        let Some(parent) = &page.parent else { continue };
        let key = PageKey::Free(key);
        // What stands under the page cannot stand above it.
        let fits = |above: PageKey<'_>| above != key && !tree.ancestors(above).contains(&key);
        if !is_page(tree, "parent", parent, &fits, report) {
            continue;
        }
        let above = PageKey::of(parent.as_str());
        if let Some(language) = site.languages.iter().find(|one| tree.is_in(key, one) && !tree.is_in(above, one)) {
            let problem = Problem::ParentLanguage { parent: parent.to_string(), language: language.code.clone() };
            report.error(parent.place.clone(), problem);
        }
        let Some(circle) = tree.circle(key) else { continue };
        if circle.iter().all(|page| page.as_str() >= key.as_str()) {
            let names: Vec<_> = circle.iter().map(|page| page.as_str()).chain([key.as_str()]).collect();
            report.error(parent.place.clone(), Problem::ParentCircle { circle: names.join(" → ") });
        }
    }
}

/// Says if a name that stands under `key` is that of a page; reports it where it is none, with those that fit there.
fn is_page(
    tree: &PageTree<'_>,
    key: &str,
    name: &At<Name>,
    fits: &dyn Fn(PageKey<'_>) -> bool,
    report: &mut Report,
) -> bool {
    let is_page = tree.has(PageKey::of(name.as_str()));
    if !is_page {
        let site = tree.site();
        let known = site.page_names(fits).collect::<Vec<_>>().join(", ");
        let near = site.page_name_like(name.as_str(), fits).unwrap_or_default();
        let problem = Problem::PageNameUnknown { key: key.into(), page: name.to_string(), near, known };
        report.error(name.place.clone(), problem);
    }
    is_page
}

impl Site {
    /// The names of all pages that fit.
    fn page_names(&self, fits: &dyn Fn(PageKey<'_>) -> bool) -> impl Iterator<Item = &str> {
        let composed = ComposedPage::ALL.iter().map(|page| page.key());
        let all = composed.chain(self.pages.iter().map(|(key, _)| key.as_str()));
        all.filter(|name| fits(PageKey::of(name)))
    }

    /// The name of the page that was most likely meant, among those that fit. What visitors read of a page is what an editor remembers of
    /// it, so it is looked for among titles and addresses too, those that it had before as well: `histoire` means `history`.
    pub(crate) fn page_name_like(&self, typed: &str, fits: &dyn Fn(PageKey<'_>) -> bool) -> Option<String> {
        let tree = PageTree::new(self);
        let mut names = HashMap::new();
        for language in &self.languages {
            let home = slug_from(&self.settings.home.label.of(language).plain());
            names.insert(home, ComposedPage::Home.into());
            for (key, head) in self.heads() {
                names.insert(slug_from(&head.title.of(language).plain()), key);
                let slugs = tree.paths(key, language).into_iter().rev();
                names.extend(slugs.map(|path| (path.rsplit('/').next().unwrap_or(&path).to_owned(), key)));
            }
        }
        names.extend(self.page_names(fits).map(|name| (name.to_owned(), PageKey::of(name))));
        names.retain(|name, key| !name.is_empty() && fits(*key));
        let mut known: Vec<_> = names.keys().map(String::as_str).collect();
        // Of two that are as near it is the same one at every run.
        known.sort_unstable();
        let typed = slug_from(typed.trim_start_matches("page:").trim_end_matches(".toml"));
        let near = did_you_mean(&typed, known.into_iter()).filter(|near| is_like(&typed, near))?;
        names.get(&near).map(|key| key.as_str().to_owned())
    }
}

/// Whether a name is another writing of one, and not the name of another page: `publications` is no `association`.
fn is_like(typed: &str, near: &str) -> bool {
    let (short, long) = if typed.len() < near.len() { (typed, near) } else { (near, typed) };
    let holds =
        short.len() > 3 && long.split('-').any(|word| word == short || short.starts_with(word) && word.len() > 3);
    holds || strsim::normalized_damerau_levenshtein(typed, near) >= 0.6
}
