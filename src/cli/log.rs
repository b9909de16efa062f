//! Options -> the program's log, on the standard error stream.

use std::io::IsTerminal as _;

use clap::ValueEnum;
use tracing_subscriber::EnvFilter;

use std::sync::Arc;
use tracing_appender::non_blocking::NonBlocking;

use crate::server::{AccessLog, Form, Network, TrustedProxies};

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
    #[arg(long, value_name = "CIDR", env = "AIMF_TRUSTED_PROXY", value_delimiter = ',')]
    trusted_proxy: Vec<Network>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Switch {
    On,
    Off,
}

impl AccessArgs {
    /// The access log, through `writer`, where one is wanted.
    pub(super) fn access_log(&self, format: LogFormat, writer: NonBlocking) -> Option<AccessLog> {
        if self.access_log == Switch::Off {
            return None;
        }
        let form = match format {
            LogFormat::Pretty => Form::Pretty,
            LogFormat::Json => Form::Json,
        };
        let has_addresses = self.log_addresses == Switch::On;
        if has_addresses {
            tracing::warn!("IP addresses are logged, which are personal data; the site's page on privacy must say so");
        }
        Some(AccessLog::new(form, writer, has_addresses.then(|| self.trusted_proxies())))
    }

    pub(super) fn trusted_proxies(&self) -> Arc<TrustedProxies> {
        Arc::new(TrustedProxies::new(self.trusted_proxy.clone()))
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
    /// Starts the log; what is in it is written out when the guard is dropped.
    pub(super) fn start(&self) -> LogGuard {
        let (writer, guard) = NonBlocking::new(std::io::BufWriter::new(std::io::stderr()));
        let filter = EnvFilter::new(&self.log);
        let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(writer.clone());
        // Where the log cannot be written (its disk is full), saying so in the same place would be a panic.
        let log = log.log_internal_errors(false);
        match self.format() {
            LogFormat::Pretty => log.with_ansi(std::io::stderr().is_terminal()).init(),
            LogFormat::Json => log.json().flatten_event(true).with_current_span(false).init(),
        }
        LogGuard { writer, _guard: guard }
    }

    pub(super) fn format(&self) -> LogFormat {
        let fitting = || if std::io::stderr().is_terminal() { LogFormat::Pretty } else { LogFormat::Json };
        self.log_format.unwrap_or_else(fitting)
    }
}

fn filter(text: &str) -> Result<String, String> {
    EnvFilter::builder().parse(text).map(|_| text.to_owned()).map_err(|error| error.to_string())
}

/// The log while the program runs.
pub(super) struct LogGuard {
    writer: NonBlocking,
    _guard: tracing_appender::non_blocking::WorkerGuard,
}

impl LogGuard {
    pub(super) fn writer(&self) -> NonBlocking {
        self.writer.clone()
    }

    pub(super) fn lost_lines(&self) -> impl Fn() -> u64 + Send + Sync + 'static {
        let counter = self.writer.error_counter();
        move || counter.dropped_lines() as u64
    }
}
