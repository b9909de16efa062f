//! The real program, running.

use std::io::{BufRead as _, BufReader, Read, Write};
use std::process::{Child, ChildStderr, Command, ExitStatus, Stdio};

use crate::command_line::aimf;

/// `aimf serve`, stopped when it is dropped.
pub struct Program {
    pub child: Child,
    /// Where it says that it is to be seen, a line each, without the edition.
    pub greetings: Vec<String>,
    log: BufReader<ChildStderr>,
}

impl Program {
    /// Starts it, and waits until it greets with `greetings` lines.
    pub fn start(arguments: &[&str], greetings: usize) -> Self {
        let mut command = aimf();
        command.arg("serve").args(arguments);
        Self::run(command, greetings)
    }

    /// The same with a command of one's own.
    pub fn run(mut command: Command, greetings: usize) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let greetings: Vec<_> = lines
            .take(greetings)
            .map(|line| line.unwrap().split(" (edition").next().unwrap().trim_end_matches(" (admin)").to_owned())
            .collect();
        let log = BufReader::new(child.stderr.take().unwrap());
        Self { child, greetings, log }
    }

    pub fn signal(&self, name: &str) {
        assert!(Command::new("kill").args(["-s", name, &self.child.id().to_string()]).status().unwrap().success());
    }

    /// The next line of the log that holds these words.
    pub fn logged(&mut self, words: &str) -> String {
        loop {
            let mut line = String::new();
            assert_ne!(self.log.read_line(&mut line).unwrap(), 0, "the log ended without {words:?}");
            if line.contains(words) {
                return line;
            }
        }
    }

    /// Tells it to stop; how it ended, and the rest of its log.
    pub fn stop(mut self) -> (ExitStatus, String) {
        self.signal("TERM");
        let mut log = String::new();
        self.log.read_to_string(&mut log).unwrap();
        (self.child.wait().unwrap(), log)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
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
