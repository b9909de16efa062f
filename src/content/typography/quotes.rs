//! Sets … – ’ and the language's quotation marks for `...`, `--`, `'` and `"`.

use super::line::{CharacterRow, TypographyRules};
use super::vocabulary;

/// Three dots in a row, no more and no fewer, are an ellipsis.
pub(super) fn set_ellipses(line: &mut CharacterRow) {
    merge_row(line, '.', 3, '…', |_, _| true);
}

/// A hyphen with a space on both sides, or two hyphens between words, are an en dash. `--option` and a hyphen at the
/// border of a line are none.
pub(super) fn set_dashes(line: &mut CharacterRow) {
    merge_row(line, '-', 2, '–', |before, after| match (before, after) {
        (Some(before), Some(after)) => before.is_whitespace() == after.is_whitespace(),
        _ => false,
    });
    for at in 1..line.cells.len().saturating_sub(1) {
        let between_spaces = line.cells[at - 1].is_space() && line.cells[at + 1].is_space();
        let word_before = line.seen_before(at - 1).is_some_and(|c| c != '\n' && c != '«');
        if line.cells[at].open() == Some('-') && between_spaces && word_before {
            line.cells[at].character = '–';
        }
    }
}

/// Replaces each row of exactly `length` equal characters by one other character, where its neighbours allow it.
fn merge_row(
    line: &mut CharacterRow,
    character: char,
    length: usize,
    merged: char,
    allows: impl Fn(Option<char>, Option<char>) -> bool,
) {
    if !line.cells.windows(length).any(|characters| characters.iter().all(|cell| cell.character == character)) {
        return;
    }
    let mut cells = Vec::with_capacity(line.cells.len());
    let mut at = 0;
    while at < line.cells.len() {
        let row = line.cells[at..].iter().take_while(|cell| cell.open() == Some(character)).count();
        if row == length && allows(line.seen_before(at), line.seen(at + row)) {
            cells.push(line.cells[at].with(merged));
        } else {
            cells.extend_from_slice(&line.cells[at..at + row.max(1)]);
        }
        at += row.max(1);
    }
    line.cells = cells;
}

/// A quotation that has begun and not ended yet.
struct Opened {
    /// The character that an editor began it with.
    typed: char,
    /// The character that it must end with.
    closing: char,
}

/// Sets straight quotation marks and apostrophes; follows those that are set already, for the nesting.
///
/// Direction comes from what stands beside a mark, not from pairs: a quotation may go on over several paragraphs.
pub(super) fn set_quotation_marks(line: &mut CharacterRow) {
    let mut opened: Vec<Opened> = Vec::new();
    for at in 0..line.cells.len() {
        let cell = line.cells[at];
        let Some(typed) = cell.open() else { continue };
        let set = match (typed, cell.rules) {
            ('"' | '\'', TypographyRules::Neutral) => typed,
            ('"', rules) => double(line, at, rules, &mut opened),
            ('\'', TypographyRules::French) => single_in_french(line, at, &mut opened),
            ('\'', _) => single(line, at, &mut opened),
            ('“', TypographyRules::French) if is_outer_curly(line, at, &opened) => {
                opened.push(Opened { typed, closing: '»' });
                '«'
            }
            ('”', TypographyRules::French) => close_curly(&mut opened),
            _ => follow(line, at, typed, &mut opened),
        };
        line.cells[at].character = set;
    }
}

/// English marks around words of a French text, which are closed: they are guillemets, unless a quotation has begun before.
fn is_outer_curly(line: &CharacterRow, at: usize, opened: &[Opened]) -> bool {
    let has_begun = opened.iter().any(|quotation| matches!(quotation.closing, '»' | '”'));
    !has_begun && line.cells[at + 1..].iter().any(|cell| matches!(cell.open(), Some('”' | '"')))
}

/// Closes what an English mark has opened in a French text.
fn close_curly(opened: &mut Vec<Opened>) -> char {
    let begun = opened.iter().rposition(|quotation| quotation.typed == '“' || quotation.closing == '”');
    begun.and_then(|depth| opened.drain(depth..).next()).map_or('”', |quotation| quotation.closing)
}

/// Keeps the nesting true if an editor typed set marks, which stay as they are.
fn follow(line: &CharacterRow, at: usize, typed: char, opened: &mut Vec<Opened>) -> char {
    let pairs = [('«', '»'), ('“', '”'), ('‘', '’')];
    if let Some((_, closing)) = pairs.into_iter().find(|(opening, _)| *opening == typed) {
        opened.push(Opened { typed, closing });
    } else if typed == '’' {
        let ends_word = !line.seen(at + 1).is_some_and(char::is_alphanumeric);
        opened.pop_if(|quotation| ends_word && quotation.closing == '’');
    } else if let Some(depth) = opened.iter().rposition(|quotation| quotation.closing == typed) {
        opened.truncate(depth);
    }
    typed
}

