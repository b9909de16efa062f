//! What each page says of itself, once for all pages that name it.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::collected::Collected;
use crate::content::{Language, PageKey};
use crate::html::PlainText;

/// What a page says of itself.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// Its title.
    pub title: PlainText,
    /// The title in the tab, where it is another.
    pub tab: Option<String>,
    /// Its description.
    pub description: PlainText,
    /// Its name in the navigation.
    pub label: PlainText,
}

/// The heads of all pages of the table, in each language.
#[derive(Default)]
pub struct Heads {
    pub(super) languages: Vec<HashMap<String, Head>>,
    /// What was learnt of each.
    pub collected: Vec<Collected>,
}

impl Heads {
    /// The head of a page in a language; an empty one where there is no such page.
    pub fn of(&self, key: PageKey<'_>, language: &Language) -> &Head {
        static NONE: LazyLock<Head> = LazyLock::new(Head::default);
        self.languages.get(language.index).and_then(|heads| heads.get(key.as_str())).unwrap_or(&NONE)
    }
}
