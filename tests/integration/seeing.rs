//! What those who run the site see of it: the log of requests, and the counters.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::net::TcpStream;

use serde_json::Value;

use crate::process::kibibytes;
use crate::program::{Program, Signal, ask, get};
use crate::reload::shipped_into;

/// Asks for something at the program's first address, and ends the connection.
fn request(program: &Program, path: &str, headers: &str) -> String {
    ask(TcpStream::connect(program.socket()).unwrap(), path, headers)
}

/// The lines of the log of requests.
fn lines(log: &str) -> Vec<Value> {
    log.lines()
        .filter(|line| line.contains("aimf::access"))
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
        .collect()
}

#[test]
fn each_request_is_one_line_that_says_what_came_of_it_and_nothing_of_who_asked() {
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
    let lines = lines(&log);
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
fn addresses_are_logged_only_where_that_was_asked_for_and_then_it_is_said() {
    let arguments = ["--listen", "127.0.0.1:0", "--log-addresses", "--trusted-proxy", "127.0.0.0/8"];
    let program = Program::start(&arguments, 1);
    request(&program, "/fr/", "X-Forwarded-For: 203.0.113.66, 192.0.2.7\r\nX-Request-Id: 4f-2a\r\n");
    let (_, log) = program.stop();
    assert!(log.contains("IP addresses are logged"), "{log}");
    let lines = lines(&log);
    assert_eq!((&lines[0]["address"], &lines[0]["id"]), (&"192.0.2.7".into(), &"4f-2a".into()));
    let program = Program::start(&["--listen", "127.0.0.1:0", "--log-addresses"], 1);
    request(&program, "/fr/", "X-Forwarded-For: 192.0.2.7\r\n");
    assert_eq!(self::lines(&program.stop().1)[0]["address"], "127.0.0.1");
}

#[test]
fn the_log_of_requests_can_be_switched_off_and_is_for_people_where_that_was_asked_for() {
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

/// The samples of a text in Prometheus' format 0.0.4, by name and labels.
fn samples(text: &str) -> BTreeMap<String, f64> {
    let mut known = BTreeSet::new();
    let mut samples = BTreeMap::new();
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("# TYPE ") {
            let (name, kind) = rest.split_once(' ').unwrap();
            assert!(["counter", "gauge", "histogram"].contains(&kind), "{line}");
            assert!(known.insert(name.to_owned()), "{line} comes twice");
        } else if let Some(rest) = line.strip_prefix("# HELP ") {
            assert!(rest.contains(' '), "{line}");
        } else {
            let (name, value) = line.rsplit_once(' ').unwrap();
            let family = name.split('{').next().unwrap();
            let suffix = ["_bucket", "_sum", "_count"].iter().find_map(|suffix| family.strip_suffix(suffix));
            assert!(known.contains(family) || suffix.is_some_and(|family| known.contains(family)), "{line}");
            assert!(samples.insert(name.to_owned(), value.parse().unwrap()).is_none(), "{line} comes twice");
        }
    }
    samples
}

#[test]
fn every_request_is_counted_once_by_route_method_status_and_coding() {
    let program = Program::start(&["--listen", "127.0.0.1:0", "--admin-listen", "127.0.0.1:0", "--access-log=off"], 2);
    let metrics = || {
        let (status, text) = get(&format!("{}metrics", program.greetings[1]));
        assert_eq!(status, 200);
        samples(&text)
    };
    let counted = |samples: &BTreeMap<String, f64>, labels: &str| {
        samples.get(&format!("aimf_http_requests_total{{{labels}}}")).copied().unwrap_or_default()
    };
    let home = "route=\"home\",method=\"GET\",status=\"200\",coding=\"br\"";
    assert!(counted(&metrics(), home).abs() < 0.5);
    for path in ["/fr/", "/en/", "/fr/"] {
        request(&program, path, "Accept-Encoding: br\r\n");
    }
    for path in ["/nothing/", "/neither/", "/xyz"] {
        request(&program, path, "");
    }
    let after = metrics();
    let is = |name: &str, value: f64| {
        let found = after.get(name).copied();
        assert!(found.is_some_and(|found| (found - value).abs() < 1e-9), "{name}: {found:?} is not {value}");
    };
    is(&format!("aimf_http_requests_total{{{home}}}"), 3.0);
    is("aimf_http_requests_total{route=\"not-found\",method=\"GET\",status=\"404\",coding=\"identity\"}", 3.0);
    assert!(!after.keys().any(|name| name.contains("xyz") || name.contains("neither")));
    is("aimf_http_request_duration_seconds_count", 6.0);
    is("aimf_http_request_duration_seconds_bucket{le=\"+Inf\"}", 6.0);
    is("aimf_http_requests_in_flight", 0.0);
    is("aimf_publications_total{outcome=\"published\"}", 1.0);
    is("aimf_edition_up_to_date", 1.0);
    is("aimf_site_problems{severity=\"error\"}", 0.0);
    assert!(after["aimf_http_response_bytes_total"] > 10_000.0);
    let buckets: Vec<_> = after.iter().filter(|(name, _)| name.contains("_bucket{")).map(|(_, count)| *count).collect();
    assert!(buckets.len() > 10 && buckets.iter().all(|count| *count <= 6.0), "{buckets:?}");
    if cfg!(target_os = "linux") {
        for name in ["process_resident_memory_bytes", "process_cpu_seconds_total", "process_open_fds"] {
            assert!(after[name] > 0.0, "{name}");
        }
        assert!(after["process_start_time_seconds"] > 1.5e9);
    }
}

#[cfg(unix)]
#[test]
fn a_bad_edit_is_seen_in_the_counters_and_the_site_stays_ready() {
    let folder = tempfile::tempdir().unwrap();
    shipped_into(folder.path());
    let site = folder.path().to_str().unwrap();
    let arguments = ["--listen", "127.0.0.1:0", "--admin-listen", "127.0.0.1:0", "--site", site];
    let program = Program::start(&arguments, 2);
    fs::write(folder.path().join("content/vision.toml"), "title = \n").unwrap();
    program.signal(Signal::HUP);
    program.log_until("the last good edition stays");
    let admin = program.greetings[1].clone();
    let start = std::time::Instant::now();
    let ready = loop {
        let (status, text) = get(&format!("{admin}readyz"));
        assert_eq!(status, 200, "{text}");
        let ready: Value = serde_json::from_str(&text).unwrap();
        if ready["last_publication"]["outcome"] == "refused" {
            break ready;
        }
        assert!(start.elapsed().as_secs() < 20, "{text}");
    };
    assert!(ready["last_publication"]["errors"].as_u64().unwrap() > 0);
    let samples = samples(&get(&format!("{admin}metrics")).1);
    for (name, value) in [("aimf_edition_up_to_date", 0.0), ("aimf_publications_total{outcome=\"refused\"}", 1.0)] {
        assert!((samples[name] - value).abs() < 1e-9, "{name}");
    }
}

#[test]
fn a_client_that_breaks_off_and_one_that_speaks_no_http_are_seen() {
    use std::io::{Read as _, Write as _};
    let program = Program::start(&["--listen", "127.0.0.1:0", "--admin-listen", "127.0.0.1:0"], 2);
    let address = program.socket();
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(b"hello there\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 400"), "{answer}");
    drop(stream);
    // Far more than the kernel takes for a client that does not read.
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_write_timeout(Some(std::time::Duration::from_millis(300))).unwrap();
    let many = "GET /fr/ HTTP/1.1\r\nHost: a\r\n\r\n".repeat(1000);
    while stream.write_all(many.as_bytes()).is_ok() {}
    drop(stream);
    // It is counted when its connection has ended.
    let malformed =
        || samples(&get(&format!("{}metrics", program.greetings[1])).1)["aimf_http_requests_malformed_total"];
    let start = std::time::Instant::now();
    while (malformed() - 1.0).abs() > 1e-9 {
        assert!(start.elapsed().as_secs() < 5);
    }
    let (_, log) = program.stop();
    let aborted = lines(&log).iter().filter(|line| line["aborted"] == true).count();
    assert_eq!(aborted, 1, "{}", log.lines().last().unwrap());
}

