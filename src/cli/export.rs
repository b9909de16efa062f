//! `aimf export`: the site as files.

use std::path::PathBuf;

use super::output::print;
use super::site::SiteArgs;
use super::{Failure, schedule};
use crate::export::export;

#[derive(Debug, clap::Args)]
pub(super) struct ExportArgs {
    /// The folder to write into: a new one, or an empty one
    out: PathBuf,

    #[command(flatten)]
    site: SiteArgs,
}

pub(super) fn run(args: &ExportArgs) -> Result<(), Failure> {
    let (edition, schedule) = args.site.edition()?;
    args.site.reader.filled(&args.out, export(&edition, &args.out), "export-done", &args.site.name())?;
    print(schedule::expiry(args.site.reporter(), &schedule))
}
