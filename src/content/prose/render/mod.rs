//! Writes a text as HTML or as plain words, set in its language, with what it refers to.

mod inlines;

use super::Target;
use super::tree::{Block, Image, Inline, Item, Phrase, Prose};
use inlines::escape;

/// Finds what texts refer to. What it answers is put into attributes and text escaped, and is otherwise believed.
pub trait Resolve {
    /// The address of a [`Target::Page`] or a [`Target::File`]; the words of a link that has none stand without it.
    fn address(&self, target: &Target) -> Option<String>;
    /// A picture by the name of its file; one that is not there is left out.
    fn picture(&self, file: &str) -> Option<Picture>;
    /// A fact's value as plain text, not yet set; a paragraph, heading, row or list item that lacks one is left out.
    fn fact(&self, name: &str) -> Option<String>;
}

/// A picture as a page needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Its address.
    pub address: String,
    /// Its width and height in pixels, so that nothing moves while it loads.
    pub size: Option<(u32, u32)>,
}

/// Finds nothing: for texts that refer to nothing.
#[derive(Clone, Copy, Debug)]
pub struct Unresolved;

impl Resolve for Unresolved {
    fn address(&self, _: &Target) -> Option<String> {
        None
    }

    fn picture(&self, _: &str) -> Option<Picture> {
        None
    }

    fn fact(&self, _: &str) -> Option<String> {
        None
    }
}

impl Prose {
    /// Flow content (HTML, section 3.2.5.2.2). Empty where every block lacks a fact.
    #[must_use]
    pub fn html(&self, resolve: &dyn Resolve) -> String {
        Writer { resolve, form: OutputForm::Html }.blocks(&self.content, &self.language).unwrap_or_default()
    }

    /// Each of its paragraphs, headings, tables and list items by itself, empty where it lacks a fact: what a view side by
    /// side puts facing each other.
    #[must_use]
    pub fn units_html(&self, resolve: &dyn Resolve) -> Vec<String> {
        let writer = Writer { resolve, form: OutputForm::Html };
        let unit = |block: &Block| writer.block(block, &self.language).unwrap_or_default();
        let units = self.content.iter().flat_map(|block| match block {
            Block::List { start, items } => {
                items.iter().map(|item| unit(&Block::List { start: *start, items: vec![item.clone()] })).collect()
            }
            block => vec![unit(block)],
        });
        units.map(|html| html.trim_end().to_owned()).collect()
    }

    /// How many of these it has.
    #[must_use]
    pub fn units(&self) -> usize {
        let units = |block: &Block| if let Block::List { items, .. } = block { items.len() } else { 1 };
        self.content.iter().map(units).sum()
    }

    /// Its words alone, each block on a line of its own.
    #[must_use]
    pub fn text(&self, resolve: &dyn Resolve) -> String {
        let mut text =
            Writer { resolve, form: OutputForm::Text }.blocks(&self.content, &self.language).unwrap_or_default();
        text.truncate(text.trim_end_matches('\n').len());
        text
    }
}

impl Phrase {
    /// Phrasing content (HTML, section 3.2.5.2.5). Empty where it lacks a fact.
    #[must_use]
    pub fn html(&self, resolve: &dyn Resolve) -> String {
        Writer { resolve, form: OutputForm::Html }.paragraph(&self.content, &self.language).unwrap_or_default()
    }

    /// Its words alone: for titles, descriptions, attributes and data.
    #[must_use]
    pub fn text(&self, resolve: &dyn Resolve) -> String {
        Writer { resolve, form: OutputForm::Text }.paragraph(&self.content, &self.language).unwrap_or_default()
    }
}

/// What is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum OutputForm {
    Html,
    Text,
}

/// Writes one text. `language` is always that of the element which is written into.
struct Writer<'a> {
    resolve: &'a dyn Resolve,
    form: OutputForm,
}

impl Writer<'_> {
    /// Blocks that lack no fact; `None` if none is left.
    fn blocks(&self, blocks: &[Block], language: &str) -> Option<String> {
        let written: String = blocks.iter().filter_map(|block| self.block(block, language)).collect();
        (!written.is_empty()).then_some(written)
    }

    fn block(&self, block: &Block, language: &str) -> Option<String> {
        match block {
            Block::Paragraph(content) => Some(self.element("p", &self.paragraph(content, language)?)),
            Block::Heading { level, content } => {
                Some(self.element(&format!("h{level}"), &self.paragraph(content, language)?))
            }
            Block::Quote(blocks) => Some(self.group("blockquote", &self.blocks(blocks, language)?)),
            Block::List { start, items } => {
                let items: String = items.iter().filter_map(|item| self.item(item, language)).collect();
                let start_tag = match start {
                    None => "ul".to_owned(),
                    Some(1) => "ol".to_owned(),
                    Some(start) => format!("ol start=\"{start}\""),
                };
                (!items.is_empty()).then(|| self.group(&start_tag, &items))
            }
            Block::Table { head, rows } => self.table(head, rows, language),
            Block::Figure(image) => self.figure(image),
        }
    }

    /// An element on a line of its own; the start tag may have attributes.
    fn element(&self, start_tag: &str, content: &str) -> String {
        let name = start_tag.split(' ').next().unwrap_or(start_tag);
        match self.form {
            OutputForm::Html => format!("<{start_tag}>{content}</{name}>\n"),
            OutputForm::Text => format!("{content}\n"),
        }
    }

    /// An element with elements on lines of their own in it.
    fn group(&self, start_tag: &str, content: &str) -> String {
        match self.form {
            OutputForm::Html => self.element(start_tag, &format!("\n{content}")),
            OutputForm::Text => content.to_owned(),
        }
    }

    /// An item; `None` if a paragraph of its own lacks a fact.
    fn item(&self, item: &Item, language: &str) -> Option<String> {
        let mut written = String::new();
        for block in &item.blocks {
            let next = match block {
                Block::Paragraph(content) if item.tight => self.paragraph(content, language)?,
                Block::Paragraph(_) => self.block(block, language)?,
                _ => self.block(block, language).unwrap_or_default(),
            };
            if !written.is_empty() && !written.ends_with('\n') {
                written.push('\n');
            }
            written.push_str(&next);
        }
        let written = written.trim_end_matches('\n');
        (!written.is_empty()).then(|| self.element("li", written))
    }

    fn table(&self, head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>], language: &str) -> Option<String> {
        let row = |cells: &[Vec<Inline>], start_tag: &str| -> Option<String> {
            let cells: Option<Vec<String>> = cells.iter().map(|cell| self.paragraph(cell, language)).collect();
            Some(match self.form {
                OutputForm::Text => cells?.join("\t") + "\n",
                OutputForm::Html => self.element(
                    "tr",
                    &cells?.iter().fold(String::new(), |row, cell| row + self.element(start_tag, cell).trim_end()),
                ),
            })
        };
        let head = row(head, "th scope=\"col\"")?;
        let body: String = rows.iter().filter_map(|cells| row(cells, "td")).collect();
        let body = if body.is_empty() { body } else { self.group("tbody", &body) };
        Some(self.group("table", &(self.group("thead", &head) + &body)))
    }

    fn figure(&self, image: &Image) -> Option<String> {
        let caption = image.caption.as_deref();
        if self.form == OutputForm::Text {
            return caption.map(|caption| caption.to_owned() + "\n");
        }
        let picture = self.image(image)?;
        let caption = caption.map(|caption| self.element("figcaption", &escape(caption))).unwrap_or_default();
        Some(self.group("figure", &format!("{picture}\n{caption}")))
    }
}
