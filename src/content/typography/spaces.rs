//! Sets the language's spaces beside punctuation, guillemets and dashes.

use super::Convention;
use super::line::{Cell, Line, NARROW, NO_BREAK};

/// Sets the space before `;` `!` `?` `:` and inside « »; in English, takes it out.
pub(super) fn set_punctuation(line: &mut Line) {
    let mut set: Vec<Cell> = Vec::with_capacity(line.cells.len() + 8);
    let mut at = 0;
    while at < line.cells.len() {
        let cell = line.cells[at];
        at += 1;
        let wanted = wanted_before(cell, &set, line.seen(at));
        if wanted != Wanted::AsTyped {
            while set.pop_if(|last| last.is_space()).is_some() {}
        }
        if let Wanted::Space(space) = wanted {
            set.push(cell.with(space));
        }
        set.push(cell);
        if cell.open() == Some('«') && cell.convention == Convention::French {
            let typed = line.cells[at..].iter().take_while(|next| next.is_space()).count();
            at += typed;
            // A mark that stands alone, for words that come from elsewhere, keeps the space that it was given.
            if line.seen(at).map_or(typed > 0, |next| next != '\n') {
                set.push(cell.with(NO_BREAK));
            }
        }
    }
    line.cells = set;
}

/// What a sign wants before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    AsTyped,
    NoSpace,
    Space(char),
}

fn wanted_before(cell: Cell, before: &[Cell], after: Option<char>) -> Wanted {
    let Some(sign) = cell.open().filter(|sign| "»%‰€;:!?".contains(*sign)) else { return Wanted::AsTyped };
    let last = before.iter().rev().find(|cell| !cell.is_space()).map(|cell| cell.seen());
    let Some(last) = last.filter(|last| !last.is_whitespace() && !"([{«“‘¿¡-".contains(*last)) else {
        return Wanted::AsTyped;
    };
    match (cell.convention, sign) {
        (Convention::French, '»') => Wanted::Space(NO_BREAK),
        _ if !ends_phrase(after) => Wanted::AsTyped,
        (Convention::French, '%' | '‰' | '€') if last.is_ascii_digit() => Wanted::Space(NO_BREAK),
        (_, ':') if last == ':' || after == Some(':') => Wanted::AsTyped,
        (_, '!' | '?') if last == '!' || last == '?' => Wanted::AsTyped,
        (Convention::French, ';' | '!' | '?') => Wanted::Space(NARROW),
        (Convention::French, ':') => Wanted::Space(NO_BREAK),
        (Convention::English, ';' | '!' | '?' | ':') => Wanted::NoSpace,
        _ => Wanted::AsTyped,
    }
}

/// Whether a sign with this after it is punctuation: not so in `10:30`, `a?b=c`, `!important`.
fn ends_phrase(after: Option<char>) -> bool {
    after.is_none_or(|sign| sign.is_whitespace() || ",.;:!?)]}«»“”‘’\"'…–—".contains(sign))
}

/// No line begins with an aside's dash: U+00A0 before one that has space, punctuation or nothing after it.
pub(super) fn set_before_dashes(line: &mut Line) {
    for at in 2..line.cells.len() {
        let is_dash = matches!(line.cells[at].open(), Some('–' | '—'));
        let word_before = line.seen(at - 2).is_some_and(|sign| sign != '\n');
        if is_dash && line.cells[at - 1].is_space() && word_before && ends_phrase(line.seen(at + 1)) {
            line.cells[at - 1].sign = NO_BREAK;
        }
    }
}
