//! The limits of a server, each with its option, its range and its default.

use std::time::Duration;

use clap::builder::RangedU64ValueParser;

/// What one server takes from the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::Args)]
#[command(next_help_heading = "Limits")]
pub struct Limits {
    // Those of all listeners together; the 503 has `Retry-After`, and the other connections are served.
    /// Connections at once; what comes beyond is answered 503
    #[arg(long = "max-connections", value_name = "NUMBER", env = "AIMF_MAX_CONNECTIONS",
          default_value_t = Limits::default().connections,
          value_parser = RangedU64ValueParser::<usize>::new().range(1..=1_000_000))]
    pub connections: usize,

    // Of the first request of a connection, from the connection's beginning.
    /// From a request's first byte to the end of its header
    #[arg(long = "head-timeout", value_name = "SECONDS", env = "AIMF_HEAD_TIMEOUT",
          default_value = in_seconds(Limits::default().head), value_parser = patience)]
    pub head: Duration,

    // So the proxy is the one to close.
    /// Between two requests of a connection; longer than a proxy in front keeps its own
    #[arg(long = "idle-timeout", value_name = "SECONDS", env = "AIMF_IDLE_TIMEOUT",
          default_value = in_seconds(Limits::default().idle), value_parser = patience)]
    pub idle: Duration,

    // From the moment that the kernel takes no more of it: a client that reads more slowly is dropped.
    /// For a client to take a whole response
    #[arg(long = "response-timeout", value_name = "SECONDS", env = "AIMF_RESPONSE_TIMEOUT",
          default_value = in_seconds(Limits::default().response), value_parser = patience)]
    pub response: Duration,

    /// All of a request's header; 431 beyond
    #[arg(long = "max-head-bytes", value_name = "BYTES", env = "AIMF_MAX_HEAD_BYTES",
          default_value_t = Limits::default().head_bytes,
          value_parser = RangedU64ValueParser::<usize>::new().range(8192..=1_048_576))]
    pub head_bytes: usize,

    /// Fields in a request's header; 431 beyond
    #[arg(long = "max-header-fields", value_name = "NUMBER", env = "AIMF_MAX_HEADER_FIELDS",
          default_value_t = Limits::default().header_fields,
          value_parser = RangedU64ValueParser::<usize>::new().range(1..=10_000))]
    pub header_fields: usize,

    /// A request's target; 414 beyond
    #[arg(long = "max-target-bytes", value_name = "BYTES", env = "AIMF_MAX_TARGET_BYTES",
          default_value_t = Limits::default().target_bytes,
          value_parser = RangedU64ValueParser::<usize>::new().range(1..=65_535))]
    pub target_bytes: usize,

    // Docker kills after ten seconds.
    /// For connections to end gracefully when the program is told to stop
    #[arg(long, value_name = "SECONDS", env = "AIMF_DRAIN",
          default_value = in_seconds(Limits::default().drain), value_parser = seconds)]
    pub drain: Duration,
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
        }
    }
}

fn in_seconds(limit: Duration) -> String {
    limit.as_secs_f64().to_string()
}

/// Seconds, perhaps with a decimal fraction; a year at most.
fn seconds(text: &str) -> Result<Duration, &'static str> {
    let number: f64 = text.parse().map_err(|_| "seconds are a number, such as 10 or 0.5")?;
    let duration = Duration::try_from_secs_f64(number).ok().filter(|duration| *duration <= Duration::from_hours(8784));
    duration.ok_or("seconds are a number from 0 to a year's 31622400")
}

/// A timeout in seconds; zero is refused, as no client could meet it, as no client could keep to that.
fn patience(text: &str) -> Result<Duration, &'static str> {
    seconds(text).and_then(|duration| if duration.is_zero() { Err("nobody can be that quick") } else { Ok(duration) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_a_number() {
        assert_eq!(seconds("10"), Ok(Duration::from_secs(10)));
        assert_eq!(seconds("0.25"), Ok(Duration::from_millis(250)));
        for wrong in ["", "10s", "-1", "inf", "NaN", "1e30"] {
            assert!(seconds(wrong).is_err(), "{wrong}");
        }
        assert!(patience("0").is_err());
    }
}
