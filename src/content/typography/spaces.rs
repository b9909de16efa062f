//! Sets the language's spaces beside punctuation, guillemets and dashes.

use super::line::{Cell, CharacterRow, NARROW, NO_BREAK, TypographyRules};

/// Sets the space before `;` `!` `?` `:` and inside « »; in English, takes it out.
pub(super) fn set_punctuation(line: &mut CharacterRow) {
    let mut set: Vec<Cell> = Vec::with_capacity(line.cells.len() + 8);
    let mut at = 0;
    while at < line.cells.len() {
        let cell = line.cells[at];
        at += 1;
        let wanted = wanted_before(cell, &set, line.seen(at));
        if wanted != SpaceWanted::AsTyped {
            while set.pop_if(|last| last.is_space()).is_some() {}
        }
        if let SpaceWanted::Space(space) = wanted {
            set.push(cell.with(space));
        }
        set.push(cell);
        if cell.open() == Some('«') && cell.rules == TypographyRules::French {
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

/// The space that a character wants before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum SpaceWanted {
    AsTyped,
    NoSpace,
    Space(char),
}

fn wanted_before(cell: Cell, before: &[Cell], after: Option<char>) -> SpaceWanted {
    let Some(c) = cell.open().filter(|c| "»%‰€;:!?".contains(*c)) else {
        return SpaceWanted::AsTyped;
    };
    let last = before.iter().rev().find(|cell| !cell.is_space()).map(|cell| cell.seen());
    let Some(last) = last.filter(|last| !last.is_whitespace() && !"([{«“‘¿¡-".contains(*last)) else {
        return SpaceWanted::AsTyped;
    };
    match (cell.rules, c) {
        (TypographyRules::French, '»') => SpaceWanted::Space(NO_BREAK),
        _ if !ends_phrase(after) => SpaceWanted::AsTyped,
        (TypographyRules::French, '%' | '‰' | '€') if last.is_ascii_digit() => SpaceWanted::Space(NO_BREAK),
        (_, ':') if last == ':' || after == Some(':') => SpaceWanted::AsTyped,
        (_, '!' | '?') if last == '!' || last == '?' => SpaceWanted::AsTyped,
        (TypographyRules::French, ';' | '!' | '?') => SpaceWanted::Space(NARROW),
        (TypographyRules::French, ':') => SpaceWanted::Space(NO_BREAK),
        (TypographyRules::English, ';' | '!' | '?' | ':') => SpaceWanted::NoSpace,
        _ => SpaceWanted::AsTyped,
    }
}

/// A character is punctuation if this may follow it, which leaves out `10:30`, `a?b=c` and `!important`.
fn ends_phrase(after: Option<char>) -> bool {
    after.is_none_or(|c| c.is_whitespace() || ",.;:!?)]}«»“”‘’\"'…–—".contains(c))
}

/// No line begins with an aside's dash: U+00A0 before one that has space, punctuation or nothing after it.
pub(super) fn set_before_dashes(line: &mut CharacterRow) {
    for at in 2..line.cells.len() {
        let is_dash = matches!(line.cells[at].open(), Some('–' | '—'));
        let word_before = line.seen(at - 2).is_some_and(|c| c != '\n');
        if is_dash && line.cells[at - 1].is_space() && word_before && ends_phrase(line.seen(at + 1)) {
            line.cells[at - 1].character = NO_BREAK;
        }
    }
}
