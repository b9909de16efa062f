//! Reads what editors wrote in TOML as a [`Site`], valid by construction.
//!
//! A file is read in two steps: first into TOML's own tree, which finds every slip of its syntax, then into the records of
//! a [`Site`], which finds every key and value that is wrong. Problems across files (an anchor or a year twice, an address that
//! two pages share) are found last. [`load`] does all of it and reports all problems of all files in one run.

mod doubtful;
mod fact_names;
mod facts;
mod file;
mod from_toml;
mod heads;
mod key_places;
mod language;
pub mod ledger;
mod legal_checks;
mod pasted;
pub mod prose;
mod reader;
mod registry;
pub(crate) mod schema;
pub(crate) mod site;
mod syntax_hints;
mod text;
mod texts;
mod typography;
mod validate;
mod value;
mod variables;
mod versions;

pub(crate) use doubtful::Doubts;
pub(crate) use file::text_file;
pub(crate) use from_toml::did_you_mean;
pub(crate) use language::Direction;
pub use language::Language;
pub(crate) use registry::record_schemas;
pub use registry::{ACCESSIBILITY, ComposedPage, Menu, PageKey};
pub use site::Site;
pub(crate) use text::{Line, Passage, Translated};
pub(crate) use typography::{TypographyRules, set};
pub(crate) use value::{Email, LanguageCode, Phone, slug_from};
pub use variables::VariablesByName;
pub(crate) use variables::{Fact, fact_meant};

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Place, Problem, Report};
use crate::source::{Files, is_copy};
use from_toml::{Context, FromToml};
use reader::{Reader, page_key};
use site::LanguageEntry;

/// Reads the content of a site.
///
/// Returns the languages that it is written in, and the site, in which something [stands in](FromToml::stand_in) for what is wrong;
/// `report` holds all that is, and nothing is to be published with an error in it.
#[must_use]
pub fn load(files: &Files, report: &mut Report) -> (Vec<Language>, Option<Site>) {
    let entries = language_entries(files);
    let languages = languages(files, &entries, report);
    let drafts = drafts(files, languages.len());
    misnamed_files(files, report);
    let reader = Reader { files, languages: &languages, drafts: &drafts };
    let site = registry::read(&reader, languages.clone(), report).filter(|site| !site.languages.is_empty());
    key_places::explain(report);
    unlisted_languages(files, report);
    if let Some(site) = &site {
        let doubts = Doubts::of(report);
        let mut between_files = Report::default();
        validate::site(site, &ledger::knows(files), &mut between_files);
        doubts.append(report, between_files);
        legal_checks::check(site, report);
        fact_names::check(site, report);
        let texts = texts::texts(files, &languages);
        facts::check(site, &texts, report);
        versions::compare(&texts, &languages, report);
        ledger::review(files, &texts, &languages, report);
        progress_of_drafts(files, &entries, &languages, report);
    }
    (languages, site)
}

/// The languages that `site.toml` lists; where it cannot be read, those that have a folder of words, so that the other
/// files are checked all the same.
fn languages(files: &Files, entries: &[LanguageEntry], report: &mut Report) -> Vec<Language> {
    let published: Vec<_> = entries.iter().filter(|entry| !entry.is_draft()).collect();
    let codes = published.iter().map(|entry| (entry.code.to_string(), &entry.table_place));
    // With one of them twice another is missing: nothing is to be said of its texts.
    let is_each_once = validate::each_once(codes, report, |language, other| Problem::LanguageTwice { language, other });
    if is_each_once && !published.is_empty() {
        return published.iter().enumerate().map(|(index, entry)| entry.language(index)).collect();
    }
    let codes = files.under("locales/");
    let codes = codes.filter_map(|(path, _)| path.strip_prefix("locales/")?.strip_suffix("/site.ftl"));
    let mut codes: Vec<_> = codes.collect();
    // French first, as the association writes in it.
    codes.sort_by_key(|code| (*code != "fr", *code));
    let language = |(index, code): (usize, &str)| Language {
        index,
        code: code.into(),
        name: code.into(),
        direction: Direction::default(),
        locale: code.into(),
    };
    codes.into_iter().enumerate().map(language).collect()
}

