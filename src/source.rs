//! The [`Files`] of a site, read from a directory or from the binary: small ones into memory, large ones into copies on disk.
//!
//! Nothing after this module knows where a file came from, and nothing after it reads the site's folder.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use bytes::Bytes;
use icu_normalizer::ComposingNormalizerBorrowed;
use include_dir::{Dir, include_dir};

use crate::diagnostic::{Place, Problem, Report};
use crate::folder::as_typed;
use crate::stored_file::{FileContent, StoredFile};

static CONTENT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/content");
static LOCALES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/locales");
static STATIC: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/static");

/// The three folders that make a site, by their names.
pub const FOLDERS: [&str; 3] = ["content", "locales", "static"];

/// No text of a site may be larger, in bytes: a page, a stylesheet or a drawing never needs it.
pub const LARGEST_TEXT: u64 = 4 * 1024 * 1024;

/// No photograph and no document of `static` may be larger, in bytes.
pub const LARGEST_FILE: u64 = 40 * 1024 * 1024;

/// A photograph or document of more bytes is a [`StoredFile`].
const LARGEST_IN_MEMORY: u64 = 1024 * 1024;

/// The files of `static` that are read as texts.
const TEXTS: [&str; 3] = ["css", "md", "svg"];

/// Folders deeper than this are not a site's, and may be a loop of links.
const DEEPEST: usize = 8;

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
                let mut walk = DirectoryWalk { root: fs::canonicalize(root).ok(), files: &mut files, report };
                for name in FOLDERS {
                    let folder = root.join(name);
                    if folder.is_dir() {
                        walk.folder(&folder, name, 0);
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
    name.starts_with(['.', '#'])
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

/// One reading of a site's directory.
struct DirectoryWalk<'a> {
    /// The real directory, links followed: no file of the site may lie outside of it.
    root: Option<PathBuf>,
    files: &'a mut Files,
    report: &'a mut Report,
}

impl DirectoryWalk<'_> {
    fn folder(&mut self, folder: &Path, name: &str, depth: usize) {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => return self.unreadable(name, &error),
        };
        let mut entries: Vec<_> = entries.filter_map(Result::ok).collect();
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let file_name = entry.file_name();
            match file_name.to_str() {
                None => self.wrong(name, Problem::FileNameNotUtf8 { file: file_name.to_string_lossy().into_owned() }),
                Some(file_name) if is_hidden(file_name) => {}
                // macOS takes the accent of a letter for a letter of its own.
                Some(file_name) => {
                    let file_name = ComposingNormalizerBorrowed::new_nfc().normalize(file_name);
                    self.entry(&entry.path(), &format!("{name}/{file_name}"), depth);
                }
            }
        }
    }

    fn entry(&mut self, path: &Path, name: &str, depth: usize) {
        // A link that leads nowhere lies nowhere either: reading it says so.
        let lies_outside = |root| fs::canonicalize(path).is_ok_and(|real| !real.starts_with(root));
        if self.root.as_ref().is_some_and(lies_outside) {
            return self.wrong(name, Problem::FileOutside { file: name.into() });
        }
        match fs::metadata(path) {
            Ok(about) if about.is_dir() && depth < DEEPEST => self.folder(path, name, depth + 1),
            Ok(about) if about.is_file() => self.file(path, name, about.len()),
            Ok(_) => self.wrong(name, Problem::FileNotRegular { file: name.into() }),
            Err(error) => self.unreadable(name, &error),
        }
    }

    /// Reads a file of about so many bytes.
    fn file(&mut self, path: &Path, name: &str, size: u64) {
        let extension = name.rsplit('.').next().unwrap_or_default();
        let is_text = !name.starts_with("static/") || TEXTS.iter().any(|text| text.eq_ignore_ascii_case(extension));
        if !is_text && size > LARGEST_IN_MEMORY {
            return self.large_file(path, name, size);
        }
        // A byte more than there is, as the end is found by reading on.
        let room = usize::try_from(size.min(LARGEST_TEXT) + 1).unwrap_or_default();
        let mut bytes = Vec::with_capacity(room);
        match fs::File::open(path).and_then(|file| file.take(LARGEST_TEXT + 1).read_to_end(&mut bytes)) {
            Ok(length) if length as u64 > LARGEST_TEXT => {
                let limit = (LARGEST_TEXT / 1024 / 1024).to_string();
                self.wrong(name, Problem::FileTooLarge { file: name.into(), limit });
            }
            Ok(_) => self.files.insert(name, bytes),
            Err(error) => self.unreadable(name, &error),
        }
    }

    /// Reads a photograph or a document, unless it is larger than any may be: how large each kind may be, the publication knows.
    fn large_file(&mut self, path: &Path, name: &str, size: u64) {
        let file = if size > LARGEST_FILE { Ok(None) } else { StoredFile::read(path, LARGEST_FILE) };
        match file {
            Ok(Some(file)) => self.files.store(name, file),
            Ok(None) => {
                self.files.too_large.insert(name.to_owned(), size.max(LARGEST_FILE + 1));
            }
            Err(error) => self.unreadable(name, &error),
        }
    }

    fn unreadable(&mut self, name: &str, error: &std::io::Error) {
        self.wrong(name, Problem::FileUnreadable { file: name.into(), reason: error.to_string() });
    }

    fn wrong(&mut self, name: &str, problem: Problem) {
        self.files.unread.insert(name.to_owned());
        self.report.error(Place::file(name), problem);
    }
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
