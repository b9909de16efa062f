//! Security headers (CSP, HSTS, nosniff and their like, CORS), and that a header of the server's layers reaches every answer.

use aimf::server::Limits;
use aimf::server::app;
use http::{HeaderName, HeaderValue};
use tower::ServiceBuilder;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::support::client::RawAnswer;
use crate::support::shipped_site::{SHIPPED, TestSite, base, shipped_files};
use crate::support::small_site::{FONT, SmallSite};

#[test]
fn every_answer_has_csp_hsts_and_the_other_security_headers() {
    for path in ["/fr/", "/", "/fr/rien", "/fr/histoire", "/data/aimf.json", "/favicon.svg"] {
        let answer = SHIPPED.get(path);
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        if answer.status == 301 {
            assert_eq!(answer.header("referrer-policy"), "strict-origin-when-cross-origin");
            continue;
        }
        assert!(!answer.header("cross-origin-resource-policy").is_empty(), "{path}");
        let policy = answer.header("content-security-policy");
        if answer.header("content-type").starts_with("text/html") || path == "/favicon.svg" {
            assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        }
        assert_eq!(answer.header("strict-transport-security"), "", "{path}: the public address is http");
    }
    let page = SHIPPED.get("/fr/");
    for name in ["permissions-policy", "cross-origin-opener-policy", "referrer-policy"] {
        assert!(!page.header(name).is_empty(), "{name}");
    }
    let https = TestSite::start(&shipped_files(), &base("https://example.org"));
    assert!(https.get("/fr/").header("strict-transport-security").starts_with("max-age="));
}

#[test]
fn cors_lets_scripts_of_other_sites_read_the_open_data() {
    let answer = SmallSite::start().get("/data/aimf.json");
    assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    assert_eq!(answer.header("cross-origin-resource-policy"), Some("cross-origin"));
    assert_eq!(
        answer.header("cache-control"),
        Some("public, max-age=300, stale-while-revalidate=300, stale-if-error=604800")
    );
}

/// One answer of each status that is to be had, and what was asked.
fn one_of_each_status(site: &SmallSite) -> Vec<(u16, RawAnswer)> {
    let etag = site.get("/fr/").header("etag").unwrap().to_owned();
    let long = format!("/{}", "a".repeat(9000));
    let large = "a".repeat(20_000);
    vec![
        (200, site.get("/fr/")),
        (204, site.ask("OPTIONS", "/fr/", &[])),
        (206, site.get_with(FONT, "range", "bytes=0-1")),
        (301, site.get("/fr/histoire")),
        (302, site.get("/")),
        (304, site.get_with("/fr/", "if-none-match", &etag)),
        (400, site.get_with("/fr/", "host", "b")),
        (404, site.get("/fr/absent/")),
        (405, site.ask("POST", "/fr/", &[])),
        (412, site.get_with("/fr/", "if-match", "\"other\"")),
        (413, site.get_with("/fr/", "content-length", "5")),
        (414, site.get(&long)),
        (416, site.get_with(FONT, "range", "bytes=99999-")),
        (431, site.get_with("/fr/", "x-large", &large)),
        (501, site.ask("BREW", "/fr/", &[])),
    ]
}

#[test]
fn hsts_and_nosniff_are_on_every_answer_whatever_its_status() {
    let site = SmallSite::start();
    for (status, answer) in one_of_each_status(&site) {
        assert_eq!(answer.status, status);
        // A 304 leaves what the client keeps from the 200 (RFC 9110 §15.4.5).
        if status != 304 {
            assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{status}");
            assert_eq!(answer.header("strict-transport-security"), Some("max-age=63072000"), "{status}");
        }
    }
}

#[test]
fn a_layer_that_is_added_reaches_every_answer() {
    let site = SmallSite::with_app(Limits::default(), |live, layers| {
        ServiceBuilder::new()
            .layer(SetResponseHeaderLayer::overriding(
                HeaderName::from_static("x-added"),
                HeaderValue::from_static("yes"),
            ))
            .service(app::site(live, layers))
    });
    for (status, answer) in one_of_each_status(&site) {
        assert_eq!((answer.status, answer.header("x-added")), (status, Some("yes")));
    }
}
