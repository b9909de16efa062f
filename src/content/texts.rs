//! Finds every text that is translated, by a key that stays the same while others come and go.
//!
//! The key of a text is its file and its path in it: `pages/privacy:page.title`. What has an `id` goes by that alone, wherever it
//! stands (`timeline:t2a.text`); an item of a list goes by its anchor, or by the `id` of its first sentence, as an event does, whose year
//! may be corrected (`pages/privacy:sections.cookies.title`).
//!
//! A text may also be only a copy of its source, which [a new language](crate::translate) starts from: the mark [`TO_TRANSLATE`] says so
//! until somebody writes another text there, or takes the mark away because both languages have the same words.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use rayon::prelude::*;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::file::{ContentFile, ContentFiles};
use super::language::Language;
use super::page_languages;
use super::pasted::cleaned;
use super::registry::{PageKey, page_key, record_schemas};
use super::schema::{Schema, below};
use crate::diagnostic::{Diagnostic, Place, Problem, Report};

/// Stands at the end of the line of a text that was copied and is still to be translated.
pub(crate) const TO_TRANSLATE: &str = "# à traduire / to translate";

/// A text in the languages of the site.
#[derive(Clone, Debug)]
pub struct TranslatedText {
    /// Its key.
    pub key: String,
    /// The key that it had before keys went by ids: its whole path, with years.
    pub former_key: String,
    /// In each language of the site, in their order.
    pub versions: Vec<Option<Version>>,
    /// Whether it is to be in each of them: that of a page that is in some languages is in those.
    pub required: Vec<bool>,
}

impl TranslatedText {
    /// Its versions, but for those in a language that its page is not in, where they wait.
    pub fn shown(&self) -> impl Iterator<Item = Option<&Version>> {
        self.versions.iter().zip(&self.required).map(|(version, is_shown)| version.as_ref().filter(|_| *is_shown))
    }

    /// Whether it is of a page that is still a copy of another.
    pub fn is_of_a_copy(&self, report: &Report) -> bool {
        let is_in = |one: &Diagnostic| self.versions.iter().flatten().any(|own| own.place.path() == one.place.path());
        report.errors().any(|one| matches!(one.problem, Problem::PageCopied { .. }) && is_in(one))
    }

    /// Whether there is an error in one of its versions, or a slip of the syntax in its file, which may cut a text short.
    pub fn has_an_error(&self, report: &Report) -> bool {
        let is_near = |one: &Diagnostic, version: &Version| {
            let is_slip = one.problem.id().starts_with("toml-") && one.place.path() == version.place.path();
            is_slip || version.place.holds(&one.place)
        };
        report.errors().any(|one| self.versions.iter().flatten().any(|version| is_near(one, version)))
    }
}

/// A text in one language.
#[derive(Clone, Debug)]
pub struct Version {
    /// Its place, quotation marks included.
    pub place: Place,
    /// Its words as typed.
    pub words: String,
    /// Whether it is still the copy of its source that it began as.
    pub is_copy: bool,
}

/// A value that every language has: a text, an address or an anchor.
struct Found<'t, 'i> {
    /// Its path, and the one that it had before keys went by ids.
    path: &'t str,
    former_path: &'t str,
    /// Its version in each language, by the language's code.
    table: &'t DeTable<'i>,
    /// Whether it is text.
    is_words: bool,
}

/// Every text of the site, in the order of their keys; what cannot be read is left out.
pub fn texts(files: &ContentFiles<'_>, languages: &[Language]) -> Vec<TranslatedText> {
    let files: Vec<_> = files.iter().collect();
    let mut texts: Vec<_> =
        files.into_par_iter().flat_map_iter(|(path, file)| of_file(path, file, languages)).collect();
    texts.sort_by(|a, b| a.key.cmp(&b.key));
    texts
}

/// The texts of one file, in its order; none where it is no file of content.
fn of_file(path: &str, file: &ContentFile<'_>, languages: &[Language]) -> Vec<TranslatedText> {
    let mut texts = Vec::new();
    let name = file_key(path);
    each_value(path, file, languages, &mut |found, required, file| {
        if found.is_words {
            let versions = versions(found.table, languages, file);
            let [key, former_key] = [found.path, found.former_path].map(|path| format!("{name}:{path}"));
            texts.push(TranslatedText { key, former_key, versions, required: required.to_vec() });
        }
    });
    texts
}

/// The name of a file in the keys of its texts. A folder `content` in another is none of the site's.
fn file_key(path: &str) -> &str {
    let name = path.strip_prefix("content/").unwrap_or(path);
    name.strip_suffix(".toml").unwrap_or(name)
}

/// The places of everything that is still a copy in one of the languages: texts, addresses and anchors, in the order of the files.
pub fn copies(files: &ContentFiles<'_>, languages: &[Language], language: &Language) -> Vec<Place> {
    let mut copies = Vec::new();
    for (path, file) in files.iter() {
        each_value(path, file, languages, &mut |found, _, file| {
            let version = versions(found.table, languages, file).swap_remove(language.index);
            copies.extend(version.filter(|version| version.is_copy).map(|version| version.place));
        });
    }
    copies
}

