//! The slip in one line.

use toml::de::DeValue;

use super::CURLY;
use super::languages::language_forgotten;
use super::list::list_meant;
use crate::content::colour::{Colour, meant as colour_meant};
use crate::content::from_toml::FromToml as _;
use crate::content::headers::group_path;
use crate::content::key_names::key_meant;
use crate::content::key_places::{group_at, schema_at};
use crate::content::meant::{example, line_of_a_date, number_meant, without_fraction};
use crate::content::partial_date::{day_meant, last_day_instead, meant};
use crate::content::schema::Schema;
use crate::content::value::Phone;
use crate::content::value_meant::phone_meant;
use crate::diagnostic::{Place, Problem};

/// Spaces that look like one and are none in TOML.
const ODD_SPACES: [char; 8] =
    ['\u{a0}', '\u{202f}', '\u{2007}', '\u{2009}', '\u{200b}', '\u{200c}', '\u{3000}', '\u{feff}'];

/// A line of a file, with its parts before and after the first `=`.
pub struct HintedLine<'a> {
    place: &'a Place,
    text: &'a str,
    trimmed: &'a str,
    key: &'a str,
    value: &'a str,
}

impl<'a> HintedLine<'a> {
    pub fn of(place: &'a Place) -> Self {
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
    pub fn as_a_whole(&self) -> Option<(Place, Problem)> {
        let starts_with = |mark: &&str| self.trimmed.starts_with(mark);
        if ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(starts_with) {
            return self.found(self.trimmed, Problem::TomlConflict {});
        }
        if let Some(mark) = ["//", "/*", "<!--", "--", ";"].into_iter().find(starts_with) {
            return self.found(&self.trimmed[..mark.len()], Problem::TomlComment { found: mark.into() });
        }
        // The last sign of a line whose value is whole.
        let line = self.place.text();
        let end =
            line.chars().next_back().filter(|last| ODD_SPACES.contains(last) && DeValue::parse(self.value).is_ok());
        if let Some(space) = end {
            let at = self.place.start() + line.len() - space.len_utf8();
            let code = format!("U+{:04X}", u32::from(space));
            return Some((self.place.at(at..at + space.len_utf8()), Problem::TomlSpace { code }));
        }
        // Inside quotation marks every space is good, and in a value of another slip it comes of that.
        let (before, value) = self.text.split_at(self.text.len() - self.value.len());
        let bare = value.split(['"', '\'']).next().filter(|bare| !bare.starts_with(CURLY) && !is_number(bare));
        let before = before.split(['"', '\'']).next().unwrap_or_default();
        let space = before.matches(ODD_SPACES).next().or_else(|| bare?.matches(ODD_SPACES).next())?;
        let code = u32::from(space.chars().next()?);
        self.found(space, Problem::TomlSpace { code: format!("U+{code:04X}") })
    }

    pub fn twice(&self, place: &Place, message: &str) -> Option<(Place, Problem)> {
        if !message.contains("duplicate key") && !message.contains("cannot extend") {
            return None;
        }
        if let Some(forgotten) = language_forgotten(self.place, self.key) {
            return Some(forgotten);
        }
        if !self.trimmed.starts_with('[') {
            return Some((place.clone(), Problem::TomlDuplicateKey { key: self.key.into() }));
        }
        let name = group_path(self.trimmed);
        // `[events]` above `[[events]]`: the first lacks its second brackets.
        if self.trimmed.starts_with("[[")
            && let Some(single) = self.line_above(&format!("[{name}]"))
        {
            return Some((single, Problem::TomlHeader { right: format!("[[{name}]]") }));
        }
        let is_list = group_at(self.place, name) == Some(true);
        let list = if is_list { format!("[[{name}]]") } else { String::new() };
        self.found(self.trimmed, Problem::TomlTableTwice { table: name.into(), list })
    }

    /// The line above that reads so.
    fn line_above(&self, wanted: &str) -> Option<Place> {
        let above = &self.place.file_text()[..self.place.start()];
        let (at, _) = above.match_indices(wanted).find(|(at, _)| *at == 0 || above[..*at].ends_with('\n'))?;
        Some(self.place.at(at..at + wanted.len()))
    }

    /// The header of a group whose brackets are not all there, or that something follows.
    pub fn header(&self) -> Option<(Place, Problem)> {
        if self.trimmed.contains('=') {
            return None;
        }
        let has_opening = self.trimmed.starts_with('[');
        let inner = self.trimmed.trim_start_matches(['[', ' ']);
        let name = inner.split([']', '#', ';', ':', '/', ',']).next().unwrap_or_default().trim();
        let group = group_at(self.place, name);
        // Without an opening bracket it may be a word of a text.
        let rest = inner[name.len()..].trim();
        if !is_key(name) || !has_opening && (group.is_none() || !rest.trim_matches([']', ':']).is_empty()) {
            return None;
        }
        let is_list = group.unwrap_or(self.trimmed.starts_with("[["));
        let right = if is_list { format!("[[{name}]]") } else { format!("[{name}]") };
        self.found(self.trimmed, Problem::TomlHeader { right })
    }

    pub fn key(&self) -> Option<(Place, Problem)> {
        let has_equals = self.text.contains('=');
        if has_equals && is_key(self.key.trim_end_matches(':')) {
            return self.equals();
        }
        // `title.fr: "…"`, as other formats have it.
        if let Some((key, rest)) = self.text.split_once(':')
            && let key = key.trim().trim_matches('"')
            && is_key(key)
        {
            return self.found(
                self.text.matches(':').next()?,
                Problem::TomlColon { key: key.into(), right: right_after_colon(rest) },
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
        let near = self.key_meant().unwrap_or_default();
        self.found(self.key, Problem::TomlKey { key: self.key.into(), found, near })
    }

    /// More signs than the one that is wanted: `==`, `=>`, `:=`.
    fn equals(&self) -> Option<(Place, Problem)> {
        let key = self.key.trim_end_matches(':');
        let rest = self.value.trim_start_matches(['=', '>']);
        let from = key.as_ptr().addr() - self.text.as_ptr().addr() + key.len();
        let to = rest.as_ptr().addr() - self.text.as_ptr().addr();
        let found = self.text[from..to].trim();
        if found == "=" {
            return None;
        }
        let right = right_after_colon(rest);
        self.found(found, Problem::TomlEquals { key: key.into(), found: found.into(), right })
    }

    /// The key that another name stands for where the line is.
    fn key_meant(&self) -> Option<String> {
        let is_code = |code: &str| code.len() == 2;
        let (key, code) = key_meant(self.key, |key| schema_at(self.place, key).is_some(), is_code)?;
        match (schema_at(self.place, &key)?, code) {
            (Schema::Languages { .. }, Some(code)) => Some(format!("{key}.{code}")),
            (Schema::Languages { .. }, None) | (_, Some(_)) => None,
            (_, None) => Some(key),
        }
    }

    /// The slip in a value without marks, where the kind that its key has says what was meant.
    pub fn by_kind(&self) -> Option<(Place, Problem)> {
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
        let schema = schema_at(self.place, self.key)?;
        self.found(bare, of_kind(&schema, key, bare, as_text(value))?)
    }

    pub fn value(&self) -> Option<(Place, Problem)> {
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
            '[' | '{' => return self.found(value, Problem::TomlList { key, right: list_meant(value) }),
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
            "vrai" | "faux" | "true" | "false" | "oui" | "non" | "yes" | "no" => {
                Problem::TomlBoolean { right: boolean_meant(word).into(), key, found }
            }
            _ if is_number(word) && is_digits && word.starts_with('0') => {
                Problem::TomlLeadingZero { key, found, right: word.trim_start_matches('0').into() }
            }
            _ if is_number(word) => {
                let right = format!("{key} = {}", without_fraction(word));
                Problem::TomlNumber { found, right, example: String::new() }
            }
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
            // One mark too many at the end.
            [(first, _), (second, _)] if second - first == 1 && *second + 1 == inner.trim_end().len() => {
                self.found(&inner[*second..=*second], Problem::TomlTrailing { found: "\"".into() })
            }
            [(end, _), ..] if inner[end + 1..].trim_start().starts_with(',') => {
                self.found(value, Problem::TomlList { key, right: list_meant(value) })
            }
            _ => self.found(value, Problem::TomlInnerQuote { key }),
        }
    }
}

/// The slip in a value without marks of a kind; nothing where the kind says nothing of it.
fn of_kind(schema: &Schema, key: String, bare: &str, text: String) -> Option<Problem> {
    let (found, number) = (bare.to_owned(), "none".to_owned());
    let is_code = bare.len() > 1 && bare.starts_with('0') && bare.bytes().all(|byte| byte.is_ascii_digit());
    Some(match schema {
        Schema::Integer(..) if is_code => return None,
        Schema::Integer(..) | Schema::Percent => {
            if let Some(right) = line_of_a_date(&key, bare, schema) {
                return Some(Problem::TomlNotAYear { value: found, right });
            }
            let right = number_meant(bare, schema).map(|right| format!("{key} = {right}")).unwrap_or_default();
            Problem::TomlNumber { found, right, example: format!("{key} = {}", example(schema)) }
        }
        Schema::Boolean => Problem::TomlBoolean { right: boolean_meant(bare).into(), key, found },
        Schema::Date => not_a_date(key, found),
        Schema::PartialDate => Problem::TomlUnquoted { key, number, found: meant(bare)?.to_string() },
        Schema::OneOf(words) => {
            let word = words.iter().find(|word| **word == bare.to_lowercase()).map(|word| (*word).to_owned());
            Problem::TomlUnquoted { key, number, found: word.unwrap_or(text) }
        }
        Schema::List(each) if each.is_words() => Problem::TomlList { right: list_meant(bare), key },
        schema if *schema == Colour::schema() => {
            Problem::TomlUnquoted { key, number, found: colour_meant(bare)?.to_string() }
        }
        schema if *schema == Phone::schema() => {
            Problem::TomlUnquoted { key, number, found: phone_meant(bare).unwrap_or(text) }
        }
        Schema::Words | Schema::Text(_) => Problem::TomlUnquoted { key, number, found: text },
        _ => return None,
    })
}

/// A value as a text, between quotation marks: the whole of it, with what looks like a note.
fn as_text(value: &str) -> String {
    value.trim_end().trim_end_matches('"').replace('"', "\\\"")
}

/// What a word in place of `true` or `false` most likely means; nothing where none can tell.
fn boolean_meant(word: &str) -> &'static str {
    match word.to_lowercase().as_str() {
        "vrai" | "oui" | "on" | "yes" | "true" | "y" | "o" | "x" => "true",
        "faux" | "non" | "off" | "no" | "false" | "n" => "false",
        _ => "",
    }
}

/// The value after a colon, where it is one.
fn right_after_colon(rest: &str) -> String {
    let rest = rest.trim().trim_end_matches([',', ';']);
    if DeValue::parse(rest).is_ok() { rest.to_owned() } else { String::new() }
}

/// A date that is not written as one, or that no calendar has.
fn not_a_date(key: String, found: String) -> Problem {
    let right = day_meant(&key, &found).map(|day| day.to_string()).unwrap_or_default();
    let last = last_day_instead(&found).map(|day| day.to_string()).unwrap_or_default();
    Problem::TomlDate { key, found, right, last }
}

/// A key that needs no quotation marks, or several with dots between them.
pub fn is_key(text: &str) -> bool {
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

/// A day as people write it: `31/01/2027`, `31 janvier 2027`, `2027-1-5`.
fn is_date(word: &str) -> bool {
    let parts: Vec<_> = word.split(['/', '-', '.', ' ']).filter(|part| !part.is_empty()).collect();
    let is_number = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    let is_day = |part: &str| part == "1er" || is_number(&part);
    parts.len() == 3
        && parts.iter().filter(|part| is_day(part)).count() >= 2
        && parts.iter().any(|part| part.len() == 4)
}
