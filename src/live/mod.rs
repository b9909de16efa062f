//! Edition now -> edition next: one atomic pointer, and what moves it.
//!
//! Publication replaces the edition whole, and a request takes it without a lock. [`Republisher`] makes the next one when a
//! file changes ([`Watch`]) or somebody asks for it ([`Changes::ask`]); what came of it is kept as an [`Attempt`], and a bad edit
//! leaves the last good edition where it is.

mod attempt;
mod changes;
mod republish;
mod watch;

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use arc_swap::{ArcSwap, Guard};

use tokio::sync::watch::{Receiver, Sender};

pub use attempt::{Attempt, Outcome};
pub use changes::Changes;
pub use republish::Republisher;
pub use watch::{POLL, Watch};

use crate::diagnostic::Report;
use crate::edition::{CachePolicy, Edition, Resource, Route};

/// How long fingerprinted files of a replaced edition stay available: longer than any page that names them may be reused
/// ([`CachePolicy::Page`]: two minutes), and long enough for a tab that was left open over night.
pub const RETENTION: Duration = Duration::from_hours(24);

/// No more than so many bytes of replaced editions are kept: a thousand edits in a day do not fill the memory.
const MOST_RETAINED: usize = 64 * 1024 * 1024;

/// What is served now.
#[derive(Debug)]
pub struct Live {
    published: ArcSwap<Published>,
    retention: Duration,
    /// Taken by publications, never by requests: two at once must not lose what the other one retained.
    publishing: Mutex<()>,
    attempts: Sender<Arc<Attempt>>,
    /// How many tries had each outcome.
    outcomes: [AtomicU64; Outcome::NAMES.len()],
}

/// One state of the site: the edition, and what its predecessors left behind.
#[derive(Debug)]
pub struct Published {
    edition: Arc<Edition>,
    since: Instant,
    retained: HashMap<Box<str>, Retained>,
}

/// A fingerprinted file that the current edition does not have.
#[derive(Clone, Debug)]
struct Retained {
    resource: Arc<Resource>,
    until: Instant,
}

impl Published {
    /// The current edition.
    #[must_use]
    pub fn edition(&self) -> &Arc<Edition> {
        &self.edition
    }

    /// Since when this edition, whatever the effort of its compression, is the current one.
    #[must_use]
    pub fn since(&self) -> Instant {
        self.since
    }

    /// What the current edition has at a percent-decoded path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Route> {
        self.edition.get(path)
    }

    /// The fingerprinted file that an earlier edition had at `path`, until its time is over. To be asked after a miss only.
    #[must_use]
    pub fn retained(&self, path: &str) -> Option<&Arc<Resource>> {
        let retained = self.retained.get(path)?;
        (Instant::now() < retained.until).then_some(&retained.resource)
    }
}

impl Live {
    /// Serves `edition`, and keeps fingerprinted files of replaced editions for [`RETENTION`].
    #[must_use]
    pub fn new(edition: Edition) -> Self {
        Self::with_retention(edition, RETENTION)
    }

    /// The same with another time.
    #[must_use]
    pub fn with_retention(edition: Edition, retention: Duration) -> Self {
        Self {
            published: ArcSwap::from_pointee(Published {
                edition: Arc::new(edition),
                since: Instant::now(),
                retained: HashMap::new(),
            }),
            retention,
            publishing: Mutex::new(()),
            attempts: Sender::new(Arc::new(Attempt::now(Outcome::Published, Report::default()))),
            outcomes: Default::default(),
        }
    }

    /// The last try to publish: when, what came of it, and what is wrong.
    #[must_use]
    pub fn attempt(&self) -> Arc<Attempt> {
        Arc::clone(&self.attempts.borrow())
    }

    /// The last try and each that follows.
    #[must_use]
    pub fn attempts(&self) -> Receiver<Arc<Attempt>> {
        self.attempts.subscribe()
    }

    /// How many of the tries that were noted came to what, by the outcome's name.
    pub fn publications(&self) -> impl Iterator<Item = (&'static str, u64)> {
        Outcome::NAMES.into_iter().zip(self.outcomes.iter().map(|count| count.load(Ordering::Relaxed)))
    }

