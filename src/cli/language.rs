//! `aimf language`: one more language, with all its places to translate; and the way back.

use std::fs;
use std::path::Path;

use clap::Subcommand;

use super::output::print_line;
use super::{Failure, SiteArgs};
use crate::content::Language;
use crate::diagnostic::Report;
use crate::folder::{Folder, WriteError};
use crate::json_schema;
use crate::reporter::Reporter;
use crate::source::Files;
use crate::translate::{
    AddLanguageError, KnownLanguage, RemoveLanguageError, RemovedLanguage, add_language, languages, remove_language,
};

#[derive(Debug, Subcommand)]
pub(super) enum LanguageCommand {
    /// Add a language as a draft: the site goes on in its other languages until the new one is complete
    Add {
        /// The language's code (BCP 47), such as pt or pt-BR
        code: String,

        #[command(flatten)]
        site: SiteArgs,
    },
    /// Remove a language with all its texts; says what would go, and takes it away only with --yes
    Remove {
        /// The language's code, as in content/site.toml
        code: String,

        /// Do it
        #[arg(long)]
        yes: bool,

        #[command(flatten)]
        site: SiteArgs,
    },
}

pub(super) fn run(command: &LanguageCommand) -> Result<(), Failure> {
    match command {
        LanguageCommand::Add { code, site } => add(code, site),
        LanguageCommand::Remove { code, yes, site } => remove(code, *yes, site),
    }
}

fn add(code: &str, site: &SiteArgs) -> Result<(), Failure> {
    let folder = site.folder()?;
    // Nothing is added to a site that is not in order.
    site.in_order()?;
    let files = site.source().read(&mut Report::default());
    let changed = match add_language(&files, &languages(&files), code) {
        Ok(changed) => changed,
        Err(AddLanguageError::NotALanguage) => return Err(no_language(code, site)),
        Err(AddLanguageError::Known) => return Err(site.reader.failure("language-there", &[("language", code)])),
    };
    write(&folder, &changed)
        .and_then(|()| renew_schemas(&folder, site))
        .map_err(|error| site.reader.not_written(&error))?;
    let (code, name) = KnownLanguage::of(code).map(|one| (one.code, one.name)).unwrap_or_default();
    let values = [("language", code.as_str()), ("name", name.as_str())];
    print_line(site.reporter().say("language-added", &values))
}

/// Says that a code is none, and which may have been meant.
fn no_language(code: &str, site: &SiteArgs) -> Failure {
    let names = [Reporter::French, Reporter::English].map(|reporter| reporter.say("language-names", &[]));
    let names = names.iter().flat_map(|names| names.split(','));
    let names: Vec<_> = names.filter_map(|name| name.trim().rsplit_once(' ')).collect();
    let names: Vec<_> = names.into_iter().map(|(name, code)| (name.to_owned(), code.to_owned())).collect();
    let meant = KnownLanguage::meant_by(code, &names);
    let meant: Vec<_> = meant.into_iter().map(|one| format!("{} ({})", one.code, one.name)).collect();
    let near = if meant.is_empty() { "none".to_owned() } else { meant.join(", ") };
    site.reader.failure("language-odd", &[("language", code), ("near", &near)])
}

fn remove(code: &str, is_meant: bool, site: &SiteArgs) -> Result<(), Failure> {
    let folder = site.folder()?;
    let files = site.source().read(&mut Report::default());
    let known = languages(&files);
    let removed = remove_language(&files, &known, code).map_err(|error| refused(&error, code, &known, site))?;
    let RemovedLanguage { language, changed, removed, texts } = &removed;
    let Language { code, name, is_draft, .. } = language;
    let counts = [*texts, changed.len()].map(|count| count.to_string());
    let paths = if removed.is_empty() { "0".to_owned() } else { removed.join(", ") };
    let (paths, is_draft) = (paths, if *is_draft { "draft" } else { "published" });
    let mut values = vec![("language", code.as_str()), ("name", name), ("texts", &counts[0]), ("files", &counts[1])];
    if !is_meant {
        values.extend([("removed", paths.as_str()), ("is_draft", is_draft)]);
        return Err(site.reader.failure("language-to-remove", &values));
    }
    let done = write(&folder, changed).and_then(|()| delete(&folder, removed, code));
    done.and_then(|()| renew_schemas(&folder, site)).map_err(|error| site.reader.not_written(&error))?;
    print_line(site.reporter().say("language-removed", &values))
}

fn refused(error: &RemoveLanguageError, code: &str, languages: &[Language], site: &SiteArgs) -> Failure {
    let known = languages.iter().skip(1).map(|language| language.code.as_str()).collect::<Vec<_>>().join(", ");
    match error {
        RemoveLanguageError::Unknown => site.reader.failure("language-none", &[("language", code), ("known", &known)]),
        RemoveLanguageError::First => site.reader.failure("language-first", &[("language", code)]),
        RemoveLanguageError::Unreadable(file) => site.reader.failure("language-unreadable", &[("file", file)]),
    }
}

fn write(folder: &Path, changed: &[(String, String)]) -> Result<(), WriteError> {
    let mut folder = Folder::at(folder);
    changed.iter().try_for_each(|(path, text)| folder.write(path, text))
}

/// Deletes the language's words, and their folder where nothing else is in it.
fn delete(folder: &Path, paths: &[String], code: &str) -> Result<(), WriteError> {
    for path in paths.iter().map(|path| folder.join(path)) {
        fs::remove_file(&path).map_err(|source| WriteError { path, source })?;
    }
    let _ = fs::remove_dir(folder.join("locales").join(code));
    Ok(())
}

/// The schemas of a site that has some are those of its languages.
fn renew_schemas(folder: &Path, site: &SiteArgs) -> Result<(), WriteError> {
    if !folder.join(json_schema::FOLDER).is_dir() {
        return Ok(());
    }
    let files: Files = site.source().read(&mut Report::default());
    let (drafts, published): (Vec<_>, Vec<_>) = languages(&files).into_iter().partition(|language| language.is_draft);
    json_schema::write(folder, &published, &drafts).map(drop)
}
