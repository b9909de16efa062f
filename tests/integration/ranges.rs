//! Range requests (RFC 9110 §14): 206, 416, If-Range.

use aimf::server::ranges::{ByteRange, part};
use proptest::prelude::*;

use crate::support::shipped_site::{SHIPPED, get};
use crate::support::small_site::{FONT, STYLE, SmallSite};

#[test]
fn a_range_of_a_static_file_can_be_fetched() {
    let page = SHIPPED.get("/fr/").page();
    let font = page.attributes("link[rel=preload]", "href").remove(0);
    let whole = get(&font, &[]);
    assert_eq!(whole.header("accept-ranges"), "bytes");
    let part = get(&font, &[("range", "bytes=2-5")]);
    assert_eq!((part.status, &part.body[..]), (206, &whole.body[2..=5]));
    assert_eq!(part.header("content-range"), format!("bytes 2-5/{}", whole.body.len()));
    let end = get(&font, &[("range", "bytes=-3")]);
    assert_eq!(end.body, whole.body[whole.body.len() - 3..]);
    assert_eq!(get(&font, &[("range", "bytes=99999999-")]).status, 416);
    assert_eq!(get(&font, &[("range", "lines=1-2")]).status, 200);
    assert_eq!(get(&font, &[("range", "bytes=0-1"), ("if-range", "\"x\"")]).status, 200);
}

#[test]
fn a_range_of_a_file_gets_a_206_and_one_beyond_its_end_a_416() {
    let site = SmallSite::start();
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
fn several_ranges_an_if_range_of_a_changed_file_and_a_page_are_sent_whole() {
    let site = SmallSite::start();
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
fn a_range_is_of_the_coding_that_was_chosen() {
    let site = SmallSite::start();
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
    fn whatever_arrives_a_range_lies_within_the_file(
        text in "(bytes=)?[0-9-]{0,24}[,0-9x-]{0,4}",
        length in 0_usize..40,
    ) {
        if let ByteRange::Bytes(range) = part(text.as_bytes(), length) {
            prop_assert!(range.start < range.end && range.end <= length);
        }
    }
}
