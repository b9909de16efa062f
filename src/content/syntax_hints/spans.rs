//! Slips of several lines: a list without its last bracket, a text of several lines whose marks are wrong. A parser reads all that follows
//! inside out, so the file is read again without them.

use std::ops::Range;
use std::sync::Arc;

use toml::de::{DeTable, Error};

use super::CURLY;
use super::line::is_key;
use super::list::list_meant;
use crate::content::headers::group_path;
use crate::content::key_places::schema_at;
use crate::content::schema::Schema;
use crate::content::value_meant::in_one_line;
use crate::diagnostic::{Place, Problem, TextFile};

/// What a line is, above all what stands in it.
enum LineKind<'a> {
    /// `[page]`, `[[events]]`.
    Header,
    /// A key with its value as far as the line has it.
    Key(&'a str, &'a str),
    /// A note, or nothing.
    Silent,
    /// Words of a text of several lines.
    Words,
}

/// A line with the byte it begins at.
type LineAt<'a> = (usize, &'a str);

/// A slip of several lines: what is to be left out to read the rest, and what is said of it.
struct Span {
    hidden: Range<usize>,
    slip: (Place, Problem),
}

/// The slips of several lines in a file that has errors, and its text without these lines. Each place is the same in both.
pub fn slips_of_several_lines(file: &Arc<TextFile>, errors: &[Error]) -> (Vec<(Place, Problem)>, String) {
    if errors.is_empty() {
        return (Vec::new(), String::new());
    }
    let (mut text, mut left) = (file.text.to_string(), errors.len());
    let mut slips = Vec::new();
    for Span { hidden, slip } in spans(file) {
        let without = hide(&text, hidden);
        let errors = DeTable::parse_recoverable(&without).1.len();
        // What only looks like a slip is none: the rest reads no better without it.
        if errors < left {
            (text, left) = (without, errors);
            slips.push(slip);
        }
    }
    (slips, text)
}

/// The text with spaces in place of a part, but for the ends of its lines.
fn hide(text: &str, part: Range<usize>) -> String {
    let blank: String = text[part.clone()].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
    [&text[..part.start], &blank, &text[part.end..]].concat()
}

/// Everything that looks like such a slip, from the first line to the last.
fn spans(file: &Arc<TextFile>) -> Vec<Span> {
    let lines: Vec<LineAt<'_>> =
        file.text.split_inclusive('\n').map(|line| (line.as_ptr().addr() - file.text.as_ptr().addr(), line)).collect();
    let mut found = Vec::new();
    let mut at = 0;
    // The first line of words that no text holds.
    let mut stray: Option<usize> = None;
    while let Some((start, line)) = lines.get(at) {
        let cursor = LineCursor { file, lines: &lines, at };
        let (next, span) = match kind(line) {
            LineKind::Key(key, value) => cursor.of_value(key, value),
            LineKind::Words if is_marks(line.trim()) && stray.is_some() => {
                let first = Place::new(file, stray.unwrap_or_default()..*start).at(stray.unwrap_or_default()..*start);
                let slip = (first.whole_line(), Problem::TomlUnopenedBlock { marks: STRAIGHT.into() });
                (at + 1, Some(Span { hidden: first.start()..start + line.len(), slip }))
            }
            LineKind::Words => {
                stray = stray.or(Some(*start));
                at += 1;
                continue;
            }
            LineKind::Silent => {
                at += 1;
                continue;
            }
            LineKind::Header => (at + 1, None),
        };
        stray = None;
        found.extend(span);
        at = next;
    }
    found
}

const STRAIGHT: &str = "\"\"\"";

fn kind(line: &str) -> LineKind<'_> {
    let text = line.trim();
    if text.is_empty() || text.starts_with('#') && !text.starts_with("##") {
        return LineKind::Silent;
    }
    let name = text.split('#').next().unwrap_or_default().trim();
    if name.starts_with('[') && name.ends_with(']') && is_key(group_path(name)) {
        return LineKind::Header;
    }
    match text.split_once('=') {
        Some((key, value)) if is_key(key) => LineKind::Key(key.trim(), value.trim()),
        _ => LineKind::Words,
    }
}

/// The three marks, straight or curly, that a text begins with.
fn marks_at(text: &str) -> Option<&str> {
    let marks = text.char_indices().take(3).take_while(|(_, mark)| "\"'".contains(*mark) || CURLY.contains(mark));
    let marks: Vec<_> = marks.collect();
    let end = marks.last().filter(|_| marks.len() == 3).map(|(at, mark)| at + mark.len_utf8())?;
    Some(&text[..end])
}

/// Whether a line has nothing but three marks in it.
fn is_marks(line: &str) -> bool {
    marks_at(line).is_some_and(|marks| line[marks.len()..].split('#').next().is_some_and(|rest| rest.trim().is_empty()))
}

/// The three marks at the end of a line, where it has no others before.
fn marks_at_end(line: &str) -> Option<&str> {
    let end = line.trim_end();
    let start = end.char_indices().rev().nth(2)?.0;
    let marks = marks_at(&end[start..]).filter(|marks| *marks == &end[start..])?;
    (!end[..start].contains(marks)).then_some(marks)
}

/// A file that is read at one of its lines.
struct LineCursor<'a> {
    file: &'a Arc<TextFile>,
    lines: &'a [LineAt<'a>],
    at: usize,
}

