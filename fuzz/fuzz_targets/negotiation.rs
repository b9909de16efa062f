//! Header fields and targets, of which whatever arrives is decided: a coding and a language that are there, a part that lies within
//! the file, a path with as many slashes as were sent.
#![no_main]

use aimf::edition::{Coding, address};
use aimf::server::negotiation::{coding, language};
use aimf::server::ranges::{ByteRange, part};
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
    if let Ok(text) = std::str::from_utf8(bytes)
        && let Ok(decoded) = address::decode(text)
    {
        assert_eq!(decoded.matches('/').count(), text.matches('/').count());
    }
    for line in &lines {
        if let ByteRange::Bytes(range) = part(line, length) {
            assert!(range.start < range.end && range.end <= length);
        }
    }
});
