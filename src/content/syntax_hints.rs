//! Names the slips that people really make, where TOML's parser reports an error.
//!
//! A parser says what it expected; an editor needs to know what was typed wrong. So the line of an error is read again, in
//! the order in which a person would look at it: the line as a whole, its key, then its value.

use std::ops::Range;
use std::sync::Arc;

use toml::de::{DeValue, Error};

use super::colour::{Colour, meant as colour_meant};
use super::from_toml::FromToml as _;
use super::key_places::{is_list_of_groups, schema_at};
use super::partial_date::{day_meant, last_day_instead, meant};
use super::schema::Schema;
use crate::diagnostic::{Place, Problem, TextFile};

/// Marks that stand for quotation marks in a text and are none in TOML.
const CURLY: [char; 16] = ['“', '”', '„', '‟', '«', '»', '‹', '›', '‘', '’', '‚', '‛', '`', '´', '″', '′'];

/// Spaces that look like one and are none in TOML.
const ODD_SPACES: [char; 8] =
    ['\u{a0}', '\u{202f}', '\u{2007}', '\u{2009}', '\u{200b}', '\u{200c}', '\u{3000}', '\u{feff}'];

/// Every slip of a file, the first of each line: what follows it on its line comes of it.
pub fn hints(file: &Arc<TextFile>, errors: &[Error]) -> Vec<(Place, Problem)> {
    let mut found: Vec<(Place, Problem)> = Vec::new();
    let starts: Vec<_> = errors.iter().map(|error| error.span().unwrap_or_default().start).collect();
    let blocks = wrong_blocks(file, &starts);
    let is_of_block = |error: &&Error| {
        let start = error.span().unwrap_or_default().start;
        blocks.iter().any(|(range, _)| range.contains(&start))
    };
    let errors: Vec<_> = errors.iter().filter(|error| !is_of_block(error)).collect();
    found.extend(blocks.iter().map(|(_, block)| block.clone()));
    let open = unclosed(file);
    if let (None, Some(unopened)) = (&open, unopened(file, &errors)) {
        return vec![unopened];
    }
    for error in &errors {
        let (place, problem) = hint(file, error);
        // After a text of several lines that is not closed, everything is read inside out.
        let is_after = open.as_ref().is_some_and(|(open, _)| place.start() >= open.start());
        let is_reported = |(other, same): &(Place, Problem)| other.line() == place.line() || comes_of(&problem, same);
        if !is_after && !found.iter().any(is_reported) {
            found.push((place, problem));
        }
    }
    if !errors.is_empty() {
        found.extend(open);
    }
    with_missing_headers(file, &without_strays(file, found))
}

