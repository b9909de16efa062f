//! The beginning and the end.

use std::time::{Duration, Instant};

use aimf::server::{BindError, Drained, Limits, bind};

use super::site::TestSite;

#[test]
fn a_port_in_use_is_one_clear_line() {
    let site = TestSite::start();
    let _entered = site.runtime.enter();
    let error = bind(site.address).unwrap_err();
    assert!(matches!(error, BindError::InUse { .. }));
    assert_eq!(error.to_string(), format!("{} is in use by another program", site.address));
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
