//! `aimf preview`: the site to its editor, as it changes.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinSet;

use super::log::LogArgs;
use super::output::print;
use super::preview_log::PreviewLog;
use super::signals::{self, Sighup};
use super::site::ReaderArgs;
use super::{Failure, browser, runtime};
use crate::base_url::{BaseUrl, BaseUrlChoice};
use crate::live::{Republisher, Watch};
use crate::preview::{self, Preview};
use crate::publish::Publisher;
use crate::server::app::Layers;
use crate::server::{self, BindError, Limits, ListenAddress, Listener};
use crate::source::Source;

#[derive(Debug, clap::Args)]
pub(super) struct PreviewArgs {
    /// The folder of the site, which holds `content`, `locales` and `static`
    #[arg(long, value_name = "DIR", env = "AIMF_SITE", default_value = ".")]
    site: PathBuf,

    #[command(flatten)]
    reader: ReaderArgs,

    /// The address of this computer and the port to listen on [default: port 8080, or the next one that is free]
    #[arg(long, value_name = "ADDR")]
    listen: Option<ListenAddress>,

    /// How changes are found; `poll` reads the files every second, for network drives
    #[arg(long, value_name = "HOW", env = "AIMF_WATCH", default_value = "auto")]
    watch: Watch,

    /// The address that opens your text editor at a place
    #[arg(long, value_name = "TEMPLATE", env = "AIMF_EDITOR_LINK", default_value = preview::EDITOR_LINK)]
    editor_link: String,

    /// Open no browser
    #[arg(long)]
    no_open: bool,

    /// Log as `serve` does
    #[arg(short, long)]
    verbose: bool,

    #[command(flatten)]
    log: LogArgs,
}

pub(super) fn run(args: &PreviewArgs) -> Result<(), Failure> {
    let asked = match &args.listen {
        Some(ListenAddress::Tcp(address)) if address.ip().is_loopback() => Some(*address),
        Some(other) => return Err(Failure::NotLoopback(other.clone())),
        None => None,
    };
    let _log = if args.verbose { args.log.start() } else { args.log.for_editor().start() };
    runtime()?.block_on(async {
        let listener = match asked {
            Some(address) => Listener::tcp(address)?,
            None => free_port()?,
        };
        let local = listener.address()?;
        let reporter = args.reader.reporter();
        let base_url: BaseUrl = format!("http://{local}").parse()?;
        let base = BaseUrlChoice { asked: Some(base_url.clone()), otherwise: base_url };
        let source = Source::Directory(args.site.clone());
        let mut republisher = Republisher::new(source, base, reporter, Some(args.watch))
            .with_publisher(Publisher::for_preview().with_progress(args.reader.progress()));
        let live = Arc::new(republisher.start()?);
        let preview = Preview { root: args.site.clone(), editor_link: args.editor_link.clone(), reporter };
        let limits = Limits { drain: Duration::from_millis(200), ..Limits::default() };
        let layers = Layers { limits, observer: None, trusted_proxies: Arc::default(), live: Some(Arc::clone(&live)) };
        let site = preview::site(&live, preview, &layers);
        // Signals are heard before anyone knows the address.
        let (stop, mut sighup, changes) = (signals::stop()?, Sighup::new()?, republisher.changes());
        let stop = async move {
            tokio::select! {
                () = stop => {}
                () = async { while sighup.next().await { changes.ask(); } } => {}
            }
        };
        args.greet(&format!("http://{local}/"))?;
        let log = PreviewLog { reporter, address: format!("http://{local}/") };
        // Aborted when this ends.
        let mut background = JoinSet::new();
        background.spawn(log.follow(live.statuses()));
        background.spawn(republisher.run(Arc::clone(&live)));
        server::serve([listener], site, limits, None, stop).await;
        Ok(())
    })
}

impl PreviewArgs {
    /// Opens the editor's browser, and says where the preview is, what to do next and how to end it.
    fn greet(&self, address: &str) -> Result<(), Failure> {
        let is_opened = !self.no_open && browser::is_likely();
        if is_opened {
            browser::open(address);
        }
        let id = if is_opened { "preview-opened" } else { "preview-to-open" };
        let reporter = self.reader.reporter();
        print(format!("{address}\n{}\n{}\n", reporter.say(id, &[]), reporter.say("preview-next", &[])))
    }
}

/// A listener on this computer's own address: on the usual port, or the next one that is free.
fn free_port() -> Result<Listener, BindError> {
    let usual = 8080..8100;
    let address = |port| SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    usual.map(|port| Listener::tcp(address(port))).find_map(Result::ok).map_or_else(|| Listener::tcp(address(0)), Ok)
}
