//! Reads Markdown's events within a paragraph as inlines.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag};

use super::alternative;
use super::reading::Reading;
use crate::content::prose::destination::{self, Destination};
use crate::content::prose::tree::{Image, Inline};
use crate::content::prose::{Problem, Target};

impl<'a> Reading<'a> {
    /// Inlines, up to the end of what holds them or the next block.
    pub(super) fn inlines(&mut self) -> Vec<Inline> {
        let mut content = Vec::new();
        while let Some((event, at)) = self.events.next_if(|(event, _)| begins_inline(event)) {
            match &event {
                Event::Text(piece) => self.gather(piece, &at),
                Event::SoftBreak => self.gather(" ", &at),
                _ => self.take_gathered(&mut content),
            }
            match event {
                Event::Text(_) | Event::SoftBreak => {}
                Event::Code(code) => content.push(Inline::Code(code.into_string())),
                Event::HardBreak => content.push(Inline::Break),
                Event::Start(tag) => content.extend(self.inline(tag, at)),
                Event::FootnoteReference(_) => self.problem(at, Problem::Footnote {}),
                Event::TaskListMarker(_) => self.problem(at, Problem::TaskList {}),
                _ => self.html(at),
            }
        }
        self.take_gathered(&mut content);
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
                    self.problem(image.at.clone(), Problem::CaptionInParagraph {});
                }
                Inline::Element { content, .. } => self.refuse_captions(content),
                _ => {}
            }
        }
    }

    fn inline(&mut self, tag: Tag<'a>, at: Range<usize>) -> Option<Inline> {
        match tag {
            Tag::Emphasis => Some(self.element("em", &at)),
            Tag::Strong => Some(self.element("strong", &at)),
            Tag::Strikethrough => Some(self.element("s", &at)),
            Tag::Image { dest_url, title, .. } => self.image(&dest_url, &title, at),
            Tag::Link { link_type: LinkType::Email, dest_url, .. } => {
                self.link(&format!("mailto:{dest_url}"), true, at)
            }
            Tag::Link { link_type, dest_url, title, .. } => {
                if !title.is_empty() {
                    let typed = &self.source[at.clone()];
                    let is_picture = dest_url.strip_prefix("file:").is_some_and(destination::is_picture);
                    let right = format!("!{typed}");
                    let problem = if is_picture { Problem::LinkMeant { right } } else { Problem::LinkTitle {} };
                    self.problem(at.clone(), problem);
                }
                self.link(&dest_url, link_type == LinkType::Autolink, at)
            }
            _ => {
                self.refuse(at, Problem::MarkupUnknown {});
                None
            }
        }
    }

    fn element(&mut self, name: &'static str, at: &Range<usize>) -> Inline {
        Inline::Element { name, language: None, content: self.within(at, Self::inlines) }
    }

    fn link(&mut self, address: &str, bare: bool, at: Range<usize>) -> Option<Inline> {
        let destination =
            Destination::parse(address, &self.source[at.clone()]).map_err(|problem| self.problem(at.clone(), problem));
        let outer = self.within_link;
        if let Ok(Destination::Link(target)) = &destination {
            self.references.push((at.clone(), target.clone()));
            if self.within_link {
                self.problem(at.clone(), Problem::LinkNested {});
            }
            self.within_link = true;
        }
        let content = if bare { vec![Inline::Verbatim(self.plain_text(&at))] } else { self.within(&at, Self::inlines) };
        self.within_link = outer;
        if !has_words(&content) {
            self.problem(at, Problem::LinkEmpty {});
        }
        Some(match destination.ok()? {
            Destination::Link(target) => Inline::Link(Box::new(target), content),
            Destination::Element(name, language) => Inline::Element { name, language, content },
        })
    }

    fn image(&mut self, address: &str, title: &CowStr<'a>, at: Range<usize>) -> Option<Inline> {
        let alternative = self.plain_text(&at);
        let (name, decorates) = match address.strip_prefix("decoration:") {
            Some(name) => (Some(name), true),
            None => (address.strip_prefix("file:"), false),
        };
        let Some(name) = name else {
            self.problem(at, Problem::PictureElsewhere {});
            return None;
        };
        let Some(file) = destination::file(name) else {
            let right = destination::file_meant(name).map(|name| format!("file:{name}")).unwrap_or_default();
            self.problem(at, Problem::LinkScheme { target: address.to_owned(), right });
            return None;
        };
        let words = alternative.trim();
        if destination::is_document(&file) {
            let right = format!("[{}](file:{file})", if words.is_empty() { "…" } else { words });
            self.problem(at, Problem::PictureIsDocument { file, right });
            return None;
        }
        if decorates && !words.is_empty() {
            self.problem(at.clone(), Problem::DecorationWithWords { file: file.clone() });
        } else if !decorates && (words.is_empty() || words == file) {
            self.problem(at.clone(), Problem::AlternativeMissing { file: file.clone() });
        } else if !decorates && alternative::is_name(words) {
            let warning = Problem::AlternativeIsName { file: file.clone(), found: words.to_owned() };
            self.warnings.push((at.clone(), warning));
        }
        self.references.push((at.clone(), Target::File(file.clone())));
        let caption = (!title.is_empty()).then(|| self.caption(title, &at));
        Some(Inline::Image(Box::new(Image { file, alternative, caption, at })))
    }

    /// The words under a picture, a text of their own.
    fn caption(&mut self, caption: &str, at: &Range<usize>) -> Vec<Inline> {
        let mut reading = Reading::new(caption);
        let content = reading.single_paragraph();
        match reading.finish() {
            Ok(references) => self.references.extend(references.into_iter().map(|(_, target)| (at.clone(), target))),
            Err(problems) => problems.into_iter().for_each(|(_, problem)| self.problem(at.clone(), problem)),
        }
        content
    }

    /// The bare words of what has just begun, past its end.
    fn plain_text(&mut self, at: &Range<usize>) -> String {
        let mut words = String::new();
        self.skip(|reading, event, piece| match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            Event::InlineHtml(_) | Event::Html(_) => reading.problem(piece, Problem::RawHtml {}),
            _ => reading.problem(at.clone(), Problem::MarkupUnknown {}),
        });
        words
    }
}

/// Says if an event stands within a paragraph.
pub(super) fn begins_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => {
            matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
        }
        Event::End(_) | Event::Rule | Event::Html(_) => false,
        _ => true,
    }
}

/// Says if there is anything to see or hear.
pub(super) fn has_words(content: &[Inline]) -> bool {
    content.iter().any(|inline| match inline {
        Inline::Text(words) | Inline::Verbatim(words) | Inline::Code(words) => !words.trim().is_empty(),
        Inline::Element { content, .. } | Inline::Link(_, content) => has_words(content),
        Inline::Image(image) => !image.alternative.trim().is_empty(),
        Inline::Break => false,
        Inline::Fact(_) => true,
    })
}
