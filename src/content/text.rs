//! Texts in one language: a line, a few lines, a passage of several paragraphs.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

use super::language::{InLanguage, Language};
use super::prose::{self, Phrase, ProblemKind, Prose, Resolve, Unresolved};
use super::read::Context;
use super::shape::{Shape, Shaped};
use crate::diagnostic::{Place, Problem};

/// Text of a single paragraph, perhaps with emphasis, links and facts.
#[derive(Clone, Debug)]
pub struct Line {
    phrase: Phrase,
    source: Literal,
}

/// A list of lines.
#[derive(Clone, Debug)]
pub struct Lines(Vec<Line>);

/// Text of several blocks: paragraphs, lists, headings.
#[derive(Clone, Debug)]
pub struct Passage {
    prose: Prose,
    source: Literal,
}

impl Line {
    /// As HTML (phrasing content), with what it refers to.
    #[must_use]
    pub fn html(&self, resolve: &dyn Resolve) -> String {
        self.phrase.render(resolve)
    }

    /// Its words alone, with what it refers to.
    #[must_use]
    pub fn text(&self, resolve: &dyn Resolve) -> String {
        self.phrase.text(resolve)
    }

    /// Its words alone, where it refers to nothing.
    #[must_use]
    pub fn plain(&self) -> String {
        self.phrase.text(&Unresolved)
    }

    /// What it refers to.
    #[must_use]
    pub fn references(&self) -> Vec<prose::Reference<'_>> {
        self.phrase.references()
    }

    /// Where it stands.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.source.place
    }

    /// Where a part of it stands.
    #[must_use]
    pub fn place_of(&self, part: &Range<usize>) -> Place {
        self.source.place_of(part)
    }
}

impl Lines {
    /// The words of all lines, on a single one.
    #[must_use]
    pub fn plain(&self) -> String {
        self.0.iter().map(Line::plain).collect::<Vec<_>>().join(" ")
    }

    /// The lines in their order.
    pub fn iter(&self) -> impl Iterator<Item = &Line> {
        self.0.iter()
    }
}

impl Passage {
    /// As HTML (flow content), with what it refers to.
    #[must_use]
    pub fn html(&self, resolve: &dyn Resolve) -> String {
        self.prose.render(resolve)
    }

    /// Its words alone, each block on a line of its own.
    #[must_use]
    pub fn text(&self, resolve: &dyn Resolve) -> String {
        self.prose.text(resolve)
    }

    /// Each of its paragraphs, headings and list items as HTML; empty where it lacks a fact.
    #[must_use]
    pub fn units_html(&self, resolve: &dyn Resolve) -> Vec<String> {
        self.prose.render_units(resolve)
    }

    /// How many paragraphs, headings and list items it has.
    #[must_use]
    pub fn units(&self) -> usize {
        self.prose.units()
    }

    /// What it refers to.
    #[must_use]
    pub fn references(&self) -> Vec<prose::Reference<'_>> {
        self.prose.references()
    }

    /// Where it stands.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.source.place
    }

    /// Where a part of it stands.
    #[must_use]
    pub fn place_of(&self, part: &Range<usize>) -> Place {
        self.source.place_of(part)
    }
}

impl Shaped for Line {
    fn shape() -> Shape {
        Shape::Line
    }
}

impl InLanguage for Line {
    fn read(key: &str, value: &Spanned<DeValue<'_>>, language: &Language, context: &mut Context<'_>) -> Option<Self> {
        let text = context.text(key, value)?;
        let source = Literal::new(context.place(value.span()), text);
        match Phrase::parse(text, &language.code) {
            Ok(phrase) => Some(Self { phrase, source }),
            Err(problems) => source.report(problems, context),
        }
    }
}

impl Shaped for Lines {
    fn shape() -> Shape {
        Shape::List(Box::new(Shape::Line))
    }
}

impl InLanguage for Lines {
    fn read(key: &str, value: &Spanned<DeValue<'_>>, language: &Language, context: &mut Context<'_>) -> Option<Self> {
        let DeValue::Array(items) = value.get_ref() else {
            return context.wrong(key, "list", value);
        };
        if items.is_empty() {
            context.error(value.span(), Problem::ListEmpty { key: key.into() });
            return None;
        }
        let lines: Vec<_> = items.iter().map(|item| Line::read(key, item, language, context)).collect();
        lines.into_iter().collect::<Option<_>>().map(Self)
    }
}

