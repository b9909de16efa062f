//! A text of one language whose key does not say which: `title = "…"` above `title.en = "…"`.

use std::collections::BTreeSet;

use crate::content::key_places::schema_at;
use crate::content::schema::Schema;
use crate::diagnostic::{Place, Problem};

/// The line of such a text in the group of a place, where a key is written twice because of it.
pub fn language_forgotten(place: &Place, key: &str) -> Option<(Place, Problem)> {
    let name = key.split('.').next()?.trim();
    let Some(Schema::Languages { .. }) = schema_at(place, name) else { return None };
    let text = place.file_text();
    let start = text[..place.start()].rfind("\n[").map_or(0, |at| at + 1);
    let header = text[start..].find('\n').map_or(text.len(), |length| start + length);
    let end = text[header..].find("\n[").map_or(text.len(), |length| header + length);
    let keys = keys(&text[start..end]);
    let bare = keys.iter().find(|key| **key == name)?;
    let own: BTreeSet<_> = languages(&keys).filter(|(key, _)| *key == name).map(|(_, code)| code).collect();
    // The site's languages as its first texts have them.
    let all = self::keys(text);
    let (_, missing) = languages(&all).find(|(key, code)| *key != name && !own.contains(code))?;
    let at = bare.as_ptr().addr() - text.as_ptr().addr();
    let (key, right) = (name.to_owned(), format!("{name}.{missing}"));
    Some((place.at(at..at + name.len()), Problem::TomlLanguage { key, right }))
}

/// The keys of the lines of a text.
fn keys(text: &str) -> Vec<&str> {
    text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| Some(line.split_once('=')?.0.trim())).collect()
}

/// The keys that end with a language's code, each with it.
fn languages<'a>(keys: &'a [&'a str]) -> impl Iterator<Item = (&'a str, &'a str)> {
    let is_code = |code: &str| (2..=3).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_lowercase());
    keys.iter().filter_map(|key| key.split_once('.')).filter(move |(_, code)| is_code(code))
}
