//! The one table of pages and their addresses.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::base_url::BaseUrl;
use crate::content::site::FreePage;
use crate::content::{ACCESSIBILITY, At, ComposedPage, Language, Menu, Name, PageKey, PageTree, ShownTexts, Site};

/// Every page and its address in every language.
pub struct Routes<'a> {
    site: &'a Site,
    /// The site's address.
    pub base: &'a BaseUrl,
    /// Which page stands under which, and its head.
    pub tree: PageTree<'a>,
    /// The pages of the main navigation, and those that the foot of every page links.
    menu: Vec<PageKey<'a>>,
    footer: Vec<PageKey<'a>>,
    /// The pages under each, and those at the top.
    children: HashMap<Option<PageKey<'a>>, Vec<PageKey<'a>>>,
}

impl<'a> Routes<'a> {
    /// The table of a site at an address.
    pub fn new(site: &'a Site, base: &'a BaseUrl) -> Self {
        let tree = PageTree::new(site);
        let (menu, footer) = (menu(site, &tree), footer(site, &tree));
        let mut routes = Self { site, base, tree, menu, footer, children: HashMap::new() };
        for key in routes.keys() {
            routes.children.entry(routes.tree.parent(key)).or_default().push(key);
        }
        routes
    }

    /// The pages that stand under a page in a language, in the order of the site map; under no page stand those at the top.
    pub fn children<'k>(
        &'k self,
        parent: Option<PageKey<'k>>,
        language: &'k Language,
    ) -> impl Iterator<Item = PageKey<'a>> + 'k {
        let children = self.children.get(&parent).into_iter().flatten().copied();
        children.filter(|key| self.is_in(*key, language))
    }

    /// A page in a language, or else in the first one that it is in: the language, and the path. Nothing where there is no such page.
    pub fn nearest_version<'k>(
        &self,
        key: impl Into<PageKey<'k>>,
        language: &'k Language,
    ) -> Option<(&'k Language, String)>
    where
        'a: 'k,
    {
        let key = key.into();
        let all = std::iter::once(language).chain(&self.site.languages);
        all.into_iter().find_map(|language| Some((language, self.path(key, language)?)))
    }

    /// The page that visitors of another one are led to in a language that it is not in: the nearest above it.
    pub fn nearest_above(&self, key: PageKey<'_>, language: &Language) -> PageKey<'a> {
        let mut above = self.tree.ancestors(key).into_iter().filter(|page| self.is_in(*page, language));
        above.next().unwrap_or(ComposedPage::Home.into())
    }

    /// All pages, in the order of the site map: those of the main navigation come first.
    pub fn keys(&self) -> impl Iterator<Item = PageKey<'a>> + use<'a> {
        let free = self.site.pages.iter().map(|(key, _)| PageKey::Free(key));
        let others = ComposedPage::all_in(Menu::Main).chain(free).chain(ComposedPage::all_in(Menu::Footer));
        let menu = self.menu.clone();
        menu.clone().into_iter().chain(others.filter(move |key| !menu.contains(key)))
    }

    /// The pages that are in a language.
    pub fn keys_in<'k>(&'k self, language: &'k Language) -> impl Iterator<Item = PageKey<'a>> + 'k {
        self.keys().filter(|key| self.is_in(*key, language))
    }

    /// Says if a page is in a language.
    pub fn is_in(&self, key: PageKey<'_>, language: &Language) -> bool {
        self.tree.is_in(key, language)
    }

    /// The pages of the main navigation in a language.
    pub fn menu<'k>(&'k self, language: &'k Language) -> impl Iterator<Item = PageKey<'a>> + 'k {
        self.menu.iter().copied().filter(|key| self.is_in(*key, language))
    }

    /// The pages that the foot of every page links in a language.
    pub fn footer<'k>(&'k self, language: &'k Language) -> impl Iterator<Item = PageKey<'a>> + 'k {
        self.footer.iter().copied().filter(|key| self.is_in(*key, language))
    }

    /// Whether the main navigation shows the way to a page.
    pub fn is_in_menu(&self, key: PageKey<'_>) -> bool {
        self.menu.contains(&key)
    }

    /// A path of the site as links have it: with the path under which the site stands.
    pub fn within(&self, path: &str) -> String {
        format!("{}{path}", self.base.path())
    }

    /// The path of a page in a language; nothing where there is no such page in it.
    pub fn path<'k>(&self, key: impl Into<PageKey<'k>>, language: &Language) -> Option<String> {
        let key = key.into();
        Some(self.within(&format!("/{}/{}", language.code, self.tail(key, language)?)))
    }

    /// The address of a page in each language, by the language's code, and the one for visitors of any language: the root of the site
    /// for the home page, as it leads them to theirs, and the first language's for all others. Nothing where there is no such page.
    pub fn alternates(&self, key: PageKey<'_>) -> Option<(Vec<(&'a str, String)>, String)> {
        let address = |language: &'a Language| Some((&*language.code, self.base.absolute(&self.path(key, language)?)));
        let addresses: Vec<_> = self.site.languages.iter().filter_map(address).collect();
        let first = addresses.first()?.1.clone();
        let is_home = key == ComposedPage::Home.into();
        Some((addresses, if is_home { self.base.absolute(&self.within("/")) } else { first }))
    }

    /// The path of a page in the site's first language beside another one; nothing for a page without texts of its own, or which is not
    /// in both.
    pub fn side_by_side(&self, key: PageKey<'_>, translation: &Language) -> Option<String> {
        if matches!(key, PageKey::Composed(page) if page.shown_texts() == ShownTexts::Others) {
            return None;
        }
        let source = &self.site.languages[0];
        let tail = self.tail(key, source).filter(|_| self.is_in(key, translation))?;
        Some(self.within(&format!("/{}/{tail}", self.pair(translation))))
    }

    /// The languages whose translations pages in `language` are shown beside: for the site's first, all others; for another, itself.
    pub fn translations(&self, language: &Language) -> impl Iterator<Item = &'a Language> + use<'a> {
        let here = language.index;
        self.site.languages.iter().filter(move |other| other.index > 0 && (here == 0 || other.index == here))
    }

    /// The first part of the addresses that show two languages: `fr-en`.
    pub fn pair(&self, translation: &Language) -> String {
        format!("{}-{}", self.site.languages[0].code, translation.code)
    }

    /// What follows the language in a page's path.
    fn tail(&self, key: PageKey<'_>, language: &Language) -> Option<String> {
        let path = self.tree.path(key, language)?;
        Some(if path.is_empty() { path } else { format!("{path}/") })
    }

    /// Every address that leads to another, with its last slash and without it; from, to.
    ///
    /// A path that a page has or had, in any language, leads to the page in the language of the address, or in the first that it is in;
    /// without a language, to the page in the language of the path. So does the slug alone of a page that stands under another. What is a page leads nowhere else,
    /// and what could mean two pages leads to neither.
    pub fn redirects(&self) -> Vec<(String, String)> {
        let languages = &self.site.languages;
        // What an editor wrote goes before what a visitor may have put together.
        let (mut written, mut guessed) = (Vec::new(), Vec::new());
        for (key, head) in self.site.heads() {
            for of in languages {
                let mut lead = |path: &str, is_written: bool| {
                    guessed.push((format!("/{path}"), self.path(key, of)));
                    for language in languages {
                        let is_written = is_written && language.index == of.index;
                        let redirects = if is_written { &mut written } else { &mut guessed };
                        let to = self.nearest_version(key, language).map(|(_, path)| path);
                        redirects.push((format!("/{}/{path}", language.code), to));
                    }
                    for translation in &languages[1..] {
                        let to = self.side_by_side(key, translation);
                        guessed.push((format!("/{}/{path}", self.pair(translation)), to));
                    }
                };
                let paths = self.tree.paths(key, of);
                for path in &paths {
                    lead(path, true);
                }
                let slugs: BTreeSet<_> = paths.iter().filter_map(|path| path.rsplit_once('/')).collect();
                for (_, slug) in slugs {
                    lead(slug, false);
                }
            }
            let shortcuts = head.shortcuts.iter().flatten();
            let to = self.nearest_version(key, &languages[0]).map(|(_, path)| path);
            written.extend(shortcuts.map(|slug| (format!("/{slug}"), to.clone())));
        }
        let pages = languages.iter().flat_map(|language| {
            self.keys().map(move |key| [self.path(key, language), self.side_by_side(key, language)])
        });
        let mut known: HashSet<_> =
            pages.flatten().flatten().map(|path| path.trim_end_matches('/').to_owned()).collect();
        let mut redirects = Vec::new();
        for list in [written, guessed] {
            let mut targets: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
            for (from, to) in list {
                let from = self.within(&from);
                if let Some(to) = to.filter(|_| !known.contains(&from)) {
                    targets.entry(from).or_default().insert(to);
                }
            }
            known.extend(targets.keys().cloned());
            for (from, to) in targets {
                let mut to = to.into_iter();
                if let (Some(to), None) = (to.next(), to.next()) {
                    redirects.extend([(format!("{from}/"), to.clone()), (from, to)]);
                }
            }
        }
        if !self.base.path().is_empty() {
            redirects.push((self.within(""), self.within("/")));
        }
        redirects
    }
}