/// A straight double mark: opens or closes a quotation, or is a double prime after a measure.
fn double(line: &CharacterRow, at: usize, rules: TypographyRules, opened: &mut Vec<Opened>) -> char {
    let (before, after) = (line.seen_before(at), line.seen(at + 1));
    let can_open = may_open_after(before, rules) && after.is_some_and(|c| !c.is_whitespace());
    let can_close = before.is_some_and(|c| !c.is_whitespace()) && !after.is_some_and(char::is_alphanumeric);
    let begun = opened.iter().rposition(|quotation| quotation.typed != '\'');
    let ends_line = after.is_none_or(|c| c == '\n');
    let opens = if can_open == can_close { begun.is_none() && !ends_line } else { can_open };
    if opens {
        return open('"', rules, opened);
    }
    match begun.and_then(|depth| opened.drain(depth..).next()) {
        Some(quotation) => quotation.closing,
        None if follows_measure(line, at) => '″',
        None if rules == TypographyRules::French => '»',
        None => '’',
    }
}

/// A straight single mark in English: opens or closes a quotation, or is an apostrophe, or a prime after a measure.
fn single(line: &CharacterRow, at: usize, opened: &mut Vec<Opened>) -> char {
    let (before, after) = (line.seen_before(at), line.seen(at + 1));
    if may_open_after(before, TypographyRules::English) && after.is_some_and(|c| !c.is_whitespace()) {
        let word = line.word_from(at + 1);
        return if vocabulary::leaves_out_a_beginning(&word) {
            '’'
        } else {
            open('\'', TypographyRules::English, opened)
        };
    }
    let within_word = after.is_some_and(char::is_alphanumeric);
    if !within_word && let Some(quotation) = opened.pop_if(|quotation| quotation.typed == '\'') {
        return quotation.closing;
    }
    apostrophe_or_prime(line, at, opened)
}

/// A straight single mark in French: an apostrophe, but for a pair around words, 'cela', which is a quotation as "cela" is.
fn single_in_french(line: &CharacterRow, at: usize, opened: &mut Vec<Opened>) -> char {
    let (before, after) = (line.seen_before(at), line.seen(at + 1));
    let may_close = |at: usize| {
        line.seen_before(at).is_some_and(|c| !c.is_whitespace())
            && !line.seen(at + 1).is_some_and(char::is_alphanumeric)
    };
    let begins_word = before.is_none_or(|c| c.is_whitespace() || "([{«“—–".contains(c));
    let is_closed = || (at + 2..line.cells.len()).any(|end| line.cells[end].open() == Some('\'') && may_close(end));
    if begins_word && after.is_some_and(char::is_alphabetic) && is_closed() {
        return open('\'', TypographyRules::French, opened);
    }
    if may_close(at)
        && let Some(quotation) = opened.pop_if(|quotation| quotation.typed == '\'')
    {
        return quotation.closing;
    }
    apostrophe_or_prime(line, at, opened)
}

fn apostrophe_or_prime(line: &CharacterRow, at: usize, opened: &[Opened]) -> char {
    if opened.is_empty() && follows_measure(line, at) { '′' } else { '’' }
}

/// Begins a quotation: the outer marks of the language, or the inner ones where an outer one has begun.
fn open(typed: char, rules: TypographyRules, opened: &mut Vec<Opened>) -> char {
    let inner = match rules {
        TypographyRules::French => opened.iter().any(|quotation| quotation.closing == '»'),
        _ => opened.last().is_some_and(|quotation| quotation.closing == '’'),
    };
    let (opening, closing) = match rules {
        _ if inner => ('“', '”'),
        TypographyRules::French => ('«', '»'),
        _ => ('‘', '’'),
    };
    opened.push(Opened { typed, closing });
    opening
}

/// A quotation may begin after a space or an opening mark, and in French after an apostrophe: l’« agence ».
fn may_open_after(before: Option<char>, rules: TypographyRules) -> bool {
    let elided = rules == TypographyRules::French && before == Some('’');
    elided || before.is_none_or(|c| c.is_whitespace() || "([{«“‘–—-/".contains(c))
}

/// `12"` and `6'`: inches and feet, minutes and seconds; but a year may well end a quotation.
fn follows_measure(line: &CharacterRow, at: usize) -> bool {
    let digits = line.cells[..at].iter().rev().take_while(|cell| cell.seen().is_ascii_digit()).count();
    (1..=3).contains(&digits) && !line.seen(at + 1).is_some_and(char::is_alphanumeric)
}
