//! The part that a `Range` asks for (RFC 9110 §14); the crates for it answer 416 to one that cannot be read, which is ignored here.

use std::ops::Range;

/// Which part of a representation is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ByteRange {
    /// All of it, with a 200: there is no range, or none that this server honours.
    Whole,
    /// These bytes, with a 206.
    Bytes(Range<usize>),
    /// A range that begins after the end: a 416.
    Unsatisfiable,
}

/// The part of a representation of `length` bytes that `Range` asks for (RFC 9110 §14.1.2, §14.2).
///
/// One range is honoured. Several are answered with the whole, as the RFC allows: no browser asks for them.
///
/// ```
/// use aimf::server::ranges::{ByteRange, part};
/// assert_eq!(part(b"bytes=-500", 2000), ByteRange::Bytes(1500..2000));
/// ```
#[must_use]
pub fn part(range: &[u8], length: usize) -> ByteRange {
    let text = std::str::from_utf8(range).unwrap_or_default();
    let spec = text.split_once('=').filter(|(unit, _)| unit.eq_ignore_ascii_case("bytes"));
    let Some((first, last)) = spec.and_then(|(_, spec)| spec.trim().split_once('-')) else {
        return ByteRange::Whole;
    };
    match (number(first), number(last)) {
        (Some(first), Some(last)) if first > last => ByteRange::Whole,
        (Some(first), Some(_)) if first >= length => ByteRange::Unsatisfiable,
        (Some(first), Some(last)) => ByteRange::Bytes(first..length.min(last.saturating_add(1))),
        (Some(first), None) if last.is_empty() && first >= length => ByteRange::Unsatisfiable,
        (Some(first), None) if last.is_empty() => ByteRange::Bytes(first..length),
        (None, Some(suffix)) if first.is_empty() && (suffix == 0 || length == 0) => ByteRange::Unsatisfiable,
        (None, Some(suffix)) if first.is_empty() => ByteRange::Bytes(length.saturating_sub(suffix)..length),
        _ => ByteRange::Whole,
    }
}

/// Digits as a number; one that is too large is as large as can be, since it lies beyond every end alike.
fn number(digits: &str) -> Option<usize> {
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().unwrap_or(usize::MAX))
}
