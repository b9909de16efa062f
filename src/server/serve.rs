//! Listeners and their connections, until the server is told to stop and has shut down gracefully.

use std::io;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use hyper::body::Incoming;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use super::app::App;
use super::connection::{Connection, Stop, serve_connection};
use super::limits::Limits;
use super::listener::Listener;
use super::observability::Observer;

/// How many clients beyond the limit are told so at once; the next ones are dropped without a word.
const REFUSALS: usize = 64;

/// How long such a client has for its request.
const REFUSAL_TIMEOUT: Duration = Duration::from_secs(1);

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
    let places = Arc::new(Semaphore::new(limits.connections));
    let refusals = Arc::new(Semaphore::new(REFUSALS));
    let acceptor = Acceptor { app, limits, observer, places: Arc::clone(&places), refusals, stopping };
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
    // All places are free when all connections have ended.
    let all = u32::try_from(limits.connections).unwrap_or(u32::MAX);
    if timeout(limits.drain, places.acquire_many(all)).await.is_ok() {
        return Drained::Complete;
    }
    let cut_off = limits.connections - places.available_permits();
    stop.send_replace(Stop::AtOnce);
    Drained::CutOff(cut_off)
}

/// Takes the connections of one listener; all share the places.
#[derive(Clone)]
struct Acceptor<A> {
    app: A,
    limits: Limits,
    observer: Option<Arc<Observer>>,
    places: Arc<Semaphore>,
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
                Ok((super::listener::Stream::Unix(stream), peer)) => self.admit(stream, peer),
                Ok((super::listener::Stream::Tcp(stream), peer)) => self.admit(stream, peer),
                Err(error) => wait_after(&error).await,
            }
        }
    }

    fn admit(&self, stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static, peer: Option<IpAddr>) {
        if let Ok(place) = Arc::clone(&self.places).try_acquire_owned() {
            self.spawn(stream, Connection::new(peer, false, self.observer.clone()), self.limits, place);
            return;
        }
        if let Some(observer) = &self.observer {
            observer.metrics.refused_connections.inc();
        }
        if let Ok(place) = Arc::clone(&self.refusals).try_acquire_owned() {
            let limits = Limits { head: REFUSAL_TIMEOUT.min(self.limits.head), ..self.limits };
            self.spawn(stream, Connection::new(peer, true, self.observer.clone()), limits, place);
        }
    }

    fn spawn(
        &self,
        stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
        connection: Connection,
        limits: Limits,
        place: OwnedSemaphorePermit,
    ) {
        let serving = serve_connection(stream, connection, self.app.clone(), limits, self.stopping.clone());
        tokio::spawn(async move {
            serving.await;
            drop(place);
        });
    }
}

/// A connection that was reset before it was accepted is the client's problem. All else (no descriptors, no memory) passes when
/// connections end, and asking again at once would only burn the processor.
async fn wait_after(error: &io::Error) {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset, Interrupted};
    if !matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset | Interrupted) {
        tracing::warn!(%error, "cannot take connections");
        sleep(Duration::from_millis(100)).await;
    }
}
