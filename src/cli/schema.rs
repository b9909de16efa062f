//! `aimf schema`: a JSON Schema for each content file, for editors' programs.

use std::path::PathBuf;

use super::output::print_line;
use super::{Failure, ReaderArgs};
use crate::content;
use crate::diagnostic::Report;
use crate::json_schema::{self, FOLDER};
use crate::source::Source;

#[derive(Debug, clap::Args)]
pub(super) struct SchemaArgs {
    /// The site's folder, in which the folder `schemas` is written
    #[arg(default_value = ".")]
    folder: PathBuf,

    #[command(flatten)]
    reader: ReaderArgs,
}

pub(super) fn run(args: &SchemaArgs) -> Result<(), Failure> {
    let read = |source: Source| {
        let files = source.read(&mut Report::default());
        let (languages, _) = content::load(&files, &mut Report::default());
        let drafts = content::drafts(&files, languages.len());
        (languages, drafts)
    };
    let mut own = read(Source::Directory(args.folder.clone()));
    if own.0.is_empty() {
        own = read(Source::Embedded);
    }
    match json_schema::write(&args.folder, &own.0, &own.1) {
        Ok(count) => {
            let folder = args.folder.join(FOLDER).to_string_lossy().into_owned();
            let reporter = args.reader.reporter();
            print_line(reporter.say("schemas-written", &[("folder", &folder), ("files", &count.to_string())]))
        }
        Err(error) => Err(args.reader.not_written(&error)),
    }
}
