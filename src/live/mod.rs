//! The current edition, behind one atomic pointer, and what makes the next one.
//!
//! Publication replaces the whole edition, and a request takes it without a lock. [`Republisher`] makes the next one when a
//! file changes ([`Watch`]) or somebody asks for it ([`Changes::ask`]); its result is kept as a [`PublishStatus`], and a bad edit
//! leaves the last good edition where it is.

mod changes;
mod republish;
mod status;
mod watch;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use arc_swap::{ArcSwap, Guard};
use tokio::sync::watch::{Receiver, Sender};

pub use changes::Changes;
pub use republish::Republisher;
pub use status::{PublishResult, PublishStatus};
pub use watch::Watch;

use crate::diagnostic::Report;
use crate::edition::Edition;

/// The site as it is served now.
#[derive(Debug)]
pub struct Live {
    published: ArcSwap<Published>,
    statuses: Sender<Arc<PublishStatus>>,
    /// How many publications had each result.
    results: [AtomicU64; PublishResult::NAMES.len()],
}

/// An edition, and since when it is the current one.
#[derive(Debug)]
pub struct Published {
    /// The edition.
    pub edition: Arc<Edition>,
    /// Since when it is served.
    pub since: Instant,
}

impl Published {
    fn now(edition: Edition) -> Self {
        Self { edition: Arc::new(edition), since: Instant::now() }
    }
}

impl Live {
    /// Serves `edition`.
    #[must_use]
    pub fn new(edition: Edition) -> Self {
        Self {
            published: ArcSwap::from_pointee(Published::now(edition)),
            statuses: Sender::new(Arc::new(PublishStatus::new(PublishResult::Published, Report::default()))),
            results: Default::default(),
        }
    }

    /// The last attempt to publish: its result, and what is wrong.
    #[must_use]
    pub fn status(&self) -> Arc<PublishStatus> {
        Arc::clone(&self.statuses.borrow())
    }

    /// The last attempt and each that follows.
    #[must_use]
    pub fn statuses(&self) -> Receiver<Arc<PublishStatus>> {
        self.statuses.subscribe()
    }

    /// How many of the publications that were noted had each result, by its name.
    pub fn publications(&self) -> impl Iterator<Item = (&'static str, u64)> {
        PublishResult::NAMES.into_iter().zip(self.results.iter().map(|count| count.load(Ordering::Relaxed)))
    }

    /// Keeps `status` as the last one, counts it, and wakes those who wait for it.
    pub fn note(&self, status: PublishStatus) {
        self.results[status.result.index()].fetch_add(1, Ordering::Relaxed);
        self.statuses.send_replace(Arc::new(status));
    }

    /// The current edition.
    #[must_use]
    pub fn current(&self) -> Arc<Edition> {
        Arc::clone(&self.published.load().edition)
    }

    /// The current state, for the length of one request: no lock, no reference count.
    #[must_use]
    pub fn load(&self) -> Guard<Arc<Published>> {
        self.published.load()
    }

    /// Replaces the edition in one step. Requests that have begun end with what they began with.
    pub fn publish(&self, edition: Edition) {
        self.published.store(Arc::new(Published::now(edition)));
    }
}
