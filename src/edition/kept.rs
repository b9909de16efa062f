//! Free pages of the last edition -> the same pages in the next, where nothing that they are made of has changed.
//!
//! A free page is made of its file and of what all pages share: the other content, the words, the files of `static`, the
//! addresses of all pages and the names of those that the navigation and the footer list. So an edit of one page of a large
//! site makes that page, and not the site.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use super::cache::Digest;
use super::data::PagesData;
use super::map::{Edition, Route};
use super::{Effort, Resource};
use crate::base_url::BaseUrl;
use crate::content::{Language, Site};
use crate::pages::{Document, DocumentKey, Heads, Html, Kept, Late, Routes, Standing};
use crate::source::Files;

/// The free pages of the last edition.
#[derive(Default)]
pub(super) struct KeptPages(Mutex<Arc<LastEdition>>);

#[derive(Default)]
pub(super) struct LastEdition {
    inputs: Inputs,
    late: [String; 3],
    pages: HashMap<DocumentKey, KeptPage>,
    data: PagesData,
}

struct KeptPage {
    /// At less than the best, what a page says of its weight is an estimate.
    effort: Effort,
    document: Document,
    resource: Arc<Resource>,
}

/// What the pages of an edition are made of, as hashes.
#[derive(Default)]
pub(super) struct Inputs {
    shared: Digest,
    pages: BTreeMap<String, Digest>,
}

impl Inputs {
    /// The inputs of a site's pages; `card` is the address of a page's sharing card in a language.
    pub fn new(
        (files, site, base): (&Files, &Site, &BaseUrl),
        routes: &Routes<'_>,
        heads: &Heads,
        card: impl Fn(&str, &Language) -> Option<String>,
    ) -> Self {
        let mut shared = blake3::Hasher::new();
        let mut add = |words: &str| {
            shared.update(&words.len().to_le_bytes()).update(words.as_bytes());
        };
        add(&base.to_string());
        for language in &site.languages {
            for key in routes.keys() {
                add(&routes.path(key, language).unwrap_or_default());
            }
            for key in Routes::MAIN {
                add(&heads.of(key, language).label);
            }
            for key in routes.footer() {
                add(&heads.of(key, language).label);
            }
        }
        let mut pages = BTreeMap::new();
        for (path, bytes) in files.under("") {
            let Some(page) = path.strip_prefix("content/pages/").and_then(|name| name.strip_suffix(".toml")) else {
                shared.update(&path.len().to_le_bytes()).update(path.as_bytes());
                shared.update(&bytes.len().to_le_bytes()).update(bytes);
                continue;
            };
            let mut inputs = blake3::Hasher::new();
            inputs.update(bytes);
            for language in &site.languages {
                inputs.update(card(page, language).unwrap_or_default().as_bytes());
            }
            pages.insert(page.to_owned(), *inputs.finalize().as_bytes());
        }
        Self { shared: *shared.finalize().as_bytes(), pages }
    }
}

impl KeptPages {
    /// The pages of the last edition.
    pub fn last(&self) -> Arc<LastEdition> {
        Arc::clone(&self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Keeps the free pages of an edition made of `inputs` for the next one.
    pub fn keep(
        &self,
        (inputs, effort): (Inputs, Effort),
        late: &Late<'_>,
        documents: Vec<Document>,
        data: PagesData,
        edition: &Edition,
    ) {
        let last = self.last();
        let keep = |document: Document| {
            inputs.pages.get(&document.key.page)?;
            let Standing::At(path) = &document.place else { return None };
            let Some(Route::Resource(resource)) = edition.get(path) else { return None };
            let html = Html::Whole(resource.identity().body().clone());
            let before = last.pages.get(&document.key).filter(|kept| Arc::ptr_eq(&kept.resource, resource));
            let effort = before.map_or(effort, |kept| kept.effort);
            let document = Document { html, ..document };
            Some((document.key.clone(), KeptPage { effort, document, resource: Arc::clone(resource) }))
        };
        let pages = documents.into_iter().filter_map(keep).collect();
        let next = LastEdition { late: late_of(late), pages, data, inputs };
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(next);
    }
}

impl LastEdition {
    /// Whether a page is made of the same in the next edition.
    fn is_unchanged(&self, page: &str, next: &Inputs) -> bool {
        self.inputs.shared == next.shared && self.inputs.pages.get(page) == next.pages.get(page)
    }

    /// The documents that would come out as they were, made with at least this effort.
    pub fn unchanged(&self, inputs: &Inputs, effort: Effort) -> Kept {
        let unchanged =
            self.pages.iter().filter(|(key, kept)| kept.effort >= effort && self.is_unchanged(&key.page, inputs));
        unchanged.map(|(key, kept)| (key.clone(), kept.document.clone())).collect()
    }

    /// What the open data has of the pages that are as they were.
    pub fn data(&self, inputs: &Inputs) -> PagesData {
        let unchanged = self.data.iter().filter(|(page, _)| self.is_unchanged(page, inputs));
        unchanged.map(|(page, part)| (page.clone(), part.clone())).collect()
    }

    /// Whether its pages load the same files.
    pub fn loads(&self, late: &Late<'_>) -> bool {
        self.late == late_of(late)
    }

    /// The prepared response of a document, if it is the very one of the last edition.
    pub fn resource(&self, document: &Document) -> Option<Arc<Resource>> {
        let kept = self.pages.get(&document.key)?;
        let (Html::Whole(before), Html::Whole(now)) = (&kept.document.html, &document.html) else { return None };
        let is_same = before.as_ptr() == now.as_ptr() && before.len() == now.len();
        is_same.then(|| Arc::clone(&kept.resource))
    }
}

fn late_of(late: &Late<'_>) -> [String; 3] {
    [late.stylesheet, late.regular, late.semibold].map(str::to_owned)
}
