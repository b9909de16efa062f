//! The [`Files`] of a site, read from a directory or from the binary: small ones into memory, large ones into copies on disk.
//!
//! Nothing after this module knows where a file came from, and nothing after it reads the site's folder.

mod walk;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use bytes::Bytes;
use include_dir::{Dir, include_dir};

use crate::diagnostic::{Place, Problem, Report};
use crate::folder::as_typed;
use crate::stored_file::{FileContent, StoredFile};
use walk::DirectoryWalk;

static CONTENT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/content");
static LOCALES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/locales");
static STATIC: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/static");

/// The three folders that make a site, by their names.
pub const FOLDERS: [&str; 3] = ["content", "locales", "static"];

/// No text of a site may be larger, in bytes: a page, a stylesheet or a drawing never needs it.
pub const LARGEST_TEXT: u64 = 4 * 1024 * 1024;

/// No photograph and no document of `static` may be larger, in bytes.
pub const LARGEST_FILE: u64 = 40 * 1024 * 1024;

/// The origin of a site's files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Source {
    /// The site that the binary carries.
    #[default]
    Embedded,
    /// A directory that holds `content`, `locales` and `static`.
    Directory(PathBuf),
}

/// A site's files by their paths inside it (`content/site.toml`), in the order of the paths. What is made of a file, and a copy of
/// all, share its bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files {
    in_memory: BTreeMap<String, Bytes>,
    stored: BTreeMap<String, StoredFile>,
    /// Photographs and documents that were not read as they are too large, with their bytes.
    too_large: BTreeMap<String, u64>,
    /// What is there and could not be read, of which the report says why.
    unread: BTreeSet<String>,
}

impl Source {
    /// Reads every file of the site.
    ///
    /// Anything that cannot be read (a folder that is missing, a link that leaves the directory, a file that is too large
    /// or is none) becomes a problem in `report`; the rest is returned all the same.
    #[must_use]
    pub fn read(&self, report: &mut Report) -> Files {
        let mut files = Files::default();
        match self {
            Self::Embedded => {
                for (folder, name) in [&CONTENT, &LOCALES, &STATIC].into_iter().zip(FOLDERS) {
                    embedded(folder, name, &mut files);
                }
            }
            Self::Directory(root) if !FOLDERS.iter().any(|name| root.join(name).is_dir()) => {
                let folder = root.to_string_lossy().into_owned();
                let near = site_near(root).map(|near| as_typed(&near)).unwrap_or_default();
                report.error(Place::file(&folder), Problem::SiteMissing { folder: folder.clone(), near });
            }
            Self::Directory(root) => {
                let mut walk = DirectoryWalk::new(root, &mut files, report);
                for name in FOLDERS {
                    let folder = root.join(name);
                    if folder.is_dir() {
                        walk.top(&folder, name);
                    } else {
                        walk.wrong(name, Problem::FolderMissing { folder: name.into() });
                    }
                }
            }
        }
        files
    }
}

/// Whether the site in a folder is meant: one of the three folders is there, so that a missing one is an error, or a [site is
/// near](site_near).
pub(crate) fn is_meant(folder: &Path) -> bool {
    FOLDERS.iter().any(|name| folder.join(name).is_dir()) || site_near(folder).is_some()
}

/// The site that a terminal in `folder` is most likely about: one around it, else one directly in it.
fn site_near(folder: &Path) -> Option<PathBuf> {
    let folders_in = |folder: &Path| FOLDERS.iter().filter(|name| folder.join(name).is_dir()).count();
    let is_site = |folder: &Path| folders_in(folder) == FOLDERS.len();
    let folder = fs::canonicalize(folder).ok()?;
    // Who stands in one folder of a site may have lost another. Elsewhere below a site there may be anything, as in this repository.
    let around = folder.ancestors().find_map(|one| {
        let around = one.parent().filter(|around| folders_in(around) > 1)?;
        FOLDERS.iter().any(|name| one.ends_with(name)).then(|| around.to_owned())
    });
    let inside = || {
        let folders = fs::read_dir(&folder).ok()?.filter_map(Result::ok);
        let folders = folders.filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'));
        folders.map(|entry| entry.path()).filter(|folder| is_site(folder)).min()
    };
    around.or_else(inside)
}

