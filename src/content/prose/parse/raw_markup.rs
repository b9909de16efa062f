//! Finds signs that were meant as markup, and that a page would show as they were typed.

use super::reading::{Reading, Sign};
use crate::content::prose::Problem;
use crate::content::prose::destination::Destination;

/// The signs of a piece of text as one string, in which what is escaped is no sign: `at` has the place of each of its bytes.
struct Signs<'s> {
    text: String,
    signs: &'s [Sign],
}

impl Signs<'_> {
    /// The bytes of the source between two bytes of the text.
    fn place(&self, start: usize, end: usize) -> std::ops::Range<usize> {
        let index = |byte: usize| self.text[..byte].chars().count();
        let (first, last) = (&self.signs[index(start)], &self.signs[index(end).saturating_sub(1).max(index(start))]);
        first.at.start..last.at.end
    }
}

impl Reading<'_> {
    /// Reports what was meant as markup within a piece of text, and at the beginnings of its lines.
    pub(super) fn check_raw_markup(&mut self, signs: &[Sign]) {
        let text = signs.iter().map(|sign| if sign.escaped { '\u{FFFC}' } else { sign.is }).collect();
        let signs = Signs { text, signs };
        self.check_spaced_stars(&signs);
        self.check_bare_address(&signs);
        for (start, end, right) in other_markup(&signs.text) {
            let found = signs.text[start..end].to_owned();
            self.warnings.push((signs.place(start, end), Problem::ForeignMarkup { found, right }));
        }
        if !self.is_phrase {
            // A line's end is gathered as a space.
            let ends_line = |sign: &Sign| self.source[sign.at.clone()].starts_with('\n');
            let begin = |at: &usize| at.checked_sub(1).is_none_or(|before| ends_line(&signs.signs[before]));
            let starts: Vec<_> = (0..signs.signs.len()).filter(begin).collect();
            for sign in starts.into_iter().map(|at| &signs.signs[at]).filter(|sign| !sign.escaped) {
                self.check_line(sign.at.start);
            }
        }
    }

    /// The beginning of a line that was meant as a list, a heading or a table.
    fn check_line(&mut self, start: usize) {
        let before = &self.source[..start];
        let line_start = before.rfind('\n').map_or(0, |end| end + 1);
        if !before[line_start..].chars().all(|sign| " >\t".contains(sign)) {
            return;
        }
        let mut above = before[..line_start].lines().rev();
        let above = above.next().unwrap_or_default().trim_start_matches([' ', '>', '\t']);
        let mut lines = self.source[start..].lines();
        let line = lines.next().unwrap_or_default().trim_end();
        let below = lines.next().unwrap_or_default().trim_start();
        let place = start..start + line.len();
        if line.starts_with(":::") {
            let problem = Problem::ForeignMarkup { found: line.to_owned(), right: String::new() };
            self.warnings.push((place, problem));
        } else if cells(line) > 0 && cells(above) == 0 {
            let right = "| --- ".repeat(cells(line)) + "|";
            self.problem(place, Problem::TableUnruled { right });
        } else if let Some(mark) = unspaced(line)
            && unspaced(above).is_none()
            && (mark.starts_with('#') || above.is_empty() || begins_list(above) || unspaced(below).is_some())
        {
            // A star alone before a paragraph is most likely that of a note.
            if mark == "*" && !begins_list(above) && unspaced(below) != Some("*") {
                return;
            }
            let word = line[mark.len()..].split_whitespace().next().unwrap_or_default();
            let (found, right) = (format!("{mark}{word}"), format!("{mark} {word}"));
            self.warnings.push((start..start + found.len(), Problem::MarkUnspaced { found, right }));
        }
    }

    /// `** words **`: two stars with a space on both sides, twice, with words between them.
    fn check_spaced_stars(&mut self, signs: &Signs<'_>) {
        let is_space = |sign: Option<char>| sign.is_none_or(char::is_whitespace);
        let text = &signs.text;
        let spaced = text
            .match_indices("**")
            .map(|(at, _)| at)
            .filter(|at| is_space(text[..*at].chars().next_back()) && is_space(text[at + 2..].chars().next()));
        let spaced: Vec<_> = spaced.collect();
        for pair in spaced.chunks_exact(2) {
            if text[pair[0]..pair[1]].contains(char::is_alphabetic) {
                let place = signs.place(pair[0], pair[1] + 2);
                self.problem(place, Problem::EmphasisUnclosed { marks: "**".to_owned() });
            }
        }
    }

    /// `[words]title:`: an address without its parentheses.
    fn check_bare_address(&mut self, signs: &Signs<'_>) {
        const SCHEMES: [&str; 8] = ["title:", "lang:", "page:", "file:", "https:", "http:", "mailto:", "tel:"];
        let text = &signs.text;
        for (end, _) in text.match_indices(']') {
            let address = &text[end + 1..];
            if !SCHEMES.iter().any(|scheme| address.starts_with(scheme)) {
                continue;
            }
            let address = address.split_whitespace().next().unwrap_or_default();
            let address = address.trim_end_matches(['.', ',', ';', '!', '?', '»', ')']);
            let start = text[..end].rfind('[').unwrap_or(end);
            let right = format!("{}({address})", &text[start..=end]);
            let is_good = start < end && Destination::parse(address, &right).is_ok();
            let problem = if is_good { Problem::LinkMeant { right } } else { Problem::LinkBroken {} };
            self.problem(signs.place(start, end + 1 + address.len()), problem);
        }
    }
}

