//! The languages of a site, and texts that stand in each of them.

use toml::Spanned;
use toml::de::DeValue;

use super::from_toml::{Choice, Context, FromToml, record};
use super::schema::Schema;
use super::value::{LanguageCode, Name};
use crate::diagnostic::{Problem, Report};

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

impl Choice for Direction {
    const CHOICES: &'static [(&'static str, Self)] = &[("ltr", Self::LeftToRight), ("rtl", Self::RightToLeft)];
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

/// Something in every language of the site: `title.fr`, `title.en`.
#[derive(Clone, Debug)]
pub struct Translated<T>(Vec<T>);

impl<T> Translated<T> {
    /// What stands in this language.
    #[must_use]
    pub fn of(&self, language: &Language) -> &T {
        &self.0[language.index]
    }
}

impl<T: FromToml> FromToml for Translated<T> {
    fn schema() -> Schema {
        Schema::Languages { each: Box::new(T::schema()), all: true }
    }

    fn read(key: &str, value: &Spanned<DeValue<'_>>, context: &mut Context<'_>) -> Option<Self> {
        versions(key, value, context, true)?.into_iter().collect::<Option<_>>().map(Self)
    }
}

/// Something in some of the site's languages: `former_slugs.fr`.
#[derive(Clone, Debug)]
pub struct Partial<T>(Vec<Option<T>>);

impl<T> Partial<T> {
    /// What stands in this language, if anything does.
    #[must_use]
    pub fn of(&self, language: &Language) -> Option<&T> {
        self.0[language.index].as_ref()
    }
}

impl<T: FromToml> FromToml for Partial<T> {
    fn schema() -> Schema {
        Schema::Languages { each: Box::new(T::schema()), all: false }
    }

    fn read(key: &str, value: &Spanned<DeValue<'_>>, context: &mut Context<'_>) -> Option<Self> {
        versions(key, value, context, false).map(Self)
    }
}

/// What a table has in each language of the site; nothing for one where it is wrong or, which is a problem if there must
/// be one in `all`, missing.
fn versions<T: FromToml>(
    key: &str,
    value: &Spanned<DeValue<'_>>,
    context: &mut Context<'_>,
    all: bool,
) -> Option<Vec<Option<T>>> {
    let table = context.table(key, value)?;
    let languages = context.languages;
    for (code, _) in table {
        let name = code.get_ref().as_ref();
        if !languages.iter().chain(context.drafts).any(|language| language.code == name) {
            let known = languages.iter().map(|language| language.code.as_str()).collect::<Vec<_>>().join(", ");
            context.error(code.span(), Problem::LanguageUnknown { language: name.into(), known });
        }
    }
    let version = |Language { code, .. }: &'_ Language| {
        let Some(version) = table.get(code.as_str()) else {
            if all {
                context.error(value.span(), Problem::LanguageMissing { key: key.into(), language: code.clone() });
            }
            return None;
        };
        let mut context = Context { language: code, report: &mut *context.report, ..*context };
        T::read(&format!("{key}.{code}"), version, &mut context)
    };
    Some(languages.iter().map(version).collect())
}
