//! A place in a text file.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use bytestring::ByteString;

/// A text file of the site: its path inside it, and its text.
#[derive(Debug, PartialEq, Eq)]
pub struct TextFile {
    /// For example `content/timeline.toml`.
    pub path: String,
    /// The whole text, which shares the bytes of the file; empty where it could not be read.
    pub text: ByteString,
}

impl TextFile {
    /// A file of this path that holds this text.
    pub(crate) fn new(path: &str, text: impl Into<ByteString>) -> Arc<Self> {
        Arc::new(Self { path: path.to_owned(), text: text.into() })
    }
}

/// The place of something: a range of bytes in a text file, or the file as a whole.
#[derive(Clone, PartialEq, Eq)]
pub struct Place {
    file: Arc<TextFile>,
    span: Range<usize>,
}

impl Place {
    /// A file as a whole, for what is wrong with it before its text is known.
    pub(crate) fn file(path: &str) -> Self {
        Self::new(&TextFile::new(path, ByteString::new()), 0..0)
    }

    /// A range of bytes in a file. A range that does not lie in the text, on whole characters, is cut to fit.
    pub(crate) fn new(file: &Arc<TextFile>, span: Range<usize>) -> Self {
        let start = file.text.floor_char_boundary(span.start);
        Self { file: Arc::clone(file), span: start..file.text.floor_char_boundary(span.end).max(start) }
    }

    /// The same file, at another range.
    pub(crate) fn at(&self, span: Range<usize>) -> Self {
        Self::new(&self.file, span)
    }

    /// The file's path inside the site.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.file.path
    }

    /// The first byte.
    pub(crate) fn start(&self) -> usize {
        self.span.start
    }

    /// Whether another place begins there.
    pub(crate) fn holds(&self, other: &Self) -> bool {
        self.path() == other.path() && self.span.contains(&other.span.start)
    }

    /// The text that stands there.
    pub(crate) fn text(&self) -> &str {
        &self.file.text[self.span.clone()]
    }

    /// The line, counted from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.before().matches('\n').count() + 1
    }

    /// The column in characters, counted from 1.
    #[must_use]
    pub fn column(&self) -> usize {
        self.line_start().chars().count() + 1
    }

    /// The line and column right after the last character.
    pub(crate) fn end(&self) -> (usize, usize) {
        let end = self.at(self.span.end..self.span.end);
        (end.line(), end.column())
    }

    /// The whole line, without its end.
    pub(crate) fn whole_line(&self) -> Self {
        let start = self.span.start - self.line_start().len();
        let end = self.file.text[start..].find(['\n', '\r']).map_or(self.file.text.len(), |length| start + length);
        self.at(start..end)
    }

    /// What follows on the line of its last character.
    pub(crate) fn rest_of_line(&self) -> &str {
        self.file.text[self.span.end..].lines().next().unwrap_or_default()
    }

    /// The text of the whole line, without its end; nothing where the file has no text.
    #[must_use]
    pub fn excerpt(&self) -> Option<&str> {
        let line = self.whole_line().span;
        (!self.file.text.is_empty()).then(|| &self.file.text[line])
    }

    /// The text of the whole file.
    pub(crate) fn file_text(&self) -> &str {
        &self.file.text
    }

    /// The part of the line that stands before the place.
    fn line_start(&self) -> &str {
        let before = self.before();
        &before[before.rfind('\n').map_or(0, |at| at + 1)..]
    }

    /// The range as far as the end of its first line.
    pub(crate) fn first_line(&self) -> Range<usize> {
        let length = self.text().find(['\n', '\r']).unwrap_or(self.span.len());
        self.span.start..self.span.start + length
    }

    fn before(&self) -> &str {
        &self.file.text[..self.span.start]
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.path(), self.line(), self.column())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_outside_of_the_text_is_cut_to_fit() {
        for (text, span, cut) in [("é", 1..90, "é"), ("", 3..4, "")] {
            assert_eq!(Place::new(&TextFile::new("content/site.toml", text), span).text(), cut);
        }
    }
}
