//! Reads what editors wrote in TOML as a [`Site`], valid by construction.
//!
//! A file is read in two steps: first into TOML's own tree, which finds every slip of its syntax, then into the records of
//! a [`Site`], which finds every key and value that is wrong. Problems across files (an anchor or a year twice, an address that
//! two pages share) are found last. [`load`] does all of it and reports all problems of all files in one run.

mod absence;
mod colour;
mod comparison;
mod dates;
mod doubtful;
mod fact_names;
mod facts;
mod file;
mod file_names;
mod foreign_format;
mod from_toml;
mod headers;
mod heads;
mod high_groups;
mod key_names;
mod key_places;
mod language;
mod language_codes;
pub mod ledger;
mod legal_checks;
mod lengths;
pub(crate) mod look;
mod meant;
mod navigation;
mod network;
mod page_languages;
mod page_tree;
mod partial_date;
mod pasted;
mod percent;
mod plain_values;
pub mod prose;
mod reader;
mod registry;
mod reserved;
mod schedule;
pub(crate) mod schema;
pub(crate) mod site;
mod slug;
mod syntax_hints;
mod text;
mod texts;
mod time_zone;
mod timeline;
mod typography;
mod validate;
mod value;
mod value_meant;
mod variables;
mod versions;
mod word_list;

use std::collections::BTreeSet;

pub(crate) use absence::Absence;
pub(crate) use colour::Colour;
pub(crate) use dates::{Date, YearCount};
pub(crate) use doubtful::Doubts;
pub(crate) use fact_names::to_fill;
pub(crate) use file::{ContentFiles, ContentTexts, text_file};
pub(crate) use file_names::not_missing;
pub(crate) use from_toml::FromToml;
pub(crate) use key_names::did_you_mean;
pub(crate) use language::Direction;
pub use language::Language;
pub(crate) use page_tree::PageTree;
pub(crate) use partial_date::{PATTERN as PARTIAL_DATE, PartialDate, Year};
pub(crate) use pasted::is_styled;
pub(crate) use registry::record_schemas;
pub use registry::{ACCESSIBILITY, ComposedPage, FILES, Menu, PageKey, ShownTexts};
pub use schedule::{ChangeKind, Schedule, ScheduledChange};
pub use site::Site;
pub(crate) use slug::slug_from;
pub(crate) use text::{Line, Passage, Translated};
pub(crate) use texts::TO_TRANSLATE;
pub(crate) use typography::{TypographyRules, set};
pub(crate) use value::{At, LanguageCode, LogoFile, Name, Phone};
pub use variables::VariablesByName;
pub(crate) use variables::{Fact, fact_meant};

use crate::diagnostic::{Diagnostic, Place, Problem, Report, Severity};
use crate::source::Files;
use from_toml::Context;
use reader::Reader;
use registry::page_key;
use site::LanguageEntry;

/// Reads the content of a site.
///
/// Returns the languages that it is written in, and the site, in which something stands in (`FromToml::stand_in`) for what is wrong;
/// `report` holds all that is, and nothing is to be published with an error in it.
#[must_use]
pub fn load(files: &Files, report: &mut Report) -> (Vec<Language>, Option<Site>) {
    load_in(&ContentTexts::read(files).parse(), Drafts::Hidden, report)
}

/// Whether languages that are still being translated are among those of the site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Drafts {
    /// They are not: visitors do not see them.
    #[default]
    Hidden,
    /// They are, behind the others: for the preview.
    Shown,
}

