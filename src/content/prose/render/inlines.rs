//! Writes inlines as phrasing content, or their words alone.
//!
//! A paragraph is taken apart into pieces, whose words are set together, as typography has to see across markup.

use super::{Form, Writer};
use crate::content::prose::tree::{Image, Inline};
use crate::content::prose::{Target, parse::is_control_sign};
use crate::content::typography::{self, Convention, Run};

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

    /// A paragraph; nothing if it lacks a fact.
    pub(super) fn paragraph(&self, content: &[Inline], language: &str) -> Option<String> {
        let mut pieces = Vec::new();
        self.pieces(content, language, &mut pieces)?;
        let runs = pieces.iter_mut().filter_map(|piece| match piece {
            Piece::Tag(_) => None,
            Piece::Words(convention, text) => Some(Run::Text { convention: *convention, text }),
            Piece::Kept(_) => Some(Run::Word),
            Piece::Break => Some(Run::Break),
        });
        typography::set_runs(&mut runs.collect::<Vec<_>>());
        let written = pieces.into_iter().map(|piece| match piece {
            Piece::Tag(_) if self.form == Form::Text => String::new(),
            Piece::Tag(written) | Piece::Kept(written) => written,
            Piece::Words(_, text) => self.words(&text),
            Piece::Break => if self.form == Form::Html { "<br>\n" } else { " " }.to_owned(),
        });
        Some(written.collect())
    }

    /// Adds the pieces of inlines in `language`; nothing if a fact has no value.
    fn pieces(&self, content: &[Inline], language: &str, pieces: &mut Vec<Piece>) -> Option<()> {
        let words = |text| Piece::Words(Convention::of(language), text);
        for inline in content {
            match inline {
                Inline::Text(text) => pieces.push(words(text.clone())),
                Inline::Fact(name) => pieces.push(words(self.resolve.fact(name)?)),
                Inline::Verbatim(text) => pieces.push(Piece::Kept(self.words(text))),
                Inline::Code(code) => {
                    let tag = |tag: &str| Piece::Tag(tag.to_owned());
                    pieces.extend([tag("<code>"), Piece::Kept(self.words(code)), tag("</code>")]);
                }
                Inline::Image(image) => pieces.push(Piece::Kept(self.image(image, language).unwrap_or_default())),
                Inline::Break => pieces.push(Piece::Break),
                Inline::Link(target, content) => {
                    if let Target::Fact(name) | Target::MailToFact(name) = &**target {
                        self.resolve.fact(name)?;
                    }
                    let address = self.address(target);
                    let start_tag = address.map(|address| format!("a href=\"{}\"", escape_attribute(&address)));
                    self.wrapped(&start_tag.unwrap_or_default(), content, language, pieces)?;
                }
                Inline::Element { name, language: own, content } => {
                    let own = own.as_deref().unwrap_or(language);
                    let start_tag = match *name {
                        name if !own.eq_ignore_ascii_case(language) => format!("{name} lang=\"{own}\""),
                        "span" => String::new(),
                        name => name.to_owned(),
                    };
                    self.wrapped(&start_tag, content, own, pieces)?;
                }
            }
        }
        Some(())
    }

    /// Content in an element; the start tag may have attributes, and with none the content stands alone.
    fn wrapped(&self, start_tag: &str, content: &[Inline], language: &str, pieces: &mut Vec<Piece>) -> Option<()> {
        let name = start_tag.split(' ').next().filter(|name| !name.is_empty());
        pieces.extend(name.map(|_| Piece::Tag(format!("<{start_tag}>"))));
        self.pieces(content, language, pieces)?;
        pieces.extend(name.map(|name| Piece::Tag(format!("</{name}>"))));
        Some(())
    }

    fn words(&self, text: &str) -> String {
        match self.form {
            Form::Html => escape(text),
            Form::Text => text.to_owned(),
        }
    }

    fn address(&self, target: &Target) -> Option<String> {
        match target {
            Target::Page { .. } | Target::File(_) => self.resolve.address(target),
            Target::Web(address) => Some(address.clone()),
            Target::Mail(address) => Some(format!("mailto:{address}")),
            Target::Telephone(number) => Some(format!("tel:{number}")),
            // A fact is what an editor filled in: of addresses only those of the web are let through.
            Target::Fact(name) => self
                .resolve
                .fact(name)
                .filter(|address| address.starts_with("https://") || address.starts_with("http://")),
            Target::MailToFact(name) => self.resolve.fact(name).map(|address| format!("mailto:{address}")),
        }
    }
}

/// A piece of a paragraph, as typography sees it.
enum Piece {
    /// Markup, which it does not see.
    Tag(String),
    /// Words to be set.
    Words(Convention, String),
    /// Never altered, and one word to what stands beside it.
    Kept(String),
    Break,
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