/// The cells of a row between bars; none where it is no row.
fn cells(line: &str) -> usize {
    let inner = line.trim().strip_prefix('|').and_then(|rest| rest.strip_suffix('|'));
    inner.filter(|inner| !inner.ends_with('\\')).map_or(0, |inner| inner.matches('|').count() + 1)
}

/// Whether a line is an item of a list.
fn begins_list(line: &str) -> bool {
    let number = line.trim_start_matches(|sign: char| sign.is_ascii_digit());
    ["- ", "* ", "+ "].iter().any(|mark| line.starts_with(mark))
        || number.len() < line.len() && (number.starts_with(". ") || number.starts_with(") "))
}

/// The mark of a heading or of an item that lacks the space after it: `##Words`, `-words`, `1.words`.
fn unspaced(line: &str) -> Option<&str> {
    let digits = line.len() - line.trim_start_matches(|sign: char| sign.is_ascii_digit()).len();
    let hashes = line.len() - line.trim_start_matches('#').len();
    let length = match line[digits..].chars().next()? {
        '#' if digits == 0 && (2..=6).contains(&hashes) => hashes,
        '-' | '*' if digits == 0 => 1,
        '.' | ')' if (1..=2).contains(&digits) => digits + 1,
        _ => return None,
    };
    line[length..].starts_with(char::is_alphabetic).then_some(&line[..length])
}

/// What other programs take for markup: its first and its last byte, and what to write in its place, where that can be told.
fn other_markup(text: &str) -> Vec<(usize, usize, String)> {
    let mut found = Vec::new();
    for (opening, closing, mark) in [("[[", "]]", ""), ("'''", "'''", "**"), ("==", "==", "**"), ("$", "$", "")] {
        let mut from = 0;
        while let Some(start) = text[from..].find(opening).map(|at| from + at) {
            let inner = start + opening.len();
            let Some(end) = text[inner..].find(closing).map(|at| inner + at) else { break };
            let words = &text[inner..end];
            let after = text[end + closing.len()..].chars().next();
            let touches = words.starts_with(|sign: char| sign.is_alphabetic() || sign == '\\')
                && words.ends_with(|sign: char| sign.is_alphanumeric() || sign == '}');
            let alone = |sign: Option<char>| sign.is_none_or(|sign| !sign.is_alphanumeric() && sign != '=');
            let is_meant = touches && alone(text[..start].chars().next_back()) && alone(after);
            if !is_meant || opening == "$" && words.contains(char::is_whitespace) && !words.contains(['\\', '^', '=']) {
                from = inner;
                continue;
            }
            let right = match opening {
                "[[" => String::new(),
                "$" if words.contains(['\\', '^', '_']) => String::new(),
                _ => format!("{mark}{words}{mark}"),
            };
            found.push((start, end + closing.len(), right));
            from = end + closing.len();
        }
    }
    found.extend(tags(text));
    found
}

/// `[b]words[/b]`, as forums have it.
fn tags(text: &str) -> Vec<(usize, usize, String)> {
    let closed = text.match_indices("[/").filter_map(|(at, _)| {
        let (name, _) = text[at + 2..].split_once(']')?;
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return None;
        }
        let is_tag = |start: &usize| text[start + 1 + name.len()..].starts_with([']', '=']);
        let opening = format!("[{name}");
        let start = text[..at].rmatch_indices(&opening).map(|(start, _)| start).find(is_tag)?;
        let inner = start + text[start..].find(']')? + 1;
        let words = text.get(inner..at).unwrap_or_default().trim();
        let mark = match name.to_ascii_lowercase().as_str() {
            "b" | "strong" => "**",
            "i" | "em" => "*",
            _ => "",
        };
        let is_mark = !mark.is_empty() && !words.is_empty();
        let right = if is_mark { format!("{mark}{words}{mark}") } else { String::new() };
        Some((start, at + 3 + name.len(), right))
    });
    closed.collect()
}
