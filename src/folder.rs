//! Folders that files are written into, with errors that say which of them could not be.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::stored_file::StoredFile;

/// The system refused to write a file, or to make the folder for it.
#[derive(Debug, thiserror::Error)]
#[error("cannot write {}: {source}", path.display())]
pub struct WriteError {
    /// The file.
    pub path: PathBuf,
    /// The error of the system.
    pub source: io::Error,
}

/// The reason why a new folder could not be filled.
#[derive(Debug, thiserror::Error)]
pub enum NewFolderError {
    /// It holds something already, which would be overwritten or mixed with.
    #[error("{} is not empty: choose a new folder, or empty this one first", .0.display())]
    NotEmpty(PathBuf),
    /// A file of it could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// A folder, which is made with its first file where there is none, and may hold other files.
#[derive(Debug)]
pub struct Folder<'a> {
    path: &'a Path,
    files: usize,
}

impl<'a> Folder<'a> {
    pub(crate) fn at(path: &'a Path) -> Self {
        Self { path, files: 0 }
    }

    /// Writes a file by its path within the folder, and makes the folders on its way.
    pub(crate) fn write(&mut self, name: &str, bytes: impl AsRef<[u8]>) -> Result<(), WriteError> {
        write(self.path, name, bytes.as_ref()).map_err(|source| WriteError { path: self.path.join(name), source })?;
        self.files += 1;
        Ok(())
    }

    /// The count of files written.
    pub(crate) fn files(&self) -> usize {
        self.files
    }
}

/// A folder that is whole or not there: it is filled under another name, and gets its own once all is written.
///
/// One that is dropped before leaves nothing behind.
#[derive(Debug)]
pub struct NewFolder<'a> {
    path: &'a Path,
    /// Whether it is there already, empty: perhaps the root of a file system, which cannot be replaced.
    exists: bool,
    /// Where it is filled: beside it, or within it where it exists, and so always on its own file system.
    draft: PathBuf,
    files: usize,
}

impl<'a> NewFolder<'a> {
    /// A folder that must hold nothing yet.
    pub(crate) fn new(path: &'a Path) -> Result<Self, NewFolderError> {
        let failed = |source| WriteError { path: path.to_owned(), source };
        let exists = fs::symlink_metadata(path).is_ok();
        if exists && fs::read_dir(path).map_err(failed)?.next().is_some() {
            return Err(NewFolderError::NotEmpty(path.to_owned()));
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let draft = format!(".{name}.unfinished-{}", std::process::id());
        let draft = if exists { path.join(draft) } else { path.with_file_name(draft) };
        // What a process of the same number left when it was killed.
        let _ = fs::remove_dir_all(&draft);
        let above = draft.parent().map_or(Ok(()), fs::create_dir_all);
        above.and_then(|()| fs::create_dir(&draft)).map_err(failed)?;
        Ok(Self { path, exists, draft, files: 0 })
    }

    /// Writes a file by its path within the folder, and makes the folders on its way.
    pub(crate) fn write(&mut self, name: &str, bytes: impl AsRef<[u8]>) -> Result<(), WriteError> {
        write(&self.draft, name, bytes.as_ref()).map_err(|source| WriteError { path: self.path.join(name), source })?;
        self.files += 1;
        Ok(())
    }

    /// The same, and waits until the disk has the file: a machine that loses its power must not leave an empty one.
    pub(crate) fn write_durably(&mut self, name: &str, bytes: impl AsRef<[u8]>) -> Result<(), WriteError> {
        self.write(name, bytes)?;
        self.sync(name)
    }

    /// Waits until the disk has a file that was written.
    pub(crate) fn sync(&self, name: &str) -> Result<(), WriteError> {
        let file = File::options().write(true).open(self.draft.join(name));
        let synced = file.and_then(|file| file.sync_all());
        synced.map_err(|source| WriteError { path: self.path.join(name), source })
    }

    /// Writes a large file.
    pub(crate) fn write_stored(&mut self, name: &str, stored: &StoredFile) -> Result<(), WriteError> {
        let path = self.draft.join(name);
        let written = || {
            path.parent().map_or(Ok(()), fs::create_dir_all)?;
            stored.write_to(File::create(&path)?)
        };
        written().map_err(|source| WriteError { path: self.path.join(name), source })?;
        self.files += 1;
        Ok(())
    }

    /// Gives a file of another folder a second name here, without a copy of its bytes; `false` where the system cannot.
    pub(crate) fn link(&mut self, name: &str, other: &Path) -> bool {
        let path = self.draft.join(name);
        let linked = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::hard_link(other, &path));
        self.files += usize::from(linked.is_ok());
        linked.is_ok()
    }

    /// Gives the folder its name. Returns the number of its files.
    pub(crate) fn finish(self) -> Result<usize, WriteError> {
        let named = if self.exists {
            fs::read_dir(&self.draft).and_then(|mut entries| {
                entries.try_for_each(|entry| {
                    let entry = entry?;
                    fs::rename(entry.path(), self.path.join(entry.file_name()))
                })
            })
        } else {
            fs::rename(&self.draft, self.path)
        };
        named.map_err(|source| WriteError { path: self.path.to_owned(), source })?;
        Ok(self.files)
    }
}

impl Drop for NewFolder<'_> {
    fn drop(&mut self) {
        // There is nobody to tell; what is left is hidden, and in nobody's way.
        let _ = fs::remove_dir_all(&self.draft);
    }
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let path = folder.join(name);
    path.parent().map_or(Ok(()), fs::create_dir_all)?;
    fs::write(&path, bytes)
}

/// A path as a shell takes it: in quotation marks where it has a space.
pub(crate) fn as_typed(path: &Path) -> String {
    let path = path.to_string_lossy();
    if path.contains(' ') { format!("\"{path}\"") } else { path.into_owned() }
}
