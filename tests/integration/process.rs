//! The real program as the system sees it: its memory, its descriptors, its end.

use std::ffi::OsString;
use std::fmt::Display;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

/// Longer than anything takes that a test waits for, on a busy machine.
pub const PATIENCE: Duration = Duration::from_mins(1);

/// `aimf serve` on a free port; killed when it is dropped.
pub struct Process {
    child: Child,
    log: Receiver<String>,
    /// `http://127.0.0.1:PORT/`.
    pub address: String,
}

/// The program's file: `AIMF_BIN`, else what cargo has built beside the tests.
fn binary() -> OsString {
    std::env::var_os("AIMF_BIN").unwrap_or_else(|| env!("CARGO_BIN_EXE_aimf").into())
}

impl Process {
    /// Serves with these arguments, and waits until it listens.
    pub fn start(arguments: &[&str]) -> Self {
        Self::spawn(Command::new(binary()), arguments)
    }

    /// The same on an address.
    pub fn start_at(address: &str, arguments: &[&str]) -> Self {
        Self::spawn_at(Command::new(binary()), address, arguments)
    }

    /// The same with no more than so many descriptors.
    #[cfg(unix)]
    pub fn with_descriptors(descriptors: usize, arguments: &[&str]) -> Self {
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("ulimit -n {descriptors} && exec \"$0\" \"$@\"")]).arg(binary());
        Self::spawn(shell, arguments)
    }

    /// The same by a command that runs the program.
    pub fn spawn(command: Command, arguments: &[&str]) -> Self {
        Self::spawn_at(command, "127.0.0.1:0", arguments)
    }

    fn spawn_at(mut command: Command, address: &str, arguments: &[&str]) -> Self {
        // Without the settings of whoever runs the tests.
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("AIMF_")) {
            command.env_remove(name);
        }
        let mut child = command
            .args(["serve", "--listen", address, "--lang", "fr"])
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut first = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        let (sender, log) = channel();
        // A log that nobody reads would hold the program up.
        thread::spawn(move || stderr.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        let Some(address) = first.split_whitespace().next() else {
            panic!("it does not serve: {}", log.iter().collect::<Vec<_>>().join("\n"));
        };
        Self { child, log, address: address.to_owned() }
    }

    /// Where it listens.
    pub fn socket(&self) -> SocketAddr {
        self.address.trim_start_matches("http://").trim_end_matches('/').parse().unwrap()
    }

    /// Sends it a signal, by its name without `SIG`.
    pub fn signal(&self, name: &str) {
        assert!(Command::new("kill").args(["-s", name, &self.child.id().to_string()]).status().unwrap().success());
    }

    /// The log from here as far as the first line with these words.
    pub fn log_until(&self, words: &str) -> String {
        let mut log = String::new();
        while !log.contains(words) {
            let line = self.log.recv_timeout(PATIENCE);
            log += &line.unwrap_or_else(|_| panic!("the log says nothing of {words:?}: {log}"));
            log.push('\n');
        }
        log
    }

    /// Passes over what the log says so far.
    pub fn forget_log(&self) {
        self.log.try_iter().for_each(drop);
    }

    /// Kibibytes of memory that it holds.
    #[cfg(target_os = "linux")]
    pub fn memory(&self) -> usize {
        kibibytes(self.child.id(), "VmRSS").unwrap()
    }

    /// How many descriptors it has open.
    #[cfg(target_os = "linux")]
    pub fn descriptors(&self) -> usize {
        fs::read_dir(format!("/proc/{}/fd", self.child.id())).unwrap().count()
    }

    /// Tells it to stop, and waits until it has.
    pub fn stop(&mut self) -> ExitStatus {
        self.signal("TERM");
        self.child.wait().unwrap()
    }

    /// Ends it, as nothing can be prevented, and waits until it has.
    pub fn kill(&mut self) -> ExitStatus {
        self.child.kill().unwrap();
        self.child.wait().unwrap()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Kibibytes that Linux says a process has of something (`proc_pid_status(5)`); nothing where it does not say.
pub fn kibibytes(process: impl Display, field: &str) -> Option<usize> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(field)?.strip_prefix(':'))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

/// Ends the threads that look at it, also where the test that holds it has failed.
pub struct SetOnDrop<'a>(pub &'a AtomicBool);

impl Drop for SetOnDrop<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Lets this process, and what it starts, have as many descriptors as the system grants; tells how many.
#[cfg(unix)]
pub fn raise_descriptors() -> u64 {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, maximum: limit.maximum }).unwrap();
    limit.maximum.unwrap_or(u64::MAX)
}