impl LineCursor<'_> {
    /// Where the value of a key ends: the number of the line after it, with the slip if there is one.
    fn of_value(&self, key: &str, value: &str) -> (usize, Option<Span>) {
        if value.starts_with('[') {
            return self.list(key, value);
        }
        if let Some(marks) = marks_at(value) {
            return self.block(key, value, marks);
        }
        let words = value.trim_start_matches('"');
        let is_open = match value.len() - words.len() {
            1 => !words.replace("\\\"", "").contains('"'),
            _ => words.is_empty(),
        };
        if is_open { self.half_open(key, value) } else { (self.at + 1, None) }
    }

    /// The lines below, as far as the next one of the file's own.
    fn below(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.lines.iter().enumerate().skip(self.at + 1);
        lines.map(|(at, (_, line))| (at, *line)).take_while(|(_, line)| !is_own(line))
    }

    fn span(&self, end: usize, place: Place, problem: Problem) -> (usize, Option<Span>) {
        let hidden = self.lines[self.at].0..self.lines.get(end).map_or(self.file.text.len(), |(start, _)| *start);
        (end, Some(Span { hidden, slip: (place, problem) }))
    }

    /// A part of the first line.
    fn place(&self, part: &str) -> Place {
        let start = part.as_ptr().addr() - self.file.text.as_ptr().addr();
        Place::new(self.file, start..start + part.len())
    }

    /// A list, over as many lines as it has brackets open.
    fn list(&self, key: &str, value: &str) -> (usize, Option<Span>) {
        let mut depth = brackets(value);
        let mut end = self.at + 1;
        let mut whole = value.to_owned();
        for (at, line) in self.below() {
            if depth <= 0 {
                break;
            }
            depth += brackets(line);
            end = at + 1;
            whole.push_str(line.split('#').next().unwrap_or_default());
        }
        if depth <= 0 {
            return (end, None);
        }
        self.span(end, self.place(value), Problem::TomlList { key: key.into(), right: list_meant(&whole) })
    }

    /// A text that begins with three marks.
    fn block(&self, key: &str, value: &str, marks: &str) -> (usize, Option<Span>) {
        if value[marks.len()..].contains(STRAIGHT) || value[marks.len()..].contains(marks) {
            return (self.at + 1, None);
        }
        let mut inner = None;
        let mut end = None;
        for (at, line) in self.below() {
            if let Some(closing) =
                marks_at_end(line).or_else(|| marks_at(line.trim()).filter(|_| is_marks(line.trim())))
            {
                end = Some((at + 1, closing));
                break;
            }
            if line.contains(STRAIGHT) {
                inner = inner.or(Some(line.trim()));
            }
        }
        let key = key.to_owned();
        match (end, inner) {
            (Some((end, _)), Some(line)) => self.span(end, self.place(line), Problem::TomlInnerQuote { key }),
            (Some((end, _)), None) if marks.contains(CURLY) => {
                self.span(end, self.place(marks), Problem::TomlCurlyBlock { key })
            }
            (Some((end, closing)), None) if closing != marks => {
                self.span(end, self.place(value), Problem::TomlBlockEnd { key })
            }
            (Some((end, _)), None) => (end, None),
            (None, _) => {
                let below = self.below().filter(|(_, line)| !line.trim().is_empty()).last();
                let (last, line) = below.map_or((self.at, value), |(at, line)| (at, line.trim()));
                let problem = if line.ends_with('"') && (last > self.at || value.len() > marks.len()) {
                    Problem::TomlBlockEnd { key }
                } else if marks.contains(CURLY) {
                    Problem::TomlCurlyBlock { key }
                } else {
                    Problem::TomlUnclosedBlock { marks: marks.into() }
                };
                self.span(last + 1, self.place(self.lines[self.at].1).whole_line(), problem)
            }
        }
    }

    /// A text that begins with one mark, two or none, and goes on below its line.
    fn half_open(&self, key: &str, value: &str) -> (usize, Option<Span>) {
        let key = key.to_owned();
        let place = if value.is_empty() { self.place(self.lines[self.at].1).whole_line() } else { self.place(value) };
        for (at, line) in self.below() {
            let text = line.trim();
            if marks_at_end(text).is_some() || is_marks(text) {
                return self.span(at + 1, place, Problem::TomlBlockStart { key, found: value.into() });
            }
            let whole = &self.file.text[self.lines[self.at].0..self.lines[at].0 + line.len()];
            if text.ends_with('"')
                && !value.is_empty()
                && let Some(Schema::Text(_)) = schema_at(&place, &key)
            {
                let right = in_one_line(whole.split_once('=').map_or(whole, |(_, value)| value));
                return self.span(at + 1, place, Problem::TomlOneLine { key, right });
            }
            if text.ends_with('"') && !value.is_empty() {
                return self.span(
                    at + 1,
                    place.at(place.start()..place.start() + 1),
                    Problem::TomlSeveralLines { key },
                );
            }
        }
        (self.at + 1, None)
    }
}

/// Whether a line is one of the file's own and no part of a text: a header, or a key with a value.
fn is_own(line: &str) -> bool {
    match kind(line) {
        LineKind::Header => true,
        LineKind::Key(_, value) => {
            value.is_empty() || value.starts_with(|c: char| "\"'[".contains(c) || c.is_ascii_digit())
        }
        LineKind::Silent | LineKind::Words => false,
    }
}

/// How many brackets a line opens more than it closes, outside of quotation marks and notes.
fn brackets(line: &str) -> i32 {
    let mut quote = None;
    let mut depth = 0;
    for character in line.chars() {
        match (quote, character) {
            (Some(open), _) if open == character => quote = None,
            (None, '"' | '\'') => quote = Some(character),
            (None, '[') => depth += 1,
            (None, ']') => depth -= 1,
            (None, '#') => break,
            _ => {}
        }
    }
    depth
}
