//! Reads the files of content as records.

use rayon::prelude::*;

use super::file::{text_file, tree};
use super::from_toml::{Context, FromToml};
use super::language::Language;
use super::page_languages;
use super::pasted;
use super::site::FreePage;
use crate::diagnostic::{Place, Problem, Report, TextFile};
use crate::source::Files;

/// Reads the files of content in the languages of a site.
pub(super) struct Reader<'a> {
    pub files: &'a Files,
    pub languages: &'a [Language],
    pub drafts: &'a [Language],
}

impl Reader<'_> {
    /// A file's record; nothing where it is wrong, which `report` then says, and nothing can stand in for what is.
    pub fn record<T: FromToml>(&self, path: &str, report: &mut Report) -> Option<T> {
        let &Self { languages, drafts, .. } = self;
        let Some(file) = &text_file(self.files, path, report) else {
            let (file, place) = (&TextFile::new(path, ""), Place::file(path));
            let context = Context {
                file,
                languages,
                required: languages,
                drafts,
                top_keys: &[],
                is_optional: false,
                language: "",
                report,
            };
            return T::stand_in(&context, &place);
        };
        pasted::warn(file, report);
        let (tree, whole) = tree(file, report);
        let of_page = page_key(path).map(|_| page_languages::of_file(&tree, languages));
        let required = of_page.as_deref().unwrap_or(languages);
        let top_keys = &T::schema().keys();
        if of_page.is_some() {
            page_languages::check(&tree, languages, drafts, &Place::new(file, 0..0), report);
        }
        let read = |report: &mut Report| {
            let mut context =
                Context { file, languages, required, drafts, top_keys, is_optional: false, language: "", report };
            let read = T::read("", &tree, &mut context);
            read.or_else(|| T::stand_in(&context, &Place::new(file, 0..0)))
        };
        if whole {
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

    /// The free pages by their keys; nothing where nothing can stand in for what is wrong in one.
    pub fn pages(&self, report: &mut Report) -> Option<Vec<(String, FreePage)>> {
        let files: Vec<_> = self.files.under("content/pages/").collect();
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

/// The key of a free page, by which links name it, from its file's path.
pub(super) fn page_key(path: &str) -> Option<&str> {
    let key = path.strip_prefix("content/pages/")?.strip_suffix(".toml")?;
    let is_key = key.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    (is_key && !key.is_empty()).then_some(key)
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
