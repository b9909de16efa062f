//! By what clock the commands go, and what they say of a site that will change by itself.

use jiff::Timestamp;

use crate::clock::Clock;
use crate::content::{ChangeKind, Schedule, ScheduledChange};
use crate::reporter::Reporter;

/// The variable that says at which second since 1970 something is made, so that it can be made again, byte for byte
/// (<https://reproducible-builds.org/specs/source-date-epoch/>).
const EPOCH: &str = "SOURCE_DATE_EPOCH";

/// The clock of the commands that make something and end: the machine's, unless a moment is given to them; an error with what was given
/// that is none.
pub(super) fn clock() -> Result<Clock, String> {
    let Some(value) = std::env::var_os(EPOCH).filter(|value| !value.is_empty()) else { return Ok(Clock::system()) };
    let value = value.to_string_lossy();
    let moment = value.parse().ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
    moment.map(Clock::stopped_at).ok_or_else(|| value.into_owned())
}

/// All that will change by itself, and the drafts: a line each, under a heading; nothing where there is none.
pub(super) fn outlook(reporter: Reporter, schedule: &Schedule) -> String {
    let mut text = String::new();
    if !schedule.drafts.is_empty() {
        let (count, pages) = (schedule.drafts.len().to_string(), schedule.drafts.join(", "));
        text += &(reporter.say("drafts", &[("count", &count), ("pages", &pages)]) + "\n");
    }
    if schedule.next().is_some() {
        text += &(reporter.say("schedule", &[("zone", &schedule.time_zone)]) + "\n");
        text += &changes(reporter, schedule.upcoming());
    }
    text
}

/// Until when an export of the site is as good as on the day of its making, and what changes then; nothing where it stays as it is.
pub(super) fn expiry(reporter: Reporter, schedule: &Schedule) -> String {
    let Some(next) = schedule.upcoming().next() else { return String::new() };
    let day = next.day.to_string();
    let of_day = schedule.upcoming().take_while(|change| change.day == next.day);
    let heading = reporter.say("export-until", &[("date", &day), ("zone", &schedule.time_zone)]);
    heading + "\n" + &changes(reporter, of_day)
}

fn changes<'a>(reporter: Reporter, changes: impl Iterator<Item = &'a ScheduledChange>) -> String {
    changes.flat_map(|change| ["  ".to_owned(), description(reporter, change), "\n".to_owned()]).collect()
}

fn description(reporter: Reporter, change: &ScheduledChange) -> String {
    let (what, page) = match &change.kind {
        ChangeKind::PageAppears(page) => ("page-appears", page.as_str()),
        ChangeKind::PageGoes(page) => ("page-goes", page.as_str()),
        ChangeKind::NoticeAppears => ("notice-appears", ""),
        ChangeKind::NoticeGoes => ("notice-goes", ""),
        ChangeKind::SecurityExpires => ("security-expires", ""),
    };
    reporter.say("scheduled-change", &[("date", &change.day.to_string()), ("what", what), ("page", page)])
}
