//! Graceful shutdown, on SIGTERM and SIGINT.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpStream;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use aimf::edition::CompressionCache;
use aimf::server::{Drained, Limits};

use crate::support::client::{read_to_end, request};
use crate::support::program::{Program, Signal, aimf, send};
use crate::support::small_site::{SmallSite, builder, page};

#[test]
fn graceful_shutdown_ends_idle_connections_and_takes_no_new_ones() {
    let mut site = SmallSite::start();
    let mut kept = site.connect();
    assert_eq!(kept.ask("GET", "/fr/", &[]).status, 200);
    site.tell_to_stop();
    assert_eq!(site.wait_for_end(), Drained::Complete);
    assert!(kept.ends());
    assert!(std::net::TcpStream::connect(site.address).is_err());
}

#[test]
fn graceful_shutdown_answers_a_request_that_is_on_the_way() {
    let mut site = SmallSite::start();
    let mut begun = site.connect();
    begun.send(b"GET /fr/ HTTP/1.1\r\nHost: a\r\n");
    let mut silent = site.connect();
    std::thread::sleep(Duration::from_millis(50));
    site.tell_to_stop();
    std::thread::sleep(Duration::from_millis(50));
    begun.send(b"\r\n");
    let answer = begun.read("GET");
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("connection"), Some("close"));
    assert!(begun.ends());
    assert_eq!(silent.ask("GET", "/en/", &[]).status, 200);
    assert_eq!(site.wait_for_end(), Drained::Complete);
}

#[test]
fn graceful_shutdown_finishes_an_answer_that_is_under_way() {
    let mut site = SmallSite::start();
    let mut builder = builder("a");
    builder.resource("/large/", page("fr", "a".repeat(3_000_000)));
    site.live.publish(builder.finish(&CompressionCache::new()).unwrap());
    let mut stream = TcpStream::connect(site.address).unwrap();
    stream.write_all(request("/large/", "").as_bytes()).unwrap();
    std::thread::sleep(Duration::from_millis(100));
    site.tell_to_stop();
    std::thread::sleep(Duration::from_millis(100));
    assert!(read_to_end(&mut stream).ends_with(&"a".repeat(3_000_000)));
    assert_eq!(site.wait_for_end(), Drained::Complete);
}

#[test]
fn the_drain_timeout_cuts_off_a_connection_that_will_not_end() {
    let mut site = SmallSite::with_limits(Limits { drain: Duration::from_millis(200), ..Limits::default() });
    let mut begun = site.connect();
    begun.send(b"GET /fr/ HTTP/1.1\r\nHost: a\r\n");
    std::thread::sleep(Duration::from_millis(50));
    let start = Instant::now();
    site.tell_to_stop();
    assert_eq!(site.wait_for_end(), Drained::CutOff(1));
    assert!(start.elapsed() < Duration::from_secs(2));
    assert!(begun.ends());
}

#[test]
fn sigterm_or_sigint_stops_the_program_that_serves_its_own_site() {
    for signal in [Signal::TERM, Signal::INT] {
        let mut child =
            aimf().args(["--listen", "127.0.0.1:0"]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut first = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
        let address = first.split_whitespace().next().unwrap();
        let page = ureq::get(format!("{address}fr/")).call().unwrap().body_mut().read_to_string().unwrap();
        assert!(page.contains(&format!("<link rel=\"canonical\" href=\"{address}fr/\">")), "{first}");
        send(&child, signal);
        let ended = thread::spawn(move || child.wait().unwrap()).join().unwrap();
        assert_eq!(ended.code(), Some(0), "{signal:?}");
    }
}

#[test]
fn sigterm_or_sigint_as_soon_as_the_program_greets_ends_it_in_order() {
    for signal in [Signal::INT, Signal::TERM].repeat(3) {
        let mut program = Program::start(&["--listen", "127.0.0.1:0"], 1);
        program.signal(signal);
        assert_eq!(program.child.wait().unwrap().code(), Some(0), "{signal:?}");
    }
}