/// A language that has its words in the site, and is not in the list, is one problem, and not one at each of its texts. None where the
/// list itself has one.
fn unlisted_languages(files: &Files, report: &mut Report) {
    let has_words = |code: &str| files.get(&format!("locales/{code}/site.ftl")).is_some();
    let unlisted: BTreeSet<_> = report
        .errors()
        .filter_map(|one| match &one.problem {
            Problem::LanguageUnknown { language, .. } if has_words(language) => Some(language.clone()),
            _ => None,
        })
        .collect();
    let is_of_list = |one: &Diagnostic| one.place.path() == "content/site.toml";
    *report = std::mem::take(report).without(
        |one| matches!(&one.problem, Problem::LanguageUnknown { language, .. } if unlisted.contains(language)),
    );
    if report.errors().any(is_of_list) {
        return;
    }
    let Some(file) = text_file(files, "content/site.toml", &mut Report::default()) else { return };
    let list = file.text.find("[[languages]]").unwrap_or_default();
    for language in unlisted {
        report.error(Place::new(&file, list..list).whole_line(), Problem::LanguageUnlisted { language });
    }
}

/// The languages that `site.toml` lists. Its problems are reported when the whole file is read.
fn language_entries(files: &Files) -> Vec<LanguageEntry> {
    let mut silent = Report::default();
    let mut read = || {
        let file = text_file(files, "content/site.toml", &mut silent)?;
        let (tree, _) = file::tree(&file, &mut silent);
        let list = tree.get_ref().as_table()?.get("languages")?;
        let mut of_list = Report::default();
        let mut context = Context { file: &file, languages: &[], drafts: &[], language: "", report: &mut of_list };
        // Nothing stands in for a language.
        Vec::read("languages", list, &mut context).filter(|_| !of_list.has_errors())
    };
    read().unwrap_or_default()
}

/// The languages that are still being translated (`draft = true`), which go on after the `published` ones.
pub(crate) fn drafts(files: &Files, published: usize) -> Vec<Language> {
    let entries = language_entries(files);
    let drafts = entries.iter().filter(|entry| entry.is_draft());
    drafts.enumerate().map(|(index, entry)| entry.language(published + index)).collect()
}

/// Says of each language that is still being translated how far it is.
fn progress_of_drafts(files: &Files, entries: &[LanguageEntry], languages: &[Language], report: &mut Report) {
    let drafts = drafts(files, languages.len());
    if drafts.is_empty() {
        return;
    }
    let texts = texts::texts(files, &[languages, &drafts].concat());
    for (draft, entry) in drafts.iter().zip(entries.iter().filter(|entry| entry.is_draft())) {
        let done = texts.iter().filter(|text| text.versions[draft.index].is_some()).count();
        let (done, all) = (done.to_string(), texts.len().to_string());
        report.warning(entry.table_place.clone(), Problem::LanguageDraft { language: draft.code.clone(), done, all });
    }
}

/// The name that a file of content should have: that of a composed page or of the site, else that of a page of its own.
fn right_name(path: &str) -> String {
    let stem = path.trim_start_matches("content/").trim_start_matches("pages/");
    let stem = stem.rsplit('/').next().unwrap_or(stem).to_lowercase();
    let stem = stem.split(".toml").next().and_then(|stem| stem.split(".txt").next()).unwrap_or_default();
    let slug = value::slug_from(stem);
    let own = |file: &&&str| strsim::normalized_damerau_levenshtein(file, &format!("content/{slug}.toml")) > 0.9;
    match registry::FILES.iter().find(own) {
        Some(file) => (*file).to_owned(),
        None => format!("content/pages/{slug}.toml"),
    }
}

/// A file that nobody reads has a slip in its name, and one of a free page cannot have the key of a composed one. Notes
/// for editors (`.md`) may lie anywhere.
fn misnamed_files(files: &Files, report: &mut Report) {
    for (path, _) in files.under("content/") {
        if let Some(key) = page_key(path) {
            if matches!(PageKey::of(key), PageKey::Composed(_)) {
                report.error(Place::file(path), Problem::PageKeyTaken { key: key.into() });
            }
        } else if !registry::FILES.contains(&path) && path != ledger::LEDGER && !path.to_lowercase().ends_with(".md") {
            if is_copy(path) {
                report.warning(Place::file(path), Problem::FileCopy { file: path.into() });
                continue;
            }
            report.error(Place::file(path), Problem::FileUnknown { file: path.into(), near: right_name(path) });
        }
    }
}
