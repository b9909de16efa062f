//! The ruler of years, on which twenty silent years are really twenty years long.

use std::ops::Range;

use askama::Template;

use super::{BISSAP, GREY, INK, LAGOON, THREAD, number};
use crate::html::Html;

/// Distances from the top of the drawing, in pixels: of the axis, and of the labels under and above it.
const AXIS: u32 = 66;
const UNDER: u32 = 114;
const ABOVE: u32 = 18;
/// The radius of an event's point.
const DOT: i32 = 7;
/// From the axis to the first duration's line, and from one line to the next.
const LIFT: u32 = 14;
const LANE: u32 = 10;
/// Labels nearer than this, in per cent of the width, stand on different sides.
const NEAR: f64 = 12.0;
/// A silence that takes a smaller share of the axis has no room for its words on a phone, or, below the second share, anywhere.
const SHORT: f64 = 0.18;
const WORDLESS: f64 = 0.09;

/// Finds where everything stands on the ruler.
struct Scale<'a> {
    events: &'a [(u16, Option<u32>)],
    first: u16,
    end: u16,
    is_rtl: bool,
}

impl<'a> Scale<'a> {
    fn new(events: &'a [(u16, Option<u32>)], is_rtl: bool) -> Self {
        let first = events.iter().map(|(year, _)| *year).min().unwrap_or_default();
        let end = events.iter().map(|(year, duration)| end_of(*year, *duration)).max().unwrap_or(first);
        Self { events, first, end, is_rtl }
    }

    /// Per cent of the width, from 2 to 98; from the right where the script runs so.
    fn x(&self, year: u16) -> f64 {
        let span = f64::from(self.end - self.first);
        let x = if span > 0.0 { 2.0 + f64::from(year - self.first) * 96.0 / span } else { 2.0 };
        if self.is_rtl { 100.0 - x } else { x }
    }

    fn percent(&self, year: u16) -> String {
        format!("{}%", number(self.x(year)))
    }

    /// Whether each label stands above the axis: it keeps the side of the label before it, unless the two are near.
    fn above(&self) -> Vec<bool> {
        let mut is_above = false;
        let mut before: Option<u16> = None;
        self.events
            .iter()
            .map(|(year, _)| {
                if before.replace(*year).is_some_and(|before| (self.x(*year) - self.x(before)).abs() < NEAR) {
                    is_above = !is_above;
                }
                is_above
            })
            .collect()
    }

    /// Labels are centred on their event; at the ends of the axis they hang on the outer edge of its point. `start` and
    /// `end` are the text's own: where the script runs from the right, `start` is its right.
    fn anchor(&self, year: u16) -> String {
        let outward = if self.is_rtl { -DOT } else { DOT };
        if year == self.first {
            format!(" dx=\"{}\"", -outward)
        } else if year == self.end {
            format!(" dx=\"{outward}\" text-anchor=\"end\"")
        } else {
            " text-anchor=\"middle\"".to_owned()
        }
    }

    /// The durations, each on the first line that is free: from, to, line.
    fn lanes(&self) -> Vec<(u16, u16, u32)> {
        let mut taken_until: Vec<u16> = Vec::new();
        let mut lanes = Vec::new();
        for (year, duration) in self.events {
            let to = end_of(*year, *duration);
            if to == *year {
                continue;
            }
            let lane = taken_until.iter().position(|until| until <= year).unwrap_or_else(|| {
                taken_until.push(0);
                taken_until.len() - 1
            });
            taken_until[lane] = to;
            lanes.push((*year, to, u32::try_from(lane).unwrap_or_default()));
        }
        lanes
    }
}

fn end_of(year: u16, duration: Option<u32>) -> u16 {
    year.saturating_add(duration.and_then(|years| u16::try_from(years).ok()).unwrap_or_default())
}

/// The ruler as an element.
///
/// It has no `viewBox`: across, everything is in per cent, so that it fits any width and its text keeps its size.
#[derive(Template)]
#[template(path = "drawing/ruler.svg")]
struct Ruler<'a> {
    title: &'a str,
    axis: (String, String),
    /// The years, and how far down the tick of each reaches.
    ticks: Vec<(String, u32)>,
    /// The durations: from, to, height.
    spans: Vec<(String, String, u32)>,
    marks: Vec<Mark>,
    /// The times when nothing happened: the middle of each, whether it is short, and how long it was, in words.
    silences: Vec<(String, bool, String)>,
}

/// An event: its point on the axis, its year, and the stem between them.
struct Mark {
    year: u16,
    x: String,
    stem: (u32, u32),
    label: u32,
    anchor: String,
}

