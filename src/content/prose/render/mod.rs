//! Writes a text as HTML or as plain words, set in its language, with what it refers to.

mod inlines;

use pulldown_cmark::Alignment;

use super::Resolve;
use super::tree::{Block, Image, Inline, Item, Prose};
use crate::html::Html;
use inlines::{OutputForm, Writer, escape_attribute};

impl Prose {
    /// Flow content (HTML, section 3.2.5.2.2). Empty where every block lacks a fact.
    #[must_use]
    pub fn html(&self, resolve: &dyn Resolve) -> Html {
        let blocks = Writer { resolve, form: OutputForm::Html }.blocks(&self.content, &self.language);
        Html::written(blocks.unwrap_or_default())
    }

    /// Each of its paragraphs, headings, tables and list items by itself, empty where it lacks a fact: what a view side by
    /// side puts facing each other.
    pub(crate) fn units_html(&self, resolve: &dyn Resolve) -> Vec<Html> {
        let writer = Writer { resolve, form: OutputForm::Html };
        let unit = |block: &Block| writer.block(block, &self.language).unwrap_or_default();
        let units = self.content.iter().flat_map(|block| match block {
            Block::List { start, items } => {
                let numbered = |(number, item): (u64, &Item)| {
                    unit(&Block::List { start: start.map(|start| start + number), items: vec![item.clone()] })
                };
                (0..).zip(items).map(numbered).collect()
            }
            block => vec![unit(block)],
        });
        units.map(|html| Html::written(html.trim_end().to_owned())).collect()
    }

    /// How many of these it has.
    pub(crate) fn units(&self) -> usize {
        let units = |block: &Block| if let Block::List { items, .. } = block { items.len() } else { 1 };
        self.content.iter().map(units).sum()
    }

    /// Its words alone, each block on a line of its own.
    pub(crate) fn text(&self, resolve: &dyn Resolve) -> String {
        let text = Writer { resolve, form: OutputForm::Text }.blocks(&self.content, &self.language).unwrap_or_default();
        text.trim_end_matches('\n').to_owned()
    }
}

impl Writer<'_> {
    /// Blocks that lack no fact; `None` if none is left.
    fn blocks(&self, blocks: &[Block], language: &str) -> Option<String> {
        let written: String = blocks.iter().filter_map(|block| self.block(block, language)).collect();
        (!written.is_empty()).then_some(written)
    }

    fn block(&self, block: &Block, language: &str) -> Option<String> {
        Some(match block {
            Block::Paragraph(content) => self.element("p", &self.paragraph(content, language)?),
            Block::Heading { level, content } => {
                let level = (level + self.resolve.heading_offset()).min(6);
                self.element(&format!("h{level}"), &self.paragraph(content, language)?)
            }
            Block::Quote(blocks) => self.group("blockquote", &self.blocks(blocks, language)?),
            Block::List { start, items } => {
                let items: String = items.iter().filter_map(|item| self.item(item, language)).collect();
                let start_tag = match start {
                    _ if items.is_empty() => return None,
                    None => "ul".to_owned(),
                    Some(1) => "ol".to_owned(),
                    Some(start) => format!("ol start=\"{start}\""),
                };
                self.group(&start_tag, &items)
            }
            Block::Table { alignments, head, rows } => self.table(alignments, head, rows, language)?,
            Block::Figure(image) => self.figure(image, language)?,
        })
    }

    /// An element on a line of its own; the start tag may have attributes.
    fn element(&self, start_tag: &str, content: &str) -> String {
        let name = start_tag.split(' ').next().unwrap_or(start_tag);
        match self.form {
            OutputForm::Html => {
                let place = self.resolve.place().map(|place| format!(" data-place=\"{place}\"")).unwrap_or_default();
                format!("<{start_tag}{place}>{content}</{name}>\n")
            }
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

    fn table(
        &self,
        alignments: &[Alignment],
        head: &[Vec<Inline>],
        rows: &[Vec<Vec<Inline>>],
        language: &str,
    ) -> Option<String> {
        let class = |column| match alignments.get(column) {
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"end\"",
            _ => "",
        };
        let row = |cells: &[Vec<Inline>], start_tag: &str| {
            let cells = cells.iter().map(|cell| self.paragraph(cell, language)).collect::<Option<Vec<_>>>()?;
            Some(match self.form {
                OutputForm::Text => cells.join("\t") + "\n",
                OutputForm::Html => {
                    let cell =
                        |(column, cell): (usize, &String)| self.element(&format!("{start_tag}{}", class(column)), cell);
                    let cells = cells.iter().enumerate().map(cell);
                    self.element("tr", &cells.map(|cell| cell.trim_end().to_owned()).collect::<String>())
                }
            })
        };
        let head_row = row(head, "th scope=\"col\"")?;
        let body: String = rows.iter().filter_map(|cells| row(cells, "td")).collect();
        let body = if body.is_empty() { body } else { self.group("tbody", &body) };
        let table = self.group("table", &(self.group("thead", &head_row) + &body));
        if self.form == OutputForm::Text {
            return Some(table);
        }
        // A table that is wider than a phone scrolls by itself, with the keyboard too (WCAG 2.1.1).
        let words = Writer { form: OutputForm::Text, ..*self };
        let columns: Vec<_> = head.iter().filter_map(|cell| words.paragraph(cell, language)).collect();
        let label = escape_attribute(&columns.join(", "));
        Some(format!("<div class=\"scroll\" role=\"region\" aria-label=\"{label}\" tabindex=\"0\">\n{table}</div>\n"))
    }

    fn figure(&self, image: &Image, language: &str) -> Option<String> {
        let caption = image.caption.as_ref().and_then(|caption| self.paragraph(caption, language));
        if self.form == OutputForm::Text {
            return caption.map(|caption| caption + "\n");
        }
        let picture = self.image(image)?;
        let caption = caption.map(|caption| self.element("figcaption", &caption)).unwrap_or_default();
        Some(self.group("figure", &format!("{picture}\n{caption}")))
    }
}
