//! What the composition of the server adds to every answer.

use aimf::server::Limits;
use aimf::server::app;
use http::{HeaderName, HeaderValue};
use tower::ServiceBuilder;
use tower_http::set_header::SetResponseHeaderLayer;

use super::client::Answer;
use super::site::{FONT, TestSite};

/// One answer of each status that is to be had, and what was asked.
fn one_of_each_status(site: &TestSite) -> Vec<(u16, Answer)> {
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
fn a_layer_that_is_added_reaches_every_answer() {
    let site = TestSite::with_app(Limits::default(), |live, layers| {
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

#[test]
fn security_headers_are_on_every_answer_whatever_its_status() {
    let site = TestSite::start();
    for (status, answer) in one_of_each_status(&site) {
        assert_eq!(answer.status, status);
        // A 304 leaves what the client keeps from the 200 (RFC 9110 §15.4.5).
        if status != 304 {
            assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{status}");
            assert_eq!(answer.header("strict-transport-security"), Some("max-age=63072000"), "{status}");
        }
    }
}
