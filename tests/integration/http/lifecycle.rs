//! The beginning and the end.

use std::time::{Duration, Instant};

use aimf::server::{Drained, Limits, ListenAddress, Listener};

use super::site::TestSite;

#[test]
fn a_port_in_use_is_one_clear_line() {
    let site = TestSite::start();
    let _entered = site.runtime.enter();
    let error = Listener::tcp(site.address).unwrap_err();
    assert_eq!(error.to_string(), format!("{} is in use by another program", site.address));
}

#[test]
fn an_address_of_another_machine_is_named() {
    let site = TestSite::start();
    let _entered = site.runtime.enter();
    // 192.0.2.0/24 is for documentation (RFC 5737).
    let error = Listener::tcp("192.0.2.1:8080".parse().unwrap()).unwrap_err();
    assert_eq!(error.to_string(), "192.0.2.1 is not an address of this machine");
}

#[test]
fn an_address_is_a_number_localhost_or_a_path() {
    let parse = |text: &str| text.parse::<ListenAddress>();
    assert_eq!(parse("localhost:80").unwrap(), parse("127.0.0.1:80").unwrap());
    assert_eq!(parse("[::]:8080").unwrap().to_string(), "[::]:8080");
    assert_eq!(parse("unix:/run/aimf.sock").unwrap(), ListenAddress::Unix("/run/aimf.sock".into()));
    for wrong in ["aimf.example", "8080", "127.0.0.1", "unix:", "unix:@aimf", ""] {
        assert!(parse(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn a_server_that_is_told_to_stop_ends_idle_connections_and_takes_no_new_ones() {
    let mut site = TestSite::start();
    let mut kept = site.connect();
    assert_eq!(kept.ask("GET", "/fr/", &[]).status, 200);
    site.tell_to_stop();
    assert_eq!(site.wait_for_end(), Drained::Complete);
    assert!(kept.ends());
    assert!(std::net::TcpStream::connect(site.address).is_err());
}

#[test]
fn a_request_that_is_on_the_way_is_answered_before_the_end() {
    let mut site = TestSite::start();
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
fn a_connection_that_will_not_end_is_cut_off_in_the_end() {
    let mut site = TestSite::with_limits(Limits { drain: Duration::from_millis(200), ..Limits::default() });
    let mut begun = site.connect();
    begun.send(b"GET /fr/ HTTP/1.1\r\nHost: a\r\n");
    std::thread::sleep(Duration::from_millis(50));
    let start = Instant::now();
    site.tell_to_stop();
    assert_eq!(site.wait_for_end(), Drained::CutOff(1));
    assert!(start.elapsed() < Duration::from_secs(2));
    assert!(begun.ends());
}
