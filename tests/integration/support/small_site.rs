//! A small edition with one of everything, and a server for it.

use std::net::SocketAddr;
use std::sync::Arc;

use aimf::edition::{Builder, CachePolicy, CompressionCache, Content, Edition, SecurityHeaders, Suggestions};
use aimf::live::Live;
use aimf::server::app::{self, App, Layers};
use aimf::server::{Drained, Limits, ListenAddress, Listener, serve};
use bytes::Bytes;
use hyper::body::Incoming;
use tokio::runtime::Runtime;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::client::{Connection, RawAnswer};

pub const FONT: &str = "/fonts/text.0123456789.woff2";
pub const STYLE: &str = "/site.0123456789.css";

/// A running server; it stops when it is dropped.
pub struct SmallSite {
    pub address: SocketAddr,
    pub live: Arc<Live>,
    pub runtime: Runtime,
    stop: Option<oneshot::Sender<()>>,
    served: Option<JoinHandle<Drained>>,
}

impl SmallSite {
    pub fn start() -> Self {
        Self::with_limits(Limits::default())
    }

    pub fn with_limits(limits: Limits) -> Self {
        Self::with_app(limits, app::site)
    }

    /// Serves the application that `make` composes.
    pub fn with_app<A: App<Incoming>>(limits: Limits, make: impl FnOnce(&Arc<Live>, &Layers) -> A) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let live = Arc::new(Live::new(edition("première édition")));
        let layers = Layers { limits, observer: None, trusted_proxies: Arc::default(), live: Some(Arc::clone(&live)) };
        let app = make(&live, &layers);
        let (stop, stopped) = oneshot::channel::<()>();
        let entered = runtime.enter();
        let listener = Listener::tcp("127.0.0.1:0".parse().unwrap()).unwrap();
        let ListenAddress::Tcp(address) = listener.address().unwrap() else { panic!("it is of TCP") };
        drop(entered);
        let served = runtime.spawn(serve([listener], app, limits, None, async {
            let _ = stopped.await;
        }));
        Self { address, live, runtime, stop: Some(stop), served: Some(served) }
    }

    pub fn connect(&self) -> Connection {
        Connection::open(self.address)
    }

    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> RawAnswer {
        self.connect().ask(method, path, headers)
    }

    pub fn get(&self, path: &str) -> RawAnswer {
        self.ask("GET", path, &[])
    }

    pub fn get_with(&self, path: &str, name: &str, value: &str) -> RawAnswer {
        self.ask("GET", path, &[(name, value)])
    }

    /// What SIGTERM does.
    pub fn tell_to_stop(&mut self) {
        let _ = self.stop.take().unwrap().send(());
    }

    pub fn wait_for_end(&mut self) -> Drained {
        let served = self.served.take().unwrap();
        self.runtime.block_on(served).unwrap()
    }
}

pub fn page(language: &str, body: impl Into<Bytes>) -> Content {
    Content {
        media_type: "text/html; charset=utf-8",
        language: Some(language.to_owned()),
        policy: CachePolicy::Page,
        robots: None,
        body: body.into(),
    }
}

pub fn file(media_type: &'static str, policy: CachePolicy, body: impl Into<Bytes>) -> Content {
    Content { media_type, language: None, policy, robots: None, body: body.into() }
}

pub fn builder(text: &str) -> Builder {
    let mut builder = Builder::new(SecurityHeaders::new("https://aimf.test/"));
    let long = |title: &str| format!("<!doctype html><title>{title}</title>{}", text.repeat(200));
    builder
        .language_choice(
            "/",
            vec![("fr".to_owned(), "/fr/".to_owned()), ("en".to_owned(), "/en/".to_owned())],
            Content { policy: CachePolicy::Uncached, ..page("fr", "<!doctype html><a href=/fr/>Français</a>") },
        )
        .resource("/fr/", page("fr", long("Accueil")))
        .resource("/en/", page("en", long("Home")))
        .resource("/fr/été/", page("fr", long("Été")))
        .resource("/fr/histoire/", page("fr", long("Histoire")))
        .resource("/en/history/", page("en", long("History")))
        .redirect("/en/histoire/", "/en/history/")
        .redirect("/fr/saison/", "/fr/été/#juin")
        .resource(STYLE, file("text/css; charset=utf-8", CachePolicy::Immutable, "b{c:d}".repeat(99)))
        .resource(FONT, file("font/woff2", CachePolicy::Immutable, vec![7; 2000]))
        .resource("/data/aimf.json", file("application/json", CachePolicy::Data, "[1979]".repeat(99)))
        .resource("/favicon.ico", file("image/x-icon", CachePolicy::Icon, vec![1; 20]))
        .not_found(None, page("fr", long("Introuvable / Not found")), Suggestions::default())
        .not_found(Some("/fr/".to_owned()), page("fr", long("Introuvable")), Suggestions::default())
        .not_found(Some("/en/".to_owned()), page("en", long("Not found")), Suggestions::default());
    builder
}

pub fn edition(text: &str) -> Edition {
    builder(text).finish(&CompressionCache::new()).unwrap()
}
