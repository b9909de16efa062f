//! The command line's own words in French: of `locales/fr/cli.ftl`, by the names that the definition gives to commands and options.
//! In English they are the definition's own comments.

use std::sync::LazyLock;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command};
use fluent::FluentArgs;

use crate::i18n::{Catalog, Message};

const FRENCH: &str = include_str!("../../locales/fr/cli.ftl");

/// The variables of messages about what is wrong.
const OF_ERRORS: &[&str] = &["what", "value", "near", "known"];

fn catalog() -> &'static Catalog {
    static CATALOG: LazyLock<Catalog> = LazyLock::new(|| {
        let variables = |id: &str| if id.starts_with("error-") { OF_ERRORS } else { &[][..] };
        let messages: Vec<_> = ids().map(|id| Message { id, variables: variables(id), attribute: None }).collect();
        Catalog::embedded("fr", "cli", FRENCH, &messages)
    });
    &CATALOG
}

/// The identifiers of all messages.
fn ids() -> impl Iterator<Item = &'static str> {
    let of_line = |line: &'static str| line.split_once(" = ").map(|(id, _)| id);
    FRENCH.lines().filter(|line| line.starts_with(|first: char| first.is_ascii_lowercase())).filter_map(of_line)
}

/// The words of a message, or of an attribute of it; nothing where there is none.
fn localised(id: &str, attribute: Option<&str>) -> Option<String> {
    Some(catalog().format(id, attribute, &FluentArgs::new())).filter(|words| !words.is_empty())
}

/// The words of a message that the file has for certain.
fn say(id: &str) -> String {
    localised(id, None).unwrap_or_default()
}

/// The identifier of an option's message: that of the option of a command, else that of all options of this name.
fn message_of(command: &str, option: &str) -> String {
    let own = format!("option-{command}-{option}");
    if localised(&own, None).is_some() { own } else { format!("option-{option}") }
}

/// The same command line in French.
pub(super) fn in_french(mut command: Command) -> Command {
    // So clap adds what it adds by itself, and that is said in French too.
    command.build();
    let long = format!("{}\n\n{}", say("aimf"), localised("aimf", Some("long")).unwrap_or_default());
    translated(command, "").about(say("aimf")).long_about(long)
}

/// The message of a command, and the path of those below it. `path` is that of the command above: empty for the program and for what is
/// right below it. A command within `help` is the command itself.
fn place_of(name: &str, path: &str) -> (String, String) {
    match (name, path) {
        ("aimf", "") => ("aimf".to_owned(), String::new()),
        ("help", _) => ("command-help".to_owned(), path.to_owned()),
        (name, "") => (format!("command-{name}"), name.to_owned()),
        (name, path) => (format!("command-{path}-{name}"), format!("{path}-{name}")),
    }
}

/// A command and those below it.
fn translated(command: Command, path: &str) -> Command {
    let name = command.get_name().to_owned();
    let (message, below) = place_of(&name, path);
    let about = localised(&message, None);
    let command = command
        .subcommand_value_name(say("name-command"))
        .subcommand_help_heading(format!("{}\u{a0}", say("heading-commands")))
        .help_template(format!("{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}", say("usage")))
        .mut_args(|arg| option(arg, &name))
        .mut_subcommands(|command| translated(command, &below));
    match about {
        Some(about) => command.about(about),
        None => command,
    }
}

/// An option or an argument of a command.
fn option(arg: Arg, command: &str) -> Arg {
    let Some(mut help) = localised(&message_of(command, arg.get_id().as_str()), None) else { return arg };
    let mut add = |label: &str, value: &str| help += &[" [", &say(label), " ", value, "]"].concat();
    let takes_values = arg.get_action().takes_values();
    if let Some(variable) = arg.get_env() {
        add("variable", &variable.to_string_lossy());
    }
    let defaults: Vec<_> = arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    if takes_values && !defaults.is_empty() {
        add("default", &defaults.join(", "));
    }
    let values = arg.get_possible_values();
    if takes_values && !values.is_empty() {
        let value = |value: &clap::builder::PossibleValue| {
            let meaning = localised(&format!("value-{}-{}", arg.get_id(), value.get_name()), None);
            let meaning = meaning.map(|meaning| format!(" ({meaning})")).unwrap_or_default();
            value.get_name().to_owned() + &meaning
        };
        add("values", &values.iter().map(value).collect::<Vec<_>>().join(", "));
    }
    let heading = match arg.get_help_heading() {
        Some("Log") => "heading-log",
        Some("Limits") => "heading-limits",
        _ if arg.is_positional() => "heading-arguments",
        _ => "heading-options",
    };
    let name =
        |name: &str| localised(&format!("name-{}", name.to_lowercase()), None).unwrap_or_else(|| name.to_owned());
    let names: Vec<_> = arg.get_value_names().unwrap_or_default().iter().map(|own| name(own)).collect();
    let arg = if names.is_empty() { arg } else { arg.value_names(names) };
    arg.help(help)
        .long_help(None)
        .help_heading(format!("{}\u{a0}", say(heading)))
        .hide_env(true)
        .hide_default_value(true)
        .hide_possible_values(true)
}

/// What is wrong with a command line, and how help is had.
pub(super) fn error_message(error: &clap::Error, program: &str) -> String {
    let help = said("error-help", &[("what", program)]);
    format!("{}\n{help}\n", wrong(error))
}

