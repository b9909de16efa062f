//! Denial of service: thousands of clients that mean no good, and one that only wants to read; more than there are file
//! descriptors.

use std::fs;
use std::io::{ErrorKind, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::support::program::{PATIENCE, Program, SetOnDrop, raise_descriptors};
use crate::support::site_folder::{FILE, shipped_folder, titled};

const SLOW_HEADERS: usize = 500;
const SLOW_READERS: usize = 500;
const IDLE: usize = 2000;

/// How long the honest client reads while the others are there.
const WHILE: Duration = Duration::from_secs(4);

/// The bar on a quiet machine is 100 ms; this one may be a busy one, and the build is not optimised.
const SLOWEST_P99: Duration = Duration::from_millis(500);

fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream.set_nodelay(true).unwrap();
    stream
}

fn ask(stream: &mut TcpStream, path: &str) {
    let request = format!("GET {path} HTTP/1.1\r\nHost: aimf.test\r\nAccept-Encoding: br\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
}

/// Reads one answer, which states its length, and tells its status.
fn read_answer(stream: &mut TcpStream) -> u16 {
    let mut bytes = Vec::new();
    let mut piece = [0; 16 * 1024];
    let head = loop {
        let read = stream.read(&mut piece).unwrap();
        assert!(read > 0, "the connection ended");
        bytes.extend_from_slice(&piece[..read]);
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end + 4;
        }
    };
    let text = std::str::from_utf8(&bytes[..head]).unwrap();
    let status = text.split(' ').nth(1).unwrap().parse().unwrap();
    let length = text.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
    let mut left = head + length.parse::<usize>().unwrap() - bytes.len();
    while left > 0 {
        let read = stream.read(&mut piece).unwrap();
        assert!(read > 0, "the connection ended");
        left -= read;
    }
    status
}

/// Asks for pages, one after the other, until `done`; returns how long each took.
fn read_on(address: SocketAddr, done: &AtomicBool) -> Vec<Duration> {
    const PAGES: [&str; 4] = ["/fr/", "/en/", "/fr/histoire/", "/en/contact/"];
    let mut stream = connect(address);
    let mut times = Vec::new();
    while !done.load(Ordering::Relaxed) {
        let page = PAGES[times.len() % PAGES.len()];
        let start = Instant::now();
        // Every tenth comes with a connection of its own, as from a new visitor.
        if times.len() % 10 == 9 {
            stream = connect(address);
        }
        ask(&mut stream, page);
        assert_eq!(read_answer(&mut stream), 200);
        times.push(start.elapsed());
        thread::sleep(Duration::from_millis(2));
    }
    times
}

/// A connection with one request answered, on which nothing more is asked.
fn idle(address: SocketAddr) -> TcpStream {
    let mut stream = connect(address);
    ask(&mut stream, "/robots.txt");
    assert_eq!(read_answer(&mut stream), 200);
    stream
}

/// A connection on which far more is asked for than the kernel holds, and next to nothing read.
fn slow_reader(address: SocketAddr, report: &str) -> TcpStream {
    let mut stream = connect(address);
    (0..4).for_each(|_| ask(&mut stream, report));
    stream.set_nonblocking(true).unwrap();
    stream
}

/// A site with a report of 4 MB, and the address of that.
fn site_with_a_report() -> (tempfile::TempDir, String) {
    let folder = shipped_folder();
    fs::write(folder.path().join("static/report.pdf"), vec![b'x'; 4_000_000]).unwrap();
    let page = folder.path().join("content/pages/privacy.toml");
    let text = fs::read_to_string(&page).unwrap().replace("(page:contact)", "(file:report.pdf)");
    fs::write(page, text).unwrap();
    let program = Program::serve(&["--site", folder.path().to_str().unwrap()]);
    let page = ureq::get(format!("{}fr/donnees-personnelles/", program.address()))
        .call()
        .unwrap()
        .body_mut()
        .read_to_string()
        .unwrap();
    let start = page.find("/static/report.").unwrap();
    let end = start + page[start..].find('"').unwrap();
    (folder, page[start..end].to_owned())
}

/// One more byte of a header that never ends, to each that still takes it; returns how many do not.
fn dribble(streams: &mut [TcpStream]) -> usize {
    streams.iter_mut().filter_map(|stream| stream.write_all(b"a").err()).count()
}

/// A byte from each, as from a client on the slowest of lines.
fn sip(streams: &mut [TcpStream]) {
    for stream in streams {
        if let Err(error) = stream.read_exact(&mut [0]) {
            assert_eq!(error.kind(), ErrorKind::WouldBlock, "{error}");
        }
    }
}

