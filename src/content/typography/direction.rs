//! Marks what keeps its own direction among letters that run from right to left.

use super::line::CharacterRow;

/// Left-to-right mark: what follows reads as after a Latin letter (UAX #9, W2 and W7).
const LEFT_TO_RIGHT: char = '\u{200E}';

/// Keeps the sign of a telephone number before it: among Arabic letters its groups would stand in reverse, and the sign at their end.
pub(super) fn mark_telephone_numbers(line: &mut CharacterRow) {
    if !line.cells.iter().any(|cell| runs_from_the_right(cell.character)) {
        return;
    }
    for at in (0..line.cells.len()).rev() {
        let is_number =
            line.cells[at].open() == Some('+') && line.seen(at + 1).is_some_and(|next| next.is_ascii_digit());
        // What is marked already, stands in an isolate or adds to something is left as it is.
        let is_marked = at.checked_sub(1).is_some_and(|before| {
            let before = line.cells[before].character;
            before.is_alphanumeric() || matches!(before, LEFT_TO_RIGHT | '\u{2066}' | '\u{2068}')
        });
        if is_number && !is_marked {
            line.cells.insert(at, line.cells[at].with(LEFT_TO_RIGHT));
        }
    }
}

/// A letter of Hebrew, Arabic, Syriac, Thaana, N’Ko, or of the forms of Hebrew and Arabic.
fn runs_from_the_right(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}
