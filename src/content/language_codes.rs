//! A language of the list whose code is another than that of its texts.

use super::file::ContentFiles;
use super::site::LanguageEntry;
use crate::diagnostic::{Problem, Report};

/// The code that the texts of a language have, where no text has that of the list: one problem, at the code, and not one at each text.
pub fn code_of_texts(
    entry: &LanguageEntry,
    entries: &[LanguageEntry],
    files: &ContentFiles<'_>,
    report: &mut Report,
) -> Option<String> {
    let code = entry.code.as_str();
    let folder = |code: &str| format!("locales/{code}/site.ftl");
    if files.all.get(&folder(code)).is_some() || has_texts(files, code) {
        return None;
    }
    let others =
        files.all.under("locales/").filter_map(|(path, _)| path.strip_prefix("locales/")?.strip_suffix("/site.ftl"));
    let is_free = |code: &&str| entries.iter().all(|entry| entry.code.as_str() != *code) && has_texts(files, code);
    let mut others: Vec<_> = others.filter(is_free).collect();
    // `fr-FR` and `fra` begin as `fr` does.
    others.sort_by_key(|other| !code.starts_with(other));
    let right = others.first().filter(|first| others.len() == 1 || code.starts_with(**first))?;
    let problem = Problem::LanguageCodeOther { value: code.to_owned(), right: (*right).to_owned() };
    let place = &entry.table_place;
    let at =
        place.file_text()[place.start()..].find(&format!("\"{code}\"")).map_or(place.start(), |at| place.start() + at);
    report.error(place.at(at..at + code.len() + 2), problem);
    Some((*right).to_owned())
}

/// Whether a file has a text in a language.
fn has_texts(files: &ContentFiles<'_>, code: &str) -> bool {
    let is_of_code = |line: &str| {
        line.split_once('=').is_some_and(|(key, _)| key.trim().rsplit_once('.').is_some_and(|(_, own)| own == code))
    };
    files.iter().any(|(_, file)| file.text.text.lines().any(is_of_code))
}
