//! The command line -> one command.
//!
//! Exit codes: 0 where all is well; 1 where the site has problems; 2 where the command line, an address or the system
//! prevents the command.

mod check;
mod init;
mod language;
mod schema;
mod translations;

use std::io::IsTerminal as _;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use clap::{Args, Parser, Subcommand, ValueEnum};
use tokio::net::TcpListener;

use crate::base_url::{BaseUrl, BaseUrlChoice, InvalidBaseUrl};
use crate::diagnostic::{Report, Speaker};
use crate::edition::{
    Builder, CompressionCache, Edition, Effort, Publication, PublishError, Publisher, SecurityHeaders,
};
use crate::export::{self, ExportError};
use crate::live::{self, Attempt, Live, Outcome, Republisher, Watch};
use crate::serve::preview::{self, Preview};
use crate::serve::{self, BindError, Drained, Limits};
use crate::source::Source;

/// Where the server listens if nothing else is said.
const LISTEN: &str = "127.0.0.1:8080";

/// The website of AIMF, the international association of French-speaking mayors.
///
/// Without a command, serves the site that the program carries at <http://127.0.0.1:8080>.
#[derive(Debug, Parser)]
#[command(version, args_conflicts_with_subcommands = true, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,

    #[command(flatten)]
    serve: ServeArgs,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the site over HTTP (the default command)
    Serve(ServeArgs),
    /// Show the site to its editor, in a browser on this computer: each saved file at once, with what is wrong in it
    Preview(PreviewArgs),
    /// Print every problem of a site, with its place and what to write instead
    Check(check::Args),
    /// List the state of every translation, or accept translations
    Translations(translations::Args),
    /// Add a language
    Language(language::Args),
    /// Write a JSON Schema for each content file, with which editors' programs complete and check
    Schema(schema::Args),
    /// Write the site that the program carries as a folder, to start from
    Init(init::Args),
    /// Write the site as files, for a server of files or a CDN
    Export(ExportArgs),
}

#[derive(Debug, Args)]
struct SiteArgs {
    /// The folder of the site, which holds `content`, `locales` and `static` [default: the site that the program carries]
    #[arg(long, value_name = "DIR", env = "AIMF_SITE")]
    site: Option<PathBuf>,

    /// The site's public address, such as <https://www.example.org>, which absolute links are made of
    /// [default: that of `site.toml`, else the listening address]
    #[arg(long, value_name = "URL", env = "AIMF_BASE_URL")]
    base_url: Option<String>,

    #[command(flatten)]
    reader: ReaderArgs,
}

/// Who reads what the command says.
#[derive(Debug, Args)]
struct ReaderArgs {
    /// The language in which problems are told [default: that of the terminal]
    #[arg(long, value_name = "LANGUAGE", env = "AIMF_LANG")]
    lang: Option<Lang>,
}

#[derive(Debug, Args)]
struct ServeArgs {
    #[command(flatten)]
    site: SiteArgs,

    /// The address and port to listen on; port 0 is any free one
    #[arg(long, value_name = "ADDR", env = "AIMF_LISTEN", default_value = LISTEN)]
    listen: String,

    /// Publish the site anew when a file of it changes; `poll` reads the files every second, for network mounts
    #[arg(long, value_name = "HOW", env = "AIMF_WATCH", num_args = 0..=1, require_equals = true,
          default_missing_value = "auto", requires = "site")]
    watch: Option<WatchChoice>,
}

#[derive(Debug, Args)]
struct PreviewArgs {
    /// The folder of the site, which holds `content`, `locales` and `static`
    #[arg(long, value_name = "DIR", env = "AIMF_SITE", default_value = ".")]
    site: PathBuf,

    #[command(flatten)]
    reader: ReaderArgs,

    /// The address of this computer and the port to listen on [default: port 8080, or the next one that is free]
    #[arg(long, value_name = "ADDR")]
    listen: Option<String>,

    /// How changes are found; `poll` reads the files every second, for network drives
    #[arg(long, value_name = "HOW", env = "AIMF_WATCH", default_value = "auto")]
    watch: WatchChoice,

    /// The address that opens your text editor at a place
    #[arg(long, value_name = "TEMPLATE", env = "AIMF_EDITOR_LINK", default_value = preview::EDITOR_LINK)]
    editor_link: String,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum WatchChoice {
    /// By the system's notices
    Auto,
    /// By reading the files every second
    Poll,
}

#[derive(Debug, Args)]
struct ExportArgs {
    /// The folder to write into: a new one, or an empty one
    out: PathBuf,

