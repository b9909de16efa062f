//! How long a client may take, and how many may be there at once.

use std::time::{Duration, Instant};

use aimf::server::Limits;

use crate::support::small_site::SmallSite;

fn within(limit: Duration, act: impl FnOnce()) {
    let start = Instant::now();
    act();
    assert!(start.elapsed() < limit, "{:?}", start.elapsed());
}

#[test]
fn the_header_timeout_drops_a_client_that_dribbles() {
    let site = SmallSite::with_limits(Limits { head: Duration::from_millis(200), ..Limits::default() });
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
fn the_idle_timeout_closes_a_keep_alive_connection_but_not_as_soon_as_a_slow_one() {
    let site = SmallSite::with_limits(Limits {
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
fn the_response_timeout_drops_a_client_that_does_not_take_its_answer() {
    let site = SmallSite::with_limits(Limits { response: Duration::from_millis(200), ..Limits::default() });
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
fn beyond_the_connection_limit_clients_get_a_503_and_the_others_are_served() {
    let site = SmallSite::with_limits(Limits { connections: 2, ..Limits::default() });
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
