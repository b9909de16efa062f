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
use crate::content::{FromToml, Language, PARTIAL_DATE, Year, record_schemas};
use crate::folder::{Folder, WriteError};
use crate::i18n::{Catalog, Message};

/// The folder of a site that holds its schemas.
pub const FOLDER: &str = "schemas";

const FRENCH: &str = include_str!("../locales/fr/schema.ftl");

/// The schemas of a site in these languages, while those of `drafts` are being translated: the names of their files, and their text.
#[must_use]
pub fn schemas(languages: &[Language], drafts: &[Language]) -> Vec<(String, String)> {
    let text = |topic: &str, schema: &Schema| {
        let is_page = topic == "page";
        let written = if is_page { in_some_languages(schema) } else { schema.clone() };
        let mut written = value(&written, (languages, drafts), &mut french);
        if is_page {
            // One that names no languages of its own is in all of them.
            written["if"] = json!({ "not": { "required": ["languages"] } });
            written["then"] = in_all_languages(schema, languages).unwrap_or_default();
        }
        let file = if is_page { "pages/*" } else { topic };
        written["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
        written["title"] = format!("content/{file}.toml").into();
        format!("{written:#}\n")
    };
    record_schemas().iter().map(|(topic, schema)| (format!("{topic}.schema.json"), text(topic, schema))).collect()
}

/// Writes the schemas into the folder `schemas` of a site. Returns how many there are.
pub(crate) fn write(site: &Path, languages: &[Language], drafts: &[Language]) -> Result<usize, WriteError> {
    let path = site.join(FOLDER);
    let mut folder = Folder::at(&path);
    for (name, text) in schemas(languages, drafts) {
        folder.write(&name, text)?;
    }
    Ok(folder.files())
}

/// A schema as JSON has it; `about` says in French what a record, or one of its keys, is for.
fn value(schema: &Schema, languages: (&[Language], &[Language]), about: &mut dyn FnMut(&str) -> String) -> Value {
    let (published, drafts) = languages;
    match schema {
        Schema::Table { record, about: english, fields, any } => {
            let french = about(record);
            let property = |field: &Field| {
                let mut schema = value(&field.schema, languages, about);
                let french = about(&format!("{record}-{}", field.key));
                schema["title"] = field.key.into();
                schema["description"] = format!("{french}\n\n{}", field.about).into();
                (field.key.to_owned(), schema)
            };
            let properties: Map<_, _> = fields.iter().map(property).collect();
            let required: Vec<_> = fields.iter().filter(|field| field.required).map(|field| field.key).collect();
            let mut table = json!({
                "type": "object",
                "description": format!("{french}\n\n{english}"),
                "properties": properties,
                "required": required,
                "additionalProperties": false,
            });
            if !any.is_empty() {
                let one_of = |keys: &Vec<&str>| json!({ "anyOf": keys.iter().map(|key| json!({ "required": [key] })).collect::<Value>() });
                table["allOf"] = any.iter().map(one_of).collect();
            }
            table
        }
        Schema::List(each) => json!({ "type": "array", "items": value(each, languages, about), "minItems": 1 }),
        Schema::Languages { each, all } => {
            let property = |language: &Language| {
                let mut schema = value(each, languages, about);
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
        Schema::Words => json!({ "type": "string", "pattern": r"\S" }),
        Schema::Text(pattern) => json!({ "type": "string", "pattern": pattern }),
        Schema::Integer(least, most) => json!({ "type": "integer", "minimum": least, "maximum": most }),
        Schema::Percent => json!({ "type": "number", "minimum": 0, "maximum": 100 }),
        Schema::Boolean => json!({ "type": "boolean" }),
        Schema::PartialDate => {
            let year = value(&Year::schema(), languages, about);
            json!({ "anyOf": [year, { "type": "string", "pattern": PARTIAL_DATE }] })
        }
        Schema::Date => json!({ "type": "string", "format": "date" }),
        Schema::OneOf(words) => json!({ "type": "string", "enum": words }),
    }
}

/// The schema of a page that may be in some of the site's languages: no text must be in all.
fn in_some_languages(schema: &Schema) -> Schema {
    match schema {
        Schema::Table { record, about, fields, any } => {
            let field = |field: &Field| Field { schema: in_some_languages(&field.schema), ..field.clone() };
            Schema::Table { record, about, fields: fields.iter().map(field).collect(), any: any.clone() }
        }
        Schema::List(each) => Schema::List(Box::new(in_some_languages(each))),
        Schema::Languages { each, .. } => Schema::Languages { each: each.clone(), all: false },
        other => other.clone(),
    }
}

/// What holds besides for one that is in all of them: nothing for a schema without texts.
fn in_all_languages(schema: &Schema, languages: &[Language]) -> Option<Value> {
    match schema {
        Schema::Table { fields, .. } => {
            let of_field = |field: &Field| Some((field.key.to_owned(), in_all_languages(&field.schema, languages)?));
            let properties: Map<_, _> = fields.iter().filter_map(of_field).collect();
            (!properties.is_empty()).then(|| json!({ "properties": properties }))
        }
        Schema::List(each) => Some(json!({ "items": in_all_languages(each, languages)? })),
        Schema::Languages { all: true, .. } => {
            let codes: Vec<_> = languages.iter().map(|language| language.code.as_str()).collect();
            Some(json!({ "required": codes }))
        }
        _ => None,
    }
}

/// The purpose of a record or of one of its keys, in French.
fn french(id: &str) -> String {
    static CATALOG: LazyLock<Catalog> = LazyLock::new(|| {
        // Every message that a schema asks for, and no other.
        let mut ids = BTreeSet::new();
        for (_, schema) in record_schemas() {
            value(&schema, (&[], &[]), &mut |id| {
                ids.insert(id.to_owned());
                String::new()
            });
        }
        let messages: Vec<_> = ids.iter().map(|id| Message { id, variables: &[], attribute: None }).collect();
        Catalog::embedded("fr", "schema", FRENCH, &messages)
    });
    CATALOG.format(id, None, &FluentArgs::new())
}
