//! The site that the binary carries, as a directory to start from.

use std::path::Path;

use crate::diagnostic::Report;
use crate::folder::{Folder, NewFolderError};
use crate::schema;
use crate::source::Source;

/// The program's own words to editors, which stay in the binary: a site cannot change them.
const OWN: [&str; 2] = ["/check.ftl", "/schema.ftl"];

/// Writes the site that the binary carries into a folder, which is made where there is none. Returns the number of files.
///
/// With the files come the schemas that they name.
///
/// # Errors
///
/// The folder is not empty, or is a file, or the system refuses to write.
pub fn init(folder: &Path) -> Result<usize, NewFolderError> {
    let mut out = Folder::new(folder)?;
    let files = Source::Embedded.read(&mut Report::default());
    for (path, bytes) in files.under("").filter(|(path, _)| !OWN.iter().any(|own| path.ends_with(own))) {
        out.write(path, bytes)?;
    }
    let (languages, _) = crate::content::load(&files, &mut Report::default());
    Ok(out.files() + schema::write(folder, &languages, &[])?)
}