#[cfg(unix)]
#[test]
fn visitors_are_sent_elsewhere_while_the_program_ends_what_it_has_begun() {
    use std::io::{Read as _, Write as _};
    let mut program = Program::start(&["--listen", "127.0.0.1:0", "--admin-listen", "127.0.0.1:0"], 2);
    let address = program.socket();
    let admin = program.greetings[1].clone();
    assert_eq!(get(&format!("{admin}readyz")).0, 200);
    let mut begun = TcpStream::connect(address).unwrap();
    begun.write_all(b"GET /fr/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n").unwrap();
    request(&program, "/fr/", "");
    program.signal(Signal::TERM);
    let start = std::time::Instant::now();
    while get(&format!("{admin}readyz")) != (503, "{\"ready\":false}".to_owned()) {
        assert!(start.elapsed().as_secs() < 5);
    }
    assert_eq!(get(&format!("{admin}healthz")).0, 200);
    begun.write_all(b"\r\n").unwrap();
    let mut answer = String::new();
    begun.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    assert!(program.child.wait().unwrap().success());
}

#[test]
fn visitors_are_sent_here_only_when_there_is_something_to_see() {
    use std::sync::Arc;

    use aimf::metrics::Metrics;
    use aimf::server::Observer;
    use aimf::server::admin::{self, Health};
    use axum::body::Body;
    use tower::ServiceExt as _;

    let health = Arc::new(Health::new(Arc::new(Observer { metrics: Metrics::new(None), access_log: None })));
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let ask = |path: &str| {
        let request = axum::http::Request::get(path).body(Body::empty()).unwrap();
        runtime.block_on(admin::router(Arc::clone(&health)).oneshot(request)).unwrap().status().as_u16()
    };
    assert_eq!(["/healthz", "/readyz", "/metrics"].map(ask), [200, 503, 200]);
    health.ready(Arc::clone(&crate::harness::SHIPPED.live));
    assert_eq!(["/healthz", "/readyz", "/metrics"].map(ask), [200, 200, 200]);
    health.stopping();
    assert_eq!(["/healthz", "/readyz", "/metrics"].map(ask), [200, 503, 200]);
}

#[test]
#[cfg(target_os = "linux")]
fn memory_at_rest_is_at_most_forty_megabytes() {
    let program = Program::start(&["--listen", "127.0.0.1:0"], 1);
    let heap = kibibytes(program.child.id(), "RssAnon").unwrap();
    // The program's own file, of which some 12 MB are in memory, is the rest; in a debug build it is larger.
    assert!(heap < 24_000, "{heap} kB");
}
