//! `aimf serve`: the site over HTTP.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinSet;

use super::log::{AccessArgs, Log, LogArgs};
use super::output::print_line;
use super::settings::SettingsAtStart;
use super::signals::{self, Sighup};
use super::site::SiteArgs;
use super::{Failure, LISTEN, runtime, settings, systemd};
use crate::base_url::{BaseUrlChoice, InvalidBaseUrl};
use crate::edition::CompressionLevel;
use crate::live::{Live, Republisher, Watch};
use crate::metrics::Metrics;
use crate::publish::Publisher;
use crate::server::admin::{self, Health};
use crate::server::app::{self, Layers};
use crate::server::{self, BindError, Drained, InheritedSockets, Limits, ListenAddress, Listener, Listeners, Observer};
use crate::state::StateFolder;

#[derive(Debug, clap::Args)]
pub(super) struct ServeArgs {
    #[command(flatten)]
    site: SiteArgs,

    #[command(flatten)]
    listen: ListenArgs,

    /// Publish the site anew when a file of it changes; `poll` reads the files every second, for network mounts
    #[arg(long, value_name = "HOW", env = "AIMF_WATCH", num_args = 0..=1, require_equals = true,
          default_missing_value = "auto")]
    watch: Option<Watch>,

    /// Where the last good site is kept, so that a start on files with problems can serve it; with `--site` only
    /// [default: the folder that systemd gives for it, else none]
    #[arg(long, value_name = "DIR", env = "AIMF_STATE")]
    state: Option<PathBuf>,

    /// How much work compression is worth: `best` for visitors, `fast` where nobody is on a slow network
    #[arg(long, value_name = "LEVEL", env = "AIMF_COMPRESSION", default_value = "best")]
    compression: CompressionLevel,

    #[command(flatten)]
    log: LogArgs,

    #[command(flatten)]
    access: AccessArgs,

    #[command(flatten)]
    limits: Limits,
}

#[derive(Debug, clap::Args)]
struct ListenArgs {
    /// Where to listen: an address and a port (0 is any free one) or `unix:PATH`; may be given several times
    /// [default: the sockets that systemd passes, else 127.0.0.1:8080]
    #[arg(long, value_name = "WHERE", env = "AIMF_LISTEN", value_delimiter = ',', value_parser = settings::item::<ListenAddress>)]
    listen: Vec<ListenAddress>,

    /// Who may connect to unix sockets, as permissions of a file in octal
    #[arg(long, value_name = "MODE", env = "AIMF_SOCKET_MODE", default_value = "660", value_parser = mode)]
    socket_mode: u32,

    /// Where `/healthz`, `/readyz` and `/metrics` answer, for those who run the site
    /// [default: the sockets named `admin` that systemd passes, else nowhere]
    #[arg(long, value_name = "WHERE", env = "AIMF_ADMIN_LISTEN")]
    admin_listen: Option<ListenAddress>,
}

fn mode(text: &str) -> Result<u32, &'static str> {
    let number = u32::from_str_radix(text, 8).ok().filter(|mode| *mode <= 0o777);
    number.ok_or("a mode is three octal digits, such as 660")
}

/// Serves the site; `settings` is the file of settings that was named.
pub(super) fn run(args: &ServeArgs, settings: Option<&Path>) -> Result<(), Failure> {
    if args.watch.is_some() && args.site.path().is_none() {
        return Err(Failure::WatchEmbedded);
    }
    let inherited = InheritedSockets::take();
    let settings = SettingsAtStart::of(settings);
    let log = args.log.start();
    let served =
        runtime().map_err(Failure::from).and_then(|runtime| runtime.block_on(serve(args, &log, inherited, settings)));
    served.map_err(|failure| log.failed(failure))
}

