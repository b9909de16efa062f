//! `aimf language add`: the places to translate for one more language.

use clap::Subcommand;

use super::output::print_line;
use super::{Failure, SiteArgs};
use crate::content;
use crate::diagnostic::Report;
use crate::folder::Folder;
use crate::translate::{AddLanguageError, add_language};

#[derive(Debug, Subcommand)]
pub(super) enum LanguageCommand {
    /// Add a language as a draft: the site goes on in its other languages until the new one is complete
    Add {
        /// The language's code (BCP 47), such as pt or pt-BR
        code: String,

        #[command(flatten)]
        site: SiteArgs,
    },
}

pub(super) fn run(LanguageCommand::Add { code, site }: &LanguageCommand) -> Result<(), Failure> {
    let folder = site.folder()?;
    // Nothing is added to a site that is not in order.
    site.in_order()?;
    let files = site.source().read(&mut Report::default());
    let (languages, _) = content::load(&files, &mut Report::default());
    let changed = match add_language(&files, &languages, code) {
        Ok(changed) => changed,
        Err(AddLanguageError::NotALanguage) => return Err(site.reader.failure("language-odd", &[("language", code)])),
        Err(AddLanguageError::Known) => return Err(site.reader.failure("language-there", &[("language", code)])),
    };
    let mut folder = Folder::at(&folder);
    for (path, text) in changed {
        folder.write(&path, text).map_err(|error| site.reader.not_written(&error))?;
    }
    print_line(site.reporter().say("language-added", &[("language", code)]))
}
