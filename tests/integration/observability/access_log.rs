//! The access log: what is in it, and what is not, as it tells of a visitor.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{access_lines, request};
use crate::support::program::Program;

#[test]
fn each_request_is_one_line_of_the_access_log_with_a_request_id_and_nothing_of_who_asked() {
    let program = Program::start(&["--listen", "127.0.0.1:0"], 1);
    let headers = "Accept-Encoding: br\r\nUser-Agent: Netscape\r\nReferer: https://mail.example/\r\n\
                   X-Forwarded-For: 192.0.2.7\r\nX-Request-Id: theirs\r\n";
    let page = request(&program, "/fr/histoire/?token=secret", headers);
    let body = page.split_once("\r\n\r\n").unwrap().0;
    let length = body.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
    request(&program, "/nothing/\"here\"", "");
    request(&program, "/", "Accept-Language: en\r\n");
    let (status, log) = program.stop();
    assert!(status.success());
    for secret in ["127.0.0.1", "192.0.2.7", "Netscape", "mail.example", "secret", "theirs"] {
        let told = |line: &str| line.contains("aimf::access") && line.contains(secret);
        assert!(!log.lines().any(told), "{secret}: {log}");
    }
    let lines = access_lines(&log);
    assert_eq!(lines.len(), 3, "{log}");
    let page = &lines[0];
    for (key, value) in [
        ("level", Value::from("INFO")),
        ("method", "GET".into()),
        ("path", "/fr/histoire/".into()),
        ("route", "history".into()),
        ("status", 200.into()),
        ("bytes", length.parse::<u64>().unwrap().into()),
        ("coding", "br".into()),
    ] {
        assert_eq!(page[key], value, "{key}: {page}");
    }
    assert!(page["duration_us"].as_u64().unwrap() < 60_000_000, "{page}");
    let keys: BTreeSet<_> = page.as_object().unwrap().keys().map(String::as_str).collect();
    let expected = ["timestamp", "level", "target", "method", "path", "id", "route", "status", "bytes", "coding"];
    assert_eq!(keys, expected.into_iter().chain(["duration_us"]).collect());
    assert_eq!(lines[1]["path"], "/nothing/\"here\"");
    assert_eq!((&lines[1]["route"], &lines[1]["status"]), (&"not-found".into(), &404.into()));
    assert_eq!((&lines[2]["route"], &lines[2]["status"]), (&"language-choice".into(), &302.into()));
    let ids: BTreeSet<_> = lines.iter().map(|line| line["id"].as_str().unwrap()).collect();
    assert!(ids.len() == 3 && ids.iter().all(|id| id.len() == 16), "{ids:?}");
}

#[test]
fn ip_addresses_are_in_the_access_log_only_where_that_was_asked_for_and_the_request_id_of_a_trusted_proxy() {
    let arguments = ["--listen", "127.0.0.1:0", "--log-addresses", "--trusted-proxy", "127.0.0.0/8"];
    let program = Program::start(&arguments, 1);
    request(&program, "/fr/", "X-Forwarded-For: 203.0.113.66, 192.0.2.7\r\nX-Request-Id: 4f-2a\r\n");
    let (_, log) = program.stop();
    assert!(log.contains("IP addresses are logged"), "{log}");
    let lines = access_lines(&log);
    assert_eq!((&lines[0]["address"], &lines[0]["id"]), (&"192.0.2.7".into(), &"4f-2a".into()));
    let program = Program::start(&["--listen", "127.0.0.1:0", "--log-addresses"], 1);
    request(&program, "/fr/", "X-Forwarded-For: 192.0.2.7\r\n");
    assert_eq!(access_lines(&program.stop().1)[0]["address"], "127.0.0.1");
}

#[test]
fn the_access_log_can_be_switched_off_and_is_for_people_where_that_was_asked_for() {
    let program = Program::start(&["--listen", "127.0.0.1:0", "--access-log", "off"], 1);
    request(&program, "/fr/", "");
    let log = program.stop().1;
    assert!(log.contains("serving") && !log.contains("aimf::access"), "{log}");
    let program = Program::start(&["--listen", "127.0.0.1:0", "--log-format", "pretty"], 1);
    request(&program, "/en/", "");
    let log = program.stop().1;
    assert!(log.contains("Z  INFO aimf::access: GET /en/ id="), "{log}");
    assert!(log.contains(" route=home status=200 bytes="), "{log}");
}
