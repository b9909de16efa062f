//! Finds facts in text, `{contact.phone}`, and what was meant as a link and is none.

use std::ops::Range;

use super::reading::{Reading, Sign};
use linkify::{LinkFinder, LinkKind};

use crate::content::prose::destination::{Destination, is_fact};
use crate::content::prose::{Problem, Target, tree::Inline};

/// As many characters as tell a link that is not well formed from words in brackets.
const LONGEST_MARKUP: usize = 12;

impl Reading<'_> {
    /// Gathers a piece of text until something else comes, as Markdown hands it over in pieces.
    pub(super) fn gather(&mut self, text: &str, at: &Range<usize>) {
        let as_typed = self.source.get(at.clone()) == Some(text);
        let escaped_at_start =
            self.source[..at.start].ends_with('\\') && self.gathered.last().is_none_or(|last| last.at.end < at.start);
        self.gathered.extend(text.char_indices().map(|(offset, character)| {
            let start = at.start + offset;
            let own = start..start + character.len_utf8();
            let (at, escaped) = if as_typed { (own, offset == 0 && escaped_at_start) } else { (at.clone(), true) };
            Sign { is: character, at, escaped }
        }));
    }

    /// Adds the text gathered so far, and the facts in it, to the inlines.
    pub(super) fn take_gathered(&mut self, into: &mut Vec<Inline>) {
        let characters = std::mem::take(&mut self.gathered);
        self.check_leftovers(&characters);
        let mut text = String::new();
        let mut rest = characters.as_slice();
        while let Some((first, others)) = rest.split_first() {
            rest = others;
            if first.is == '{' && !first.escaped {
                let length = others.iter().position(|other| other.is == '}').unwrap_or(others.len());
                let name: String = others[..length].iter().map(|other| other.is).collect();
                if let Some(last) = others.get(length).filter(|_| is_fact(&name)) {
                    self.text(std::mem::take(&mut text), into);
                    self.references.push((first.at.start..last.at.end, Target::Fact(name.clone())));
                    into.push(Inline::Fact(name));
                    rest = &others[length + 1..];
                    continue;
                }
                self.problem(first.at.clone(), Problem::FactMalformed {});
            }
            text.push(first.is);
        }
        self.text(text, into);
    }

    /// Adds text, in which the addresses that stand bare are links.
    fn text(&mut self, text: String, into: &mut Vec<Inline>) {
        if self.within_link {
            into.extend((!text.is_empty()).then_some(Inline::Text(text)));
            return;
        }
        for span in LinkFinder::new().spans(&text) {
            let words = span.as_str().to_owned();
            let address = match span.kind() {
                Some(LinkKind::Email) => Some(format!("mailto:{words}")),
                Some(_) => Some(words.clone()),
                None => None,
            };
            let destination = address.and_then(|address| Destination::parse(&address, &words).ok());
            into.push(match destination {
                Some(Destination::Link(target)) => Inline::Link(Box::new(target), vec![Inline::Verbatim(words)]),
                _ => Inline::Text(words),
            });
        }
    }

    /// Finds what was meant as markup and is none.
    fn check_leftovers(&mut self, characters: &[Sign]) {
        for (at, sign) in characters.iter().enumerate().filter(|(_, sign)| !sign.escaped) {
            let rest: String = characters[at..].iter().take(LONGEST_MARKUP).map(|sign| sign.is).collect();
            let is_word = |sign: Option<&Sign>| sign.is_some_and(|sign| sign.is.is_alphanumeric());
            let (length, problem) = match sign.is {
                ']' if rest.starts_with("](") || is_address_after(&rest, "] (") => (2, Problem::LinkBroken {}),
                ')' if is_address_after(&rest, ")[") => (2, Problem::LinkBroken {}),
                '[' if rest.starts_with("[^") => (2, Problem::Footnote {}),
                '*' if rest.starts_with("**") => {
                    let before = at.checked_sub(1).and_then(|before| characters.get(before));
                    let after = characters.get(at + 2);
                    let is_longer = [before, after].iter().any(|one| one.is_some_and(|one| one.is == '*'));
                    if is_longer || is_word(before) == is_word(after) {
                        continue;
                    }
                    (2, Problem::EmphasisUnclosed { marks: "**".to_owned() })
                }
                _ => continue,
            };
            let end = characters.get(at + length - 1).map_or(sign.at.end, |last| last.at.end);
            self.problem(sign.at.start..end, problem);
        }
    }
}

/// Whether an address follows these signs, as in `[site] (https://example.org)`.
fn is_address_after(text: &str, signs: &str) -> bool {
    let schemes = ["https:", "http:", "page:", "file:", "mailto:", "tel:"];
    text.strip_prefix(signs).is_some_and(|rest| schemes.iter().any(|scheme| rest.starts_with(scheme)))
}
