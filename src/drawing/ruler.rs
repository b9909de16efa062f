//! The ruler of years, on which twenty silent years are really twenty years long.

use std::ops::Range;

use askama::Template;

use super::ruler_labels::{self, Label, Side};
use super::{BISSAP, GREY, INK, LAGOON, THREAD, number};
use crate::html::Html;

/// The drawing's height, and the distances from its top, in pixels: of the axis, and of the labels under and above it.
const HEIGHT: u32 = 124;
const AXIS: u32 = 66;
const UNDER: u32 = 114;
const ABOVE: u32 = 18;
/// The radius of an event's point.
const DOT: i32 = 7;
/// From the axis to the first duration's line, and from one line to the next.
const LIFT: u32 = 14;
const LANE: u32 = 10;
/// As many lines as the drawing has room for above its axis; for more it grows.
const LANES: u32 = 3;
/// A silence that takes a smaller share of the axis has no room for its words on a phone, or, below the second share, anywhere.
const SHORT: f64 = 0.18;
const WORDLESS: f64 = 0.09;

/// An event on the ruler. Its times are months, counted from the year 0: a month is as precise as the drawing can show.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    /// When it is.
    pub at: u32,
    /// When it ends, where that is drawn.
    pub until: Option<u32>,
    /// How many years it comes after the event before it.
    pub later: u32,
}

impl Mark {
    fn year(self) -> u32 {
        self.at / 12
    }
}

/// Finds where everything stands on the ruler.
struct Scale<'a> {
    events: &'a [Mark],
    /// The first and the last year.
    first: u32,
    end: u32,
    is_rtl: bool,
}

impl<'a> Scale<'a> {
    fn new(events: &'a [Mark], is_rtl: bool) -> Self {
        let first = events.iter().map(|event| event.year()).min().unwrap_or_default();
        let end = events.iter().map(|event| event.at.max(event.until.unwrap_or_default()).div_ceil(12)).max();
        Self { events, first, end: end.unwrap_or(first), is_rtl }
    }

    /// Per cent of the width, from 2 to 98, in the direction in which time runs.
    fn along(&self, month: u32) -> f64 {
        let span = f64::from(self.end - self.first);
        let years = f64::from(month) / 12.0 - f64::from(self.first);
        if span > 0.0 { 2.0 + years * 96.0 / span } else { 2.0 }
    }

    /// Per cent of the width from the left: from the right where the script runs so.
    fn x(&self, month: u32) -> f64 {
        if self.is_rtl { 100.0 - self.along(month) } else { self.along(month) }
    }

    fn percent(&self, month: u32) -> String {
        format!("{}%", number(self.x(month)))
    }

    /// The label of each event; the first event of a year has that of the year, where it has room.
    fn labels(&self) -> Vec<Option<Label>> {
        let is_first = |index: usize| index == 0 || self.events[index - 1].year() != self.events[index].year();
        let firsts: Vec<_> = (0..self.events.len()).filter(|index| is_first(*index)).collect();
        let places: Vec<_> = firsts.iter().map(|index| self.along(self.events[*index].at)).collect();
        let mut labels = vec![None; self.events.len()];
        for (index, label) in firsts.into_iter().zip(ruler_labels::place(&places)) {
            labels[index] = label;
        }
        labels
    }

    /// Labels are centred on their event; near the ends of the axis they hang on the outer edge of its point. `start` and
    /// `end` are the text's own: where the script runs from the right, `start` is its right.
    fn anchor(&self, month: u32) -> String {
        let outward = if self.is_rtl { -DOT } else { DOT };
        match ruler_labels::side(self.along(month)) {
            Side::Start => format!(" dx=\"{}\"", -outward),
            Side::End => format!(" dx=\"{outward}\" text-anchor=\"end\""),
            Side::Middle => " text-anchor=\"middle\"".to_owned(),
        }
    }

    /// The durations, each on the first line that is free: from, to, line.
    fn lanes(&self) -> Vec<(u32, u32, u32)> {
        let mut taken_until: Vec<u32> = Vec::new();
        let mut lanes = Vec::new();
        for event in self.events {
            let Some(to) = event.until.filter(|until| *until > event.at) else { continue };
            let lane = taken_until.iter().position(|until| *until <= event.at).unwrap_or_else(|| {
                taken_until.push(0);
                taken_until.len() - 1
            });
            taken_until[lane] = to;
            lanes.push((event.at, to, u32::try_from(lane).unwrap_or_default()));
        }
        lanes
    }

