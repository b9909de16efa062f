//! The words of the interface, in every language of the site.
//!
//! Each message is declared once, in `messages`, as a method: a template that names a message which does not
//! exist does not compile, and a locale that lacks one, has one too many, or uses a variable that the message is
//! not given, is a problem with its file and line. So nothing falls back in silence: a message that an upgrade of the program brings is
//! the program's own, or that of the site's first language, until the site has it, and a warning says so.

mod catalog;
mod found;
mod meant;
mod messages;

pub(crate) use catalog::{Catalog, Message, StandIns};
pub use messages::Messages;

use crate::content::Language;
use crate::diagnostic::{Place, Problem, Report};
use crate::source::Files;

/// The words that the binary carries, by their languages.
const CARRIED: [(&str, &str); 2] =
    [("fr", include_str!("../../locales/fr/site.ftl")), ("en", include_str!("../../locales/en/site.ftl"))];

/// Reads the words of every language of the site: `locales/CODE/site.ftl`.
///
/// `report` says where a language lacks its folder or has a mistake in it. Words that the program carries stand in for that language, so
/// that all else is checked in the same run; nothing is ever published with an error. Nothing where there is no language.
#[must_use]
pub fn load(files: &Files, languages: &[Language], report: &mut Report) -> Option<Vec<Messages>> {
    let text = |language: &Language| {
        let bytes = files.get(&path(language))?;
        std::str::from_utf8(bytes).ok().map(str::to_owned)
    };
    let first = languages.first()?;
    let locale = |language: &Language| {
        let carried = CARRIED.iter().find(|(code, _)| *code == language.code).map(|(_, text)| *text);
        // Of a language that the program does not carry, the site's first language has the nearest words.
        let mut others: Vec<_> = carried.iter().map(|text| StandIns::new("program", text)).collect();
        if carried.is_none() && language.index > 0 {
            others.extend(text(first).map(|text| StandIns::new(&first.code, &text)));
        }
        others.extend(CARRIED.map(|(_, text)| StandIns::new("program", text)));
        // A draft without words is shown with those of the first language.
        let is_without = language.is_draft && files.get(&path(language)).is_none();
        let file = crate::content::text_file(files, &path(if is_without { first } else { language }), report);
        let read = file.and_then(|file| Messages::new(language, &file, &others, report));
        read.or_else(|| Messages::of_program(language, carried.unwrap_or(CARRIED[0].1)))
    };
    let all: Option<Vec<_>> = languages.iter().map(locale).collect();
    unknown_files(files, languages, report);
    crate::content::not_missing(report);
    all
}

/// The path of a language's words.
fn path(language: &Language) -> String {
    format!("locales/{}/site.ftl", language.code)
}

/// A file that nobody reads is a slip: a name with a letter wrong, or a language that `site.toml` does not list.
fn unknown_files(files: &Files, languages: &[Language], report: &mut Report) {
    let drafts = crate::content::drafts(files, languages.len());
    let known: Vec<_> = languages.iter().chain(&drafts).map(path).collect();
    for (path, _) in files.under("locales/") {
        let language = path.split('/').nth(1).unwrap_or_default();
        let is_told = report.errors().any(|one| match &one.problem {
            Problem::LanguageUnlisted { language: unlisted } => unlisted == language,
            // The list is not in order: what is missing in it comes of that.
            _ => one.place.path() == "content/site.toml" && path.ends_with("/site.ftl"),
        });
        if !known.iter().any(|one| one == path) && !is_own(path) && !is_told {
            let near = crate::content::did_you_mean(path, known.iter().map(String::as_str)).unwrap_or_default();
            unknown_file(files, path, language, near, &known, report);
        }
    }
}

/// Reports a file that nobody reads. A name that is taken is not offered: the file is a copy, or the words of another language.
fn unknown_file(files: &Files, path: &str, language: &str, near: String, known: &[String], report: &mut Report) {
    let (place, file) = (Place::file(path), path.to_owned());
    let own = format!("locales/{language}/site.ftl");
    let short = language.split(['_', '-', '.']).next().unwrap_or_default().to_lowercase();
    if path == own && known.iter().any(|one| *one == format!("locales/{short}/site.ftl") && files.get(one).is_none()) {
        let (found, right) = (language.to_owned(), short);
        report.error(Place::file(&format!("locales/{language}")), Problem::LanguageFolderNamed { found, right });
    } else if path != own && files.get(&own).is_some() {
        report.warning(place, Problem::FileCopy { file, original: own });
    } else if files.get(&near).is_none() && !near.is_empty() {
        report.error(place, Problem::FileUnknown { file, near });
    } else if path == own {
        report.error(place, Problem::LanguageFolder { language: language.to_owned() });
    } else {
        report.error(place, Problem::FileUnknown { file, near: String::new() });
    }
}

/// Says if a file holds the program's own words to editors. They come from the binary: a site may carry them, and cannot change them.
pub(crate) fn is_own(path: &str) -> bool {
    ["/check.ftl", "/cli.ftl", "/schema.ftl"].iter().any(|own| path.ends_with(own))
}
