//! The start of a process -> its first answer, and the site's own in the best compression.

use std::fs;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use crate::case::{Asked, Case, Connections, Cores};
use crate::client::{self, Headers};
use crate::contest::free_address;
use crate::process::Running;
use crate::server::{Order, Place, Server};

/// How often each server is started.
const STARTS: usize = 20;
const PATIENCE: Duration = Duration::from_mins(1);
/// The pause between two tries to get an answer; no time is known more exactly.
const PAUSE: Duration = Duration::from_micros(200);

/// Times from the start of a process, by what they were measured until.
#[derive(Debug)]
pub struct Starts(pub Vec<(&'static str, Vec<Duration>)>);

/// Starts the site's server and nginx in turn, on all given cores.
///
/// # Errors
///
/// One of them does not start.
pub fn run(place: &Place, cores: &[usize], folder: &Path) -> io::Result<Starts> {
    let (mut own, mut in_best, mut nginx) = (Vec::new(), Vec::new(), Vec::new());
    for number in 0..STARTS {
        let folder = folder.join(format!("start-{number}"));
        fs::create_dir_all(&folder)?;
        let server = Started::new(Server::Aimf, place, cores, &folder)?;
        // The first edition may have other bytes: a page says how much it weighs.
        own.push(server.until(|_| true)?);
        in_best.push(server.until_best(place)?);
        drop(server);
        nginx.push(Started::new(Server::Nginx, place, cores, &folder)?.until(|_| true)?);
    }
    Ok(Starts(vec![
        ("aimf: the first 200", own),
        ("aimf: the home page in the best brotli", in_best),
        ("nginx: the first 200", nginx),
    ]))
}

/// A server, and when it was started.
pub struct Started {
    running: Running,
    since: Instant,
    address: SocketAddr,
    path: String,
}

impl Started {
    fn new(server: Server, place: &Place, cores: &[usize], folder: &Path) -> io::Result<Self> {
        let address = free_address()?;
        let case = Case { asked: Asked::Brotli, connections: Connections::Kept(1), cores: Cores::Both };
        let headers = Headers::new();
        let order = Order { case, cores, listen: address, folder, headers: &headers, answer: None };
        let command = server.command(place, &order)?;
        let log = folder.join(format!("{server}.log"));
        let mut command = bare(&command);
        let since = Instant::now();
        let running = Running::start(&mut command, log)?;
        Ok(Self { running, since, address, path: place.page.clone() })
    }

    /// The site's own server.
    ///
    /// # Errors
    ///
    /// It does not start.
    pub fn of_site(place: &Place, cores: &[usize], folder: &Path) -> io::Result<Self> {
        Self::new(Server::Aimf, place, cores, folder)
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The time until the home page comes as the export has it, in its best compression.
    ///
    /// # Errors
    ///
    /// It does not come.
    pub fn until_best(&self, place: &Place) -> io::Result<Duration> {
        let mut best = place.file(Asked::Brotli).into_os_string();
        best.push(".br");
        let best = fs::read(PathBuf::from(best))?;
        self.until(|body| body == best)
    }

    /// The time until the page comes in brotli with a body that is right.
    fn until(&self, is_right: impl Fn(&[u8]) -> bool) -> io::Result<Duration> {
        let headers = vec![("Accept-Encoding".to_owned(), "br".to_owned())];
        loop {
            let answer = client::get(self.address, &self.path, &headers);
            let elapsed = self.since.elapsed();
            if answer.is_ok_and(|answer| answer.status == 200 && is_right(&answer.body)) {
                return Ok(elapsed);
            }
            if elapsed > PATIENCE {
                return Err(io::Error::other(format!("no answer in time\n{}", self.running.last_words())));
            }
            thread::sleep(PAUSE);
        }
    }
}

/// A pinned command without the programs that pin it, whose own start would be measured too.
fn bare(command: &Command) -> Command {
    const PINNING: usize = 5;
    let mut arguments = command.get_args().skip(PINNING);
    let mut bare = Command::new(arguments.next().unwrap_or_default());
    bare.args(arguments);
    if let Some(folder) = command.get_current_dir() {
        bare.current_dir(folder);
    }
    bare
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::process::pinned;

    #[test]
    fn a_bare_command_is_the_program_itself() {
        let mut command = pinned(&[0, 1], Path::new("nginx"));
        let bare = bare(command.args(["-c", "file"]));
        assert_eq!(bare.get_program(), "nginx");
        assert_eq!(bare.get_args().collect::<Vec<_>>(), ["-c", "file"]);
    }
}
