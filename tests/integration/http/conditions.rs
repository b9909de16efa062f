//! What is not sent again, and what is sent in part.

use aimf::server::ranges::{ByteRange, part};
use proptest::prelude::*;

use super::site::{FONT, STYLE, TestSite, edition};

#[test]
fn a_page_that_the_browser_has_is_not_sent_again() {
    let site = TestSite::start();
    let whole = site.get_with("/fr/", "Accept-Encoding", "br");
    let etag = whole.header("etag").unwrap();
    for (value, status) in [
        (etag.to_owned(), 304),
        (format!("W/{etag}"), 304),
        (format!("\"other\", {etag}"), 304),
        ("*".to_owned(), 304),
        (format!("\"other\",W/{etag}"), 304),
        (format!(",, \"a,b\" , {etag}"), 304),
        (format!("{etag}, junk"), 304),
        ("\"other\"".to_owned(), 200),
        (etag.trim_matches('"').to_owned(), 200),
        (etag.trim_end_matches('"').to_owned(), 200),
        (etag.replace('"', "'"), 200),
        (format!("w/{etag}"), 200),
        (format!("W/ {etag}"), 200),
        (format!("\"other\" {etag}"), 200),
        ("\"a b\"".to_owned(), 200),
        ("W/".to_owned(), 200),
        ("**".to_owned(), 200),
        ("\"other\", *".to_owned(), 200),
        (String::new(), 200),
    ] {
        let conditional = [("Accept-Encoding", "br"), ("If-None-Match", value.as_str())];
        for method in ["GET", "HEAD"] {
            let answer = site.ask(method, "/fr/", &conditional);
            assert_eq!(answer.status, status, "{method} {value}");
            for name in ["etag", "cache-control", "vary"] {
                assert_eq!(answer.header(name), whole.header(name), "{method} {value}");
            }
            if status == 304 {
                assert!(answer.body.is_empty());
                assert_eq!(answer.header("content-length"), None);
                assert_eq!(answer.header("content-type"), None);
            }
        }
    }
}

#[test]
fn the_entity_tag_of_another_coding_does_not_count() {
    let site = TestSite::start();
    let brotli = site.get_with("/fr/", "Accept-Encoding", "br");
    let etag = brotli.header("etag").unwrap();
    let answer = site.ask("GET", "/fr/", &[("Accept-Encoding", "gzip"), ("If-None-Match", etag)]);
    assert_eq!(answer.status, 200);
}

#[test]
fn an_edit_changes_the_entity_tag_of_what_it_changed_only() {
    let site = TestSite::start();
    let (page, style) = (site.get("/fr/"), site.get(STYLE));
    site.live.publish(edition("deuxième édition"));
    let etag = |answer: &super::client::Answer| answer.header("etag").unwrap().to_owned();
    assert_ne!(etag(&page), etag(&site.get("/fr/")));
    assert_eq!(etag(&style), etag(&site.get(STYLE)));
}

#[test]
fn if_match_fails_for_what_has_changed() {
    let site = TestSite::start();
    assert_eq!(site.get_with("/fr/", "If-Match", "\"other\"").status, 412);
    assert_eq!(site.get_with("/fr/", "If-Match", "*").status, 200);
}

#[test]
fn a_part_of_a_file_can_be_asked_for() {
    let site = TestSite::start();
    let whole = site.get(FONT);
    for (range, part, content_range) in [
        ("bytes=0-9", 0..10, "bytes 0-9/2000"),
        ("bytes=1990-", 1990..2000, "bytes 1990-1999/2000"),
        ("bytes=-5", 1995..2000, "bytes 1995-1999/2000"),
        ("bytes=0-9999", 0..2000, "bytes 0-1999/2000"),
    ] {
        let answer = site.get_with(FONT, "Range", range);
        assert_eq!(answer.status, 206, "{range}");
        assert!(answer.body == whole.body[part], "{range}");
        assert_eq!(answer.header("content-range"), Some(content_range));
        assert_eq!(answer.header("etag"), whole.header("etag"));
    }
    let beyond = site.get_with(FONT, "Range", "bytes=2000-");
    assert_eq!(beyond.status, 416);
    assert_eq!(beyond.header("content-range"), Some("bytes */2000"));
}

