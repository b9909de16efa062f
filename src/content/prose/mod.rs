//! Markdown that editors type, checked, and written as safe HTML that is set in its language.
//!
//! [`Prose`] holds blocks, [`Phrase`] a single paragraph (a title, a caption, a sentence). Parsing collects *every* problem,
//! each with the bytes of the text that it lies in; a tree exists only where there is none, so that it is valid by
//! construction. What a text refers to (pages, files, facts) is listed by `Markdown::references` to be checked, and
//! resolved when it is rendered, by a [`Resolve`].
//!
//! Markdown is `CommonMark` with GitHub's tables. Beyond it:
//!
//! | typed | means |
//! |---|---|
//! | `[loi 1901](lang:fr)` | a passage in another language: `<span lang="fr">`, set by that language's rules |
//! | `[Raisonnance](title:fr)` | the title of a work: `<cite lang="fr">`; `title:` alone for one in the text's own language |
//! | `[history](page:history#1990)` | a link to a page of the site, to a place in it |
//! | `[report](file:report.pdf)` | a link to a file of the site, after whose words stand its format and size |
//! | `![what it shows](file:photo.jpg "caption")` | a picture; a figure where it is a paragraph of its own |
//! | `![](decoration:line.svg)` | a picture that only decorates, and has no words for those who do not see it |
//! | `{contact.phone}` | a fact, by its name; a paragraph or list item whose fact has no value is left out; `\{` is a brace |
//!
//! HTML is refused. So is what would need a decision that a text cannot take: scripts, styles, foreign schemes.

mod destination;
mod parse;
mod render;
mod resolve;
#[cfg(test)]
mod tests;
mod tree;
mod typeset;

use crate::diagnostic::Problem;

pub use destination::Target;
pub(super) use destination::is_fact;
pub use parse::MarkdownContent;
pub use resolve::{LinkedDocument, Picture, Resolve, Unresolved};
pub use tree::{Markdown, Phrase, Problems, Prose};
