//! A percent-decoded path -> whether it can be one, and how it is written in a header (RFC 3986).

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
            const HEX: &[u8; 16] = b"0123456789ABCDEF";
            encoded.push('%');
            encoded.push(char::from(HEX[usize::from(byte >> 4)]));
            encoded.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
    encoded
}

/// Whether a request can name this path, and name it in one way only.
pub(super) fn is_path(path: &str) -> bool {
    path.strip_prefix('/').is_some_and(|rest| {
        let mut segments = rest.split('/').peekable();
        let mut sound = true;
        while let Some(segment) = segments.next() {
            let last = segments.peek().is_none();
            sound &= segment != "." && segment != ".." && (last || !segment.is_empty());
        }
        sound && !rest.contains(|c: char| c.is_control() || matches!(c, '?' | '#' | '%' | '\\'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
