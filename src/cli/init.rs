//! `aimf init`: the site that the program carries, as a folder to start from.

use std::path::PathBuf;

use super::{Failure, ReaderArgs};
use crate::init::init;

#[derive(Debug, clap::Args)]
pub(super) struct InitArgs {
    /// The folder to write into: a new one, or an empty one
    folder: PathBuf,

    #[command(flatten)]
    reader: ReaderArgs,
}

pub(super) fn run(args: &InitArgs) -> Result<(), Failure> {
    args.reader.filled(&args.folder, init(&args.folder), "init-done", "")
}
