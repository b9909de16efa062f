//! The links of all texts, each held against what there is.

use std::collections::{BTreeSet, HashMap};
use std::mem;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::{Document, Placement};
use crate::content::did_you_mean;
use crate::diagnostic::{Place, Problem, Report};

/// What the texts of all pages refer to.
#[derive(Clone, Debug, Default)]
pub struct Links {
    pub(super) problems: Vec<(Place, Problem)>,
    pub(super) anchors: Vec<Anchored>,
}

/// A link to a place in a page, which can be held against the page only once that is made.
#[derive(Clone, Debug)]
pub(super) struct Anchored {
    pub place: Place,
    pub path: String,
    pub page: String,
    pub anchor: String,
}

impl Links {
    /// What has been remembered so far.
    pub(super) fn take(links: &Mutex<Self>) -> Self {
        mem::take(&mut lock(links))
    }

    /// Adds what another page's texts refer to.
    pub(super) fn append(&mut self, other: Self) {
        self.problems.extend(other.problems);
        self.anchors.extend(other.anchors);
    }

    /// Reports every link that leads nowhere.
    pub fn report(self, documents: &[Document], report: &mut Report) {
        for (place, problem) in self.problems {
            match problem {
                Problem::PageAbsent { .. } => report.note(place, problem),
                _ => report.error(place, problem),
            }
        }
        let pages: HashMap<_, _> = documents
            .iter()
            .filter_map(|document| match &document.place {
                Placement::At(path) => Some((path.as_str(), &*document.main)),
                _ => None,
            })
            .collect();
        for Anchored { place, path, page, anchor } in self.anchors {
            let html = pages.get(path.as_str()).copied().unwrap_or_default();
            if !html.contains(&format!(" id=\"{anchor}\"")) {
                let known = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next());
                let known: BTreeSet<_> = known.collect();
                let near = did_you_mean(&anchor, known.into_iter()).unwrap_or_default();
                report.error(place, Problem::AnchorUnknown { page, anchor, near });
            }
        }
    }
}

/// A page that panics leaves nothing behind that would be half done.
pub(super) fn lock(links: &Mutex<Links>) -> MutexGuard<'_, Links> {
    links.lock().unwrap_or_else(PoisonError::into_inner)
}
