//! Reads Markdown's events as blocks and inlines, and gathers every problem.

mod alternative;
mod html;
mod inlines;
mod placeholder;
mod raw_markup;
mod reading;
mod repair;

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::tree::{Block, Inline, Item, Markdown, Problems};
use super::{Problem, typeset};
use inlines::{begins_inline, has_words};
use reading::Reading;

pub(super) use reading::is_control_character;

/// The level of a text's highest heading: those of a page and of its sections stand above.
const TOP_HEADING: u8 = 3;

/// The content of a text: blocks, or the inlines of a single paragraph.
pub trait MarkdownContent: Sized {
    /// Reads a text to its end; what is wrong with it is gathered by `reading`.
    fn parse(reading: &mut Reading<'_>) -> Self;

    /// Sets a text by the typography of its language (BCP 47).
    fn set(&mut self, language: &str);
}

impl<C: MarkdownContent> Markdown<C> {
    /// Parses a text in a language (BCP 47), which decides its typography. In a [`Phrase`](super::Phrase) blocks are a problem.
    ///
    /// # Errors
    /// All problems of the text.
    pub fn parse(markdown: &str, language: &str) -> Result<Self, Problems> {
        let mut reading = Reading::new(markdown);
        let mut content = C::parse(&mut reading);
        let warnings = std::mem::take(&mut reading.warnings);
        let references = reading.finish()?;
        content.set(language);
        Ok(Self { language: language.to_owned(), content, references, warnings })
    }
}

impl MarkdownContent for Vec<Block> {
    fn parse(reading: &mut Reading<'_>) -> Self {
        reading.blocks()
    }

    fn set(&mut self, language: &str) {
        typeset::blocks(self, language);
    }
}

impl MarkdownContent for Vec<Inline> {
    fn parse(reading: &mut Reading<'_>) -> Self {
        reading.single_paragraph()
    }

    fn set(&mut self, language: &str) {
        typeset::paragraph(self, language);
    }
}

impl Reading<'_> {
    /// The single paragraph of a phrase; anything else is a problem.
    pub(super) fn single_paragraph(&mut self) -> Vec<Inline> {
        let mut content = None;
        self.is_phrase = true;
        while let Some((event, at)) = self.events.next() {
            match event {
                Event::Start(Tag::Paragraph) if content.is_none() => {
                    content = Some(self.within(&at, Self::words_only));
                }
                Event::Start(Tag::HtmlBlock) => {
                    self.html(at);
                    self.skip(|_, _, _| {});
                }
                Event::Start(_) => self.refuse(at, Problem::BlockInLine {}),
                Event::Rule => self.problem(at, Problem::BlockInLine {}),
                _ => {}
            }
        }
        content.unwrap_or_default()
    }

    /// Blocks, up to the end of what holds them. Words that stand in no paragraph (in items of tight lists) become one.
    fn blocks(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        while let Some((event, _)) = self.events.peek() {
            if begins_inline(event) {
                let content = self.inlines();
                blocks.extend(self.paragraph(content));
                continue;
            }
            let Some((event, at)) = self.events.next_if(|(event, _)| !matches!(event, Event::End(_))) else { break };
            match event {
                Event::Start(Tag::HtmlBlock) => {
                    self.html(at);
                    self.skip(|_, _, _| {});
                }
                Event::Start(tag) => blocks.extend(self.block(&tag, at)),
                Event::Rule => self.problem(at, Problem::MarkupUnknown {}),
                _ => {}
            }
        }
        blocks
    }

    fn block(&mut self, tag: &Tag<'_>, at: Range<usize>) -> Option<Block> {
        match tag {
            Tag::Paragraph => {
                let content = self.within(&at, Self::inlines);
                self.paragraph(content)
            }
            Tag::Heading { level, .. } => {
                let level = self.heading_level(u8::try_from(*level as usize).unwrap_or(6), &at);
                let content = self.within(&at, Self::words_only);
                if !has_words(&content) {
                    self.problem(at, Problem::LinkEmpty {});
                }
                Some(Block::Heading { level, content })
            }
            Tag::BlockQuote(_) => Some(Block::Quote(self.within(&at, Self::blocks))),
            Tag::List(start) => {
                let items = self.within(&at, Self::items);
                Some(Block::List { start: *start, items })
            }
            Tag::Table(alignments) => {
                let mut rows = self.within(&at, |reading| reading.rows(alignments.len())).into_iter();
                let head = rows.next()?;
                Some(Block::Table { alignments: alignments.clone(), head, rows: rows.collect() })
            }
            Tag::FootnoteDefinition(_) => {
                self.refuse(at, Problem::Footnote {});
                None
            }
            _ => {
                self.refuse(at, Problem::MarkupUnknown {});
                None
            }
        }
    }

    /// A paragraph, or a figure if a picture is all that it holds.
    fn paragraph(&mut self, mut content: Vec<Inline>) -> Option<Block> {
        if let [Inline::Image(_)] = content.as_slice()
            && let Some(Inline::Image(image)) = content.pop()
        {
            return Some(Block::Figure(image));
        }
        self.refuse_captions(&content);
        (!content.is_empty()).then_some(Block::Paragraph(content))
    }

    fn heading_level(&mut self, found: u8, at: &Range<usize>) -> u8 {
        if self.first_heading == 0 {
            self.first_heading = found.min(2);
        }
        let allowed = self.last_heading.max(self.first_heading - 1) + 1;
        if found > allowed {
            let [found, allowed] = [found, allowed].map(|level| "#".repeat(level.into()));
            self.problem(at.clone(), Problem::HeadingSkipsLevel { found, allowed });
        }
        self.last_heading = found;
        (TOP_HEADING + found.saturating_sub(self.first_heading)).min(6)
    }

    fn items(&mut self) -> Vec<Item> {
        let mut items = Vec::new();
        while let Some(at) = self.next_start() {
            let (tight, blocks) = self.within(&at, |reading| {
                let loose = matches!(reading.events.peek(), Some((Event::Start(Tag::Paragraph), _)));
                (!loose, reading.blocks())
            });
            items.push(Item { blocks, tight });
        }
        items
    }

    /// The rows of a table of so many columns, that of its head first.
    fn rows(&mut self, columns: usize) -> Vec<Vec<Vec<Inline>>> {
        let mut rows = Vec::new();
        while let Some(at) = self.next_start() {
            let found = cells(&self.source[at.clone()]);
            if found > columns {
                let [found, columns] = [found, columns].map(|count| count.to_string());
                self.problem(at.clone(), Problem::TableCells { found, columns });
            }
            rows.push(self.within(&at, |reading| {
                let mut cells = Vec::new();
                while let Some(at) = reading.next_start() {
                    cells.push(reading.within(&at, Self::words_only));
                }
                cells
            }));
        }
        rows
    }
}

/// How many cells are typed in a row. Those that have no column are not among Markdown's events.
fn cells(row: &str) -> usize {
    let row = row.trim().trim_start_matches('|');
    let bars = row.match_indices('|').filter(|(at, _)| !row[..*at].ends_with('\\')).count();
    let is_closed = row.ends_with('|') && !row.ends_with("\\|");
    bars + usize::from(!is_closed)
}
