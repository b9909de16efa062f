//! `aimf init`: the site that the program carries, as a folder to start from.

use std::path::{Path, PathBuf};

use super::output::print_line;
use super::{Failure, ReaderArgs};
use crate::folder::NewFolderError;
use crate::init::init;

#[derive(Debug, clap::Args)]
pub(super) struct InitArgs {
    /// The folder to write into: a new one, or an empty one
    folder: PathBuf,

    #[command(flatten)]
    reader: ReaderArgs,
}

pub(super) fn run(args: &InitArgs) -> Result<(), Failure> {
    let reporter = args.reader.reporter();
    let folder = as_typed(&args.folder);
    match init(&args.folder) {
        Ok(files) => print_line(reporter.say("init-done", &[("folder", &folder), ("files", &files.to_string())])),
        Err(NewFolderError::NotEmpty(_)) => Err(args.reader.failure("init-not-empty", &[("folder", &folder)])),
        Err(NewFolderError::Write(error)) => Err(args.reader.not_written(&error)),
    }
}

/// A path as a shell takes it: in quotation marks where it has a space.
fn as_typed(path: &Path) -> String {
    let path = path.to_string_lossy();
    if path.contains(' ') { format!("\"{path}\"") } else { path.into_owned() }
}
