//! Text in pieces -> text and the facts in it, `{contact.phone}`; and what was meant as markup and is none.

use std::ops::Range;

use super::{Fact, Inline, Problem, ProblemKind};

/// A sign of the text, with the place where it was typed.
struct Sign {
    is: char,
    at: Range<usize>,
    /// Typed as `\{` or as an entity: never the beginning of a placeholder.
    escaped: bool,
}

/// Text that Markdown hands over in pieces, gathered until something else comes.
#[derive(Default)]
pub(super) struct Gathered(Vec<Sign>);

impl Gathered {
    /// Takes a piece: what it says, and where in the source it was typed.
    pub fn push(&mut self, source: &str, text: &str, at: &Range<usize>) {
        let as_typed = source.get(at.clone()) == Some(text);
        let escaped_at_start =
            source[..at.start].ends_with('\\') && self.0.last().is_none_or(|last| last.at.end < at.start);
        self.0.extend(text.char_indices().map(|(offset, sign)| {
            let start = at.start + offset;
            if as_typed {
                Sign { is: sign, at: start..start + sign.len_utf8(), escaped: offset == 0 && escaped_at_start }
            } else {
                Sign { is: sign, at: at.clone(), escaped: true }
            }
        }));
    }

    /// The text and the facts in it; the gathering is empty afterwards.
    pub fn take(&mut self, into: &mut Vec<Inline>, problems: &mut Vec<Problem>) {
        let signs = std::mem::take(&mut self.0);
        let mut text = String::new();
        for pair in signs.windows(2) {
            if let [Sign { is: ']', at, escaped: false }, Sign { is: '(', at: end, .. }] = pair
                && at.end == end.start
            {
                problems.push(Problem { at: at.start..end.end, kind: ProblemKind::BrokenLink });
            }
        }
        let mut rest = signs.as_slice();
        while let Some((first, others)) = rest.split_first() {
            rest = others;
            if first.is != '{' || first.escaped {
                text.push(first.is);
                continue;
            }
            let length = others.iter().position(|other| other.is == '}').unwrap_or(others.len());
            let name: String = others[..length].iter().map(|other| other.is).collect();
            match others.get(length) {
                Some(last) if is_name(&name) => {
                    push_text(into, &mut text);
                    into.push(Inline::Fact(Fact { name, at: first.at.start..last.at.end }));
                    rest = &others[length + 1..];
                }
                _ => {
                    problems.push(Problem { at: first.at.clone(), kind: ProblemKind::BadPlaceholder });
                    text.push(first.is);
                }
            }
        }
        push_text(into, &mut text);
    }
}

fn push_text(into: &mut Vec<Inline>, text: &mut String) {
    if !text.is_empty() {
        text.shrink_to_fit();
        into.push(Inline::Text(std::mem::take(text)));
    }
}

/// Lower-case words, joined by dots: `contact.phone`, `legal.registered_seat`.
pub(super) fn is_name(name: &str) -> bool {
    name.split('.').all(|part| {
        part.starts_with(|first: char| first.is_ascii_lowercase())
            && part
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_' || byte == b'-')
    })
}
