//! wrk -> what a server answered, and how fast.

use std::io::{self, Read};
use std::path::Path;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, waitid};

use crate::client::Headers;
use crate::cores;
use crate::process::{pinned, signal};

/// What is sent, and from where.
#[derive(Clone, Debug)]
pub struct Load<'a> {
    /// The cores that wrk runs on, a thread on each.
    pub cores: &'a [usize],
    /// How many connections there are at once.
    pub connections: usize,
    /// For how long.
    pub time: Duration,
    /// Where the requests go.
    pub url: String,
    /// What they say besides.
    pub headers: Headers,
    /// `load.lua`.
    pub script: &'a Path,
}

/// What wrk counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Whole answers.
    pub requests: u64,
    /// Microseconds from the first request to the last answer.
    pub duration: u64,
    /// Bytes that came in, heads and bodies.
    pub bytes: u64,
    /// Failures to connect, read or write in time, and answers with a status of 400 or more.
    pub errors: u64,
    /// The time to half of the answers, in microseconds.
    pub p50: u64,
    /// The time to 99 of 100 answers, in microseconds.
    pub p99: u64,
    /// For how long wrk itself ran on its cores.
    pub run_time: Duration,
}

/// Runs wrk, and `at_the_end` just before it stops.
///
/// # Errors
///
/// wrk is not there, or does not say what it counted.
pub fn run<T>(load: &Load<'_>, at_the_end: impl FnOnce() -> io::Result<T>) -> io::Result<(Counted, T)> {
    let mut command = pinned(load.cores, Path::new("wrk"));
    command.args(["--threads", &load.cores.len().to_string(), "--connections", &load.connections.to_string()]);
    // Longer than needed: it is interrupted when the time is over, which may be in the midst of a second.
    command.args(["--duration", &format!("{}s", load.time.as_secs() + 30), "--latency", "--script"]).arg(load.script);
    for (name, value) in &load.headers {
        command.args(["--header", &format!("{name}: {value}")]);
    }
    let mut wrk = command.arg(&load.url).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    thread::sleep(load.time);
    let seen = at_the_end();
    signal(wrk.id(), Signal::INT);
    let mut output = String::new();
    if let Some(mut stdout) = wrk.stdout.take() {
        stdout.read_to_string(&mut output)?;
    }
    // Ended, but not yet forgotten by the kernel.
    if let Some(pid) = i32::try_from(wrk.id()).ok().and_then(Pid::from_raw) {
        waitid(WaitId::Pid(pid), WaitIdOptions::EXITED | WaitIdOptions::NOWAIT)?;
    }
    let run_time = cores::whole_run_time(wrk.id())?;
    wrk.wait()?;
    let counted = counted(&output, run_time)
        .ok_or_else(|| io::Error::other(format!("wrk does not say what it counted: {output}")))?;
    Ok((counted, seen?))
}

fn counted(output: &str, run_time: Duration) -> Option<Counted> {
    let line = output.lines().find_map(|line| line.strip_prefix("COUNTED "))?;
    let numbers: Vec<u64> = line.split(' ').filter_map(|number| number.parse().ok()).collect();
    let [requests, duration, bytes, errors, p50, p99] = numbers[..] else { return None };
    Some(Counted { requests, duration, bytes, errors, p50, p99, run_time })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_of_the_script_is_read_and_anything_else_is_not() {
        let output = "Running 30s test @ http://127.0.0.1:1/\nRequests/sec: 10\nCOUNTED 10 1000000 5000 0 90 200\n";
        let run_time = Duration::from_millis(70);
        let right = Counted { requests: 10, duration: 1_000_000, bytes: 5000, errors: 0, p50: 90, p99: 200, run_time };
        assert_eq!(counted(output, run_time), Some(right));
        assert_eq!(counted("COUNTED 10 nan 5000 0 90 200", run_time), None);
        assert_eq!(counted("", run_time), None);
    }
}