/// The ruler, from the first event to the end of the last one or of its duration.
///
/// `events` are years with their durations, in order: out of order, which is reported to the editor elsewhere, they are drawn all the
/// same. `title` is its text alternative; `interval` names a number of years.
pub fn ruler(events: &[(u16, Option<u32>)], title: &str, interval: &dyn Fn(u32) -> String, is_rtl: bool) -> Html {
    let scale = Scale::new(events, is_rtl);
    let lanes = scale.lanes();
    let tick = |year| (scale.percent(year), AXIS + if year % 10 == 0 { 12 } else { 6 });
    let height = |lane: u32| AXIS.saturating_sub(LIFT + LANE * lane);
    let mark = |(&(year, _), is_above): (&(u16, Option<u32>), bool)| {
        let lane = lanes.iter().find(|(from, ..)| *from == year).map(|(.., lane)| *lane);
        let (end, label) = if is_above { (ABOVE + 6, ABOVE) } else { (UNDER - 18, UNDER) };
        // A stem begins at the axis; at its duration's line where that lies on the other side.
        let start = lane.filter(|_| !is_above).map_or(AXIS, |lane| height(lane).saturating_sub(3));
        Mark { year, x: scale.percent(year), stem: (start, end), label, anchor: scale.anchor(year) }
    };
    let silence = |pair: &[(u16, Option<u32>)]| {
        let (from, to) = (pair[0].0, pair[1].0);
        let years = to.saturating_sub(from);
        let share = f64::from(years) / f64::from(scale.end - scale.first).max(1.0);
        let x = number(f64::midpoint(scale.x(from), scale.x(to)));
        (share >= WORDLESS).then(|| (x, share < SHORT, interval(years.into())))
    };
    Html::of(&Ruler {
        title,
        axis: (scale.percent(scale.first), scale.percent(scale.end)),
        ticks: (scale.first..=scale.end).map(tick).collect(),
        spans: lanes.iter().map(|&(from, to, lane)| (scale.percent(from), scale.percent(to), height(lane))).collect(),
        marks: events.iter().zip(scale.above()).map(mark).collect(),
        silences: events.windows(2).filter_map(silence).collect(),
    })
}

/// The height of a year of silence, in pixels.
const YEAR: usize = 8;

#[derive(Template)]
#[template(path = "drawing/silence.svg")]
struct Silence {
    years: Range<u16>,
}

/// The years between two events as a piece of the ruler, down the page: a tick a year, a longer one a decade. The words
/// stand beside it, so it is hidden from readers.
#[must_use]
pub fn silence(years: Range<u16>) -> Html {
    Html::of(&Silence { years })
}

#[derive(Template)]
#[template(path = "drawing/duration.svg")]
struct Duration {
    width: String,
    /// Where each block begins.
    blocks: Vec<String>,
    /// How long a block is.
    block: String,
}

/// A number of years as blocks, one a year. The words stand beside it, so it is hidden from readers.
#[must_use]
pub fn duration(years: u32) -> Html {
    // The blocks of more than ten years grow narrower, so that they keep within the text's width.
    let step = if years <= 10 { 26.0 } else { 260.0 / f64::from(years) };
    Html::of(&Duration {
        width: number(f64::from(years) * step - 2.0),
        blocks: (0..years).map(|year| number(f64::from(year) * step)).collect(),
        block: number(step - 2.0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVENTS: &[(u16, Option<u32>)] = &[(1979, None), (1990, None), (1995, None), (2015, Some(7)), (2017, Some(4))];

    #[test]
    fn the_ruler_ends_with_the_last_duration_and_has_a_tick_a_year() {
        let scale = Scale::new(EVENTS, false);
        assert_eq!((scale.first, scale.end), (1979, 2022));
        let svg = ruler(EVENTS, "", &|years| format!("{years} ans"), false);
        let ticks = svg.split("class=\"ticks\"").nth(1).unwrap().split("</g>").next().unwrap();
        assert_eq!(ticks.matches("<line").count(), 44);
    }

    #[test]
    fn labels_that_would_touch_stand_on_different_sides() {
        assert_eq!(Scale::new(EVENTS, false).above(), [false, false, true, true, false]);
    }

    #[test]
    fn twenty_silent_years_are_four_times_as_long_as_five() {
        let scale = Scale::new(EVENTS, false);
        let five = scale.x(1995) - scale.x(1990);
        let twenty = scale.x(2015) - scale.x(1995);
        assert!((twenty / five - 4.0).abs() < 1e-9);
    }

    #[test]
    fn durations_that_overlap_lie_on_different_lines() {
        assert_eq!(Scale::new(EVENTS, false).lanes(), [(2015, 2022, 0), (2017, 2021, 1)]);
    }

    #[test]
    fn time_runs_from_the_right_where_the_script_does() {
        let scale = Scale::new(EVENTS, true);
        assert!(scale.x(1979) > scale.x(2017));
    }

    #[test]
    fn a_duration_has_a_block_a_year() {
        assert_eq!(duration(7).matches('M').count(), 7);
        assert_eq!(silence(1995..2015).matches('M').count(), 19);
    }

    #[test]
    fn a_single_event_and_none_are_drawn_too() {
        assert!(ruler(&[(1979, None)], "", &|_| String::new(), false).contains(">1979<"));
        assert!(ruler(&[], "", &|_| String::new(), false).ends_with("</svg>"));
    }
}
