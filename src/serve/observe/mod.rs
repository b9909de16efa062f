//! Requests and their answers -> counters and a log, for those who run the site.
//!
//! All of it happens beside the answer: counters are plain atomics that each thread has for itself, a line of the log goes into
//! a buffer that another thread writes. Where neither is wanted there is no [`Observer`], and nothing happens at all.
//!
//! An exchange lasts from the end of the request's header until the kernel has taken the whole response (or the next request of
//! the same connection is answered, where the client sent it without waiting).

mod access_log;
mod client;
mod exposition;
mod metrics;
mod process;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use http::StatusCode;

pub use access_log::{AccessLog, Form};
pub use client::{Client, InvalidNetwork, Network};
pub use exposition::MEDIA_TYPE;
pub use metrics::Metrics;

use super::accept::Peer;
use super::asked::{Asked, Fields};
use crate::edition::Coding;
use metrics::Method;

/// What sees all exchanges of a server.
#[derive(Debug)]
pub struct Observer {
    metrics: Metrics,
    log: Option<AccessLog>,
}

impl Observer {
    /// Counts, and writes to the log where there is one.
    #[must_use]
    pub fn new(log: Option<AccessLog>) -> Self {
        Self { metrics: Metrics::new(), log }
    }

    /// What was counted.
    #[must_use]
    pub fn metrics(&self) -> &Metrics {
        &self.metrics
    }

    /// Lines that were lost because the log was not taken off as fast as they came.
    #[must_use]
    pub fn lost_lines(&self) -> u64 {
        self.log.as_ref().map_or(0, AccessLog::lost)
    }

    fn end(&self, answered: &Answered, is_whole: bool) {
        let duration = answered.exchange.start.elapsed();
        self.metrics.ended(answered, duration);
        if let (Some(log), Some(begun)) = (&self.log, &answered.exchange.line) {
            log.write(begun, self.metrics.route(answered.route), answered, duration, is_whole);
        }
    }
}

/// One connection, seen by the service that answers its requests and by the stream that takes the answers.
#[derive(Debug)]
pub(super) struct Observed {
    observer: Arc<Observer>,
    peer: Peer,
    /// Both sides are polled by one task, so nobody ever waits for this.
    answered: Mutex<Option<Answered>>,
}

/// A request that was read.
#[derive(Debug)]
pub(super) struct Exchange {
    start: Instant,
    method: Method,
    /// The beginning of its line in the log.
    line: Option<String>,
}

/// A request with its response, which is on its way.
#[derive(Debug)]
struct Answered {
    exchange: Exchange,
    route: usize,
    status: StatusCode,
    coding: Coding,
    bytes: u64,
}

impl Observed {
    pub(super) fn new(observer: Arc<Observer>, peer: Peer) -> Self {
        observer.metrics.connected();
        Self { observer, peer, answered: Mutex::new(None) }
    }

    /// A request was read.
    pub(super) fn begin(&self, asked: &Asked<'_, impl Fields + ?Sized>) -> Exchange {
        Exchange {
            start: Instant::now(),
            method: Method::of(asked.method),
            line: self.observer.log.as_ref().map(|log| log.begin(asked, self.peer)),
        }
    }

    /// Its response is ready: `length` bytes of content, which a HEAD does not get.
    pub(super) fn answered(&self, exchange: Exchange, route: &str, status: StatusCode, coding: Coding, length: u64) {
        let metrics = &self.observer.metrics;
        let bytes = if exchange.method == Method::Head { 0 } else { length };
        metrics.answered();
        let answered = Answered { route: metrics.slot(route), exchange, status, coding, bytes };
        if let Some(before) = self.exchange(Some(answered)) {
            self.observer.end(&before, true);
        }
    }

    /// The kernel has taken all that there was.
    pub(super) fn flushed(&self) {
        if let Some(answered) = self.exchange(None) {
            self.observer.end(&answered, true);
        }
    }

    /// The client sent what is no request, which the HTTP library has answered.
    pub(super) fn malformed(&self) {
        self.observer.metrics.malformed();
    }

    fn exchange(&self, next: Option<Answered>) -> Option<Answered> {
        std::mem::replace(&mut *self.answered.lock().unwrap_or_else(PoisonError::into_inner), next)
    }
}

impl Drop for Observed {
    fn drop(&mut self) {
        if let Some(answered) = self.exchange(None) {
            self.observer.end(&answered, false);
        }
        self.observer.metrics.disconnected();
    }
}
