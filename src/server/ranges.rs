//! The part of a representation that a `Range` asks for (RFC 9110 §14).
//!
//! `headers` and `http-range-header` take a range that cannot be read for one that cannot be satisfied, a 416; here it is ignored,
//! as a file that is sent whole is of more use.

use std::ops::Range;

/// Which part of a representation is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it, with a 200: there is no range, or none that this server honours.
    Whole,
    /// These bytes, with a 206.
    Bytes(Range<usize>),
    /// A range that begins after the end: a 416.
    Unsatisfiable,
}

/// The part of a representation of `length` bytes that `Range` asks for (RFC 9110 §14.1.2, §14.2).
///
/// One range is honoured. Several are answered with the whole, as the RFC allows: no browser asks for them, and they invite
/// requests that cost more than they are worth. What cannot be read is ignored.
///
/// ```
/// use aimf::server::ranges::{Part, part};
/// assert_eq!(part(b"bytes=-500", 2000), Part::Bytes(1500..2000));
/// ```
#[must_use]
pub fn part(range: &[u8], length: usize) -> Part {
    let Some(spec) =
        range.get(..6).filter(|unit| unit.eq_ignore_ascii_case(b"bytes=")).map(|_| range[6..].trim_ascii())
    else {
        return Part::Whole;
    };
    let Some(dash) = spec.iter().position(|&byte| byte == b'-') else {
        return Part::Whole;
    };
    let (first, last) = (&spec[..dash], &spec[dash + 1..]);
    match (number(first), number(last)) {
        (Some(first), Some(last)) if first > last => Part::Whole,
        (Some(first), Some(_)) if first >= length => Part::Unsatisfiable,
        (Some(first), Some(last)) => Part::Bytes(first..length.min(last.saturating_add(1))),
        (Some(first), None) if last.is_empty() && first >= length => Part::Unsatisfiable,
        (Some(first), None) if last.is_empty() => Part::Bytes(first..length),
        (None, Some(suffix)) if first.is_empty() && (suffix == 0 || length == 0) => Part::Unsatisfiable,
        (None, Some(suffix)) if first.is_empty() => Part::Bytes(length.saturating_sub(suffix)..length),
        _ => Part::Whole,
    }
}

/// Digits as a number; one that is too large is as large as can be, since it lies beyond every end alike.
fn number(digits: &[u8]) -> Option<usize> {
    (!digits.is_empty() && digits.iter().all(u8::is_ascii_digit)).then(|| {
        digits.iter().fold(0_usize, |number, digit| number.saturating_mul(10).saturating_add(usize::from(digit - b'0')))
    })
}
