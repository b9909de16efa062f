//! The limits of a server.

use std::time::Duration;

/// What one server takes from the network; the command line has an option for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Connections at once, those of all listeners together; what comes beyond gets a 503 with `Retry-After`, and the others are
    /// served.
    pub connections: usize,
    /// From the first byte of a request (or from the connection's beginning) to the end of its header.
    pub head: Duration,
    /// Between two requests of a connection. Longer than a proxy keeps its own connections, so that the proxy is the one to close.
    pub idle: Duration,
    /// From the first byte of a response until the kernel has taken all of it: a client that reads more slowly is dropped.
    pub response: Duration,
    /// All of a request's header fields, in bytes (431 beyond); at least 8,192.
    pub head_bytes: usize,
    /// Header fields of a request (431 beyond).
    pub header_fields: usize,
    /// The target of a request, in bytes (414 beyond).
    pub target_bytes: usize,
    /// What connections get to end gracefully when the server is told to stop; less than the ten seconds after which Docker kills.
    pub drain: Duration,
    /// Whether a client that has closed its side still waits for the response (RFC 9112 §9.6).
    pub half_close: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 8192,
            head: Duration::from_secs(10),
            idle: Duration::from_secs(75),
            response: Duration::from_mins(1),
            head_bytes: 16 * 1024,
            header_fields: 100,
            target_bytes: 8 * 1024,
            drain: Duration::from_secs(8),
            half_close: true,
        }
    }
}
