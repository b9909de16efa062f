//! `aimf completions` and `aimf man`: what shells and readers of manuals want, from the command line's own definition.

use clap::Command;
use clap_complete::Shell;

use super::Failure;
use super::output::print;

#[derive(Debug, clap::Args)]
pub(super) struct CompletionsArgs {
    /// The shell
    shell: Shell,
}

#[derive(Debug, clap::Args)]
pub(super) struct ManArgs {
    /// The command [default: the program as a whole]
    command: Option<String>,
}

pub(super) fn completions(args: &CompletionsArgs, mut definition: Command) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut definition, "aimf", &mut script);
    print(String::from_utf8_lossy(&script))
}

pub(super) fn man(args: &ManArgs, mut definition: Command) -> Result<(), Failure> {
    definition.build();
    let page = match &args.command {
        None => definition,
        Some(name) => {
            let found = definition.find_subcommand(name).cloned();
            found.ok_or_else(|| Failure::NoSuchCommand(name.clone()))?
        }
    };
    let name = page.get_display_name().unwrap_or("aimf").to_owned();
    let mut text = Vec::new();
    clap_mangen::Man::new(page.name(name)).render(&mut text)?;
    print(String::from_utf8_lossy(&text))
}