/// What is wrong with a command line, on one line.
pub(super) fn wrong(error: &clap::Error) -> String {
    let first = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        _ => String::new(),
    };
    let what = first(ContextKind::InvalidArg);
    let option = what.split([' ', '=']).next().unwrap_or_default().to_owned();
    // clap has the most like one last.
    let near = |kind| match error.get(kind) {
        Some(ContextValue::Strings(texts)) => texts.last().cloned().unwrap_or_default(),
        _ => first(kind),
    };
    match error.kind() {
        ErrorKind::UnknownArgument => {
            said("error-unknown", &[("what", &what), ("near", &near(ContextKind::SuggestedArg))])
        }
        ErrorKind::InvalidSubcommand => {
            let what = first(ContextKind::InvalidSubcommand);
            said("error-command", &[("what", &what), ("near", &near(ContextKind::SuggestedSubcommand))])
        }
        ErrorKind::InvalidValue if first(ContextKind::InvalidValue).is_empty() => {
            said("error-no-value", &[("what", &option)])
        }
        ErrorKind::InvalidValue => {
            let (value, known) = (first(ContextKind::InvalidValue), first(ContextKind::ValidValue));
            said("error-value", &[("what", &option), ("value", &value), ("known", &known)])
        }
        ErrorKind::ValueValidation => {
            let form = form(&option).unwrap_or_else(|| error.to_string());
            let value = first(ContextKind::InvalidValue);
            said("error-form", &[("what", &option), ("value", &value), ("known", &form)])
        }
        ErrorKind::NoEquals => said("error-equals", &[("what", &option)]),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => said("error-no-value", &[("what", &option)]),
        ErrorKind::TooManyValues => said("error-twice", &[("what", &option)]),
        ErrorKind::ArgumentConflict if what == first(ContextKind::PriorArg) => said("error-twice", &[("what", &what)]),
        ErrorKind::ArgumentConflict => {
            said("error-conflict", &[("what", &what), ("known", &first(ContextKind::PriorArg))])
        }
        ErrorKind::MissingRequiredArgument => said("error-missing", &[("known", &what)]),
        ErrorKind::MissingSubcommand => {
            said("error-missing-command", &[("known", &first(ContextKind::ValidSubcommand))])
        }
        ErrorKind::InvalidUtf8 => say("error-unreadable"),
        kind => said("error-other", &[("what", &kind.to_string())]),
    }
}

/// The form that the value of an option has, by its name on the command line.
fn form(option: &str) -> Option<String> {
    let name = option.trim_start_matches('-').replace('-', "_");
    // A limit's field is named without what its option says of it.
    let short = ["max_", "_timeout"].iter().fold(name.clone(), |name, part| name.replace(part, ""));
    [name, short].iter().find_map(|name| localised(&format!("option-{name}"), Some("form")))
}

fn said(id: &str, values: &[(&'static str, &str)]) -> String {
    let mut given = FluentArgs::new();
    for name in OF_ERRORS {
        let value = values.iter().find(|(own, _)| own == name).map_or("", |(_, value)| *value);
        given.set(*name, if value.is_empty() { "none".to_owned() } else { value.to_owned() });
    }
    catalog().format(id, None, &given)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use clap::CommandFactory as _;

    use super::*;

    /// The messages of a command and of all below it, or what would be theirs.
    fn gather(command: &Command, path: &str, wanted: &mut BTreeSet<String>) {
        let name = command.get_name();
        let (message, below) = place_of(name, path);
        wanted.insert(message);
        for arg in command.get_arguments() {
            wanted.insert(message_of(name, arg.get_id().as_str()));
            let has_help = |value: &clap::builder::PossibleValue| value.get_help().is_some();
            let values = arg.get_possible_values().into_iter().filter(has_help);
            wanted.extend(values.map(|value| format!("value-{}-{}", arg.get_id(), value.get_name())));
        }
        command.get_subcommands().for_each(|command| gather(command, &below, wanted));
    }

    #[test]
    fn every_command_and_every_option_has_its_help_in_both_languages() {
        let mut definition = crate::cli::Cli::command();
        definition.build();
        let mut wanted = BTreeSet::new();
        gather(&definition, "", &mut wanted);
        let there: BTreeSet<_> = ids().map(str::to_owned).collect();
        assert_eq!(wanted.difference(&there).collect::<Vec<_>>(), Vec::<&String>::new(), "they have no French");
        let is_help = |id: &&String| ["command-", "option-", "value-"].iter().any(|kind| id.starts_with(kind));
        let unused: Vec<_> = there.difference(&wanted).filter(is_help).collect();
        assert_eq!(unused, Vec::<&String>::new(), "they belong to nothing");
        let mut commands = vec![&definition];
        while let Some(command) = commands.pop() {
            assert!(command.get_about().is_some(), "{}", command.get_name());
            for arg in command.get_arguments() {
                assert!(arg.get_help().is_some(), "{}: {}", command.get_name(), arg.get_id());
            }
            commands.extend(command.get_subcommands());
        }
    }

    #[test]
    fn no_help_in_french_has_a_word_of_english_that_clap_adds() {
        let mut commands = vec![in_french(crate::cli::Cli::command())];
        while let Some(mut command) = commands.pop() {
            for help in [command.render_help().to_string(), command.render_long_help().to_string()] {
                for word in ["Usage", "Print", "[env", "[default", "ossible value", "Commands", "COMMAND>", "The "] {
                    assert!(!help.contains(word), "{word}: {help}");
                }
            }
            commands.extend(command.get_subcommands().cloned());
        }
    }
}
