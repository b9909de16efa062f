//! `aimf translations`: what is to be done about translations; `accept` notes that it is of the text as it stands.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use clap::Subcommand;

use super::output::{print, print_line};
use super::{Failure, SiteArgs};
use crate::content::ledger::{self, LEDGER, Translation, TranslationState};
use crate::content::{self, Language};
use crate::diagnostic::Report;
use crate::folder::WriteError;
use crate::reporter::Reporter;
use crate::source::Files;
use crate::translate;

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
        /// The texts' keys, or what they begin with, such as a file's name [default: all]
        keys: Vec<String>,

        /// The code of the language [default: all]
        #[arg(long, value_name = "CODE")]
        language: Option<String>,

        #[command(flatten)]
        site: SiteArgs,
    },
}

pub(super) fn run(args: &TranslationsArgs) -> Result<(), Failure> {
    match &args.command {
        None => list(&args.site),
        Some(TranslationsCommand::Accept { keys, language, site }) => {
            accept(if site.site.is_some() { site } else { &args.site }, keys, language.as_deref())
        }
    }
}

/// The files of a site that is in order, and its languages, drafts too.
fn good_site(site: &SiteArgs) -> Result<(Files, Vec<Language>), Failure> {
    let files = site.source().read(&mut Report::default());
    site.in_order()?;
    let unreadable = ledger::unreadable_lines(&files);
    if !unreadable.is_empty() {
        return Err(site.refused(&unreadable));
    }
    let languages = translate::languages(&files);
    Ok((files, languages))
}

/// More lines than this are told file by file.
const SCREENFUL: usize = 20;

fn list(site: &SiteArgs) -> Result<(), Failure> {
    let reporter = site.reporter();
    let (files, languages) = good_site(site)?;
    let Some(translations) = ledger::translations(&files, &languages) else {
        return print_line(reporter.say("translations-none", &[]));
    };
    let mut list = String::new();
    for language in languages.iter().skip(1) {
        let of_language: Vec<_> = translations.iter().filter(|one| one.language == language.index).collect();
        list += &(state_of(reporter, language, &of_language) + "\n");
        list += &open(reporter, &of_language);
        let words_file = format!("locales/{}/site.ftl", language.code);
        if files.get(&words_file).is_some_and(|text| text.starts_with(content::TO_TRANSLATE.as_bytes())) {
            let _ = writeln!(list, "  {:<14}{words_file}", state_name(reporter, &TranslationState::Missing));
        }
    }
    let is_read = |one: &&Translation| matches!(one.state, TranslationState::New | TranslationState::Changed { .. });
    if let Some(first) = translations.iter().find(is_read) {
        list += &(reporter.say("translations-accept", &[("key", &first.key)]) + "\n");
    }
    print(list)
}

/// How far a language is.
fn state_of(reporter: Reporter, language: &Language, translations: &[&Translation]) -> String {
    let count = |is_counted: &dyn Fn(&TranslationState) -> bool| {
        translations.iter().filter(|one| is_counted(&one.state)).count()
    };
    let current = count(&|state| *state == TranslationState::Current);
    let translated = count(&|state| *state != TranslationState::Missing);
    let percent = (current * 100).checked_div(translations.len()).unwrap_or(100);
    let counts = [percent, current, translated, translations.len()].map(|number| number.to_string());
    let [percent, current, translated, all] = counts.each_ref().map(String::as_str);
    if language.is_draft {
        let values = [("language", &*language.name), ("translated", translated), ("all", all)];
        return reporter.say("translations-draft", &values);
    }
    let values = [("language", &*language.name), ("percent", percent), ("current", current), ("all", all)];
    reporter.say("translations-language", &values)
}

/// What is to be done, a line each; of very many, a line for each file.
fn open(reporter: Reporter, translations: &[&Translation]) -> String {
    let open: Vec<_> = translations.iter().filter(|one| one.state != TranslationState::Current).collect();
    let mut list = String::new();
    // Writing to a string cannot fail.
    if open.len() <= SCREENFUL {
        for one in open {
            let _ = writeln!(list, "  {:<14}{}", state_name(reporter, &one.state), one.key);
        }
        return list;
    }
    let mut of_files: BTreeMap<(&str, String), usize> = BTreeMap::new();
    for one in open {
        *of_files.entry((one.place.path(), state_name(reporter, &one.state))).or_default() += 1;
    }
    for ((file, state), count) in of_files {
        let texts = reporter.say("translations-of-file", &[("count", &count.to_string()), ("file", file)]);
        let _ = writeln!(list, "  {state:<14}{texts}");
    }
    list
}

fn state_name(reporter: Reporter, state: &TranslationState) -> String {
    let state = match state {
        TranslationState::Current => "current",
        TranslationState::Changed { .. } => "changed",
        TranslationState::New => "new",
        TranslationState::Missing => "missing",
    };
    reporter.say("translation-state", &[("state", state)])
}

fn accept(site: &SiteArgs, keys: &[String], language: Option<&str>) -> Result<(), Failure> {
    let reporter = site.reporter();
    let folder = site.folder()?;
    let (files, mut languages) = good_site(site)?;
    if let Some(code) = language {
        let Some(asked) = languages.iter().skip(1).find(|one| one.code == code).cloned() else {
            let known = languages.iter().skip(1).map(|one| one.code.as_str()).collect::<Vec<_>>().join(", ");
            return Err(site.reader.failure("language-none", &[("language", code), ("known", &known)]));
        };
        languages.truncate(1);
        languages.push(Language { index: 1, ..asked });
    }
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