/// Texts of several lines whose marks are wrong, with all that is read wrongly because of them: three curly marks, as a word processor
/// makes of three straight ones, or one mark at either end.
fn wrong_blocks(file: &Arc<TextFile>, errors: &[usize]) -> Vec<(Range<usize>, (Place, Problem))> {
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

/// The same without what stands a second time only because a header above is wrong: the keys of its group, and the items of a list, which
/// the parser then takes for one table.
fn without_strays(file: &TextFile, mut found: Vec<(Place, Problem)>) -> Vec<(Place, Problem)> {
    let is_header = |(_, problem): &(Place, Problem)| matches!(problem, Problem::TomlHeader { .. });
    let wrong: Vec<_> = found.iter().filter(|one| is_header(one)).map(|(place, _)| place.line()).collect();
    found.retain(|(place, problem)| {
        let lines = file.text[..place.start()].lines().enumerate();
        let header = lines.filter(|(_, line)| line.trim_start().starts_with('[')).last().map(|(at, _)| at + 1);
        match problem {
            Problem::TomlDuplicateKey { .. } => header.is_none_or(|line| !wrong.contains(&line)),
            Problem::TomlTableTwice { .. } if place.text().starts_with("[[") => {
                wrong.iter().all(|line| *line > place.line())
            }
            _ => true,
        }
    });
    found
}

/// The same, where keys of one item of a list that stand a second time, one near the other, are one slip: the header between two items
/// is missing.
fn with_missing_headers(file: &Arc<TextFile>, found: &[(Place, Problem)]) -> Vec<(Place, Problem)> {
    /// How many lines may lie between two keys of an item.
    const NEAR: usize = 6;
    let header = |place: &Place| {
        let above = file.text[..place.start()].lines().rev().map(str::trim);
        above.into_iter().find(|line| line.starts_with('[')).unwrap_or_default().to_owned()
    };
    let is_twice = |problem: &Problem| matches!(problem, Problem::TomlDuplicateKey { .. });
    let mut told: Vec<(Place, Problem)> = Vec::new();
    let mut last_line = 0;
    for (at, (place, problem)) in found.iter().enumerate() {
        let line = place.line();
        let next = found.get(at + 1).filter(|(next, problem)| is_twice(problem) && next.line() <= line + NEAR);
        let own = header(place);
        if is_twice(problem) {
            // Only an item of a list has the same header as the one before it.
            let missing = if own.starts_with("[[") { own.clone() } else { String::new() };
            let goes_on = matches!(told.last(), Some((_, Problem::TomlHeaderMissing { header })) if *header == missing)
                && line <= last_line + NEAR;
            if goes_on || next.is_some_and(|(next, _)| header(next) == own) {
                last_line = line;
                if !goes_on {
                    told.push((place.clone(), Problem::TomlHeaderMissing { header: missing }));
                }
                continue;
            }
        }
        told.push((place.clone(), problem.clone()));
    }
    told
}

/// The first line of a text of several lines whose beginning is missing: marks that end one where none has begun. All that follows is
/// read inside out.
fn unopened(file: &Arc<TextFile>, errors: &[&Error]) -> Option<(Place, Problem)> {
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

/// A slip may come of one that stands above: a table's name that is wrong there makes the others wrong.
fn comes_of(problem: &Problem, above: &Problem) -> bool {
    match (problem, above) {
        (Problem::TomlConflict {}, Problem::TomlConflict {}) => true,
        (Problem::TomlTableTwice { table, .. }, Problem::TomlHeader { right }) => {
            right.trim_matches(['[', ']']) == table
        }
        _ => problem == above && matches!(problem, Problem::TomlHeader { .. }),
    }
}

/// The first text of several lines that has no end: another begins inside it.
fn unclosed(file: &Arc<TextFile>) -> Option<(Place, Problem)> {
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

fn hint(file: &Arc<TextFile>, error: &Error) -> (Place, Problem) {
    let place = Place::new(file, error.span().unwrap_or_default());
    if let Some(escape) = escape(&place, error.message()) {
        return escape;
    }
    let whole = place.whole_line();
    let line = HintedLine::of(&whole);
    line.as_a_whole()
        .or_else(|| line.twice(&place, error.message()))
        .or_else(|| line.header())
        .or_else(|| line.key())
        .or_else(|| line.by_kind())
        .or_else(|| line.value())
        .unwrap_or_else(|| (place, Problem::TomlSyntax { detail: error.message().into() }))
}

/// A `\` in a text that means nothing there: `C:\Utilisateurs`. The line may be one of several of the text, without key or `=`. The answer
/// is the whole word, as a later `\` of it may mean something, and something else than was meant.
fn escape(place: &Place, message: &str) -> Option<(Place, Problem)> {
    if !["missing escaped value", "unicode"].iter().any(|part| message.contains(part)) {
        return None;
    }
    let text = place.file_text();
    let at = text[..place.start()].rfind('\\')?;
    let is_end = |character: char| character.is_whitespace() || character == '"';
    let start = text[..at].rfind(is_end).map_or(0, |end| end + text[end..].chars().next().map_or(1, char::len_utf8));
    let end = text[at..].find(is_end).map_or(text.len(), |length| at + length);
    let (found, word) = (text[at..].chars().take(2).collect::<String>(), &text[start..end]);
    let place = place.at(at..at + found.trim_end().len());
    let is_one = word.matches('\\').count() == 1;
    let right = if is_one { "none".into() } else { word.replace("\\\\", "\\").replace('\\', "\\\\") };
    Some((place, Problem::TomlEscape { found: found.trim_end().into(), right }))
}

/// A line of a file, with its parts before and after the first `=`.
struct HintedLine<'a> {
    place: &'a Place,
    text: &'a str,
    trimmed: &'a str,
    key: &'a str,
    value: &'a str,
}

impl<'a> HintedLine<'a> {
    fn of(place: &'a Place) -> Self {
        let text = place.text().trim_end();
        let (key, value) = text.split_once('=').unwrap_or((text, ""));
        Self { place, text, trimmed: text.trim_start(), key: key.trim(), value: value.trim_start() }
    }

    /// A problem of a part of the line, which is a slice of it.
    #[expect(clippy::unnecessary_wraps, reason = "the answer of each step of the reading")]
    fn found(&self, part: &str, problem: Problem) -> Option<(Place, Problem)> {
        let start = self.place.start() + (part.as_ptr().addr() - self.text.as_ptr().addr());
        Some((self.place.at(start..start + part.len()), problem))
    }

    /// A line that no content file should hold: the mark of a conflict, a note of another language, an odd space.
    fn as_a_whole(&self) -> Option<(Place, Problem)> {
        let starts_with = |mark: &&str| self.trimmed.starts_with(mark);
        if ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(starts_with) {
            return self.found(self.trimmed, Problem::TomlConflict {});
        }
        if let Some(mark) = ["//", "/*", "<!--", "--", ";"].into_iter().find(starts_with) {
            return self.found(&self.trimmed[..mark.len()], Problem::TomlComment { found: mark.into() });
        }
        // Inside quotation marks every space is good, and in a value of another slip it comes of that.
        let (before, value) = self.text.split_at(self.text.len() - self.value.len());
        let bare = value.split(['"', '\'']).next().filter(|bare| !bare.starts_with(CURLY) && !is_number(bare));
        let before = before.split(['"', '\'']).next().unwrap_or_default();
        let space = before.matches(ODD_SPACES).next().or_else(|| bare?.matches(ODD_SPACES).next())?;
        let code = u32::from(space.chars().next()?);
        self.found(space, Problem::TomlSpace { code: format!("U+{code:04X}") })
    }

    fn twice(&self, place: &Place, message: &str) -> Option<(Place, Problem)> {
        if !message.contains("duplicate key") && !message.contains("cannot extend") {
            return None;
        }
        if !self.trimmed.starts_with('[') {
            return Some((place.clone(), Problem::TomlDuplicateKey { key: self.key.into() }));
        }
        let name = self.trimmed.trim_matches(['[', ']', ' ']);
        // `[events]` above `[[events]]`: the first lacks its second brackets.
        if self.trimmed.starts_with("[[")
            && let Some(single) = self.line_above(&format!("[{name}]"))
        {
            return Some((single, Problem::TomlHeader { right: format!("[[{name}]]") }));
        }
        let is_list = is_list_of_groups(self.place, name);
        let list = if is_list { format!("[[{name}]]") } else { String::new() };
        self.found(self.trimmed, Problem::TomlTableTwice { table: name.into(), list })
    }

    /// The line above that reads so.
    fn line_above(&self, wanted: &str) -> Option<Place> {
        let above = &self.place.file_text()[..self.place.start()];
        let (at, _) = above.match_indices(wanted).find(|(at, _)| *at == 0 || above[..*at].ends_with('\n'))?;
        Some(self.place.at(at..at + wanted.len()))
    }

    fn header(&self) -> Option<(Place, Problem)> {
        if !self.trimmed.starts_with('[') || self.trimmed.contains('=') {
            return None;
        }
        let name = self.trimmed.trim_matches(|c: char| "[]#; ".contains(c));
        let right = if self.trimmed.starts_with("[[") { format!("[[{name}]]") } else { format!("[{name}]") };
        self.found(self.trimmed, Problem::TomlHeader { right })
    }

    fn key(&self) -> Option<(Place, Problem)> {
        let has_equals = self.text.contains('=');
        if has_equals && is_key(self.key) {
            return None;
        }
        // `title.fr: "…"`, as other formats have it.
        if let Some((key, rest)) = self.text.split_once(':')
            && is_key(key)
        {
            return self.found(
                self.text.matches(':').next()?,
                Problem::TomlColon { key: key.trim().into(), right: right_after_colon(rest) },
            );
        }
        if !has_equals {
            let first = self.text.split_whitespace().next().filter(|first| is_key(first))?;
            let rest = self.trimmed[first.len()..].trim();
            let right = if DeValue::parse(rest).is_ok() { rest } else { "none" };
            return self.found(self.trimmed, Problem::TomlNoEquals { key: first.into(), right: right.into() });
        }
        if self.key.is_empty() {
            return self.found(self.text.matches('=').next()?, Problem::TomlNoKey {});
        }
        if self.key.contains(['"', '\'', '[', '{']) {
            return None;
        }
        let found = match self.key.chars().find(|c| !c.is_ascii_alphanumeric() && !"_-.".contains(*c)) {
            Some(' ') => String::new(),
            character => character.unwrap_or('.').into(),
        };
        self.found(self.key, Problem::TomlKey { key: self.key.into(), found })
    }

    /// The slip in a value without marks, where the kind that its key has says what was meant.
    fn by_kind(&self) -> Option<(Place, Problem)> {
        let (key, value) = (self.key.to_owned(), self.value);
        let bare = value.split([' ', ';']).next().filter(|bare| bare.starts_with('#')).unwrap_or_else(|| {
            let bare = value.split(['#', ']']).next().unwrap_or_default();
            bare.trim_end().trim_end_matches([';', ','])
        });
        if bare.is_empty() || bare.starts_with(['"', '\'', '[', '{']) || bare.starts_with(CURLY) {
            return None;
        }
        if !bare.starts_with('#') && DeValue::parse(bare).is_ok() {
            return None;
        }
        let (found, number) = (bare.to_owned(), "none".to_owned());
        let problem = match schema_at(self.place, self.key)? {
            Schema::Integer(..) if !is_number(bare) => {
                let right = Some(leading_digits(bare)).filter(|right| right != "none" && !right.is_empty())?;
                Problem::TomlNumber { key, found, right }
            }
            Schema::Date if !is_date(bare) && day_meant(self.key, bare).is_some() => not_a_date(key, found),
            Schema::PartialDate => Problem::TomlUnquoted { key, number, found: meant(bare)?.to_string() },
            schema if schema == Colour::schema() => {
                Problem::TomlUnquoted { key, number, found: colour_meant(bare)?.to_string() }
            }
            _ => return None,
        };
        self.found(bare, problem)
    }

    fn value(&self) -> Option<(Place, Problem)> {
        let (key, value) = (self.key.to_owned(), self.value);
        let Some(first) = value.chars().next() else {
            return self.found(self.text.matches('=').next()?, Problem::TomlNoValue { key });
        };
        match first {
            _ if CURLY.contains(&first) => {
                return self.found(&value[..first.len_utf8()], Problem::TomlCurlyQuote { key, found: first.into() });
            }
            '"' if !value.starts_with("\"\"\"") => return self.quoted(key),
            '\'' if !value.starts_with("\'\'\'") => {
                let has_inner = value.matches('\'').count() > 2;
                let problem =
                    if has_inner { Problem::TomlInnerApostrophe { key } } else { Problem::TomlUnclosed { key } };
                return self.found(value, problem);
            }
            '[' | '{' => return self.found(value, Problem::TomlList { key }),
            _ => {}
        }
        let bare = value.split(['#', ']']).next().unwrap_or_default().trim_end();
        let word = bare.trim_end_matches([';', ',']);
        // Only what follows the value is wrong.
        if word.len() < bare.len() && DeValue::parse(word).is_ok() {
            let found = &bare[word.len()..];
            return self.found(found, Problem::TomlTrailing { found: found.into() });
        }
        let found = word.to_owned();
        let is_digits = word.bytes().all(|byte| byte.is_ascii_digit());
        let problem = match word.to_lowercase().as_str() {
            "vrai" | "faux" | "true" | "false" | "oui" | "non" | "yes" | "no" => Problem::TomlBoolean { key, found },
            _ if is_number(word) && is_digits && word.starts_with('0') => {
                Problem::TomlLeadingZero { key, found, right: word.trim_start_matches('0').into() }
            }
            _ if is_number(word) => Problem::TomlNumber { key, found, right: whole_number(word) },
            _ if is_date(word) => not_a_date(key, found),
            _ if first.is_alphanumeric() => {
                Problem::TomlUnquoted { key, number: leading_digits(bare), found: bare.trim_end_matches('"').into() }
            }
            _ => return None,
        };
        self.found(bare, problem)
    }

    /// The slip in a value that begins with a quotation mark.
    fn quoted(&self, key: String) -> Option<(Place, Problem)> {
        let value = self.value;
        let inner = &value[1..];
        let ends: Vec<_> = inner.match_indices('"').filter(|(at, _)| !inner[..*at].ends_with('\\')).collect();
        match ends.as_slice() {
            [] => match inner.strip_suffix(CURLY).map(|words| &inner[words.len()..]) {
                Some(last) => self.found(last, Problem::TomlClosingQuote { key, found: last.into() }),
                None => self.found(value, Problem::TomlUnclosed { key }),
            },
            [(end, _)] => {
                let rest = inner[end + 1..].trim();
                let is_sign = !rest.is_empty() && rest.chars().all(|c| ";,.".contains(c));
                match rest.chars().next() {
                    Some(_) if is_sign => self.found(rest, Problem::TomlTrailing { found: rest.into() }),
                    Some(first) if first != '#' => self.found(value, Problem::TomlInnerQuote { key }),
                    _ => None,
                }
            }
            [(end, _), ..] if inner[end + 1..].trim_start().starts_with(',') => {
                self.found(value, Problem::TomlList { key })
            }
            _ => self.found(value, Problem::TomlInnerQuote { key }),
        }
    }
}

/// The value after a colon, where it is one.
fn right_after_colon(rest: &str) -> String {
    let rest = rest.trim();
    if DeValue::parse(rest).is_ok() { rest.to_owned() } else { String::new() }
}

/// A date that is not written as one, or that no calendar has.
fn not_a_date(key: String, found: String) -> Problem {
    let right = day_meant(&key, &found).map(|day| day.to_string()).unwrap_or_default();
    let last = last_day_instead(&found).map(|day| day.to_string()).unwrap_or_default();
    Problem::TomlDate { key, found, right, last }
}

/// A key that needs no quotation marks, or several with dots between them.
fn is_key(text: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_alphanumeric() || "_-".contains(c);
    text.split('.').map(str::trim).all(|part| !part.is_empty() && part.chars().all(is_sign))
}

/// The number that a value begins with before its other words; `none` where it does not.
fn leading_digits(value: &str) -> String {
    let number = value.split(' ').next().filter(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    number.unwrap_or("none").to_owned()
}

/// Digits with the spaces, commas or points that people group them by, with a unit of per cent.
fn is_number(word: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_digit() || " .,'’%".contains(c) || ODD_SPACES.contains(&c);
    word.starts_with(|first: char| first.is_ascii_digit()) && word.chars().all(is_sign)
}

/// The whole number that was meant: `1 979` and `1,979` are 1979, `54,5` is 54.
fn whole_number(word: &str) -> String {
    let whole = match word.rsplit_once([',', '.']) {
        Some((whole, rest)) if rest.len() != 3 => whole,
        _ => word,
    };
    whole.chars().filter(char::is_ascii_digit).collect()
}

/// A day as people write it: `31/01/2027`, `31 janvier 2027`, `2027-1-5`.
fn is_date(word: &str) -> bool {
    let parts: Vec<_> = word.split(['/', '-', '.', ' ']).filter(|part| !part.is_empty()).collect();
    let is_number = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    let is_day = |part: &str| part == "1er" || is_number(&part);
    parts.len() == 3
        && parts.iter().filter(|part| is_day(part)).count() >= 2
        && parts.iter().any(|part| part.len() == 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&'static str> {
        let file = TextFile::new("content/site.toml", text);
        let (_, errors) = toml::de::DeTable::parse_recoverable(&file.text);
        hints(&file, &errors).iter().map(|(_, problem)| problem.id()).collect()
    }

    #[test]
    fn slips_are_named_one_a_line() {
        for (text, named) in [
            ("a = «\u{a0}texte\u{a0}»\n", &["toml-curly-quote"][..]),
            ("a = 2027-1-5\n", &["toml-date"]),
            ("a = \"texte\";\n", &["toml-trailing"]),
            ("a = \"\"\"\nx\n", &["toml-unclosed-block"]),
            ("a = “x”\nb = 1\nc = 012\nd = “y” ; z\n", &["toml-curly-quote", "toml-leading-zero", "toml-curly-quote"]),
            // Tabs are spaces like others.
            ("\ta\t=\t1\t# one\n", &[]),
        ] {
            assert_eq!(found(text), named, "{text}");
        }
    }

    #[test]
    fn a_number_in_groups_is_whole_and_a_part_of_one_is_left_out() {
        for (typed, meant) in
            [("1 979", "1979"), ("1,979", "1979"), ("1.979", "1979"), ("54,5", "54"), ("305,00", "305")]
        {
            assert_eq!(whole_number(typed), meant, "{typed}");
        }
    }
}
