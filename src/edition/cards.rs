//! Cards -> their pictures, each drawn once and remembered for the next edition.

use std::collections::HashMap;
use std::mem;
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use rayon::prelude::*;

use super::Effort;
use super::canvas::DrawError;
use super::card::{Card, Painter};

/// The cards of the last edition.
#[derive(Default)]
pub(super) struct Cards(Mutex<Drawn>);

#[derive(Default)]
struct Drawn {
    /// Members and countries, which the rosace of each card shows.
    numbers: (u32, u32),
    cards: HashMap<Card, Bytes>,
}

impl Cards {
    /// A PNG for each of `wanted`, whose rosaces show the `numbers` of members and countries. At [`Effort::Quick`] those that
    /// would have to be drawn are left out: the edition at [`Effort::Best`] that follows has them.
    ///
    /// # Errors
    ///
    /// If there is no memory for a picture.
    pub fn pictures(
        &self,
        wanted: Vec<Card>,
        numbers: (u32, u32),
        effort: Effort,
    ) -> Result<HashMap<Card, Bytes>, DrawError> {
        let mut drawn = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut before = mem::take(&mut drawn.cards);
        if drawn.numbers != numbers {
            before.clear();
            drawn.numbers = numbers;
        }
        let mut cards = HashMap::with_capacity(wanted.len());
        let mut new = Vec::new();
        for card in wanted {
            match before.remove_entry(&card) {
                Some((card, picture)) => drop(cards.insert(card, picture)),
                None if !cards.contains_key(&card) => new.push(card),
                None => {}
            }
        }
        if effort == Effort::Best && !new.is_empty() {
            let painter = Painter::new(numbers.0, numbers.1)?;
            let draw = |card: Card| Ok((Bytes::from(painter.draw(&card)?), card));
            let pictures = new.into_par_iter().map(draw).collect::<Result<Vec<_>, DrawError>>()?;
            cards.extend(pictures.into_iter().map(|(picture, card)| (card, picture)));
        }
        drawn.cards.clone_from(&cards);
        Ok(cards)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(title: &str) -> Card {
        Card { title: title.into(), name: "AIMF".into(), line: "305 · 54".into(), lang: "fr".into(), rtl: false }
    }

    #[test]
    fn a_card_is_drawn_once_and_again_when_the_numbers_change() {
        let cards = Cards::default();
        let draw = |titles: &[&str], numbers, effort| {
            cards.pictures(titles.iter().map(|title| card(title)).collect(), numbers, effort).unwrap()
        };
        let first = draw(&["Contact"], (305, 54), Effort::Best);
        let second = draw(&["Contact", "Histoire", "Histoire"], (305, 54), Effort::Best);
        assert_eq!(second.len(), 2);
        assert_eq!(first[&card("Contact")].as_ptr(), second[&card("Contact")].as_ptr());
        let third = draw(&["Contact"], (306, 54), Effort::Best);
        assert_ne!(third[&card("Contact")], first[&card("Contact")]);
    }

    #[test]
    fn an_edition_in_haste_has_the_cards_that_are_there() {
        let cards = Cards::default();
        cards.pictures(vec![card("Contact")], (305, 54), Effort::Best).unwrap();
        let quick = cards.pictures(vec![card("Contact"), card("Vision")], (305, 54), Effort::Quick).unwrap();
        assert_eq!(quick.keys().collect::<Vec<_>>(), [&card("Contact")]);
    }
}