async fn serve(
    args: &ServeArgs,
    log: &Log,
    inherited: InheritedSockets,
    settings: SettingsAtStart,
) -> Result<(), Failure> {
    let Listeners { site: listeners, admin: admin_listeners } = args.listen.listeners(inherited)?;
    let [addresses, admin_addresses] = [addresses(&listeners)?, addresses(&admin_listeners)?];
    let limits = with_open_files(args.limits);

    // Signals are heard from now on, so that none of them ends the program in the midst of its start.
    let (stop, sighup) = (signals::stop()?, Sighup::new()?);
    let access_log = args.access.access_log(log);
    let is_observed = access_log.is_some() || !admin_listeners.is_empty();
    let observer = Arc::new(Observer { metrics: Metrics::new(Some(log.writer.error_counter())), access_log });
    let health = Arc::new(Health::new(Arc::clone(&observer)));
    let trusted_proxies = args.access.trusted_proxies();
    let layers = Layers { limits, observer: None, trusted_proxies, live: None };
    let admin_app = layers.around(admin::router(Arc::clone(&health)));
    // Aborted when this ends or fails.
    let mut background = JoinSet::new();
    background.spawn(async move {
        server::serve(admin_listeners, admin_app, limits, None, std::future::pending()).await;
    });

    let mut republisher = args.republisher(&addresses)?;
    let live = Arc::new(republisher.start()?);
    args.tell_problems(log, &live)?;

    let reload = systemd::reload(sighup, settings, republisher.changes(), Arc::clone(&live));
    background.spawn(systemd::follow(Arc::clone(&live)));
    background.spawn(systemd::live_on());
    background.spawn(warn_of_refusals(Arc::clone(&observer)));
    background.spawn(republisher.run(Arc::clone(&live)));
    health.serves(Arc::clone(&live));
    announce(log, &live, &addresses, &admin_addresses)?;
    let stop = async {
        tokio::select! {
            () = stop => {}
            // It ends where the terminal was closed.
            () = reload => {}
        }
        tracing::info!("stopping");
        systemd::stopping();
        health.stopping();
    };
    let observer = is_observed.then_some(observer);
    let layers = Layers { observer: observer.clone(), live: Some(Arc::clone(&live)), ..layers };
    let drained = server::serve(listeners, app::site(&live, &layers), limits, observer, stop).await;
    // The admin listener answers to the end, and the watchdog hears of it.
    background.abort_all();
    if let Drained::CutOff(connections) = drained {
        tracing::warn!(connections, "connections did not end in time and were cut off");
    }
    tracing::info!(version = crate::VERSION, "stopped");
    Ok(())
}

/// How the public address is chosen: by the first TCP address that the server listens on, if there is one.
fn base(site: &SiteArgs, addresses: &[ListenAddress]) -> Result<BaseUrlChoice, InvalidBaseUrl> {
    let of_tcp = |address: &ListenAddress| matches!(address, ListenAddress::Tcp(_)).then(|| address.to_string());
    site.base(addresses.iter().find_map(of_tcp).unwrap_or_else(|| "localhost".to_owned()))
}

/// Says that the site is served, and where.
fn announce(log: &Log, live: &Live, addresses: &[ListenAddress], admin: &[ListenAddress]) -> Result<(), Failure> {
    let admin = admin.iter().map(|address| format!("{} (admin)", greeting(address)));
    let greetings: Vec<_> = addresses.iter().map(greeting).chain(admin).collect();
    let edition = live.current();
    let id = edition.id();
    let at = greetings.join(", ");
    if live.is_waiting() {
        tracing::info!(version = crate::VERSION, at, "waiting for files without problems");
    } else {
        tracing::info!(version = crate::VERSION, edition = id, at, "serving");
    }
    // The journal holds one form of lines.
    for greeting in greetings.iter().filter(|_| !log.is_journal) {
        print_line(format_args!("{greeting} (edition {id})"))?;
    }
    systemd::ready(live);
    Ok(())
}

/// Refusals are one line of the log in this time, however many there are.
const REFUSALS_PERIOD: Duration = Duration::from_secs(10);

