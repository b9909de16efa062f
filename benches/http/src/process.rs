//! Programs that are started here, pinned, and ended here.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use crate::cores;

/// How long a program may take to end when it is asked to.
const PATIENCE: Duration = Duration::from_secs(12);

/// A program that runs, and ends with this value. Nothing but what was started here is ever signalled.
#[derive(Debug)]
pub struct Running {
    child: Child,
    /// What it wrote to its standard error stream.
    pub log: PathBuf,
}

/// A command that runs on some cores only, and is ended by the kernel if this program ends before it.
pub fn pinned(cores: &[usize], program: &Path) -> Command {
    let list: Vec<_> = cores.iter().map(ToString::to_string).collect();
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "TERM", "taskset", "--cpu-list", &list.join(",")]).arg(program);
    command
}

impl Running {
    /// Starts a command that reads nothing, in an environment that says nothing, with its errors in the file `log`
    /// and its home beside it.
    ///
    /// # Errors
    ///
    /// There is no such program.
    pub fn start(command: &mut Command, log: PathBuf) -> io::Result<Self> {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let errors = File::create(&log)?;
        let child = command
            .env_clear()
            .env("PATH", path)
            .env("HOME", log.parent().unwrap_or(Path::new("/")))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(errors)
            .spawn()
            .map_err(|error| {
                io::Error::other(format!("{} cannot be started: {error}", command.get_program().display()))
            })?;
        Ok(Self { child, log })
    }

    /// Its number. `setpriv` and `taskset` become the program that they start, so that the number is that program's.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// It and the processes that it started.
    ///
    /// # Errors
    ///
    /// `/proc` cannot be read.
    pub fn family(&self) -> io::Result<Vec<u32>> {
        cores::family(self.pid())
    }

    /// Whether it ended by itself.
    pub fn has_ended(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }

    /// The end of what it wrote to its standard error stream.
    pub fn last_words(&self) -> String {
        let log = std::fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<_> = log.lines().rev().take(5).collect();
        lines.into_iter().rev().collect::<Vec<_>>().join("\n")
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if self.has_ended() {
            return;
        }
        let family = self.family().unwrap_or_else(|_| vec![self.pid()]);
        signal(self.pid(), Signal::TERM);
        let start = Instant::now();
        while !self.has_ended() {
            if start.elapsed() > PATIENCE {
                for pid in family {
                    signal(pid, Signal::KILL);
                }
                let _ = self.child.wait();
                return;
            }
            thread::sleep(Duration::from_millis(5));
        }
    }
}

/// Sends a signal; to a process that is gone, nothing.
pub fn signal(pid: u32, signal: Signal) {
    if let Some(pid) = i32::try_from(pid).ok().and_then(Pid::from_raw) {
        let _ = kill_process(pid, signal);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_runs_where_it_is_pinned_and_ends_with_its_value() {
        let folder = tempfile::tempdir().unwrap();
        let mut command = pinned(&[0], Path::new("sleep"));
        let running = Running::start(command.arg("60"), folder.path().join("log")).unwrap();
        let pid = running.pid();
        let status = || std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
        let start = Instant::now();
        while !status().contains("Name:\tsleep") {
            assert!(start.elapsed() < PATIENCE, "{}", status());
        }
        assert!(status().contains("Cpus_allowed_list:\t0\n"), "{}", status());
        drop(running);
        assert_eq!(status(), "");
    }
}
