//! The words of the interface, in every language of the site.
//!
//! Each message is declared once, in `messages`, as a method: a template that names a message which does not
//! exist does not compile, and a locale that lacks one, has one too many, or uses a variable that the message is
//! not given, is a problem with its file and line. So nothing falls back in silence; a site that is
//! older than a message gets it from the binary.

mod catalog;
mod later;
mod messages;

pub(crate) use catalog::{Catalog, Message};
pub use messages::Messages;

use crate::content::Language;
use crate::diagnostic::{Place, Problem, Report};
use crate::source::Files;

/// Reads the words of every language of the site: `locales/CODE/site.ftl`.
///
/// Returns nothing where a language lacks its folder or a message; `report` then says which.
#[must_use]
pub fn load(files: &Files, languages: &[Language], report: &mut Report) -> Option<Vec<Messages>> {
    let locale = |language: &Language| {
        let own = format!("locales/{}/site.ftl", language.code);
        let first = format!("locales/{}/site.ftl", languages[0].code);
        // A draft without words is shown with those of the first language.
        let path = if language.is_draft && files.get(&own).is_none() { &first } else { &own };
        let text = crate::content::text_file(files, path, report)?;
        Messages::new(language, &text, report)
    };
    let all: Vec<_> = languages.iter().filter_map(locale).collect();
    unknown_files(files, languages, report);
    (all.len() == languages.len()).then_some(all)
}

/// A file that nobody reads is a slip: a name with a letter wrong, or a language that `site.toml` does not list.
fn unknown_files(files: &Files, languages: &[Language], report: &mut Report) {
    let drafts = crate::content::drafts(files, languages.len());
    let known: Vec<_> =
        languages.iter().chain(&drafts).map(|language| format!("locales/{}/site.ftl", language.code)).collect();
    for (path, _) in files.under("locales/") {
        if !known.iter().any(|one| one == path) && !is_own(path) {
            let near = crate::content::did_you_mean(path, known.iter().map(String::as_str)).unwrap_or_default();
            report.error(Place::file(path), Problem::FileUnknown { file: path.into(), near });
        }
    }
}

/// Says if a file holds the program's own words to editors. They come from the binary: a site may carry them, and cannot change them.
pub(crate) fn is_own(path: &str) -> bool {
    path.ends_with("/check.ftl") || path.ends_with("/schema.ftl")
}
