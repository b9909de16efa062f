//! Content negotiation (RFC 9110 §12): Accept-Encoding, Accept-Language, Vary; what clients send and what they get.

use std::io::Read;

use aimf::edition::Coding;
use aimf::server::negotiation::{coding, language};
use http::HeaderValue;
use proptest::prelude::*;

use crate::support::shipped_site::get;
use crate::support::small_site::SmallSite;

#[test]
fn accept_encoding_gives_visitors_br_zstd_or_gzip_as_they_prefer_with_vary() {
    for (accepted, coding) in [
        ("br, zstd, gzip", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("zstd", "zstd"),
        ("br;q=0, gzip", "gzip"),
        ("identity", ""),
        ("*", "br"),
        ("deflate", ""),
        ("br;q=0, *;q=0.1", "zstd"),
        ("gzip;q=banana, br", "br"),
    ] {
        let answer = get("/fr/", &[("accept-encoding", accepted)]);
        assert_eq!((answer.status, answer.header("content-encoding")), (200, coding), "{accepted}");
        assert_eq!(answer.header("vary"), "Accept-Encoding");
    }
    assert_eq!(get("/fr/", &[]).header("content-encoding"), "");
}

#[test]
fn br_zstd_and_gzip_carry_the_same_page_each_with_vary_and_an_etag_of_its_own() {
    let site = SmallSite::start();
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
fn accept_language_redirects_the_root_to_the_visitors_language_with_vary() {
    for (accepted, language) in [
        ("", "fr"),
        ("en", "en"),
        ("en-GB,en;q=0.9", "en"),
        ("en;q=0.1, fr;q=0.9", "fr"),
        ("fr-CA", "fr"),
        ("de, es", "fr"),
        ("fr;q=0, en", "en"),
        ("de, *;q=0.5", "fr"),
        ("*;q=0.1, en;q=0.2", "en"),
        ("banana;;q=, en", "en"),
    ] {
        let answer = get("/", &[("accept-language", accepted)]);
        assert_eq!((answer.status, answer.header("location")), (302, &*format!("/{language}/")), "{accepted}");
        assert_eq!(answer.header("vary"), "Accept-Language");
        assert_eq!(answer.header("set-cookie"), "");
    }
}

#[test]
fn the_redirect_by_accept_language_is_not_stored_and_keeps_the_query() {
    let site = SmallSite::start();
    for (accepted, place) in [
        ("fr", "/fr/"),
        ("fr-CA, en;q=0.5", "/fr/"),
        ("en-GB", "/en/"),
        ("en;q=0.1, fr;q=0.9", "/fr/"),
        ("de", "/fr/"),
        ("fr;q=0, de", "/fr/"),
        ("fr;q=0, *", "/en/"),
    ] {
        let answer = site.get_with("/", "Accept-Language", accepted);
        assert_eq!(answer.status, 302);
        assert_eq!(answer.header("location"), Some(place), "{accepted}");
        assert_eq!(answer.header("vary"), Some("Accept-Language"));
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        assert_eq!(answer.header("etag"), None);
        assert!(answer.body.starts_with(b"<!doctype html>"));
    }
    assert_eq!(site.get("/").header("location"), Some("/fr/"));
    assert_eq!(site.get("/?a=b").header("location"), Some("/fr/?a=b"));
}

fn coding_for(header: &str) -> Coding {
    coding([&HeaderValue::from_str(header).unwrap()], |_| true)
}

fn language_for(header: &str) -> Option<&'static str> {
    let available = ["fr", "en", "pt-BR", "wol"];
    language([&HeaderValue::from_str(header).unwrap()], available).map(|index| available[index])
}

#[test]
fn accept_encoding_gives_the_coding_a_client_weighs_highest_and_we_prefer() {
    for (header, expected) in [
        ("gzip, deflate, br, zstd", Coding::Brotli),
        ("gzip, deflate, br", Coding::Brotli),
        ("gzip, zstd", Coding::Zstd),
        ("gzip", Coding::Gzip),
        ("x-gzip", Coding::Gzip),
        ("GZip", Coding::Gzip),
        ("deflate, compress", Coding::Identity),
        ("", Coding::Identity),
        ("identity", Coding::Identity),
        ("*", Coding::Brotli),
        ("br;q=0, *", Coding::Zstd),
        ("br;q=0.1, gzip;q=0.2", Coding::Gzip),
        ("br;q=0.999, zstd;q=1.000", Coding::Zstd),
        ("gzip;q=0.5, identity", Coding::Identity),
        ("gzip;q=0.5, identity;q=0.4", Coding::Gzip),
        ("gzip;q=0.5, identity;q=0.5", Coding::Gzip),
        ("gzip;q=0.5, *;q=0.8", Coding::Brotli),
        ("gzip;q=0", Coding::Identity),
        ("br ; q=0.5 , gzip;Q=0.6", Coding::Gzip),
    ] {
        assert_eq!(coding_for(header), expected, "{header:?}");
    }
}

#[test]
fn a_client_without_accept_encoding_gets_the_plain_bytes() {
    assert_eq!(coding::<str>([], |_| true), Coding::Identity);
}

#[test]
fn accept_encoding_of_nothing_gets_the_plain_bytes_all_the_same() {
    assert_eq!(coding_for("identity;q=0"), Coding::Identity);
    assert_eq!(coding_for("*;q=0"), Coding::Identity);
    assert_eq!(coding_for("br;q=0, identity;q=0, *;q=0"), Coding::Identity);
}

#[test]
fn accept_encoding_without_identity_gives_any_coding_that_is_accepted() {
    assert_eq!(coding_for("identity;q=0, gzip;q=0.001"), Coding::Gzip);
    assert_eq!(coding_for("identity;q=0, *;q=0.001"), Coding::Brotli);
}

#[test]
fn accept_encoding_does_not_choose_a_coding_that_is_not_there() {
    let header = HeaderValue::from_static("br, gzip;q=0.2");
    assert_eq!(coding([&header], |coding| coding != Coding::Brotli), Coding::Gzip);
    assert_eq!(coding([&header], |coding| coding == Coding::Identity), Coding::Identity);
}

#[test]
fn malformed_weights_in_accept_encoding_are_skipped_not_guessed() {
    for header in [
        "br;q=2",
        "br;q=1.001",
        "br;q=0.1234",
        "br;q=.5",
        "br;q=-1",
        "br;q=",
        "br;q",
        "br;level=3",
        "br;q=0,5",
        "br;q=1;x=y",
        "b r",
        "br;;q=1",
        "br;q=0.x",
        "br;q =1",
        "\"br\"",
    ] {
        assert_eq!(coding_for(header), Coding::Identity, "{header:?}");
    }
    assert_eq!(coding_for("br;q=2, , gzip"), Coding::Gzip);
}

#[test]
fn several_lines_of_accept_encoding_are_one_list() {
    let lines = [HeaderValue::from_static("gzip;q=0.5"), HeaderValue::from_static("zstd;q=0.7")];
    assert_eq!(coding(&lines, |_| true), Coding::Zstd);
}

#[test]
fn accept_language_gives_a_visitor_the_language_they_weigh_highest() {
    for (header, expected) in [
        ("fr", Some("fr")),
        ("en", Some("en")),
        ("en-GB,en;q=0.9,fr;q=0.8", Some("en")),
        ("fr-CA", Some("fr")),
        ("fr-CA,en;q=0.9", Some("fr")),
        ("FR-ca", Some("fr")),
        ("fr-Latn-CA-x-private", Some("fr")),
        ("en;q=0.1, fr;q=0.9", Some("fr")),
        ("de, en;q=0.1", Some("en")),
        ("de", None),
        ("", None),
        ("*", Some("fr")),
        ("de, *;q=0.5", Some("fr")),
        ("fr;q=0, *;q=0.5", Some("en")),
        ("fr;q=0", None),
        ("fr-CA;q=0, fr;q=0.5", Some("fr")),
        ("fr-CA;q=0, en;q=0.5", Some("en")),
        ("fr-CA;q=0.9, fr;q=0.1, en;q=0.5", Some("en")),
        ("fr-CA;q=0.9, fr-BE;q=0.1, en;q=0.5", Some("fr")),
        ("fr-BE;q=0.1, fr-CA;q=0.9, en;q=0.5", Some("fr")),
        ("fr-@, en;q=0.5", Some("en")),
        ("pt", Some("pt-BR")),
        ("pt-BR", Some("pt-BR")),
        ("pt-PT", None),
        ("wol", Some("wol")),
        ("wol-SN, fr;q=0.5", Some("wol")),
        ("fra", None),
        ("f", None),
        ("fr-", Some("fr")),
        ("en;q=x, fr;q=0.2", Some("fr")),
        ("fr_FR", None),
        (";;;,,,=,fr", Some("fr")),
    ] {
        assert_eq!(language_for(header), expected, "{header:?}");
    }
}

#[test]
fn accept_language_gives_the_first_named_of_two_liked_alike() {
    assert_eq!(language_for("en, fr"), Some("en"));
    assert_eq!(language_for("fr, en"), Some("fr"));
    assert_eq!(language_for("en-US, fr-FR"), Some("en"));
    assert_eq!(language_for("fr-CA, en, fr-BE"), Some("fr"));
}

#[test]
fn an_accept_encoding_or_language_without_end_is_read_to_a_limit() {
    let bomb = format!("{}br", "x,".repeat(20_000));
    assert_eq!(coding_for(&bomb), Coding::Identity);
    let bomb = format!("{}fr", "x,".repeat(20_000));
    assert_eq!(language_for(&bomb), None);
}

proptest! {
    #[test]
    fn whatever_arrives_to_be_negotiated_is_answered(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(value) = HeaderValue::from_bytes(&bytes) {
            coding([&value], |_| true);
            language([&value], ["fr", "en"]);
        }
    }

    #[test]
    fn whatever_looks_like_an_accept_encoding_or_language_is_answered(
        text in "((br|gzip|fr|fr-CA|\\*|identity|)( |;q=|;|0|1|\\.|,|-|9){0,4}){0,12}",
    ) {
        if let Ok(value) = HeaderValue::from_str(&text) {
            let chosen = coding([&value], |coding| coding != Coding::Zstd);
            prop_assert_ne!(chosen, Coding::Zstd);
            if let Some(index) = language([&value], ["fr", "en"]) {
                prop_assert!(index < 2);
            }
        }
    }
}
