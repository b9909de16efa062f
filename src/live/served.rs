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
pub(super) struct ServedSite {
    pub files: Arc<Files>,
    /// What is to be said of the files.
    pub report: Report,
    pub schedule: Schedule,
}

impl ServedSite {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn served(schedule: Schedule) -> ServedSite {
        ServedSite { files: Arc::default(), report: Report::default(), schedule }
    }

    fn second(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn a_site_that_never_changes_by_itself_sets_no_timer() {
        let served = served(Schedule::default());
        assert_eq!(served.pause(second(0)), None);
        assert!(!served.is_due(second(1 << 33)));
    }

    #[test]
    fn the_clock_is_read_at_the_change_and_every_hour_before_and_after_it() {
        let before = served(Schedule::of_one_change(second(0), second(10_000)));
        for (now, pause) in [(0, LOOK), (6_399, LOOK), (9_990, Duration::from_secs(10)), (10_000, LATE), (99_999, LATE)]
        {
            assert_eq!(before.pause(second(now)), Some(pause), "{now}");
            assert_eq!(before.is_due(second(now)), now >= 10_000, "{now}");
        }
        // A clock that is set back brings back what was.
        let after = served(Schedule::of_one_change(second(20_000), second(10_000)));
        assert_eq!(after.pause(second(20_000)), Some(LOOK));
        assert!(!after.is_due(second(10_000)) && after.is_due(second(9_999)));
    }
}
