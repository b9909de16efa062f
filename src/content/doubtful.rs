//! What must not be said beside a problem, as it most likely comes of it.

use std::collections::BTreeSet;

use super::registry::PageKey;
use super::registry::page_key;
use crate::diagnostic::{Diagnostic, Problem, Report, Severity};

/// What is known to be wrong with files, so that nothing is said twice: a link to a page whose file has another name than it should,
/// or to an anchor in a file that cannot be read to its end.
#[derive(Debug, Default)]
pub(crate) struct Doubts {
    /// Files in which a slip of the syntax hides what stands around it.
    torn: BTreeSet<String>,
    /// Files in which an anchor may be wrong or missing.
    without_anchors: BTreeSet<String>,
    /// Files that will be there once one is renamed.
    renamed: BTreeSet<String>,
    /// Files with a name that is empty.
    unnamed: BTreeSet<String>,
}

impl Doubts {
    /// Those that come of these problems, which the files have each by itself.
    pub(crate) fn of(report: &Report) -> Self {
        let mut doubts = Self::default();
        for one in report.errors() {
            let path = || one.place.path().to_owned();
            if is_of_the_file(one) {
                doubts.torn.insert(path());
            }
            if may_hide_an_anchor(one) {
                doubts.without_anchors.insert(path());
            }
            if matches!(&one.problem, Problem::TextEmpty { key, .. } if key == "name") {
                doubts.unnamed.insert(path());
            }
            if let Problem::FileUnknown { near, .. } = &one.problem {
                doubts.renamed.insert(near.clone());
            }
        }
        doubts
    }

    /// Adds what is wrong between files, but for what comes of a problem that was told already.
    pub(crate) fn append(&self, report: &mut Report, mut found: Report) {
        found.leave_out(|one| self.comes_of_another(one));
        report.append(found);
    }

    fn comes_of_another(&self, one: &Diagnostic) -> bool {
        let is_without_anchors = |page: &str| match PageKey::of(page) {
            PageKey::Free(key) => self.without_anchors.contains(&path_of(key)),
            // A page of the program shows texts of several files.
            PageKey::Composed(_) => self.without_anchors.iter().any(|path| page_key(path).is_none()),
        };
        self.torn.contains(one.place.path())
            || match &one.problem {
                Problem::AnchorUnknown { page, .. } => is_without_anchors(page),
                Problem::PageUnknown { page, .. } | Problem::PageNameUnknown { page, .. } => {
                    self.renamed.contains(&path_of(page)) || self.torn.contains(&path_of(page))
                }
                Problem::NetworkUnnamed { .. } => self.unnamed.contains(one.place.path()),
                _ => false,
            }
    }
}

/// Leaves out the warnings that are made of half of a text: those of a file that has a slip of the syntax, and those of a
/// fact that stands in such a file.
pub(crate) fn leave_out_half_read(report: &mut Report) {
    let torn = Doubts::of(report).torn;
    let is_torn = |fact: &str| match fact.split('.').next() {
        Some("contact") => torn.contains("content/contact.toml"),
        _ => torn.contains("content/profile.toml"),
    };
    report.leave_out(|one| {
        one.severity == Severity::Warning
            && match &one.problem {
                Problem::FactTyped { fact, .. } if is_torn(fact) => true,
                _ => torn.contains(one.place.path()),
            }
    });
}

/// The path of a free page's file.
fn path_of(key: &str) -> String {
    format!("content/pages/{key}.toml")
}

/// Whether a problem is one of the whole file: it cannot be read, or not to its end.
fn is_of_the_file(one: &Diagnostic) -> bool {
    let id = one.problem.id();
    let is_no_text = matches!(
        one.problem,
        Problem::NotUtf8 { .. }
            | Problem::Utf16 {}
            | Problem::NotText { .. }
            | Problem::FileEmpty { .. }
            | Problem::FileFormat { .. }
    );
    id.starts_with("toml-") || is_no_text || one.place.excerpt().is_none() && one.place.path().starts_with("content/")
}

/// Whether with a problem a section, an event or a sentence may lack its anchor, or an anchor be another than is written.
fn may_hide_an_anchor(one: &Diagnostic) -> bool {
    let by_value = matches!(
        one.problem,
        Problem::KeyMissing { .. }
            | Problem::KeysMissing { .. }
            | Problem::KeyUnknown { .. }
            | Problem::KeyElsewhere { .. }
            | Problem::GroupMissing { .. }
            | Problem::GroupEmpty { .. }
            | Problem::WrongType { .. }
            | Problem::ListEmpty { .. }
            | Problem::LanguageMissing { .. }
            | Problem::PageUntranslated { .. }
            | Problem::LanguageUnknown { .. }
            | Problem::NotAnAnchor { .. }
            | Problem::YearImpossible { .. }
            | Problem::NumberOutside { .. }
            | Problem::NotADate { .. }
            | Problem::NoSuchDay { .. }
            | Problem::NotAYear { .. }
            | Problem::YearAndDate { .. }
    );
    let is_of_anchor =
        matches!(&one.problem, Problem::TextEmpty { key, .. } if key == "id" || key.starts_with("anchor"));
    by_value || is_of_anchor || is_of_the_file(one)
}
