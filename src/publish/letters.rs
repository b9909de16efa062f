//! The letters that an edition sets, and those among them that the type lacks.

use std::sync::Arc;

use crate::content::{self, Language};
use crate::diagnostic::{Place, Problem, Report, TextFile};
use crate::drawing::letters::{LetterSet, Letters};
use crate::i18n::Messages;
use crate::pages::Document;
use crate::source::Files;

/// The letters of what editors wrote, of the interface, and of what the pages set in italics.
pub(super) fn of(files: &Files, languages: &[Language], words: &[Messages], documents: &[Document]) -> Letters {
    let (mut all, mut italics) = (LetterSet::default(), LetterSet::default());
    content::each_string(files, languages, |text| all.add(text));
    for words in words {
        all.add(words.text());
    }
    for document in documents {
        italics.append(document.italics());
    }
    Letters::new(all, italics)
}

/// Warns of letters that the type lacks, where they stand.
pub(super) fn warn(files: &Files, missing: &[char], report: &mut Report) {
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
