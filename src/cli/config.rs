//! `aimf config`: the settings that are in force, and where each comes from.

use std::fmt::Write as _;

use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Command};

use super::settings::{self, Settings};

/// What the server would run with, in the form of `aimf.toml`.
pub(super) fn in_force(command: &Command, matches: &ArgMatches, settings: &Settings) -> String {
    let mut text = String::new();
    for arg in command.get_arguments().filter(|arg| settings::is_setting(arg)) {
        let Some(key) = arg.get_long() else { continue };
        let id = arg.get_id().as_str();
        let values: Vec<_> =
            matches.get_raw(id).into_iter().flatten().map(|value| value.to_string_lossy().into_owned()).collect();
        let source = source(arg, key, matches.value_source(id), settings);
        // Writing into a text does not fail.
        let _ = match (&values[..], default_in_words(arg)) {
            ([], words) => writeln!(text, "# {key} =  # default: {}", words.unwrap_or_else(|| "none".to_owned())),
            ([value], _) if arg.get_value_delimiter().is_none() => {
                writeln!(text, "{key} = {}  # {source}", toml(value))
            }
            _ => {
                let values: Vec<_> = values.iter().map(|value| toml(value)).collect();
                writeln!(text, "{key} = [{}]  # {source}", values.join(", "))
            }
        };
    }
    text
}

fn source(arg: &Arg, key: &str, source: Option<ValueSource>, settings: &Settings) -> String {
    match (source, settings.get(key), arg.get_env()) {
        (Some(ValueSource::CommandLine), ..) => format!("--{key}"),
        (Some(ValueSource::EnvVariable), _, Some(name)) => name.to_string_lossy().into_owned(),
        (_, Some(setting), _) => format!("{}:{}", setting.place.path(), setting.place.line()),
        _ => "default".to_owned(),
    }
}

/// What is done where nothing is said, for a setting without a value of its own: its help tells it.
fn default_in_words(arg: &Arg) -> Option<String> {
    let help = arg.get_help()?.to_string();
    let (_, words) = help.split_once("[default: ")?;
    Some(words.trim_end_matches(']').to_owned())
}

/// A value as TOML has it: a number as it is, all else as a text.
fn toml(value: &str) -> String {
    let is_number = value.parse::<u64>().is_ok_and(|number| number.to_string() == value);
    // What JSON escapes in a text, TOML escapes likewise.
    if is_number { value.to_owned() } else { serde_json::Value::from(value).to_string() }
}
