//! What of a site is there on a day, and what will change by itself: pages from a day on or until one, the notice, `security.txt`.
//!
//! Days are those of the site's time zone, first and last included. A [`Site`] as it is read holds everything; [`Site::at`] says what
//! of it visitors do not get at a moment, and [`Site::without_absent`] leaves that out, so that nothing after it has to know of days:
//! what is not there is in no menu, map or file.

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _, civil};

use super::absence::{Absence, Absences};
use super::dates::Date;
use super::page_tree::PageTree;
use super::registry::PageKey;
use super::site::{FreePage, Site};
use super::time_zone::{self, time_zone};
use super::value::At;
use crate::diagnostic::{Problem, Report};

/// Something that will change, or has changed, without anybody changing a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScheduledChange {
    /// When.
    pub at: Timestamp,
    /// The day, as the site's time zone has it.
    pub day: civil::Date,
    /// What.
    pub kind: ChangeKind,
}

/// What changes by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// The first day of a page begins; its key.
    PageAppears(String),
    /// The last day of a page is over; its key.
    PageGoes(String),
    /// The first day of the notice begins.
    NoticeAppears,
    /// The last day of the notice is over.
    NoticeGoes,
    /// `security.txt` expires.
    SecurityExpires,
}

/// All that changes by itself, seen from the moment for which an edition is made.
#[derive(Clone, Debug, Default)]
pub struct Schedule {
    /// The moment.
    now: Timestamp,
    /// All changes, in the order of their moments.
    changes: Vec<ScheduledChange>,
    /// The pages that are drafts, by their keys.
    pub drafts: Vec<String>,
    /// The name of the site's time zone.
    pub time_zone: String,
}

impl Schedule {
    /// The changes that are yet to come.
    pub fn upcoming(&self) -> impl Iterator<Item = &ScheduledChange> {
        self.changes.iter().filter(|change| change.at > self.now)
    }

    /// Whether anything changes by itself, or has.
    pub(crate) fn has_changes(&self) -> bool {
        !self.changes.is_empty()
    }

    /// One seen from a moment, with a change at another.
    #[cfg(test)]
    pub(crate) fn of_one_change(now: Timestamp, at: Timestamp) -> Self {
        let change = ScheduledChange { at, day: TimeZone::UTC.to_datetime(at).date(), kind: ChangeKind::NoticeGoes };
        Self { now, changes: vec![change], ..Self::default() }
    }

    /// The next moment at which something changes.
    #[must_use]
    pub fn next(&self) -> Option<Timestamp> {
        self.upcoming().next().map(|change| change.at)
    }

    /// Whether what was made for its moment is as good at another one: nothing changes between the two. The clock may have been set back.
    #[must_use]
    pub fn holds_at(&self, other: Timestamp) -> bool {
        let (first, last) = (self.now.min(other), self.now.max(other));
        !self.changes.iter().any(|change| first < change.at && change.at <= last)
    }
}

/// The first and the last day of something; each may be open.
#[derive(Clone, Copy)]
struct Period<'a> {
    from: Option<&'a At<Date>>,
    until: Option<&'a At<Date>>,
}

impl<'a> Period<'a> {
    fn of_page(page: &'a FreePage) -> Self {
        Self { from: page.publish_from.as_ref(), until: page.publish_until.as_ref() }
    }

    fn of_notice(site: &'a Site) -> Self {
        let notice = site.settings.notice.as_ref();
        Self { from: notice.and_then(|notice| notice.from.as_ref()), until: notice.map(|notice| &notice.until) }
    }

    fn absence(self, today: civil::Date) -> Option<Absence> {
        let day = |date: Option<&At<Date>>| Some((civil_date(**date?)?, **date?));
        match (day(self.from), day(self.until)) {
            (Some((from, date)), _) if today < from => Some(Absence::NotYet(date)),
            (_, Some((until, date))) if until < today => Some(Absence::Over(date)),
            _ => None,
        }
    }

    /// The beginning of the first day, and the end of the last one.
    fn changes(self, zone: &TimeZone, appears: ChangeKind, goes: ChangeKind) -> impl Iterator<Item = ScheduledChange> {
        let first = self.from.and_then(|date| civil_date(**date));
        let after = self.until.and_then(|date| civil_date(**date)?.tomorrow().ok());
        let change = |day: civil::Date, kind| {
            Some(ScheduledChange { at: day.to_zoned(zone.clone()).ok()?.timestamp(), day, kind })
        };
        let appears = first.and_then(|day| change(day, appears));
        appears.into_iter().chain(after.and_then(|day| change(day, goes)))
    }

    /// The last day does not come before the first.
    fn check(self, keys: [&str; 2], report: &mut Report) {
        if let (Some(from), Some(until)) = (self.from, self.until)
            && !from.stands_in
            && !until.stands_in
            && **until < **from
        {
            let [from_key, until_key] = keys.map(str::to_owned);
            let line = from.place.line().to_string();
            let (from, until_day) = (from.to_string(), until.to_string());
            let problem = Problem::DatesInverted { from_key, from, until_key, until: until_day, line };
            report.error(until.place.clone(), problem);
        }
    }
}

/// How long before it expires `security.txt` is told of.
const WARNED_DAYS: i64 = 30;

/// Checks the days of a site: those that contradict each other, a time zone that is none, an expiry that is near or past.
pub(super) fn check(site: &Site, report: &mut Report) {
    for (_, page) in &site.pages {
        Period::of_page(page).check(["publish_from", "publish_until"], report);
    }
    Period::of_notice(site).check(["from", "until"], report);
    let name = &site.contact.time_zone;
    if site.settings.time_zone.is_none() && !name.stands_in && time_zone(name.as_str()).is_none() {
        report.warning(name.place.clone(), time_zone::unknown(name.as_str()));
    }
}

