//! A folder that files are written into, with errors that say which of them could not be.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

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

/// A folder, which is made with its first file where there is none.
#[derive(Debug)]
pub struct Folder<'a> {
    path: &'a Path,
    files: usize,
}

impl<'a> Folder<'a> {
    /// A folder that may hold other files.
    pub(crate) fn at(path: &'a Path) -> Self {
        Self { path, files: 0 }
    }

    /// A folder that must hold nothing yet.
    pub(crate) fn new(path: &'a Path) -> Result<Self, NewFolderError> {
        let is_occupied = fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_some());
        if is_occupied { Err(NewFolderError::NotEmpty(path.to_owned())) } else { Ok(Self::at(path)) }
    }

    /// Writes a file by its path within the folder, and makes the folders on its way.
    pub(crate) fn write(&mut self, name: &str, bytes: impl AsRef<[u8]>) -> Result<(), WriteError> {
        let path = self.path.join(name);
        let made = path.parent().map_or(Ok(()), fs::create_dir_all);
        made.and_then(|()| fs::write(&path, bytes)).map_err(|source| WriteError { path, source })?;
        self.files += 1;
        Ok(())
    }

    /// The count of files written.
    pub(crate) fn files(&self) -> usize {
        self.files
    }
}
