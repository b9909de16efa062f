//! Paths as an edition has them, and as they are written in a request and in a header (RFC 3986).

use std::borrow::Cow;
use std::fmt::Write as _;

use http::HeaderValue;
use http::header::InvalidHeaderValue;

/// The target as a header value: a path is percent-encoded, a URL must be so already.
pub(super) fn location(target: &str) -> Result<HeaderValue, InvalidHeaderValue> {
    let encoded = if is_external(target) { target.to_owned() } else { percent_encoded(target) };
    HeaderValue::from_str(&encoded)
}

/// Whether a redirect leads to another site.
pub(super) fn is_external(target: &str) -> bool {
    target.starts_with("https://") || target.starts_with("http://")
}

/// A percent-decoded path, perhaps with a fragment, as it goes over the wire (RFC 3986 §2.1).
fn percent_encoded(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=:@#".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// Whether a request can name this path, and in one way only.
pub(super) fn is_path(path: &str) -> bool {
    path.starts_with('/')
        && !path.contains("//")
        && !path.split('/').any(|segment| segment == "." || segment == "..")
        && !path.contains(|c: char| c.is_control() || matches!(c, '?' | '#' | '%' | '\\'))
}

/// The error for a text that is no path of a URI: it has a `%` without two hexadecimal digits, or a byte beyond ASCII.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed;

/// The path of a request's target in the form in which an edition has it (RFC 3986 §6.2.2).
///
/// `/fr/%68istoire/` and `/fr/histoire/` are one address (RFC 3986 §6.2.2.2), so an octet that needed no encoding is decoded, as is
/// one that may only stand encoded. A delimiter stays as it is: `%2F` is no `/`, and an edition has no `%` in its paths. What does not
/// decode to UTF-8 cannot be in an edition either, but its beginning still tells the language of the answer.
///
/// # Errors
///
/// The text is no path of a URI.
pub fn decode(raw: &str) -> Result<Cow<'_, str>, Malformed> {
    if raw.bytes().all(|byte| byte.is_ascii() && byte != b'%') {
        return Ok(Cow::Borrowed(raw));
    }
    let mut decoded = Vec::with_capacity(raw.len());
    let mut rest = raw.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = match byte {
            b'%' => {
                let [high, low, after @ ..] = after else {
                    return Err(Malformed);
                };
                let octet = hex(*high)? * 16 + hex(*low)?;
                if b"%/?#[]@:!$&'()*+,;=".contains(&octet) {
                    decoded.extend_from_slice(&[b'%', *high, *low]);
                } else {
                    decoded.push(octet);
                }
                after
            }
            byte if byte.is_ascii() => {
                decoded.push(byte);
                after
            }
            _ => return Err(Malformed),
        };
    }
    Ok(Cow::Owned(
        String::from_utf8(decoded).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()),
    ))
}

fn hex(digit: u8) -> Result<u8, Malformed> {
    let value = char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok());
    value.ok_or(Malformed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_path_can_be_asked_for_in_one_way_only() {
        for path in ["/", "/fr/", "/fr/été/", "/a b", "/.well-known/security.txt", "/a..b/...", "/fr/a:b"] {
            assert!(is_path(path), "{path}");
        }
        for path in
            ["", "fr/", "//", "//fr", "/fr//a", "/./a", "/a/..", "/a/../b", "/a?b", "/a#b", "/%41", "/a\\b", "/a\n"]
        {
            assert!(!is_path(path), "{path}");
        }
    }

    #[test]
    fn accents_are_written_as_the_wire_has_them() {
        assert_eq!(location("/fr/été/#juin").unwrap(), "/fr/%C3%A9t%C3%A9/#juin");
        assert_eq!(location("/a b").unwrap(), "/a%20b");
        assert_eq!(location("https://a.test/é").unwrap().as_bytes(), "https://a.test/é".as_bytes());
        assert!(location("https://a.test/\n").is_err());
    }

    #[test]
    fn one_address_written_in_two_ways_is_one_page_and_what_is_no_path_is_told_so() {
        for (raw, expected) in [
            ("/fr/histoire/", "/fr/histoire/"),
            ("/fr/%68istoire/", "/fr/histoire/"),
            ("/fr/%C3%A9t%c3%a9/", "/fr/été/"),
            ("/fr/a%20b", "/fr/a b"),
            ("/fr%2Fhistoire/", "/fr%2Fhistoire/"),
            ("/fr%2fhistoire/", "/fr%2fhistoire/"),
            ("/%2568", "/%2568"),
            ("/%2e%2e/secret", "/../secret"),
            ("/%00", "/\0"),
            ("/fr/%FF", "/fr/\u{fffd}"),
        ] {
            assert_eq!(decode(raw).as_deref(), Ok(expected), "{raw}");
        }
        for raw in ["%", "/%", "/%6", "/%zz", "/%6g", "/é", "/%%68"] {
            assert_eq!(decode(raw), Err(Malformed), "{raw}");
        }
    }

    proptest! {
        #[test]
        fn whatever_arrives_decoding_keeps_reserved_characters_apart(raw in "/[%/a-fA-F0-9?.]{0,40}") {
            if let Ok(decoded) = decode(&raw) {
                prop_assert_eq!(decoded.matches('/').count(), raw.matches('/').count());
            }
        }
    }
}
