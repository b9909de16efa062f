//! The command line, each of whose commands is a file.
//!
//! Exit codes: 0 where all is well; 1 where the site has problems, or the server is not ready; 2 where the command line, an address or the system
//! prevents the command.
#![warn(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "they panic where nobody reads or the disk is full: use `output`"
)]

mod browser;
mod calling;
mod check;
mod config;
mod export;
mod failure;
mod french;
mod health;
mod init;
mod language;
mod log;
mod manual;
mod output;
mod preview;
mod preview_log;
mod schedule;
mod schema;
mod serve;
mod settings;
mod signals;
mod site;
mod systemd;
mod translations;

use std::io::Write as _;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use clap_complete::Shell;

use self::output::{complain, print, printed};
use self::settings::{SettingsError, SettingsFile};
use self::site::{ReaderArgs, SiteArgs};
use crate::base_url::InvalidBaseUrl;
use crate::publish::PublishError;
use crate::reporter::{Invocation, Reporter};
use crate::server::{BindError, ListenAddress};

/// Where the server listens if nothing else is said.
const LISTEN: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 8080);

/// The website of AIMF, the international association of French-speaking mayors.
///
/// Without a command, serves the site that the program carries at <http://127.0.0.1:8080>. Each option that has a variable can
/// also stand in a file of settings, under its name: options go before variables, variables before the file.
#[derive(Debug, Parser)]
#[command(version = crate::VERSION, args_conflicts_with_subcommands = true, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,

    /// The file of settings [default: `aimf.toml` in the working directory, where it is there]
    #[arg(long, value_name = "FILE", env = "AIMF_CONFIG", global = true)]
    config: Option<PathBuf>,

    #[command(flatten)]
    serve: serve::ServeArgs,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the site over HTTP (the default command)
    Serve(Box<serve::ServeArgs>),
    /// Show the site to its editor, in a browser on this computer: each saved file at once, with what is wrong in it
    Preview(preview::PreviewArgs),
    /// Print every problem of a site, with its place and what to write instead
    Check(check::CheckArgs),
    /// List the translations to make or to read again; accept translations
    Translations(translations::TranslationsArgs),
    /// Add a language, or remove one
    #[command(subcommand)]
    Language(language::LanguageCommand),
    /// Write a JSON Schema for each content file, with which editors' programs complete and check
    Schema(schema::SchemaArgs),
    /// Write the site that the program carries as a folder, to start from
    Init(init::InitArgs),
    /// Write the site as files, for a static file server or a CDN
    Export(export::ExportArgs),
    /// Say whether the server that runs is ready: exit code 0 where it is, else 1
    Health(health::HealthArgs),
    /// Print the settings that `serve` would run with, and where each comes from
    Config(Box<serve::ServeArgs>),
    /// Print the completions for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page, of the program or of one command
    Man {
        /// The command [default: the program as a whole]
        command: Option<String>,
    },
}

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
enum Failure {
    /// The site has problems, which have been told.
    #[error("the site has problems")]
    Site,
    /// The command cannot be done, which has been told in the editor's language.
    #[error("the command cannot be done")]
    Reported,
    /// A mistake in the command line or in a variable; `--help` and its like too, which are no error.
    #[error(transparent)]
    CommandLine(#[from] clap::Error),
    #[error(transparent)]
    SettingsFile(#[from] SettingsError),
    #[error("there is no command {0}")]
    NoSuchCommand(String),
    #[error("what the program carries does not change: --watch needs a folder with --site")]
    WatchEmbedded,
    #[error("{0} is not an address of this computer alone; a preview is for nobody else: 127.0.0.1:8080 or [::1]:8080")]
    NotLoopback(ListenAddress),
    #[error(transparent)]
    BaseUrl(#[from] InvalidBaseUrl),
    #[error(transparent)]
    Bind(#[from] BindError),
    #[error("`--admin-listen` says where the server answers, as for `aimf serve`")]
    NoAdminAddress,
    #[error("the server at {address} is not ready: {reason}")]
    NotReady { address: ListenAddress, reason: String },
    #[error(transparent)]
    Publish(#[from] PublishError),
    #[error("what the command says cannot be written: {0}")]
    Output(std::io::Error),
    #[error("the system refuses what the command needs: {0}")]
    System(#[from] std::io::Error),
}

/// Runs the command that the command line names.
#[must_use]
pub fn run() -> ExitCode {
    let reporter = calling::reporter();
    calling::invocation().remember();
    let result = match obey(reporter) {
        Err(Failure::CommandLine(error)) => refused(&error, reporter),
        result => result,
    };
    let Err(failure) = result else { return ExitCode::SUCCESS };
    if !matches!(failure, Failure::Site | Failure::Reported) {
        complain(format_args!("aimf: {}\n", failure.message(reporter)));
    }
    ExitCode::from(if matches!(failure, Failure::Site | Failure::NotReady { .. }) { 1 } else { 2 })
}

/// Prints what clap ends with instead of a command: a wrong value in one line, everything else, help included, as clap does.
fn refused(error: &clap::Error, reporter: Reporter) -> Result<(), Failure> {
    let is_help = error.kind() == clap::error::ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
    if reporter == Reporter::French && error.use_stderr() && !is_help {
        complain(format_args!("aimf: {}", french::error_message(error, &Invocation::current().program)));
        return Err(Failure::Reported);
    }
    if let Some(value) = settings::wrong_value(error) {
        complain(format_args!("aimf: {value}\n"));
        return Err(Failure::Reported);
    }
    let result = error.print().and_then(|()| std::io::stdout().flush());
    if error.use_stderr() { Err(Failure::Reported) } else { printed(result) }
}

fn obey(reporter: Reporter) -> Result<(), Failure> {
    let definition = Cli::command();
    let said = |command| match reporter {
        Reporter::French => french::in_french(command),
        Reporter::English => command,
    };
    let matches = said(settings::without_empty_variables(definition.clone())).try_get_matches()?;
    // Neither of these depends on where it is run.
    if let Some("completions" | "man") = matches.subcommand_name() {
        return command(&Cli::from_arg_matches(&matches)?);
    }
    let mut innermost = &matches;
    while let Some((_, deeper)) = innermost.subcommand() {
        innermost = deeper;
    }
    let file = innermost.get_one::<PathBuf>("config");
    let settings = SettingsFile::read(file.map(PathBuf::as_path), &definition, reporter)?;
    let with_settings = said(settings::without_empty_variables(settings.apply(definition.clone())));
    let matches = with_settings.try_get_matches()?;
    if let Some(("config", matches)) = matches.subcommand()
        && let Some(definition) = definition.find_subcommand("config")
    {
        return print(config::in_force(definition, matches, &settings));
    }
    command(&Cli::from_arg_matches(&matches)?)
}

fn command(cli: &Cli) -> Result<(), Failure> {
    match &cli.command {
        None => serve::run(&cli.serve, cli.config.as_deref()),
        Some(Command::Serve(args)) => serve::run(args, cli.config.as_deref()),
        Some(Command::Preview(args)) => preview::run(args),
        Some(Command::Check(args)) => check::run(args),
        Some(Command::Translations(args)) => translations::run(args),
        Some(Command::Schema(args)) => schema::run(args),
        Some(Command::Language(args)) => language::run(args),
        Some(Command::Init(args)) => init::run(args),
        Some(Command::Export(args)) => export::run(args),
        Some(Command::Health(args)) => health::run(args),
        // Printed already: it is about the command line itself.
        Some(Command::Config(_)) => Ok(()),
        Some(Command::Completions { shell }) => manual::completions(*shell, Cli::command()),
        Some(Command::Man { command }) => manual::man(command.as_deref(), Cli::command()),
    }
}

fn runtime() -> std::io::Result<tokio::runtime::Runtime> {
    // A thread has room for 256 tasks that are ready; the others wait in a queue for all threads, of which each takes one for every 61
    // of its own by default. With 1,000 busy connections they then waited for up to 160 ms; with one for every four, for up to 31.
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    builder.enable_all().global_queue_interval(4);
    // They read large files and publish; the system's limit of tasks is to be met by no crowd.
    builder.max_blocking_threads(16).build()
}
