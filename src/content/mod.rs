//! Reads what editors wrote in TOML as a [`Site`], valid by construction.
//!
//! A file is read in two steps: TOML's own tree, with every slip of its syntax, then the records of [`site`], with
//! every key and value that is wrong. What can only be seen across files (an anchor or a year twice, an address that
//! two pages share) is checked last. [`load`] does all of it and reports all problems of all files in one run.

mod file;
mod from_toml;
mod language;
pub mod ledger;
pub mod prose;
mod registry;
pub mod schema;
pub mod site;
mod syntax_hints;
mod text;
mod texts;
pub mod typography;
mod validate;
mod value;
mod variables;

pub(crate) use file::text_file;
pub(crate) use from_toml::did_you_mean;
pub use language::{Direction, Language, Partial, Translated};
pub use registry::{ComposedPage, Menu, record_schemas};
pub use site::Site;
pub use text::{Line, Lines, Passage};
pub use texts::{TranslatedText, texts};
pub use typography::{TypographyRules, set};
pub use value::{Anchor, At, ContactUri, CountryCode, Date, Email, LanguageCode, Name, Phone, Slug, Url, Year};
pub use variables::{Fact, VariablesByName, missing as missing_variables, of as variables_of};

use rayon::prelude::*;

use crate::diagnostic::{Place, Problem, Report};
use crate::source::Files;
use from_toml::{Context, FromToml};
use site::FreePage;

/// Reads the content of a site.
///
/// Returns the languages that it is written in, and the site, where every file is good; `report` holds what is not.
#[must_use]
pub fn load(files: &Files, report: &mut Report) -> (Vec<Language>, Option<Site>) {
    let languages = languages(files, report);
    let drafts = drafts(files, languages.len());
    let reader = Reader { files, languages: &languages, drafts: &drafts };
    unknown_files(files, report);
    let site = registry::read(&reader, languages.clone(), report);
    if let Some(site) = &site {
        validate::site(site, report);
        ledger::review(files, &languages, report);
        if !drafts.is_empty() {
            report_drafts(files, &languages, &drafts, report);
        }
    }
    (languages, site)
}

/// The languages that `site.toml` lists; where it cannot be read, those that have a folder of words, so that the other
/// files are checked all the same.
fn languages(files: &Files, report: &mut Report) -> Vec<Language> {
    let mut entries = language_entries(files).unwrap_or_default();
    entries.retain(|entry| !entry.is_draft());
    let languages = language::languages(&entries, report);
    // With one of them twice another is missing: nothing is to be said of its texts.
    if !languages.is_empty() && languages.len() == entries.len() {
        return languages;
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

struct Reader<'a> {
    files: &'a Files,
    languages: &'a [Language],
    drafts: &'a [Language],
}

impl Reader<'_> {
    fn record<T: FromToml>(&self, path: &str, report: &mut Report) -> Option<T> {
        let file = &text_file(self.files, path, report)?;
        let (tree, whole) = file::tree(file, report);
        let &Self { languages, drafts, .. } = self;
        let read = |report| T::read("", &tree, &mut Context { file, languages, drafts, language: "", report });
        if whole {
            return read(report);
        }
        // A slip of the syntax hides what stands around it: a key would be called missing that is there. So only what
        // is wrong for certain is said of the rest, and nothing more of the slip's own line.
        let lines: Vec<_> =
            report.errors().filter(|one| one.place.path() == file.path).map(|one| one.place.line()).collect();
        let mut rest = Report::default();
        let _ = read(&mut rest);
        for one in rest.errors().filter(|one| !may_come_of_a_slip(&one.problem) && !lines.contains(&one.place.line())) {
            report.error(one.place.clone(), one.problem.clone());
        }
        None
    }

    /// The free pages by their keys, where all of them can be read.
    fn pages(&self, report: &mut Report) -> Option<Vec<(String, FreePage)>> {
        let files: Vec<_> = self.files.under("content/pages/").collect();
        let read = files.into_par_iter().filter_map(|(path, _)| {
            let key = page_key(path)?;
            let mut report = Report::default();
            if ComposedPage::of(key).is_some() {
                report.error(Place::file(path), Problem::PageKeyTaken { key: key.into() });
            }
            let page = self.record(path, &mut report);
            Some((page.map(|page| (key.to_owned(), page)), report))
        });
        // Reported in the order of the files, whichever is read first.
        let read: Vec<_> = read.collect();
        let pages = read.into_iter().map(|(page, of_page)| {
            report.append(of_page);
            page
        });
        pages.collect::<Vec<_>>().into_iter().collect()
    }
}

/// What `site.toml` lists; what is wrong with the file is said when the whole of it is read.
fn language_entries(files: &Files) -> Option<Vec<language::LanguageEntry>> {
    let mut silent = Report::default();
    let file = text_file(files, "content/site.toml", &mut silent)?;
    let (tree, _) = file::tree(&file, &mut silent);
    let list = tree.get_ref().as_table()?.get("languages")?;
    let mut context = Context { file: &file, languages: &[], drafts: &[], language: "", report: &mut silent };
    Vec::read("languages", list, &mut context)
}

/// The languages that are still being translated (`draft = true`), which go on after the `published` ones.
#[must_use]
pub fn drafts(files: &Files, published: usize) -> Vec<Language> {
    let entries = language_entries(files).unwrap_or_default();
    let drafts = entries.iter().filter(|entry| entry.is_draft());
    drafts.enumerate().map(|(index, entry)| entry.language(published + index)).collect()
}

/// Says of each language that is still being translated how far it is.
fn report_drafts(files: &Files, languages: &[Language], drafts: &[Language], report: &mut Report) {
    let entries = language_entries(files).unwrap_or_default();
    let all: Vec<_> = languages.iter().chain(drafts).cloned().collect();
    let texts = texts(files, &all);
    for draft in drafts {
        let done = texts.iter().filter(|text| text.versions[draft.index].is_some()).count();
        let Some(entry) = entries.iter().find(|entry| entry.code.as_str() == draft.code) else { continue };
        let (done, all) = (done.to_string(), texts.len().to_string());
        let problem = Problem::LanguageDraft { language: draft.code.clone(), done, all };
        report.warning(entry.place.clone(), problem);
    }
}

/// The key of a free page, by which links name it, from its file's path.
fn page_key(path: &str) -> Option<&str> {
    let key = path.strip_prefix("content/pages/")?.strip_suffix(".toml")?;
    let is_key = key.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    (is_key && !key.is_empty()).then_some(key)
}

fn may_come_of_a_slip(problem: &Problem) -> bool {
    matches!(
        problem,
        Problem::KeyMissing { .. }
            | Problem::LanguageMissing { .. }
            | Problem::TextEmpty { .. }
            | Problem::WrongType { .. }
            | Problem::KeyUnknown { .. }
            | Problem::LanguageUnknown { .. }
    )
}

/// A file that nobody reads is a slip of its name. Notes for editors (`.md`) may lie anywhere.
fn unknown_files(files: &Files, report: &mut Report) {
    for (path, _) in files.under("content/") {
        let is_known = registry::FILES.contains(&path) || page_key(path).is_some();
        if !is_known && path != ledger::LEDGER && !path.to_lowercase().ends_with(".md") {
            let near = did_you_mean(path, registry::FILES.iter().copied()).unwrap_or_default();
            report.error(Place::file(path), Problem::FileUnknown { file: path.into(), near });
        }
    }
}
