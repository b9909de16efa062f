//! Names the slips that people really make, where TOML's parser reports an error.
//!
//! A parser says what it expected; an editor needs to know what was typed wrong. So the line of an error is read again, in
//! the order in which a person would look at it: the line as a whole, its key, then its value.

mod languages;
mod line;
mod list;
mod spans;

use std::sync::Arc;

use toml::de::Error;

use self::line::HintedLine;
pub use self::spans::slips_of_several_lines;
use crate::content::headers::group_path;
use crate::diagnostic::{Place, Problem, TextFile};

/// Marks that stand for quotation marks in a text and are none in TOML.
const CURLY: [char; 16] = ['“', '”', '„', '‟', '«', '»', '‹', '›', '‘', '’', '‚', '‛', '`', '´', '″', '′'];

/// Every slip of one line in a file, the first of each line: what follows it on its line comes of it.
pub fn hints(file: &Arc<TextFile>, errors: &[Error]) -> Vec<(Place, Problem)> {
    let mut found: Vec<(Place, Problem)> = Vec::new();
    for error in errors {
        let (place, problem) = hint(file, error);
        let is_reported = |(other, same): &(Place, Problem)| other.line() == place.line() || comes_of(&problem, same);
        if !found.iter().any(is_reported) {
            found.push((place, problem));
        }
    }
    with_missing_headers(file, &without_strays(file, found))
}

/// The same without what stands a second time only because a header above is wrong: the keys of its group, and the items of a list, which
/// the parser then takes for one table.
fn without_strays(file: &TextFile, mut found: Vec<(Place, Problem)>) -> Vec<(Place, Problem)> {
    let is_header = |(_, problem): &(Place, Problem)| matches!(problem, Problem::TomlHeader { .. });
    let wrong: Vec<_> = found.iter().filter(|one| is_header(one)).map(|(place, _)| place.line()).collect();
    // Nor do the keys of a group that stands there a second time.
    let is_twice = |(_, problem): &&(Place, Problem)| matches!(problem, Problem::TomlTableTwice { .. });
    let twice: Vec<_> = found.iter().filter(is_twice).map(|(place, _)| place.line()).collect();
    found.retain(|(place, problem)| {
        let lines = file.text[..place.start()].lines().enumerate();
        let header = lines.filter(|(_, line)| line.trim_start().starts_with('[')).last().map(|(at, _)| at + 1);
        match problem {
            Problem::TomlDuplicateKey { .. } => {
                header.is_none_or(|line| ![&wrong, &twice].iter().any(|lines| lines.contains(&line)))
            }
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

/// A slip may come of one that stands above: a table's name that is wrong there makes the others wrong.
fn comes_of(problem: &Problem, above: &Problem) -> bool {
    match (problem, above) {
        (Problem::TomlConflict {}, Problem::TomlConflict {}) => true,
        (Problem::TomlTableTwice { table, .. }, Problem::TomlHeader { right }) => group_path(right) == table,
        _ => problem == above && matches!(problem, Problem::TomlHeader { .. }),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&'static str> {
        let file = TextFile::new("content/site.toml", text);
        let parse = |text| toml::de::DeTable::parse_recoverable(text).1;
        let (mut found, text) = slips_of_several_lines(&file, &parse(&file.text));
        found.extend(hints(&file, &parse(&text)));
        found.iter().map(|(_, problem)| problem.id()).collect()
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
}
