//! `aimf export`: the site as files.

use std::path::PathBuf;

use super::Failure;
use super::site::SiteArgs;
use crate::export::export;

#[derive(Debug, clap::Args)]
pub(super) struct ExportArgs {
    /// The folder to write into: a new one, or an empty one
    out: PathBuf,

    #[command(flatten)]
    site: SiteArgs,
}

pub(super) fn run(args: &ExportArgs) -> Result<(), Failure> {
    let edition = args.site.edition()?;
    args.site.reader.filled(&args.out, export(&edition, &args.out), "export-done", &args.site.name())
}
