//! Finds every text that is translated, by a key that stays the same while others come and go.
//!
//! The key of a text is its file and its path in it, where an item of a list goes by its `id`, anchor, year or code:
//! `timeline:events.1990.sentences.t2a.text`, `pages/privacy:sections.cookies.title`.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use rayon::prelude::*;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::file::{text_file, tree};
use super::language::Language;
use super::reader::page_key;
use super::registry::record_schemas;
use super::schema::{Schema, below};
use crate::diagnostic::{Place, Report};
use crate::source::Files;

/// A text in the languages of the site.
#[derive(Clone, Debug)]
pub struct TranslatedText {
    /// Its key.
    pub key: String,
    /// In each language of the site, in their order.
    pub versions: Vec<Option<Version>>,
}

/// A text in one language.
#[derive(Clone, Debug)]
pub struct Version {
    /// Its place, quotation marks included.
    pub place: Place,
    /// Its words as typed.
    pub words: String,
}

/// Every text of the site, in the order of their keys; what cannot be read is left out.
pub fn texts(files: &Files, languages: &[Language]) -> Vec<TranslatedText> {
    let paths: Vec<_> = files.under("content/").map(|(path, _)| path).collect();
    let mut texts: Vec<_> = paths.into_par_iter().flat_map_iter(|path| of_file(files, path, languages)).collect();
    texts.sort_by(|a, b| a.key.cmp(&b.key));
    texts
}

/// The texts of one file, in its order; none where it is no file of content.
fn of_file(files: &Files, path: &str, languages: &[Language]) -> Vec<TranslatedText> {
    // Problems of the file are reported when it is read as a record.
    static SHAPES: LazyLock<Vec<(&str, Schema)>> = LazyLock::new(record_schemas);
    let mut texts = Vec::new();
    let Some(text) = text_file(files, path, &mut Report::default()) else { return texts };
    let name = path.trim_start_matches("content/").trim_end_matches(".toml");
    let wanted = if page_key(path).is_some() { "page" } else { name };
    let Some((_, schema)) = SHAPES.iter().find(|(topic, _)| *topic == wanted) else { return texts };
    let (tree, _) = tree(&text, &mut Report::default());
    let place = Place::new(&text, 0..0);
    walk(&tree, schema, languages, "", &mut |path, table| {
        let versions = languages.iter().map(|language| version(table, language, &place)).collect();
        texts.push(TranslatedText { key: format!("{name}:{path}"), versions });
    });
    texts
}

/// Shows every text that is translated below a value, with its path, to `found`.
fn walk(
    value: &Spanned<DeValue<'_>>,
    schema: &Schema,
    languages: &[Language],
    path: &str,
    found: &mut dyn FnMut(&str, &DeTable<'_>),
) {
    match (value.get_ref(), schema) {
        (DeValue::Table(table), Schema::Table { fields, .. }) => {
            for field in fields {
                if let Some(value) = table.get(field.key) {
                    walk(value, &field.schema, languages, &below(path, field.key), found);
                }
            }
        }
        (DeValue::Array(items), Schema::List(each)) => {
            let mut names = BTreeSet::new();
            for (index, item) in items.iter().enumerate() {
                let name = name(item, languages).unwrap_or_else(|| (index + 1).to_string());
                // Two events may have the same date.
                let name = if names.insert(name.clone()) { name } else { format!("{name}-{}", index + 1) };
                walk(item, each, languages, &below(path, &name), found);
            }
        }
        (DeValue::Table(table), Schema::Languages { each, .. }) if each.is_words() => found(path, table),
        _ => {}
    }
}

/// A text in one language, in the file of a place; nothing where it is empty.
fn version(table: &DeTable<'_>, language: &Language, file: &Place) -> Option<Version> {
    let value = table.get(language.code.as_str())?;
    let words = match value.get_ref() {
        DeValue::String(text) => text.to_string(),
        DeValue::Array(items) => items.iter().filter_map(|item| item.get_ref().as_str()).collect::<Vec<_>>().join("\n"),
        _ => return None,
    };
    (!words.trim().is_empty()).then(|| Version { place: file.at(value.span()), words })
}

/// The name that an item of a list goes by in keys.
fn name(item: &Spanned<DeValue<'_>>, languages: &[Language]) -> Option<String> {
    let table = item.get_ref().as_table()?;
    for key in ["id", "year", "date", "code"] {
        match table.get(key).map(Spanned::get_ref) {
            Some(DeValue::String(name)) => return Some(name.to_string()),
            Some(DeValue::Integer(number)) => return Some(number.as_str().to_owned()),
            Some(DeValue::Datetime(day)) => return Some(day.to_string()),
            _ => {}
        }
    }
    let anchor = table.get("anchor")?.get_ref().as_table()?.get(languages.first()?.code.as_str())?;
    anchor.get_ref().as_str().map(str::to_owned)
}
