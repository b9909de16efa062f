//! Listeners -> connections, until the server is told to stop; then their end in order.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use super::accept::{Accept, Peer};
use super::connection::{Stop, attend};
use super::limits::Limits;
use super::listen::{Kind, Listener};
use super::service::Site;

/// How many clients at once are told that there is no room; the next ones are dropped without a word.
const REFUSALS: usize = 64;

/// What a client beyond the limit is told. There is no request yet that the HTTP library could answer.
const NO_ROOM: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\n\
    Retry-After: 5\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

/// How a server ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drained {
    /// Every response was sent.
    Complete,
    /// So many connections did not end within the drain limit, and were cut off.
    CutOff(usize),
}

/// Serves `site` on all `listeners` until `shutdown` is ready; then takes no more connections, lets each finish its request, and
/// returns when all have ended, or after [`Limits::drain`].
///
/// No error ends it: while the system has no descriptors or memory left, it waits for connections to end.
pub async fn serve(
    listeners: impl IntoIterator<Item = Listener>,
    site: Site,
    limits: Limits,
    shutdown: impl Future<Output = ()>,
) -> Drained {
    let (stop, stopping) = watch::channel(Stop::NotYet);
    let room = Arc::new(Semaphore::new(limits.connections));
    let refusals = Arc::new(Semaphore::new(REFUSALS));
    let reception = Reception { site: Arc::new(site), limits, room: Arc::clone(&room), refusals, stopping };
    let mut receptions = JoinSet::new();
    for listener in listeners {
        let reception = reception.clone();
        match listener.0 {
            Kind::Tcp(listener) => receptions.spawn(reception.receive(listener)),
            #[cfg(unix)]
            Kind::Unix(listener, file) => receptions.spawn(reception.receive((listener, file))),
        };
    }
    drop(reception);
    shutdown.await;
    stop.send_replace(Stop::InOrder);
    // The listeners are closed when this is done: whoever comes now is refused, or waits for the next program at a socket that was passed.
    receptions.join_all().await;
    // All places are free when all connections have ended.
    let all = u32::try_from(limits.connections).unwrap_or(u32::MAX);
    if timeout(limits.drain, room.acquire_many(all)).await.is_ok() {
        return Drained::Complete;
    }
    let cut_off = limits.connections - room.available_permits();
    stop.send_replace(Stop::AtOnce);
    Drained::CutOff(cut_off)
}

/// What takes the connections of one listener; all share one room.
#[derive(Clone)]
struct Reception {
    site: Arc<Site>,
    limits: Limits,
    room: Arc<Semaphore>,
    refusals: Arc<Semaphore>,
    stopping: watch::Receiver<Stop>,
}

impl Reception {
    /// Takes connections until the server is told to stop.
    async fn receive(mut self, listener: impl Accept) {
        loop {
            let accepted = tokio::select! {
                biased;
                _ = self.stopping.wait_for(|stop| *stop != Stop::NotYet) => return,
                accepted = listener.accept() => accepted,
            };
            match accepted {
                Ok((stream, peer)) => self.welcome(stream, peer),
                Err(error) => endure(&error).await,
            }
        }
    }

    fn welcome(&self, stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static, peer: Peer) {
        if let Ok(place) = Arc::clone(&self.room).try_acquire_owned() {
            let attended = attend(stream, peer, Arc::clone(&self.site), self.limits, self.stopping.clone());
            // In a box from the start: a task is moved several times before it has a place.
            tokio::spawn(Box::pin(async move {
                attended.await;
                drop(place);
            }));
            return;
        }
        if let Some(observer) = self.site.observer() {
            observer.metrics().refused();
        }
        if let Ok(place) = Arc::clone(&self.refusals).try_acquire_owned() {
            tokio::spawn(async move {
                refuse(stream).await;
                drop(place);
            });
        }
    }
}

/// Says that there is no room, and waits a moment for the client to hear it: closing at once, with its request unread, would
/// make the kernel throw the answer away.
async fn refuse(mut stream: impl AsyncRead + AsyncWrite + Unpin) {
    let spoken = async {
        stream.write_all(NO_ROOM).await?;
        stream.shutdown().await?;
        let mut ignored = [0; 1024];
        while stream.read(&mut ignored).await? > 0 {}
        io::Result::Ok(())
    };
    if let Ok(Err(error)) = timeout(Duration::from_secs(1), spoken).await {
        tracing::debug!(%error, "refused client left");
    }
}

/// A connection that was reset before it was taken is its client's affair. All else (no descriptors, no memory) passes when
/// connections end, and asking again at once would only burn the processor.
async fn endure(error: &io::Error) {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset, Interrupted};
    if !matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset | Interrupted) {
        tracing::warn!(%error, "cannot take connections");
        sleep(Duration::from_millis(100)).await;
    }
}

/// Ready at the first SIGTERM (from systemd, a container or Kubernetes) or Ctrl-C, both of which are heard from now on.
///
/// # Errors
///
/// The system refuses to install a signal handler.
pub fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
        Ok(async move {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
        })
    }
    #[cfg(not(unix))]
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}
