//! The rosace: an assembly seen from above, one equal seat per member, held by one ray per country.
//!
//! The drawing is data, not decoration: it has exactly as many dots as members and as many rays as countries, and no order
//! among them (nobody said how many members a country has). Seat *i* of *n* lies on Vogel's spiral, at radius
//! 100·√((*i* + ½) / *n*) and angle *i*·π(3 − √5), so that every seat has the same room (H. Vogel, « A better way to
//! construct the sunflower head », 1979).
//!
//! All dots are one path of zero-length strokes with round caps (SVG 2, §13.5.4), all rays another: two elements, whatever
//! the numbers.

use std::f64::consts::{PI, TAU};
use std::fmt::Write as _;

use askama::Template;

use super::{BISSAP, INK, decimal, number, tenths};
use crate::html::Html;

/// The `viewBox` that both paths are drawn for: the centre is 0 0, the rays end 3 units before the edge.
pub const VIEW_BOX: &str = "-125 -125 250 250";

/// How far the drawing reaches from the centre: to the tips of the rays.
pub const REACH: f32 = 122.0;

/// Members and countries.
pub type Numbers = (u32, u32);

/// Radius of the outermost seats.
const SEATS: f64 = 100.0;

/// Where rays begin and end, from the centre.
const RAY: (f64, f64) = (110.0, 122.0);

/// The rosace as path data for SVG.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rosace {
    /// `d` of the path of dots; to be stroked with round caps, [`Rosace::dot_width`] wide.
    pub dots: String,
    /// `stroke-width` of the dots, so that they fill the same share of the disc for any number of them.
    pub dot_width: String,
    /// `d` of the path of rays; to be stroked with butt caps.
    pub rays: String,
    /// The seat that was left empty, if one was asked for.
    vacant: Option<Seat>,
}

/// The rosace in a page; `title` tells those who do not see it what it shows.
#[derive(Template)]
#[template(path = "drawing/rosace.svg")]
struct RosaceSvg<'a> {
    rosace: &'a Rosace,
    title: &'a str,
}

/// The place of one seat, in tenths of a unit, so that it prints with one decimal and no rounding surprises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Seat {
    x: i32,
    y: i32,
}

impl Seat {
    fn at(radius: f64, angle: f64) -> Self {
        Self { x: tenths(radius * angle.cos()), y: tenths(radius * angle.sin()) }
    }
}

impl Rosace {
    /// One dot per member, one ray per country: no members give no dots, no countries no rays.
    pub fn new(members: u32, countries: u32) -> Self {
        Self::with_vacant(members, countries, None)
    }

    /// The same with one seat empty, for the page that is not there.
    ///
    /// The empty seat is the one nearest to a point above and to the right of the centre, where a reader's eye finds it: inside
    /// the assembly, not at its edge.
    pub fn with_an_empty_seat(members: u32, countries: u32) -> Self {
        let (x, y) = (380, -380);
        let vacant = (0..members).min_by_key(|&i| {
            let seat = seat(i, members);
            (seat.x - x).pow(2) + (seat.y - y).pow(2)
        });
        Self::with_vacant(members, countries, vacant)
    }

    fn with_vacant(members: u32, countries: u32, vacant: Option<u32>) -> Self {
        Self {
            dots: dots(members, vacant),
            dot_width: dot_width(members, 115.0),
            rays: rays(countries, RAY),
            vacant: vacant.map(|i| seat(i, members)),
        }
    }

    /// The drawing for a page, as an element.
    pub fn svg(&self, title: &str) -> Html {
        Html::of(&RosaceSvg { rosace: self, title })
    }

    /// Where the empty seat is, and its radius.
    fn ring(&self) -> Option<[String; 3]> {
        let radius = self.dot_width.parse::<f64>().unwrap_or_default() / 2.0;
        self.vacant.map(|Seat { x, y }| [decimal(x), decimal(y), format!("{radius:.1}")])
    }
}

/// The width of a dot that keeps its share of the disc: `weight` / √n. In a page the weight is 115, which makes 6.6 for 305 members.
pub(crate) fn dot_width(members: u32, weight: f64) -> String {
    number(weight / f64::from(members.max(1)).sqrt())
}

/// Path data of one ray per country, between two radii.
pub(crate) fn rays(countries: u32, (from, to): (f64, f64)) -> String {
    let mut path = Path::default();
    for k in 0..countries {
        let angle = TAU * f64::from(k) / f64::from(countries);
        path.go('m', Seat::at(from, angle));
        path.go('l', Seat::at(to, angle));
    }
    path.data
}

/// Path data of one dot per member, written arm by arm: seats whose numbers differ by the right Fibonacci number are
/// neighbours on one arm of the spiral, so that the way from one to the next is short to write (a tenth less path data, a
/// fifth less when compressed). The order means nothing.
fn dots(members: u32, vacant: Option<u32>) -> String {
    let mut path = Path::default();
    let arms = arms(members);
    for arm in 0..arms {
        for i in (arm..members).step_by(arms as usize).filter(|&i| Some(i) != vacant) {
            path.go('m', seat(i, members));
            path.data.push_str("h0");
        }
    }
    path.data
}

