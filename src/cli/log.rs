//! Options -> the program's log, on the standard error stream.

use std::io::IsTerminal as _;

use clap::ValueEnum;
use tracing_subscriber::EnvFilter;

use super::settings;
use crate::serve::observe::{AccessLog, Client, Form, Network};

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

/// What is logged of requests.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Log")]
pub(super) struct AccessArgs {
    /// Whether each request is a line of the log
    #[arg(long, value_name = "WHETHER", env = "AIMF_ACCESS_LOG", default_value = "on")]
    access_log: Switch,

    /// Whether the line holds the visitor's IP address; the site's page on privacy says that it does not
    #[arg(long, value_name = "WHETHER", env = "AIMF_LOG_ADDRESSES", num_args = 0..=1, require_equals = true,
          default_value = "off", default_missing_value = "on")]
    log_addresses: Switch,

    /// A network of proxies whose `X-Forwarded-For`, `Forwarded` and `X-Request-Id` are believed, for the log alone:
    /// `10.0.0.0/8`, an address, or `unix` for unix sockets; may be given several times [default: nobody is believed]
    #[arg(long, value_name = "CIDR", env = "AIMF_TRUSTED_PROXY", value_delimiter = ',',
          value_parser = settings::item::<Network>)]
    trusted_proxy: Vec<Network>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Switch {
    On,
    Off,
}

impl AccessArgs {
    /// Starts the log of requests, where one is wanted.
    pub(super) fn start(&self, format: LogFormat) -> std::io::Result<Option<AccessLog>> {
        if self.access_log == Switch::Off {
            return Ok(None);
        }
        let form = match format {
            LogFormat::Pretty => Form::Pretty,
            LogFormat::Json => Form::Json,
        };
        let has_addresses = self.log_addresses == Switch::On;
        if has_addresses {
            tracing::warn!("IP addresses are logged, which are personal data; the site's page on privacy must say so");
        }
        AccessLog::start(form, Client::new(self.trusted_proxy.clone()), has_addresses).map(Some)
    }
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
        // Where the log cannot be written (its disk is full), saying so in the same place would be a panic.
        let log = log.log_internal_errors(false);
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
