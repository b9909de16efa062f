//! The bytes of a content file -> TOML's tree, with every slip of its syntax.

use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Place, Problem, Report, TextFile};
use crate::source::Files;

/// The text of a file that must be there, in UTF-8, and not empty; otherwise a problem.
pub fn text_file(files: &Files, path: &str, report: &mut Report) -> Option<Arc<TextFile>> {
    let Some(bytes) = files.get(path) else {
        report.error(Place::file(path), Problem::FileMissing { file: path.into() });
        return None;
    };
    // Editors of Windows begin a file with a byte-order mark: it says nothing, and is no part of the text.
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(error) => {
            // The text as far as it is good, and the byte that is not, so that its line can be shown.
            let good = error.valid_up_to();
            let text = String::from_utf8_lossy(bytes).into_owned();
            let file = Arc::new(TextFile { path: path.into(), text });
            report.error(Place::new(&file, good..good + 1), Problem::NotUtf8 {});
            return None;
        }
    };
    let file = Arc::new(TextFile { path: path.into(), text });
    if file.text.trim().is_empty() {
        report.error(Place::new(&file, 0..0), Problem::FileEmpty {});
        return None;
    }
    Some(file)
}

/// Reads a file's tree.
///
/// Reports every error of its syntax; the tree holds what could be read, so that the rest of the file is checked
/// too, and the second value says whether it is whole.
pub fn tree<'a>(file: &'a Arc<TextFile>, report: &mut Report) -> (Spanned<DeValue<'a>>, bool) {
    let (table, errors) = DeTable::parse_recoverable(&file.text);
    for error in &errors {
        let (place, problem) = slip(file, error);
        report.error(place, problem);
    }
    let span = table.span();
    (Spanned::new(span, DeValue::Table(table.into_inner())), errors.is_empty())
}

/// Names the slip behind a syntax error, where it is one that people really make.
fn slip(file: &Arc<TextFile>, error: &toml::de::Error) -> (Place, Problem) {
    let at = error.span().unwrap_or_default();
    let place = Place::new(file, at.clone());
    let line = Line::around(&file.text, at.start);
    let value = line.value();
    let message = error.message();
    let first = value.text.chars().next();

    if message.contains("duplicate key") {
        return (place.clone(), Problem::TomlDuplicateKey { key: place.text().to_owned() });
    }
    if let Some(found) = first.filter(|first| "“”„«»‘’‚`".contains(*first)) {
        let span = value.start..value.start + found.len_utf8();
        return (Place::new(file, span), Problem::TomlCurlyQuote { found: found.into() });
    }
    let word = value.text.split([' ', '\t', '#', ',', ']']).next().unwrap_or_default();
    let whole = Place::new(file, value.start..value.start + value.text.len());
    match first {
        None if line.has_equals() => (place, Problem::TomlNoValue {}),
        Some(_) if ["vrai", "faux", "true", "false", "oui", "non"].contains(&word.to_lowercase().as_str()) => {
            (Place::new(file, value.start..value.start + word.len()), Problem::TomlBoolean { found: word.into() })
        }
        Some('0') if word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_digit()) => {
            (Place::new(file, value.start..value.start + word.len()), Problem::TomlLeadingZero { found: word.into() })
        }
        Some('"') if !value.text.starts_with("\"\"\"") => match value.text.matches('"').count() {
            1 => (whole, Problem::TomlUnclosed {}),
            2 => (place, Problem::TomlSyntax { detail: message.into() }),
            _ => (whole, Problem::TomlInnerQuote {}),
        },
        Some(letter) if letter.is_alphabetic() => (whole, Problem::TomlUnquoted { found: value.text.into() }),
        _ => (place, Problem::TomlSyntax { detail: message.into() }),
    }
}

/// A line of a file, and where it starts.
struct Line<'a> {
    start: usize,
    text: &'a str,
}

impl<'a> Line<'a> {
    fn around(text: &'a str, at: usize) -> Self {
        let at = at.min(text.len());
        let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
        let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
        Self { start, text: text[start..end].trim_end() }
    }

    fn has_equals(&self) -> bool {
        self.text.contains('=')
    }

    /// What stands after the first `=`.
    fn value(&self) -> Line<'a> {
        let after = self.text.find('=').map_or(self.text.len(), |at| at + 1);
        let text = self.text[after..].trim_start();
        Line { start: self.start + self.text.len() - text.len(), text }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slips(text: &str) -> Vec<&'static str> {
        let mut report = Report::default();
        let file = Arc::new(TextFile { path: "content/site.toml".into(), text: text.into() });
        let _ = tree(&file, &mut report);
        report.errors().map(|one| one.problem.id()).collect()
    }

    #[test]
    fn the_slips_that_people_really_make_are_named() {
        for (text, slip) in [
            ("a = “texte”\n", "toml-curly-quote"),
            ("a = « texte »\n", "toml-curly-quote"),
            ("a = texte\n", "toml-unquoted"),
            ("a = \"texte\n", "toml-unclosed"),
            ("a = \"un \"mot\" ici\"\n", "toml-inner-quote"),
            ("a = Vrai\n", "toml-boolean"),
            ("a = True\n", "toml-boolean"),
            ("a = 01979\n", "toml-leading-zero"),
            ("a =\n", "toml-no-value"),
            ("a = 1\na = 2\n", "toml-duplicate-key"),
        ] {
            assert_eq!(slips(text).first(), Some(&slip), "{text}");
        }
    }

    #[test]
    fn all_slips_of_a_file_are_reported_in_one_run() {
        assert_eq!(slips("a = “x”\nb = 1\nc = 012\n"), ["toml-curly-quote", "toml-leading-zero"]);
    }
}
