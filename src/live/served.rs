//! What is served, and how long it is good: pages and notices come and go at midnight, when no file changes.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use crate::content::Schedule;
use crate::diagnostic::Report;
use crate::source::Files;

/// How often the clock is read where something is to change, or has changed, at a time of its own: the time that a timer counts stands
/// still while the machine sleeps, and knows nothing of a clock that is set.
const LOOK: Duration = Duration::from_hours(1);

/// How long after an attempt that gave no edition for today the next one is made.
const LATE: Duration = Duration::from_secs(5);

/// What the edition that is served was made of, and when it is another one.
#[derive(Debug)]
pub(super) struct Served {
    pub files: Arc<Files>,
    /// What is to be said of the files.
    pub report: Report,
    pub schedule: Schedule,
}

impl Served {
    /// Whether it is no longer what its files say, as time has gone on.
    pub fn is_due(&self, now: Timestamp) -> bool {
        !self.schedule.holds_at(now)
    }

    /// How long to wait until the clock is to be read again; for ever where nothing changes by itself.
    pub fn pause(&self, now: Timestamp) -> Option<Duration> {
        let until = |next: Timestamp| Duration::try_from(next.duration_since(now)).ok().filter(|left| !left.is_zero());
        let left = self.schedule.next().map_or(LOOK, |next| until(next).unwrap_or(LATE));
        self.schedule.has_changes().then(|| left.min(LOOK))
    }
}
