//! Texts: a line, a passage of several paragraphs, and what stands in each language of the site.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

use super::from_toml::{Context, FromToml};
use super::language::Language;
use super::prose::{Markdown, MarkdownContent, Phrase, Prose, Target, Unresolved};
use super::schema::Schema;
use super::value::At;
use crate::diagnostic::{Place, Problem};

/// Text of a single paragraph, perhaps with emphasis, links and facts.
pub type Line = At<Phrase>;

/// Text of several blocks: paragraphs, lists, headings.
pub type Passage = At<Prose>;

impl Line {
    /// Its words alone, where it refers to nothing.
    pub fn plain(&self) -> String {
        self.text(&Unresolved)
    }
}

impl<C: MarkdownContent> At<Markdown<C>> {
    /// The first mark of a block that is published as it was typed.
    pub fn raw_block(&self) -> Option<(Place, Problem)> {
        let mut raw = self
            .warnings
            .iter()
            .filter(|(_, problem)| matches!(problem, Problem::MarkUnspaced { .. } | Problem::ForeignMarkup { .. }));
        raw.next().map(|(at, problem)| (within(&self.place, at), problem.clone()))
    }

    /// Everything that it refers to, with the place of each reference.
    pub fn references(&self) -> impl Iterator<Item = (Place, &Target)> {
        self.references.iter().map(|(at, target)| (within(&self.place, at), target))
    }
}

impl<C: MarkdownContent> FromToml for Markdown<C> {
    fn schema() -> Schema {
        Schema::Words
    }

    fn read(key: &str, value: &Spanned<DeValue<'_>>, context: &mut Context<'_>) -> Option<Self> {
        let text = context.text(key, value)?;
        let place = context.place(value.span());
        match Self::parse(text, context.language) {
            Ok(markdown) => {
                for (at, warning) in &markdown.warnings {
                    context.report.warning(within(&place, at), warning.clone());
                }
                Some(markdown)
            }
            Err(problems) => {
                for (at, problem) in problems {
                    context.report.error(within(&place, &at), problem);
                }
                None
            }
        }
    }

    fn stand_in(context: &Context<'_>, _: &Place) -> Option<Self> {
        Self::parse("", context.language).ok()
    }
}

/// The place of a part of a text, by its bytes; that of the whole string where escapes make the text another than what
/// stands in the file.
fn within(string: &Place, part: &Range<usize>) -> Place {
    let typed = string.text();
    let quotes = if typed.starts_with("\"\"\"") || typed.starts_with("'''") { 3 } else { 1 };
    // A line's end right after the opening marks of a text of several lines is no part of it.
    let newline = ["\n", "\r\n"].into_iter().find(|end| quotes == 3 && typed[3..].starts_with(end));
    let start = string.start() + quotes + newline.map_or(0, str::len);
    let has_escapes = typed.starts_with('"') && typed.contains('\\');
    if has_escapes { string.clone() } else { string.at(start + part.start..start + part.end) }
}

/// Something in every language of the site: `title.fr`, `title.en`. Where it is optional ([`Option`]), in some of them; on a page that is
/// in some languages, in those.
#[derive(Clone, Debug)]
pub struct Translated<T> {
    versions: Vec<T>,
    /// For each language of the site the place of its version.
    places: Vec<usize>,
}

impl<T> Translated<T> {
    /// The version in this language; the first one where the page is not in it.
    pub fn of(&self, language: &Language) -> &T {
        &self.versions[self.places[language.index]]
    }

    /// From a version in each of the languages that the file is in; nothing where one is missing, or there is no such language.
    fn of_versions(versions: Vec<Option<T>>, context: &Context<'_>) -> Option<Self> {
        let Context { languages, required, .. } = context;
        let place = |language: &Language| required.iter().position(|one| one.code == language.code).unwrap_or_default();
        let places = languages.iter().map(place).collect();
        let versions = versions.into_iter().collect::<Option<Vec<_>>>().filter(|versions| !versions.is_empty())?;
        Some(Self { versions, places })
    }
}

/// The code that another writing of it stands for: `FR`, `fr_FR`.
fn code_meant<'l>(typed: &str, languages: &'l [Language]) -> Option<&'l str> {
    let first = typed.split(['-', '_']).next().unwrap_or_default().to_lowercase();
    let mut codes = languages.iter().map(|language| language.code.as_str());
    codes.clone().all(|code| code != typed).then(|| codes.find(|code| *code == first)).flatten()
}

impl<T: FromToml> FromToml for Translated<T> {
    fn schema() -> Schema {
        Schema::Languages { each: Box::new(T::schema()), all: T::absent().is_none() }
    }

    fn read(key: &str, value: &Spanned<DeValue<'_>>, context: &mut Context<'_>) -> Option<Self> {
        let table = context.table(key, value)?;
        let (languages, required) = (context.languages, context.required);
        let first = languages.first().map_or("", |language| language.code.as_str());
        for (code, _) in table {
            let name = code.get_ref().as_ref();
            if !languages.iter().chain(context.drafts).any(|language| language.code == name) {
                let known = languages.iter().map(|language| language.code.as_str()).collect::<Vec<_>>().join(", ");
                let near = code_meant(name, languages).map(|code| format!("{key}.{code}")).unwrap_or_default();
                context.error(code.span(), Problem::LanguageUnknown { language: name.into(), known, near });
            }
        }
        let mut version = |Language { code, is_draft, .. }: &Language| {
            // Until somebody translates it, a preview shows it as it is in the first language.
            let from = if *is_draft && !table.contains_key(code.as_str()) { first } else { code };
            let mut context = Context { language: from, report: &mut *context.report, ..*context };
            let read = match table.get(from) {
                Some(version) => T::read(&format!("{key}.{from}"), version, &mut context),
                // It was said of what was written in its place.
                None if table.keys().any(|typed| code_meant(typed.get_ref(), languages) == Some(code)) => None,
                None => T::absent().or_else(|| {
                    let (key, language) = (key.to_owned(), code.clone());
                    let right = if matches!(T::schema(), Schema::List(_)) { "[\"…\"]" } else { "\"…\"" }.to_owned();
                    context.refuse(value.span(), Problem::LanguageMissing { key, language, right })
                }),
            };
            read.or_else(|| T::stand_in(&context, &context.place(value.span())))
        };
        // All of them are read, also after one that is wrong.
        let versions: Vec<_> = required.iter().map(&mut version).collect();
        Self::of_versions(versions, context)
    }

    fn stand_in(context: &Context<'_>, place: &Place) -> Option<Self> {
        let versions = context.required.iter().map(|_| T::stand_in(context, place)).collect();
        Self::of_versions(versions, context)
    }
}
