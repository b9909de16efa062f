//! Who counts the exchanges of a server, and logs them.

use super::access_log::AccessLog;
use super::exchange::Exchange;
use crate::metrics::Metrics;

/// What sees all exchanges of a server.
#[derive(Debug)]
pub struct Observer {
    /// What is counted.
    pub metrics: Metrics,
    /// Where each exchange is a line, if it is logged at all.
    pub access_log: Option<AccessLog>,
}

impl Observer {
    /// Counts and logs an exchange that has ended; it is complete unless the client left before the end of the response.
    pub(super) fn end(&self, exchange: Exchange, is_complete: bool) {
        let duration = exchange.start.elapsed();
        self.metrics.requests_in_flight.dec();
        if let Some(log) = &self.access_log {
            log.write(&exchange, duration, is_complete);
        }
        let Exchange { route, method, status, coding, bytes, .. } = exchange;
        self.metrics.observe((route, &method), (status, coding, bytes), duration);
    }
}
