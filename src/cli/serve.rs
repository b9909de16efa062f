//! `aimf serve`: the site over HTTP.

use std::sync::Arc;

use tokio::task::JoinSet;

use super::limits::LimitArgs;
use super::log::{AccessArgs, LogArgs};
use super::site::{SiteArgs, WatchChoice};
use super::{Failure, LISTEN, runtime, supervisor};
use crate::edition::Publication;
use crate::live::{Attempt, HangUp, Live, Outcome, Republisher, Watch};
use crate::serve::admin::{self, Health};
use crate::serve::observe::Observer;
use crate::serve::{self, Address, BindError, Drained, Listener, Passed, Site};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    site: SiteArgs,

    #[command(flatten)]
    listen: ListenArgs,

    /// Publish the site anew when a file of it changes; `poll` reads the files every second, for network mounts
    #[arg(long, value_name = "HOW", env = "AIMF_WATCH", num_args = 0..=1, require_equals = true,
          default_missing_value = "auto")]
    watch: Option<WatchChoice>,

    #[command(flatten)]
    log: LogArgs,

    #[command(flatten)]
    access: AccessArgs,

    #[command(flatten)]
    limits: LimitArgs,
}

#[derive(Debug, clap::Args)]
struct ListenArgs {
    /// Where to listen: an address and a port (0 is any free one) or `unix:PATH`; may be given several times
    /// [default: the sockets that systemd passes, else 127.0.0.1:8080]
    #[arg(long, value_name = "WHERE", env = "AIMF_LISTEN", value_delimiter = ',')]
    listen: Vec<Address>,

    /// Who may connect to unix sockets, as permissions of a file in octal
    #[arg(long, value_name = "MODE", env = "AIMF_SOCKET_MODE", default_value = "660", value_parser = mode)]
    socket_mode: u32,

    /// Where `/healthz`, `/readyz` and `/metrics` answer, for those who run the site [default: nowhere]
    #[arg(long, value_name = "WHERE", env = "AIMF_ADMIN_LISTEN")]
    admin_listen: Option<Address>,
}

fn mode(text: &str) -> Result<u32, &'static str> {
    let number = u32::from_str_radix(text, 8).ok().filter(|mode| *mode <= 0o777);
    number.ok_or("a mode is three octal digits, such as 660")
}

pub(super) fn run(args: &Args) -> Result<(), Failure> {
    if args.watch.is_some() && args.site.site.is_none() {
        return Err(Failure::WatchEmbedded);
    }
    let passed = Passed::take();
    runtime()?.block_on(serve(args, passed))
}

async fn serve(args: &Args, passed: Passed) -> Result<(), Failure> {
    let listeners = args.listen.listeners(passed)?;
    let admin =
        args.listen.admin_listen.iter().map(|address| args.listen.bind(address)).collect::<Result<Vec<_>, _>>()?;
    args.log.start();
    let addresses = listeners.iter().map(Listener::address).collect::<Result<Vec<_>, _>>()?;
    let mut greetings: Vec<_> = addresses.iter().map(greeting).collect();
    let limits = args.limits.limits();

    // Signals are heard from now on, so that none of them ends the program in the midst of its start.
    let (stop, hang_up) = (serve::stop_signal()?, HangUp::new()?);
    let log = args.access.start(args.log.format())?;
    let is_seen = log.is_some() || !admin.is_empty();
    let observer = Arc::new(Observer::new(log));
    let health = Arc::new(Health::new(Arc::clone(&observer)));
    for listener in &admin {
        greetings.push(format!("{} (admin)", greeting(&listener.address()?)));
    }
    let admin_site = Site::of_router(admin::router(Arc::clone(&health)), limits.target_bytes);
    let admin = tokio::spawn(serve::serve(admin, admin_site, limits, std::future::pending()));

    let visible = addresses.iter().find_map(|address| match address {
        Address::Tcp(address) => Some(address.to_string()),
        Address::Unix(_) => None,
    });
    let base = args.site.base(visible.unwrap_or_else(|| "localhost".to_owned()))?;
    let watch = args.watch.map(Watch::from);
    let mut republisher = Republisher::new(args.site.source(), base, args.site.speaker(), watch);
    let Publication { edition, report, .. } = republisher.first()?;
    let edition = edition.ok_or_else(|| args.site.refused(&report))?;
    let live = Arc::new(Live::new(edition));
    live.note(Attempt::now(Outcome::Published, report));

    let mut beside = JoinSet::new();
    beside.spawn(supervisor::reload(hang_up, republisher.changes(), Arc::clone(&live)));
    beside.spawn(supervisor::follow(Arc::clone(&live)));
    beside.spawn(supervisor::live_on());
    beside.spawn(republisher.run(Arc::clone(&live)));
    health.ready(Arc::clone(&live));
    let id = live.current().id().to_owned();
    for greeting in greetings {
        println!("{greeting} (edition {id})");
    }
    supervisor::ready(&live);
    let stop = async {
        stop.await;
        supervisor::stopping();
        health.stopping();
    };
    let site = Site::new(Arc::clone(&live), serve::router(live), limits.target_bytes);
    let site = if is_seen { site.observed(observer) } else { site };
    let drained = serve::serve(listeners, site, limits, stop).await;
    // The admin listener answers to the end, and the watchdog hears of it.
    beside.abort_all();
    admin.abort();
    if let Drained::CutOff(connections) = drained {
        tracing::warn!(connections, "connections did not end in time and were cut off");
    }
    Ok(())
}

impl ListenArgs {
    /// The sockets that were passed, and those that were asked for; where there is neither, the usual one.
    fn listeners(&self, passed: Passed) -> Result<Vec<Listener>, BindError> {
        let mut listeners = passed.listeners()?;
        for address in &self.listen {
            listeners.push(self.bind(address)?);
        }
        if listeners.is_empty() {
            listeners.push(serve::bind(LISTEN)?);
        }
        Ok(listeners)
    }

    fn bind(&self, address: &Address) -> Result<Listener, BindError> {
        Listener::bind(address, self.socket_mode)
    }
}

/// Where the site is to be seen.
fn greeting(address: &Address) -> String {
    match address {
        Address::Tcp(address) => format!("http://{address}/"),
        Address::Unix(_) => address.to_string(),
    }
}
