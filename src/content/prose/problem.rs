//! What can be wrong with a text, and where. The words for it are Fluent's.

use std::ops::Range;

/// One thing that an editor has to mend.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("bytes {}..{}: {kind}", at.start, at.end)]
pub struct Problem {
    /// The bytes of the given text that it concerns; on character boundaries.
    pub at: Range<usize>,
    /// What it is.
    pub kind: ProblemKind,
}

/// What an editor did. Its `Display` is the kind's name, for logs and tests, not for editors.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProblemKind {
    /// Wrote HTML: a tag, a comment, an entity's block.
    #[error("raw HTML")]
    RawHtml,
    /// Wrote a heading, a list, a second paragraph… where a single paragraph goes (a title that begins with `1979.` is a
    /// list to Markdown: `1979\.` is not).
    #[error("{block:?} in a single paragraph")]
    BlockInPhrase {
        /// The block that was begun.
        block: BlockKind,
    },
    /// Wrote a block that the site has no form for: lines of code (four spaces before a line make it code), a rule.
    #[error("{block:?} is not supported")]
    UnsupportedBlock {
        /// The block that was begun.
        block: BlockKind,
    },
    /// Gave a heading that is more than one level below the one before it, or began the text's headings below `#`.
    #[error("heading of level {found} where at most {allowed} may follow")]
    HeadingSkipsLevel {
        /// The number of `#` that was found.
        found: u8,
        /// The highest number of `#` that may stand here.
        allowed: u8,
    },
    /// Wrote a heading with nothing in it.
    #[error("empty heading")]
    EmptyHeading,
    /// Linked to an address of a scheme that the site does not let through (`javascript:`, `data:`, `ftp:`…), or misspelt one.
    #[error("scheme {scheme:?} is not allowed")]
    LinkScheme {
        /// What stands before the colon, in lower case.
        scheme: String,
    },
    /// Linked to something without a scheme: `/fr/histoire/`, `history`, `//example.org`. Pages are linked as `page:history`.
    #[error("link without a scheme")]
    LinkWithoutScheme,
    /// Gave an address that its scheme cannot have: spaces, no host, an e-mail address without `@`, letters in a telephone number.
    #[error("not an address: {address:?}")]
    BadAddress {
        /// The address, with its scheme.
        address: String,
    },
    /// Gave a link no words, so that there is nothing to follow, see or hear: `[](page:history)`.
    #[error("link without words")]
    EmptyLink,
    /// Gave a link no address: `[history]()`.
    #[error("link without an address")]
    LinkWithoutAddress,
    /// Wrote what looks like a link and is none to Markdown: with a space in its address, or with a link among its words.
    #[error("broken link")]
    BrokenLink,
    /// Put a link into a link, or a picture into one (of which readers would not know where it leads).
    #[error("link within a link")]
    NestedLink,
    /// Gave a link a title, which many readers never get: `[history](page:history "title")`.
    #[error("link with a title")]
    LinkTitle,
    /// Named a language that is no language tag: `[loi](lang:french_)`.
    #[error("not a language: {tag:?}")]
    BadLanguage {
        /// What stands after the colon.
        tag: String,
    },
    /// Took a picture from elsewhere than the site's own files.
    #[error("picture that is not a file: address")]
    PictureElsewhere,
    /// Gave a picture no words for those who do not see it, or its file's name for words: `![](file:photo.jpg)`.
    #[error("picture without an alternative text")]
    AlternativeMissing {
        /// The file.
        file: String,
    },
    /// Gave words to a picture that only decorates: `![words](decoration:line.svg)`.
    #[error("words on a decoration")]
    DecorationWithWords {
        /// The file.
        file: String,
    },
    /// Gave a caption to a picture that stands within a paragraph; only one that is a paragraph of its own has one.
    #[error("caption on a picture within a paragraph")]
    CaptionInParagraph,
    /// Opened a brace with no fact's name in it: `{Contact phone}`. A brace that is meant is `\{`.
    #[error("braces without a fact's name")]
    BadPlaceholder,
    /// Pasted a sign that no page can hold (HTML, section 13.1.4): an invisible control sign.
    #[error("control sign")]
    ControlSign,
    /// Put quotes into lists into quotes…, deeper than anyone can follow.
    #[error("nested too deeply")]
    TooDeep,
}

/// A kind of block, as editors would name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A second paragraph.
    Paragraph,
    /// `# …`, or a line of `=` or `-` under a paragraph.
    Heading,
    /// `> …`.
    Quote,
    /// `- …`, `1. …`.
    List,
    /// `| … | … |`.
    Table,
    /// Three back-ticks, or four spaces at the beginning of a line.
    CodeBlock,
    /// `---` on a line of its own.
    Rule,
    /// Anything else that Markdown may know.
    Other,
}
