//! Header values -> what is sent: a coding and a language that are there, and a part that lies within the file.
#![no_main]

use aimf::edition::Coding;
use aimf::serve::negotiate::{coding, language};
use aimf::serve::precondition::{Part, is_match, none_match, part, range_applies};
use http::HeaderValue;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u16, &[u8])| {
    let (length, bytes) = (usize::from(input.0), input.1);
    // Several lines of one field.
    let values: Vec<_> =
        bytes.split(|byte| *byte == b'\n').filter_map(|line| HeaderValue::from_bytes(line).ok()).collect();
    let lines: Vec<_> = values.iter().collect();
    let chosen = coding(lines.iter().copied(), |coding| coding == Coding::Gzip);
    assert!(matches!(chosen, Coding::Gzip | Coding::Identity));
    let tags = ["fr", "en", "pt-BR"];
    if let Some(index) = language(&ByLine(&lines), tags) {
        assert!(index < tags.len());
    }
    let etag = b"\"3f9a\"";
    let (is_none, is_some) = (none_match(lines.iter().copied(), etag), is_match(lines.iter().copied(), etag));
    // What matches strongly matches weakly too.
    assert!(lines.is_empty() || !is_some || is_none);
    for value in &values {
        let _ = range_applies(Some(value), etag);
        if let Part::Bytes(range) = part(value, length) {
            assert!(range.start < range.end && range.end <= length);
        }
    }
});

/// Lines that can be gone through more than once.
struct ByLine<'a>(&'a [&'a HeaderValue]);

impl<'a> IntoIterator for &ByLine<'a> {
    type Item = &'a HeaderValue;
    type IntoIter = std::iter::Copied<std::slice::Iter<'a, &'a HeaderValue>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter().copied()
    }
}
