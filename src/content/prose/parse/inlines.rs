//! Markdown's events within a paragraph -> inlines.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag};

use super::Reading;
use crate::content::prose::{
    BlockKind, Image, Inline, Link, ProblemKind, Target,
    destination::{self, Destination},
    placeholder::Gathered,
};

impl<'a> Reading<'a> {
    /// Inlines, up to the end of what holds them or the next block.
    pub(super) fn inlines(&mut self) -> Vec<Inline> {
        let mut content = Vec::new();
        let mut text = Gathered::default();
        while let Some((event, at)) = self.events.next_if(|(event, _)| begins_inline(event)) {
            match event {
                Event::Text(piece) => {
                    text.push(self.source, &piece, &at);
                    continue;
                }
                Event::SoftBreak => {
                    text.push(self.source, " ", &at);
                    continue;
                }
                _ => text.take(&mut content, &mut self.problems),
            }
            match event {
                Event::Code(code) => content.push(Inline::Code(code.into_string())),
                Event::HardBreak => content.push(Inline::Break),
                Event::Start(tag) => content.extend(self.inline(tag, at)),
                _ => self.problem(at, ProblemKind::RawHtml),
            }
        }
        text.take(&mut content, &mut self.problems);
        content.shrink_to_fit();
        content
    }

    /// Inlines where no figure can stand.
    pub(super) fn words_only(&mut self) -> Vec<Inline> {
        let content = self.inlines();
        self.refuse_captions(&content);
        content
    }

    pub(super) fn refuse_captions(&mut self, content: &[Inline]) {
        for inline in content {
            match inline {
                Inline::Image(image) if image.caption.is_some() => {
                    self.problem(image.at.clone(), ProblemKind::CaptionInParagraph);
                }
                Inline::Emphasis(content)
                | Inline::Strong(content)
                | Inline::Foreign { content, .. }
                | Inline::Cited { content, .. } => self.refuse_captions(content),
                _ => {}
            }
        }
    }

    fn inline(&mut self, tag: Tag<'a>, at: Range<usize>) -> Option<Inline> {
        match tag {
            Tag::Emphasis => Some(Inline::Emphasis(self.within(&at, Self::inlines))),
            Tag::Strong => Some(Inline::Strong(self.within(&at, Self::inlines))),
            Tag::Image { dest_url, title, .. } => self.image(&dest_url, title, at),
            Tag::Link { link_type: LinkType::Email, dest_url, .. } => {
                self.link(&format!("mailto:{dest_url}"), true, at)
            }
            Tag::Link { link_type, dest_url, title, .. } => {
                if !title.is_empty() {
                    self.problem(at.clone(), ProblemKind::LinkTitle);
                }
                self.link(&dest_url, link_type == LinkType::Autolink, at)
            }
            _ => {
                self.problem(at, ProblemKind::UnsupportedBlock { block: BlockKind::Other });
                self.skip();
                None
            }
        }
    }

    fn link(&mut self, address: &str, bare: bool, at: Range<usize>) -> Option<Inline> {
        let destination = Destination::parse(address).map_err(|kind| self.problem(at.clone(), kind));
        let is_link = matches!(destination, Ok(Destination::Link(_)));
        if is_link && self.within_link {
            self.problem(at.clone(), ProblemKind::NestedLink);
        }
        let outer = self.within_link;
        self.within_link |= is_link;
        let content = if bare { vec![Inline::Verbatim(self.words(&at))] } else { self.within(&at, Self::inlines) };
        self.within_link = outer;
        if !has_words(&content) {
            self.problem(at.clone(), ProblemKind::EmptyLink);
        }
        Some(match destination.ok()? {
            Destination::Link(target) => Inline::Link(Box::new(Link { target, content, at })),
            Destination::Foreign(language) => Inline::Foreign { language, content },
            Destination::Cited(language) => Inline::Cited { language, content },
        })
    }

    fn image(&mut self, address: &str, title: CowStr<'a>, at: Range<usize>) -> Option<Inline> {
        if self.within_link {
            self.problem(at.clone(), ProblemKind::NestedLink);
        }
        let alternative = self.words(&at);
        let (name, decorates) = match address.strip_prefix("decoration:") {
            Some(name) => (Some(name), true),
            None => (address.strip_prefix("file:"), false),
        };
        let file = match name.map(destination::file) {
            Some(Some(Target::File(file))) => file,
            Some(_) => {
                self.problem(at, ProblemKind::BadAddress { address: address.to_owned() });
                return None;
            }
            None => {
                self.problem(at, ProblemKind::PictureElsewhere);
                return None;
            }
        };
        let has_words = !alternative.trim().is_empty() && alternative.trim() != file;
        if decorates && !alternative.trim().is_empty() {
            self.problem(at.clone(), ProblemKind::DecorationWithWords { file: file.clone() });
        } else if !decorates && !has_words {
            self.problem(at.clone(), ProblemKind::AlternativeMissing { file: file.clone() });
        }
        let caption = (!title.is_empty()).then(|| title.into_string());
        Some(Inline::Image(Box::new(Image { file, alternative, caption, at })))
    }

    /// The bare words of what has just begun, past its end.
    fn words(&mut self, at: &Range<usize>) -> String {
        let mut words = String::new();
        let mut open = 1;
        while open > 0
            && let Some((event, piece)) = self.events.next()
        {
            match event {
                Event::Start(_) => open += 1,
                Event::End(_) => open -= 1,
                Event::Text(text) | Event::Code(text) => words.push_str(&text),
                Event::SoftBreak | Event::HardBreak => words.push(' '),
                Event::InlineHtml(_) | Event::Html(_) => self.problem(piece, ProblemKind::RawHtml),
                _ => self.problem(at.clone(), ProblemKind::UnsupportedBlock { block: BlockKind::Other }),
            }
        }
        words
    }
}

/// Whether an event stands within a paragraph.
pub(super) fn begins_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => matches!(
            tag,
            Tag::Emphasis
                | Tag::Strong
                | Tag::Strikethrough
                | Tag::Superscript
                | Tag::Subscript
                | Tag::Link { .. }
                | Tag::Image { .. }
        ),
        Event::End(_) | Event::Rule | Event::Html(_) => false,
        _ => true,
    }
}

/// Whether there is anything to see or hear.
pub(super) fn has_words(content: &[Inline]) -> bool {
    content.iter().any(|inline| match inline {
        Inline::Text(words) | Inline::Verbatim(words) | Inline::Code(words) => !words.trim().is_empty(),
        Inline::Emphasis(content)
        | Inline::Strong(content)
        | Inline::Foreign { content, .. }
        | Inline::Cited { content, .. } => has_words(content),
        Inline::Link(link) => has_words(&link.content),
        Inline::Image(image) => !image.alternative.trim().is_empty(),
        Inline::Break => false,
        Inline::Fact(_) => true,
    })
}