/// Whether a folder that makes a site is missing, or all are: nothing else is to be said then, as most of it would come of that.
pub(crate) fn lacks_folder(report: &Report) -> bool {
    report.errors().any(|one| matches!(one.problem, Problem::SiteMissing { .. } | Problem::FolderMissing { .. }))
}

impl Files {
    /// The bytes of the file at `path`, if there is one in memory: every text is.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Bytes> {
        self.in_memory.get(path)
    }

    /// The files in memory whose paths start with `prefix`, in the order of their paths.
    pub fn under<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a Bytes)> {
        let files = self.in_memory.range(prefix.to_owned()..).take_while(move |(path, _)| path.starts_with(prefix));
        files.map(|(path, bytes)| (path.as_str(), bytes))
    }

    /// The large files, in the order of their paths: photographs and documents of `static`.
    pub fn stored(&self) -> impl Iterator<Item = (&str, &StoredFile)> {
        self.stored.iter().map(|(path, file)| (path.as_str(), file))
    }

    /// The content of the file at `path`, of whatever size.
    #[must_use]
    pub fn content(&self, path: &str) -> Option<FileContent> {
        let in_memory = || self.in_memory.get(path).cloned().map(FileContent::Memory);
        self.stored.get(path).cloned().map(FileContent::Stored).or_else(in_memory)
    }

    /// Photographs and documents that were not read as they have more than [`LARGEST_FILE`] bytes, each with its size.
    pub fn too_large(&self) -> impl Iterator<Item = (&str, u64)> {
        self.too_large.iter().map(|(path, size)| (path.as_str(), *size))
    }

    /// Whether a file, or a folder on its way, is there and could not be read, of which there is a problem already.
    pub(crate) fn is_unread(&self, path: &str) -> bool {
        self.unread
            .iter()
            .any(|one| path.strip_prefix(one.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
    }

    /// The paths of what is there and could not be read, of which there is a problem already.
    pub fn unread(&self) -> impl Iterator<Item = &str> {
        self.unread.iter().map(String::as_str)
    }

    /// Adds a file, or replaces it: how tests make a site that is wrong in one place.
    pub fn insert(&mut self, path: impl Into<String>, bytes: impl Into<Bytes>) {
        self.in_memory.insert(path.into(), bytes.into());
    }

    /// The same for a large file.
    pub fn store(&mut self, path: impl Into<String>, file: StoredFile) {
        self.stored.insert(path.into(), file);
    }

    /// Adds those of others that are not here yet; whether there are any.
    fn add(&mut self, others: Self) -> bool {
        let before = self.all().count();
        let known: BTreeSet<String> = self.all().map(str::to_owned).collect();
        let Self { in_memory, stored, too_large, unread } = others;
        self.in_memory.extend(in_memory.into_iter().filter(|(path, _)| !known.contains(path)));
        self.stored.extend(stored.into_iter().filter(|(path, _)| !known.contains(path)));
        self.too_large.extend(too_large.into_iter().filter(|(path, _)| !known.contains(path)));
        self.unread.extend(unread.into_iter().filter(|path| !known.contains(path)));
        self.all().count() > before
    }

    /// The paths of all that is there.
    fn all(&self) -> impl Iterator<Item = &str> {
        let paths = self.in_memory.keys().chain(self.stored.keys()).chain(self.too_large.keys()).chain(&self.unread);
        paths.map(String::as_str)
    }

    /// Takes a file out.
    pub fn remove(&mut self, path: &str) -> Option<Bytes> {
        self.in_memory.remove(path)
    }
}

fn embedded(folder: &Dir<'static>, name: &str, files: &mut Files) {
    for file in folder.files() {
        if let Some(path) = file.path().to_str()
            && !is_hidden(path)
        {
            files.insert(format!("{name}/{path}"), file.contents());
        }
    }
    for inner in folder.dirs() {
        embedded(inner, name, files);
    }
}

/// Editors' programs leave files such as `.site.toml.swp` and `site.toml~`, offices `~$site.toml`, and systems `Thumbs.db`: they are no
/// part of a site.
fn is_hidden(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let left_by_system = ["Thumbs.db", "ehthumbs.db", "desktop.ini", "__MACOSX"];
    // macOS keeps the picture of a folder in the second; vim tries with a number whether it may write.
    let is_tried = name.len() > 3 && name.bytes().all(|byte| byte.is_ascii_digit());
    name.starts_with(['.', '#'])
        || name == "Icon\r"
        || is_tried
        || name.starts_with("~$")
        || name.ends_with('~')
        || left_by_system.iter().any(|left| left.eq_ignore_ascii_case(name))
}

/// Whether a file is most likely a copy that somebody made to be safe: `profile - Copie.toml`, `profile (2).toml`, `profile.toml.bak`.
pub(crate) fn is_copy(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
    let is_numbered =
        |inner: &str| stem.contains(" (") && !inner.is_empty() && inner.bytes().all(|b| b.is_ascii_digit());
    let has_mark = in_brackets(stem).is_some_and(|(_, inner)| {
        is_numbered(inner)
            || ["copie", "copy"].contains(&inner)
            || inner.contains("conflit")
            || inner.contains("conflict")
    });
    has_mark
        || [" copie", " copy"].iter().any(|end| stem.ends_with(end))
        || OLD_ENDINGS.iter().any(|end| name.ends_with(end))
}

/// The endings that programs give to what a file was before.
const OLD_ENDINGS: [&str; 4] = [".bak", ".old", ".orig", ".tmp"];

/// The name, in small letters, of which another in small letters is that of a copy, if it is one: `profile.toml` of
/// `copie de profile (2).toml`. Whether it is a copy, only a file of that name shows: a page may well be called `rencontres 2`.
pub(crate) fn original_of(name: &str) -> String {
    let name = OLD_ENDINGS.iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
    let (mut stem, ending) = name.rfind('.').map_or((name, ""), |dot| name.split_at(dot));
    let words = ["copie", "copy", "raccourci", "shortcut", "old", "backup", "bak", "ancien", "ancienne"];
    loop {
        let mut shorter = ["copie de ", "copy of "].iter().find_map(|start| stem.strip_prefix(start)).unwrap_or(stem);
        shorter = in_brackets(shorter).map_or(shorter, |(before, _)| before);
        if let Some((before, last)) = shorter.rsplit_once([' ', '-', '_'])
            && (words.contains(&last) || last.bytes().all(|byte| byte.is_ascii_digit()))
        {
            shorter = before;
        }
        if shorter == stem {
            return format!("{stem}{ending}");
        }
        stem = shorter;
    }
}

/// What stands before the brackets at the end of a name, and in them.
fn in_brackets(stem: &str) -> Option<(&str, &str)> {
    let (before, inner) = stem.strip_suffix(')')?.rsplit_once('(')?;
    Some((before.trim_end(), inner))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_editors_program_leaves_behind_is_no_part_of_the_site() {
        assert!(!is_hidden("content/site.toml"));
        for left in [
            ".site.toml.swp",
            "content/site.toml~",
            "content/#site.toml#",
            "a/.DS_Store",
            "static/thumbs.db",
            "~$site.toml",
            "content/Icon\r",
            "4913",
        ] {
            assert!(is_hidden(left), "{left}");
        }
        for copy in ["content/profile - Copie.toml", "profile (2).toml", "profile copy.toml", "profile.toml.bak"] {
            assert!(is_copy(copy), "{copy}");
        }
        for (copy, original) in [
            ("profile(1).toml", "profile.toml"),
            ("copie de profile - copie (2).toml", "profile.toml"),
            ("profile (copie en conflit de marie 2026-05-12).toml", "profile.toml"),
            ("profile-old.toml.bak", "profile.toml"),
            ("profile.toml - raccourci.toml", "profile.toml.toml"),
            ("rencontres 2.toml", "rencontres.toml"),
            ("profile.toml", "profile.toml"),
        ] {
            assert_eq!(original_of(copy), original, "{copy}");
        }
        for own in ["content/profile.toml", "static/copie.pdf", "static/rapport-(annexe).pdf", "static/a(b).pdf"] {
            assert!(!is_copy(own), "{own}");
        }
    }
}
