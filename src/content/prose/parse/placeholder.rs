//! Finds facts in text, `{contact.phone}`, and what was meant as a link and is none.

use std::ops::Range;

use super::reading::{Reading, Sign};
use crate::content::prose::{Problem, Target, destination::is_fact, tree::Inline};

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
        for pair in characters.windows(2) {
            if let [Sign { is: ']', at, escaped: false }, Sign { is: '(', at: end, .. }] = pair
                && at.end == end.start
            {
                self.problem(at.start..end.end, Problem::LinkBroken {});
            }
        }
        let mut text = String::new();
        let mut rest = characters.as_slice();
        while let Some((first, others)) = rest.split_first() {
            rest = others;
            if first.is == '{' && !first.escaped {
                let length = others.iter().position(|other| other.is == '}').unwrap_or(others.len());
                let name: String = others[..length].iter().map(|other| other.is).collect();
                if let Some(last) = others.get(length).filter(|_| is_fact(&name)) {
                    into.extend((!text.is_empty()).then(|| Inline::Text(std::mem::take(&mut text))));
                    self.references.push((first.at.start..last.at.end, Target::Fact(name.clone())));
                    into.push(Inline::Fact(name));
                    rest = &others[length + 1..];
                    continue;
                }
                self.problem(first.at.clone(), Problem::FactMalformed {});
            }
            text.push(first.is);
        }
        into.extend((!text.is_empty()).then_some(Inline::Text(text)));
    }
}
