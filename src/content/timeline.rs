//! What the events of the timeline say together: when each was, in which order they are, how each is linked to.

use std::collections::{BTreeMap, BTreeSet};

use super::comparison::paragraphs;
use super::partial_date::PartialDate;
use super::site::{Event, Sentence, Site, Timeline};
use crate::diagnostic::{Place, Problem, Report};

impl Event {
    /// When it was, as far as it is known, and where that stands.
    pub(super) fn dated(&self) -> Option<(PartialDate, &Place)> {
        let year = self.year.as_ref().map(|year| (PartialDate::from(**year), &year.place));
        let date = self.date.as_ref().map(|date| (**date, &date.place));
        date.or(year)
    }

    /// When it was, as far as it is known. One without a date is an error of its own, and never published.
    pub fn date(&self) -> PartialDate {
        self.dated().map_or(PartialDate { year: 0, month: None, day: None }, |(date, _)| date)
    }

    /// When it ended, where that says more than its date.
    pub fn end(&self) -> Option<PartialDate> {
        self.end.as_ref().map(|end| **end).filter(|end| *end != self.date())
    }

    /// Its sentences that can be cited.
    pub fn sentences(&self) -> &[Sentence] {
        self.sentences.as_deref().unwrap_or_default()
    }
}

impl Timeline {
    /// The anchor of each event: its year; after the first of a year, its date.
    pub fn anchors(&self) -> Vec<String> {
        let mut taken = BTreeSet::new();
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        let anchor = |event: &Event| {
            let date = event.date();
            let mut anchor = date.year.to_string();
            if taken.contains(&anchor) {
                anchor = date.to_string();
            }
            while !taken.insert(anchor.clone()) {
                let count = counts.entry(date.to_string()).or_insert(1);
                *count += 1;
                anchor = format!("{date}-{count}");
            }
            anchor
        };
        self.events.iter().map(anchor).collect()
    }
}

/// The events are in the order of their dates, and none ends before it starts.
pub(super) fn check(timeline: &Timeline, site: &Site, report: &mut Report) {
    let mut latest: Option<(PartialDate, &Place)> = None;
    for event in &timeline.events {
        let Some((date, place)) = event.dated() else { continue };
        // Dates are in order unless they cannot be: May may come after the bare year as well as before it.
        if let Some((previous, before)) = latest.filter(|(previous, _)| date.latest() < previous.earliest()) {
            let (date, previous, line) = (date.to_string(), previous.to_string(), before.line().to_string());
            report.error(place.clone(), Problem::EventsOutOfOrder { date, previous, line });
        } else if latest.is_none_or(|(previous, _)| previous.earliest() <= date.earliest()) {
            latest = Some((date, place));
        }
        one(event, (date, place), report);
        for (language, text) in site.languages.iter().filter_map(|language| Some((language, event.text.as_ref()?))) {
            paragraphs(text, language, &site.languages[0], report);
        }
    }
}

fn one(event: &Event, (start, place): (PartialDate, &Place), report: &mut Report) {
    if let (Some(year), Some(date)) = (&event.year, &event.date)
        && year.0 != date.year
    {
        let problem = Problem::YearAndDate { year: year.to_string(), date: date.to_string() };
        report.error(year.place.clone(), problem);
    }
    if let Some(end) = event.end.as_ref().filter(|end| end.latest() < start.earliest()) {
        let (start, line) = (start.to_string(), place.line().to_string());
        report.error(end.place.clone(), Problem::EndBeforeStart { start, end: end.to_string(), line });
    }
}
