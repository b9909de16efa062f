//! The files of the folder `static`, each with an address of its own.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::active_content::{self, ActiveContent};
use super::document_kinds;
use super::file_names::{self, FileNames};
use super::pictures;
use crate::diagnostic::{Place, Problem, Report, TextFile};
use crate::edition::{fingerprinted, fingerprinted_by_hash, is_attachment};
use crate::pages::DocumentFile;
use crate::pictures::{PictureError, PictureFormat, Pictures, PreparedPicture};
use crate::source::{Files, LARGEST_FILE, is_copy};
use crate::stored_file::FileContent;

/// The folder.
const FOLDER: &str = "static/";

/// The stylesheet, which every site must have.
pub(super) const STYLESHEET: &str = "site.css";

/// The most bytes that a document may have: a visitor on a slow network takes half an hour for it.
const LARGEST_DOCUMENT: u64 = 30 * 1024 * 1024;

/// The kinds of files that a site may hold, by their extensions.
const KINDS: [(&str, &str); 19] = [
    ("avif", "image/avif"),
    ("css", "text/css; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("gif", "image/gif"),
    ("ics", "text/calendar; charset=utf-8"),
    ("jpeg", "image/jpeg"),
    ("jpg", "image/jpeg"),
    ("json", "application/json"),
    ("mp3", "audio/mpeg"),
    ("mp4", "video/mp4"),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
    ("odt", "application/vnd.oasis.opendocument.text"),
    ("pdf", "application/pdf"),
    ("png", "image/png"),
    ("svg", "image/svg+xml"),
    ("txt", "text/plain; charset=utf-8"),
    ("webp", "image/webp"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
];

/// A file of `static`.
pub(super) struct StaticFile {
    /// Its path within the site, fingerprinted: `/static/photo.3f9a1c2b.jpg`.
    pub path: String,
    pub media_type: &'static str,
    pub content: FileContent,
    /// Width and height in pixels, where it is a picture.
    pub size: Option<(u32, u32)>,
}

impl StaticFile {
    /// What a link to it says, where it is no picture.
    pub(super) fn document(&self) -> Option<DocumentFile<'_>> {
        let is_shown = self.size.is_some() || self.media_type.starts_with("text/css");
        let document = DocumentFile {
            extension: KINDS.iter().find(|(_, media_type)| *media_type == self.media_type)?.0,
            bytes: self.content.length(),
            is_saved: is_attachment(self.media_type),
        };
        (!is_shown).then_some(document)
    }
}

/// The files of `static`, and the stylesheet's source.
pub(super) struct StaticFiles {
    pub stylesheet: String,
    pub files: BTreeMap<String, StaticFile>,
    /// The names of those that are there and have a problem: a link to one has no other.
    pub refused: BTreeSet<String>,
}

impl StaticFiles {
    /// Gathers the files, and prepares their photographs. One of an unknown kind, a picture that no page may show, a document that is
    /// too large and a missing stylesheet are problems.
    pub fn load(files: &Files, pictures: &Pictures, report: &mut Report) -> Self {
        let stylesheet = crate::content::text_file(files, &format!("{FOLDER}{STYLESHEET}"), report);
        if let Some(text) = &stylesheet {
            stands_alone(text, report);
        }
        let mut loaded = Self { stylesheet: String::new(), files: BTreeMap::new(), refused: BTreeSet::new() };
        loaded.refused.extend(files.unread().filter_map(|path| path.strip_prefix(FOLDER)).map(str::to_owned));
        let found = loaded.found(files, report);
        let photographs = found.iter().filter(|one| PictureFormat::of_extension(one.extension).is_some()).count();
        let count = pictures.progress.count(photographs);
        let prepare = |one: &FoundFile<'_>| one.prepared(pictures).inspect(|_| count.one());
        // Handed out one by one: each takes long, and none is like the other.
        let prepared: Vec<_> = found.par_iter().with_max_len(1).map(prepare).collect();
        for (one, prepared) in found.into_iter().zip(prepared) {
            let name = one.name.to_owned();
            match one.file(prepared, files, report) {
                Some(file) => drop(loaded.files.insert(name, file)),
                None => drop(loaded.refused.insert(name)),
            }
        }
        loaded.stylesheet = stylesheet.map(|file| without_comments(&file.text)).unwrap_or_default();
        loaded
    }

    /// The files of known kinds under right names; all others are refused.
    fn found<'a>(&mut self, files: &'a Files, report: &mut Report) -> Vec<FoundFile<'a>> {
        let paths = files.under(FOLDER).map(|(path, _)| path).chain(files.stored().map(|(path, _)| path));
        let large = files.too_large().map(|(path, _)| path);
        let paths: BTreeSet<&str> = paths.chain(large).collect();
        let name_of = |path: &'a str| path.strip_prefix(FOLDER).unwrap_or(path);
        let mut names = FileNames::new(paths.iter().map(|path| name_of(path).to_owned()));
        let sizes: BTreeMap<&str, u64> = files.too_large().collect();
        let mut found = Vec::new();
        for path in paths {
            let name = name_of(path);
            if name == STYLESHEET || name.to_lowercase().ends_with(".md") {
                continue;
            }
            if is_copy(path) {
                report.warning(Place::file(path), Problem::FileCopy { file: path.into(), original: String::new() });
                continue;
            }
            let extension = file_names::extension(name);
            let kind = KINDS.iter().find(|(known, _)| Some(*known) == extension.as_deref());
            let problem = match (kind, files.content(path)) {
                (None, content) => {
                    let begin = content.and_then(|content| content.beginning().ok()).unwrap_or_default();
                    Some(names.of_unknown_kind(name, &begin, &KINDS.map(|(extension, _)| extension)))
                }
                (Some((known, _)), None) => Some(too_large(name, known, sizes.get(path).copied().unwrap_or_default())),
                (Some((known, media_type)), Some(content)) => {
                    let is_photograph = PictureFormat::of_extension(known).is_some();
                    let wrong = names.problem(name, known).or_else(|| {
                        let is_too_large = !is_photograph && content.length() > LARGEST_DOCUMENT;
                        is_too_large.then(|| too_large(name, known, content.length()))
                    });
                    let wrong = wrong.or_else(|| document_kinds::problem(name, known, &content, &mut names));
                    if wrong.is_none() {
                        found.push(FoundFile { path, name, extension: known, media_type, content });
                    }
                    wrong
                }
            };
            if let Some(problem) = problem {
                self.refused.insert(name.to_owned());
                report.error(Place::file(path), problem);
            }
        }
        found
    }
}

