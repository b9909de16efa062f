//! Preconditions and ranges: whether, and which part of, a representation is sent (RFC 9110 §13, §14).
//!
//! Pure functions on the lines of header fields, which allocate nothing. `headers` and `http-range-header`, which know these
//! fields too, take a list with one malformed element for none at all, and a malformed range for one that cannot be satisfied;
//! a page that is sent whole is of more use than either.

use std::ops::Range;

/// Whether `If-None-Match` names the representation, so that a 304 is due: `*`, or one of its entity-tags by the weak comparison
/// (RFC 9110 §13.1.2). Reading stops at the first thing that is no entity-tag; what came before it counts.
///
/// ```
/// use aimf::server::conditions::if_none_match;
/// let sent = http::HeaderValue::from_static("\"a\", W/\"b\"");
/// assert!(if_none_match([&sent], b"\"b\""));
/// ```
pub fn if_none_match<'a, V: AsRef<[u8]> + ?Sized + 'a>(
    if_none_match: impl IntoIterator<Item = &'a V>,
    etag: &[u8],
) -> bool {
    if_none_match.into_iter().any(|line| {
        let line = line.as_ref();
        line == etag || line.trim_ascii() == b"*" || entity_tags(line).any(|(_, tag)| tag == etag)
    })
}

/// Whether `If-Match` lets the request through: `*`, or one of its entity-tags by the strong comparison (RFC 9110 §13.1.1).
/// Without the field, every request is let through.
pub fn if_match<'a, V: AsRef<[u8]> + ?Sized + 'a>(if_match: impl IntoIterator<Item = &'a V>, etag: &[u8]) -> bool {
    let mut lines = if_match.into_iter().peekable();
    lines.peek().is_none()
        || lines.any(|line| {
            let line = line.as_ref();
            line.trim_ascii() == b"*" || entity_tags(line).any(|(weak, tag)| !weak && tag == etag)
        })
}

/// Whether `If-Range` lets a `Range` count: it is the strong entity-tag of the representation (RFC 9110 §13.1.5). A date never
/// matches, as the server states no modification dates. Without the field, the range counts.
#[must_use]
pub fn if_range(if_range: Option<&[u8]>, etag: &[u8]) -> bool {
    if_range.is_none_or(|value| value.trim_ascii() == etag)
}

