//! Texts in one language: a line, a few lines, a passage of several paragraphs.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

use super::from_toml::{Context, FromToml};
use super::prose::{Markdown, MarkdownContent, Phrase, Prose, Target, Unresolved};
use super::schema::Schema;
use super::value::At;
use crate::diagnostic::Place;

/// Text of a single paragraph, perhaps with emphasis, links and facts.
pub type Line = At<Phrase>;

/// Text of several blocks: paragraphs, lists, headings.
pub type Passage = At<Prose>;

/// A list of lines.
#[derive(Clone, Debug)]
pub struct Lines(Vec<Line>);

impl Line {
    /// Its words alone, where it refers to nothing.
    #[must_use]
    pub fn plain(&self) -> String {
        self.text(&Unresolved)
    }
}

impl<C: MarkdownContent> At<Markdown<C>> {
    /// What it refers to, with where it does.
    pub fn references(&self) -> impl Iterator<Item = (Place, &Target)> {
        (**self).references().iter().map(|(at, target)| (within(&self.place, at), target))
    }
}

impl Lines {
    /// The words of all lines, on a single one.
    #[must_use]
    pub fn plain(&self) -> String {
        self.0.iter().map(Line::plain).collect::<Vec<_>>().join(" ")
    }

    /// The lines in their order.
    pub fn iter(&self) -> impl Iterator<Item = &Line> {
        self.0.iter()
    }
}

impl FromToml for Lines {
    fn schema() -> Schema {
        Vec::<Line>::schema()
    }

    fn read(key: &str, value: &Spanned<DeValue<'_>>, context: &mut Context<'_>) -> Option<Self> {
        Vec::read(key, value, context).map(Self)
    }
}

impl<C: MarkdownContent> FromToml for Markdown<C> {
    fn schema() -> Schema {
        C::SCHEMA
    }

    fn read(key: &str, value: &Spanned<DeValue<'_>>, context: &mut Context<'_>) -> Option<Self> {
        let text = context.text(key, value)?;
        let place = context.place(value.span());
        let report = |problems| {
            for (at, problem) in problems {
                context.report.error(within(&place, &at), problem);
            }
        };
        Self::parse(text, context.language).map_err(report).ok()
    }
}

/// The place of a part of a text, by its bytes; that of the whole string where escapes make the text another than what
/// stands in the file.
fn within(string: &Place, part: &Range<usize>) -> Place {
    let typed = string.text();
    let quotes = if typed.starts_with("\"\"\"") || typed.starts_with("'''") { 3 } else { 1 };
    // A line's end right after the opening marks of a text of several lines is no part of it.
    let newline = ["\n", "\r\n"].into_iter().find(|end| quotes == 3 && typed[3..].starts_with(end));
    let start = string.start() + quotes + newline.map_or(0, str::len);
    let has_escapes = typed.starts_with('"') && typed.contains('\\');
    if has_escapes { string.clone() } else { string.at(start + part.start..start + part.end) }
}