impl Shaped for Passage {
    fn shape() -> Shape {
        Shape::Passage
    }
}

impl InLanguage for Passage {
    fn read(key: &str, value: &Spanned<DeValue<'_>>, language: &Language, context: &mut Context<'_>) -> Option<Self> {
        let text = context.text(key, value)?;
        let source = Literal::new(context.place(value.span()), text);
        match Prose::parse(text, &language.code) {
            Ok(prose) => Some(Self { prose, source }),
            Err(problems) => source.report(problems, context),
        }
    }
}

/// A string as it stands in its file.
#[derive(Clone, Debug)]
struct Literal {
    place: Place,
    /// Where its text begins; nothing where escapes make the text another than what stands in the file.
    text_start: Option<usize>,
}

impl Literal {
    fn new(place: Place, text: &str) -> Self {
        let text_start = words_place(&place, text).map(|words| words.start());
        Self { place, text_start }
    }

    fn place_of(&self, part: &Range<usize>) -> Place {
        match self.text_start {
            Some(start) => self.place.at(start + part.start..start + part.end),
            None => self.place.clone(),
        }
    }

    fn report<T>(&self, problems: Vec<prose::Problem>, context: &mut Context<'_>) -> Option<T> {
        for problem in problems {
            let place = self.place_of(&problem.at);
            let words = named(problem.kind, &place);
            context.report.error(place, words);
        }
        None
    }
}

/// Where the words of a string stand, without its quotation marks; nothing where they are written otherwise in the file, with escapes.
pub(super) fn words_place(literal: &Place, text: &str) -> Option<Place> {
    let quoted = literal.text();
    let quote = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|quote| quoted.starts_with(quote))?;
    let inner = quoted.strip_prefix(quote)?.strip_suffix(quote)?;
    // A line's end right after the opening marks of a text of several lines is no part of it.
    let first = if quote.len() == 3 { inner.find('\n').filter(|&at| inner[..at].trim().is_empty()) } else { None };
    let skipped = first.map_or(0, |at| at + 1);
    let start = literal.start() + quote.len() + skipped;
    (&inner[skipped..] == text).then(|| literal.at(start..start + text.len()))
}

/// A problem of the text, as editors know it.
fn named(kind: ProblemKind, place: &Place) -> Problem {
    match kind {
        ProblemKind::RawHtml => Problem::RawHtml {},
        ProblemKind::BlockInPhrase { .. } => Problem::BlockInLine {},
        ProblemKind::UnsupportedBlock { .. } | ProblemKind::TooDeep => Problem::MarkupUnknown {},
        ProblemKind::HeadingSkipsLevel { found, allowed } => {
            Problem::HeadingSkipsLevel { found: "#".repeat(found.into()), allowed: "#".repeat(allowed.into()) }
        }
        ProblemKind::EmptyLink | ProblemKind::LinkWithoutAddress | ProblemKind::EmptyHeading => Problem::LinkEmpty {},
        ProblemKind::LinkScheme { .. } | ProblemKind::LinkWithoutScheme => {
            Problem::LinkScheme { target: place.text().to_owned() }
        }
        ProblemKind::BadAddress { address } => Problem::LinkScheme { target: address },
        ProblemKind::NestedLink => Problem::LinkNested {},
        ProblemKind::LinkTitle => Problem::LinkTitle {},
        ProblemKind::BadLanguage { tag } => Problem::NotALanguage { value: tag },
        ProblemKind::PictureElsewhere => Problem::PictureElsewhere {},
        ProblemKind::AlternativeMissing { file } => Problem::AlternativeMissing { file },
        ProblemKind::DecorationWithWords { file } => Problem::DecorationWithWords { file },
        ProblemKind::CaptionInParagraph => Problem::CaptionInParagraph {},
        ProblemKind::BadPlaceholder => Problem::FactMalformed {},
        ProblemKind::BrokenLink => Problem::LinkBroken {},
        ProblemKind::ControlSign => Problem::ControlSign {},
    }
}
