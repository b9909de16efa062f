//! Reads the bytes of a content file as TOML's tree, with every slip of its syntax.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use bytestring::ByteString;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::language::Language;
use super::pasted;
use super::reader::page_key;
use super::syntax_hints::hints;
use crate::diagnostic::{Place, Problem, Report, TextFile};
use crate::source::Files;

/// The text of a file that must be there, in UTF-8, and not empty, [cleaned](pasted::cleaned); otherwise a problem.
pub fn text_file(files: &Files, path: &str, report: &mut Report) -> Option<Arc<TextFile>> {
    let mut refuse = |place, problem| {
        report.error(place, problem);
        None
    };
    let Some(bytes) = files.get(path) else {
        return refuse(Place::file(path), Problem::FileMissing { file: path.into() });
    };
    // Editors of Windows begin a file with a byte-order mark: it says nothing, and is no part of the text.
    let bytes = bytes.slice(if bytes.starts_with(b"\xEF\xBB\xBF") { 3.. } else { 0.. });
    if let Some(kind) = foreign_kind(&bytes) {
        return refuse(Place::file(path), Problem::NotText { kind: kind.into() });
    }
    if matches!(bytes[..], [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]) || bytes.iter().take(64).any(|byte| *byte == 0) {
        return refuse(Place::file(path), Problem::Utf16 {});
    }
    let Ok(text) = ByteString::try_from(bytes.clone()) else {
        let (text, first) = from_windows(&bytes);
        let place = Place::new(&TextFile::new(path, text), first);
        let letter = place.text().to_owned();
        return refuse(place, Problem::NotUtf8 { letter });
    };
    let cleaned = match pasted::cleaned(&text) {
        Cow::Borrowed(_) => None,
        Cow::Owned(cleaned) => Some(cleaned.into()),
    };
    let file = TextFile::new(path, cleaned.unwrap_or(text));
    if file.text.trim().is_empty() {
        let what = if page_key(path).is_some() { "page" } else { "" };
        return refuse(Place::new(&file, 0..0), Problem::FileEmpty { what: what.into() });
    }
    // Which of the two versions is meant nobody knows: nothing else is said of the file until it is.
    if let Some(place) = conflict(&file) {
        return refuse(place, Problem::TomlConflict {});
    }
    Some(file)
}

/// The first mark that a merge leaves where two people have changed the same lines, be it inside a text. A line of `=======` alone may
/// underline a heading.
fn conflict(file: &Arc<TextFile>) -> Option<Place> {
    let is_mark = |line: &str| {
        let rest = ["<<<<<<<", "|||||||", ">>>>>>>"].iter().find_map(|mark| line.strip_prefix(mark));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    let mut start = 0;
    for line in file.text.split_inclusive('\n') {
        if is_mark(line.trim_end()) {
            return Some(Place::new(file, start..start + line.trim_end().len()));
        }
        start += line.len();
    }
    None
}

/// What a file is that is no text at all, whatever its name says, by how it begins.
fn foreign_kind(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 9] = [
        (b"PK\x03\x04", "office"),
        (b"\xD0\xCF\x11\xE0", "office"),
        (b"{\\rtf", "rtf"),
        (b"%PDF-", "pdf"),
        (b"\x89PNG", "picture"),
        (b"\xFF\xD8\xFF", "picture"),
        (b"GIF8", "picture"),
        (b"RIFF", "picture"),
        (b"bplist00", "archive"),
    ];
    KINDS.iter().find(|(begin, _)| bytes.starts_with(begin)).map(|(_, kind)| *kind)
}

/// A text that is not UTF-8, as it was meant: what is no UTF-8 is most likely Windows-1252, whose letters with accents
/// are those of Latin 1. With the range of the first such letter.
fn from_windows(bytes: &[u8]) -> (String, Range<usize>) {
    let mut text = String::with_capacity(bytes.len());
    let mut first = None;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            let start = text.len();
            text.push(char::from(*byte));
            first.get_or_insert(start..text.len());
        }
    }
    (text, first.unwrap_or_default())
}

/// Reads a file's tree.
///
/// Reports every error of its syntax; the tree holds what could be read, so that the rest of the file is checked
/// too, and the second value says whether it is whole.
pub fn tree<'a>(file: &'a Arc<TextFile>, report: &mut Report) -> (Spanned<DeValue<'a>>, bool) {
    let (table, errors) = DeTable::parse_recoverable(&file.text);
    for (place, problem) in hints(file, &errors) {
        report.error(place, problem);
    }
    let span = table.span();
    (Spanned::new(span, DeValue::Table(table.into_inner())), errors.is_empty())
}

/// Every string in a tree, but for those in the languages of `drafts`.
pub fn each_string(value: &DeValue<'_>, drafts: &[Language], each: &mut impl FnMut(&str)) {
    match value {
        DeValue::String(text) => each(text),
        DeValue::Array(items) => items.iter().for_each(|item| each_string(item.get_ref(), drafts, each)),
        DeValue::Table(table) => {
            for (_, value) in table.iter().filter(|(key, _)| drafts.iter().all(|draft| draft.code != *key.get_ref())) {
                each_string(value.get_ref(), drafts, each);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_in_the_encoding_of_windows_is_shown_as_it_was_meant() {
        let (text, first) = from_windows(b"# d\xC3\xA9j\xE0\n");
        assert_eq!((text.as_str(), &text[first]), ("# déjà\n", "à"));
    }
}
