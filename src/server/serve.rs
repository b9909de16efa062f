//! Listeners and their connections, until the server is told to stop and has shut down gracefully.

use std::io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset, Interrupted};
use std::net::IpAddr;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Duration;

use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tower::ServiceBuilder;
use tower_http::add_extension::AddExtensionLayer;

use super::app::App;
use super::checks::closing;
use super::connection::Connection;
use super::deadlines::DeadlineStream;
use super::limits::Limits;
use super::listener::{Listener, Stream};
use super::observer::Observer;

/// How many clients beyond the limit are told so at once; the next ones are dropped without a word.
const REFUSALS: usize = 64;

/// How long such a client has for its request.
const REFUSAL_TIMEOUT: Duration = Duration::from_secs(1);

/// How long a connection on which nothing has arrived yet may still bring its request after the server was told to stop.
const GRACE: Duration = Duration::from_millis(500);

/// hyper's own limit of fields, at which it needs no memory on the heap for them.
const HYPER_FIELDS: usize = 100;

/// What connections are told about the end of the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stop {
    /// Go on.
    NotYet,
    /// End after the present request.
    Gracefully,
    /// End now.
    AtOnce,
}

/// How a server ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drained {
    /// Every response was sent.
    Complete,
    /// So many connections did not end within the drain limit, and were cut off.
    CutOff(usize),
}

/// Serves `app` on all `listeners` until `shutdown` is ready; then takes no more connections, lets each finish its request, and
/// returns when all have ended, or after [`Limits::drain`]. `observer` counts connections, and logs exchanges when their responses
/// have been taken.
///
/// No error ends it: while the system has no descriptors or memory left, it waits for connections to end.
pub async fn serve(
    listeners: impl IntoIterator<Item = Listener>,
    app: impl App<Incoming>,
    limits: Limits,
    observer: Option<Arc<Observer>>,
    shutdown: impl Future<Output = ()>,
) -> Drained {
    let (stop, stopping) = watch::channel(Stop::NotYet);
    let connections = Arc::new(Semaphore::new(limits.connections));
    let refusals = Arc::new(Semaphore::new(REFUSALS));
    let acceptor = Acceptor { app, limits, observer, connections: Arc::clone(&connections), refusals, stopping };
    let mut accepting = JoinSet::new();
    for listener in listeners {
        accepting.spawn(acceptor.clone().accept(listener));
    }
    drop(acceptor);
    shutdown.await;
    stop.send_replace(Stop::Gracefully);
    // The listeners are closed when this is done: whoever comes now is refused, or waits for the next program at a socket that it
    // inherits.
    accepting.join_all().await;
    // All permits are back when all connections have ended.
    let all = u32::try_from(limits.connections).unwrap_or(u32::MAX);
    if timeout(limits.drain, connections.acquire_many(all)).await.is_ok() {
        return Drained::Complete;
    }
    let cut_off = limits.connections - connections.available_permits();
    stop.send_replace(Stop::AtOnce);
    Drained::CutOff(cut_off)
}

/// Takes the connections of one listener; all share the connections.
#[derive(Clone)]
struct Acceptor<A> {
    app: A,
    limits: Limits,
    observer: Option<Arc<Observer>>,
    connections: Arc<Semaphore>,
    refusals: Arc<Semaphore>,
    stopping: watch::Receiver<Stop>,
}

impl<A: App<Incoming>> Acceptor<A> {
    /// Takes connections until the server is told to stop.
    async fn accept(mut self, listener: Listener) {
        loop {
            let accepted = tokio::select! {
                biased;
                _ = self.stopping.wait_for(|stop| *stop != Stop::NotYet) => return,
                accepted = listener.accept() => accepted,
            };
            match accepted {
                #[cfg(unix)]
                Ok((Stream::Unix(stream), peer)) => self.admit(stream, peer),
                Ok((Stream::Tcp(stream), peer)) => self.admit(stream, peer),
                // It was reset before it was accepted: the client's problem.
                Err(error)
                    if matches!(
                        error.kind(),
                        ConnectionAborted | ConnectionRefused | ConnectionReset | Interrupted
                    ) => {}
                // No descriptors, no memory: that passes when connections end, and asking again at once would only burn the processor.
                Err(error) => {
                    tracing::warn!(%error, "cannot take connections");
                    sleep(Duration::from_millis(100)).await;
                }
            }
        }
    }

