//! Reads the files of content as records.

use rayon::prelude::*;

use super::file::ContentFiles;
use super::from_toml::{Context, FromToml};
use super::language::Language;
use super::page_languages;
use super::pasted;
use super::registry::{ReadRecords, page_key};
use super::site::FreePage;
use crate::diagnostic::{Place, Problem, Report, TextFile};

/// Reads the files of content in the languages of a site.
pub(super) struct Reader<'a> {
    pub files: &'a ContentFiles<'a>,
    pub languages: &'a [Language],
    pub drafts: &'a [Language],
}

impl ReadRecords for Reader<'_> {
    fn record<T: FromToml>(&self, path: &str, report: &mut Report) -> Option<T> {
        let &Self { languages, drafts, .. } = self;
        let Some(found) = self.files.required(path, report) else {
            let file = TextFile::new(path, "");
            let context = Context { drafts, ..Context::new(&file, languages, report) };
            return T::stand_in(&context, &Place::file(path));
        };
        let (file, tree, whole) = (found.text, &found.tree, found.place());
        pasted::warn(file, report);
        report.append(found.slips.clone());
        let of_page = page_key(path).map(|_| page_languages::of_file(tree, languages));
        let required = of_page.as_deref().unwrap_or(languages);
        let top_keys = &T::schema().keys();
        if of_page.is_some() {
            page_languages::check(tree, languages, drafts, &whole, report);
        }
        let read = |report: &mut Report| {
            let mut context = Context { required, drafts, top_keys, ..Context::new(file, languages, report) };
            T::read("", tree, &mut context).or_else(|| T::stand_in(&context, &whole))
        };
        if found.slips.is_empty() {
            return read(report);
        }
        // A slip of the syntax hides what stands around it: a key would be called missing that is there. So only what
        // is wrong for certain is said of the rest, and nothing more of the slip's own line.
        let lines: Vec<_> =
            report.errors().filter(|one| one.place.path() == file.path).map(|one| one.place.line()).collect();
        let mut rest = Report::default();
        let record = read(&mut rest);
        for one in rest.errors().filter(|one| !may_come_of_a_slip(&one.problem) && !lines.contains(&one.place.line())) {
            report.error(one.place.clone(), one.problem.clone());
        }
        record
    }

    fn pages(&self, report: &mut Report) -> Option<Vec<(String, FreePage)>> {
        let files: Vec<_> = self.files.all.under("content/pages/").collect();
        let pages = files.into_par_iter().filter_map(|(path, _)| {
            let key = page_key(path)?;
            let mut report = Report::default();
            let page = self.record(path, &mut report);
            Some((page.map(|page| (key.to_owned(), page)), report))
        });
        // Reported in the order of the files, whichever is read first.
        let (pages, reports): (Vec<_>, Vec<_>) = pages.unzip();
        for of_page in reports {
            report.append(of_page);
        }
        pages.into_iter().collect()
    }
}

fn may_come_of_a_slip(problem: &Problem) -> bool {
    matches!(
        problem,
        Problem::KeyMissing { .. }
            | Problem::KeysMissing { .. }
            | Problem::GroupMissing { .. }
            | Problem::GroupEmpty { .. }
            | Problem::LanguageMissing { .. }
            | Problem::TextEmpty { .. }
            | Problem::WrongType { .. }
            | Problem::KeyUnknown { .. }
            | Problem::LanguageUnknown { .. }
    )
}
