//! Options -> what a server takes from the network.

use std::time::Duration;

use clap::builder::RangedU64ValueParser;

use crate::server::Limits;

#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Limits")]
pub(super) struct LimitArgs {
    /// Connections at once; what comes beyond is answered 503
    #[arg(long, value_name = "NUMBER", env = "AIMF_MAX_CONNECTIONS", default_value = "8192",
          value_parser = RangedU64ValueParser::<usize>::new().range(1..=1_000_000))]
    max_connections: usize,

    /// From a request's first byte to the end of its header
    #[arg(long, value_name = "SECONDS", env = "AIMF_HEAD_TIMEOUT", default_value = "10", value_parser = patience)]
    head_timeout: Duration,

    /// Between two requests of a connection; longer than a proxy in front keeps its own
    #[arg(long, value_name = "SECONDS", env = "AIMF_IDLE_TIMEOUT", default_value = "75", value_parser = patience)]
    idle_timeout: Duration,

    /// For a client to take a whole response
    #[arg(long, value_name = "SECONDS", env = "AIMF_RESPONSE_TIMEOUT", default_value = "60", value_parser = patience)]
    response_timeout: Duration,

    /// All of a request's header; 431 beyond
    #[arg(long, value_name = "BYTES", env = "AIMF_MAX_HEAD_BYTES", default_value = "16384",
          value_parser = RangedU64ValueParser::<usize>::new().range(8192..=1_048_576))]
    max_head_bytes: usize,

    /// Fields in a request's header; 431 beyond
    #[arg(long, value_name = "NUMBER", env = "AIMF_MAX_HEADER_FIELDS", default_value = "100",
          value_parser = RangedU64ValueParser::<usize>::new().range(1..=10_000))]
    max_header_fields: usize,

    /// A request's target; 414 beyond
    #[arg(long, value_name = "BYTES", env = "AIMF_MAX_TARGET_BYTES", default_value = "8192",
          value_parser = RangedU64ValueParser::<usize>::new().range(1..=65_535))]
    max_target_bytes: usize,

    /// For connections to end gracefully when the program is told to stop
    #[arg(long, value_name = "SECONDS", env = "AIMF_DRAIN", default_value = "8", value_parser = seconds)]
    drain: Duration,
}

impl LimitArgs {
    pub(super) fn limits(&self) -> Limits {
        Limits {
            connections: self.max_connections,
            head: self.head_timeout,
            idle: self.idle_timeout,
            response: self.response_timeout,
            head_bytes: self.max_head_bytes,
            header_fields: self.max_header_fields,
            target_bytes: self.max_target_bytes,
            drain: self.drain,
            ..Limits::default()
        }
    }
}

/// Seconds, perhaps with a decimal fraction; a year at most.
fn seconds(text: &str) -> Result<Duration, &'static str> {
    let number: f64 = text.parse().map_err(|_| "seconds are a number, such as 10 or 0.5")?;
    let duration = Duration::try_from_secs_f64(number).ok().filter(|duration| *duration <= Duration::from_hours(8784));
    duration.ok_or("seconds are a number from 0 to a year's 31622400")
}

/// Seconds for which somebody is waited for: never none, and so none that no client could keep to.
fn patience(text: &str) -> Result<Duration, &'static str> {
    seconds(text).and_then(|duration| if duration.is_zero() { Err("nobody can be that quick") } else { Ok(duration) })
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct ManualLine {
        #[command(flatten)]
        limits: LimitArgs,
    }

    #[test]
    fn what_is_not_said_is_as_the_library_has_it() {
        let line = ManualLine::try_parse_from(["aimf"]).unwrap();
        assert_eq!(line.limits.limits(), Limits::default());
    }

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
