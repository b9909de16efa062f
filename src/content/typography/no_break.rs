//! Sets no-break spaces where words or groups of digits belong together.

use std::ops::Range;

use super::line::{CharacterRow, NARROW, NO_BREAK, TypographyRules};
use super::vocabulary;

/// Joins numbers with what they count or what they number, labels and titles with what follows them, thousands, and telephone numbers.
pub(super) fn set(line: &mut CharacterRow) {
    let text: String = line.cells.iter().map(|cell| cell.seen()).collect();
    let mut words = text.split(char::is_whitespace);
    let mut before = words.next().unwrap_or_default();
    let mut at = before.chars().count();
    for after in words {
        let cell = &mut line.cells[at];
        if cell.is_space() && belong_together(cell.rules, before, after) {
            cell.character = NO_BREAK;
        }
        at += 1 + after.chars().count();
        before = after;
    }
    join_groups(line);
}

/// Says if no line may break between two words.
fn belong_together(rules: TypographyRules, before: &str, after: &str) -> bool {
    let (Some(last), Some(first)) = (before.chars().last(), after.chars().next()) else { return false };
    let before = vocabulary::stem(before);
    let unsigned = before.strip_prefix(['+', '-', '−', '±']).unwrap_or(before);
    let number = digits(unsigned);
    if number.is_some() && ("%‰€$£¥°".contains(first) || vocabulary::is_unit(after)) {
        return true;
    }
    if rules == TypographyRules::Neutral {
        return false;
    }
    if first.is_ascii_digit() {
        return vocabulary::is_label(rules, before);
    }
    if first.is_uppercase() {
        let postcode_or_date = number.is_some_and(|digits| digits == 5 || (digits <= 2 && vocabulary::is_month(after)));
        return postcode_or_date || vocabulary::is_title(rules, before);
    }
    let (word, elided) = vocabulary::leading_word(after);
    match number {
        Some(digits) => {
            let may_be_year = unsigned.len() == 4 && digits == 4 && unsigned.starts_with(['1', '2']);
            !may_be_year && !elided && first.is_lowercase() && !vocabulary::is_function_word(rules, word)
        }
        None if last.is_alphabetic() => vocabulary::is_count_of_time(rules, before, word),
        None => false,
    }
}

/// The count of digits of a number such as `305`, `1,600` or `12,5`; `None` for any other word.
fn digits(word: &str) -> Option<usize> {
    let is_group = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    word.split(['.', ',']).map(|part| is_group(part).then_some(part.len())).sum()
}

/// `1 600` gets narrow no-break spaces; `+33 1 44 88 22 88` and `784 123 456 00012` no-break ones.
fn join_groups(line: &mut CharacterRow) {
    let mut at = 0;
    while at < line.cells.len() {
        let row = groups_from(line, at);
        match row.last() {
            Some(last) => at = last.end,
            None => at += 1,
        }
        if is_telephone(line, &row) || is_siret(&row) {
            for group in &row[..row.len() - 1] {
                line.cells[group.end].character = NO_BREAK;
            }
            continue;
        }
        let is_thousand = |group: &Range<usize>| group.len() == 3;
        for (first, leading) in row.iter().enumerate() {
            let follows_thousand =
                first > 0 && line.cells[leading.start - 1].character == NARROW && is_thousand(leading);
            let may_lead = leading.len() <= 3 && line.seen(leading.start) != Some('0');
            if (may_lead || follows_thousand) && row.get(first + 1).is_some_and(is_thousand) {
                line.cells[leading.end].character = NARROW;
            }
        }
    }
}

/// The row of groups of digits that begins at a place, each one space apart from the next; none where no number begins.
fn groups_from(line: &CharacterRow, start: usize) -> Vec<Range<usize>> {
    let mut row = Vec::new();
    if line.seen_before(start).is_some_and(|c| c.is_alphanumeric() || ".,:/-–".contains(c)) {
        return row;
    }
    let mut at = start;
    loop {
        let length = line.cells[at..].iter().take_while(|cell| cell.open().is_some_and(|c| c.is_ascii_digit())).count();
        let end = at + length;
        if length == 0 || line.seen(end).is_some_and(char::is_alphanumeric) {
            break;
        }
        row.push(at..end);
        if !line.cells.get(end).is_some_and(|cell| cell.is_space()) {
            break;
        }
        at = end + 1;
    }
    row
}

/// International (ITU-T E.123: a plus, 7 to 15 digits) or French (a nought, 10 digits).
fn is_telephone(line: &CharacterRow, row: &[Range<usize>]) -> bool {
    let Some(first) = row.first() else { return false };
    let digits: usize = row.iter().map(ExactSizeIterator::len).sum();
    if line.seen_before(first.start) == Some('+') {
        (7..=15).contains(&digits)
    } else {
        line.seen(first.start) == Some('0') && digits == 10
    }
}

/// The number of a French establishment: nine digits for who runs it, five for where.
fn is_siret(row: &[Range<usize>]) -> bool {
    row.iter().map(ExactSizeIterator::len).eq([3, 3, 3, 5])
}
