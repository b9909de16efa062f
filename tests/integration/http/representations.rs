//! What a page or a file looks like on the wire.

use std::io::Read;

use aimf::edition::{Coding, Route};

use super::site::{FONT, STYLE, TestSite};

#[test]
fn head_tells_exactly_what_get_would() {
    let site = TestSite::start();
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
fn each_coding_carries_the_same_page_under_an_entity_tag_of_its_own() {
    let site = TestSite::start();
    let plain = site.get("/fr/");
    let mut etags = vec![plain.header("etag").unwrap().to_owned()];
    for coding in ["br", "zstd", "gzip"] {
        let answer = site.get_with("/fr/", "Accept-Encoding", coding);
        assert_eq!(answer.header("content-encoding"), Some(coding));
        assert_eq!(answer.header("vary"), Some("Accept-Encoding"));
        let mut body = Vec::new();
        match coding {
            "br" => brotli::BrotliDecompress(&mut &answer.body[..], &mut body).unwrap(),
            "zstd" => body = zstd::bulk::decompress(&answer.body, 1 << 20).unwrap(),
            _ => {
                flate2::read::GzDecoder::new(&answer.body[..]).read_to_end(&mut body).unwrap();
            }
        }
        assert!(body == plain.body, "{coding}");
        etags.push(answer.header("etag").unwrap().to_owned());
    }
    etags.sort();
    etags.dedup();
    assert_eq!(etags.len(), 4);
}

#[test]
fn a_page_says_its_language_type_and_freshness() {
    let answer = TestSite::start().get("/en/history/");
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
fn a_fingerprinted_file_is_kept_for_ever_and_a_font_has_one_form() {
    let answer = TestSite::start().get_with(FONT, "Accept-Encoding", "br, gzip");
    assert_eq!(answer.header("cache-control"), Some("public, max-age=31536000, immutable"));
    assert_eq!(answer.header("content-encoding"), None);
    assert_eq!(answer.header("vary"), None);
    assert_eq!(answer.header("accept-ranges"), Some("bytes"));
}

#[test]
fn open_data_may_be_read_by_scripts_of_other_sites() {
    let answer = TestSite::start().get("/data/aimf.json");
    assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    assert_eq!(answer.header("cross-origin-resource-policy"), Some("cross-origin"));
    assert_eq!(
        answer.header("cache-control"),
        Some("public, max-age=300, stale-while-revalidate=300, stale-if-error=604800")
    );
}

#[test]
fn what_is_served_is_what_the_edition_holds() {
    let site = TestSite::start();
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
