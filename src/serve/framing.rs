//! What a client sends -> whole and soundly framed requests for the HTTP library, or the status to refuse them with (RFC 9112 §2–§6).
//!
//! The library is lenient where the standard lets it be: it takes a bare line feed for the end of a line, a second length for the
//! first, and drops a length beside a transfer coding. Two programs that are lenient in two ways disagree on where a request ends,
//! and that is how requests are smuggled past a proxy. So a request's header is looked at here first, and handed on when it is
//! whole.

use http::StatusCode;
use memchr::memchr;

/// A length beyond this many digits is none that anyone sends.
const MOST_DIGITS: usize = 18;

/// How far the requests of one connection have been looked at.
#[derive(Debug)]
pub(super) struct Framing {
    longest_head: usize,
    /// Where the line that is looked at begins, within the header of the present request.
    line: usize,
    /// Lines of the header before that one.
    lines: usize,
    /// What the header says of content so far.
    content: Content,
    /// All that follows is content: the request with it is the last of its connection.
    is_in_content: bool,
}

/// What a request says of its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Content {
    NotStated,
    /// A length of 0.
    Empty,
    /// Another length, or a coding that tells where it ends.
    Follows,
}

impl Framing {
    /// For one connection, with headers of at most `longest_head` bytes.
    pub(super) fn new(longest_head: usize) -> Self {
        Self { longest_head, line: 0, lines: 0, content: Content::NotStated, is_in_content: false }
    }

    /// Whether a request came with content, which nobody reads.
    pub(super) fn is_in_content(&self) -> bool {
        self.is_in_content
    }

    /// The length of the header that `bytes` begins with, when it is whole. `bytes` begins where the last request ended; what is not
    /// whole is looked at again with what comes after it.
    ///
    /// # Errors
    ///
    /// The status to refuse the request with; nothing after it can be trusted.
    pub(super) fn head(&mut self, bytes: &[u8]) -> Result<Option<usize>, StatusCode> {
        loop {
            let rest = &bytes[self.line..];
            let Some(end) = memchr(b'\n', rest) else {
                return self.unfinished(bytes.len(), rest).map(|()| None);
            };
            let next = self.line + end + 1;
            if next > self.longest_head {
                return Err(self.too_long());
            }
            let line = rest[..end].strip_suffix(b"\r").ok_or(StatusCode::BAD_REQUEST)?;
            if line.is_empty() && self.lines > 0 {
                *self = Self { is_in_content: self.content == Content::Follows, ..Self::new(self.longest_head) };
                return Ok(Some(next));
            }
            match (self.lines, line) {
                (0, b"") => {}
                (0, line) => request_line(line)?,
                (_, line) => self.field(line)?,
            }
            // Empty lines before a request do not count (RFC 9112 §2.2).
            self.lines += usize::from(!line.is_empty());
            self.line = next;
        }
    }

    /// Whether a header of which `length` bytes are there, and of whose last line the beginning, can still become one.
    fn unfinished(&self, length: usize, line: &[u8]) -> Result<(), StatusCode> {
        if self.lines == 0 && !begins_like_a_request(line) {
            return Err(StatusCode::BAD_REQUEST);
        }
        if length > self.longest_head { Err(self.too_long()) } else { Ok(()) }
    }

    /// It is the target that is too long where the first line does not end, else the fields.
    fn too_long(&self) -> StatusCode {
        if self.lines == 0 { StatusCode::URI_TOO_LONG } else { StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE }
    }

    /// The fields that say where a request ends may each stand once, and one of them only (RFC 9112 §6.3). All else that can be wrong
    /// with a field, the HTTP library refuses.
    fn field(&mut self, line: &[u8]) -> Result<(), StatusCode> {
        // A line that goes on with the field before it (RFC 9112 §5.2).
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            return Err(StatusCode::BAD_REQUEST);
        }
        let Some(colon) = memchr(b':', line) else {
            return Err(StatusCode::BAD_REQUEST);
        };
        let (name, value) = (&line[..colon], &line[colon + 1..]);
        let stated = if name.eq_ignore_ascii_case(b"content-length") {
            length(value.trim_ascii())?
        } else if name.eq_ignore_ascii_case(b"transfer-encoding") {
            coding(value.trim_ascii())?
        } else {
            return Ok(());
        };
        if self.content != Content::NotStated {
            return Err(StatusCode::BAD_REQUEST);
        }
        self.content = stated;
        Ok(())
    }
}

