//! The real program, running: what it says, what it holds, how it ends.

use std::ffi::OsString;
use std::fmt::Display;
use std::fs;
use std::io::{BufRead as _, BufReader, Read, Write};
use std::net::SocketAddr;
use std::os::fd::OwnedFd;
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

pub use rustix::process::Signal;

/// Longer than anything takes that a test waits for, on a busy machine.
pub const PATIENCE: Duration = Duration::from_mins(1);

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

/// The same command without the settings of whoever runs the tests, in a folder that is no site's. Nobody is on a slow network.
pub fn without_settings(mut command: Command) -> Command {
    let own = std::env::vars().map(|(name, _)| name).filter(|name| name.starts_with("AIMF_"));
    for name in own.chain(["LC_ALL".to_owned(), "LC_MESSAGES".to_owned()]) {
        command.env_remove(name);
    }
    // Other tests have their sites in the system's own folder.
    let folder = std::env::temp_dir().join("aimf-no-site");
    std::fs::create_dir_all(&folder).unwrap();
    command.env("LANG", "C.UTF-8").env("AIMF_COMPRESSION", "fast").current_dir(folder);
    command
}

/// The program, without the settings of whoever runs the tests.
pub fn aimf() -> Command {
    without_settings(Command::new(binary()))
}

/// Runs a command of the program to its end.
pub fn run(arguments: &[&str]) -> Output {
    aimf().args(arguments).output().unwrap()
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// The program with a socket passed to it as systemd does it, as descriptor 3.
pub fn activated(socket: impl Into<OwnedFd>, arguments: &[&str]) -> Command {
    activated_as("aimf.socket", socket, arguments)
}

/// The same with the name of the socket.
pub fn activated_as(name: &str, socket: impl Into<OwnedFd>, arguments: &[&str]) -> Command {
    let mut command = without_settings(Command::new("sh"));
    let script = "exec 3<&0 </dev/null; LISTEN_PID=$$ LISTEN_FDS=1 exec \"$0\" serve \"$@\"";
    command.args(["-c", script]).arg(binary()).args(arguments).env("LISTEN_FDNAMES", name);
    command.stdin(Stdio::from(socket.into()));
    command
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

    /// The page whose title tests change (`site_folder::FILE`); nothing where the program cannot be reached.
    fn try_titled_page(&self) -> Option<String> {
        let page = ureq::get(format!("{}en/vision-and-objectives/", self.address())).call();
        page.ok()?.body_mut().read_to_string().ok()
    }

    /// The same; it is to be had.
    pub fn titled_page(&self) -> String {
        self.try_titled_page().unwrap()
    }

    /// Waits until that page has a title.
    pub fn wait_for_title(&self, title: &str) {
        // Where there was a crowd, the last of it may still be there.
        let is_said = || self.try_titled_page().is_some_and(|page| page.contains(title));
        wait_until(format_args!("the page never says {title}"), is_said);
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
        kibibytes(self.child.id(), "VmRSS").unwrap()
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

/// Waits until something is so, and fails with these words where it never is.
pub fn wait_until(otherwise: impl Display, is_so: impl Fn() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < PATIENCE, "{otherwise}");
        thread::sleep(Duration::from_millis(20));
    }
}

/// Sends a process a signal, without a program that a bare machine may not have.
pub fn send(child: &Child, signal: Signal) {
    rustix::process::kill_process(rustix::process::Pid::from_child(child), signal).unwrap();
}

/// The status and the text at an address.
pub fn get_url(address: &str) -> (u16, String) {
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
pub fn raise_descriptors() -> u64 {
    let limit = getrlimit(Resource::Nofile);
    setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, maximum: limit.maximum }).unwrap();
    limit.maximum.unwrap_or(u64::MAX)
}