#[test]
fn several_parts_a_changed_file_and_a_page_are_sent_whole() {
    let site = TestSite::start();
    assert_eq!(site.get_with(FONT, "Range", "bytes=0-1,5-6").status, 200);
    assert_eq!(site.get_with("/fr/", "Range", "bytes=0-1").status, 200);
    assert_eq!(site.ask("HEAD", FONT, &[("Range", "bytes=0-1")]).status, 200);
    let etag = site.get(FONT).header("etag").unwrap().to_owned();
    for (if_range, status) in [(etag.as_str(), 206), ("\"other\"", 200)] {
        let headers = [("Range", "bytes=0-1"), ("If-Range", if_range)];
        assert_eq!(site.ask("GET", FONT, &headers).status, status);
    }
}

#[test]
fn a_part_is_one_of_the_coding_that_was_chosen() {
    let site = TestSite::start();
    let whole = site.get_with(STYLE, "Accept-Encoding", "br");
    let part = site.ask("GET", STYLE, &[("Accept-Encoding", "br"), ("Range", "bytes=0-3")]);
    assert_eq!(part.status, 206);
    assert_eq!(part.header("content-encoding"), Some("br"));
    assert!(part.body == whole.body[..4]);
}

#[test]
fn a_range_is_the_part_it_names() {
    for (value, length, expected) in [
        ("bytes=0-0", 10, ByteRange::Bytes(0..1)),
        ("bytes=0-9", 10, ByteRange::Bytes(0..10)),
        ("bytes=2-4", 10, ByteRange::Bytes(2..5)),
        ("Bytes=2-4", 10, ByteRange::Bytes(2..5)),
        ("bytes= 2-4 ", 10, ByteRange::Bytes(2..5)),
        ("bytes=2-", 10, ByteRange::Bytes(2..10)),
        ("bytes=9-", 10, ByteRange::Bytes(9..10)),
        ("bytes=2-99999999999999999999999", 10, ByteRange::Bytes(2..10)),
        ("bytes=-1", 10, ByteRange::Bytes(9..10)),
        ("bytes=-99", 10, ByteRange::Bytes(0..10)),
        ("bytes=10-", 10, ByteRange::Unsatisfiable),
        ("bytes=10-12", 10, ByteRange::Unsatisfiable),
        ("bytes=99999999999999999999999-", 10, ByteRange::Unsatisfiable),
        ("bytes=-0", 10, ByteRange::Unsatisfiable),
        ("bytes=-1", 0, ByteRange::Unsatisfiable),
        ("bytes=0-", 0, ByteRange::Unsatisfiable),
        ("bytes=4-2", 10, ByteRange::Whole),
        ("bytes=0-1,3-4", 10, ByteRange::Whole),
        ("bytes=0-,0-,0-", 10, ByteRange::Whole),
        ("bytes=-", 10, ByteRange::Whole),
        ("bytes=", 10, ByteRange::Whole),
        ("bytes", 10, ByteRange::Whole),
        ("bytes=a-b", 10, ByteRange::Whole),
        ("bytes=+1-2", 10, ByteRange::Whole),
        ("bytes=1-x", 10, ByteRange::Whole),
        ("bytes=x-1", 10, ByteRange::Whole),
        ("bytes=--1", 10, ByteRange::Whole),
        ("lines=0-1", 10, ByteRange::Whole),
        ("", 10, ByteRange::Whole),
    ] {
        assert_eq!(part(value.as_bytes(), length), expected, "{value:?} of {length}");
    }
}

proptest! {
    #[test]
    fn whatever_arrives_a_part_lies_within_the_file(
        text in "(bytes=)?[0-9-]{0,24}[,0-9x-]{0,4}",
        length in 0_usize..40,
    ) {
        if let ByteRange::Bytes(range) = part(text.as_bytes(), length) {
            prop_assert!(range.start < range.end && range.end <= length);
        }
    }
}
