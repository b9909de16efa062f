//! The state folder: the files of the last good site, kept on disk so that they outlive the program.
//!
//! After each publication they are written into a `NewFolder` beside the former one: whatever happens meanwhile, there is one whole
//! generation. It is a site's folder like any other, which `aimf check --site` takes. A large file that has not changed is not copied
//! again: it gets a second name in the new generation, and loses the first with the former one.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use crate::diagnostic::Report;
use crate::folder::{NewFolder, NewFolderError};
use crate::source::{Files, Source};
use crate::stored_file::{FileContent, StoredFile};

/// What the name of a generation begins with; its number follows, which is one higher each time.
const GENERATION: &str = "site-";

/// What the name of a [`NewFolder`] begins with while a generation is written.
const UNFINISHED: &str = ".site-";

/// What was kept cannot be served.
#[derive(Debug, thiserror::Error)]
#[error("what was kept in {} is not a whole site, and is not served", .0.display())]
pub struct IncompleteSite(PathBuf);

/// A folder in which the program keeps the last good site.
#[derive(Clone, Debug)]
pub struct StateFolder {
    path: PathBuf,
    /// The last generation, once it was read or written.
    last: Arc<Mutex<Option<Generation>>>,
}

/// A generation on disk, and what it holds.
#[derive(Debug)]
struct Generation {
    folder: PathBuf,
    files: Files,
}

/// The files of a site that was once served.
#[derive(Clone, Debug)]
pub struct KeptSite {
    /// The files.
    pub files: Files,
    /// When they were kept.
    pub since: SystemTime,
}

impl StateFolder {
    /// The state folder at `path`, which is made when something is kept in it.
    #[must_use]
    pub fn at(path: PathBuf) -> Self {
        Self { path, last: Arc::default() }
    }

    /// The site that was kept last, if there is one.
    ///
    /// # Errors
    ///
    /// A part of it is gone or cannot be read.
    pub fn kept(&self) -> Result<Option<KeptSite>, IncompleteSite> {
        let Some(last) = self.generations().pop() else { return Ok(None) };
        let mut report = Report::default();
        let files = Source::Directory(last.clone()).read(&mut report);
        match fs::metadata(&last).and_then(|about| about.modified()) {
            Ok(since) if report.is_empty() => Ok(Some(KeptSite { files, since })),
            _ => Err(IncompleteSite(last)),
        }
    }

    /// Keeps these files in place of those that were kept before, which stay where this fails.
    ///
    /// # Errors
    ///
    /// The system refuses to write: no room, no permission.
    pub fn keep(&self, files: &Files) -> Result<(), NewFolderError> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let before = last.take().or_else(|| self.last_generation()).filter(|before| before.folder.is_dir());
        if let Some(before) = before.as_ref().filter(|before| before.files == *files) {
            *last = Some(Generation { folder: before.folder.clone(), files: files.clone() });
            return Ok(());
        }
        remove(self.folders(UNFINISHED));
        let number = |path: &PathBuf| path.to_str()?.rsplit('-').next()?.parse::<u64>().ok();
        let next = self.generations().last().and_then(number).unwrap_or_default().saturating_add(1);
        let path = self.path.join(format!("{GENERATION}{next:010}"));
        let mut folder = NewFolder::new(&path)?;
        for (name, bytes) in files.under("") {
            folder.write_durably(name, bytes)?;
        }
        for (name, file) in files.stored() {
            let same = before.as_ref().and_then(|before| before.path_of(name, file));
            if !same.is_some_and(|same| folder.link(name, &same)) {
                folder.write_stored(name, file)?;
                folder.sync(name)?;
            }
        }
        folder.finish()?;
        let mut old = self.generations();
        old.pop();
        remove(old);
        *last = Some(Generation { folder: path, files: files.clone() });
        Ok(())
    }

    /// What an earlier run has kept.
    fn last_generation(&self) -> Option<Generation> {
        let folder = self.generations().pop()?;
        let files = self.kept().ok()??.files;
        Some(Generation { folder, files })
    }

    /// Whole generations, the last one last.
    fn generations(&self) -> Vec<PathBuf> {
        let mut generations: Vec<_> = self.folders(GENERATION).collect();
        generations.sort();
        generations
    }

    fn folders(&self, prefix: &'static str) -> impl Iterator<Item = PathBuf> {
        let entries = fs::read_dir(&self.path).into_iter().flatten().filter_map(Result::ok);
        entries.filter(move |entry| entry.file_name().to_string_lossy().starts_with(prefix)).map(|entry| entry.path())
    }
}

