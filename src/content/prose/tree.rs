//! A text, parsed and found right.

use std::ops::Range;

use pulldown_cmark::Alignment;

use super::{Problem, Target};

/// A text in Markdown that nothing is wrong with.
#[derive(Clone, Debug)]
pub struct Markdown<MarkdownContent> {
    pub(super) language: String,
    pub(super) content: MarkdownContent,
    /// The pages, files and facts that it refers to, in its order, with the bytes of the source: they may be missing.
    pub(crate) references: Vec<(Range<usize>, Target)>,
    /// What can be published and would be better otherwise.
    pub(crate) warnings: Problems,
}

/// A text of blocks: paragraphs, headings, lists…
pub type Prose = Markdown<Vec<Block>>;

/// A text of a single paragraph: a title, a caption, a sentence. Empty if the text is.
pub type Phrase = Markdown<Vec<Inline>>;

/// The problems of a text, in its order, each with the bytes that it concerns, on character boundaries.
pub type Problems = Vec<(Range<usize>, Problem)>;

/// A part of a text that starts below the one before.
#[derive(Clone, Debug)]
pub enum Block {
    Paragraph(Vec<Inline>),
    Heading {
        /// The level on the page, from 3 to 6.
        level: u8,
        content: Vec<Inline>,
    },
    Quote(Vec<Block>),
    List {
        /// The number of the first item; `None` if the items have none.
        start: Option<u64>,
        items: Vec<Item>,
    },
    /// A table, whose first row names the columns.
    Table {
        /// How the cells of each column stand.
        alignments: Vec<Alignment>,
        head: Vec<Vec<Inline>>,
        /// The other rows, each as long as the first.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// A picture that is a paragraph of its own.
    Figure(Box<Image>),
}

/// An item of a list.
#[derive(Clone, Debug)]
pub struct Item {
    pub blocks: Vec<Block>,
    /// True if the list has no blank lines: its paragraphs then have no `<p>` of their own.
    pub tight: bool,
}

/// A part of a paragraph that stands beside the one before.
#[derive(Clone, Debug)]
pub enum Inline {
    /// Set in its language, but for that of a paragraph that holds facts: it is as typed.
    Text(String),
    /// Never altered: the words of a bare address, `<https://example.org>`.
    Verbatim(String),
    /// Never altered either.
    Code(String),
    /// Words in an element, `em`, `strong`, `s`, `cite` or `span`, perhaps in another language than those around them.
    Element {
        name: &'static str,
        language: Option<String>,
        content: Vec<Inline>,
    },
    Link(Box<Target>, Vec<Inline>),
    Image(Box<Image>),
    Break,
    /// The value of a fact, by its dotted name.
    Fact(String),
}

/// A picture.
#[derive(Clone, Debug)]
pub struct Image {
    /// The name of the file.
    pub file: String,
    /// A description for those who do not see it; empty if it only decorates.
    pub alternative: String,
    /// The words under it; only a figure's.
    pub caption: Option<Vec<Inline>>,
    /// The bytes of the source.
    pub at: Range<usize>,
}
