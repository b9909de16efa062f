//! Options -> the program's log, on the standard error stream.

use std::io::IsTerminal as _;

use clap::ValueEnum;
use tracing_subscriber::EnvFilter;

#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Log")]
pub(super) struct LogArgs {
    /// What is of note: a level (`error`, `warn`, `info`, `debug`), or more exactly by module (`info,aimf::live=debug`)
    #[arg(long, value_name = "WHAT", env = "AIMF_LOG", default_value = "info", value_parser = filter)]
    log: String,

    /// The form of the log [default: `pretty` on a terminal, `json` otherwise]
    #[arg(long, value_name = "FORM", env = "AIMF_LOG_FORMAT")]
    log_format: Option<LogFormat>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum LogFormat {
    /// For people
    Pretty,
    /// A JSON object a line
    Json,
}

impl LogArgs {
    /// Starts the log.
    pub(super) fn start(&self) {
        let filter = EnvFilter::new(&self.log);
        let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
        match self.format() {
            LogFormat::Pretty => log.with_ansi(std::io::stderr().is_terminal()).init(),
            LogFormat::Json => log.json().flatten_event(true).with_current_span(false).init(),
        }
    }

    pub(super) fn format(&self) -> LogFormat {
        let fitting = || if std::io::stderr().is_terminal() { LogFormat::Pretty } else { LogFormat::Json };
        self.log_format.unwrap_or_else(fitting)
    }
}

fn filter(text: &str) -> Result<String, String> {
    EnvFilter::builder().parse(text).map(|_| text.to_owned()).map_err(|error| error.to_string())
}
