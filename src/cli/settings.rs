//! Settings: options that may also stand in a variable or in `aimf.toml`.
//!
//! A setting is a field of a clap structure with `long` and `env`, and this is its only definition: its key in the file is its
//! option's name, and clap judges its value wherever it stands. Options go before variables, variables before the file, the
//! file before the default. So the file is read as keys and values, and not into a structure that would say all of them again;
//! that also finds every problem in one run, where reading into a structure ends at the first.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;
use std::{env, fs};

use clap::builder::{OsStr, Resettable};
use clap::error::{ContextKind, ContextValue};
use clap::{Arg, Command};
use toml::de::{DeTable, DeValue};

use super::french;
use crate::content::did_you_mean;
use crate::diagnostic::{Place, TextFile};
use crate::reporter::Reporter;

/// The file that is read if it exists and no other is named.
pub(super) const FILE: &str = "aimf.toml";

/// The settings in a file, by their keys.
#[derive(Debug, Default)]
pub(super) struct SettingsFile(BTreeMap<String, SettingValue>);

/// The bytes of a file of settings as they were when the program started.
#[derive(Debug)]
pub(super) struct SettingsAtStart {
    path: PathBuf,
    bytes: Option<Vec<u8>>,
}

impl SettingsAtStart {
    /// Those of `named`, or else of [`FILE`].
    pub(super) fn of(named: Option<&Path>) -> Self {
        let path = named.unwrap_or(Path::new(FILE)).to_owned();
        Self { bytes: fs::read(&path).ok(), path }
    }

    /// Warns where the file is another one by now: a reload publishes the site, and reads no settings.
    pub(super) fn warn_of_changes(&self) {
        if fs::read(&self.path).ok() != self.bytes {
            let file = self.path.display();
            tracing::warn!(%file, "the settings have changed; they are in force after a restart");
        }
    }
}

/// The values of one key, as the command line has them, and where it stands.
#[derive(Debug)]
pub(super) struct SettingValue {
    pub(super) place: Place,
    values: Vec<String>,
}

/// Why the settings cannot be read.
#[derive(Debug, thiserror::Error)]
pub(super) enum SettingsError {
    #[error("{} cannot be read: {source}", path.display())]
    Read { path: PathBuf, source: std::io::Error },
    /// The problems of the file, a line each, with their places.
    #[error("{0}")]
    Wrong(String),
}

impl SettingsFile {
    /// Reads `named`, or else [`FILE`] if it exists, for the settings of `command`.
    pub(super) fn read(named: Option<&Path>, command: &Command, reporter: Reporter) -> Result<Self, SettingsError> {
        let path = named.unwrap_or(Path::new(FILE));
        match fs::read_to_string(path) {
            Ok(text) => Self::parse(&path.to_string_lossy(), text, command, reporter),
            Err(source) if source.kind() == ErrorKind::NotFound && named.is_none() => Ok(Self::default()),
            Err(source) => Err(SettingsError::Read { path: path.to_owned(), source }),
        }
    }

    fn parse(path: &str, text: String, command: &Command, reporter: Reporter) -> Result<Self, SettingsError> {
        let file = Arc::new(TextFile { path: path.to_owned(), text: text.into() });
        let (table, errors) = DeTable::parse_recoverable(&file.text);
        let place = |span| Place::new(&file, span);
        let mut problems: Vec<_> =
            errors.iter().map(|error| (place(error.span().unwrap_or(0..0)), error.message().to_owned())).collect();
        let (known, mut settings) = (settings_of(command), BTreeMap::new());
        for (key, value) in table.get_ref() {
            let name = &**key.get_ref();
            let Some(arg) = known.get(name) else {
                problems.push((place(key.span()), unknown(name, known.keys().copied(), reporter)));
                continue;
            };
            let items = match value.get_ref() {
                DeValue::Array(items) => items.iter().collect(),
                _ => vec![value],
            };
            let values: Option<Vec<_>> = items.iter().map(|item| scalar(item.get_ref())).collect();
            let Some(values) = values else {
                problems.push((place(value.span()), reporter.say("setting-no-value", &[])));
                continue;
            };
            for (item, value) in items.iter().zip(&values) {
                if let Some(objection) = objection(arg, value, reporter) {
                    // A text begins after its quotation mark.
                    let start = item.span().start + file.text[item.span()].find(&**value).unwrap_or_default();
                    problems.push((place(start..start), objection));
                }
            }
            settings.insert(name.to_owned(), SettingValue { place: place(key.span()), values });
        }
        if problems.is_empty() {
            return Ok(Self(settings));
        }
        problems.sort_by_key(|(place, _)| place.start());
        // Of two problems at one place the first is the syntax, and the other comes of it.
        problems.dedup_by_key(|(place, _)| place.start());
        let lines: Vec<_> = problems.iter().map(|(place, problem)| format!("{place:?}: {problem}")).collect();
        Err(SettingsError::Wrong(lines.join("\naimf: ")))
    }

