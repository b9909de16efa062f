//! The languages of a site, and texts that stand in each of them.

use toml::Spanned;
use toml::de::DeValue;

use super::read::{Context, Read, record};
use super::shape::{Shape, Shaped};
use super::value::{LanguageCode, Name};
use crate::diagnostic::{Place, Problem, Report};

/// A language that the site is written in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language {
    /// Its place in the site's list: the first is the one that the others translate.
    pub index: usize,
    /// Its code (BCP 47), which is also the first part of its pages' addresses.
    pub code: String,
    /// Its name, in itself: « Français ».
    pub name: String,
    /// The direction of its script.
    pub direction: Direction,
    /// Its locale for Open Graph: `fr_FR`.
    pub locale: String,
}

/// The direction of a script, as HTML's `dir` has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// From left to right.
    #[default]
    LeftToRight,
    /// From right to left.
    RightToLeft,
}

impl Direction {
    /// The value of `dir`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}

impl Shaped for Direction {
    fn shape() -> Shape {
        Shape::OneOf(&["ltr", "rtl"])
    }
}

impl Read for Direction {
    fn read(key: &str, value: &Spanned<DeValue<'_>>, context: &mut Context<'_>) -> Option<Self> {
        let word = context.one_of(key, value, &["ltr", "rtl"])?;
        Some(if word == "rtl" { Self::RightToLeft } else { Self::LeftToRight })
    }
}

record! {
    /// A language as `site.toml` lists it.
    pub struct LanguageEntry {
        /// Its code (BCP 47).
        pub code: LanguageCode,
        /// Its name, in itself.
        pub name: Name,
        /// Its locale for Open Graph, with its territory.
        pub locale: Name,
        /// The direction of its script; from left to right where it is not said.
        pub direction: Option<Direction>,
        /// Whether it is still being translated: its pages are not published.
        pub draft: Option<bool>,
    }
}

/// The list of `site.toml` as languages; a language that is there twice is a problem.
pub(super) fn languages(entries: &[LanguageEntry], report: &mut Report) -> Vec<Language> {
    let mut languages: Vec<Language> = Vec::new();
    for entry in entries {
        let code = entry.code.as_str();
        if languages.iter().any(|known| known.code == code) {
            report.error(entry.place.clone(), Problem::LanguageTwice { language: code.into() });
            continue;
        }
        languages.push(entry.language(languages.len()));
    }
    languages
}

impl LanguageEntry {
    /// The language, at this place of the site's list.
    pub(super) fn language(&self, index: usize) -> Language {
        Language {
            index,
            code: self.code.as_str().into(),
            name: self.name.as_str().into(),
            direction: self.direction.unwrap_or_default(),
            locale: self.locale.as_str().into(),
        }
    }

    /// Whether the language is still being translated.
    pub(super) fn is_draft(&self) -> bool {
        self.draft == Some(true)
    }
}

/// Something that stands in one language: a text, an address's slug.
pub trait InLanguage: Sized {
    /// Reads what stands under the language's code; nothing where it is wrong, which the report then says.
    fn read(key: &str, value: &Spanned<DeValue<'_>>, language: &Language, context: &mut Context<'_>) -> Option<Self>;
}

/// Something in every language of the site: `title.fr`, `title.en`.
#[derive(Clone, Debug)]
pub struct Translated<T> {
    values: Vec<T>,
}

impl<T> Translated<T> {
    /// What stands in this language.
    #[must_use]
    pub fn of(&self, language: &Language) -> &T {
        &self.values[language.index]
    }
}

impl<T: Shaped> Shaped for Translated<T> {
    fn shape() -> Shape {
        Shape::Languages { each: Box::new(T::shape()), all: true }
    }
}

impl<T: InLanguage> Read for Translated<T> {
    fn read(key: &str, value: &Spanned<DeValue<'_>>, context: &mut Context<'_>) -> Option<Self> {
        let partial: Partial<T> = Read::read(key, value, context)?;
        let mut values = Vec::new();
        for (language, value) in context.languages.iter().zip(partial.values) {
            if let Some(value) = value {
                values.push(value);
            } else if !partial.wrong.contains(&language.index) {
                let (key, language) = (key.into(), language.code.clone());
                context.report.error(partial.place.clone(), Problem::LanguageMissing { key, language });
            }
        }
        (values.len() == context.languages.len()).then_some(Self { values })
    }
}

/// Something in some of the site's languages: `former_slugs.fr`.
#[derive(Clone, Debug)]
pub struct Partial<T> {
    values: Vec<Option<T>>,
    /// The languages, by their place, whose value is there and wrong: it is not missing too.
    wrong: Vec<usize>,
    place: Place,
}

impl<T> Partial<T> {
    /// What stands in this language, if anything does.
    #[must_use]
    pub fn of(&self, language: &Language) -> Option<&T> {
        self.values[language.index].as_ref()
    }
}

impl<T: Shaped> Shaped for Partial<T> {
    fn shape() -> Shape {
        Shape::Languages { each: Box::new(T::shape()), all: false }
    }
}

impl<T: InLanguage> Read for Partial<T> {
    fn read(key: &str, value: &Spanned<DeValue<'_>>, context: &mut Context<'_>) -> Option<Self> {
        let table = context.table(key, value)?;
        let languages = context.languages;
        for (code, _) in table {
            let name = code.get_ref().as_ref();
            let is_draft = context.drafts.iter().any(|draft| draft.code == name);
            if !is_draft && !languages.iter().any(|language| language.code == name) {
                let known = languages.iter().map(|language| language.code.as_str()).collect::<Vec<_>>().join(", ");
                context.error(code.span(), Problem::LanguageUnknown { language: name.into(), known });
            }
        }
        let mut wrong = Vec::new();
        let mut values = Vec::new();
        for language in languages {
            let value = table.get(language.code.as_str()).map(|value| {
                let read = <T as InLanguage>::read(&format!("{key}.{}", language.code), value, language, context);
                if read.is_none() {
                    wrong.push(language.index);
                }
                read
            });
            values.push(value.flatten());
        }
        Some(Self { values, wrong, place: context.place(value.span()) })
    }
}

/// What reads the same in every language, such as a slug.
impl<T: Read> InLanguage for T {
    fn read(key: &str, value: &Spanned<DeValue<'_>>, _: &Language, context: &mut Context<'_>) -> Option<Self> {
        <T as Read>::read(key, value, context)
    }
}