impl Generation {
    /// Where this very file is in it.
    fn path_of(&self, name: &str, file: &StoredFile) -> Option<PathBuf> {
        let is_same = self.files.content(name) == Some(FileContent::Stored(file.clone()));
        let path = self.folder.join(name);
        let is_whole = |path: &Path| fs::metadata(path).is_ok_and(|about| about.len() == file.length());
        (is_same && is_whole(&path)).then_some(path)
    }
}

/// Removes folders. What is left of them costs room and no more; the next attempt removes it too.
fn remove(folders: impl IntoIterator<Item = PathBuf>) {
    for folder in folders {
        let _ = fs::remove_dir_all(folder);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(text: &'static str) -> Files {
        let mut files = Files::default();
        files.insert("content/site.toml", text);
        files.insert("locales/fr/site.ftl", "");
        files.insert("static/fonts/a.woff2", &b"\0\xff"[..]);
        files
    }

    #[test]
    fn the_state_folder_keeps_one_generation_the_last_one_that_was_whole() {
        let folder = tempfile::tempdir().unwrap();
        let state = StateFolder::at(folder.path().join("state"));
        assert!(state.kept().unwrap().is_none());
        for text in ["one", "two", "two"] {
            state.keep(&site(text)).unwrap();
            assert_eq!(state.kept().unwrap().unwrap().files, site(text));
            assert_eq!(fs::read_dir(&state.path).unwrap().count(), 1);
        }
        // The program was killed while it wrote.
        let unfinished = state.path.join(".site-0000000003.unfinished-1/content");
        fs::create_dir_all(&unfinished).unwrap();
        fs::write(unfinished.join("other.toml"), "").unwrap();
        assert_eq!(state.kept().unwrap().unwrap().files, site("two"));
        state.keep(&site("three")).unwrap();
        assert_eq!(state.kept().unwrap().unwrap().files, site("three"));
        assert_eq!(fs::read_dir(&state.path).unwrap().count(), 1);
    }

    #[test]
    fn a_state_folder_that_cannot_be_written_is_an_error_and_what_was_kept_stays() {
        let folder = tempfile::tempdir().unwrap();
        let state = StateFolder::at(folder.path().to_owned());
        state.keep(&site("one")).unwrap();
        // A file that stands where a folder has to be.
        let mut files = site("two");
        files.insert("content/site.toml/x", "");
        let error = state.keep(&files).unwrap_err();
        assert!(
            matches!(&error, NewFolderError::Write(error) if error.path.ends_with("content/site.toml/x")),
            "{error}"
        );
        assert_eq!(state.kept().unwrap().unwrap().files, site("one"));
        assert_eq!(fs::read_dir(&state.path).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_large_file_that_has_not_changed_is_not_copied_into_the_next_generation() {
        use std::os::unix::fs::MetadataExt as _;
        let folder = tempfile::tempdir().unwrap();
        let state = StateFolder::at(folder.path().to_owned());
        let large = StoredFile::from(bytes::Bytes::from(vec![7; 2 << 20]));
        let inode = || fs::metadata(state.generations()[0].join("static/report.pdf")).unwrap().ino();
        let mut inodes = Vec::new();
        for (text, file) in
            [("one", &large), ("two", &large), ("three", &StoredFile::from(bytes::Bytes::from(vec![8; 2 << 20])))]
        {
            let mut files = site(text);
            files.store("static/report.pdf", file.clone());
            state.keep(&files).unwrap();
            assert_eq!(state.kept().unwrap().unwrap().files, files);
            inodes.push(inode());
        }
        assert!(inodes[0] == inodes[1] && inodes[1] != inodes[2], "{inodes:?}");
        // The program was started anew.
        let again = StateFolder::at(folder.path().to_owned());
        let mut files = state.kept().unwrap().unwrap().files;
        files.insert("content/site.toml", "four");
        again.keep(&files).unwrap();
        assert_eq!(inode(), inodes[2]);
        assert_eq!(fs::metadata(state.generations()[0].join("static/report.pdf")).unwrap().nlink(), 1);
    }

    #[test]
    fn a_kept_site_of_which_a_part_is_gone_is_not_served() {
        let folder = tempfile::tempdir().unwrap();
        let state = StateFolder::at(folder.path().to_owned());
        state.keep(&site("one")).unwrap();
        fs::remove_dir_all(state.generations()[0].join("static")).unwrap();
        assert!(state.kept().is_err());
    }
}