    #[command(flatten)]
    site: SiteArgs,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Lang {
    Fr,
    En,
}

/// Why a command ended before its end.
#[derive(Debug, thiserror::Error)]
enum Failure {
    /// The site has problems, which have been told.
    #[error("the site has problems")]
    Site,
    /// The command cannot be done, which has been told in the editor's language.
    #[error("the command cannot be done")]
    Told,
    #[error("{0} is not an address to listen on; an address is written 127.0.0.1:8080 or [::1]:8080")]
    Listen(String),
    #[error("{0} is not an address of this computer alone; a preview is for nobody else: 127.0.0.1:8080 or [::1]:8080")]
    NotLoopback(SocketAddr),
    #[error(transparent)]
    BaseUrl(#[from] InvalidBaseUrl),
    #[error(transparent)]
    Bind(#[from] BindError),
    #[error(transparent)]
    Publish(#[from] PublishError),
    #[error(transparent)]
    Export(#[from] ExportError),
    #[error("the system refuses what a server needs: {0}")]
    System(#[from] std::io::Error),
}

impl Failure {
    fn code(&self) -> u8 {
        if matches!(self, Self::Site) { 1 } else { 2 }
    }
}

/// Runs the command that the command line names.
#[must_use]
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let ended = match cli.command {
        None => serve(&cli.serve),
        Some(Command::Serve(args)) => serve(&args),
        Some(Command::Preview(args)) => preview(&args),
        Some(Command::Check(args)) => check::run(&args),
        Some(Command::Translations(args)) => translations::run(&args),
        Some(Command::Schema(args)) => schema::run(&args),
        Some(Command::Language(args)) => language::run(&args),
        Some(Command::Init(args)) => init::run(&args),
        Some(Command::Export(args)) => export(&args),
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if !matches!(failure, Failure::Site | Failure::Told) {
                eprintln!("aimf: {failure}");
            }
            ExitCode::from(failure.code())
        }
    }
}

fn export(args: &ExportArgs) -> Result<(), Failure> {
    let base = args.site.base(LISTEN)?;
    let edition = args.site.edition(&Publisher::new(), &base, Effort::Best)?;
    let files = export::export(&edition, &args.out)?;
    println!("{files} files in {}", args.out.display());
    Ok(())
}

fn serve(args: &ServeArgs) -> Result<(), Failure> {
    let address = listening_address(&args.listen).ok_or_else(|| Failure::Listen(args.listen.clone()))?;
    runtime()?.block_on(async {
        let listener = serve::bind(address)?;
        let local = listener.local_addr()?;
        start_log();
        let watch = args.watch.map(Watch::from);
        let base = args.site.base(&local.to_string())?;
        let mut republisher = Republisher::new(args.site.source(), base, args.site.speaker(), watch);
        let first = republisher.first()?;
        // A quick edition first, so that the first visitor need not wait; the best follows.
        let live = Arc::new(Live::new(args.site.edition_of(first)?));
        let router = serve::router(Arc::clone(&live));
        let greeting = format!("http://{local}/ (edition {})", live.current().id());
        let drained = run_server(listener, &greeting, republisher, live, router, Limits::default()).await?;
        if let Drained::CutOff(connections) = drained {
            tracing::warn!(connections, "connections did not end in time and were cut off");
        }
        Ok(())
    })
}

fn preview(args: &PreviewArgs) -> Result<(), Failure> {
    let asked = args
        .listen
        .as_ref()
        .map(|listen| listening_address(listen).ok_or_else(|| Failure::Listen(listen.clone())))
        .transpose()?;
    if let Some(address) = asked.filter(|address| !address.ip().is_loopback()) {
        return Err(Failure::NotLoopback(address));
    }
    runtime()?.block_on(async {
        let listener = match asked {
            Some(address) => serve::bind(address)?,
            None => free_port()?,
        };
        let local = listener.local_addr()?;
        start_log();
        let speaker = args.reader.speaker();
        let base_url: BaseUrl = format!("http://{local}").parse()?;
        let base = BaseUrlChoice { asked: Some(base_url.clone()), otherwise: base_url };
        let source = Source::Directory(args.site.clone());
        let mut republisher = Republisher::new(source, base, speaker, Some(args.watch.into())).for_preview();
        let Publication { edition, report, .. } = republisher.first()?;
        let live = if let Some(edition) = edition {
            Arc::new(Live::new(edition))
        } else {
            eprint!("{}", speaker.errors(&report));
            // Until the site is in order there is an edition with nothing in it.
            let nothing = Builder::new(SecurityHeaders::new("")).finish(&CompressionCache::new(), Effort::Quick);
            let live = Arc::new(Live::new(nothing.map_err(PublishError::from)?));
            live.note(Attempt::now(Outcome::Refused, report));
            live
        };
        let preview = Preview { root: args.site.clone(), editor_link: args.editor_link.clone(), speaker };
        let router = preview::router(Arc::clone(&live), preview);
        // A tab that listens for changes does not end by itself, and is not slow.
        let limits =
            Limits { response: Duration::from_hours(24 * 365), drain: Duration::from_millis(200), ..Limits::default() };
        run_server(listener, &format!("http://{local}/"), republisher, live, router, limits).await?;
        Ok(())
    })
}

fn runtime() -> std::io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()
}

/// Serves what is live until the program is told to stop, and follows the changes meanwhile. The `greeting` says where.
async fn run_server(
    listener: TcpListener,
    greeting: &str,
    republisher: Republisher,
    live: Arc<Live>,
    router: axum::Router,
    limits: Limits,
) -> Result<Drained, Failure> {
    // Signals are heard before anyone knows the address.
    let stop = serve::stop_signal()?;
    let hang_up = tokio::spawn(live::hang_up(republisher.changes())?);
    println!("{greeting}");
    let republishing = tokio::spawn(republisher.run(Arc::clone(&live)));
    let drained = serve::serve(listener, serve::Site::new(live, router, limits.target_bytes), limits, stop).await;
    hang_up.abort();
    republishing.abort();
    Ok(drained)
}

/// A listener on this computer's own address: on the usual port, or the next one that is free.
fn free_port() -> Result<TcpListener, BindError> {
    let usual = 8080..8100;
    let address = |port| SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    usual.map(|port| serve::bind(address(port))).find_map(Result::ok).map_or_else(|| serve::bind(address(0)), Ok)
}

impl From<WatchChoice> for Watch {
    fn from(choice: WatchChoice) -> Self {
        match choice {
            WatchChoice::Auto => Self::Auto,
            WatchChoice::Poll => Self::Poll,
        }
    }
}

impl SiteArgs {
    fn source(&self) -> Source {
        self.site.clone().map_or(Source::Embedded, Source::Directory)
    }

    /// How the public address is chosen for a server that listens at `listening`.
    fn base(&self, listening: &str) -> Result<BaseUrlChoice, InvalidBaseUrl> {
        // Visitors of a server that listens on every address come by that of this machine.
        let listening = listening.replace("0.0.0.0", "127.0.0.1").replace("[::]", "[::1]");
        Ok(BaseUrlChoice {
            asked: self.base_url.as_deref().map(str::parse).transpose()?,
            otherwise: format!("http://{listening}").parse()?,
        })
    }

    fn publish(
        &self,
        publisher: &Publisher,
        base: &BaseUrlChoice,
        effort: Effort,
    ) -> Result<Publication, PublishError> {
        let mut report = Report::default();
        let files = self.source().read(&mut report);
        publisher.publish(&files, report, base, effort)
    }

    /// The edition, or every problem on the standard error stream.
    fn edition(&self, publisher: &Publisher, base: &BaseUrlChoice, effort: Effort) -> Result<Edition, Failure> {
        self.edition_of(self.publish(publisher, base, effort)?)
    }

    /// The edition of a publication, or every problem on the standard error stream.
    fn edition_of(&self, publication: Publication) -> Result<Edition, Failure> {
        publication.edition.ok_or_else(|| {
            eprint!("{}", self.speaker().report(&publication.report));
            Failure::Site
        })
    }

    fn speaker(&self) -> Speaker {
        self.reader.speaker()
    }

    /// The folder of the site, for a command that writes into it: the site that the program carries cannot be changed.
    fn folder(&self) -> Result<&Path, Failure> {
        self.site.as_deref().ok_or_else(|| self.told("embedded-site", &[]))
    }

    /// Tells in the editor's language why the command cannot be done.
    fn told(&self, id: &str, values: &[(&'static str, &str)]) -> Failure {
        eprintln!("{}", self.speaker().say(id, values));
        Failure::Told
    }
}

impl ReaderArgs {
    /// In which language problems are told: as asked, else as the terminal's locale says, which POSIX looks up in this
    /// order.
    fn speaker(&self) -> Speaker {
        let is_french = || {
            ["LC_ALL", "LC_MESSAGES", "LANG"]
                .iter()
                .filter_map(|name| std::env::var(name).ok())
                .find(|locale| !locale.is_empty())
                .is_some_and(|locale| locale.starts_with("fr"))
        };
        let speaks_french = match self.lang {
            Some(lang) => matches!(lang, Lang::Fr),
            None => is_french(),
        };
        if speaks_french { Speaker::French } else { Speaker::English }
    }
}

fn listening_address(text: &str) -> Option<SocketAddr> {
    let text = text.strip_prefix("localhost:").map_or_else(|| text.to_owned(), |port| format!("127.0.0.1:{port}"));
    text.parse().ok()
}

/// Logs to the standard error stream what is of note, or what `AIMF_LOG` asks for (`debug`, `aimf=trace`).
fn start_log() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("AIMF_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .init();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        use clap::CommandFactory as _;
        Cli::command().debug_assert();
    }

    #[test]
    fn an_address_may_be_localhost() {
        assert_eq!(listening_address("localhost:80"), listening_address("127.0.0.1:80"));
        assert_eq!(listening_address("aimf.example"), None);
    }
}
