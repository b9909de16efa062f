//! JSON Schemas of the content files, with which an editor's program completes and checks while one types.
//!
//! JSON Schema of draft 2020-12, one file for each topic and one for free pages, as Tombi and others read them by the line
//! `#:schema ../schemas/timeline.schema.json` at the head of a file. Each key is described in French, of
//! `locales/fr/schema.ftl`, and in English, of the declaration's own comment. They are written as plain JSON values: the
//! records are read from TOML by rules of their own, which a derived schema (schemars) would not know.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use fluent::FluentArgs;
use serde_json::{Map, Value, json};

use crate::content::schema::{Field, Schema};
use crate::content::{Language, record_schemas};
use crate::diagnostic::Report;
use crate::folder::{Folder, WriteError};
use crate::i18n::{Catalog, Message, embedded};

/// The folder of a site that holds its schemas.
pub const FOLDER: &str = "schemas";

const FRENCH: &str = include_str!("../locales/fr/schema.ftl");

/// The schemas of a site in these languages, while those of `drafts` are being translated: the names of their files, and their text.
#[must_use]
pub fn schemas(languages: &[Language], drafts: &[Language]) -> Vec<(String, String)> {
    let text = |topic: &str, schema: &Schema| {
        let mut schema = value(schema, (languages, drafts));
        let file = if topic == "page" { "pages/*" } else { topic };
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
        schema["title"] = format!("content/{file}.toml").into();
        format!("{schema:#}\n")
    };
    record_schemas().iter().map(|(topic, schema)| (format!("{topic}.schema.json"), text(topic, schema))).collect()
}

/// Writes the schemas into the folder `schemas` of a site. Returns how many there are.
///
/// # Errors
///
/// The system refuses to write.
pub fn write(site: &Path, languages: &[Language], drafts: &[Language]) -> Result<usize, WriteError> {
    let path = site.join(FOLDER);
    let mut folder = Folder::at(&path);
    for (name, text) in schemas(languages, drafts) {
        folder.write(&name, text)?;
    }
    Ok(folder.files())
}

fn value(schema: &Schema, languages: (&[Language], &[Language])) -> Value {
    let (published, drafts) = languages;
    match schema {
        Schema::Table { record, about, fields } => {
            let property = |field: &Field| {
                let mut schema = value(&field.schema, languages);
                let french = french(&format!("{record}-{}", field.key));
                schema["title"] = field.key.into();
                schema["description"] = format!("{french}\n\n{}", field.about).into();
                (field.key.to_owned(), schema)
            };
            let properties: Map<_, _> = fields.iter().map(property).collect();
            let required: Vec<_> = fields.iter().filter(|field| field.required).map(|field| field.key).collect();
            json!({
                "type": "object",
                "description": format!("{}\n\n{about}", french(record)),
                "properties": properties,
                "required": required,
                "additionalProperties": false,
            })
        }
        Schema::List(each) => json!({ "type": "array", "items": value(each, languages), "minItems": 1 }),
        Schema::Languages { each, all } => {
            let property = |language: &Language| {
                let mut schema = value(each, languages);
                schema["title"] = language.name.as_str().into();
                (language.code.clone(), schema)
            };
            let codes: Vec<_> = published.iter().filter(|_| *all).map(|language| language.code.as_str()).collect();
            json!({
                "type": "object",
                "properties": published.iter().chain(drafts).map(property).collect::<Map<_, _>>(),
                "required": codes,
                "additionalProperties": false,
            })
        }
        Schema::Line | Schema::Passage => json!({ "type": "string", "pattern": r"\S" }),
        Schema::Text(pattern) => json!({ "type": "string", "pattern": pattern }),
        Schema::Integer(least, most) => json!({ "type": "integer", "minimum": least, "maximum": most }),
        Schema::Boolean => json!({ "type": "boolean" }),
        Schema::Date => json!({ "type": "string", "format": "date" }),
        Schema::OneOf(words) => json!({ "type": "string", "enum": words }),
    }
}

/// What a record or one of its keys is for, in French.
fn french(id: &str) -> String {
    static CATALOG: LazyLock<Catalog> = LazyLock::new(|| {
        let ids = ids();
        let messages: Vec<_> = ids.iter().map(|id| Message { id, variables: &[], attribute: None }).collect();
        let mut report = Report::default();
        match Catalog::new("fr", &embedded("locales/fr/schema.ftl", FRENCH), &messages, &mut report) {
            Some(catalog) => catalog,
            None => panic!("the words that the binary carries are not complete: {report:?}"),
        }
    });
    CATALOG.value(id, &FluentArgs::new())
}

/// The names of all messages: those of the records, and of their keys.
fn ids() -> BTreeSet<String> {
    fn gather(schema: &Schema, ids: &mut BTreeSet<String>) {
        match schema {
            Schema::Table { record, fields, .. } => {
                ids.insert((*record).to_owned());
                for field in fields {
                    ids.insert(format!("{record}-{}", field.key));
                    gather(&field.schema, ids);
                }
            }
            Schema::List(each) | Schema::Languages { each, .. } => gather(each, ids),
            _ => {}
        }
    }
    let mut ids = BTreeSet::new();
    for (_, schema) in record_schemas() {
        gather(&schema, &mut ids);
    }
    ids
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_record_and_every_key_is_described_in_french_and_in_english() {
        assert!(ids().len() > 100);
        // The first call fails where a message is missing, or is there and stands for nothing.
        assert_eq!(french("Timeline-events"), "Les événements, un par année, dans l’ordre des années.");
    }
}