    /// The setting of a key, where the file has one.
    pub(super) fn get(&self, key: &str) -> Option<&SettingValue> {
        self.0.get(key)
    }

    /// The command line with these defaults.
    pub(super) fn apply(&self, command: Command) -> Command {
        let with_default = |arg: Arg| match arg.get_long().filter(|_| is_setting(&arg)).and_then(|key| self.get(key)) {
            Some(setting) => arg.default_values(setting.values.iter().cloned().map(OsStr::from)),
            None => arg,
        };
        command.mut_args(with_default).mut_subcommands(|command| self.apply(command))
    }
}

/// A value as the command line has it; `None` for a table, a date and a list.
fn scalar(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => {
            i64::from_str_radix(number.as_str(), number.radix()).ok().map(|number| number.to_string())
        }
        DeValue::Float(number) => number.as_str().parse::<f64>().ok().map(|number| number.to_string()),
        DeValue::Boolean(is_on) => Some(if *is_on { "on" } else { "off" }.to_owned()),
        DeValue::Datetime(_) | DeValue::Array(_) | DeValue::Table(_) => None,
    }
}

/// The command line where a variable that is set to nothing, as compose files and Kubernetes leave it, is not set.
pub(super) fn without_empty_variables(command: Command) -> Command {
    let is_empty = |arg: &Arg| arg.get_env().and_then(env::var_os).is_some_and(|value| value.is_empty());
    let unset = |arg: Arg| if is_empty(&arg) { arg.env(Resettable::Reset) } else { arg };
    command.mut_args(unset).mut_subcommands(without_empty_variables)
}

/// One item of a list: there may be spaces around the commas.
pub(super) fn item<T: FromStr>(text: &str) -> Result<T, T::Err> {
    text.trim().parse()
}

/// Whether an option is a setting: it has a variable. The file cannot say which file is read.
pub(super) fn is_setting(arg: &Arg) -> bool {
    arg.get_env().is_some() && arg.get_id() != "config"
}

/// The settings of a command and its subcommands, by their keys.
fn settings_of(command: &Command) -> BTreeMap<&str, &Arg> {
    let own = command.get_arguments().filter(|arg| is_setting(arg)).filter_map(|arg| Some((arg.get_long()?, arg)));
    // Where two commands share a key, the one above stands for both: that of the server.
    command.get_subcommands().flat_map(settings_of).chain(own).collect()
}

fn unknown<'a>(key: &str, known: impl Iterator<Item = &'a str>, reporter: Reporter) -> String {
    let near = did_you_mean(key, known).unwrap_or_else(|| "none".to_owned());
    reporter.say("setting-unknown", &[("key", key), ("near", &near)])
}

/// Why the command line refuses a value of a setting, if it does.
fn objection(arg: &Arg, value: &str, reporter: Reporter) -> Option<String> {
    let name = arg.get_long()?;
    let option = format!("--{name}={value}");
    let line = Command::new("aimf").no_binary_name(true).disable_help_flag(true).arg(arg.clone());
    let error = line.try_get_matches_from([option]).err()?;
    Some(match reporter {
        Reporter::French => french::wrong(&error),
        Reporter::English => reason(&error),
    })
}

/// A wrong value on the command line or in a variable, in one line.
pub(super) fn wrong_value(error: &clap::Error) -> Option<String> {
    match (error.kind(), error.get(ContextKind::InvalidArg), error.get(ContextKind::InvalidValue)) {
        (clap::error::ErrorKind::ValueValidation, Some(ContextValue::String(option)), Some(_)) => {
            Some(format!("{}: {}", option.split(' ').next().unwrap_or(option), reason(error)))
        }
        _ => None,
    }
}

/// Why a value is refused, in one line.
fn reason(error: &clap::Error) -> String {
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
