//! A load generator -> how many right answers came, and how fast.

use std::io::{self, Read};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, waitid};

use crate::client::Headers;
use crate::cores;
use crate::process::{pinned, signal};

/// What sends the requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Generator {
    /// The one that is built here, `load`, which costs less than the servers
    Own,
    /// wrk, which parses each answer
    Wrk,
}

/// What is sent, and from where.
#[derive(Clone, Debug)]
pub struct Load<'a> {
    /// What sends it.
    pub generator: Generator,
    /// The folder of the programs that are built with this one.
    pub peers: &'a Path,
    /// The cores that it runs on, a thread on each.
    pub cores: &'a [usize],
    /// How many connections there are at once.
    pub connections: usize,
    /// Whether each is for one request.
    pub close: bool,
    /// For how long.
    pub time: Duration,
    /// Where the requests go.
    pub server: SocketAddr,
    /// What they ask for.
    pub path: &'a str,
    /// What they say besides.
    pub headers: &'a Headers,
    /// The status and the length of right answers.
    pub right: (u16, usize),
    /// `load.lua`.
    pub script: &'a Path,
}

/// What was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Whole answers.
    pub requests: u64,
    /// Microseconds from the first request to the last answer.
    pub duration: u64,
    /// Bytes that came in, heads and bodies.
    pub bytes: u64,
    /// Requests without a right answer. wrk sees only that a connection failed or the status was 400 or more.
    pub errors: u64,
    /// The time to half of the answers, in microseconds.
    pub p50: u64,
    /// The time to 99 of 100 answers, in microseconds.
    pub p99: u64,
    /// For how long the generator itself ran on its cores.
    pub run_time: Duration,
}

impl Load<'_> {
    fn command(&self) -> Command {
        let threads = self.cores.len().to_string();
        let connections = self.connections.to_string();
        let mut command = match self.generator {
            Generator::Own => pinned(self.cores, &self.peers.join("load")),
            Generator::Wrk => pinned(self.cores, Path::new("wrk")),
        };
        command.args(["--threads", &threads, "--connections", &connections]);
        for (name, value) in self.headers {
            command.args(["--header", &format!("{name}: {value}")]);
        }
        match self.generator {
            Generator::Own => {
                let (status, length) = (self.right.0.to_string(), self.right.1.to_string());
                command.args(["--server", &self.server.to_string(), "--path", self.path]);
                command.args(["--status", &status, "--length", &length]);
                if self.close {
                    command.arg("--close");
                }
            }
            Generator::Wrk => {
                // Longer than needed: it is interrupted when the time is over, which may be in the midst of a second.
                command.args(["--duration", &format!("{}s", self.time.as_secs() + 30), "--latency", "--script"]);
                command.arg(self.script).arg(format!("http://{}{}", self.server, self.path));
            }
        }
        command
    }
}

/// Runs the generator, and `at_the_end` just before it stops.
///
/// # Errors
///
/// It is not there, or does not say what it counted.
pub fn run<T>(load: &Load<'_>, at_the_end: impl FnOnce() -> io::Result<T>) -> io::Result<(Counted, T)> {
    let mut child = load.command().stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    thread::sleep(load.time);
    let seen = at_the_end();
    match load.generator {
        Generator::Own => drop(child.stdin.take()),
        Generator::Wrk => signal(child.id(), Signal::INT),
    }
    let mut output = String::new();
    if let Some(mut stdout) = child.stdout.take() {
        stdout.read_to_string(&mut output)?;
    }
    // Ended, but not yet forgotten by the kernel.
    if let Some(pid) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) {
        waitid(WaitId::Pid(pid), WaitIdOptions::EXITED | WaitIdOptions::NOWAIT)?;
    }
    let run_time = cores::whole_run_time(child.id())?;
    child.wait()?;
    let counted = counted(&output, run_time);
    let counted = counted
        .ok_or_else(|| io::Error::other(format!("the load generator does not say what it counted: {output}")))?;
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
    fn the_line_of_the_counts_is_read_and_anything_else_is_not() {
        let output = "Running 30s test @ http://127.0.0.1:1/\nRequests/sec: 10\nCOUNTED 10 1000000 5000 0 90 200\n";
        let run_time = Duration::from_millis(70);
        let right = Counted { requests: 10, duration: 1_000_000, bytes: 5000, errors: 0, p50: 90, p99: 200, run_time };
        assert_eq!(counted(output, run_time), Some(right));
        assert_eq!(counted("COUNTED 10 nan 5000 0 90 200", run_time), None);
        assert_eq!(counted("", run_time), None);
    }
}