/// How many free pages the foot of every page names at most, where the site does not say which.
const FEW: usize = 12;

/// The pages of the main navigation: those that the site names, or else those that the program composes.
fn menu<'a>(site: &'a Site, tree: &PageTree<'a>) -> Vec<PageKey<'a>> {
    let named = site.settings.menu.as_ref().map(|names| named_pages(tree, names));
    named.unwrap_or_else(|| ComposedPage::all_in(Menu::Main).collect())
}

/// The pages of these names; what is the name of none is a problem that is reported elsewhere.
fn named_pages<'a>(tree: &PageTree<'_>, names: &'a [At<Name>]) -> Vec<PageKey<'a>> {
    names.iter().map(|name| PageKey::of(name.as_str())).filter(|key| tree.has(*key)).collect()
}

/// The pages of the footer: those that the site names; or else, of up to twelve free pages all that stand at the top, of more those that
/// ask for it, the first twelve. The page on accessibility is always there, as the home page has to say how far the site conforms (law of 11 February
/// 2005, article 47): first, where the site names no place for it.
fn footer<'a>(site: &'a Site, tree: &PageTree<'a>) -> Vec<PageKey<'a>> {
    let named = site.settings.footer.as_ref().map(|names| named_pages(tree, names));
    let mut footer = named.unwrap_or_else(|| {
        let pages = &site.pages;
        let is_named = |page: &FreePage| page.footer == Some(true) || (pages.len() <= FEW && page.parent.is_none());
        let few = pages.iter().filter(|(_, page)| is_named(page)).take(FEW);
        let few = few.map(|(key, _)| PageKey::Free(key)).filter(|key| *key != ACCESSIBILITY);
        few.chain(ComposedPage::all_in(Menu::Footer)).collect()
    });
    if !footer.contains(&ACCESSIBILITY) && tree.has(ACCESSIBILITY) {
        footer.insert(0, ACCESSIBILITY);
    }
    footer
}
