//! The site's numbers -> its drawings, as SVG.
//!
//! Nothing here decorates: a dot is a member, a ray a country, a tick a year. Colours are written as attributes, so
//! that an engine that drops the stylesheet still draws; the stylesheet overrides them by class, for dark, forced
//! colours and print. There is no `style`, and no word but those given: they are the interface's.

pub mod rosace;
mod ruler;

use rosace::{Rosace, VIEW_BOX};
pub use ruler::{Silence, duration, ruler, silence};

/// `encre`, `bissap`, `lagune`, `filet`, `gris`: see the stylesheet's tokens.
const INK: &str = "#1a1423";
const BISSAP: &str = "#7a1140";
const LAGOON: &str = "#0b5754";
const THREAD: &str = "#8a8096";
const GREY: &str = "#4b4357";

/// The assembly: a seat a member, a ray a country. `title` says so to those who do not see it.
#[must_use]
pub fn rosace(members: u32, countries: u32, title: &str) -> String {
    assembly(&rosace::rosace(members, countries), title)
}

/// The assembly with one seat empty, drawn as a ring.
#[must_use]
pub fn rosace_with_empty_seat(members: u32, countries: u32, title: &str) -> String {
    assembly(&rosace::rosace_with_an_empty_seat(members, countries), title)
}

fn assembly(rosace: &Rosace, title: &str) -> String {
    let Rosace { dots, dot_width, rays, ray_width, vacant } = rosace;
    let radius = dot_width.parse::<f64>().unwrap_or_default() / 2.0;
    let ring = vacant.map(|seat| {
        let (x, y) = (seat.cx(), seat.cy());
        format!("<circle class=\"ring\" cx=\"{x}\" cy=\"{y}\" r=\"{radius:.1}\" stroke=\"{BISSAP}\"/>")
    });
    format!(
        "<svg class=\"rosace\" role=\"img\" viewBox=\"{VIEW_BOX}\" width=\"320\" height=\"320\" fill=\"none\">\
         <title>{title}</title>\
         <path id=\"seats\" class=\"seats\" stroke=\"{BISSAP}\" stroke-width=\"{dot_width}\" stroke-linecap=\"round\" d=\"{dots}\"/>\
         <path id=\"rays\" class=\"rays\" stroke=\"{INK}\" stroke-width=\"{ray_width}\" d=\"{rays}\"/>{ring}</svg>",
        title = escaped(title),
        ring = ring.unwrap_or_default(),
    )
}

/// The same seats and rays again, by reference: the echo in the quotation's field, hidden from readers.
#[must_use]
pub fn echo() -> String {
    format!(
        "<svg class=\"echo\" aria-hidden=\"true\" viewBox=\"{VIEW_BOX}\" width=\"320\" height=\"320\" fill=\"none\">\
         <use href=\"#seats\"/><use href=\"#rays\"/></svg>"
    )
}

/// Words as the text of an element.
fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A number with at most one decimal, and a dot whatever the language.
fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_assembly_has_a_seat_for_each_member_and_a_ray_for_each_country() {
        let svg = rosace(305, 54, "305 & 54");
        assert_eq!(svg.matches("h0").count(), 305);
        assert!(svg.contains("<title>305 &amp; 54</title>"));
    }

    #[test]
    fn an_empty_seat_is_a_ring_and_not_a_dot() {
        let svg = rosace_with_empty_seat(305, 54, "");
        assert_eq!(svg.matches("h0").count(), 304);
        assert_eq!(svg.matches("<circle").count(), 1);
    }

    #[test]
    fn a_number_has_one_decimal_at_most() {
        assert_eq!([2.0, 2.25, -0.04, 33.333].map(number), ["2", "2.2", "0", "33.3"]);
    }
}
