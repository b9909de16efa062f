//! The names of files in `content`: which file one that nobody reads was meant to be, or is a copy of.

use std::collections::BTreeSet;

use super::reader::page_key;
use super::{PageKey, ledger, registry, value};
use crate::diagnostic::{Place, Problem, Report};
use crate::source::{Files, is_copy, original_of};

/// A file that nobody reads has a slip in its name, is a copy, or is no file of content; and one of a free page cannot have the key of a
/// composed one. Notes for editors (`.md`) may lie anywhere.
pub(super) fn check(files: &Files, report: &mut Report) {
    let mut offered = BTreeSet::new();
    for (path, _) in files.under("content/") {
        let file = || path.to_owned();
        if let Some(key) = page_key(path) {
            if matches!(PageKey::of(key), PageKey::Composed(_)) {
                report.error(Place::file(path), Problem::PageKeyTaken { key: key.into() });
            }
        } else if !registry::FILES.contains(&path) && path != ledger::LEDGER && !path.to_lowercase().ends_with(".md") {
            let place = Place::file(path);
            match meant_by(path) {
                Some(original) if files.get(&original).is_some() => {
                    report.warning(place, Problem::FileCopy { file: file(), original });
                }
                Some(near) if offered.insert(near.clone()) => {
                    report.error(place, Problem::FileUnknown { file: file(), near });
                }
                None if is_copy(path) => {
                    report.warning(place, Problem::FileCopy { file: file(), original: String::new() });
                }
                None if !is_toml(path) => report.error(place, Problem::FileNotContent { file: file() }),
                _ => {
                    let near = free_page(files, path, &mut offered);
                    report.error(place, Problem::FileUnknown { file: file(), near });
                }
            }
        }
    }
}

/// The file of the site itself that is most likely meant, there or not; else the page of which it has the name. A file of another kind
/// is meant to be none.
fn meant_by(path: &str) -> Option<String> {
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    let original = original_of(&name);
    if !is_toml(path) && original == name {
        return None;
    }
    let stems = [stem(&name), stem(&original)].map(value::slug_from);
    let near = |slug: &str| {
        let path = format!("content/{slug}.toml");
        let own = |file: &&&str| strsim::normalized_damerau_levenshtein(file, &path) > 0.9;
        registry::FILES.iter().find(own).map(|file| (*file).to_owned())
    };
    stems.iter().find_map(|slug| near(slug))
}

/// What a name is without its endings.
fn stem(name: &str) -> &str {
    let endings = [".toml", ".txt"];
    let end = endings.iter().filter_map(|ending| name.find(ending)).min();
    end.map_or(name, |end| &name[..end])
}

/// Whether a file is most likely one of content: by its name, or that it has no ending, or one with a slip.
fn is_toml(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    name.contains(".toml") || ending.is_none_or(|ending| ending == "txt" || strsim::damerau_levenshtein(ending, "toml") < 3)
}

/// The name of a free page that nothing else has.
fn free_page(files: &Files, path: &str, offered: &mut BTreeSet<String>) -> String {
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    let slug = value::slug_from(stem(&name).rsplit_once(".t").map_or(stem(&name), |(stem, _)| stem));
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
