//! The letters that an edition sets, and those among them that the type lacks.

use std::sync::Arc;

use crate::content::{self, ContentFiles, Language};
use crate::diagnostic::{Place, Problem, Report, TextFile};
use crate::drawing::letters::{LetterSet, Letters};
use crate::i18n::Messages;
use crate::pages::Document;
use crate::source::Files;

/// The letters of what editors wrote, of the interface, and of what the pages set in italics.
pub(super) fn of(
    content: &ContentFiles<'_>,
    languages: &[Language],
    messages: &[Messages],
    documents: &[Document],
) -> Letters {
    let (mut all, mut italics) = (LetterSet::default(), LetterSet::default());
    content::each_string(content, languages, |text| all.add(text));
    for messages in messages {
        all.add(messages.text());
    }
    for document in documents {
        italics.append(&document.collected.italics);
    }
    Letters::new(all, italics)
}

/// More letters than this are no slips, but a script that the type does not have: one warning speaks of all.
const SLIPS: usize = 3;

/// Warns of letters that the type lacks, where they stand.
pub(super) fn warn(files: &Files, missing: &[char], report: &mut Report) {
    // Of these each word is told.
    let missing: Vec<_> = missing.iter().copied().filter(|letter| !content::is_styled(*letter)).collect();
    if missing.len() > SLIPS {
        let place = place_of(files, |text| text.find(&missing[..]));
        let (letters, count) = (missing.iter().take(40).collect(), missing.len().to_string());
        return report.warning(place, Problem::LettersMissing { letters, count });
    }
    for letter in missing {
        let code = format!("U+{:04X}", u32::from(letter));
        let place = place_of(files, |text| text.find(letter));
        report.warning(place, Problem::LetterMissing { letter: letter.to_string(), code });
    }
}

/// The place of the first letter that `find` finds in the site's words.
fn place_of(files: &Files, find: impl Fn(&str) -> Option<usize>) -> Place {
    let texts = files.under("content/").chain(files.under("locales/"));
    let texts = texts.filter(|(path, _)| *path != content::ledger::LEDGER);
    let mut texts = texts.filter_map(|(path, bytes)| Some((path, std::str::from_utf8(bytes).ok()?)));
    let found = texts.find_map(|(path, text)| {
        let at = find(text)?;
        let file = Arc::new(TextFile { path: path.to_owned(), text: text.into() });
        Some(Place::new(&file, at..at + text[at..].chars().next().map_or(0, char::len_utf8)))
    });
    found.unwrap_or_else(|| Place::file("content"))
}