/// All of them at once beside two visitors: what these waited, and the memory (in KiB) and descriptors of the program meanwhile.
fn come_and_go(program: &Program, report: &str) -> (Vec<Duration>, (usize, usize)) {
    let address = program.socket();
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        let visitors: Vec<_> = (0..2).map(|_| scope.spawn(|| read_on(address, &done))).collect();
        // A failure here ends them too.
        let visiting = SetOnDrop(&done);
        let mut idle: Vec<_> = (0..IDLE).map(|_| idle(address)).collect();
        let mut slow: Vec<_> = (0..SLOW_HEADERS)
            .map(|_| {
                let mut stream = connect(address);
                stream.write_all(b"GET /fr/ HTTP/1.1\r\nHost: aimf.test\r\nX-A: ").unwrap();
                stream
            })
            .collect();
        let mut greedy: Vec<_> = (0..SLOW_READERS).map(|_| slow_reader(address, report)).collect();
        let start = Instant::now();
        while start.elapsed() < WHILE {
            assert_eq!(dribble(&mut slow), 0, "within the time for a header");
            sip(&mut greedy);
            thread::sleep(Duration::from_millis(200));
        }
        let held = (program.memory(), program.descriptors());
        drop(visiting);
        let times = visitors.into_iter().flat_map(|visitor| visitor.join().unwrap()).collect();
        // Those who were only silent were not dropped for the others.
        for stream in idle.iter_mut().step_by(100) {
            ask(stream, "/en/");
            assert_eq!(read_answer(stream), 200);
        }
        (times, held)
    })
}

/// The memory (in KiB) of the program when it has no more than so many descriptors.
fn memory_after(program: &Program, descriptors: usize) -> usize {
    let start = Instant::now();
    while program.descriptors() > descriptors {
        assert!(start.elapsed() < PATIENCE, "{} descriptors are left", program.descriptors());
        thread::sleep(Duration::from_millis(50));
    }
    program.memory()
}

#[test]
fn three_thousand_slow_and_idle_clients_do_not_keep_a_visitor_waiting() {
    let needed = (SLOW_HEADERS + SLOW_READERS + IDLE + 200) as u64;
    assert!(raise_descriptors() >= needed, "the system grants fewer than {needed} descriptors (ulimit -Hn)");
    let (folder, report) = site_with_a_report();
    let program = Program::serve(&["--site", folder.path().to_str().unwrap()]);
    // What a first request sets up once is no leak.
    drop((0..50).map(|_| idle(program.socket())).collect::<Vec<_>>());
    thread::sleep(Duration::from_millis(500));
    let (before, descriptors) = (program.memory(), program.descriptors());

    let (mut times, (during, held)) = come_and_go(&program, &report);
    let after = memory_after(&program, descriptors);
    // The allocator's arenas grow with the first crowds, the second one's too.
    let [second, third] = [(); 2].map(|()| {
        times.extend(come_and_go(&program, &report).0);
        memory_after(&program, descriptors)
    });

    times.sort();
    let (count, p99, longest) = (times.len(), times[times.len() * 99 / 100], times[times.len() - 1]);
    println!(
        "{count} requests beside {SLOW_HEADERS} slow headers, {SLOW_READERS} slow readers, {IDLE} idle, three times"
    );
    println!("p50 {:?}, p99 {p99:?}, longest {longest:?}", times[times.len() / 2]);
    println!(
        "memory: {before} KiB before, {during} during, {after} after, {second} after the second, {third} after the third"
    );
    assert!(count > 100, "{count} requests");
    assert!(p99 < SLOWEST_P99, "p99 {p99:?}");
    assert!(held >= descriptors + SLOW_HEADERS + SLOW_READERS + IDLE, "they were all there: {held}");
    assert!(during < before + 32 * (SLOW_HEADERS + SLOW_READERS + IDLE), "32 KiB for each");
    // The allocator keeps what it has for the next ones, and needs but little more for them: 3,000 connections that leaked
    // their buffers would be some 50 MB.
    assert!(third < second + second / 5, "{second} KiB became {third} KiB");
}

#[test]
fn a_server_without_file_descriptors_waits_for_connections_to_end_and_goes_on() {
    let folder = shipped_folder();
    let program = Program::with_descriptors(48, &["--site", folder.path().to_str().unwrap(), "--watch"]);
    program.titled_page();
    let descriptors = program.descriptors();
    let crowd: Vec<_> = (0..100).map(|_| TcpStream::connect(program.socket()).unwrap()).collect();
    program.log_until("cannot take connections");
    // An edit meanwhile cannot be read, and is no reason to publish half a site.
    fs::write(folder.path().join(FILE), titled(folder.path(), "Where to")).unwrap();
    program.log_until("the last good edition stays");
    drop(crowd);
    let start = Instant::now();
    while program.descriptors() > descriptors {
        assert!(start.elapsed() < PATIENCE, "{} descriptors", program.descriptors());
        thread::sleep(Duration::from_millis(20));
    }
    program.wait_for_title("Where to");
}
