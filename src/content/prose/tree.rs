//! A text, parsed and found right.

use std::ops::Range;

use super::{Problem, Target, parse};

/// A text of blocks: paragraphs, headings, lists…
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prose {
    pub(super) language: String,
    pub(super) blocks: Vec<Block>,
}

/// A text of a single paragraph: a title, a caption, a sentence. Empty if the text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    pub(super) language: String,
    pub(super) content: Vec<Inline>,
}

/// What stands below what came before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// `<p>`.
    Paragraph(Vec<Inline>),
    /// `<h2>` to `<h6>`.
    Heading {
        /// The level on the page.
        level: u8,
        /// Its words.
        content: Vec<Inline>,
    },
    /// `<blockquote>`.
    Quote(Vec<Block>),
    /// `<ul>` or `<ol>`.
    List {
        /// The number of the first item; `None` if the items have none.
        start: Option<u64>,
        /// In their order.
        items: Vec<Item>,
    },
    /// `<table>`, whose first row names the columns.
    Table {
        /// The names of the columns.
        head: Vec<Vec<Inline>>,
        /// The other rows, each as long as the first.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// `<figure>`: a picture that is a paragraph of its own.
    Figure(Box<Image>),
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its content; paragraphs of an item of a list without blank lines have no `<p>` of their own if `tight`.
    pub blocks: Vec<Block>,
    /// Whether no blank lines were left in the list.
    pub tight: bool,
}

/// What stands beside what came before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// As typed; set in its language when rendered.
    Text(String),
    /// Never altered: the words of a bare address, `<https://example.org>`.
    Verbatim(String),
    /// `<code>`; never altered.
    Code(String),
    /// `<em>`.
    Emphasis(Vec<Inline>),
    /// `<strong>`.
    Strong(Vec<Inline>),
    /// `<a>`.
    Link(Box<Link>),
    /// `<span lang>`: a passage in another language.
    Foreign {
        /// Its language.
        language: String,
        /// Its words.
        content: Vec<Inline>,
    },
    /// `<cite>`: the title of a work.
    Cited {
        /// Its language, where it is not the text's.
        language: Option<String>,
        /// Its words.
        content: Vec<Inline>,
    },
    /// `<img>`.
    Image(Box<Image>),
    /// `<br>`.
    Break,
    /// A fact's value.
    Fact(Fact),
}

/// A link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it leads.
    pub target: Target,
    /// Its words.
    pub content: Vec<Inline>,
    /// The bytes of the source.
    pub at: Range<usize>,
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// The name of the file.
    pub file: String,
    /// What it shows, for those who do not see it; empty if it only decorates.
    pub alternative: String,
    /// The words under it; only a figure's.
    pub caption: Option<String>,
    /// The bytes of the source.
    pub at: Range<usize>,
}

/// A fact that is named in a text, to be put in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Its dotted name.
    pub name: String,
    /// The bytes of the source.
    pub at: Range<usize>,
}

/// Something outside a text that it refers to, and that may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reference<'a> {
    /// A link's target.
    Link(&'a Link),
    /// A picture's file.
    Image(&'a Image),
    /// A fact's value.
    Fact(&'a Fact),
}

impl Prose {
    /// Parses a text of blocks in a language (BCP 47), which decides its typography.
    ///
    /// # Errors
    /// All problems of the text, in its order.
    pub fn parse(markdown: &str, language: &str) -> Result<Self, Vec<Problem>> {
        parse::blocks(markdown).map(|blocks| Self { language: language.to_owned(), blocks })
    }

    /// What it consists of.
    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Whether it has nothing to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// All that it refers to, in its order.
    #[must_use]
    pub fn references(&self) -> Vec<Reference<'_>> {
        let mut found = Vec::new();
        in_blocks(&self.blocks, &mut found);
        found
    }
}

impl Phrase {
    /// Parses a text of a single paragraph in a language (BCP 47). Blocks are a problem.
    ///
    /// # Errors
    /// All problems of the text, in its order.
    pub fn parse(markdown: &str, language: &str) -> Result<Self, Vec<Problem>> {
        parse::phrase(markdown).map(|content| Self { language: language.to_owned(), content })
    }

    /// What it consists of.
    #[must_use]
    pub fn content(&self) -> &[Inline] {
        &self.content
    }

    /// Whether it has nothing to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.content.is_empty()
    }

    /// All that it refers to, in its order.
    #[must_use]
    pub fn references(&self) -> Vec<Reference<'_>> {
        let mut found = Vec::new();
        in_inlines(&self.content, &mut found);
        found
    }
}

fn in_blocks<'a>(blocks: &'a [Block], found: &mut Vec<Reference<'a>>) {
    for block in blocks {
        match block {
            Block::Paragraph(content) | Block::Heading { content, .. } => {
                in_inlines(content, found);
            }
            Block::Quote(blocks) => in_blocks(blocks, found),
            Block::List { items, .. } => {
                for item in items {
                    in_blocks(&item.blocks, found);
                }
            }

            Block::Table { head, rows } => {
                head.iter().chain(rows.iter().flatten()).for_each(|cell| in_inlines(cell, found));
            }
            Block::Figure(image) => found.push(Reference::Image(image)),
        }
    }
}

fn in_inlines<'a>(content: &'a [Inline], found: &mut Vec<Reference<'a>>) {
    for inline in content {
        match inline {
            Inline::Text(_) | Inline::Verbatim(_) | Inline::Code(_) | Inline::Break => {}
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Foreign { content, .. }
            | Inline::Cited { content, .. } => in_inlines(content, found),
            Inline::Link(link) => {
                found.push(Reference::Link(link));
                in_inlines(&link.content, found);
            }
            Inline::Image(image) => found.push(Reference::Image(image)),
            Inline::Fact(fact) => found.push(Reference::Fact(fact)),
        }
    }
}
