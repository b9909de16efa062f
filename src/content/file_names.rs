//! The names of files in `content`: which file one that nobody reads was meant to be, or is a copy of.

use std::collections::BTreeSet;

use super::file::{ContentFile, FileText};
use super::registry::page_key;
use super::slug::slug_from;
use super::{PageKey, ledger, registry};
use crate::diagnostic::{Place, Problem, Report};
use crate::source::{Files, is_copy, original_of};

/// A file that nobody reads has a slip in its name, is a copy, or is no file of content; and one of a free page cannot have the key of a
/// composed one. Notes for editors (`.md`) may lie anywhere.
pub(super) fn check(files: &Files, report: &mut Report) {
    let mut offered = BTreeSet::new();
    for (path, bytes) in files.under("content/") {
        let file = || path.to_owned();
        if let Some(key) = page_key(path) {
            if matches!(PageKey::of(key), PageKey::Composed(_)) {
                report.error(Place::file(path), Problem::PageKeyTaken { key: key.into() });
            }
        } else if is_note(path) {
            let name = path.strip_prefix("content/pages/").unwrap_or_default().to_lowercase();
            if !name.is_empty() && !["readme.md", "lisezmoi.md"].contains(&name.as_str()) {
                report.warning(Place::file(path), Problem::PageNote { file: file() });
            }
        } else if !registry::FILES.contains(&path) && path != ledger::LEDGER {
            let place = Place::file(path);
            match meant_by(files, path) {
                Some(original) if files.get(&original).is_some() => {
                    report.warning(place, Problem::FileCopy { file: file(), original });
                }
                Some(near) if offered.insert(near.clone()) => {
                    report.error(place, Problem::FileUnknown { file: file(), near });
                    slips(files, path, report);
                }
                None if is_copy(path) => {
                    report.warning(place, Problem::FileCopy { file: file(), original: String::new() });
                }
                None if !is_toml(path) || !path.to_lowercase().contains(".toml") && !has_keys(bytes) => {
                    report.error(
                        place,
                        match missing_of(files, path) {
                            Some(near) => Problem::FileDocument { file: file(), near },
                            None => Problem::FileNotContent { file: file() },
                        },
                    );
                }
                _ => {
                    let near = free_page(files, path, &mut offered);
                    report.error(place, Problem::FileUnknown { file: file(), near });
                    slips(files, path, report);
                }
            }
        }
    }
}

/// Whether a file is a note for editors.
fn is_note(path: &str) -> bool {
    path.to_lowercase().ends_with(".md")
}

/// Says what is wrong with the text of a file that is to be renamed, so that it is not told only when it has its name.
fn slips(files: &Files, path: &str, report: &mut Report) {
    if let Some(text) = FileText::read(files, path, report) {
        report.append(ContentFile::parse(&text).slips);
    }
}

/// Whether a text has the header of a group, or a key with its value: a note has none.
fn has_keys(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    text.lines().map(str::trim).any(|line| line.starts_with('[') && line.ends_with(']') || line.contains(" = "))
}

/// The file of the site that is missing and of which a document has the name.
fn missing_of(files: &Files, path: &str) -> Option<String> {
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
    let own = format!("content/{}.toml", slug_from(stem));
    (registry::FILES.contains(&own.as_str()) && files.get(&own).is_none()).then_some(own)
}

/// A file that is there once another is renamed is not missing.
pub(crate) fn not_missing(report: &mut Report) {
    let offered: BTreeSet<_> = report
        .errors()
        .filter_map(|one| match &one.problem {
            Problem::FileUnknown { near, .. } | Problem::FileDocument { near, .. } => Some(near.clone()),
            Problem::LanguageFolderNamed { right, .. } => Some(format!("locales/{right}/site.ftl")),
            _ => None,
        })
        .collect();
    report.leave_out(|one| matches!(&one.problem, Problem::FileMissing { file } if offered.contains(file)));
}

/// The file of the site itself that is most likely meant, there or not; else the page of which it has the name. A file of another kind
/// is meant to be none.
fn meant_by(files: &Files, path: &str) -> Option<String> {
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    let original = original_of(&name);
    if [&name, &original].iter().any(|name| ledger::LEDGER.ends_with(&format!("/{}", name.trim_end_matches(".txt")))) {
        return Some(ledger::LEDGER.to_owned());
    }
    if !is_toml(path) && original == name {
        return None;
    }
    let stems = [stem(&name), stem(&original)].map(slug_from);
    let near = |slug: &str| {
        let path = format!("content/{slug}.toml");
        let own = |file: &&&str| strsim::normalized_damerau_levenshtein(file, &path) > 0.9;
        registry::FILES.iter().find(own).map(|file| (*file).to_owned())
    };
    let page = |slug: &String| Some(format!("content/pages/{slug}.toml")).filter(|page| files.get(page).is_some());
    stems.iter().find_map(|slug| near(slug).or_else(|| page(slug)))
}

/// What a name in small letters is without its endings.
fn stem(name: &str) -> &str {
    let end = [".toml", ".txt"].iter().filter_map(|ending| name.find(ending)).min();
    let end = end.or_else(|| name.rfind('.').filter(|_| is_toml(name)));
    end.map_or(name, |end| &name[..end])
}

/// Whether a file is most likely one of content, by its name: one without an ending, or with a slip in it, is.
fn is_toml(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    let is_near = |ending: &str| ending == "txt" || strsim::damerau_levenshtein(ending, "toml") < 2;
    name.contains(".toml") || name.rsplit_once('.').is_none_or(|(_, ending)| is_near(ending))
}

/// The name of a free page that nothing else has.
fn free_page(files: &Files, path: &str, offered: &mut BTreeSet<String>) -> String {
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    let slug = slug_from(stem(&name));
    let slug = if slug.is_empty() { "page".to_owned() } else { slug };
    let is_free = |path: &String| {
        let is_composed = page_key(path).is_some_and(|key| matches!(PageKey::of(key), PageKey::Composed(_)));
        files.get(path).is_none() && !is_composed && !offered.contains(path)
    };
    let numbered = (2..=u32::MAX).map(|number| format!("content/pages/{slug}-{number}.toml"));
    let names = std::iter::once(format!("content/pages/{slug}.toml")).chain(numbered);
    let free = names.into_iter().find(is_free).unwrap_or_default();
    offered.insert(free.clone());
    free
}
