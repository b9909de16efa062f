//! The program's log, on the standard error stream. Where that is systemd's journal, each line but those of
//! requests begins with its priority.
//!
//! Whoever has something to say puts a line into a queue and goes on; a thread of its own writes it. So nobody waits for a reader
//! who does not read, or for a disk. Lines that the queue has no room for are lost, and counted.

use std::io::{self, BufWriter, IsTerminal as _, Write};
#[cfg(unix)]
use std::os::unix::fs::MetadataExt as _;
use std::panic;
use std::sync::{Arc, mpsc};
use std::time::Duration;
use std::{env, fs, thread};

use clap::ValueEnum;
use tracing::level_filters::LevelFilter;
use tracing::{Event, Level, Subscriber};
use tracing_appender::non_blocking::{NonBlocking, NonBlockingBuilder, WorkerGuard};
use tracing_subscriber::Layer as _;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::{self, FmtContext, FormatEvent, FormatFields};
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::registry::LookupSpan;
use tracing_subscriber::util::SubscriberInitExt as _;

use super::{Failure, output::complain, settings};
use crate::server::{AccessLog, LogFormat, Network, TrustedProxies};

/// Lines that may wait to be written: of requests some 4 MB.
const QUEUE: usize = 16_384;

/// Bytes that are written at once.
const BUFFER: usize = 64 * 1024;

/// How long lines are gathered. A writer that is woken for each line costs as much as the request that it tells of.
const PACE: Duration = Duration::from_millis(10);

/// The longest time for which the end of the program waits for lines to be written.
const LAST_FLUSH: Duration = Duration::from_secs(2);

/// The target of the lines that tell of publications.
const REPUBLISHER: &str = "aimf::live::republish";

/// The target of the lines of requests.
const ACCESS: &str = "aimf::access";

#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Log")]
pub(super) struct LogArgs {
    /// What is of note: a level (`error`, `warn`, `info`, `debug`), or more exactly by module (`info,aimf::live=debug`)
    #[arg(long, value_name = "WHAT", env = "AIMF_LOG", default_value = "info", value_parser = targets)]
    log: Targets,

    /// The form of the log [default: `pretty` on a terminal, `json` otherwise]
    #[arg(long, value_name = "FORM", env = "AIMF_LOG_FORMAT")]
    log_format: Option<LogFormat>,
}

/// The options of the access log.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Log")]
pub(super) struct AccessArgs {
    /// Whether each request is a line of the log, at the level `info` of `aimf::access`
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
    /// The access log, where one is wanted.
    pub(super) fn access_log(&self, log: &Log) -> Option<AccessLog> {
        if self.access_log == Switch::Off || !log.targets.would_enable(ACCESS, &Level::INFO) {
            return None;
        }
        let has_addresses = self.log_addresses == Switch::On;
        if has_addresses {
            tracing::warn!("IP addresses are logged, which are personal data; the site's page on privacy must say so");
        }
        let addresses = has_addresses.then(|| self.trusted_proxies());
        Some(AccessLog { format: log.format, writer: log.writer.clone(), addresses })
    }

    /// The proxies that are believed about their clients.
    pub(super) fn trusted_proxies(&self) -> Arc<TrustedProxies> {
        Arc::new(TrustedProxies(self.trusted_proxy.clone()))
    }
}

/// The running log. What waits to be written is written when it is dropped, as far as that can be done in time.
#[derive(Debug)]
#[must_use = "the last lines are written when it is dropped"]
pub(super) struct Log {
    format: LogFormat,
    /// Whether systemd's journal has it.
    pub(super) is_journal: bool,
    targets: Targets,
    pub(super) writer: NonBlocking,
    guard: Option<WorkerGuard>,
}

impl LogArgs {
    /// The same for an editor, who is told by other means what came of the files; if anything was asked for, just that.
    pub(super) fn for_editor(&self) -> Self {
        let usual = Targets::new().with_default(LevelFilter::INFO);
        let quiet = || Targets::new().with_default(LevelFilter::WARN).with_target(REPUBLISHER, LevelFilter::OFF);
        let log = if self.log == usual { quiet() } else { self.log.clone() };
        Self { log, ..self.clone() }
    }

    /// Starts the log, before anything is said.
    pub(super) fn start(&self) -> Log {
        let fitting = || if io::stderr().is_terminal() { LogFormat::Pretty } else { LogFormat::Json };
        let format = self.log_format.unwrap_or_else(fitting);
        let queue = NonBlockingBuilder::default().buffered_lines_limit(QUEUE).lossy(true).thread_name("log");
        let (writer, guard) = queue.finish(Paced(BufWriter::with_capacity(BUFFER, io::stderr())));
        let lines = fmt::layer().with_writer(writer.clone()).log_internal_errors(false);
        let is_journal = is_journal();
        let lines = match format {
            LogFormat::Pretty => {
                let lines = lines.with_ansi(io::stderr().is_terminal());
                lines.map_event_format(|format| Prioritized { format, is_journal }).boxed()
            }
            LogFormat::Json => {
                let lines = lines.json().flatten_event(true).with_current_span(false);
                lines.map_event_format(|format| Prioritized { format, is_journal }).boxed()
            }
        };
        tracing_subscriber::registry().with(lines).with(self.log.clone()).init();
        panic::set_hook(Box::new(|panic| tracing::error!("the program has a fault: {panic}")));
        Log { format, is_journal, targets: self.log.clone(), writer, guard: Some(guard) }
    }
}

