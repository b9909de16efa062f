//! The files of the folder `static`, each with an address of its own.

use std::collections::BTreeMap;
use std::sync::Arc;

use bytes::Bytes;

use super::active_content::{self, ActiveContent};
use super::pictures;
use crate::content::slug_from;
use crate::diagnostic::{Place, Problem, Report, TextFile};
use crate::edition::fingerprinted;
use crate::source::{Files, is_copy};

/// The stylesheet, which every site must have.
pub(super) const STYLESHEET: &str = "site.css";

/// The kinds of files that a site may hold, by their extensions.
const KINDS: [(&str, &str); 13] = [
    ("avif", "image/avif"),
    ("css", "text/css; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8"),
    ("gif", "image/gif"),
    ("jpeg", "image/jpeg"),
    ("jpg", "image/jpeg"),
    ("json", "application/json"),
    ("mp3", "audio/mpeg"),
    ("pdf", "application/pdf"),
    ("png", "image/png"),
    ("svg", "image/svg+xml"),
    ("txt", "text/plain; charset=utf-8"),
    ("webp", "image/webp"),
];

/// A file of `static`.
pub(super) struct StaticFile {
    /// Its path within the site, fingerprinted: `/static/photo.3f9a1c2b.jpg`.
    pub path: String,
    pub media_type: &'static str,
    pub body: Bytes,
    /// Width and height in pixels, where it is a picture.
    pub size: Option<(u32, u32)>,
}

/// The files of `static`, and the stylesheet's source.
pub(super) struct StaticFiles {
    pub stylesheet: String,
    pub files: BTreeMap<String, StaticFile>,
}

impl StaticFiles {
    /// Gathers the files. One of an unknown kind, a picture that no page may show, and a missing stylesheet are problems.
    pub fn load(files: &Files, report: &mut Report) -> Self {
        let stylesheet = crate::content::text_file(files, &format!("static/{STYLESHEET}"), report);
        if let Some(text) = &stylesheet {
            stands_alone(text, report);
        }
        let mut static_files = BTreeMap::new();
        for (path, bytes) in files.under("static/") {
            let name = path.strip_prefix("static/").unwrap_or(path);
            if name == STYLESHEET || name.to_lowercase().ends_with(".md") {
                continue;
            }
            let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase());
            let kind = KINDS.iter().find(|(known, _)| Some(*known) == extension.as_deref());
            let is_plain = name.chars().all(|sign| sign.is_alphanumeric() || "-_./".contains(sign));
            if is_copy(path) {
                report.warning(Place::file(path), Problem::FileCopy { file: path.into() });
                continue;
            }
            if let (Some((known, _)), false) = (kind, is_plain) {
                let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
                let right = format!("{}.{known}", stem.split('/').map(slug_from).collect::<Vec<_>>().join("/"));
                report.error(Place::file(path), Problem::FileName { file: name.into(), right });
                continue;
            }
            let Some((extension, media_type)) = kind else {
                let kinds = KINDS.map(|(extension, _)| extension).join(", ");
                report.error(Place::file(path), Problem::FileKind { file: name.into(), kinds });
                continue;
            };
            if extension == &"css"
                && let Some(text) = crate::content::text_file(files, path, report)
            {
                stands_alone(&text, report);
            }
            let file = StaticFile {
                path: format!("/static/{}", fingerprinted(name, bytes)),
                media_type,
                body: bytes.clone(),
                size: pictures::size(files, path, extension, report),
            };
            static_files.insert(name.to_owned(), file);
        }
        let stylesheet = stylesheet.map(|file| without_comments(&file.text)).unwrap_or_default();
        Self { stylesheet, files: static_files }
    }
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
