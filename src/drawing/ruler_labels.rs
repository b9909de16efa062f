//! Which years are written on the ruler, and on which side of its axis: none over another, at any width.
//!
//! The ruler is as wide as its page allows, and its labels keep their size. So labels are placed for a few widths, the narrowest
//! first: a label that has no room there is shown from the first width on at which it has, which the stylesheet knows by container
//! queries. What has room on a narrow ruler has it on a wider one too.

use std::iter;

/// The widths in pixels from which on further labels are shown, after the narrowest that a ruler is.
const WIDTHS: [u32; 3] = [480, 720, 960];
/// A phone of 320 px, with text of twice the size.
const NARROWEST: u32 = 240;
/// How wide a year is, in the widest typeface that stands in for the site's own, and what is left free beside it, in pixels.
const LABEL: f64 = 38.0;
const GAP: f64 = 6.0;
/// How far a label at an end of the axis reaches beyond its event.
const OVERHANG: f64 = 7.0;
/// Labels nearer than this to an end of the ruler, in per cent of its width, hang on their event's outer edge.
const EDGE: f64 = 8.0;
/// Labels nearer than this, in per cent of the width, stand on different sides, where both have room.
const NEAR: f64 = 12.0;
/// The width from which on the words of a silence stand on the line of the labels below the axis, and how wide a letter of them is.
const WITH_WORDS: u32 = 890;
const LETTER: f64 = 8.0;

/// Where a label stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    pub is_above: bool,
    /// The narrowest ruler that it has room on, where it has not on all.
    pub from_width: Option<u32>,
}

/// The part of a label that stands at its event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Start,
    Middle,
    End,
}

/// The part of a label that stands at its event, which is at `x` per cent of the width.
pub fn side(x: f64) -> Side {
    if x < EDGE {
        Side::Start
    } else if x > 100.0 - EDGE {
        Side::End
    } else {
        Side::Middle
    }
}

/// The labels of events at these places, in per cent of the width; nothing for one that never has room.
pub fn place(places: &[f64]) -> Vec<Option<Label>> {
    let wanted = above(places);
    let mut labels: Vec<Option<Label>> = vec![None; places.len()];
    let Some(last) = places.len().checked_sub(1) else { return labels };
    for width in iter::once(NARROWEST).chain(WIDTHS) {
        // The last one before those between: it says how far the ruler reaches, as the first does.
        for index in iter::once(last).chain(0..last) {
            if labels[index].is_some() {
                continue;
            }
            let own = extent(places[index], width);
            let is_free = |is_above: bool| {
                let mut others = labels.iter().zip(places).filter_map(|(label, x)| Some((label.as_ref()?, *x)));
                others.all(|(label, x)| label.is_above != is_above || are_apart(own, extent(x, width)))
            };
            let is_above = [wanted[index], !wanted[index]].into_iter().find(|is_above| is_free(*is_above));
            let from_width = (width > NARROWEST).then_some(width);
            labels[index] = is_above.map(|is_above| Label { is_above, from_width });
        }
    }
    labels
}

/// Whether the words of a silence, so many letters around `middle`, have room between the labels of its events that stand below the
/// axis. All are places in per cent of the width.
pub fn has_room(labels: [Option<f64>; 2], middle: f64, letters: usize) -> bool {
    let half = f64::from(u32::try_from(letters).unwrap_or(u32::MAX)) * LETTER / 2.0;
    let middle = middle * f64::from(WITH_WORDS) / 100.0;
    let own = (middle - half, middle + half);
    labels.into_iter().flatten().all(|x| {
        let (start, end) = extent(x, WITH_WORDS);
        end <= own.0 || own.1 <= start
    })
}

/// Whether each label is to stand above the axis: it keeps the side of the label before it, unless the two are near.
fn above(places: &[f64]) -> Vec<bool> {
    let mut is_above = false;
    let mut before: Option<f64> = None;
    let mut above = |x: &f64| {
        if before.replace(*x).is_some_and(|before| x - before < NEAR) {
            is_above = !is_above;
        }
        is_above
    };
    places.iter().map(&mut above).collect()
}

/// From where to where a label reaches, in pixels of a ruler of this width.
fn extent(x: f64, width: u32) -> (f64, f64) {
    let at = x * f64::from(width) / 100.0;
    match side(x) {
        Side::Start => (at - OVERHANG, at - OVERHANG + LABEL),
        Side::Middle => (at - LABEL / 2.0, at + LABEL / 2.0),
        Side::End => (at + OVERHANG - LABEL, at + OVERHANG),
    }
}

fn are_apart(one: (f64, f64), other: (f64, f64)) -> bool {
    one.1 + GAP <= other.0 || other.1 + GAP <= one.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at_years(years: &[u32]) -> Vec<f64> {
        let (first, last) = (f64::from(years[0]), f64::from(*years.last().unwrap()));
        years.iter().map(|year| 2.0 + (f64::from(*year) - first) * 96.0 / (last - first)).collect()
    }

    #[test]
    fn no_two_labels_overlap_at_any_width() {
        for years in
            [(1979..2026).collect::<Vec<_>>(), vec![1979, 2015, 2017, 2021, 2022, 2023], (1900..=2100).collect()]
        {
            let places = at_years(&years);
            let labels = place(&places);
            for width in [240, 284, 320, 480, 700, 720, 960, 1216] {
                for is_above in [false, true] {
                    let shown = labels.iter().zip(&places).filter_map(|(label, x)| Some((label.as_ref()?, *x)));
                    let shown =
                        shown.filter(|(label, _)| label.is_above == is_above && label.from_width.unwrap_or(0) <= width);
                    let extents: Vec<_> = shown.map(|(_, x)| extent(x, width)).collect();
                    assert!(extents.windows(2).all(|pair| are_apart(pair[0], pair[1])), "{width}: {extents:?}");
                }
            }
            let all_widths = |label: &Option<Label>| label.is_some_and(|label| label.from_width.is_none());
            assert!(all_widths(&labels[0]) && all_widths(labels.last().unwrap()), "{labels:?}");
        }
    }

    #[test]
    fn a_wider_ruler_shows_more_years_and_a_wide_one_all_of_a_few() {
        let count = |years: &[u32], width: u32| {
            place(&at_years(years)).iter().flatten().filter(|label| label.from_width.unwrap_or(0) <= width).count()
        };
        let many: Vec<_> = (1979..2026).collect();
        assert!(
            count(&many, 320) >= 8 && count(&many, 320) < count(&many, 720) && count(&many, 720) < count(&many, 960)
        );
        // Of three years in a row at the end one is left out, of the five before them none.
        assert_eq!(count(&[1979, 1990, 1995, 2015, 2017, 2021, 2022, 2023], 960), 7);
        assert_eq!(count(&[1979, 1990, 1995, 2015, 2017], 240), 5);
    }
}
