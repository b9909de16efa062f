//! Cards -> their pictures, each drawn once and remembered for the next edition.

use std::collections::{HashMap, HashSet};

use bytes::Bytes;
use rayon::prelude::*;

use super::canvas::DrawError;
use super::card::{Card, CardRenderer};
use super::rosace::Numbers;
use crate::cache::Cache;

/// The cards of the last edition, each with the numbers that its rosace shows.
pub(crate) type Cards = Cache<(Card, Numbers), Bytes>;

/// A PNG for each of `wanted`.
///
/// # Errors
///
/// If there is no memory for a picture.
pub(crate) fn pictures(
    wanted: HashSet<Card>,
    numbers: Numbers,
    cards: &Cards,
) -> Result<HashMap<Card, Bytes>, DrawError> {
    let mut pictures = HashMap::with_capacity(wanted.len());
    let mut new = Vec::new();
    for key in wanted.into_iter().map(|card| (card, numbers)) {
        match cards.get(&key) {
            Some(picture) => drop(pictures.insert(key.0, picture)),
            None => new.push(key),
        }
    }
    // The rosace is drawn only where a card needs it.
    if !new.is_empty() {
        let renderer = CardRenderer::new(numbers)?;
        let draw = |key: (Card, Numbers)| {
            let picture = Bytes::from(renderer.draw(&key.0)?);
            cards.insert(key.clone(), picture.clone());
            Ok((key.0, picture))
        };
        pictures.extend(new.into_par_iter().map(draw).collect::<Result<Vec<_>, DrawError>>()?);
    }
    Ok(pictures)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(title: &str) -> Card {
        Card { title: title.into(), name: "AIMF".into(), line: "305 · 54".into(), lang: "fr".into(), rtl: false }
    }

    #[test]
    fn a_card_is_drawn_once_and_again_when_the_numbers_change() {
        let cards = Cards::new();
        let draw = |titles: &[&str], numbers| {
            pictures(titles.iter().map(|title| card(title)).collect(), numbers, &cards).unwrap()
        };
        let first = draw(&["Contact"], (305, 54));
        let second = draw(&["Contact", "Histoire", "Histoire"], (305, 54));
        assert_eq!(second.len(), 2);
        assert_eq!(first[&card("Contact")].as_ptr(), second[&card("Contact")].as_ptr());
        let third = draw(&["Contact"], (306, 54));
        assert_ne!(third[&card("Contact")], first[&card("Contact")]);
    }
}
