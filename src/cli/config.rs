//! `aimf config`: the settings that are in force, and where each comes from.

use std::fmt::Write as _;

use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Command};
use toml::Value;

use super::settings::{self, SettingsFile};

/// The settings that the server would run with, in the form of `aimf.toml`.
pub(super) fn in_force(command: &Command, matches: &ArgMatches, settings: &SettingsFile) -> String {
    let mut text = String::new();
    for arg in command.get_arguments().filter(|arg| settings::is_setting(arg)) {
        let Some(key) = arg.get_long() else { continue };
        let id = arg.get_id().as_str();
        let values = matches.get_raw(id).into_iter().flatten().map(|value| toml(&value.to_string_lossy()));
        let values: Vec<_> = values.collect();
        let source = source(arg, key, matches.value_source(id), settings);
        // Writing to a string cannot fail.
        let _ = match (values.is_empty(), arg.get_value_delimiter()) {
            (true, _) => {
                let words = default_in_words(arg).unwrap_or_else(|| "none".to_owned());
                writeln!(text, "# {key} =  # default: {words}")
            }
            (false, None) => writeln!(text, "{key} = {}  # {source}", values[0]),
            (false, Some(_)) => writeln!(text, "{key} = {}  # {source}", Value::Array(values)),
        };
    }
    text
}

fn source(arg: &Arg, key: &str, source: Option<ValueSource>, settings: &SettingsFile) -> String {
    match (source, settings.get(key), arg.get_env()) {
        (Some(ValueSource::CommandLine), ..) => format!("--{key}"),
        (Some(ValueSource::EnvVariable), _, Some(name)) => name.to_string_lossy().into_owned(),
        (_, Some(setting), _) => format!("{}:{}", setting.place.path(), setting.place.line()),
        _ => "default".to_owned(),
    }
}

/// The default of a setting that has no default value: its help describes it.
fn default_in_words(arg: &Arg) -> Option<String> {
    let help = arg.get_help()?.to_string();
    let (_, words) = help.split_once("[default: ")?;
    Some(words.trim_end_matches(']').to_owned())
}

/// A value in TOML: a whole number as a number, everything else as a string.
fn toml(value: &str) -> Value {
    let value = value.trim();
    let number = value.parse::<i64>().ok().filter(|number| number.to_string() == value);
    number.map_or_else(|| Value::from(value), Value::from)
}
