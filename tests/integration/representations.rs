//! Representations (RFC 9110 §3.2): the header fields of a page, and the bytes of the edition as they are served.

use aimf::edition::{Coding, Route};

use crate::support::program::Program;
use crate::support::small_site::SmallSite;

#[test]
fn a_page_says_its_content_type_content_language_and_cache_control() {
    let answer = SmallSite::start().get("/en/history/");
    for (name, value) in [
        ("content-type", "text/html; charset=utf-8"),
        ("content-language", "en"),
        ("vary", "Accept-Encoding"),
        ("cache-control", "public, max-age=60, stale-while-revalidate=60, stale-if-error=604800"),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "strict-origin-when-cross-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("strict-transport-security", "max-age=63072000"),
    ] {
        assert_eq!(answer.header(name), Some(value), "{name}");
    }
    assert!(answer.header("date").is_some());
    assert!(answer.header("set-cookie").is_none());
    assert!(answer.header("server").is_none());
}

#[test]
fn what_is_served_is_what_the_edition_holds() {
    let site = SmallSite::start();
    let edition = site.live.current();
    for (path, route) in edition.iter() {
        let Route::Resource(resource) = route else {
            continue;
        };
        for representation in &resource.representations {
            let coding = representation.coding;
            let path = path.replace('é', "%C3%A9");
            let answer = site.get_with(&path, "Accept-Encoding", coding.token());
            assert!(answer.body == representation.body[..], "{path} {coding:?}");
            assert_eq!(answer.header("etag"), representation.etag.to_str().ok());
            let lasting = answer.lasting_headers();
            assert_eq!(lasting.len(), representation.headers.len() + 1, "{path}");
        }
    }
    assert_eq!(Coding::ALL.len(), 4);
}

#[test]
fn content_codings_are_as_small_as_can_be_unless_a_fast_compression_was_asked_for() {
    let [best, fast] = ["--compression=best", "--compression=fast"].map(|level| Program::serve(&[level]));
    for coding in ["br", "zstd"] {
        let [best, fast] = [&best, &fast].map(|program| {
            let page = format!("{}fr/histoire/", program.address());
            let mut answer = ureq::get(&page).header("Accept-Encoding", coding).call().unwrap();
            assert_eq!(answer.headers()["content-encoding"], coding);
            answer.body_mut().read_to_vec().unwrap().len()
        });
        assert!(best < fast, "{coding}: {best} and {fast} bytes");
    }
}
