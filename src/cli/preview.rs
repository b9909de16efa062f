//! `aimf preview`: the site to its editor, as it changes.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::log::LogArgs;
use super::site::{ReaderArgs, WatchChoice};
use super::{Failure, runtime};
use crate::base_url::{BaseUrl, BaseUrlChoice};
use crate::edition::{Builder, CompressionCache, Publication, PublishError, SecurityHeaders};
use crate::live::{Attempt, HangUp, Live, Outcome, Republisher};
use crate::serve::preview::{self, Preview};
use crate::serve::{self, Address, BindError, Limits, Listener, Site};
use crate::source::Source;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The folder of the site, which holds `content`, `locales` and `static`
    #[arg(long, value_name = "DIR", env = "AIMF_SITE", default_value = ".")]
    site: PathBuf,

    #[command(flatten)]
    reader: ReaderArgs,

    /// The address of this computer and the port to listen on [default: port 8080, or the next one that is free]
    #[arg(long, value_name = "ADDR")]
    listen: Option<Address>,

    /// How changes are found; `poll` reads the files every second, for network drives
    #[arg(long, value_name = "HOW", env = "AIMF_WATCH", default_value = "auto")]
    watch: WatchChoice,

    /// The address that opens your text editor at a place
    #[arg(long, value_name = "TEMPLATE", env = "AIMF_EDITOR_LINK", default_value = preview::EDITOR_LINK)]
    editor_link: String,

    #[command(flatten)]
    log: LogArgs,
}

pub(super) fn run(args: &Args) -> Result<(), Failure> {
    let asked = match &args.listen {
        Some(Address::Tcp(address)) if address.ip().is_loopback() => Some(*address),
        Some(other) => return Err(Failure::NotLoopback(other.clone())),
        None => None,
    };
    runtime()?.block_on(async {
        let listener = match asked {
            Some(address) => serve::bind(address)?,
            None => free_port()?,
        };
        let local = listener.address()?;
        args.log.start();
        let speaker = args.reader.speaker();
        let base_url: BaseUrl = format!("http://{local}").parse()?;
        let base = BaseUrlChoice { asked: Some(base_url.clone()), otherwise: base_url };
        let source = Source::Directory(args.site.clone());
        let mut republisher = Republisher::new(source, base, speaker, Some(args.watch.into())).for_preview();
        let Publication { edition, report, .. } = republisher.first()?;
        let live = if let Some(edition) = edition {
            let live = Arc::new(Live::new(edition));
            live.note(Attempt::now(Outcome::Published, report));
            live
        } else {
            eprint!("{}", speaker.errors(&report));
            // Until the site is in order there is an edition with nothing in it.
            let nothing = Builder::new(SecurityHeaders::new("")).finish(&CompressionCache::new());
            let live = Arc::new(Live::new(nothing.map_err(PublishError::from)?));
            live.note(Attempt::now(Outcome::Refused, report));
            live
        };
        let preview = Preview { root: args.site.clone(), editor_link: args.editor_link.clone(), speaker };
        let router = preview::router(Arc::clone(&live), preview);
        // A tab that listens for changes does not end by itself, and is not slow.
        let limits =
            Limits { response: Duration::from_hours(24 * 365), drain: Duration::from_millis(200), ..Limits::default() };
        // Signals are heard before anyone knows the address.
        let stop = serve::stop_signal()?;
        let (mut hang_up, changes) = (HangUp::new()?, republisher.changes());
        let asking = tokio::spawn(async move {
            while hang_up.next().await {
                changes.ask();
            }
        });
        println!("http://{local}/");
        let republishing = tokio::spawn(republisher.run(Arc::clone(&live)));
        let site = Site::new(live, router, limits.target_bytes).for_this_computer();
        serve::serve([listener], site, limits, stop).await;
        asking.abort();
        republishing.abort();
        Ok(())
    })
}

/// A listener on this computer's own address: on the usual port, or the next one that is free.
fn free_port() -> Result<Listener, BindError> {
    let usual = 8080..8100;
    let address = |port| SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    usual.map(|port| serve::bind(address(port))).find_map(Result::ok).map_or_else(|| serve::bind(address(0)), Ok)
}
