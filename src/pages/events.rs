//! The events of the history: the list of them, and their dates in words.

use super::context::RenderContext;
use super::parts::{Paragraph, paragraphs};
use crate::content::site::Event;
use crate::content::{PartialDate, YearCount};
use crate::drawing;
use crate::html::Html;
use crate::i18n::Messages;

/// What happened, as the list of events shows it.
pub struct EventEntry {
    /// Its anchor.
    pub id: String,
    pub date: DateEntry,
    /// How long after the event before it.
    pub later: Option<Drawn>,
    pub paragraphs: Vec<Paragraph>,
    pub text: Html,
    /// How long it was announced to last.
    pub duration: Option<Drawn>,
}

/// When something happened, in words.
pub struct DateEntry {
    pub start: Moment,
    pub end: Option<Moment>,
    /// Whether it is a year and nothing more.
    pub is_year: bool,
}

/// A date in words, and as machines read it.
pub struct Moment {
    pub words: String,
    pub datetime: String,
}

/// A number of years, in words and drawn to scale.
pub struct Drawn {
    pub words: String,
    pub svg: Html,
}

/// The list of events. `drawn` is whether the years between them are drawn too, down the page.
pub fn events(context: &RenderContext<'_>, drawn: bool) -> Vec<EventEntry> {
    let timeline = &context.site.timeline;
    let mut previous = None;
    let entry = |(event, id): (&Event, String)| {
        let Event { year: _, date: _, end: _, duration_years, sentences: _, text, table_place: _ } = event;
        let date = event.date();
        let years = previous.replace(date).map_or(0, |before: PartialDate| date.years_since(before));
        let later = (years > 0).then(|| Drawn {
            words: context.italic(context.t.years_later(years.into())),
            svg: if drawn { drawing::silence(date.year.saturating_sub(years)..date.year) } else { Html::default() },
        });
        let duration = |YearCount(years)| {
            let years = years.into();
            Drawn { words: context.t.years_long(years), svg: drawing::duration(years) }
        };
        let text = text.as_ref().map(|text| context.passage_under_h3(text.of(context.language)));
        EventEntry {
            id,
            date: dates(context.t, event),
            later,
            paragraphs: paragraphs(context, event.sentences()),
            text: text.unwrap_or_default(),
            duration: duration_years.map(duration),
        }
    };
    timeline.events.iter().zip(timeline.anchors()).map(entry).collect()
}

/// When an event was.
pub fn dates(t: &Messages, event: &Event) -> DateEntry {
    let (start, end) = (event.date(), event.end());
    let (from, to) = match end {
        None => (alone(t, start), None),
        Some(end) => (from(t, start, end), Some(to(t, end))),
    };
    let moment = |words, date: PartialDate| Moment { words, datetime: date.to_string() };
    DateEntry {
        start: moment(from, start),
        end: to.zip(end).map(|(words, end)| moment(words, end)),
        is_year: start.month.is_none() && end.is_none(),
    }
}

impl DateEntry {
    /// All of it on one line.
    pub fn text(&self) -> String {
        let moments = [Some(&self.start), self.end.as_ref()].into_iter().flatten();
        moments.map(|moment| moment.words.as_str()).collect::<Vec<_>>().join(" ")
    }
}

/// A date that stands by itself: « 12 mai 2013 ».
fn alone(t: &Messages, date: PartialDate) -> String {
    let year = date.year.to_string();
    match (date.month, date.day) {
        (Some(month), Some(day)) => t.date(day, month, &year),
        (Some(month), None) => t.month_year(month, &year),
        (None, _) => year,
    }
}

/// The beginning of a range, without what its end says too: « du 3 » of « du 3 au 5 mai 2013 ».
fn from(t: &Messages, start: PartialDate, end: PartialDate) -> String {
    let is_same_year = start.year == end.year;
    let is_same_month = is_same_year && start.month == end.month;
    let form = match (start.month, start.day) {
        (Some(_), Some(_)) if is_same_month && end.day.is_some() => "day",
        (Some(_), Some(_)) if is_same_year && end.month.is_some() => "day-month",
        (Some(_), Some(_)) => "day-month-year",
        (Some(_), None) if is_same_year && end.month.is_some() => "month",
        (Some(_), None) => "month-year",
        (None, _) => "year",
    };
    let (day, month) = (start.day.unwrap_or_default(), start.month.unwrap_or_default());
    t.date_from(form, day, month, &start.year.to_string())
}

/// The end of a range: « au 5 mai 2013 ».
fn to(t: &Messages, end: PartialDate) -> String {
    let form = match (end.month, end.day) {
        (Some(_), Some(_)) => "day-month-year",
        (Some(_), None) => "month-year",
        (None, _) => "year",
    };
    t.date_to(form, end.day.unwrap_or_default(), end.month.unwrap_or_default(), &end.year.to_string())
}
