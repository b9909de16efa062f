//! Finds the pages, files and facts that texts refer to.

use super::Target;

/// Finds what texts refer to: nothing, unless it says otherwise. What it answers is put into attributes and text escaped,
/// and is otherwise trusted.
pub trait Resolve {
    /// The address of a [`Target::Page`] or a [`Target::File`]; the words of a link that has none stand without it.
    fn address(&self, _target: &Target) -> Option<String> {
        None
    }

    /// The language of the page that a [`Target::Page`] leads to, where it is another than the text's.
    fn language(&self, _target: &Target) -> Option<String> {
        None
    }

    /// What a link to a document says of it, where `words` are those of the link and `after` those that follow it.
    fn document(&self, _target: &Target, _words: &str, _after: &str) -> Option<LinkedDocument> {
        None
    }

    /// A picture by the name of its file; one that is not there is left out.
    fn picture(&self, _file: &str) -> Option<Picture> {
        None
    }

    /// A fact's value as plain text, not yet set; a paragraph, heading, row or list item that lacks one is left out.
    fn fact(&self, _name: &str) -> Option<String> {
        None
    }

    /// Is told the words that are written in italics.
    fn italics(&self, _words: &str) {}

    /// How many levels deeper than in a page of text its headings are.
    fn heading_offset(&self) -> u8 {
        0
    }

    /// Whether the text stands on a page that is read from right to left, so that what comes from elsewhere keeps its own direction.
    fn is_rtl(&self) -> bool {
        false
    }

    /// Where the text itself stands, for a preview: the value of `data-place` of its elements.
    fn place(&self) -> Option<&str> {
        None
    }
}

/// Finds nothing: for texts that refer to nothing.
#[derive(Clone, Copy, Debug)]
pub struct Unresolved;

impl Resolve for Unresolved {}

/// A picture as a page needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Its address.
    pub address: String,
    /// Its width and height in pixels, so that nothing moves while it loads.
    pub size: Option<(u32, u32)>,
}

/// A document as a link needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkedDocument {
    /// Its format and size, as words after those of the link; empty where they are said already.
    pub details: String,
    /// The name under which it is saved, where it is not shown.
    pub saved_as: Option<String>,
}
