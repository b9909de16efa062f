//! `aimf translations`: the state of every translation; `accept` notes that it is of the text as it stands.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use clap::Subcommand;

use super::output::{print, print_line};
use super::{Failure, SiteArgs};
use crate::content::ledger::{self, LEDGER, TranslationState};
use crate::content::{self, Language};
use crate::diagnostic::Report;
use crate::folder::WriteError;
use crate::reporter::Reporter;
use crate::source::Files;

#[derive(Debug, clap::Args)]
pub(super) struct TranslationsArgs {
    #[command(subcommand)]
    command: Option<TranslationsCommand>,

    #[command(flatten)]
    site: SiteArgs,
}

#[derive(Debug, Subcommand)]
enum TranslationsCommand {
    /// Note that translations are of the text as it stands, once somebody has read them
    Accept {
        /// The texts' keys, or what they begin with [default: all]
        keys: Vec<String>,

        #[command(flatten)]
        site: SiteArgs,
    },
}

pub(super) fn run(args: &TranslationsArgs) -> Result<(), Failure> {
    match &args.command {
        None => list(&args.site),
        Some(TranslationsCommand::Accept { keys, site }) => {
            accept(if site.site.is_some() { site } else { &args.site }, keys)
        }
    }
}

/// The files of a site that is in order, and its languages.
fn good_site(site: &SiteArgs) -> Result<(Files, Vec<Language>), Failure> {
    let files = site.source().read(&mut Report::default());
    site.in_order()?;
    let unreadable = ledger::unreadable_lines(&files);
    if !unreadable.is_empty() {
        return Err(site.refused(&unreadable));
    }
    let (languages, _) = content::load(&files, &mut Report::default());
    Ok((files, languages))
}

fn list(site: &SiteArgs) -> Result<(), Failure> {
    let reporter = site.reporter();
    let (files, languages) = good_site(site)?;
    let Some(translations) = ledger::translations(&files, &languages) else {
        return print_line(reporter.say("translations-none", &[]));
    };
    let mut list = String::new();
    for language in languages.iter().skip(1) {
        let of_language: Vec<_> = translations.iter().filter(|one| one.language == language.index).collect();
        let current = of_language.iter().filter(|one| one.state == TranslationState::Current).count();
        let percent = (current * 100).checked_div(of_language.len()).unwrap_or(100);
        let values = [percent, current, of_language.len()].map(|number| number.to_string());
        let [percent, current, all] = values.each_ref().map(String::as_str);
        let values = [("language", &*language.name), ("percent", percent), ("current", current), ("all", all)];
        // Writing to a string cannot fail.
        let _ = writeln!(list, "{}", reporter.say("translations-language", &values));
        for one in of_language {
            let _ = writeln!(list, "  {:<12}{}", words(reporter, &one.state), one.key);
        }
    }
    print(list)
}

fn words(reporter: Reporter, state: &TranslationState) -> String {
    let state = match state {
        TranslationState::Current => "current",
        TranslationState::Changed { .. } => "changed",
        TranslationState::New => "new",
        TranslationState::Missing => "missing",
    };
    reporter.say("translation-state", &[("state", state)])
}

fn accept(site: &SiteArgs, keys: &[String]) -> Result<(), Failure> {
    let reporter = site.reporter();
    let folder = site.folder()?;
    let (files, languages) = good_site(site)?;
    match ledger::accept(&files, &languages, keys) {
        Ok((ledger, accepted)) => {
            write(&folder, &ledger).map_err(|error| site.reader.not_written(&error))?;
            print_line(reporter.say("translations-accepted", &[("count", &accepted.to_string())]))
        }
        Err((key, near)) => {
            let near = if near.is_empty() { "none" } else { &near };
            Err(site.reader.failure("key-of-no-text", &[("key", &key), ("near", near)]))
        }
    }
}

/// Puts the new ledger in the place of the old one in one step, so that no reader ever sees half of it.
fn write(folder: &Path, ledger: &str) -> Result<(), WriteError> {
    let path = folder.join(LEDGER);
    let draft = path.with_file_name(".translations.lock.new");
    fs::write(&draft, ledger).and_then(|()| fs::rename(&draft, &path)).map_err(|source| WriteError { path, source })
}
