//! Warnings of what is missing although a site can be published without it: letters in the type, facts from the association.

use std::sync::Arc;

use crate::content::{self, Site};
use crate::diagnostic::{Place, Problem, Report, TextFile};
use crate::source::Files;

/// Warns of letters that the type lacks, where they stand.
pub(super) fn letters(files: &Files, missing: &[char], report: &mut Report) {
    for &letter in missing {
        let texts = files.under("content/").chain(files.under("locales/"));
        let texts = texts.filter(|(path, _)| *path != content::ledger::LEDGER);
        let found = texts.filter_map(|(path, bytes)| Some((path, std::str::from_utf8(bytes).ok()?))).find_map(
            |(path, text)| {
                let at = text.find(letter)?;
                let file = Arc::new(TextFile { path: path.to_owned(), text: text.into() });
                Some(Place::new(&file, at..at + letter.len_utf8()))
            },
        );
        let code = format!("U+{:04X}", u32::from(letter));
        let place = found.unwrap_or_else(|| Place::file("content"));
        report.warning(place, Problem::LetterMissing { letter: letter.to_string(), code });
    }
}

/// Warns of the facts that the association has still to give.
pub(super) fn variables(site: &Site, report: &mut Report) {
    for fact in site.missing_variables() {
        let file = match fact.split_once('.') {
            Some((file @ ("contact" | "site"), _)) => file,
            _ => "legal",
        };
        report.warning(Place::file(&format!("content/{file}.toml")), Problem::FactToFill { fact });
    }
}
