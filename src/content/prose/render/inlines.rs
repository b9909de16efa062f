//! Writes inlines as phrasing content, or their words alone.

use crate::base_url::web_address;
use crate::content::prose::tree::{Image, Inline, Phrase};
use crate::content::prose::{Resolve, Target, parse::is_control_character, typeset};
use crate::html::Html;

impl Phrase {
    /// Phrasing content (HTML, section 3.2.5.2.5). Empty where it lacks a fact.
    #[must_use]
    pub fn html(&self, resolve: &dyn Resolve) -> Html {
        let words = Writer { resolve, form: OutputForm::Html }.paragraph(&self.content, &self.language);
        Html::written(match (words.unwrap_or_default(), resolve.place()) {
            (words, Some(place)) if !words.is_empty() => format!("<span data-place=\"{place}\">{words}</span>"),
            (words, _) => words,
        })
    }

    /// Its words alone: for titles, descriptions, attributes and data.
    pub(crate) fn text(&self, resolve: &dyn Resolve) -> String {
        Writer { resolve, form: OutputForm::Text }.paragraph(&self.content, &self.language).unwrap_or_default()
    }
}

/// The form to write.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum OutputForm {
    Html,
    Text,
}

/// Writes one text. `language` is always that of the element which is written into.
pub(super) struct Writer<'a> {
    pub resolve: &'a dyn Resolve,
    pub form: OutputForm,
}