/// Shows every value of a file that each language has to `found`, with whether it is to be in each language, and the file's place; nothing
/// where it is no file of content.
fn each_value(
    path: &str,
    file: &ContentFile<'_>,
    languages: &[Language],
    found: &mut dyn FnMut(&Found<'_, '_>, &[bool], &Place),
) {
    // Problems of the file are reported when it is read as a record.
    static SHAPES: LazyLock<Vec<(&str, Schema)>> = LazyLock::new(record_schemas);
    let name = file_key(path);
    // A file with the name of a page that the program composes is none, and says so.
    if page_key(path).is_some_and(|key| matches!(PageKey::of(key), PageKey::Composed(_))) {
        return;
    }
    let wanted = if page_key(path).is_some() { "page" } else { name };
    let Some((_, schema)) = SHAPES.iter().find(|(topic, _)| *topic == wanted) else { return };
    let of_page = page_key(path).map(|_| page_languages::of_file(&file.tree, languages));
    let is_required = |language: &Language| of_page.as_ref().is_none_or(|of_page| of_page.contains(language));
    let required: Vec<_> = languages.iter().map(is_required).collect();
    let place = file.place();
    walk(&file.tree, schema, languages, ["", ""], &mut |value| found(value, &required, &place));
}

/// Shows every value below one that each language has, with its path and its former path, to `found`.
fn walk(
    value: &Spanned<DeValue<'_>>,
    schema: &Schema,
    languages: &[Language],
    [path, former]: [&str; 2],
    found: &mut dyn FnMut(&Found<'_, '_>),
) {
    match (value.get_ref(), schema) {
        (DeValue::Table(table), Schema::Table { fields, .. }) => {
            let path = id(table).unwrap_or(path);
            for field in fields {
                if let Some(value) = table.get(field.key) {
                    let paths = [below(path, field.key), below(former, field.key)];
                    walk(value, &field.schema, languages, paths.each_ref().map(String::as_str), found);
                }
            }
        }
        (DeValue::Array(items), Schema::List(each)) => {
            let mut names = BTreeSet::new();
            for (index, item) in items.iter().enumerate() {
                let index = (index + 1).to_string();
                let name = name(item, languages).unwrap_or_else(|| index.clone());
                // Two events may have the same date.
                let name = if names.insert(name.clone()) { name } else { format!("{name}-{index}") };
                let former_name = former_name(item, languages).unwrap_or(index);
                let paths = [below(path, &name), below(former, &former_name)];
                walk(item, each, languages, paths.each_ref().map(String::as_str), found);
            }
        }
        (DeValue::Table(table), Schema::Languages { each, .. }) => {
            found(&Found { path, former_path: former, table, is_words: each.is_words() });
        }
        _ => {}
    }
}

/// The versions of a value, in the file of a place.
fn versions(table: &DeTable<'_>, languages: &[Language], file: &Place) -> Vec<Option<Version>> {
    let mut versions: Vec<_> = languages.iter().map(|language| version(table, language, file)).collect();
    if let Some((Some(source), others)) = versions.split_first_mut() {
        for version in others.iter_mut().flatten() {
            let rest = version.place.rest_of_line();
            version.is_copy = rest.contains(TO_TRANSLATE) && form(&version.words) == form(&source.words);
        }
    }
    versions
}

/// A version of a value, in the file of a place; nothing where it is empty.
fn version(table: &DeTable<'_>, language: &Language, file: &Place) -> Option<Version> {
    let value = table.get(language.code.as_str())?;
    let words = match value.get_ref() {
        DeValue::String(text) => text.to_string(),
        DeValue::Array(items) => items.iter().filter_map(|item| item.get_ref().as_str()).collect::<Vec<_>>().join("\n"),
        _ => return None,
    };
    (!words.trim().is_empty()).then(|| Version { place: file.at(value.span()), words, is_copy: false })
}

/// A text without what is form alone: line ends, spaces, how a letter with an accent is put together, whether an apostrophe is curly.
/// The site shows texts of the same form alike.
pub fn form(text: &str) -> String {
    let text = cleaned(text).replace('’', "'");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The `id` of a table.
fn id<'t>(table: &'t DeTable<'_>) -> Option<&'t str> {
    table.get("id")?.get_ref().as_str()
}

/// The name that an item of a list goes by in keys.
fn name(item: &Spanned<DeValue<'_>>, languages: &[Language]) -> Option<String> {
    let table = item.get_ref().as_table()?;
    let first_sentence = || id(table.get("sentences")?.get_ref().as_array()?.first()?.get_ref().as_table()?);
    let own = id(table).or_else(|| anchor(table, languages)).or_else(first_sentence);
    own.map(str::to_owned).or_else(|| former_name(item, languages))
}

fn anchor<'t>(table: &'t DeTable<'_>, languages: &[Language]) -> Option<&'t str> {
    table.get("anchor")?.get_ref().as_table()?.get(languages.first()?.code.as_str())?.get_ref().as_str()
}

/// The name that it went by before.
fn former_name(item: &Spanned<DeValue<'_>>, languages: &[Language]) -> Option<String> {
    let table = item.get_ref().as_table()?;
    for key in ["id", "year", "date", "code"] {
        match table.get(key).map(Spanned::get_ref) {
            Some(DeValue::String(name)) => return Some(name.to_string()),
            Some(DeValue::Integer(number)) => return Some(number.as_str().to_owned()),
            Some(DeValue::Datetime(day)) => return Some(day.to_string()),
            _ => {}
        }
    }
    anchor(table, languages).map(str::to_owned)
}