    /// How much lower the axis lies for more lines than there is room for.
    fn drop(lanes: &[(u32, u32, u32)]) -> u32 {
        let count = lanes.iter().map(|(.., lane)| lane + 1).max().unwrap_or_default();
        count.saturating_sub(LANES) * LANE
    }

    /// The words of the time between two events, where they have room between the labels below.
    fn silence(&self, pair: [(Mark, Option<&Label>); 2], interval: &dyn Fn(u32) -> String) -> Option<SilenceWords> {
        let [(before, _), (after, _)] = pair;
        let [from, to] = pair.map(|(event, _)| self.along(event.at));
        let share = (to - from) / 96.0;
        if after.later == 0 || share < WORDLESS {
            return None;
        }
        let words = interval(after.later);
        let below = pair.map(|(event, label)| label.filter(|label| !label.is_above).map(|_| self.along(event.at)));
        let is_short = share < SHORT;
        ruler_labels::has_room(below, f64::midpoint(from, to), words.chars().count()).then(|| SilenceWords {
            x: number(f64::midpoint(self.x(before.at), self.x(after.at))),
            is_short,
            words,
        })
    }
}

/// The ruler as an element.
///
/// It has no `viewBox`: across, everything is in per cent, so that it fits any width and its text keeps its size.
#[derive(Template)]
#[template(path = "drawing/ruler.svg")]
struct Ruler<'a> {
    title: &'a str,
    height: u32,
    /// How far from the top the axis lies.
    level: u32,
    axis: (String, String),
    /// The years, and how far down the tick of each reaches.
    ticks: Vec<(String, u32)>,
    /// The durations: from, to, height.
    spans: Vec<(String, String, u32)>,
    /// The events, each a point on the axis.
    points: Vec<String>,
    years: Vec<YearLabel>,
    silences: Vec<SilenceWords>,
}

/// A year, and the stem between it and its event.
struct YearLabel {
    year: u32,
    x: String,
    stem: (u32, u32),
    y: u32,
    anchor: String,
    /// The narrowest ruler that it has room on, where it has not on all.
    from_width: Option<u32>,
}

/// A time when nothing happened.
struct SilenceWords {
    /// Its middle.
    x: String,
    is_short: bool,
    /// How long it was.
    words: String,
}

