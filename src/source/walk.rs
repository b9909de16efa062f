//! One reading of a site's directory: its three folders, with what cannot be read.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use icu_normalizer::ComposingNormalizerBorrowed;

use super::{Files, LARGEST_FILE, LARGEST_TEXT, is_hidden};
use crate::diagnostic::{Place, Problem, Report, reason};
use crate::stored_file::StoredFile;

/// A photograph or document of more bytes is a [`StoredFile`].
const LARGEST_IN_MEMORY: u64 = 1024 * 1024;

/// The files of `static` that are read as texts.
const TEXTS: [&str; 3] = ["css", "md", "svg"];

/// The endings of the texts in the other folders.
const OWN_TEXTS: [&str; 5] = ["toml", "ftl", "lock", "md", "txt"];

/// Folders deeper than this are not a site's.
const DEEPEST: usize = 8;

/// One reading of a site's directory.
pub(super) struct DirectoryWalk<'a> {
    /// The real directory, links followed: no file of the site may lie outside of it.
    root: Option<PathBuf>,
    files: &'a mut Files,
    report: &'a mut Report,
}

impl<'a> DirectoryWalk<'a> {
    pub fn new(root: &Path, files: &'a mut Files, report: &'a mut Report) -> Self {
        Self { root: fs::canonicalize(root).ok(), files, report }
    }

    /// Reads one of the three folders.
    pub fn top(&mut self, folder: &Path, name: &str) {
        self.folder(folder, name, 0);
        let again = folder.join(name);
        if again.is_dir() && !again.is_symlink() {
            self.twice(&again, name);
        }
    }

    /// Reads a folder that lies in another of its name, as an archive that is unpacked in the wrong place leaves it: as if its files were
    /// moved, so that nothing else is said of where they are.
    fn twice(&mut self, folder: &Path, name: &str) {
        let mut moved = Files::default();
        DirectoryWalk { root: self.root.clone(), files: &mut moved, report: self.report }.folder(folder, name, 1);
        let is_copy = !self.files.add(moved);
        let (folder, state) = (format!("{name}/{name}"), if is_copy { "copy" } else { "" });
        let problem = Problem::FolderTwice { folder: folder.clone(), name: name.into(), state: state.into() };
        let place = Place::file(&folder);
        if is_copy { self.report.warning(place, problem) } else { self.report.error(place, problem) }
    }

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
                None => {
                    let file = file_name.to_string_lossy().into_owned();
                    self.report.error(Place::file(name), Problem::FileNameNotUtf8 { file });
                }
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
            Ok(about) if about.is_dir() => self.inner_folder(path, name, depth + 1),
            Ok(about) if about.is_file() => self.file(path, name, about.len()),
            Ok(_) => self.wrong(name, Problem::FileNotRegular { file: name.into() }),
            Err(_) if path.is_symlink() => self.wrong(name, Problem::FileLinkNowhere { file: name.into() }),
            Err(error) => self.unreadable(name, &error),
        }
    }

    fn inner_folder(&mut self, path: &Path, name: &str, depth: usize) {
        let own_name = name.rsplit('/').next().unwrap_or(name);
        let is_text = own_name.rsplit_once('.').is_some_and(|(_, ending)| OWN_TEXTS.contains(&ending));
        if depth > DEEPEST || holds_itself(path) {
            self.wrong(name, Problem::FileNotRegular { file: name.into() });
        } else if is_text && !name.starts_with("static/") {
            self.wrong(name, Problem::FileIsFolder { file: name.into() });
        } else if depth > 1 || !name.starts_with(&format!("{own_name}/")) {
            // One of the name of the folder around it is read last.
            self.folder(path, name, depth);
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
            // A document that belongs elsewhere: of it only the name is of interest.
            Ok(length) if length as u64 > LARGEST_TEXT && !is_text_of_site(name, extension) => {
                self.files.insert(name, Vec::new());
            }
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
        self.wrong(name, Problem::FileUnreadable { file: name.into(), reason: reason(error) });
    }

    pub fn wrong(&mut self, name: &str, problem: Problem) {
        self.files.unread.insert(name.to_owned());
        self.report.error(Place::file(name), problem);
    }
}

/// Whether a file is a text by its name, or one of `static`.
fn is_text_of_site(name: &str, extension: &str) -> bool {
    name.starts_with("static/") || OWN_TEXTS.iter().any(|text| text.eq_ignore_ascii_case(extension))
}

/// Whether a folder is a link to one that it lies in.
fn holds_itself(path: &Path) -> bool {
    let (real, around) = (fs::canonicalize(path), path.parent().map(fs::canonicalize));
    matches!((real, around), (Ok(real), Some(Ok(around))) if around.starts_with(&real))
}
