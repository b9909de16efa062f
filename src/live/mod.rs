//! The current edition, behind one atomic pointer, and what makes the next one.
//!
//! Publication replaces the whole edition, and a request takes it without a lock. [`Republisher`] makes the next one when a
//! file changes ([`Watch`]), somebody asks for it ([`Changes::ask`]) or a day begins on which the site is another one; its result is kept
//! as a [`PublishStatus`], and a bad edit leaves the last good edition where it is.

mod changes;
mod republish;
mod served;
mod status;
mod watch;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Instant, SystemTime};

use arc_swap::{ArcSwap, Guard};
use tokio::sync::watch::{Receiver, Sender};

pub use changes::Changes;
pub use republish::Republisher;
pub use status::{PublishResult, PublishStatus};
pub use watch::Watch;

use crate::diagnostic::Report;
use crate::edition::{Builder, CompressionCache, Edition, EditionError, SecurityHeaders};

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
    /// When its files were kept, where it is the last good edition of an earlier run; see [`StateFolder`](crate::state::StateFolder).
    pub kept_since: Option<SystemTime>,
}

impl Published {
    fn now(edition: Edition) -> Self {
        Self { edition: Arc::new(edition), since: Instant::now(), kept_since: None }
    }
}

impl Live {
    /// Serves `edition`.
    #[must_use]
    pub fn new(edition: Edition) -> Self {
        Self::of(Published::now(edition))
    }

    /// Serves the last good edition of an earlier run, whose files were kept at that time.
    pub(crate) fn kept(edition: Edition, since: SystemTime) -> Self {
        Self::of(Published { kept_since: Some(since), ..Published::now(edition) })
    }

    /// Waits for the first edition: serves one with nothing in it.
    pub(crate) fn waiting() -> Result<Self, EditionError> {
        Ok(Self::new(Builder::new(SecurityHeaders::new("")).finish(&CompressionCache::new())?))
    }

    fn of(published: Published) -> Self {
        Self {
            published: ArcSwap::from_pointee(published),
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

    /// Whether there has been no edition yet: the site's files have problems, and none were kept.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.load().edition.is_empty()
    }

    /// When the files of what is served were kept, as long as it is the last good edition of an earlier run.
    #[must_use]
    pub fn kept_since(&self) -> Option<SystemTime> {
        self.load().kept_since.filter(|_| !self.status().is_up_to_date())
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

    /// Replaces the edition by one of the same files, as they are to be shown today; where they were kept, they still are those.
    pub(crate) fn renew(&self, edition: Edition) {
        let kept_since = self.load().kept_since;
        self.published.store(Arc::new(Published { kept_since, ..Published::now(edition) }));
    }
}