/// `method SP request-target SP HTTP-version`, with a version that this server speaks (RFC 9112 §3). A target is
/// ASCII without a fragment, which the library would drop without a word.
fn request_line(line: &[u8]) -> Result<(), StatusCode> {
    let mut parts = line.split(|&byte| byte == b' ');
    let (Some(method), Some(target), Some(version), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(StatusCode::BAD_REQUEST);
    };
    let is_sound = |target: &[u8]| target.iter().all(|byte| byte.is_ascii_graphic() && *byte != b'#');
    if method.is_empty() || target.is_empty() || !is_sound(target) {
        return Err(StatusCode::BAD_REQUEST);
    }
    match version {
        b"HTTP/1.1" | b"HTTP/1.0" => Ok(()),
        [b'H', b'T', b'T', b'P', b'/', major, b'.', minor] if major.is_ascii_digit() && minor.is_ascii_digit() => {
            Err(StatusCode::HTTP_VERSION_NOT_SUPPORTED)
        }
        _ => Err(StatusCode::BAD_REQUEST),
    }
}

/// Whether a first line without its end is at least that of HTTP: a client that speaks TLS is told at once.
fn begins_like_a_request(line: &[u8]) -> bool {
    let method = memchr(b' ', line).map_or(line, |space| &line[..space]);
    let method = method.strip_suffix(b"\r").unwrap_or(method);
    method.iter().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(byte))
}

fn length(value: &[u8]) -> Result<Content, StatusCode> {
    if !(1..=MOST_DIGITS).contains(&value.len()) || !value.iter().all(u8::is_ascii_digit) {
        return Err(StatusCode::BAD_REQUEST);
    }
    Ok(if value.iter().all(|digit| *digit == b'0') { Content::Empty } else { Content::Follows })
}

