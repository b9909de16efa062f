//! Reads the bytes of the content files as TOML's trees, each once, with every slip of its syntax.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use bytestring::ByteString;
use rayon::prelude::*;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::foreign_format;
use super::language::Language;
use super::pasted;
use super::registry::page_key;
use super::syntax_hints::{hints, slips_of_several_lines};
use crate::diagnostic::{Place, Problem, Report, TextFile};
use crate::source::Files;

/// The texts of the files of content of a site, each read once.
pub struct ContentTexts<'f> {
    files: &'f Files,
    by_path: BTreeMap<&'f str, Result<FileText, Report>>,
}

/// The text of a file.
pub struct FileText {
    file: Arc<TextFile>,
    /// The same without its slips of several lines, where it has some.
    without_slips: OnceLock<String>,
}

impl FileText {
    /// The text of a file; otherwise a problem.
    pub fn read(files: &Files, path: &str, report: &mut Report) -> Option<Self> {
        Some(Self { file: text_file(files, path, report)?, without_slips: OnceLock::new() })
    }
}

/// The files of content of a site, each parsed once.
pub struct ContentFiles<'f> {
    /// All files of the site.
    pub all: &'f Files,
    by_path: BTreeMap<&'f str, Result<ContentFile<'f>, &'f Report>>,
}

/// A file of content.
pub struct ContentFile<'f> {
    pub text: &'f Arc<TextFile>,
    /// What could be read of it.
    pub tree: Spanned<DeValue<'f>>,
    /// Every error of its syntax.
    pub slips: Report,
}

impl<'f> ContentTexts<'f> {
    /// Reads every file of TOML in `content`.
    pub fn read(files: &'f Files) -> Self {
        let paths: Vec<_> =
            files.under("content/").map(|(path, _)| path).filter(|path| path.strip_suffix(".toml").is_some()).collect();
        let read = |path| {
            let mut report = Report::default();
            (path, FileText::read(files, path, &mut report).ok_or(report))
        };
        Self { files, by_path: paths.into_par_iter().map(read).collect() }
    }

    /// Reads their trees.
    pub fn parse(&self) -> ContentFiles<'_> {
        let each = self.by_path.par_iter();
        let by_path = each.map(|(path, text)| (*path, text.as_ref().map(ContentFile::parse))).collect();
        ContentFiles { all: self.files, by_path }
    }
}

impl<'f> ContentFiles<'f> {
    /// The file at a path; nothing where it cannot be read.
    pub fn get(&self, path: &str) -> Option<&ContentFile<'f>> {
        self.by_path.get(path)?.as_ref().ok()
    }

    /// The same for one that must be there; otherwise a problem.
    pub fn required(&self, path: &str, report: &mut Report) -> Option<&ContentFile<'f>> {
        match self.by_path.get(path) {
            Some(Ok(file)) => return Some(file),
            Some(Err(problem)) => report.append((*problem).clone()),
            // Why it is not, its own problem says.
            None if self.all.is_unread(path) => {}
            None => report.error(Place::file(path), Problem::FileMissing { file: path.into() }),
        }
        None
    }

    /// All that can be read, with their paths, in the order of these.
    pub fn iter(&self) -> impl Iterator<Item = (&'f str, &ContentFile<'f>)> {
        self.by_path.iter().filter_map(|(path, file)| Some((*path, file.as_ref().ok()?)))
    }
}

impl<'f> ContentFile<'f> {
    pub fn parse(text: &'f FileText) -> Self {
        let FileText { file: text, without_slips } = text;
        let (mut table, mut errors) = DeTable::parse_recoverable(&text.text);
        let mut slips = Report::default();
        let (found, without) = slips_of_several_lines(text, &errors);
        if !found.is_empty() {
            // After such a slip all is read inside out: the rest is read again without its lines.
            (table, errors) = DeTable::parse_recoverable(without_slips.get_or_init(|| without));
        }
        for (place, problem) in found.into_iter().chain(hints(text, &errors)) {
            slips.error(place, problem);
        }
        Self { text, tree: Spanned::new(table.span(), DeValue::Table(table.into_inner())), slips }
    }

    /// Its place as a whole.
    pub fn place(&self) -> Place {
        Place::new(self.text, 0..0)
    }

    /// Every string in it, but for those in the languages of `drafts`.
    pub fn each_string(&self, drafts: &[Language], each: &mut impl FnMut(&str)) {
        each_string(self.tree.get_ref(), drafts, each);
    }
}

/// The text of a file that must be there, in UTF-8, and not empty, [cleaned](pasted::cleaned); otherwise a problem.
pub fn text_file(files: &Files, path: &str, report: &mut Report) -> Option<Arc<TextFile>> {
    let mut refuse = |place, problem| {
        report.error(place, problem);
        None
    };
    let Some(bytes) = files.get(path) else {
        if files.is_unread(path) {
            return None;
        }
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
    let place = Place::new(&file, 0..0);
    let what = if page_key(path).is_some() { "page" } else { "" };
    if file.text.trim().is_empty() {
        return refuse(place, Problem::FileEmpty { what: what.into() });
    }
    let ending = path.rsplit('.').next().unwrap_or_default();
    if let Some(kind) = foreign_format::of(&file.text, ending) {
        return refuse(place, Problem::FileFormat { kind: kind.into(), what: what.into() });
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

fn each_string(value: &DeValue<'_>, drafts: &[Language], each: &mut impl FnMut(&str)) {
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
