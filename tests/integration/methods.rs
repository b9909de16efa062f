//! Methods: HEAD, OPTIONS, and those that change something, of which there are none here.

use crate::support::shipped_site::SHIPPED;
use crate::support::small_site::{FONT, STYLE, SmallSite};

#[test]
fn head_is_answered_as_get_but_for_the_body() {
    for path in ["/fr/", "/", "/fr/rien", "/fr/histoire", "/data/aimf.json", "/favicon.svg"] {
        let (get, head) = (SHIPPED.ask("GET", path, &[]), SHIPPED.ask("HEAD", path, &[]));
        assert_eq!(get.status, head.status, "{path}");
        assert!(head.body.is_empty());
        for name in get.headers.keys().filter(|name| *name != "date") {
            assert_eq!(get.headers.get(name), head.headers.get(name), "{path} {name}");
        }
    }
}

#[test]
fn head_tells_exactly_what_get_would() {
    let site = SmallSite::start();
    for path in [
        "/",
        "/fr/",
        "/en/history/",
        "/en/histoire/",
        "/fr/histoire",
        STYLE,
        FONT,
        "/data/aimf.json",
        "/favicon.ico",
        "/fr/absent",
        "/absent",
        "/%zz",
    ] {
        for coding in ["identity", "br", "gzip, zstd"] {
            let accept = [("Accept-Encoding", coding)];
            let get = site.ask("GET", path, &accept);
            let head = site.ask("HEAD", path, &accept);
            assert_eq!(get.status, head.status, "{path}");
            assert_eq!(get.lasting_headers(), head.lasting_headers(), "{path} {coding}");
            assert_eq!(get.header("content-length"), Some(get.body.len().to_string().as_str()), "{path}");
        }
    }
}

#[test]
fn allow_names_the_methods_to_a_405_and_to_options() {
    for method in ["POST", "PUT", "DELETE", "PATCH"] {
        let answer = SHIPPED.ask(method, "/fr/", &[]);
        assert_eq!((answer.status, answer.header("allow")), (405, "GET, HEAD, OPTIONS"), "{method}");
    }
    let answer = SHIPPED.ask("OPTIONS", "/fr/", &[]);
    assert_eq!((answer.status, answer.header("allow")), (204, "GET, HEAD, OPTIONS"));
}

#[test]
fn post_put_delete_and_patch_get_a_405_as_there_is_nothing_here_to_change() {
    let site = SmallSite::start();
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
fn options_answers_a_load_balancer_that_asks_whether_the_server_is_up() {
    let site = SmallSite::start();
    let mut connection = site.connect();
    // As `option httpchk` of HAProxy asks.
    connection.send(b"OPTIONS / HTTP/1.0\r\n\r\n");
    let answer = connection.read("OPTIONS");
    assert_eq!((answer.status, answer.header("allow")), (204, Some("GET, HEAD, OPTIONS")));
}
