//! The way back: a language is taken out of every file.

use super::{edited, places};
use crate::content::{Language, ledger};
use crate::source::Files;

/// The reason why a language cannot be removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RemoveLanguageError {
    /// The site does not have it.
    Unknown,
    /// The others are translations of it.
    First,
    /// A file is not TOML, so that what stands in it cannot be told.
    Unreadable(String),
}

/// What removing a language takes away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemovedLanguage {
    /// The language.
    pub language: Language,
    /// The files that change, by their paths, with their new text.
    pub changed: Vec<(String, String)>,
    /// The files that go.
    pub removed: Vec<String>,
    /// How many texts, addresses and anchors go with them.
    pub texts: usize,
}

/// What is to be changed to remove a language: in the content only its own lines and the note of an earlier version that stood for one,
/// its words, and its part of the ledger. `languages` are those that the site has, drafts too.
///
/// # Errors
///
/// The site does not have the language, or has it as its first, or a file of it is not TOML.
pub fn remove_language(
    files: &Files,
    languages: &[Language],
    code: &str,
) -> Result<RemovedLanguage, RemoveLanguageError> {
    let language = languages.iter().find(|language| language.code.eq_ignore_ascii_case(code));
    let language = language.ok_or(RemoveLanguageError::Unknown)?.clone();
    if language.index == 0 {
        return Err(RemoveLanguageError::First);
    }
    let (mut changed, mut texts) = (Vec::new(), 0);
    for (path, bytes) in files.under("content/").filter(|(path, _)| path.strip_suffix(".toml").is_some()) {
        let before = String::from_utf8_lossy(bytes);
        let (versions, listed) =
            places::of(&before, languages).ok_or_else(|| RemoveLanguageError::Unreadable(path.to_owned()))?;
        let mut edits: Vec<_> = versions.iter().filter_map(|one| one.taken_out(&before, &language.code)).collect();
        texts += edits.len();
        let of_language = listed.iter().filter(|one| one.code == language.code && path == "content/site.toml");
        edits.extend(of_language.map(|one| one.taken_out(&before)));
        let after = without_notes(&edited(&before, edits), &language.code);
        if after != before {
            changed.push((path.to_owned(), after));
        }
    }
    changed.extend(ledger::without(files, &language.code).map(|text| (ledger::LEDGER.to_owned(), text)));
    let words = format!("locales/{}/", language.code);
    let removed = files.under(&words).map(|(path, _)| path.to_owned()).collect();
    Ok(RemovedLanguage { language, changed, removed, texts })
}

/// A text without the notes that stand for a text to fill in, `# title.pt = ""`, which `language add` once wrote.
fn without_notes(text: &str, code: &str) -> String {
    let end = format!(".{code}");
    let value_of = |line: &str| {
        let (key, value) = line.trim_start().strip_prefix('#')?.split_once('=')?;
        let key = key.trim().strip_suffix(&end)?;
        let is_key = key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte));
        is_key.then(|| value.trim().to_owned())
    };
    let mut kept = String::with_capacity(text.len());
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        match value_of(line).as_deref() {
            Some("\"\"" | "[\"\"]") => {}
            Some("\"\"\"") => drop(lines.next_if(|next| next.trim() == "# \"\"\"")),
            _ => kept += line,
        }
    }
    kept
}
