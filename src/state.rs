//! The state folder: the files of the last good site, kept on disk so that they outlive the program.
//!
//! After each publication they are written into a [`NewFolder`] beside the former one: whatever happens meanwhile, there is one whole
//! generation. It is a site's folder like any other, which `aimf check --site` takes.

use std::fs;
use std::path::PathBuf;
use std::time::SystemTime;

use crate::diagnostic::Report;
use crate::folder::{NewFolder, NewFolderError};
use crate::source::{Files, Source};

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
pub struct StateFolder(PathBuf);

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
        Self(path)
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
        if matches!(self.kept(), Ok(Some(kept)) if kept.files == *files) {
            return Ok(());
        }
        remove(self.folders(UNFINISHED));
        let number = |path: &PathBuf| path.to_str()?.rsplit('-').next()?.parse::<u64>().ok();
        let next = self.generations().last().and_then(number).unwrap_or_default().saturating_add(1);
        let path = self.0.join(format!("{GENERATION}{next:010}"));
        let mut folder = NewFolder::new(&path)?;
        for (name, bytes) in files.under("") {
            folder.write_durably(name, bytes)?;
        }
        folder.finish()?;
        let mut old = self.generations();
        old.pop();
        remove(old);
        Ok(())
    }

    /// Whole generations, the last one last.
    fn generations(&self) -> Vec<PathBuf> {
        let mut generations: Vec<_> = self.folders(GENERATION).collect();
        generations.sort();
        generations
    }

    fn folders(&self, prefix: &'static str) -> impl Iterator<Item = PathBuf> {
        let entries = fs::read_dir(&self.0).into_iter().flatten().filter_map(Result::ok);
        entries.filter(move |entry| entry.file_name().to_string_lossy().starts_with(prefix)).map(|entry| entry.path())
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
            assert_eq!(fs::read_dir(&state.0).unwrap().count(), 1);
        }
        // The program was killed while it wrote.
        let unfinished = state.0.join(".site-0000000003.unfinished-1/content");
        fs::create_dir_all(&unfinished).unwrap();
        fs::write(unfinished.join("other.toml"), "").unwrap();
        assert_eq!(state.kept().unwrap().unwrap().files, site("two"));
        state.keep(&site("three")).unwrap();
        assert_eq!(state.kept().unwrap().unwrap().files, site("three"));
        assert_eq!(fs::read_dir(&state.0).unwrap().count(), 1);
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
        assert_eq!(fs::read_dir(&state.0).unwrap().count(), 1);
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