impl Writer<'_> {
    /// A picture's element, or its words alone.
    pub fn image(&self, image: &Image) -> Option<String> {
        if self.form == OutputForm::Text {
            return Some(image.alternative.clone());
        }
        let picture = self.resolve.picture(&image.file)?;
        let size = picture.size.map(|(width, height)| {
            // A portrait as wide as the column would be taller than the screen.
            let class = if height > width { " class=\"tall\"" } else { "" };
            format!(" width=\"{width}\" height=\"{height}\"{class}")
        });
        let size = size.unwrap_or_default();
        let (address, alternative) = (escape_attribute(&picture.address), escape_attribute(&image.alternative));
        Some(format!("<img src=\"{address}\" alt=\"{alternative}\"{size}>"))
    }

    /// A paragraph; nothing if it lacks a fact.
    pub fn paragraph(&self, content: &[Inline], language: &str) -> Option<String> {
        let mut written = String::new();
        if typeset::has_variables(content) {
            let mut content = self.with_variables(content)?;
            typeset::inlines(&mut content, language);
            self.inlines(&content, language, &mut written);
        } else {
            self.inlines(content, language, &mut written);
        }
        Some(written)
    }

    /// The same inlines with the values of facts; nothing if one has none.
    fn with_variables(&self, content: &[Inline]) -> Option<Vec<Inline>> {
        let with_fact = |inline: &Inline| {
            Some(match inline {
                Inline::Fact(name) => Inline::Text(self.isolated(&self.resolve.fact(name)?)),
                Inline::Link(target, content) => {
                    if let Target::Fact(name) | Target::MailToFact(name) = &**target {
                        self.resolve.fact(name)?;
                    }
                    Inline::Link(target.clone(), self.with_variables(content)?)
                }
                Inline::Element { name, language, content } => {
                    Inline::Element { name, language: language.clone(), content: self.with_variables(content)? }
                }
                other => other.clone(),
            })
        };
        content.iter().map(with_fact).collect()
    }

    /// Writes inlines that hold no facts, in an element in `language`.
    fn inlines(&self, content: &[Inline], language: &str, written: &mut String) {
        for (at, inline) in content.iter().enumerate() {
            match inline {
                Inline::Text(words) => self.escaped(words, written),
                Inline::Verbatim(words) => self.escaped(&self.isolated(words), written),
                Inline::Code(code) => {
                    self.wrapped("code", written, |written| self.escaped(&self.isolated(code), written));
                }
                Inline::Image(image) => written.extend(self.image(image)),
                Inline::Break => written.push_str(if self.form == OutputForm::Html { "<br>\n" } else { " " }),
                Inline::Link(target, words) => {
                    let after = if let Some(Inline::Text(after)) = content.get(at + 1) { after } else { "" };
                    self.link(target, words, after, language, written);
                }
                Inline::Element { name, language: own, content } => {
                    let own = own.as_deref().unwrap_or(language);
                    let start_tag = match *name {
                        name if !own.eq_ignore_ascii_case(language) => format!("{name} lang=\"{own}\""),
                        "span" => String::new(),
                        name => name.to_owned(),
                    };
                    self.wrapped(&start_tag, written, |written| self.inlines(content, own, written));
                    if matches!(*name, "em" | "cite") {
                        let mut words = String::new();
                        Writer { form: OutputForm::Text, ..*self }.inlines(content, own, &mut words);
                        self.resolve.italics(&words);
                    }
                }
                // They have been replaced by their values.
                Inline::Fact(_) => {}
            }
        }
    }

    /// Writes a link whose words these are; `after` is what follows it.
    fn link(&self, target: &Target, words: &[Inline], after: &str, language: &str, written: &mut String) {
        let document = || {
            let mut plain = String::new();
            Writer { form: OutputForm::Text, ..*self }.inlines(words, language, &mut plain);
            self.resolve.document(target, &plain, after)
        };
        let address = self.address(target);
        let document = address.as_ref().filter(|_| self.form == OutputForm::Html).and_then(|_| document());
        let hreflang = self.resolve.language(target).map(|code| format!(" hreflang=\"{code}\"")).unwrap_or_default();
        let start_tag = address.map(|to| format!("a href=\"{}\"{hreflang}", escape_attribute(&to)));
        let mut start_tag = start_tag.unwrap_or_default();
        if let Some(name) = document.as_ref().and_then(|document| document.saved_as.as_ref()) {
            start_tag.extend([" download=\"", &escape_attribute(name), "\""]);
        }
        self.wrapped(&start_tag, written, |written| {
            self.inlines(words, language, written);
            if let Some(document) = document.filter(|document| !document.details.is_empty()) {
                written.push(' ');
                self.escaped(&document.details, written);
            }
        });
    }

    /// Writes content in an element; the start tag may have attributes, and with none the content stands alone.
    fn wrapped(&self, start_tag: &str, written: &mut String, content: impl FnOnce(&mut String)) {
        let name = start_tag.split(' ').next().filter(|name| !name.is_empty() && self.form == OutputForm::Html);
        if name.is_some() {
            written.extend(["<", start_tag, ">"]);
        }
        content(written);
        if let Some(name) = name {
            written.extend(["</", name, ">"]);
        }
    }

    /// Words with a direction of their own, such as an address or a telephone number: on a page that is read from right to left in an
    /// isolate, as `bdi` makes one, in text too (UAX #9).
    fn isolated(&self, words: &str) -> String {
        let is_number = words.bytes().all(|byte| byte.is_ascii_digit());
        if self.resolve.is_rtl() && !is_number { format!("\u{2068}{words}\u{2069}") } else { words.to_owned() }
    }

    fn escaped(&self, text: &str, written: &mut String) {
        match self.form {
            OutputForm::Html => escape_into(text, written),
            OutputForm::Text => written.push_str(text),
        }
    }

    fn address(&self, target: &Target) -> Option<String> {
        match target {
            Target::Page { .. } | Target::File(_) => self.resolve.address(target),
            Target::Elsewhere(address) => Some(address.clone()),
            // A fact is what an editor filled in: of addresses only those of the web are let through.
            Target::Fact(name) => self.resolve.fact(name).filter(|address| web_address(address).is_some()),
            Target::MailToFact(name) => self.resolve.fact(name).map(|address| format!("mailto:{address}")),
        }
    }
}

/// Text that means itself in an element (HTML, section 13.3). Signs that no page can hold, which only an entity or a
/// fact can bring here, are left out.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    escape_into(text, &mut escaped);
    escaped
}

fn escape_into(text: &str, escaped: &mut String) {
    for c in text.chars().filter(|c| !is_control_character(*c)) {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            _ => escaped.push(c),
        }
    }
}

/// Text that means itself in an attribute in double quotes.
pub(super) fn escape_attribute(text: &str) -> String {
    escape(text).replace('"', "&quot;")
}
