//! `aimf.toml` -> defaults of the command line's own settings.
//!
//! A setting is an option that also has a variable. Its key in the file is its name on the command line, and its value is
//! judged by the command line itself: so there is one definition of each. Options go before variables, variables before the
//! file, the file before what is the default otherwise.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::builder::OsStr;
use clap::error::{ContextKind, ContextValue};
use clap::{Arg, Command};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Place, TextFile};

/// The file that is read where it is there and no other is named.
pub(super) const FILE: &str = "aimf.toml";

/// What a file of settings says.
#[derive(Debug, Default)]
pub(super) struct Settings {
    values: BTreeMap<String, Setting>,
}

/// The values of one key, as the command line has them, and where they stand.
#[derive(Debug)]
pub(super) struct Setting {
    pub(super) place: Place,
    values: Vec<(String, Place)>,
}

/// Why there are no settings.
#[derive(Debug, thiserror::Error)]
pub(super) enum SettingsError {
    #[error("{} cannot be read: {source}", path.display())]
    Read { path: PathBuf, source: std::io::Error },
    /// Each with its place, a line each.
    #[error("{0}")]
    Wrong(String),
}

impl Settings {
    /// Reads `named`, or [`FILE`] where it is there, for the settings of `command`.
    pub(super) fn read(named: Option<&Path>, command: &Command) -> Result<Self, SettingsError> {
        let path = named.unwrap_or(Path::new(FILE));
        match std::fs::read_to_string(path) {
            Ok(text) => Self::parse(&path.to_string_lossy(), text, command),
            Err(source) if source.kind() == ErrorKind::NotFound && named.is_none() => Ok(Self::default()),
            Err(source) => Err(SettingsError::Read { path: path.to_owned(), source }),
        }
    }

    fn parse(path: &str, text: String, command: &Command) -> Result<Self, SettingsError> {
        let file = Arc::new(TextFile { path: path.to_owned(), text: text.into() });
        let (table, errors) = DeTable::parse_recoverable(&file.text);
        let mut problems = Problems::default();
        for error in errors {
            problems.add(&Place::new(&file, error.span().unwrap_or(0..0)), error.message());
        }
        let known = settings_of(command);
        let mut values = BTreeMap::new();
        for (key, value) in table.get_ref() {
            let place = Place::new(&file, key.span());
            let Some(arg) = known.get(&**key.get_ref()) else {
                problems.add(&place, &unknown(key.get_ref(), known.keys().copied()));
                continue;
            };
            let Some(found) = texts(value, &file) else {
                problems.add(&Place::new(&file, value.span()), "the value must be a text, a number or a list of these");
                continue;
            };
            for (value, place) in &found {
                if let Some(objection) = objection(arg, value) {
                    problems.add(place, &objection);
                }
            }
            values.insert(key.get_ref().to_string(), Setting { place, values: found });
        }
        if problems.0.is_empty() { Ok(Self { values }) } else { Err(SettingsError::Wrong(problems.told())) }
    }

    /// What the file says of a key.
    pub(super) fn get(&self, key: &str) -> Option<&Setting> {
        self.values.get(key)
    }

    /// The command line with these defaults.
    pub(super) fn apply(&self, command: Command) -> Command {
        let with_default = |arg: Arg| {
            let values =
                self.of(&arg).map(|setting| setting.values.iter().map(|(value, _)| OsStr::from(value.clone())));
            match values.map(Iterator::collect::<Vec<_>>) {
                Some(values) => arg.default_values(values),
                None => arg,
            }
        };
        command.mut_args(with_default).mut_subcommands(|command| self.apply(command))
    }

    fn of(&self, arg: &Arg) -> Option<&Setting> {
        arg.get_long().filter(|_| is_setting(arg)).and_then(|key| self.get(key))
    }
}

/// Problems by where they begin.
#[derive(Default)]
struct Problems(Vec<(usize, String)>);

impl Problems {
    fn add(&mut self, place: &Place, message: &str) {
        let line = format!("{}:{}:{}: {message}", place.path(), place.line(), place.column());
        self.0.push((place.start(), line));
    }

    /// Each with its place, a line each.
    fn told(mut self) -> String {
        self.0.sort();
        self.0.into_iter().map(|(_, line)| line).collect::<Vec<_>>().join("\naimf: ")
    }
}

/// Whether an option is a setting: it has a variable. Which file is read cannot stand in the file.
pub(super) fn is_setting(arg: &Arg) -> bool {
    arg.get_env().is_some() && arg.get_id() != "config"
}

/// The settings of a command and its subcommands, by their keys.
fn settings_of(command: &Command) -> BTreeMap<&str, &Arg> {
    let own = command.get_arguments().filter(|arg| is_setting(arg)).filter_map(|arg| Some((arg.get_long()?, arg)));
    // Where two commands share a key, the one above stands for both: that of the server.
    command.get_subcommands().flat_map(settings_of).chain(own).collect()
}

fn unknown<'a>(key: &str, known: impl Iterator<Item = &'a str>) -> String {
    let near = known
        .map(|name| (strsim::damerau_levenshtein(name, key), name))
        .min()
        .filter(|(distance, _)| *distance <= key.len() / 3);
    let hint = near.map_or_else(
        || "`aimf config` lists those that there are".to_owned(),
        |(_, name)| format!("did you mean ‘{name}’?"),
    );
    format!("there is no setting ‘{key}’; {hint}")
}

/// A value as the command line has it.
fn texts(value: &Spanned<DeValue<'_>>, file: &Arc<TextFile>) -> Option<Vec<(String, Place)>> {
    let one = |text: String| Some(vec![(text, Place::new(file, value.span()))]);
    match value.get_ref() {
        DeValue::String(text) => one(text.to_string()),
        DeValue::Integer(number) => one(number.to_string()),
        DeValue::Float(number) => one(number.to_string()),
        DeValue::Boolean(is_on) => one(if *is_on { "on" } else { "off" }.to_owned()),
        DeValue::Array(values) => {
            let each = values.iter().map(|value| match value.get_ref() {
                DeValue::Array(_) => None,
                _ => texts(value, file),
            });
            each.collect::<Option<Vec<_>>>().map(|values| values.into_iter().flatten().collect())
        }
        DeValue::Datetime(_) | DeValue::Table(_) => None,
    }
}

/// What the command line has against a value of a setting.
fn objection(arg: &Arg, value: &str) -> Option<String> {
    let option = format!("--{}={value}", arg.get_long()?);
    let line = Command::new("aimf").no_binary_name(true).disable_help_flag(true).arg(arg.clone());
    line.try_get_matches_from([option]).err().map(|error| reason(&error))
}

/// Why a value is refused, in one line.
pub(super) fn reason(error: &clap::Error) -> String {
    if let Some(source) = std::error::Error::source(error) {
        return source.to_string();
    }
    match error.get(ContextKind::ValidValue) {
        Some(ContextValue::Strings(values)) if !values.is_empty() => {
            format!("the value must be one of {}", values.join(", "))
        }
        _ => error.kind().to_string(),
    }
}