impl Log {
    /// Says why nothing is served: to a person in plain words, elsewhere in the form of all other lines.
    pub(super) fn failed(&self, failure: Failure) -> Failure {
        let is_said = matches!(failure, Failure::Site | Failure::Reported);
        if is_said || self.is_for_people() {
            return failure;
        }
        tracing::error!("{failure}");
        Failure::Reported
    }

    /// The same of a site with these problems.
    pub(super) fn refused(&self, problems: String) -> Failure {
        if self.is_for_people() {
            complain(problems);
        } else {
            tracing::error!("the site has problems\n{problems}");
        }
        Failure::Site
    }

    fn is_for_people(&self) -> bool {
        self.format == LogFormat::Pretty && !self.is_journal
    }
}

impl Drop for Log {
    fn drop(&mut self) {
        let guard = self.guard.take();
        let (sender, is_written) = mpsc::channel();
        // The guard itself waits for a second at most, but where the queue is full it says so on the standard output stream,
        // which may be the same that nobody reads.
        let written = thread::Builder::new().spawn(move || {
            drop(guard);
            sender.send(())
        });
        if written.is_ok() {
            let _ = is_written.recv_timeout(LAST_FLUSH);
        }
    }
}

/// Whether the standard error stream is connected to systemd's journal (`JOURNAL_STREAM` of `systemd.exec(5)`).
#[cfg(unix)]
fn is_journal() -> bool {
    let stream = fs::metadata("/dev/stderr").map(|stderr| format!("{}:{}", stderr.dev(), stderr.ino()));
    env::var("JOURNAL_STREAM").is_ok_and(|journal| stream.is_ok_and(|stream| stream == journal))
}

#[cfg(not(unix))]
fn is_journal() -> bool {
    false
}

/// Writes an event as `format` does, each line with its priority in front for the journal (`sd-daemon(3)`): `<4>` for a warning.
/// The lines of requests have none, as what has none is of note and no more.
struct Prioritized<F> {
    format: F,
    is_journal: bool,
}

impl<S, N, F> FormatEvent<S, N> for Prioritized<F>
where
    S: Subscriber + for<'span> LookupSpan<'span>,
    N: for<'writer> FormatFields<'writer> + 'static,
    F: FormatEvent<S, N>,
{
    fn format_event(
        &self,
        context: &FmtContext<'_, S, N>,
        mut writer: Writer<'_>,
        event: &Event<'_>,
    ) -> std::fmt::Result {
        if !self.is_journal {
            return self.format.format_event(context, writer, event);
        }
        let priority = match *event.metadata().level() {
            Level::ERROR => 3,
            Level::WARN => 4,
            Level::INFO => 6,
            _ => 7,
        };
        let mut lines = String::new();
        self.format.format_event(context, Writer::new(&mut lines), event)?;
        lines.lines().try_for_each(|line| writeln!(writer, "<{priority}>{line}"))
    }
}

/// Lets lines gather after each batch has been written.
struct Paced<W>(W);

impl<W: Write> Write for Paced<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    /// The queue's thread flushes when nothing waits any more.
    #[expect(clippy::disallowed_methods, reason = "it is no worker of the runtime")]
    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()?;
        thread::sleep(PACE);
        Ok(())
    }
}

/// Reads `LEVEL` and `MODULE=LEVEL`, with commas between. Of modules that nothing is said of, errors are logged.
fn targets(text: &str) -> Result<Targets, String> {
    text.split(',').try_fold(Targets::new().with_default(LevelFilter::ERROR), |targets, part| {
        match part.split_once('=') {
            Some((module, name)) => Ok(targets.with_target(module.trim(), level(name)?)),
            None => Ok(targets.with_default(level(part)?)),
        }
    })
}

fn level(name: &str) -> Result<LevelFilter, String> {
    Ok(match &*name.trim().to_lowercase() {
        "off" | "none" => LevelFilter::OFF,
        "error" | "err" => LevelFilter::ERROR,
        "warn" | "warning" => LevelFilter::WARN,
        "info" | "notice" => LevelFilter::INFO,
        "debug" => LevelFilter::DEBUG,
        "trace" => LevelFilter::TRACE,
        other => {
            return Err(format!(
                "‘{other}’ is no level; write error, warn, info, debug, trace or off, of one module aimf::live=debug"
            ));
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_has_the_names_that_people_write_and_holds_for_requests_too() {
        for (text, level, has_requests) in [
            ("warning", Level::WARN, false),
            ("ERR", Level::ERROR, false),
            (" notice ", Level::INFO, true),
            ("aimf::live=debug", Level::ERROR, false),
            ("aimf::access=off, warn", Level::WARN, false),
            ("warn,aimf::access=info", Level::WARN, true),
            ("info,aimf::access=off", Level::INFO, false),
        ] {
            let targets = targets(text).unwrap();
            assert_eq!(targets.default_level(), Some(level.into()), "{text}");
            assert_eq!(targets.would_enable(ACCESS, &Level::INFO), has_requests, "{text}");
        }
        for wrong in ["", "nonsense", "aimf::live", "info,", "aimf=loud"] {
            assert!(targets(wrong).unwrap_err().contains("error, warn, info"), "{wrong}");
        }
    }
}
