//! Health checks: `/healthz` and `/readyz`, by which a supervisor and a load balancer go.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Instant;

use aimf::metrics::Metrics;
use aimf::server::Observer;
use aimf::server::admin::{self, Health};
use axum::body::Body;
use tower::ServiceExt as _;

use super::request;
use crate::support::program::{Program, Signal, get_url};
use crate::support::shipped_site::SHIPPED;

#[test]
fn healthz_and_readyz_are_on_the_admin_listener_alone() {
    let program = Program::start(&["--listen", "127.0.0.1:0", "--admin-listen", "127.0.0.1:0"], 2);
    let (public, admin) = (&program.greetings[0], &program.greetings[1]);
    for path in ["healthz", "readyz"] {
        assert_eq!(get_url(&format!("{public}{path}")).0, 404, "{path}");
        assert_eq!(get_url(&format!("{admin}{path}")).0, 200, "{path}");
    }
    assert_eq!(get_url(&format!("{admin}fr/")).0, 404);
    let ready: serde_json::Value = serde_json::from_str(&get_url(&format!("{admin}readyz")).1).unwrap();
    let (_, page) = get_url(&format!("{public}fr/"));
    assert!(page.contains("<h1"));
    assert_eq!(ready["ready"], true);
    assert_eq!(ready["edition"].as_str().unwrap().len(), 16);
    assert!(ready["age_seconds"].as_u64().unwrap() < 60);
    assert_eq!(ready["last_publication"]["outcome"], "published");
    assert_eq!(ready["last_publication"]["errors"], 0);
    assert!(ready["last_publication"]["warnings"].as_u64().unwrap() > 0);
}

#[test]
fn readyz_sends_visitors_here_only_when_there_is_something_to_see() {
    let health = Arc::new(Health::new(Arc::new(Observer { metrics: Metrics::new(None), access_log: None })));
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let ask = |path: &str| {
        let request = axum::http::Request::get(path).body(Body::empty()).unwrap();
        runtime.block_on(admin::router(Arc::clone(&health)).oneshot(request)).unwrap().status().as_u16()
    };
    assert_eq!(["/healthz", "/readyz", "/metrics"].map(ask), [200, 503, 200]);
    health.serves(Arc::clone(&SHIPPED.live));
    assert_eq!(["/healthz", "/readyz", "/metrics"].map(ask), [200, 200, 200]);
    health.stopping();
    assert_eq!(["/healthz", "/readyz", "/metrics"].map(ask), [200, 503, 200]);
}

#[test]
fn readyz_sends_visitors_elsewhere_after_sigterm_while_the_program_ends_what_it_has_begun() {
    let mut program = Program::start(&["--listen", "127.0.0.1:0", "--admin-listen", "127.0.0.1:0"], 2);
    let address = program.socket();
    let admin = program.greetings[1].clone();
    assert_eq!(get_url(&format!("{admin}readyz")).0, 200);
    let mut begun = TcpStream::connect(address).unwrap();
    begun.write_all(b"GET /fr/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n").unwrap();
    request(&program, "/fr/", "");
    program.signal(Signal::TERM);
    let start = Instant::now();
    while get_url(&format!("{admin}readyz")) != (503, "{\"ready\":false}".to_owned()) {
        assert!(start.elapsed().as_secs() < 5);
    }
    assert_eq!(get_url(&format!("{admin}healthz")).0, 200);
    begun.write_all(b"\r\n").unwrap();
    let mut answer = String::new();
    begun.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    assert!(program.child.wait().unwrap().success());
}