/// `chunked` comes last and once, or the end cannot be known: 400 (RFC 9112 §6.3). Others before it are none that this server has: 501
/// (RFC 9112 §6.1).
fn coding(value: &[u8]) -> Result<Content, StatusCode> {
    let mut codings = value.rsplit(|&byte| byte == b',').map(<[u8]>::trim_ascii);
    let is_chunked = |coding: &[u8]| coding.eq_ignore_ascii_case(b"chunked");
    if !codings.next().is_some_and(is_chunked) {
        return Err(StatusCode::BAD_REQUEST);
    }
    let mut others = codings.peekable();
    if others.peek().is_none() {
        Ok(Content::Follows)
    } else if others.any(|other| is_chunked(other) || other.is_empty()) {
        Err(StatusCode::BAD_REQUEST)
    } else {
        Err(StatusCode::NOT_IMPLEMENTED)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const GET: &str = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    impl Framing {
        /// How many of `bytes` may go on: whole headers, and all that follows one with content.
        fn let_through(&mut self, bytes: &[u8]) -> Result<usize, (usize, StatusCode)> {
            let mut whole = 0;
            while !self.is_in_content() {
                match self.head(&bytes[whole..]) {
                    Ok(Some(length)) => whole += length,
                    Ok(None) => return Ok(whole),
                    Err(status) => return Err((whole, status)),
                }
            }
            Ok(bytes.len())
        }
    }

    fn let_through(text: &str) -> Result<usize, (usize, u16)> {
        let looked = Framing::new(200).let_through(text.as_bytes());
        looked.map_err(|(whole, status)| (whole, status.as_u16()))
    }

    #[test]
    fn whole_headers_are_let_through_and_the_beginning_of_one_waits() {
        assert_eq!(let_through(GET), Ok(GET.len()));
        assert_eq!(let_through(&GET.repeat(3)), Ok(3 * GET.len()));
        assert_eq!(let_through(&format!("\r\n{GET}")), Ok(GET.len() + 2));
        assert_eq!(let_through(&format!("{GET}GET / HT")), Ok(GET.len()));
        assert_eq!(let_through("\r\n"), Ok(0));
        for end in 0..GET.len() {
            assert_eq!(let_through(&GET[..end]), Ok(0), "{end}");
        }
    }

    #[test]
    fn what_follows_a_request_with_content_is_no_request() {
        let post = "POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\n";
        let mut framing = Framing::new(200);
        assert_eq!(framing.let_through(GET.as_bytes()), Ok(GET.len()));
        assert!(!framing.is_in_content());
        assert_eq!(framing.let_through(format!("{post}\n\n\n").as_bytes()), Ok(post.len() + 3));
        assert!(framing.is_in_content());
        assert_eq!(framing.let_through(b"\n"), Ok(1));
        assert_eq!(let_through(&format!("GET / HTTP/1.1\r\nContent-Length: 0\r\n\r\n{GET}\n")), Err((64, 400)));
    }

    #[test]
    fn what_came_before_a_request_that_is_refused_is_answered() {
        assert_eq!(let_through(&format!("{GET}GET / HTTP/1.1\n\n")), Err((GET.len(), 400)));
    }

    #[test]
    fn a_first_line_has_three_parts_and_a_version_that_is_spoken_here() {
        for (line, status) in [
            ("GET /fr/?a=b HTTP/1.1", 0),
            ("GET /fr/ HTTP/1.0", 0),
            ("GET /fr/ HTTP/1.2", 505),
            ("GET /fr/ HTTP/2.0", 505),
            ("GET /fr/ HTTP/x.1", 400),
            ("GET /fr/ HTTP/1.x", 400),
            ("GET /fr/ HTTP/1", 400),
            ("GET /fr/ http/1.1", 400),
            ("GET /fr/ /en/ HTTP/1.1", 400),
            ("GET /fr/", 400),
            (" /fr/ HTTP/1.1", 400),
            ("GET  HTTP/1.1", 400),
            ("GET /fr/#a HTTP/1.1", 400),
            ("GET /fr/\u{e9} HTTP/1.1", 400),
            ("GET /fr/\0 HTTP/1.1", 400),
        ] {
            let status = if status == 0 { Ok(()) } else { Err(StatusCode::from_u16(status).unwrap()) };
            assert_eq!(request_line(line.as_bytes()), status, "{line}");
        }
    }

    #[test]
    fn what_is_no_http_is_told_so_before_its_line_ends() {
        for text in ["\u{16}\u{3}\u{1}", "G@T", "G\u{e9}T /", "\"GET"] {
            assert_eq!(let_through(text), Err((0, 400)), "{text:?}");
        }
        for text in ["", "G", "GET", "M-SEARCH", "GET /\u{e9}", "\r"] {
            assert_eq!(let_through(text), Ok(0), "{text:?}");
        }
    }

    #[test]
    fn a_line_that_goes_on_with_the_one_before_is_refused() {
        for fold in [" b", "\tb", " b: c", "\tContent-Length: 1"] {
            assert_eq!(let_through(&format!("GET / HTTP/1.1\r\nA: b\r\n{fold}\r\n\r\n")), Err((0, 400)), "{fold:?}");
        }
    }

    #[test]
    fn a_header_has_a_longest_length() {
        let filled = |target: usize, field: usize| {
            format!("GET /{} HTTP/1.1\r\nA: {}\r\n\r\n", "a".repeat(target), "a".repeat(field))
        };
        let empty = filled(0, 0).len();
        assert_eq!(let_through(&filled(0, 200 - empty)), Ok(200));
        assert_eq!(let_through(&filled(0, 201 - empty)), Err((0, 431)));
        assert_eq!(let_through(&filled(200, 0)), Err((0, 414)));
        assert_eq!(let_through(&filled(200, 0)[..201]), Err((0, 414)));
        assert_eq!(let_through(&filled(0, 300)[..201]), Err((0, 431)));
        assert_eq!(let_through(&filled(0, 300)[..200]), Ok(0));
    }

    #[test]
    fn codings_are_told_apart() {
        for (value, status) in [
            ("chunked", 0),
            ("Chunked", 0),
            ("gzip, chunked", 501),
            ("gzip,br , chunked", 501),
            ("chunked, chunked", 400),
            ("gzip, chunked, chunked", 400),
            (", chunked", 400),
            ("chunked,", 400),
            ("gzip", 400),
            ("", 400),
        ] {
            let status = if status == 0 { Ok(Content::Follows) } else { Err(StatusCode::from_u16(status).unwrap()) };
            assert_eq!(coding(value.as_bytes()), status, "{value:?}");
        }
    }

    #[test]
    fn a_length_is_a_number() {
        let bad = Err(StatusCode::BAD_REQUEST);
        for (value, expected) in [
            ("0", Ok(Content::Empty)),
            ("00", Ok(Content::Empty)),
            ("10", Ok(Content::Follows)),
            ("999999999999999999", Ok(Content::Follows)),
            ("1000000000000000000", bad),
            ("", bad),
            ("+1", bad),
            ("1, 1", bad),
        ] {
            assert_eq!(length(value.as_bytes()), expected, "{value:?}");
        }
    }

    proptest! {
        /// In whatever pieces it comes, a connection is read the same way.
        #[test]
        fn where_a_packet_ends_does_not_matter(
            parts in proptest::collection::vec("(GET|POST) /[a#]{0,3} HTTP/1.[0-2]\r?\n|[CT]: x\r\n|Content-Length: [0-9]\r\n|Transfer-Encoding: chunked\r\n|\r\n", 0..12),
            piece in 1_usize..40,
        ) {
            let text = parts.concat();
            let bytes = text.as_bytes();
            let at_once = Framing::new(100).let_through(bytes);
            let mut framing = Framing::new(100);
            let mut passed = 0;
            let mut arrived = 0;
            let in_pieces = loop {
                arrived = bytes.len().min(arrived + piece);
                match framing.let_through(&bytes[passed..arrived]) {
                    Ok(whole) => passed += whole,
                    Err((whole, status)) => break Err((passed + whole, status)),
                }
                if arrived == bytes.len() {
                    break Ok(passed);
                }
            };
            prop_assert_eq!(at_once, in_pieces);
        }
    }
}