    /// Keeps `attempt` as the last one, counts it, and wakes who waits for it.
    pub fn note(&self, attempt: Attempt) {
        self.outcomes[attempt.outcome.index()].fetch_add(1, Ordering::Relaxed);
        self.attempts.send_replace(Arc::new(attempt));
    }

    /// The current edition.
    #[must_use]
    pub fn current(&self) -> Arc<Edition> {
        Arc::clone(self.published.load().edition())
    }

    /// The current state, for the length of one request: no lock, no reference count.
    #[must_use]
    pub fn load(&self) -> Guard<Arc<Published>> {
        self.published.load()
    }

    /// Replaces the edition in one step, and returns the one that was current. Requests that have begun end with what they began with.
    pub fn publish(&self, edition: Edition) -> Arc<Edition> {
        let _one_at_a_time = self.publishing.lock().unwrap_or_else(PoisonError::into_inner);
        let before = self.published.load_full();
        let now = Instant::now();
        let until = now + self.retention;
        let left_behind =
            before.edition.resources().filter(|(_, resource)| resource.policy() == CachePolicy::Immutable).map(
                |(path, resource)| {
                    let resource = Arc::clone(resource);
                    (Box::from(path), Retained { resource, until })
                },
            );
        let mut retained: HashMap<_, _> = before
            .retained
            .iter()
            .map(|(path, retained)| (path.clone(), retained.clone()))
            .chain(left_behind)
            .filter(|(path, retained)| retained.until > now && edition.get(path).is_none())
            .collect();
        forget_oldest(&mut retained, MOST_RETAINED);
        let since = if edition.id() == before.edition.id() { before.since } else { now };
        self.published.store(Arc::new(Published { edition: Arc::new(edition), since, retained }));
        Arc::clone(&before.edition)
    }
}

/// Leaves of `retained` the latest, as far as `most` bytes go.
fn forget_oldest(retained: &mut HashMap<Box<str>, Retained>, most: usize) {
    let mut kept: Vec<_> = retained.drain().collect();
    kept.sort_by_key(|(_, retained)| std::cmp::Reverse(retained.until));
    let size = |resource: &Resource| -> usize { resource.representations().iter().map(|one| one.body().len()).sum() };
    let mut total = 0;
    retained.extend(kept.into_iter().take_while(|(_, retained)| {
        total += size(&retained.resource);
        total <= most
    }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::{Builder, CompressionCache, Content, Effort, SecurityHeaders};

    fn edition(files: &[&str]) -> Edition {
        let mut builder = Builder::new(SecurityHeaders::new("http://localhost/"));
        for file in files {
            builder.page(
                *file,
                Content {
                    media_type: "text/css",
                    language: None,
                    policy: CachePolicy::Immutable,
                    robots: None,
                    body: "body{}".into(),
                },
            );
        }
        builder.finish(&CompressionCache::new(), Effort::Quick).unwrap()
    }

    #[test]
    fn a_page_that_is_still_open_finds_its_stylesheet_after_an_edit() {
        let live = Live::new(edition(&["/site.1.css"]));
        live.publish(edition(&["/site.2.css"]));
        live.publish(edition(&["/site.3.css"]));
        let now = live.load();
        assert!(now.get("/site.3.css").is_some());
        assert!(now.retained("/site.2.css").is_some());
        assert!(now.retained("/site.1.css").is_some());
        assert!(now.retained("/site.3.css").is_none());
    }

    #[test]
    fn what_earlier_editions_left_goes_when_its_time_is_over() {
        let live = Live::with_retention(edition(&["/site.1.css"]), Duration::ZERO);
        live.publish(edition(&["/site.2.css"]));
        assert!(live.load().retained("/site.1.css").is_none());
        live.publish(edition(&["/site.3.css"]));
        assert_eq!(live.load().retained.len(), 0);
    }

    #[test]
    fn a_thousand_edits_do_not_fill_the_memory() {
        let live = Live::new(edition(&["/site.0.css"]));
        for number in 1..=9 {
            live.publish(edition(&[&format!("/site.{number}.css")]));
        }
        let mut retained = live.load().retained.clone();
        forget_oldest(&mut retained, 3 * "body{}".len());
        let mut left: Vec<_> = retained.into_keys().collect();
        left.sort();
        assert_eq!(left, ["/site.6.css", "/site.7.css", "/site.8.css"].map(Box::from));
    }
}