    /// Serves a connection if there is a place for it, and else tells the client that there is none, if there is one for that.
    fn admit(&self, stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static, peer: Option<IpAddr>) {
        let mut limits = self.limits;
        let mut place = Arc::clone(&self.connections).try_acquire_owned();
        let is_beyond_limit = place.is_err();
        if is_beyond_limit {
            if let Some(observer) = &self.observer {
                observer.metrics.refused_connections.inc();
            }
            limits.head = limits.head.min(REFUSAL_TIMEOUT);
            place = Arc::clone(&self.refusals).try_acquire_owned();
        }
        let Ok(place) = place else { return };
        let connection = Connection::new(peer, is_beyond_limit, self.observer.clone());
        let serving = serve_connection(stream, connection, self.app.clone(), limits, self.stopping.clone());
        tokio::spawn(async move {
            serving.await;
            drop(place);
        });
    }
}

/// Answers the requests of `stream` by `app` until it ends, is too slow, or the server stops.
async fn serve_connection<S, A>(
    stream: S,
    connection: Connection,
    app: A,
    limits: Limits,
    mut stop: watch::Receiver<Stop>,
) where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    A: App<Incoming>,
{
    let connection = Arc::new(connection);
    let stream = DeadlineStream::new(stream, Arc::clone(&connection), limits);
    let answered = Arc::clone(&connection);
    let service = ServiceBuilder::new()
        .layer(AddExtensionLayer::new(Arc::clone(&connection)))
        // hyper is told to stop between two requests only.
        .map_response(move |response| if answered.is_ending.load(Relaxed) { closing(response) } else { response })
        .service(app);
    let service = TowerToHyperService::new(service);
    let http = builder(&limits).serve_connection(TokioIo::new(stream), service);
    let mut http = pin!(http);
    let mut known = Stop::NotYet;
    let ended = loop {
        tokio::select! {
            biased;
            ended = &mut http => break ended,
            next = news(&mut stop, known) => known = next,
        }
        if known == Stop::AtOnce {
            return;
        }
        connection.is_ending.store(true, Relaxed);
        tokio::select! {
            biased;
            ended = &mut http => break ended,
            _ = news(&mut stop, known) => return,
            () = connection.is_between_requests(GRACE.min(limits.drain / 2)) => http.as_mut().graceful_shutdown(),
        }
    };
    if let Err(error) = ended {
        if let Some(observer) = connection.observer.as_ref().filter(|_| error.is_parse()) {
            observer.metrics.malformed_requests.inc();
        }
        tracing::debug!(%error, "connection ended early");
    }
}

/// The next phase after `known`. If the sender is gone, so is the server.
async fn news(stop: &mut watch::Receiver<Stop>, known: Stop) -> Stop {
    stop.wait_for(|next| *next != known).await.map_or(Stop::AtOnce, |next| *next)
}

/// hyper within these limits. Its own timer for headers is off: it would also close idle connections.
fn builder(limits: &Limits) -> http1::Builder {
    let mut builder = http1::Builder::new();
    builder
        .header_read_timeout(None)
        // The checks refuse what is beyond the limit with all headers of a response; this bounds what gets so far.
        .max_buf_size(2 * (limits.head_bytes + limits.target_bytes).max(8192))
        // Who says no more still waits for the response (RFC 9112 §9.6).
        .half_close(true);
    if limits.header_fields > HYPER_FIELDS {
        builder.max_headers(limits.header_fields);
    }
    builder
}
