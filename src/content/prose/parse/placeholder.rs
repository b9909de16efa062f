//! Finds facts in text, `{contact.phone}`, and what was meant as a link and is none.

use std::ops::Range;

use linkify::{LinkFinder, LinkKind};

use super::reading::{Reading, Sign};
use super::repair;
use crate::content::prose::destination::{Destination, is_fact};
use crate::content::prose::{Problem, Target, tree::Inline};

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
        self.check_raw_markup(&characters);
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
                let problem = fact_meant(&name).map_or(Problem::FactMalformed {}, |right| Problem::FactMeant { right });
                self.problem(first.at.clone(), problem);
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

    /// Where a link begins whose words end here, with the exclamation mark of a picture.
    fn start_of_link(&self, before: &[Sign]) -> Option<usize> {
        let bracket = before.iter().rposition(|sign| sign.is == '[' && !sign.escaped)?;
        let start = before[bracket].at.start;
        Some(if self.source[..start].ends_with('!') { start - 1 } else { start })
    }

    /// Finds what was meant as markup and is none.
    fn check_leftovers(&mut self, characters: &[Sign]) {
        for (at, pair) in characters.windows(2).enumerate() {
            let [first, second] = pair else { continue };
            if first.escaped || first.at.end != second.at.start {
                continue;
            }
            let problem = match (first.is, second.is) {
                (']', '(') => match self.start_of_link(&characters[..at]) {
                    Some(start) => repair::broken(&self.source[start..]),
                    None => Problem::LinkBroken {},
                },
                (']', ' ') if is_address_at(&characters[at + 2..], "(") => Problem::LinkBroken {},
                (')', '[') if is_address_at(&characters[at + 2..], "") => Problem::LinkBroken {},
                ('[', '^') => Problem::Footnote {},
                ('*', '*') if is_at_edge_of_word(characters, at) => {
                    Problem::EmphasisUnclosed { marks: "**".to_owned() }
                }
                _ => continue,
            };
            self.problem(first.at.start..second.at.end, problem);
        }
    }
}

/// The fact that was meant by what stands after a brace: its name lacks the other brace, or has spaces around it.
fn fact_meant(typed: &str) -> Option<String> {
    let name = typed.trim_start().split(|sign: char| sign.is_whitespace() || ",;!?)".contains(sign)).next()?;
    let name = name.trim_end_matches('.');
    (name.contains('.') && is_fact(name)).then(|| format!("{{{name}}}"))
}

/// Whether an address stands here after these signs, as in `[site] (https://example.org)`.
fn is_address_at(characters: &[Sign], signs: &str) -> bool {
    const SCHEMES: [&str; 6] = ["https:", "http:", "page:", "file:", "mailto:", "tel:"];
    SCHEMES.iter().any(|scheme| {
        let text = || signs.chars().chain(scheme.chars());
        text().eq(characters.iter().map(|sign| sign.is).take(text().count()))
    })
}

/// Whether the two stars at this place are not part of a longer row, and have a word on one side alone.
fn is_at_edge_of_word(characters: &[Sign], at: usize) -> bool {
    let [before, after] = [at.checked_sub(1), Some(at + 2)].map(|place| Some(characters.get(place?)?.is));
    let is_word = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
    before != Some('*') && after != Some('*') && is_word(before) != is_word(after)
}