/// A file under a right name, of a known kind.
struct FoundFile<'a> {
    path: &'a str,
    name: &'a str,
    extension: &'static str,
    media_type: &'static str,
    content: FileContent,
}

impl FoundFile<'_> {
    /// The picture that is published of a photograph; nothing of another file.
    fn prepared(&self, pictures: &Pictures) -> Option<Result<Arc<PreparedPicture>, PictureError>> {
        PictureFormat::of_extension(self.extension).map(|format| pictures.prepare(&self.content, format))
    }

    /// The file as it is published; nothing where something is wrong with it, which is then reported.
    fn file(
        self,
        prepared: Option<Result<Arc<PreparedPicture>, PictureError>>,
        files: &Files,
        report: &mut Report,
    ) -> Option<StaticFile> {
        match prepared {
            Some(Ok(picture)) => {
                if let Some(change) = &picture.change {
                    pictures::note(self.path, &picture, change, report);
                }
                Some(self.photograph(&picture))
            }
            Some(Err(error)) => {
                pictures::wrong(files, self.path, &error, report);
                None
            }
            None => {
                if self.extension == "css"
                    && let Some(text) = crate::content::text_file(files, self.path, report)
                {
                    stands_alone(&text, report);
                }
                let size = pictures::size(files, self.path, self.extension, report);
                let is_refused = size.is_none() && self.media_type.starts_with("image/");
                let path = format!("/{FOLDER}{}", fingerprinted_by_hash(self.name, &self.content.hash()));
                (!is_refused).then_some(StaticFile { path, media_type: self.media_type, content: self.content, size })
            }
        }
    }

    /// A photograph as it is published, under the name of its format: what was a PNG may be a JPEG now.
    fn photograph(&self, picture: &PreparedPicture) -> StaticFile {
        let format = picture.format;
        let is_of_its_name = PictureFormat::of_extension(self.extension) == Some(format);
        let extension = if is_of_its_name { String::new() } else { format!(".{}", format.extension()) };
        let name = fingerprinted(&format!("{}{extension}", self.name), &picture.body);
        StaticFile {
            path: format!("/{FOLDER}{name}"),
            media_type: format.media_type(),
            content: FileContent::Memory(picture.body.clone()),
            size: Some(picture.size),
        }
    }
}

/// Says that a photograph or a document has too many bytes.
fn too_large(name: &str, extension: &str, bytes: u64) -> Problem {
    let (file, size) = (name.to_owned(), bytes.div_ceil(1_000_000).to_string());
    let limit = |bytes: u64| (bytes / 1024 / 1024).to_string();
    if KINDS.iter().any(|(known, media_type)| *known == extension && media_type.starts_with("image/")) {
        return Problem::PictureFileTooLarge { file, size, limit: limit(LARGEST_FILE) };
    }
    Problem::DocumentTooLarge { file, format: extension.to_owned(), size, limit: limit(LARGEST_DOCUMENT) }
}

/// Reports what a stylesheet fetches from elsewhere: it would tell somebody else who reads the site.
fn stands_alone(stylesheet: &Arc<TextFile>, report: &mut Report) {
    super::braces::check(stylesheet, report);
    for (span, content) in active_content::in_style(&stylesheet.text) {
        let (ActiveContent::Acts(address) | ActiveContent::Elsewhere(address)) = content;
        report.error(Place::new(stylesheet, span), Problem::StylesheetForeign { address });
    }
}

/// A stylesheet as visitors need it: without its comments, indentation and empty lines. Strings stay as they are.
fn without_comments(css: &str) -> String {
    let mut plain = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = rest.find(['"', '\'', '/']) {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        let end = match from.as_bytes() {
            [b'/', b'*', ..] => from[2..].find("*/").map_or(from.len(), |end| end + 4),
            [quote @ (b'"' | b'\''), ..] => {
                let end = from[1..].find(char::from(*quote)).map_or(from.len(), |end| end + 2);
                plain.push_str(&from[..end]);
                end
            }
            _ => {
                plain.push('/');
                1
            }
        };
        rest = &from[end..];
    }
    plain.push_str(rest);
    plain.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn visitors_do_not_pay_for_what_is_said_to_those_who_mend_the_stylesheet() {
        let css = "/* grid */\na {\n  content: \"/* kept */\"; /* gone */\n\n  width: calc(1px / 2)\n}\n";
        assert_eq!(without_comments(css), "a {\ncontent: \"/* kept */\";\nwidth: calc(1px / 2)\n}");
        assert_eq!(without_comments("a{} /* open"), "a{}");
    }
}