/// The ruler, from the first event to the end of the last one or of its duration.
///
/// `events` are in order: out of order, which is reported to the editor elsewhere, they are drawn all the same. `title` is its text
/// alternative; `interval` names a number of years.
pub fn ruler(events: &[Mark], title: &str, interval: &dyn Fn(u32) -> String, is_rtl: bool) -> Html {
    let scale = Scale::new(events, is_rtl);
    let (lanes, labels) = (scale.lanes(), scale.labels());
    let level = AXIS + Scale::drop(&lanes);
    let under = level + UNDER - AXIS;
    let tick = |year| (scale.percent(year * 12), level + if year % 10 == 0 { 12 } else { 6 });
    let height = |lane: u32| level.saturating_sub(LIFT + LANE * lane);
    let label = |(event, label): (&Mark, &Option<Label>)| {
        let label = label.as_ref()?;
        let lane = lanes.iter().find(|(from, ..)| *from == event.at).map(|(.., lane)| *lane);
        let (end, y) = if label.is_above { (ABOVE + 6, ABOVE) } else { (under - 18, under) };
        // A stem begins at the axis; at its duration's line where that lies on the other side.
        let start = lane.filter(|_| !label.is_above).map_or(level, |lane| height(lane).saturating_sub(3));
        let (x, anchor) = (scale.percent(event.at), scale.anchor(event.at));
        Some(YearLabel { year: event.year(), x, stem: (start, end), y, anchor, from_width: label.from_width })
    };
    let labelled: Vec<_> = events.iter().copied().zip(labels.iter().map(Option::as_ref)).collect();
    let silence = |pair: &[(Mark, Option<&Label>)]| scale.silence([pair[0], pair[1]], interval);
    Html::of(&Ruler {
        title,
        height: level + HEIGHT - AXIS,
        level,
        axis: (scale.percent(scale.first * 12), scale.percent(scale.end * 12)),
        ticks: (scale.first..=scale.end).map(tick).collect(),
        spans: lanes.iter().map(|&(from, to, lane)| (scale.percent(from), scale.percent(to), height(lane))).collect(),
        points: events.iter().map(|event| scale.percent(event.at)).collect(),
        years: events.iter().zip(&labels).filter_map(label).collect(),
        silences: labelled.windows(2).filter_map(silence).collect(),
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

    fn mark(year: u32, years: u32, later: u32) -> Mark {
        Mark { at: year * 12, until: (years > 0).then_some((year + years) * 12), later }
    }

    fn shipped() -> [Mark; 5] {
        [mark(1979, 0, 0), mark(1990, 0, 11), mark(1995, 0, 5), mark(2015, 7, 20), mark(2017, 4, 2)]
    }

    fn drawn(events: &[Mark]) -> String {
        ruler(events, "", &|years| format!("{years} ans"), false).to_string()
    }

    #[test]
    fn the_ruler_ends_with_the_last_duration_and_has_a_tick_a_year() {
        let events = shipped();
        let scale = Scale::new(&events, false);
        assert_eq!((scale.first, scale.end), (1979, 2022));
        let svg = drawn(&events);
        let ticks = svg.split("class=\"ticks\"").nth(1).unwrap().split("</g>").next().unwrap();
        assert_eq!(ticks.matches("<line").count(), 44);
    }

    #[test]
    fn labels_that_would_touch_stand_on_different_sides() {
        let labels = Scale::new(&shipped(), false).labels();
        let above: Vec<_> = labels.iter().flatten().map(|label| (label.is_above, label.from_width)).collect();
        assert_eq!(above, [(false, None), (false, None), (true, None), (true, None), (false, None)]);
    }

    #[test]
    fn twenty_silent_years_are_four_times_as_long_as_five() {
        let events = shipped();
        let x = |year: u32| Scale::new(&events, false).x(year * 12);
        assert!(((x(2015) - x(1995)) / (x(1995) - x(1990)) - 4.0).abs() < 1e-9);
    }

    #[test]
    fn durations_that_overlap_lie_on_different_lines_and_the_drawing_grows_with_them() {
        let months = |years: [(u32, u32, u32); 2]| years.map(|(from, to, lane)| (from * 12, to * 12, lane));
        assert_eq!(Scale::new(&shipped(), false).lanes(), months([(2015, 2022, 0), (2017, 2021, 1)]));
        assert!(drawn(&shipped()).contains("height=\"124\""));
        let many: Vec<_> = (2000..2010).map(|year| mark(year, 20, 1)).collect();
        let svg = drawn(&many);
        assert!(svg.contains("height=\"194\""), "{svg}");
        // No line lies on the years above the axis.
        let spans = svg.split("class=\"spans\"").nth(1).unwrap().split("</g>").next().unwrap();
        let heights = spans.split("y1=\"").skip(1).map(|rest| rest.split('"').next().unwrap().parse::<u32>().unwrap());
        assert!(heights.min().unwrap() >= 32);
    }

    #[test]
    fn time_runs_from_the_right_where_the_script_does() {
        let events = shipped();
        let scale = Scale::new(&events, true);
        assert!(scale.x(1979 * 12) > scale.x(2017 * 12));
    }

    #[test]
    fn events_of_one_year_have_a_point_each_and_one_label() {
        let in_2013 = |month: u32| Mark { at: 2013 * 12 + month, until: None, later: 0 };
        let svg = drawn(&[mark(2010, 0, 0), in_2013(0), in_2013(4), in_2013(11)]);
        assert_eq!((svg.matches("<circle").count(), svg.matches(">2013<").count()), (4, 1));
        // The axis goes on to the end of the year: December is not January.
        assert!(svg.contains("<circle cx=\"96%\"") && svg.contains("x2=\"98%\""), "{svg}");
    }

    #[test]
    fn a_duration_has_a_block_a_year() {
        assert_eq!(duration(7).matches('M').count(), 7);
        assert_eq!(silence(1995..2015).matches('M').count(), 19);
    }

    #[test]
    fn a_single_event_and_none_are_drawn_too() {
        assert!(drawn(&[mark(1979, 0, 0)]).contains(">1979<"));
        assert!(ruler(&[], "", &|_| String::new(), false).ends_with("</svg>"));
    }
}
