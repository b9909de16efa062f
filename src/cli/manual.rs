//! `aimf completions` and `aimf man`: what shells and readers of manuals want, from the command line's own definition.

use clap::Command;
use clap_complete::Shell;

use super::Failure;
use super::output::print;

pub(super) fn completions(shell: Shell, mut definition: Command) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut definition, "aimf", &mut script);
    print(String::from_utf8_lossy(&script))
}

pub(super) fn man(command: Option<&str>, mut definition: Command) -> Result<(), Failure> {
    definition.build();
    let page = match command {
        None => definition,
        Some(name) => {
            let found = definition.find_subcommand(name).cloned();
            found.ok_or_else(|| Failure::NoSuchCommand(name.to_owned()))?
        }
    };
    let name = page.get_display_name().unwrap_or("aimf").to_owned();
    let mut text = Vec::new();
    clap_mangen::Man::new(page.name(name)).render(&mut text)?;
    print(String::from_utf8_lossy(&text))
}
