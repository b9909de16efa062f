//! The real program, running: what it says, what it holds, how it ends.

use std::ffi::OsString;
use std::io::{BufRead as _, BufReader, Read, Write};
use std::net::SocketAddr;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

pub use rustix::process::Signal;

use crate::process::PATIENCE;

/// `aimf serve`, killed when it is dropped.
pub struct Program {
    pub child: Child,
    /// Where it says that it is to be seen, a line each, without the edition.
    pub greetings: Vec<String>,
    log: Receiver<String>,
}

/// The program's file: `AIMF_BIN`, else what cargo has built beside the tests.
pub fn binary() -> OsString {
    std::env::var_os("AIMF_BIN").unwrap_or_else(|| env!("CARGO_BIN_EXE_aimf").into())
}

/// The same command without the settings of whoever runs the tests.
pub fn without_settings(mut command: Command) -> Command {
    let own = std::env::vars().map(|(name, _)| name).filter(|name| name.starts_with("AIMF_"));
    for name in own.chain(["LC_ALL".to_owned(), "LC_MESSAGES".to_owned()]) {
        command.env_remove(name);
    }
    command.env("LANG", "C.UTF-8");
    command
}

/// The program, without the settings of whoever runs the tests.
pub fn aimf() -> Command {
    without_settings(Command::new(binary()))
}

impl Program {
    /// Runs a command, and waits until the program greets with so many lines.
    pub fn run(command: Command, greetings: usize) -> Self {
        Self::run_logging_to(Stdio::piped(), command, greetings)
    }

    /// The same where the log goes elsewhere, if it does not go into a pipe.
    pub fn run_logging_to(stderr: Stdio, mut command: Command, greetings: usize) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(stderr).spawn().unwrap();
        let (sender, log) = channel();
        if let Some(stderr) = child.stderr.take() {
            let mut lines = BufReader::new(stderr).lines().map_while(Result::ok);
            thread::spawn(move || lines.try_for_each(|line| sender.send(line)));
        }
        let lines = BufReader::new(child.stdout.take().unwrap()).lines().take(greetings);
        let address = |line: String| line.split(" (").next().unwrap_or_default().to_owned();
        let said: Vec<_> = lines.map(|line| address(line.unwrap())).collect();
        assert_eq!(said.len(), greetings, "it does not serve: {}", log.iter().collect::<Vec<_>>().join("\n"));
        Self { child, greetings: said, log }
    }

    /// Serves with these arguments, and waits until it greets with `greetings` lines.
    pub fn start(arguments: &[&str], greetings: usize) -> Self {
        let mut command = aimf();
        command.arg("serve").args(arguments);
        Self::run(command, greetings)
    }

    /// Serves on a free port, in French.
    pub fn serve(arguments: &[&str]) -> Self {
        Self::serve_at("127.0.0.1:0", arguments)
    }

    /// The same on an address.
    pub fn serve_at(address: &str, arguments: &[&str]) -> Self {
        Self::start(&[&["--listen", address, "--lang", "fr"], arguments].concat(), 1)
    }

    /// The same on a free port by a command that runs the program.
    pub fn serve_by(command: Command, arguments: &[&str]) -> Self {
        let mut command = without_settings(command);
        command.args(["serve", "--listen", "127.0.0.1:0", "--lang", "fr"]).args(arguments);
        Self::run(command, 1)
    }

    /// The same with no more than so many descriptors.
    #[cfg(unix)]
    pub fn with_descriptors(descriptors: usize, arguments: &[&str]) -> Self {
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("ulimit -n {descriptors} && exec \"$0\" \"$@\"")]).arg(binary());
        Self::serve_by(shell, arguments)
    }

    /// `http://127.0.0.1:PORT/`, where it greeted first.
    pub fn address(&self) -> &str {
        &self.greetings[0]
    }

    /// The same for a stream.
    pub fn socket(&self) -> SocketAddr {
        self.address().trim_start_matches("http://").trim_end_matches('/').parse().unwrap()
    }

    /// Sends it a signal.
    pub fn signal(&self, signal: Signal) {
        send(&self.child, signal);
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
        crate::process::kibibytes(self.child.id(), "VmRSS").unwrap()
    }

    /// How many descriptors it has open.
    #[cfg(target_os = "linux")]
    pub fn descriptors(&self) -> usize {
        std::fs::read_dir(format!("/proc/{}/fd", self.child.id())).unwrap().count()
    }

    /// Tells it to stop; how it ended, and the rest of its log.
    pub fn stop(mut self) -> (ExitStatus, String) {
        self.signal(Signal::TERM);
        let log = self.log.iter().map(|line| line + "\n").collect();
        (self.child.wait().unwrap(), log)
    }

    /// Ends it, as nothing can be prevented, and waits until it has.
    pub fn kill(&mut self) -> ExitStatus {
        self.child.kill().unwrap();
        self.child.wait().unwrap()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Sends a process a signal, without a program that a bare machine may not have.
pub fn send(child: &Child, signal: Signal) {
    rustix::process::kill_process(rustix::process::Pid::from_child(child), signal).unwrap();
}

/// The status and the text of a page.
pub fn get(address: &str) -> (u16, String) {
    let agent = ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0).build().new_agent();
    let mut response = agent.get(address).call().unwrap();
    (response.status().as_u16(), response.body_mut().read_to_string().unwrap())
}

/// The head of the answer to a request on a stream of any kind, which ends with it.
pub fn ask(mut stream: impl Read + Write, path: &str, headers: &str) -> String {
    write!(stream, "GET {path} HTTP/1.1\r\nHost: aimf.test\r\n{headers}Connection: close\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}
