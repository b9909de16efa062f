//! A request's target -> the percent-decoded path to look up, or the reason to refuse it (RFC 3986 §6.2.2, RFC 9112 §3.2).

use std::borrow::Cow;

use http::header::HOST;
use http::uri::Scheme;
use http::{Method, Request, StatusCode, Uri, Version};
use http_body::Body;

use super::asked::Fields;

/// A path that is no path of a URI: a `%` without two hexadecimal digits, or a byte beyond ASCII.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Malformed;

/// The path in the form in which an edition has it.
///
/// `/fr/%68istoire/` and `/fr/histoire/` are one address (RFC 3986 §6.2.2.2), so an octet that needed no encoding is decoded, as is
/// what may only stand encoded. A delimiter stays as it is: `%2F` is no `/`, and an edition has no `%` in its paths. What does not
/// decode to UTF-8 cannot be in an edition either, but its beginning still tells the language of the answer.
pub(super) fn path(raw: &str) -> Result<Cow<'_, str>, Malformed> {
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

/// Why a request is refused before anyone looks at what it asks for; the connection ends with the answer.
///
/// - 400: no `Host` in HTTP/1.1, more than one, or one that is none (RFC 9112 §3.2); a target in a form that its method does not have.
/// - 414: a target longer than `longest`.
/// - 413: content in a GET or HEAD. It has no meaning, and may be an attempt to smuggle a request (RFC 9110 §9.3.1).
pub(super) fn objection<B: Body>(request: &Request<B>, longest: usize) -> Option<StatusCode> {
    if !has_sound_host(request.headers(), request.version()) {
        return Some(StatusCode::BAD_REQUEST);
    }
    let uri = request.uri();
    if !has_form_of_its_method(uri, request.method()) {
        return Some(StatusCode::BAD_REQUEST);
    }
    let length = uri.path_and_query().map_or(0, |target| target.as_str().len());
    if length > longest {
        return Some(StatusCode::URI_TOO_LONG);
    }
    let method = request.method();
    if (method == Method::GET || method == Method::HEAD) && !request.body().is_end_stream() {
        return Some(StatusCode::PAYLOAD_TOO_LARGE);
    }
    None
}

/// `host:port` for CONNECT and for no other (RFC 9112 §3.2.3); `*` for OPTIONS only (§3.2.4); else a path, alone or within a whole
/// `http` URI without a user (§3.2.1, §3.2.2; RFC 9110 §4.2.4).
fn has_form_of_its_method(uri: &Uri, method: &Method) -> bool {
    if method == Method::CONNECT {
        return uri.scheme().is_none() && uri.port_u16().is_some();
    }
    match (uri.scheme(), uri.authority()) {
        (None, Some(_)) => false,
        (None, None) => uri.path() != "*" || method == Method::OPTIONS,
        (Some(scheme), authority) => {
            (*scheme == Scheme::HTTP || *scheme == Scheme::HTTPS)
                && authority.is_some_and(|it| !it.as_str().contains('@'))
        }
    }
}

/// One `Host`, or none before HTTP/1.1.
pub(super) fn has_sound_host(fields: &(impl Fields + ?Sized), version: Version) -> bool {
    let mut hosts = fields.lines(&HOST);
    match (hosts.next(), hosts.next()) {
        (Some(host), None) => is_host(host),
        (None, _) => version < Version::HTTP_11,
        (Some(_), Some(_)) => false,
    }
}

/// `uri-host [":" port]` by its characters; which host it is does not matter, as no answer depends on it.
fn is_host(host: &[u8]) -> bool {
    let is_usual = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':');
    host.iter().all(|&byte| is_usual(byte) || b"_~%!$&'()*+,;=[]".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;
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

    fn request(version: Version, hosts: &[&str]) -> Request<String> {
        let mut request = Request::new(String::new());
        *request.version_mut() = version;
        for host in hosts {
            request.headers_mut().append(HOST, HeaderValue::from_str(host).unwrap());
        }
        request
    }

    #[test]
    fn a_request_names_one_host() {
        let objection = |version, hosts: &[_]| objection(&request(version, hosts), 100);
        assert_eq!(objection(Version::HTTP_11, &["aimf.test:80"]), None);
        assert_eq!(objection(Version::HTTP_11, &["[::1]:80"]), None);
        assert_eq!(objection(Version::HTTP_11, &[""]), None);
        assert_eq!(objection(Version::HTTP_10, &[]), None);
        for hosts in [&[][..], &["a", "a"], &["a b"], &["a/b"], &["u@a"], &["é"]] {
            assert_eq!(objection(Version::HTTP_11, hosts), Some(StatusCode::BAD_REQUEST), "{hosts:?}");
        }
    }

    #[test]
    fn each_form_of_a_target_is_that_of_its_methods() {
        for (method, target, sound) in [
            ("GET", "/fr/", true),
            ("GET", "*", false),
            ("OPTIONS", "*", true),
            ("OPTIONS", "/fr/", true),
            ("GET", "http://aimf.test/fr/", true),
            ("GET", "https://aimf.test/fr/", true),
            ("GET", "ftp://aimf.test/fr/", false),
            ("GET", "http://user@aimf.test/fr/", false),
            ("GET", "aimf.test:80", false),
            ("OPTIONS", "aimf.test:80", false),
            ("CONNECT", "aimf.test:80", true),
            ("CONNECT", "aimf.test", false),
            ("CONNECT", "/fr/", false),
            ("CONNECT", "http://aimf.test:80/", false),
        ] {
            let mut request = request(Version::HTTP_11, &["a"]);
            *request.method_mut() = method.parse().unwrap();
            *request.uri_mut() = target.parse().unwrap();
            let refused = Some(StatusCode::BAD_REQUEST).filter(|_| !sound);
            assert_eq!(objection(&request, 100), refused, "{method} {target}");
        }
    }

    #[test]
    fn a_target_has_a_longest_length() {
        let mut request = request(Version::HTTP_11, &["a"]);
        *request.uri_mut() = "/12345?78".parse().unwrap();
        assert_eq!(objection(&request, 9), None);
        assert_eq!(objection(&request, 8), Some(StatusCode::URI_TOO_LONG));
    }

    #[test]
    fn a_question_with_content_is_refused() {
        let mut request = request(Version::HTTP_11, &["a"]);
        *request.body_mut() = "x".to_owned();
        assert_eq!(objection(&request, 9), Some(StatusCode::PAYLOAD_TOO_LARGE));
        *request.method_mut() = Method::POST;
        assert_eq!(objection(&request, 9), None);
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
