//! Lines of header fields -> what is sent: a coding and a language that are there, and a part that lies within the file.
#![no_main]

use aimf::edition::Coding;
use aimf::serve::negotiate::{coding, language};
use aimf::serve::precondition::{Part, is_match, none_match, part, range_applies};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u16, &[u8])| {
    let (length, bytes) = (usize::from(input.0), input.1);
    // Several lines of one field.
    let lines: Vec<_> = bytes.split(|byte| *byte == b'\n').collect();
    let chosen = coding(&lines, |coding| coding == Coding::Gzip);
    assert!(matches!(chosen, Coding::Gzip | Coding::Identity));
    let tags = ["fr", "en", "pt-BR"];
    if let Some(index) = language(&lines, tags) {
        assert!(index < tags.len());
    }
    let etag = b"\"3f9a\"";
    // What matches strongly matches weakly too.
    assert!(!is_match(&lines, etag) || none_match(&lines, etag));
    for line in &lines {
        let _ = range_applies(Some(line), etag);
        if let Part::Bytes(range) = part(line, length) {
            assert!(range.start < range.end && range.end <= length);
        }
    }
});
