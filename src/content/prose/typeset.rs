//! Sets the words of a text, once when it has been read; what holds facts is set when they are known.

use super::Target;
use super::tree::{Block, Image, Inline};
use crate::content::typography::{self, Run, TypographyRules};

/// Sets blocks whose text is in `language`.
pub(super) fn blocks(blocks: &mut [Block], language: &str) {
    for block in blocks {
        match block {
            Block::Paragraph(content) | Block::Heading { content, .. } => paragraph(content, language),
            Block::Quote(blocks) => self::blocks(blocks, language),
            Block::List { items, .. } => items.iter_mut().for_each(|item| self::blocks(&mut item.blocks, language)),
            Block::Table { head, rows, .. } => {
                head.iter_mut().chain(rows.iter_mut().flatten()).for_each(|cell| paragraph(cell, language));
            }
            Block::Figure(image) => self::image(image, language),
        }
    }
}

/// Sets a paragraph, unless it holds facts.
pub(super) fn paragraph(content: &mut [Inline], language: &str) {
    if !has_variables(content) {
        inlines(content, language);
    }
}

/// Sets the words of one paragraph together, as typography has to see across markup.
pub(super) fn inlines(content: &mut [Inline], language: &str) {
    let mut runs = Vec::new();
    self::runs(content, language, &mut runs);
    typography::set_runs(&mut runs);
}

/// A paragraph that holds facts or links to them is set when it is rendered: it is left out if a fact has no value.
pub(super) fn has_variables(content: &[Inline]) -> bool {
    content.iter().any(|inline| match inline {
        Inline::Fact(_) => true,
        Inline::Link(target, content) => {
            matches!(**target, Target::Fact(_) | Target::MailToFact(_)) || has_variables(content)
        }
        Inline::Element { content, .. } => has_variables(content),
        _ => false,
    })
}

/// Adds the runs of inlines in `language`, and sets the words of pictures.
fn runs<'text>(content: &'text mut [Inline], language: &str, runs: &mut Vec<Run<'text>>) {
    let rules = TypographyRules::of(language);
    for inline in content {
        match inline {
            Inline::Text(text) => runs.push(Run::Text { rules, text }),
            Inline::Verbatim(_) | Inline::Code(_) => runs.push(Run::Word),
            Inline::Image(image) => {
                self::image(image, language);
                runs.push(Run::Word);
            }
            Inline::Break => runs.push(Run::Break),
            Inline::Link(_, content) => self::runs(content, language, runs),
            Inline::Element { language: own, content, .. } => {
                self::runs(content, own.as_deref().unwrap_or(language), runs);
            }
            // Replaced by its value before this is called.
            Inline::Fact(_) => {}
        }
    }
}

/// Sets the alternative and the caption of a picture each by itself: neither continues the sentence beside it.
fn image(image: &mut Image, language: &str) {
    let rules = TypographyRules::of(language);
    image.alternative = typography::set(rules, &image.alternative);
    if let Some(caption) = &mut image.caption {
        paragraph(caption, language);
    }
}
