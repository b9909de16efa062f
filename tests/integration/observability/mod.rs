//! What those who run the site see of it: the access log, metrics, health checks, and the log of the program itself.

mod access_log;
mod health;
#[cfg(target_os = "linux")]
mod logging;
mod metrics;

use std::net::TcpStream;

use serde_json::Value;

use crate::support::program::{Program, ask};

/// Asks for something at the program's first address, and ends the connection.
fn request(program: &Program, path: &str, headers: &str) -> String {
    ask(TcpStream::connect(program.socket()).unwrap(), path, headers)
}

/// The lines of the access log.
fn access_lines(log: &str) -> Vec<Value> {
    log.lines()
        .filter(|line| line.contains("aimf::access"))
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
        .collect()
}
