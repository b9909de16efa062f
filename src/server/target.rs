//! The target of a request, as the path to look up (RFC 3986 §6.2.2).

use std::borrow::Cow;

/// A path that is no path of a URI: a `%` without two hexadecimal digits, or a byte beyond ASCII.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed;

/// The path in the form in which an edition has it.
///
/// `/fr/%68istoire/` and `/fr/histoire/` are one address (RFC 3986 §6.2.2.2), so an octet that needed no encoding is decoded, as is
/// what may only stand encoded. A delimiter stays as it is: `%2F` is no `/`, and an edition has no `%` in its paths. What does not
/// decode to UTF-8 cannot be in an edition either, but its beginning still tells the language of the answer.
///
/// # Errors
///
/// The text is no path of a URI.
pub fn path(raw: &str) -> Result<Cow<'_, str>, Malformed> {
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
    match digit {
        b'0'..=b'9' => Ok(digit - b'0'),
        b'a'..=b'f' => Ok(digit - b'a' + 10),
        b'A'..=b'F' => Ok(digit - b'A' + 10),
        _ => Err(Malformed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_address_written_in_two_ways_is_one_page() {
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
            assert_eq!(path(raw).as_deref(), Ok(expected), "{raw}");
        }
    }

    #[test]
    fn what_is_no_path_is_told_so() {
        for raw in ["%", "/%", "/%6", "/%zz", "/%6g", "/é", "/%%68"] {
            assert_eq!(path(raw), Err(Malformed), "{raw}");
        }
    }

    proptest! {
        #[test]
        fn whatever_arrives_decoding_keeps_reserved_characters_apart(raw in "/[%/a-fA-F0-9?.]{0,40}") {
            if let Ok(decoded) = path(&raw) {
                prop_assert_eq!(decoded.matches('/').count(), raw.matches('/').count());
            }
        }
    }
}