/// The same, with or without the languages that are still being translated.
#[must_use]
pub(crate) fn load_in(files: &ContentFiles<'_>, shown: Drafts, report: &mut Report) -> (Vec<Language>, Option<Site>) {
    let entries = language_entries(files);
    let published = languages(files, &entries, report);
    let drafts = drafts_of(&entries, published.len());
    let all = [&published[..], &drafts].concat();
    file_names::check(files.all, report);
    let languages = if shown == Drafts::Shown { &all } else { &published };
    let site = read(files, languages, &drafts, report);
    file_names::not_missing(report);
    if let Some(site) = &site {
        schedule::check(site, report);
        let mut texts = texts::texts(files, &published);
        facts::check(site, &texts, report);
        // What a copied page has is still another's.
        texts.retain(|text| !text.is_of_a_copy(report));
        ledger::review(files.all, &texts, &published, report);
        // Of a text that has an error nobody knows how long it will be, or what it will link to.
        texts.retain(|text| !text.has_an_error(report));
        versions::compare(site, &texts, &published, report);
        lengths::lengths(&texts, &published, report);
        progress_of_drafts(files, &entries, &all, report);
        copies_to_translate(files, &entries, &published, report);
        if shown == Drafts::Hidden && !drafts.is_empty() {
            problems_of_drafts(files, &all, &drafts, report);
        }
    }
    doubtful::leave_out_half_read(report);
    (languages.clone(), site)
}

/// Reads and checks the site in these languages.
fn read(files: &ContentFiles<'_>, languages: &[Language], drafts: &[Language], report: &mut Report) -> Option<Site> {
    let site = registry::read(&Reader { files, languages, drafts }, languages.to_vec(), report);
    look::explain(report);
    key_places::explain(report);
    unlisted_languages(files, report);
    page_languages::untranslated(files, languages, report);
    let site = site.filter(|site| !site.languages.is_empty())?;
    let doubts = Doubts::of(report);
    let mut between_files = Report::default();
    validate::site(&site, &ledger::knows(files.all), &mut between_files);
    doubts.append(report, between_files);
    legal_checks::check(&site, report);
    fact_names::check(&site, report);
    Some(site)
}

/// Warns of what would prevent the publication of a draft: it is no error until it is to be published. What is wrong in the other
/// languages too is told of them.
fn problems_of_drafts(files: &ContentFiles<'_>, languages: &[Language], drafts: &[Language], report: &mut Report) {
    let mut of_drafts = Report::default();
    let _ = read(files, languages, drafts, &mut of_drafts);
    let is_told = |one: &Diagnostic| {
        report.errors().any(|other| other.place == one.place && other.problem.id() == one.problem.id())
    };
    of_drafts.leave_out(|one| one.severity != Severity::Error || is_told(one));
    of_drafts.errors().for_each(|one| report.warning(one.place.clone(), one.problem.clone()));
}

/// The languages that `site.toml` lists; where it cannot be read, those that have a folder of words, so that the other
/// files are checked all the same.
fn languages(files: &ContentFiles<'_>, entries: &[LanguageEntry], report: &mut Report) -> Vec<Language> {
    let published: Vec<_> = entries.iter().filter(|entry| !entry.is_draft()).collect();
    let codes = published.iter().map(|entry| (entry.code.to_string(), &entry.table_place));
    // With one of them twice another is missing: nothing is to be said of its texts.
    let is_each_once =
        comparison::each_once(codes, report, |language, other| Problem::LanguageTwice { language, other });
    if is_each_once && !published.is_empty() {
        let language = |(index, entry): (usize, &&LanguageEntry)| {
            let language = entry.language(index);
            match language_codes::code_of_texts(entry, entries, files, report) {
                Some(code) => Language { code, ..language },
                None => language,
            }
        };
        return published.iter().enumerate().map(language).collect();
    }
    let codes = files.all.under("locales/");
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
        is_draft: false,
    };
    codes.into_iter().enumerate().map(language).collect()
}

/// A language that has its words in the site, and is not in the list, is one problem, and not one at each of its texts. None where the
/// list itself has one.
fn unlisted_languages(files: &ContentFiles<'_>, report: &mut Report) {
    let has_words = |code: &str| files.all.get(&format!("locales/{code}/site.ftl")).is_some();
    let unlisted: BTreeSet<_> = report
        .errors()
        .filter_map(|one| match &one.problem {
            Problem::LanguageUnknown { language, .. } if has_words(language) => Some(language.clone()),
            _ => None,
        })
        .collect();
    let is_of_list = |one: &Diagnostic| one.place.path() == "content/site.toml";
    report.leave_out(
        |one| matches!(&one.problem, Problem::LanguageUnknown { language, .. } if unlisted.contains(language)),
    );
    if report.errors().any(is_of_list) {
        return;
    }
    let Some(file) = files.get("content/site.toml") else { return };
    let list = file.text.text.find("[[languages]]").unwrap_or_default();
    for language in unlisted {
        report.error(file.place().at(list..list).whole_line(), Problem::LanguageUnlisted { language });
    }
}

