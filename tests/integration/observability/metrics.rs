//! The metrics, in the format of Prometheus.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::{access_lines, request};
use crate::support::program::{Program, Signal, get_url};
use crate::support::site_folder::shipped_folder;

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
fn metrics_count_every_request_once_by_route_method_status_and_coding() {
    let program = Program::start(&["--listen", "127.0.0.1:0", "--admin-listen", "127.0.0.1:0", "--access-log=off"], 2);
    let metrics = || {
        let (status, text) = get_url(&format!("{}metrics", program.greetings[1]));
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
    is(&format!("aimf_build_info{{version=\"{}\",commit=\"{}\"}}", env!("CARGO_PKG_VERSION"), aimf::COMMIT), 1.0);
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

#[test]
fn a_bad_edit_is_seen_in_the_metrics_and_readyz_stays_ready() {
    let folder = shipped_folder();
    let site = folder.path().to_str().unwrap();
    let arguments = ["--listen", "127.0.0.1:0", "--admin-listen", "127.0.0.1:0", "--site", site];
    let program = Program::start(&arguments, 2);
    fs::write(folder.path().join("content/vision.toml"), "title = \n").unwrap();
    program.signal(Signal::HUP);
    program.log_until("the last good edition stays");
    let admin = program.greetings[1].clone();
    let start = Instant::now();
    let ready = loop {
        let (status, text) = get_url(&format!("{admin}readyz"));
        assert_eq!(status, 200, "{text}");
        let ready: Value = serde_json::from_str(&text).unwrap();
        if ready["last_publication"]["outcome"] == "refused" {
            break ready;
        }
        assert!(start.elapsed().as_secs() < 20, "{text}");
    };
    assert!(ready["last_publication"]["errors"].as_u64().unwrap() > 0);
    let samples = samples(&get_url(&format!("{admin}metrics")).1);
    for (name, value) in [("aimf_edition_up_to_date", 0.0), ("aimf_publications_total{outcome=\"refused\"}", 1.0)] {
        assert!((samples[name] - value).abs() < 1e-9, "{name}");
    }
}

#[test]
fn a_client_that_breaks_off_is_seen_in_the_access_log_and_one_that_speaks_no_http_in_the_metrics() {
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
    stream.set_write_timeout(Some(Duration::from_millis(300))).unwrap();
    let many = "GET /fr/ HTTP/1.1\r\nHost: a\r\n\r\n".repeat(1000);
    while stream.write_all(many.as_bytes()).is_ok() {}
    drop(stream);
    // It is counted when its connection has ended.
    let malformed =
        || samples(&get_url(&format!("{}metrics", program.greetings[1])).1)["aimf_http_requests_malformed_total"];
    let start = Instant::now();
    while (malformed() - 1.0).abs() > 1e-9 {
        assert!(start.elapsed().as_secs() < 5);
    }
    let (_, log) = program.stop();
    let aborted = access_lines(&log).iter().filter(|line| line["aborted"] == true).count();
    assert_eq!(aborted, 1, "{}", log.lines().last().unwrap());
}
