//! What each page says of itself, set once for all pages that name it.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};

use rayon::prelude::*;

use super::context::{Links, RenderContext};
use super::{RenderInput, Routes};
use crate::content::{ComposedPage, Language, Line, PageKey};
use crate::html::Words;

/// What a page says of itself.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// Its title.
    pub title: Words,
    /// The title in the tab, where it is another.
    pub tab: Option<String>,
    /// Its description.
    pub description: Words,
    /// Its name in the navigation.
    pub label: Words,
}

/// The heads of all pages of the table, in each language.
#[derive(Default)]
pub struct Heads {
    languages: Vec<HashMap<String, Head>>,
    /// What they refer to.
    links: Links,
}

impl Heads {
    /// Sets the heads of all pages.
    #[must_use]
    pub fn new(input: RenderInput<'_>, routes: &Routes<'_>) -> Self {
        let mut heads = Self::default();
        let keys: Vec<_> = routes.keys().collect();
        for language in &input.site.languages {
            let set = |key: &PageKey<'_>| {
                let links = Mutex::default();
                let head = Head::of(&RenderContext::new(input, routes, language, &links), *key);
                ((key.as_str().to_owned(), head), Links::take(&links))
            };
            let (of_language, links): (Vec<_>, Vec<_>) = keys.par_iter().map(set).unzip();
            heads.languages.push(of_language.into_iter().collect());
            for links in links {
                heads.links.append(links);
            }
        }
        heads
    }

    /// The head of a page in a language; an empty one where there is no such page.
    #[must_use]
    pub fn of(&self, key: PageKey<'_>, language: &Language) -> &Head {
        static NONE: LazyLock<Head> = LazyLock::new(Head::default);
        self.languages.get(language.index).and_then(|heads| heads.get(key.as_str())).unwrap_or(&NONE)
    }

    /// What the heads refer to.
    pub(super) fn links(&self) -> &Links {
        &self.links
    }
}

impl Head {
    fn of(context: &RenderContext<'_>, key: PageKey<'_>) -> Self {
        let language = context.language;
        let words = |line: &Line| context.words(line);
        if key == ComposedPage::Home.into() {
            let home = &context.site.settings.home;
            return Self {
                title: context.site.profile.full_name(language).into(),
                tab: Some(words(home.title.of(language)).plain),
                description: words(home.description.of(language)),
                label: words(home.label.of(language)),
            };
        }
        let Some(head) = context.routes.head(key) else { unreachable!("{key:?} is no page of the table") };
        let title = words(head.title.of(language));
        let label = head.label.as_ref().map_or_else(|| title.clone(), |label| words(label.of(language)));
        Self { title, tab: None, description: words(head.description.of(language)), label }
    }
}
