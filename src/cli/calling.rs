//! What is known of a call before the command line is read: its language, and how a command is to be typed again.

use std::env;
use std::path::Path;

use crate::folder::as_typed;
use crate::reporter::{Invocation, Reporter};

/// The language of everything that the command says: as asked, else that of the terminal.
pub(super) fn reporter() -> Reporter {
    let arguments: Vec<_> = env::args_os().skip(1).map(|argument| argument.to_string_lossy().into_owned()).collect();
    let asked = value_of(&arguments, "--lang").or_else(|| env::var("AIMF_LANG").ok());
    match asked.as_deref() {
        Some("fr") => Reporter::French,
        Some("en") => Reporter::English,
        _ => of_terminal(),
    }
}

/// The language of the terminal's locale, which POSIX looks up in this order.
pub(super) fn of_terminal() -> Reporter {
    let mut locales = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().filter_map(|name| env::var(name).ok());
    let locale = locales.find(|locale| !locale.is_empty()).unwrap_or_default();
    if locale.starts_with("fr") { Reporter::French } else { Reporter::English }
}

/// How the program was called.
pub(super) fn invocation() -> Invocation {
    let mut arguments = env::args_os().map(|argument| argument.to_string_lossy().into_owned());
    let typed = arguments.next().unwrap_or_default();
    // A name without a folder was found by the shell, which will find it again.
    let is_found = typed.is_empty() || !typed.contains(['/', '\\']);
    let program = if is_found { "aimf".to_owned() } else { as_typed(Path::new(&typed)) };
    let site = value_of(&arguments.collect::<Vec<_>>(), "--site");
    Invocation { program, site: site.map(|site| format!(" --site {}", as_typed(Path::new(&site)))).unwrap_or_default() }
}

/// The value of an option, as one argument or as two.
fn value_of(arguments: &[String], option: &str) -> Option<String> {
    let mut arguments = arguments.iter().take_while(|argument| *argument != "--");
    while let Some(argument) = arguments.next() {
        match argument.strip_prefix(option) {
            Some("") => return arguments.next().cloned(),
            Some(rest) if rest.starts_with('=') => return Some(rest[1..].to_owned()),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_option_is_found_as_one_argument_and_as_two() {
        let value = |line: &str| value_of(&line.split(' ').map(str::to_owned).collect::<Vec<_>>(), "--lang");
        assert_eq!(value("check --lang fr").as_deref(), Some("fr"));
        assert_eq!(value("check --lang=en --site x").as_deref(), Some("en"));
        assert_eq!(value("check --lang"), None);
        assert_eq!(value("init -- --lang fr"), None);
    }
}