/// The languages that `site.toml` lists. Its problems are reported when the whole file is read.
fn language_entries(files: &ContentFiles<'_>) -> Vec<LanguageEntry> {
    let read = || {
        let file = files.get("content/site.toml")?;
        let list = file.tree.get_ref().as_table()?.get("languages")?;
        let mut of_list = Report::default();
        let mut context = Context::new(file.text, &[], &mut of_list);
        // Nothing stands in for a language.
        Vec::read("languages", list, &mut context).filter(|_| !of_list.has_errors())
    };
    read().unwrap_or_default()
}

/// The languages that are still being translated (`draft = true`), which go on after the `published` ones.
pub(crate) fn drafts(files: &Files, published: usize) -> Vec<Language> {
    drafts_of(&language_entries(&ContentTexts::read(files).parse()), published)
}

fn drafts_of(entries: &[LanguageEntry], published: usize) -> Vec<Language> {
    let drafts = entries.iter().filter(|entry| entry.is_draft());
    drafts.enumerate().map(|(index, entry)| entry.language(published + index)).collect()
}

/// Every string of what editors wrote, but for those in other languages than the site's own.
pub(crate) fn each_string(files: &ContentFiles<'_>, languages: &[Language], mut each: impl FnMut(&str)) {
    let mut drafts = drafts_of(&language_entries(files), languages.len());
    // A preview shows them.
    drafts.retain(|draft| languages.iter().all(|language| language.code != draft.code));
    for (_, file) in files.iter().filter(|(path, _)| registry::FILES.contains(path) || page_key(path).is_some()) {
        file.each_string(&drafts, &mut each);
    }
}

/// Says of each language that is still being translated how far it is.
fn progress_of_drafts(
    files: &ContentFiles<'_>,
    entries: &[LanguageEntry],
    languages: &[Language],
    report: &mut Report,
) {
    let drafts = languages.iter().filter(|language| language.is_draft);
    let texts = if drafts.clone().next().is_some() { texts::texts(files, languages) } else { Vec::new() };
    for (draft, entry) in drafts.zip(entries.iter().filter(|entry| entry.is_draft())) {
        let texts = texts.iter().filter(|text| text.required[draft.index]);
        let versions = texts.clone().filter_map(|text| text.versions[draft.index].as_ref());
        let done = versions.filter(|version| !version.is_copy).count();
        let (done, all) = (done.to_string(), texts.count().to_string());
        report.warning(entry.table_place.clone(), Problem::LanguageDraft { language: draft.code.clone(), done, all });
    }
}

/// A language in which something is still only a copy of its source cannot be published: one problem says where all of it is.
fn copies_to_translate(
    files: &ContentFiles<'_>,
    entries: &[LanguageEntry],
    languages: &[Language],
    report: &mut Report,
) {
    for language in languages.iter().skip(1) {
        let copies = texts::copies(files, languages, language);
        let of_file = |copies: &[Place]| format!("{} ({})", copies[0].path(), copies.len());
        let mut places: Vec<_> = copies.chunk_by(|a, b| a.path() == b.path()).map(of_file).collect();
        let words = format!("locales/{}/site.ftl", language.code);
        if files.all.get(&words).is_some_and(|text| text.starts_with(TO_TRANSLATE.as_bytes())) {
            places.push(words);
        }
        let entry = entries.iter().find(|entry| entry.code.as_str() == language.code);
        if let (Some(entry), false) = (entry, places.is_empty()) {
            let (language, places) = (language.code.clone(), places.join(", "));
            report.error(entry.table_place.clone(), Problem::LanguageUntranslated { language, places });
        }
    }
}