/// The entity-tags of a list, each with whether it is weak, quotes included; ends at the first thing that is none.
fn entity_tags(list: &[u8]) -> impl Iterator<Item = (bool, &[u8])> {
    let mut rest = list;
    std::iter::from_fn(move || {
        while let [b' ' | b'\t' | b',', after @ ..] = rest {
            rest = after;
        }
        let (weak, tag) = match rest {
            [b'W', b'/', tag @ ..] => (true, tag),
            tag => (false, tag),
        };
        let [b'"', opaque @ ..] = tag else {
            return None;
        };
        let end = opaque.iter().position(|&byte| byte == b'"')?;
        // `etagc` (RFC 9110 §8.8.3) is any visible character but the quote.
        if opaque[..end].iter().any(|&byte| byte <= b' ' || byte == 0x7f) {
            return None;
        }
        let (tag, after) = tag.split_at(end + 2);
        let after = after.trim_ascii_start();
        if !after.is_empty() && after[0] != b',' {
            return None;
        }
        rest = after;
        Some((weak, tag))
    })
}

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
/// use aimf::server::conditions::{Part, part};
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TAG: &[u8] = b"\"3f9a\"";

    #[test]
    fn a_page_that_the_browser_has_is_not_sent_again() {
        for value in [
            "\"3f9a\"",
            "W/\"3f9a\"",
            "*",
            " * ",
            "\"x\", \"3f9a\"",
            "\"x\",W/\"3f9a\"",
            ",, \"a,b\" , \"3f9a\"",
            "\"3f9a\", junk",
        ] {
            assert!(if_none_match([value], TAG), "{value}");
        }
    }

    #[test]
    fn what_is_not_the_entity_tag_does_not_keep_a_page_back() {
        for value in [
            "",
            "\"3f9\"",
            "3f9a",
            "\"3f9a",
            "'3f9a'",
            "w/\"3f9a\"",
            "W/ \"3f9a\"",
            "W/",
            "\"",
            "**",
            "junk, \"3f9a\"",
            "\"x\" \"3f9a\"",
            "\"x\"\"3f9a\"",
            "\"a b\", \"3f9a\"",
            "\"x\", *",
        ] {
            assert!(!if_none_match([value], TAG), "{value}");
        }
        assert!(!if_none_match::<str>([], TAG));
    }

    #[test]
    fn several_lines_are_one_list() {
        assert!(if_none_match(["\"x\"", "\"3f9a\""], TAG));
    }

    #[test]
    fn if_match_wants_the_very_same_bytes() {
        assert!(if_match::<str>([], TAG));
        assert!(if_match(["*"], TAG));
        assert!(if_match(["\"x\", \"3f9a\""], TAG));
        assert!(!if_match(["W/\"3f9a\""], TAG));
        assert!(!if_match(["\"x\""], TAG));
        assert!(!if_match([""], TAG));
    }

    #[test]
    fn a_changed_file_is_sent_whole() {
        assert!(if_range(None, TAG));
        assert!(if_range(Some(b"\"3f9a\""), TAG));
        assert!(!if_range(Some(b"W/\"3f9a\""), TAG));
        assert!(!if_range(Some(b"\"x\""), TAG));
        assert!(!if_range(Some(b"Tue, 24 Nov 2026 08:00:00 GMT"), TAG));
    }

    #[test]
    fn a_range_is_the_part_it_names() {
        for (value, length, expected) in [
            ("bytes=0-0", 10, Part::Bytes(0..1)),
            ("bytes=0-9", 10, Part::Bytes(0..10)),
            ("bytes=2-4", 10, Part::Bytes(2..5)),
            ("Bytes=2-4", 10, Part::Bytes(2..5)),
            ("bytes= 2-4 ", 10, Part::Bytes(2..5)),
            ("bytes=2-", 10, Part::Bytes(2..10)),
            ("bytes=9-", 10, Part::Bytes(9..10)),
            ("bytes=2-99999999999999999999999", 10, Part::Bytes(2..10)),
            ("bytes=-1", 10, Part::Bytes(9..10)),
            ("bytes=-99", 10, Part::Bytes(0..10)),
            ("bytes=10-", 10, Part::Unsatisfiable),
            ("bytes=10-12", 10, Part::Unsatisfiable),
            ("bytes=99999999999999999999999-", 10, Part::Unsatisfiable),
            ("bytes=-0", 10, Part::Unsatisfiable),
            ("bytes=-1", 0, Part::Unsatisfiable),
            ("bytes=0-", 0, Part::Unsatisfiable),
            ("bytes=4-2", 10, Part::Whole),
            ("bytes=0-1,3-4", 10, Part::Whole),
            ("bytes=0-,0-,0-", 10, Part::Whole),
            ("bytes=-", 10, Part::Whole),
            ("bytes=", 10, Part::Whole),
            ("bytes", 10, Part::Whole),
            ("bytes=a-b", 10, Part::Whole),
            ("bytes=+1-2", 10, Part::Whole),
            ("bytes=1-x", 10, Part::Whole),
            ("bytes=x-1", 10, Part::Whole),
            ("bytes=--1", 10, Part::Whole),
            ("lines=0-1", 10, Part::Whole),
            ("", 10, Part::Whole),
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
            if let Part::Bytes(range) = part(text.as_bytes(), length) {
                prop_assert!(range.start < range.end && range.end <= length);
            }
        }

        #[test]
        fn whatever_arrives_conditions_are_decided(bytes in proptest::collection::vec(any::<u8>(), 0..99)) {
            if_none_match([&bytes], TAG);
            if_match([&bytes], TAG);
            let _ = if_range(Some(&bytes), TAG);
            let _ = part(&bytes, 10);
        }
    }
}
