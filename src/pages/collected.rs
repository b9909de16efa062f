//! What is learnt of pages while they are rendered: where their links lead, the anchors that links may lead to, the letters in italics, the
//! pictures.

use std::any::Any;
use std::collections::{BTreeSet, HashMap};
use std::fmt::Display;
use std::mem;
use std::sync::{Mutex, MutexGuard, PoisonError};

use askama::Values;

use super::{Document, Placement};
use crate::content::did_you_mean;
use crate::diagnostic::{Place, Problem, Report};
use crate::drawing::letters::LetterSet;

/// What is learnt of a page, or of several.
#[derive(Clone, Debug, Default)]
pub struct Collected {
    /// What its texts refer to, and is not there.
    pub(super) problems: Vec<(Place, Problem)>,
    /// Its links to places in pages.
    pub(super) fragments: Vec<Fragment>,
    /// The `id` of each of its elements that a link may lead to.
    pub anchors: BTreeSet<String>,
    /// The letters that it sets in italics.
    pub italics: LetterSet,
    /// The pictures of `static` that it shows, by their names.
    pub pictures: BTreeSet<String>,
}

/// A link to a place in a page, which can be held against the page only once that is made.
#[derive(Clone, Debug)]
pub(super) struct Fragment {
    pub place: Place,
    pub path: String,
    pub page: String,
    pub anchor: String,
}

/// Collects while a page is rendered. Templates get it as a runtime value: see `filters`.
#[derive(Debug, Default)]
pub struct Collector(Mutex<Collected>);

impl Collector {
    /// What has been collected so far.
    pub(super) fn lock(&self) -> MutexGuard<'_, Collected> {
        // A page that panics leaves nothing behind that would be half done.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The same; the collector is empty afterwards.
    pub(super) fn take(&self) -> Collected {
        mem::take(&mut self.lock())
    }
}

const COLLECTOR: &str = "collector";

impl Values for Collector {
    fn get_value<'a>(&'a self, key: &str) -> Option<&'a dyn Any> {
        (key == COLLECTOR).then_some(self)
    }
}

/// Filters for templates.
#[expect(clippy::inline_always, clippy::unused_self, reason = "askama's macro writes so")]
pub mod filters {
    use super::{COLLECTOR, Collector, Display, Values};

    /// `id="{{ … | anchor }}"`: an element that the texts of other pages may link to.
    #[askama::filter_fn]
    pub fn anchor(id: impl Display, values: &dyn Values) -> askama::Result<String> {
        let id = id.to_string();
        askama::get_value::<Collector>(values, COLLECTOR)?.lock().anchors.insert(id.clone());
        Ok(id)
    }
}

/// Reports every link of `heads` and `documents` that leads nowhere, and each fact that is not known.
pub fn report_links<'a>(heads: &'a [Collected], documents: &'a [Document], report: &mut Report) {
    let pages: HashMap<_, _> = documents
        .iter()
        .filter_map(|document| match &document.place {
            Placement::At(path) => Some((path.as_str(), &document.collected.anchors)),
            _ => None,
        })
        .collect();
    // One name that is wrong is one problem, in however many texts and languages it stands.
    let mut files = BTreeSet::new();
    for Collected { problems, fragments, .. } in heads.iter().chain(documents.iter().map(|one| &one.collected)) {
        for (place, problem) in problems {
            match problem {
                Problem::PageAbsent { .. } => report.note(place.clone(), problem.clone()),
                Problem::StaticUnknown { file, .. } if !files.insert(file.clone()) => {}
                Problem::LinkToItself { .. } => report.warning(place.clone(), problem.clone()),
                _ => report.error(place.clone(), problem.clone()),
            }
        }
        for Fragment { place, path, page, anchor } in fragments {
            let Some(anchors) = pages.get(path.as_str()).filter(|anchors| !anchors.contains(anchor)) else { continue };
            let near = did_you_mean(anchor, anchors.iter().map(String::as_str)).unwrap_or_default();
            report.error(place.clone(), Problem::AnchorUnknown { page: page.clone(), anchor: anchor.clone(), near });
        }
    }
}
