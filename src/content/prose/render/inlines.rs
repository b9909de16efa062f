//! Inlines -> phrasing content, or words alone.
//!
//! A paragraph's words are gathered from all of its markup, set together, and only then written.

use std::{fmt::Write, vec::IntoIter};

use super::{Form, Lacking, Writer};
use crate::content::{
    prose::{Image, Inline, Target, parse::is_control_sign},
    typography::{self, Convention, Run},
};

impl Writer<'_> {
    /// A picture's element; its alternative is set by itself, as those who hear it do not hear what stands beside it.
    pub(super) fn image(&self, image: &Image, language: &str) -> Option<String> {
        let alternative = typography::set(Convention::of(language), &image.alternative);
        if self.form == Form::Text {
            return Some(alternative);
        }
        let picture = self.resolve.picture(&image.file)?;
        let size =
            picture.size.map(|(width, height)| format!(" width=\"{width}\" height=\"{height}\"")).unwrap_or_default();
        Some(format!(
            "<img src=\"{}\" alt=\"{}\"{size}>",
            escape_attribute(&picture.address),
            escape_attribute(&alternative)
        ))
    }

    /// The words of a paragraph: gathered, set together, then written with their markup.
    pub(super) fn paragraph(&self, content: &[Inline], language: &str) -> Result<String, Lacking> {
        let mut words = Vec::new();
        self.gather(content, Convention::of(language), &mut words)?;
        let mut runs: Vec<Run<'_>> = words
            .iter_mut()
            .map(|word| match word {
                Words::Set(convention, text) => Run::Text { convention: *convention, text },
                Words::Kept => Run::Word,
                Words::Break => Run::Break,
            })
            .collect();
        typography::set_runs(&mut runs);
        let mut written = String::new();
        self.inlines(content, language, &mut words.into_iter(), &mut written);
        Ok(written)
    }

    /// One entry for each leaf of the tree, in its order.
    fn gather(&self, content: &[Inline], convention: Convention, words: &mut Vec<Words>) -> Result<(), Lacking> {
        for inline in content {
            match inline {
                Inline::Text(text) => words.push(Words::Set(convention, text.clone())),
                Inline::Fact(fact) => words.push(Words::Set(convention, self.resolve.fact(&fact.name).ok_or(Lacking)?)),
                Inline::Verbatim(_) | Inline::Code(_) | Inline::Image(_) => words.push(Words::Kept),
                Inline::Break => words.push(Words::Break),
                Inline::Emphasis(content) | Inline::Strong(content) => {
                    self.gather(content, convention, words)?;
                }
                Inline::Link(link) => {
                    if let Target::Fact(name) | Target::MailToFact(name) = &link.target {
                        self.resolve.fact(name).ok_or(Lacking)?;
                    }
                    self.gather(&link.content, convention, words)?;
                }
                Inline::Foreign { language, content } => {
                    self.gather(content, Convention::of(language), words)?;
                }
                Inline::Cited { language, content } => {
                    self.gather(content, language.as_deref().map_or(convention, Convention::of), words)?;
                }
            }
        }
        Ok(())
    }

    fn inlines(&self, content: &[Inline], language: &str, words: &mut IntoIter<Words>, written: &mut String) {
        for inline in content {
            match inline {
                Inline::Text(_) | Inline::Fact(_) => self.next_words(words, written),
                Inline::Verbatim(text) => {
                    words.next();
                    self.words(text, written);
                }
                Inline::Code(code) => {
                    words.next();
                    self.wrapped("code", written, |written| self.words(code, written));
                }
                Inline::Image(image) => {
                    words.next();
                    written.push_str(&self.image(image, language).unwrap_or_default());
                }
                Inline::Break => {
                    words.next();
                    written.push_str(if self.form == Form::Html { "<br>\n" } else { " " });
                }
                Inline::Emphasis(content) => self.wrapped("em", written, |written| {
                    self.inlines(content, language, words, written);
                }),
                Inline::Strong(content) => self.wrapped("strong", written, |written| {
                    self.inlines(content, language, words, written);
                }),
                Inline::Link(link) => {
                    self.wrapped(&link_tag(self.address(&link.target)), written, |written| {
                        self.inlines(&link.content, language, words, written);
                    });
                }
                Inline::Foreign { language: own, content } => {
                    let start_tag =
                        if own.eq_ignore_ascii_case(language) { String::new() } else { format!("span lang=\"{own}\"") };
                    self.wrapped(&start_tag, written, |written| {
                        self.inlines(content, own, words, written);
                    });
                }
                Inline::Cited { language: own, content } => {
                    let own = own.as_deref().unwrap_or(language);
                    let start_tag = if own.eq_ignore_ascii_case(language) {
                        "cite".to_owned()
                    } else {
                        format!("cite lang=\"{own}\"")
                    };
                    self.wrapped(&start_tag, written, |written| {
                        self.inlines(content, own, words, written);
                    });
                }
            }
        }
    }

    /// Content in an element; the start tag may have attributes, and with none the content stands alone.
    fn wrapped(&self, start_tag: &str, written: &mut String, content: impl FnOnce(&mut String)) {
        if self.form == Form::Text || start_tag.is_empty() {
            return content(written);
        }
        let name = start_tag.split(' ').next().unwrap_or(start_tag);
        // Writing into a String cannot fail.
        let _ = write!(written, "<{start_tag}>");
        content(written);
        let _ = write!(written, "</{name}>");
    }

    /// The next words that typography has set.
    fn next_words(&self, words: &mut IntoIter<Words>, written: &mut String) {
        if let Some(Words::Set(_, text)) = words.next() {
            self.words(&text, written);
        }
    }

    fn words(&self, text: &str, written: &mut String) {
        match self.form {
            Form::Html => written.push_str(&escape(text)),
            Form::Text => written.push_str(text),
        }
    }

    fn address(&self, target: &Target) -> Option<String> {
        match target {
            Target::Page { .. } | Target::File(_) => self.resolve.address(target),
            Target::Web(address) => Some(address.clone()),
            Target::Mail(address) => Some(format!("mailto:{address}")),
            Target::Telephone(number) => Some(format!("tel:{number}")),
            // A fact is what an editor filled in: of addresses only those of the web are let through.
            Target::Fact(name) => self.resolve.fact(name).filter(|address| is_web(address)),
            Target::MailToFact(name) => self.resolve.fact(name).map(|address| format!("mailto:{address}")),
        }
    }
}

fn is_web(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

/// A leaf of the tree, as typography sees it.
enum Words {
    Set(Convention, String),
    Kept,
    Break,
}

/// The start tag of a link; none without an address.
fn link_tag(address: Option<String>) -> String {
    address.map(|address| format!("a href=\"{}\"", escape_attribute(&address))).unwrap_or_default()
}

/// Text that means itself in an element (HTML, section 13.3). Signs that no page can hold, which only an entity or a
/// fact can bring here, are left out.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for sign in text.chars().filter(|sign| !is_control_sign(*sign)) {
        match sign {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            _ => escaped.push(sign),
        }
    }
    escaped
}

/// Text that means itself in an attribute in double quotes.
fn escape_attribute(text: &str) -> String {
    escape(text).replace('"', "&quot;")
}