impl Site {
    /// The time zone whose days the site goes by: its own, else the association's.
    pub(crate) fn time_zone(&self) -> TimeZone {
        let own = self.settings.time_zone.clone();
        own.or_else(|| time_zone(self.contact.time_zone.as_str())).unwrap_or(TimeZone::UTC)
    }

    /// What changes by itself, seen from a moment.
    pub(crate) fn schedule(&self, now: Timestamp) -> Schedule {
        let zone = self.time_zone();
        let published = self.pages.iter().filter(|(_, page)| page.draft != Some(true));
        let mut changes: Vec<_> = published
            .flat_map(|(key, page)| {
                let [appears, goes] = [ChangeKind::PageAppears(key.clone()), ChangeKind::PageGoes(key.clone())];
                Period::of_page(page).changes(&zone, appears, goes)
            })
            .chain(Period::of_notice(self).changes(&zone, ChangeKind::NoticeAppears, ChangeKind::NoticeGoes))
            .collect();
        changes.extend(self.security_expires().map(|at| ScheduledChange {
            at,
            day: zone.to_datetime(at).date(),
            kind: ChangeKind::SecurityExpires,
        }));
        changes.sort_by_key(|change| change.at);
        let drafts = self.pages.iter().filter(|(_, page)| page.draft == Some(true)).map(|(key, _)| key.clone());
        let time_zone = zone.iana_name().unwrap_or("UTC").to_owned();
        Schedule { now, changes, drafts: drafts.collect(), time_zone }
    }

    /// The same site with what visitors do not get of it at a moment, in `absences`.
    pub(crate) fn at(mut self, now: Timestamp) -> Self {
        let today = self.time_zone().to_datetime(now).date();
        let absence = |page: &FreePage| {
            if page.draft == Some(true) { Some(Absence::Draft) } else { Period::of_page(page).absence(today) }
        };
        let tree = PageTree::new(&self);
        // What stands under a page goes with it.
        let of_key =
            |key: PageKey<'_>| absence(if let PageKey::Free(key) = key { tree.free(key)? } else { return None });
        let of_page = |key: &str, page: &FreePage| {
            absence(page).or_else(|| tree.ancestors(PageKey::Free(key)).into_iter().find_map(of_key))
        };
        let pages = self.pages.iter().filter_map(|(key, page)| Some((key.clone(), of_page(key, page)?))).collect();
        let notice = Period::of_notice(&self).absence(today);
        let security = self.security_expires().is_some_and(|expires| expires <= now);
        self.absences = Absences { pages, notice, security };
        self
    }

    /// The site that visitors get: the same without what they do not.
    pub(crate) fn without_absent(mut self) -> Self {
        let Absences { pages, notice, .. } = &self.absences;
        self.pages.retain(|(key, _)| !pages.contains_key(key));
        self.settings.notice = self.settings.notice.filter(|_| notice.is_none());
        self
    }

    /// Notes what is not there any more, as its last day has passed: an editor may have forgotten it. Of a page that a text links to, the
    /// note stands at the link.
    pub(crate) fn review_passed(&self, report: &mut Report) {
        let notice = self.settings.notice.as_ref().map(|notice| &notice.until);
        if let (Some(Absence::Over(date)), Some(until)) = (self.absences.notice, notice) {
            report.note(until.place.clone(), Problem::NoticeOver { date: date.to_string() });
        }
        for (key, page) in &self.pages {
            let is_told = || {
                let mut notes = report.notes();
                notes.any(|one| matches!(&one.problem, Problem::PageAbsent { page, .. } if page == key))
            };
            if let (Some(Absence::Over(date)), Some(until)) = (self.absences.pages.get(key), &page.publish_until)
                && !is_told()
            {
                report.note(until.place.clone(), Problem::PageOver { date: date.to_string() });
            }
        }
    }

    /// Tells that `security.txt` expires soon, or has expired; in a file, that date is an error as any other.
    pub(crate) fn review_expiry(&self, now: Timestamp, report: &mut Report) {
        let (Some(at), Some(expires)) = (self.security_expires(), &self.legal.security.expires) else { return };
        let today = TimeZone::UTC.to_datetime(now).date();
        // RFC 9116 recommends less than a year.
        let right = today.saturating_add(1.year()).saturating_sub(1.day()).to_string();
        let (date, place) = (expires.to_string(), expires.place.clone());
        if at <= now {
            report.error(place, Problem::SecurityExpired { date, right });
        } else if at.duration_since(now).as_hours() < WARNED_DAYS * 24 {
            report.warning(place, Problem::SecurityExpiresSoon { date, right });
        }
    }

    /// Whether there is anything that visitors do not get at a moment, and would have to get without errors at another.
    pub(crate) fn has_absent_texts(&self) -> bool {
        !self.absences.pages.is_empty() || self.absences.notice.is_some()
    }

    /// When `security.txt` expires, as it says itself: at the beginning of the day, in UTC.
    fn security_expires(&self) -> Option<Timestamp> {
        let security = &self.legal.security;
        security.contact.as_ref()?;
        Some(civil_date(**security.expires.as_ref()?)?.to_zoned(TimeZone::UTC).ok()?.timestamp())
    }
}

/// A date of a file as one that can be reckoned with. A file's dates are all in the calendar: TOML has no others.
fn civil_date(date: Date) -> Option<civil::Date> {
    let [month, day] = [date.month, date.day].map(|number| i8::try_from(number).ok());
    civil::Date::new(i16::try_from(date.year).ok()?, month?, day?).ok()
}
