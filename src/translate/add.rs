//! The places of one more language.

use super::{KnownLanguage, edited, messages, places};
use crate::content::{Direction, Language};
use crate::source::Files;

/// The reason why a language cannot be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddLanguageError {
    /// It is no code of a language (BCP 47).
    NotALanguage,
    /// The site has it.
    Known,
}

/// The files that adding a language changes or makes, by their paths: its place in `site.toml`, marked as a draft; its interface's
/// words; and behind each text a copy of it in the site's first language, marked as to be translated. `languages` are those that the site
/// has, drafts too.
///
/// # Errors
///
/// The code is none, or one of the site's.
pub fn add_language(
    files: &Files,
    languages: &[Language],
    code: &str,
) -> Result<Vec<(String, String)>, AddLanguageError> {
    let new = KnownLanguage::of(code).ok_or(AddLanguageError::NotALanguage)?;
    let words = format!("locales/{}/site.ftl", new.code);
    if languages.iter().any(|known| known.code.eq_ignore_ascii_case(&new.code)) || files.get(&words).is_some() {
        return Err(AddLanguageError::Known);
    }
    let first = languages.first().map_or("fr", |language| language.code.as_str());
    let text = |path: &str| String::from_utf8_lossy(files.get(path).map_or(&[], |bytes| &bytes[..])).into_owned();
    let mut changed = vec![(words, messages::to_translate(&text(&format!("locales/{first}/site.ftl")), &new))];
    for (path, _) in files.under("content/").filter(|(path, _)| path.strip_suffix(".toml").is_some()) {
        let before = text(path);
        let Some((versions, listed)) = places::of(&before, languages) else { continue };
        let mut edits: Vec<_> = versions.iter().flat_map(|one| one.copied(&before, first, &new.code)).collect();
        // Two values on one line are marked once.
        edits.dedup();
        if let Some(last) = listed.last().filter(|_| path == "content/site.toml") {
            edits.push(last.followed_by(&before, &entry(&new)));
        }
        if !edits.is_empty() {
            changed.push((path.to_owned(), edited(&before, edits)));
        }
    }
    Ok(changed)
}

/// The group of a language in `site.toml`.
fn entry(language: &KnownLanguage) -> Vec<String> {
    let KnownLanguage { code, name, direction, locale } = language;
    let mut entry = vec![format!("code = \"{code}\""), format!("name = \"{name}\""), format!("locale = \"{locale}\"")];
    if *direction == Direction::RightToLeft {
        entry.push(format!("direction = \"{}\"", direction.as_str()));
    }
    entry.push("draft = true".to_owned());
    entry
}
