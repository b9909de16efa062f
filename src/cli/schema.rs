//! `aimf schema`: a JSON Schema for each content file, for editors' programs.

use std::path::PathBuf;

use super::{Failure, ReaderArgs};
use crate::content;
use crate::diagnostic::Report;
use crate::schema::{self, FOLDER};
use crate::source::Source;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The site's folder, in which the folder `schemas` is written
    #[arg(default_value = ".")]
    folder: PathBuf,

    #[command(flatten)]
    reader: ReaderArgs,
}

pub(super) fn run(args: &Args) -> Result<(), Failure> {
    let speaker = args.reader.speaker();
    let languages = |source: Source| content::load(&source.read(&mut Report::default()), &mut Report::default()).0;
    let mut own = languages(Source::Directory(args.folder.clone()));
    if own.is_empty() {
        own = languages(Source::Embedded);
    }
    match schema::write(&args.folder, &own) {
        Ok(count) => {
            let folder = args.folder.join(FOLDER).to_string_lossy().into_owned();
            println!("{}", speaker.say("schemas-written", &[("folder", &folder), ("files", &count.to_string())]));
            Ok(())
        }
        Err(error) => {
            let (path, reason) = (error.path.to_string_lossy().into_owned(), error.source.to_string());
            eprintln!("{}", speaker.say("write-failed", &[("path", &path), ("reason", &reason)]));
            Err(Failure::Told)
        }
    }
}
