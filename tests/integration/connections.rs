//! Persistent connections (RFC 9112 §9): keep-alive, pipelining, `Connection: close`, requests that come in pieces.

use std::io::Write;
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

use aimf::edition::CompressionCache;
use proptest::prelude::*;

use crate::support::client::{read_to_end, request};
use crate::support::small_site::{SmallSite, builder, edition, page};

/// All that comes for `request` until the server ends the connection, which it does as the client says no more; without the date.
fn answers(site: &SmallSite, request: &str) -> String {
    let mut stream = TcpStream::connect(site.address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    stream.shutdown(Shutdown::Write).unwrap();
    read_to_end(&mut stream)
}

#[test]
fn connection_close_makes_a_request_the_last() {
    let site = SmallSite::start();
    for fields in ["Connection: close\r\n", "Connection: keep-alive, close\r\n", "Connection: Close\r\nA: b\r\n"] {
        let both = request("/fr/", "") + &request("/fr/", fields) + &request("/fr/", "");
        let answers = answers(&site, &both);
        assert_eq!(answers.matches("HTTP/1.1 200 OK").count(), 2, "{fields}");
        assert_eq!(answers.matches("connection: close").count(), 1, "{fields}");
    }
}

#[test]
fn keep_alive_connections_are_served_a_new_edition() {
    let site = SmallSite::start();
    let mut kept = site.connect();
    let before = kept.ask("GET", "/fr/", &[]);
    site.live.publish(edition("deuxième édition"));
    let after = kept.ask("GET", "/fr/", &[]);
    assert_ne!(before.body, after.body);
    assert_eq!(after, kept.ask("GET", "/fr/", &[("content-length", "0")]));
}

#[test]
fn a_slow_reader_of_pipelined_answers_gets_all_whole_and_in_their_order() {
    let site = SmallSite::start();
    let large = |text: &str| page("fr", text.repeat(300_000));
    let mut builder = builder("a");
    builder.resource("/large/a/", large("a")).resource("/large/b/", large("b"));
    site.live.publish(builder.finish(&CompressionCache::new()).unwrap());
    // More than the kernel holds for a client, asked for at once.
    let mut asked = String::new();
    for number in 0..30 {
        asked += &request(if number % 2 == 0 { "/large/a/" } else { "/large/b/" }, "");
    }
    let mut stream = TcpStream::connect(site.address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    stream.write_all(asked.as_bytes()).unwrap();
    stream.shutdown(Shutdown::Write).unwrap();
    std::thread::sleep(Duration::from_millis(200));
    let answers = read_to_end(&mut stream);
    let bodies: Vec<_> = answers.split("HTTP/1.1 200 OK\r\n").skip(1).map(|one| one.split("\r\n\r\n").nth(1)).collect();
    assert_eq!(bodies.len(), 30);
    for (number, body) in bodies.into_iter().enumerate() {
        let letter = if number % 2 == 0 { "a" } else { "b" };
        assert!(body == Some(&letter.repeat(300_000)), "{number}");
    }
}

/// One request, and how its answer begins.
fn exchange() -> impl Strategy<Value = (String, &'static str)> {
    prop_oneof![
        Just((request("/fr/", ""), "HTTP/1.1 200 OK")),
        Just((request("/fr/", "Content-Length: 0\r\n"), "HTTP/1.1 200 OK")),
        Just((request("/fr/", "If-None-Match: *\r\n"), "HTTP/1.1 304 Not Modified")),
        Just((request("/fr/histoire", ""), "HTTP/1.1 301 Moved Permanently")),
        Just((request("/nothing", ""), "HTTP/1.1 404 Not Found")),
        Just(("POST /fr/ HTTP/1.1\r\nHost: a\r\n\r\n".to_owned(), "HTTP/1.1 405 Method Not Allowed")),
        Just(("\r\nGET /en/ HTTP/1.1\r\nhost: a\r\n\r\n".to_owned(), "HTTP/1.1 200 OK")),
    ]
}

#[test]
fn pipelined_requests_are_answered_in_their_order_in_whatever_mixture_and_pieces_they_come() {
    let site = SmallSite::start();
    proptest!(ProptestConfig::with_cases(40), |(
        exchanges in proptest::collection::vec(exchange(), 1..8),
        piece in 1_usize..300,
    )| {
        let asked: String = exchanges.iter().map(|(request, _)| request.as_str()).collect();
        let mut stream = TcpStream::connect(site.address).unwrap();
        stream.set_nodelay(true).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        for piece in asked.as_bytes().chunks(piece) {
            stream.write_all(piece).unwrap();
            std::thread::yield_now();
        }
        stream.shutdown(Shutdown::Write).unwrap();
        let answers = read_to_end(&mut stream);
        let statuses: Vec<_> = answers.split("\r\n").filter(|line| line.contains("HTTP/1.1 ")).collect();
        // A status line follows the body before it without a line break.
        let expected: Vec<_> = exchanges.iter().map(|(_, status)| *status).collect();
        prop_assert_eq!(statuses.len(), expected.len());
        for (status, expected) in statuses.iter().zip(expected) {
            prop_assert!(status.ends_with(expected), "{} for {}", status, expected);
        }
    });
}
