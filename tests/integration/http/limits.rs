//! Clients that ask too much, too slowly, or too many at once.

use std::time::{Duration, Instant};

use aimf::server::Limits;

use super::client::Connection;
use super::site::TestSite;

fn within(limit: Duration, act: impl FnOnce()) {
    let start = Instant::now();
    act();
    assert!(start.elapsed() < limit, "{:?}", start.elapsed());
}

#[test]
fn a_client_that_dribbles_its_header_is_dropped() {
    let site = TestSite::with_limits(Limits { head: Duration::from_millis(200), ..Limits::default() });
    let mut silent = site.connect();
    let mut slow = site.connect();
    slow.send(b"GET /fr/ HTTP/1.1\r\nHost: a\r\nX-");
    within(Duration::from_secs(2), || {
        for _ in 0..30 {
            std::thread::sleep(Duration::from_millis(20));
            slow.try_send(b"a");
        }
        assert!(slow.ends());
        assert!(silent.ends());
    });
}

#[test]
fn a_connection_that_nobody_uses_is_closed_but_not_as_soon_as_a_slow_one() {
    let site = TestSite::with_limits(Limits {
        head: Duration::from_millis(100),
        idle: Duration::from_millis(600),
        ..Limits::default()
    });
    let mut connection = site.connect();
    for _ in 0..3 {
        assert_eq!(connection.ask("GET", "/fr/", &[]).status, 200);
        std::thread::sleep(Duration::from_millis(300));
    }
    within(Duration::from_secs(2), || assert!(connection.ends()));
}

#[test]
fn a_client_that_does_not_take_its_answer_is_dropped() {
    let site = TestSite::with_limits(Limits { response: Duration::from_millis(200), ..Limits::default() });
    let mut greedy = site.connect();
    // The answers are far more than the kernel holds for a client that does not read.
    for _ in 0..20_000 {
        if !greedy.try_send(b"GET /fr/ HTTP/1.1\r\nHost: a\r\n\r\n") {
            return;
        }
    }
    std::thread::sleep(Duration::from_secs(1));
    greedy.try_send(b"GET");
    std::thread::sleep(Duration::from_millis(100));
    assert!(!greedy.try_send(b" /"), "the connection is still there");
}

#[test]
fn beyond_the_limit_clients_are_told_and_the_others_are_served() {
    let site = TestSite::with_limits(Limits { connections: 2, ..Limits::default() });
    let mut kept = [site.connect(), site.connect()];
    for connection in &mut kept {
        assert_eq!(connection.ask("GET", "/fr/", &[]).status, 200);
    }
    let refused = site.ask("GET", "/fr/", &[]);
    assert_eq!(refused.status, 503);
    assert_eq!(refused.header("retry-after"), Some("5"));
    for connection in &mut kept {
        assert_eq!(connection.ask("GET", "/fr/", &[]).status, 200);
    }
    drop(kept);
    std::thread::sleep(Duration::from_millis(100));
    assert_eq!(site.get("/fr/").status, 200);
}

#[test]
fn too_long_a_target_too_many_fields_and_too_large_a_header_are_refused() {
    let site = TestSite::start();
    let long = |length: usize| format!("/{}", "a".repeat(length - 1));
    assert_eq!(site.get(&long(8192)).status, 404);
    assert_eq!(site.get(&long(8193)).status, 414);
    let fields = vec![("X-Field", "a"); 120];
    assert_eq!(site.ask("GET", "/fr/", &fields).status, 431);
    let large = "a".repeat(20_000);
    assert_eq!(site.get_with("/fr/", "X-Field", &large).status, 431);
}

#[test]
fn a_request_without_a_host_or_with_two_is_refused() {
    let site = TestSite::start();
    for (request, status) in [
        ("GET /fr/ HTTP/1.1\r\n\r\n", 400),
        ("GET /fr/ HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
        ("GET /fr/ HTTP/1.1\r\nHost: a b\r\n\r\n", 400),
        ("GET /fr/ HTTP/1.0\r\n\r\n", 200),
    ] {
        let mut connection = Connection::open(site.address);
        connection.send(request.as_bytes());
        assert_eq!(connection.read("GET").status, status, "{request}");
        assert!(connection.ends(), "{request}");
    }
}
