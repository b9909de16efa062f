//! What the binary carries -> a directory that is a site of its own.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::Report;
use crate::schema::{self, SchemaError};
use crate::source::Source;

/// The program's own words to editors, which stay in the binary: a site cannot change them.
const OWN: [&str; 2] = ["/check.ftl", "/schema.ftl"];

/// Why a site could not be written.
#[derive(Debug, thiserror::Error)]
pub enum InitError {
    /// The folder holds something already, which would be overwritten or mixed with.
    #[error("the folder is not empty")]
    NotEmpty,
    /// The system refused.
    #[error("cannot write {}: {source}", path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Writes the site that the binary carries into a folder, which is made where there is none. Returns the number of files.
///
/// With the files come the schemas that they name.
///
/// # Errors
///
/// The folder is not empty, or is a file, or the system refuses to write.
pub fn init(folder: &Path) -> Result<usize, InitError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| InitError::Write { path, source }
    };
    fs::create_dir_all(folder).map_err(failed(folder))?;
    if fs::read_dir(folder).map_err(failed(folder))?.next().is_some() {
        return Err(InitError::NotEmpty);
    }
    let files = Source::Embedded.read(&mut Report::default());
    let mut written = 0;
    for (path, bytes) in files.under("").filter(|(path, _)| !OWN.iter().any(|own| path.ends_with(own))) {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(failed(parent))?;
        }
        fs::write(&path, bytes).map_err(failed(&path))?;
        written += 1;
    }
    let (languages, _) = crate::content::load(&files, &mut Report::default());
    let schemas = schema::write(folder, &languages, &[])
        .map_err(|SchemaError { path, source }| InitError::Write { path, source })?;
    Ok(written + schemas)
}
