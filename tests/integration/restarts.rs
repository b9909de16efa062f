//! Restarts and upgrades without downtime: behind a socket that stays nobody is refused and no answer breaks off; after SIGKILL
//! the site comes back as it was.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::support::program::{PATIENCE, Program, SetOnDrop, Signal, activated};
use crate::support::site_folder::{FILE, shipped_folder, titled, wait_until_kept};

/// Between two requests of a visitor: enough of them are always on the way, and the program gets to start beside them.
const PAUSE: Duration = Duration::from_millis(3);

/// How many times the program is replaced under load; `AIMF_TEST_RESTARTS=200` asks for more.
fn restarts() -> usize {
    std::env::var("AIMF_TEST_RESTARTS").ok().and_then(|number| number.parse().ok()).unwrap_or(8)
}

/// A visitor's kept connection.
struct Kept {
    stream: BufReader<TcpStream>,
    address: SocketAddr,
    is_new: bool,
}

impl Kept {
    fn open(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
        Self { stream: BufReader::new(stream), address, is_new: true }
    }

    /// Asks for a page, and fails on everything but a whole answer. A server may end a connection that is not in use; then, as
    /// every client does (RFC 9112, section 9.3.1), it asks again on a new one, provided that no byte of an answer had come.
    fn get(&mut self) {
        loop {
            let asked = self.stream.get_mut().write_all(b"GET /en/ HTTP/1.1\r\nHost: aimf.test\r\n\r\n");
            let mut first = String::new();
            let read = asked.and_then(|()| self.stream.read_line(&mut first));
            if first.is_empty() {
                assert!(!self.is_new, "a new connection was not answered: {read:?}");
                *self = Self::open(self.address);
                continue;
            }
            assert_eq!(first, "HTTP/1.1 200 OK\r\n");
            break;
        }
        self.is_new = false;
        let (mut length, mut ends) = (0, false);
        loop {
            let mut line = String::new();
            self.stream.read_line(&mut line).unwrap();
            if line == "\r\n" {
                break;
            }
            assert!(line.ends_with("\r\n"), "an answer broke off within its header");
            if let Some(number) = line.strip_prefix("content-length: ") {
                length = number.trim().parse().unwrap();
            }
            ends |= line == "connection: close\r\n";
        }
        assert!(length > 1000);
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).unwrap();
        assert!(body.ends_with(b"</html>"));
        if ends {
            *self = Self::open(self.address);
        }
    }
}

/// Visits the page by four visitors, two of whom keep their connections, while `work` runs: any other answer than the whole page fails.
/// `work` gets a function that waits for some more answers, and its result, in which the program is, is kept until all have left.
fn visited<T>(address: SocketAddr, work: impl FnOnce(&dyn Fn()) -> T) -> (T, usize) {
    let (done, answered) = (AtomicBool::new(false), AtomicUsize::new(0));
    let result = thread::scope(|scope| {
        let visit = |renews: bool| {
            let mut kept = Kept::open(address);
            while !done.load(Ordering::Relaxed) {
                if renews {
                    kept = Kept::open(address);
                }
                kept.get();
                answered.fetch_add(1, Ordering::Relaxed);
                thread::sleep(PAUSE);
            }
        };
        let visitors: Vec<_> = [true, true, false, false].map(|renews| scope.spawn(move || visit(renews))).into();
        let _leaving = SetOnDrop(&done);
        work(&|| {
            let so_far = answered.load(Ordering::Relaxed);
            while answered.load(Ordering::Relaxed) < so_far + 20
                && !visitors.iter().any(thread::ScopedJoinHandle::is_finished)
            {
                thread::sleep(PAUSE);
            }
        })
    });
    (result, answered.into_inner())
}

