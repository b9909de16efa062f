//! What is known of a connection: layers and handlers have it as an extension of its requests.

use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::time::{Instant, sleep};

use super::exchange::Exchange;
use super::observer::Observer;

/// A connection as its requests see it.
#[derive(Debug)]
pub(super) struct Connection {
    /// The address of the machine at its other end, the visitor's or a proxy's; `None` over a unix socket.
    pub(super) peer: Option<IpAddr>,
    /// Whether the server has as many connections as it may, so that this one is only told so.
    pub(super) is_beyond_limit: bool,
    /// Whether the present request announces content, which nobody reads.
    pub(super) has_unread_content: AtomicBool,
    /// Whether its next response is its last.
    pub(super) is_ending: AtomicBool,
    pub(super) observer: Option<Arc<Observer>>,
    pub(super) stage: AtomicU8,
    /// How many bytes of the present response are still to be read from disk.
    pub(super) body_left: AtomicU64,
    /// The exchange whose response is on its way. One task polls all of a connection, so nobody waits for this.
    exchange: Mutex<Option<Exchange>>,
}

/// What a connection is waiting for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Stage {
    /// Its first byte.
    New,
    /// The rest of a request's header.
    Head,
    /// The client, to take a response.
    Response,
    /// The next request.
    Idle,
}

impl Connection {
    /// A connection from `peer`, whose exchanges `observer` sees. Beyond the limit every request is refused.
    pub(super) fn new(peer: Option<IpAddr>, is_beyond_limit: bool, observer: Option<Arc<Observer>>) -> Self {
        if let Some(observer) = &observer {
            observer.metrics.connections.inc();
        }
        Self {
            peer,
            is_beyond_limit,
            stage: AtomicU8::new(Stage::New as u8),
            has_unread_content: AtomicBool::new(true),
            is_ending: AtomicBool::new(false),
            body_left: AtomicU64::new(0),
            observer,
            exchange: Mutex::new(None),
        }
    }

    /// Ends the present exchange, if there is one. `next` takes its place: its response is ready, and it ends when the kernel has taken
    /// that, or the connection breaks off.
    pub(super) fn end_exchange(&self, next: Option<Exchange>, is_complete: bool) {
        let ended = std::mem::replace(&mut *self.exchange.lock().unwrap_or_else(PoisonError::into_inner), next);
        if let (Some(observer), Some(exchange)) = (&self.observer, ended) {
            observer.end(exchange, is_complete);
        }
    }

    fn is_at(&self, stage: Stage) -> bool {
        self.stage.load(Relaxed) == stage as u8
    }

    /// Ready when no request is on its way: its header has come, or none begins within `grace` on a connection that is new. A
    /// connection on which one is under way would be closed otherwise.
    pub(super) async fn is_between_requests(&self, grace: Duration) {
        let start = Instant::now();
        while self.is_at(Stage::Head) || self.is_at(Stage::New) && start.elapsed() < grace {
            sleep(Duration::from_millis(10)).await;
        }
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.end_exchange(None, false);
        if let Some(observer) = &self.observer {
            observer.metrics.connections.dec();
        }
    }
}
