//! The site that the binary carries, as a directory to start from.

use std::path::Path;

use crate::diagnostic::Report;
use crate::folder::{NewFolder, NewFolderError};
use crate::i18n;
use crate::json_schema;
use crate::source::Source;

/// Writes the site that the binary carries into a folder, which is made where there is none. Returns the number of files.
///
/// With the files come the schemas that they name.
///
/// # Errors
///
/// The folder is not empty, or is a file, or the system refuses to write.
pub fn init(folder: &Path) -> Result<usize, NewFolderError> {
    let mut out = NewFolder::new(folder)?;
    let files = Source::Embedded.read(&mut Report::default());
    for (path, bytes) in files.under("").filter(|(path, _)| !i18n::is_own(path)) {
        out.write(path, bytes)?;
    }
    let (languages, _) = crate::content::load(&files, &mut Report::default());
    for (name, text) in json_schema::schemas(&languages, &[]) {
        out.write(&format!("{}/{name}", json_schema::FOLDER), text)?;
    }
    Ok(out.finish()?)
}
