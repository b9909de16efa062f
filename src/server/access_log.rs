//! The access log: a line for each exchange, in the form of the program's own log and through the same writer.
//!
//! A line says when the exchange ended, its method, path, id, route, status, bytes of content, coding and duration; whether the
//! client left before its end; and, only if that was asked for, the client's address. It never holds a query, the name of
//! a browser or the page that a visitor comes from.

use std::io::Write as _;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use serde::Serialize;
use tracing_appender::non_blocking::NonBlocking;

use super::exchange::Exchange;
use super::forwarded::TrustedProxies;

/// The most bytes of a path that a line holds.
const LONGEST_PATH: usize = 1024;

/// How a line is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum LogFormat {
    /// For people.
    Pretty,
    /// A JSON object a line.
    Json,
}

/// Writes the access log.
#[derive(Debug)]
pub struct AccessLog {
    /// How it is written.
    pub format: LogFormat,
    /// What it is written through. It must not block: no request waits for whoever reads the log.
    pub writer: NonBlocking,
    /// Who is believed about a client's address; `None` where addresses are not logged.
    pub addresses: Option<Arc<TrustedProxies>>,
}

/// A line, with its fields in their order. Another field goes here, and into [`AccessLine::write_pretty`].
#[derive(Serialize)]
struct AccessLine<'a> {
    timestamp: String,
    level: &'static str,
    target: &'static str,
    method: &'a str,
    path: &'a str,
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<IpAddr>,
    route: &'a str,
    status: u16,
    bytes: u64,
    coding: &'static str,
    duration_us: u128,
    #[serde(skip_serializing_if = "Option::is_none")]
    aborted: Option<bool>,
}

impl AccessLog {
    pub(super) fn write(&self, exchange: &Exchange, duration: Duration, is_complete: bool) {
        #[expect(clippy::disallowed_methods, reason = "a log says when; no edition holds it")]
        let now = SystemTime::now();
        let path = exchange.uri.path();
        let line = AccessLine {
            timestamp: humantime::format_rfc3339_micros(now).to_string(),
            level: "INFO",
            target: "aimf::access",
            method: exchange.method.as_str(),
            path: &path[..path.floor_char_boundary(LONGEST_PATH)],
            id: exchange.id.as_ref().and_then(|id| id.to_str().ok()).unwrap_or_default(),
            address: exchange.address,
            route: &exchange.route.0,
            status: exchange.status.as_u16(),
            bytes: exchange.bytes,
            coding: exchange.coding.token(),
            duration_us: duration.as_micros(),
            aborted: (!is_complete).then_some(true),
        };
        let mut bytes = Vec::with_capacity(320);
        let written = match self.format {
            LogFormat::Json => serde_json::to_writer(&mut bytes, &line).map_err(Into::into),
            LogFormat::Pretty => line.write_pretty(&mut bytes),
        };
        bytes.push(b'\n');
        // Neither fails: a vector takes what it is given, and the writer drops, and counts, what it has no room for.
        let _ = written.and_then(|()| self.writer.clone().write_all(&bytes));
    }
}

impl AccessLine<'_> {
    fn write_pretty(&self, bytes: &mut Vec<u8>) -> std::io::Result<()> {
        let Self { timestamp, level, target, method, id, route, status, coding, duration_us, .. } = self;
        write!(bytes, "{timestamp}  {level} {target}: {method} {} id={id}", self.path.escape_debug())?;
        if let Some(address) = self.address {
            write!(bytes, " address={address}")?;
        }
        write!(bytes, " route={route} status={status} bytes={} coding={coding} duration_us={duration_us}", self.bytes)?;
        if self.aborted.is_some() { write!(bytes, " aborted=true") } else { Ok(()) }
    }
}
