//! One more language: its places in every file, as a draft that goes along with the site until it is complete; and the way back.
//!
//! A new language starts as a copy of the site's first one. So it can be seen in the preview from the first minute on, and nobody has to
//! guess which keys there are. Each copy is marked until it is translated, and a language with a mark left is not published.

mod add;
mod known;
mod messages;
mod places;
mod remove;

pub use add::{AddLanguageError, add_language};
pub use known::KnownLanguage;
pub use remove::{RemoveLanguageError, RemovedLanguage, remove_language};

use crate::content::{self, Language};
use crate::diagnostic::Report;
use crate::source::Files;

/// The languages of a site, those that are still being translated last.
#[must_use]
pub fn languages(files: &Files) -> Vec<Language> {
    let (mut languages, _) = content::load(files, &mut Report::default());
    languages.extend(content::drafts(files, languages.len()));
    languages
}

/// A change of a text: what stands at these bytes is replaced.
type Edit = (std::ops::Range<usize>, String);

/// A text after changes, none of which touches another.
fn edited(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|(at, _)| at.start);
    let (mut edited, mut from) = (String::with_capacity(text.len()), 0);
    for (at, new) in edits {
        edited += &text[from..at.start.max(from)];
        edited += &new;
        from = at.end.max(from);
    }
    edited + &text[from..]
}
