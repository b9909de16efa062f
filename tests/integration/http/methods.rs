//! What is asked other than to read.

use super::site::TestSite;

#[test]
fn there_is_nothing_here_to_change() {
    let site = TestSite::start();
    for (method, path, status) in [
        ("POST", "/fr/", 405),
        ("PUT", "/fr/", 405),
        ("DELETE", "/", 405),
        ("PATCH", "/en/histoire/", 405),
        ("OPTIONS", "/fr/", 204),
        ("TRACE", "/fr/", 405),
        ("POST", "/fr/absent/", 404),
        ("BREW", "/fr/", 501),
        ("get", "/fr/", 501),
        ("OPTIONS", "*", 204),
        ("CONNECT", "aimf.test:443", 405),
    ] {
        let answer = site.ask(method, path, &[]);
        assert_eq!(answer.status, status, "{method} {path}");
        let allow = matches!(status, 405 | 204).then_some("GET, HEAD, OPTIONS");
        assert_eq!(answer.header("allow"), allow, "{method} {path}");
    }
}

#[test]
fn what_is_sent_along_is_not_read_as_the_next_request() {
    let site = TestSite::start();
    let smuggled = "GET /fr/ HTTP/1.1\r\nHost: a\r\n\r\n";
    for (method, status) in [("GET", 413), ("HEAD", 413), ("POST", 405)] {
        let mut connection = site.connect();
        let length = smuggled.len();
        let request = format!("{method} /fr/ HTTP/1.1\r\nHost: a\r\nContent-Length: {length}\r\n\r\n{smuggled}");
        connection.send(request.as_bytes());
        let answer = connection.read(method);
        assert_eq!(answer.status, status, "{method}");
        assert_eq!(answer.header("connection"), Some("close"), "{method}");
        assert!(connection.ends(), "{method}");
    }
}

#[test]
fn options_answers_a_load_balancer_that_asks_whether_the_server_is_up() {
    let site = TestSite::start();
    let mut connection = site.connect();
    // As `option httpchk` of HAProxy asks.
    connection.send(b"OPTIONS / HTTP/1.0\r\n\r\n");
    let answer = connection.read("OPTIONS");
    assert_eq!((answer.status, answer.header("allow")), (204, Some("GET, HEAD, OPTIONS")));
}