/// Logs how many connections and requests were refused that no other line tells of.
async fn warn_of_refusals(observer: Arc<Observer>) {
    let refused = || {
        let metrics = &observer.metrics;
        [metrics.refused_connections.get(), metrics.malformed_requests.get()]
    };
    let mut tick = tokio::time::interval(REFUSALS_PERIOD);
    let mut known = refused();
    loop {
        tick.tick().await;
        let now = refused();
        if now != known {
            let [connections, malformed] = [now[0] - known[0], now[1] - known[1]];
            tracing::warn!(
                connections,
                malformed,
                "refused: connections beyond the limit, and what is no HTTP request"
            );
            known = now;
        }
    }
}

/// Descriptors that are not visitors' connections: refusals, the admin listener's, listeners, watched folders, files that are read.
const OTHER_FILES: u64 = 160;

/// The limits, with no more connections than the system lets the program have open files, of which it asks for all.
fn with_open_files(limits: Limits) -> Limits {
    let Ok(files) = rlimit::increase_nofile_limit(limits.connections as u64 + OTHER_FILES) else { return limits };
    let connections = usize::try_from(files.saturating_sub(OTHER_FILES).max(1)).unwrap_or(usize::MAX);
    if connections >= limits.connections {
        return limits;
    }
    tracing::warn!(
        connections,
        files,
        "fewer connections than --max-connections, as the system grants no more open files"
    );
    Limits { connections, ..limits }
}

impl ServeArgs {
    /// What publishes the site that listens at these addresses: now, and after each change.
    fn republisher(&self, addresses: &[ListenAddress]) -> Result<Republisher, InvalidBaseUrl> {
        let publisher = Publisher::new()
            .with_compression(self.compression)
            .with_progress(|done, all| tracing::info!(done, all, "preparing photographs"));
        let site = &self.site;
        Ok(Republisher::new(site.source(), base(site, addresses)?, site.reporter(), self.watch)
            .with_publisher(publisher)
            .with_state(self.state.clone().or_else(systemd::state_directory).map(StateFolder::at)))
    }

    /// Says what is wrong with the files, and what is served instead of them. That nothing is, is an error where nobody would
    /// notice when they are mended.
    fn tell_problems(&self, log: &Log, live: &Live) -> Result<(), Failure> {
        let status = live.status();
        if status.is_up_to_date() {
            return Ok(());
        }
        let problems = self.site.reporter().report(&status.report);
        if let Some(since) = live.kept_since() {
            let since = humantime::format_rfc3339_seconds(since);
            tracing::error!(%since, "the site has problems; the last good edition, which was kept, is served\n{problems}");
            return Ok(());
        }
        if self.watch.is_none() && !systemd::is_supervised() {
            return Err(log.refused(problems));
        }
        tracing::error!(
            "the site has problems, and none was kept; visitors get a 503 until they are fixed\n{problems}"
        );
        Ok(())
    }
}

impl ListenArgs {
    /// The sockets that were passed, and those that were asked for; where there is none for visitors, the usual one.
    fn listeners(&self, inherited: InheritedSockets) -> Result<Listeners, BindError> {
        let mut listeners = inherited.listeners()?;
        for address in &self.listen {
            listeners.site.push(Listener::bind(address, self.socket_mode)?);
        }
        if listeners.site.is_empty() {
            listeners.site.push(Listener::tcp(LISTEN)?);
        }
        if let Some(address) = &self.admin_listen {
            listeners.admin.push(Listener::bind(address, self.socket_mode)?);
        }
        Ok(listeners)
    }
}

fn addresses(listeners: &[Listener]) -> std::io::Result<Vec<ListenAddress>> {
    listeners.iter().map(Listener::address).collect()
}

/// Where the site is to be seen.
fn greeting(address: &ListenAddress) -> String {
    match address {
        ListenAddress::Tcp(address) => format!("http://{address}/"),
        ListenAddress::Unix(_) => address.to_string(),
    }
}