#[test]
fn zero_downtime_restarts_and_upgrades_refuse_nobody_and_break_no_answer() {
    let socket = TcpListener::bind("127.0.0.1:0").unwrap();
    let start = || Program::run(activated(socket.try_clone().unwrap(), &["--access-log", "off"]), 1);
    let (_last, answered) = visited(socket.local_addr().unwrap(), |wait| {
        let mut program = start();
        for number in 0..restarts() {
            // As `systemctl restart` does it, one after the other, and as an upgrade does it, side by side.
            let before = if number % 2 == 0 { None } else { Some(start()) };
            let (status, log) = program.stop();
            assert!(status.success() && !log.contains("cut off"), "{status}: {log}");
            program = before.unwrap_or_else(start);
            wait();
        }
        program
    });
    println!("{answered} answers over {} restarts", restarts());
    assert!(answered > 20 * restarts());
}

#[test]
fn zero_downtime_restarts_on_a_broken_site_serve_the_last_good_one_to_everybody() {
    let (site, state) = (shipped_folder(), tempfile::tempdir().unwrap());
    let socket = TcpListener::bind("127.0.0.1:0").unwrap();
    let paths = [&site, &state].map(|folder| folder.path().to_str().unwrap().to_owned());
    let start = || {
        let arguments = ["--access-log", "off", "--site", &paths[0], "--state", &paths[1]];
        Program::run(activated(socket.try_clone().unwrap(), &arguments), 1)
    };
    let good = fs::read_to_string(site.path().join(FILE)).unwrap();
    let (_last, answered) = visited(socket.local_addr().unwrap(), |wait| {
        let mut program = start();
        for number in 0..restarts() {
            // Half of the time the good site is a new one each time.
            let good = if number % 2 == 0 { good.clone() } else { titled(site.path(), &format!("Title {number}")) };
            fs::write(site.path().join(FILE), &good).unwrap();
            program.signal(Signal::HUP);
            if number % 2 != 0 {
                program.wait_for_title(&format!("Title {number}"));
            }
            wait_until_kept(state.path(), &good);
            fs::write(site.path().join(FILE), "title = \n").unwrap();
            assert!(program.stop().0.success());
            program = start();
            wait();
            fs::write(site.path().join(FILE), &good).unwrap();
        }
        program
    });
    println!("{answered} answers over {} restarts on a broken site", restarts());
    assert!(answered > 20 * restarts());
}

/// A free address that the system gives to nobody who asks for any: a client that asks there while nobody listens would be connected to
/// itself, and the server could not listen again.
fn address_of_its_own() -> String {
    let first = 20_000 + u16::try_from(std::process::id() % 10_000).unwrap();
    let address = (first..32_000).map(|port| format!("127.0.0.1:{port}"));
    address.into_iter().find(|address| TcpListener::bind(address).is_ok()).unwrap()
}

#[test]
fn a_server_that_gets_a_sigkill_under_load_starts_again_as_it_was() {
    let folder = shipped_folder();
    let arguments = ["--site", folder.path().to_str().unwrap(), "--watch"];
    let address = address_of_its_own();
    let mut program = Program::serve_at(&address, &arguments);
    let good = program.titled_page();
    let (done, asked) = (AtomicBool::new(false), AtomicUsize::new(0));
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let agent = ureq::Agent::new_with_defaults();
                while !done.load(Ordering::Relaxed) {
                    // While it is killed, a request fails; it never gets something else.
                    if let Ok(mut answer) = agent.get(format!("http://{address}/en/vision-and-objectives/")).call()
                        && let Ok(body) = answer.body_mut().read_to_string()
                    {
                        assert_eq!(body, good);
                        asked.fetch_add(1, Ordering::Relaxed);
                    } else {
                        thread::sleep(Duration::from_millis(5));
                    }
                }
            });
        }
        // A failure here ends them too.
        let visiting = SetOnDrop(&done);
        for _ in 0..3 {
            let before = asked.load(Ordering::Relaxed);
            let start = Instant::now();
            while asked.load(Ordering::Relaxed) < before + 50 {
                assert!(start.elapsed() < PATIENCE);
                thread::sleep(Duration::from_millis(5));
            }
            program.kill();
            program = Program::serve_at(&address, &arguments);
            assert_eq!(program.titled_page(), good);
        }
        drop(visiting);
    });
}
