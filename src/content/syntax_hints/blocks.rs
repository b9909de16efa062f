//! Texts of several lines whose marks are wrong: all that follows is read inside out.

use std::ops::Range;
use std::sync::Arc;

use toml::de::Error;

use super::CURLY;
use super::line::is_key;
use crate::diagnostic::{Place, Problem, TextFile};

/// Texts of several lines whose marks are wrong, with all that is read wrongly because of them: three curly marks, as a word processor
/// makes of three straight ones, or one mark at either end.
pub fn wrong_blocks(file: &Arc<TextFile>, errors: &[usize]) -> Vec<(Range<usize>, (Place, Problem))> {
    let mut found = Vec::new();
    let mut rest = 0;
    for (start, line) in lines(&file.text) {
        let Some((key, value)) = line.split_once('=').filter(|(key, _)| start >= rest && is_key(key)) else { continue };
        let below = start + line.len();
        let (key, value) = (key.trim().to_owned(), value.trim());
        let end = if is_curly_block(value) { Some(curly_end(file, below)) } else { lone_end(file, value, below) };
        let Some(end) = end.filter(|end| errors.iter().any(|error| (start..*end).contains(error))) else { continue };
        let at = value.as_ptr().addr() - line.as_ptr().addr() + start;
        let place = Place::new(file, at..at + value.chars().take(3).map(char::len_utf8).sum::<usize>());
        let problem =
            if is_curly_block(value) { Problem::TomlCurlyBlock { key } } else { Problem::TomlSeveralLines { key } };
        let place = if matches!(problem, Problem::TomlSeveralLines { .. }) { place.at(at..at + 1) } else { place };
        found.push((start..end, (place, problem)));
        rest = end;
    }
    found
}

/// Every line with its end, and where it begins.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_inclusive('\n').map(|line| (line.as_ptr().addr() - text.as_ptr().addr(), line))
}

/// Whether a value begins with three marks in place of `"""`, one of them curly.
fn is_curly_block(value: &str) -> bool {
    let marks = || value.chars().take(3);
    let is_mark = |mark: char| mark == '"' || CURLY.contains(&mark);
    marks().filter(|mark| is_mark(*mark)).count() == 3 && marks().any(|mark| mark != '"')
}

/// The end of a text that begins so below its first line: after such marks, or with the file, where straight ones are read inside out.
fn curly_end(file: &TextFile, below: usize) -> usize {
    let mut after = lines(&file.text[below..]).filter(|(_, line)| is_curly_block(line.trim()));
    after.next().map_or(usize::MAX, |(at, line)| below + at + line.len())
}

/// The end of a text of one mark that goes on below its first line: after the line that ends with another, where no line between is one of
/// the file's own.
fn lone_end(file: &TextFile, value: &str, below: usize) -> Option<usize> {
    if !value.starts_with('"') || value.replace("\\\"", "").matches('"').count() != 1 {
        return None;
    }
    for (at, line) in lines(&file.text[below..]) {
        let text = line.trim();
        let is_own = text.split_once('=').is_some_and(|(key, _)| is_key(key)) || text.starts_with("[[");
        let is_header = text.starts_with('[') && text.ends_with(']');
        match text.replace("\\\"", "").matches('"').count() {
            _ if is_own || is_header => return None,
            0 => {}
            1 if text.ends_with('"') => return Some(below + at + line.len()),
            _ => return None,
        }
    }
    None
}

/// The first line of a text of several lines whose beginning is missing: marks that end one where none has begun. All that follows is
/// read inside out.
pub fn unopened(file: &Arc<TextFile>, errors: &[&Error]) -> Option<(Place, Problem)> {
    let (mut open, mut start) = (None, 0);
    let first_error = errors.iter().filter_map(|error| Some(error.span()?.start)).min()?;
    for line in file.text.split_inclusive('\n') {
        let text = line.trim();
        for marks in ["\"\"\"", "\'\'\'"].into_iter().filter(|marks| text.matches(marks).count() == 1) {
            let opens = text.ends_with(marks) && text.contains('=');
            match open {
                Some(same) if same == marks => open = None,
                None if opens => open = Some(marks),
                None if text == marks && first_error < start => {
                    let place = Place::new(file, first_error..first_error).whole_line();
                    let is_prose = !place.text().trim_start().starts_with('[');
                    return is_prose.then(|| (place, Problem::TomlUnopenedBlock { marks: marks.into() }));
                }
                _ => {}
            }
        }
        start += line.len();
    }
    None
}

/// The first text of several lines that has no end: another begins inside it.
pub fn unclosed(file: &Arc<TextFile>) -> Option<(Place, Problem)> {
    let mut open: Option<(usize, &str)> = None;
    let mut start = 0;
    'lines: for line in file.text.split_inclusive('\n') {
        let text = line.trim_end();
        for marks in ["\"\"\"", "\'\'\'"].into_iter().filter(|marks| text.matches(marks).count() == 1) {
            let opens = text.ends_with(marks) && text.contains('=');
            match open {
                Some((_, same)) if same == marks && opens => break 'lines,
                Some((_, same)) if same == marks => open = None,
                None if opens => open = Some((start, marks)),
                _ => {}
            }
        }
        start += line.len();
    }
    let (at, marks) = open?;
    Some((Place::new(file, at..at).whole_line(), Problem::TomlUnclosedBlock { marks: marks.into() }))
}
