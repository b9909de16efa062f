//! Messages that a later version of the program needs: a site from before it has none of them, and goes on working.

use std::sync::Arc;

use fluent::FluentResource;
use fluent_syntax::ast::{Entry, Resource};
use fluent_syntax::serializer::serialize;

use crate::content::Language;
use crate::diagnostic::{Place, Problem, Report, TextFile};

/// Their identifiers.
const ADDED: [&str; 7] = [
    "document-format",
    "document-size",
    "document-details",
    "notice",
    "preview-draft",
    "preview-not-yet",
    "preview-over",
];

/// The words of the carried site, by the codes of its languages; the last is for languages that it does not have.
const CARRIED: [(&str, &str); 2] =
    [("fr", include_str!("../../locales/fr/site.ftl")), ("en", include_str!("../../locales/en/site.ftl"))];

/// The same file with those of these messages that it lacks, as the carried site says them; where that does not speak its language,
/// a warning says which are to be written.
pub(super) fn supplemented(language: &Language, file: &Arc<TextFile>, report: &mut Report) -> Arc<TextFile> {
    let (Ok(own) | Err((own, _))) = FluentResource::try_new(file.text.to_string());
    let has = |id: &str| own.entries().any(|entry| matches!(entry, Entry::Message(message) if message.id.name == id));
    let missing: Vec<_> = ADDED.into_iter().filter(|id| !has(id)).collect();
    if missing.is_empty() {
        return Arc::clone(file);
    }
    let own = CARRIED.iter().find(|(code, _)| *code == language.code);
    if own.is_none() {
        for id in &missing {
            report.warning(Place::file(&file.path), Problem::MessageMissing { message: (*id).to_owned() });
        }
    }
    let carried = own.or(CARRIED.last()).map_or("", |(_, text)| text);
    let (Ok(carried) | Err((carried, _))) = FluentResource::try_new(carried.to_owned());
    let wanted =
        carried.entries().filter(|entry| matches!(entry, Entry::Message(one) if missing.contains(&one.id.name)));
    let text = format!("{}\n{}", file.text, serialize(&Resource { body: wanted.cloned().collect() }));
    TextFile::new(&file.path, text)
}