/// The smallest Fibonacci number that is no smaller than √n: the number of arms that the eye sees near the edge.
fn arms(members: u32) -> u32 {
    let (mut arms, mut next) = (1_u32, 2);
    while u64::from(arms).pow(2) < u64::from(members) {
        (arms, next) = (next, arms + next);
    }
    arms
}

fn seat(i: u32, members: u32) -> Seat {
    let golden = PI * (3.0 - 5_f64.sqrt());
    let i = f64::from(i);
    Seat::at(SEATS * ((i + 0.5) / f64::from(members)).sqrt(), i * golden)
}

/// Path data under construction, in the shortest spelling of the grammar of SVG 2, §9.3.9: relative to the point before,
/// no space before a minus sign, no zero before a decimal point. As all points are whole tenths, rounding does not add up.
#[derive(Default)]
struct Path {
    data: String,
    at: Option<Seat>,
}

impl Path {
    fn go(&mut self, command: char, to: Seat) {
        let command = if self.at.is_none() { 'M' } else { command };
        let from = self.at.unwrap_or(Seat { x: 0, y: 0 });
        let (x, y) = (decimal(to.x - from.x), decimal(to.y - from.y));
        let gap = if y.starts_with('-') || (y.starts_with('.') && x.contains('.')) { "" } else { " " };
        // Writing to a string cannot fail.
        let _ = write!(self.data, "{command}{x}{gap}{y}");
        self.at = Some(to);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use svgtypes::{SimplePathSegment, SimplifyingPathParser};

    use super::*;

    /// The point where each `M` or `m` leads, as another reader of SVG has it.
    fn points(d: &str) -> Vec<(f64, f64)> {
        let segments = SimplifyingPathParser::from(d).map(Result::unwrap);
        let starts = segments.filter_map(|segment| match segment {
            SimplePathSegment::MoveTo { x, y } => Some((x, y)),
            _ => None,
        });
        starts.collect()
    }

    #[test]
    fn every_member_has_a_seat_and_every_country_a_ray() {
        for (members, countries, dot_width) in [(305, 54, "6.6"), (100, 54, "11.5"), (1, 1, "115"), (0, 0, "115")] {
            let rosace = Rosace::new(members, countries);
            assert_eq!(rosace.dots.matches("h0").count(), members as usize);
            assert_eq!(rosace.rays.matches('l').count(), countries as usize);
            assert_eq!((rosace.dot_width.as_str(), rosace.vacant), (dot_width, None));
        }
        assert!(Rosace::new(0, 0).svg("305 & 54 <").contains("<title>305 &#38; 54 &#60;</title>"));
        assert_eq!(Rosace::with_an_empty_seat(0, 0), Rosace::new(0, 0));
    }

    #[test]
    fn no_two_members_share_a_seat_nobody_sits_in_the_centre_and_nobody_outside_the_rays() {
        let seats = points(&Rosace::new(305, 54).dots);
        for (i, a) in seats.iter().enumerate() {
            assert!((3.9..=100.1).contains(&a.0.hypot(a.1)), "{a:?}");
            for b in &seats[..i] {
                assert!((a.0 - b.0).hypot(a.1 - b.1) > 8.5, "{a:?} and {b:?} touch: dots are 6.6 wide");
            }
        }
    }

    #[test]
    fn rays_are_equal_and_equally_far_apart() {
        let starts = points(&Rosace::new(305, 54).rays);
        for (k, (x, y)) in (0..).zip(&starts) {
            let angle = y.atan2(*x).rem_euclid(TAU);
            let expected = TAU * f64::from(k) / 54.0;
            assert!((x.hypot(*y) - 110.0).abs() < 0.1);
            assert!((angle - expected).abs() < 0.001, "{angle} {expected}");
        }
    }

    #[test]
    fn one_seat_is_empty_on_the_page_that_is_not_there() {
        let (full, missing) = (Rosace::new(305, 54), Rosace::with_an_empty_seat(305, 54));
        let vacant = missing.vacant.unwrap();
        assert_eq!(missing.dots.matches("h0").count(), 304);
        assert_eq!(missing.rays, full.rays);
        assert_eq!(missing.svg("").matches("<circle").count(), 1, "a ring");
        let seats = |d: &str| points(d).into_iter().map(|(x, y)| (tenths(x), tenths(y))).collect::<BTreeSet<_>>();
        let mut others = seats(&full.dots);
        assert!(others.remove(&(vacant.x, vacant.y)));
        assert_eq!(others, seats(&missing.dots), "the others keep their seats");
    }

    #[test]
    fn an_assembly_of_one_has_one_seat_and_one_ray() {
        let Rosace { dots, rays, .. } = Rosace::new(1, 1);
        assert_eq!([dots, rays], ["M70.7 0h0", "M110 0l12 0"]);
    }

    #[test]
    fn the_drawing_stays_small() {
        let rosace = Rosace::new(305, 54);
        assert!(rosace.dots.len() + rosace.rays.len() < 4_300, "{}", rosace.dots.len() + rosace.rays.len());
    }
}
