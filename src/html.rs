//! HTML that is ready to be shown. A template writes it as it stands, and escapes all else.

use std::fmt::{self, Display, Write};
use std::ops::Deref;

use askama::filters::{self, HtmlSafe};
use askama::{DynTemplate, FastWritable, Values};

use crate::template;

/// A piece of HTML: what a template has given, or the Markdown renderer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// What a template gives, without white space around it.
    pub(crate) fn of(template: &dyn DynTemplate) -> Self {
        Self(template::render(template).trim().to_owned())
    }

    /// The same of a template that uses runtime values.
    pub(crate) fn with_values(template: &dyn DynTemplate, values: &dyn Values) -> Self {
        Self(template::render_with_values(template, values).trim().to_owned())
    }

    /// Words, escaped.
    pub(crate) fn escaped(words: &str) -> Self {
        Self(PlainText::from(words.to_owned()).to_string())
    }

    /// Wraps markup that the caller has escaped already.
    pub(crate) fn written(markup: String) -> Self {
        Self(markup)
    }

    /// Pieces one after the other, with HTML between them.
    pub(crate) fn joined(pieces: &[Self], between: &str) -> Self {
        Self(pieces.iter().map(|piece| &**piece).collect::<Vec<_>>().join(between))
    }
}

impl Deref for Html {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Html {}

impl FastWritable for Html {
    fn write_into(&self, out: &mut dyn Write, _: &dyn Values) -> askama::Result<()> {
        Ok(out.write_str(&self.0)?)
    }
}

/// Plain text, for element content and for attributes, the browser's tab and data. In a preview it knows where it stands in the content,
/// and says so in element content.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlainText {
    /// The words alone.
    pub plain: String,
    /// Where they stand, for a preview: `content/timeline.toml:14:11`.
    pub(crate) place: Option<String>,
}

impl From<String> for PlainText {
    fn from(plain: String) -> Self {
        Self { plain, place: None }
    }
}

impl Display for PlainText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = filters::escape(&self.plain, filters::Html).map_err(|_| fmt::Error)?;
        match &self.place {
            Some(place) if !self.plain.is_empty() => write!(f, "<span data-place=\"{place}\">{words}</span>"),
            _ => write!(f, "{words}"),
        }
    }
}

impl HtmlSafe for PlainText {}

impl FastWritable for PlainText {
    fn write_into(&self, out: &mut dyn Write, _: &dyn Values) -> askama::Result<()> {
        Ok(write!(out, "{self}")?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_escaped_and_say_where_they_stand_only_where_they_are_shown() {
        let mut words = PlainText::from("Où & quand".to_owned());
        assert_eq!(words.to_string(), "Où &#38; quand");
        words.place = Some("content/a.toml:2:5".to_owned());
        assert_eq!(words.to_string(), "<span data-place=\"content/a.toml:2:5\">Où &#38; quand</span>");
        assert_eq!(words.plain, "Où & quand");
    }
}
