//! A plain request, whole -> its prepared answer, without the HTTP library.
//!
//! Nearly all requests are plain: a GET in HTTP/1.1, for something that the edition has, that says nothing of the connection. For
//! each of them the library would build a map of headers, and write out another one: more than half of what an answer costs beside
//! the kernel's work. So these are read with the library's own parser, decided like all others ([`respond`]), and answered with the
//! lines that were prepared with the edition. What is out of the ordinary in any way, or is to be refused, goes on to the library.
//! Which of the two has answered cannot be seen: a test compares them byte by byte, but for where `Connection: close` stands.

use std::cell::RefCell;
use std::io::{self, ErrorKind, IoSlice};
use std::mem::MaybeUninit;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use http::{Method, StatusCode, Version};
use httparse::{Header, Status};
use tokio::io::AsyncWrite;

use super::asked::Asked;
use super::observe::Observed;
use super::respond::{Outcome, Reply, respond};
use super::service::Site;
use super::target;

/// A request with more header fields is left to the library; browsers send some fifteen, and proxies add a few.
const MOST_FIELDS: usize = 32;

/// Fields after which a connection may not go on as it was. `Connection` is another one, but for the two things that clients say in it.
const OF_THE_CONNECTION: [&str; 4] = ["content-length", "transfer-encoding", "expect", "upgrade"];

/// What answers the plain requests of one connection.
pub(super) struct FastPath {
    site: Arc<Site>,
    most_fields: usize,
}

impl FastPath {
    /// For requests with at most `most_fields` header fields; those with more are the library's to refuse.
    pub(super) fn new(site: Arc<Site>, most_fields: usize) -> Self {
        Self { site, most_fields: most_fields.min(MOST_FIELDS) }
    }

    /// Answers the request whose whole header is `head`; nothing where it is for the library to answer.
    pub(super) fn answer<S: AsyncWrite + Unpin>(
        &self,
        head: &[u8],
        stream: &mut S,
        context: &mut Context<'_>,
        observed: Option<&Arc<Observed>>,
    ) -> Option<io::Result<Answered>> {
        let live = self.site.open_to_all()?;
        let mut fields = [const { MaybeUninit::uninit() }; MOST_FIELDS];
        let (asked, is_last) = plain(head, &mut fields[..self.most_fields], self.site.longest_target())?;
        let published = live.load();
        let Reply { outcome, route, coding } = respond(&published, &asked)?;
        let nothing = Bytes::new();
        let (status, lines, body) = match outcome {
            Outcome::Whole(one) => (StatusCode::OK, one.lines(), one.body()),
            Outcome::NotModified(one) => (StatusCode::NOT_MODIFIED, one.not_modified_lines(), &nothing),
            Outcome::Other(_) => return None,
        };
        if let Some(observed) = observed {
            observed.answered(observed.begin(&asked), route, status, coding, body.len() as u64);
        }
        let end = Ends::now(is_last);
        let parts = [lines, &end, body];
        let slices = parts.map(|part| IoSlice::new(part));
        let sent = match Pin::new(stream).poll_write_vectored(context, &slices) {
            Poll::Ready(Ok(sent)) => sent,
            Poll::Ready(Err(error)) => return Some(Err(error)),
            Poll::Pending => 0,
        };
        let is_whole = sent == slices.iter().map(|slice| slice.len()).sum::<usize>();
        let rest = (!is_whole).then(|| Rest { parts: parts.map(Bytes::clone), sent });
        Some(Ok(Answered { rest, is_last }))
    }
}

/// An answer that is on its way.
pub(super) struct Answered {
    /// What the stream has not taken of it yet.
    pub(super) rest: Option<Rest>,
    /// Whether the client asked for no more on this connection.
    pub(super) is_last: bool,
}

/// An answer of which the kernel has not taken all yet.
pub(super) struct Rest {
    parts: [Bytes; 3],
    sent: usize,
}

impl Rest {
    /// Ready when all is sent.
    pub(super) fn poll_send<S: AsyncWrite + Unpin>(
        &mut self,
        stream: &mut S,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<()>> {
        loop {
            let mut slices = self.parts.each_ref().map(|part| IoSlice::new(part));
            let mut rest = &mut slices[..];
            IoSlice::advance_slices(&mut rest, self.sent);
            if rest.is_empty() {
                return Poll::Ready(Ok(()));
            }
            match ready!(Pin::new(&mut *stream).poll_write_vectored(context, rest))? {
                0 => return Poll::Ready(Err(ErrorKind::WriteZero.into())),
                sent => self.sent += sent,
            }
        }
    }
}

/// The request whose header is `head`, if it is plain, one that the library would let through; and whether the connection ends with it.
/// `space` is for its fields, and has room for as many as it may have.
fn plain<'s, 'h>(
    head: &'h [u8],
    space: &'s mut [MaybeUninit<Header<'h>>],
    longest_target: usize,
) -> Option<(Asked<'s, [Header<'h>]>, bool)>
where
    'h: 's,
{
    let mut parsed = httparse::Request::new(&mut []);
    let read = parsed.parse_with_uninit_headers(head, space);
    if read != Ok(Status::Complete(head.len())) || parsed.method != Some("GET") || parsed.version != Some(1) {
        return None;
    }
    let target = parsed.path.filter(|target| target.len() <= longest_target && is_sound(target))?;
    let (path, query) = target.split_once('?').map_or((target, None), |(path, query)| (path, Some(query)));
    let fields = &*parsed.headers;
    let mut is_last = false;
    for field in fields {
        if field.name.eq_ignore_ascii_case("connection") {
            is_last |= field.value.eq_ignore_ascii_case(b"close");
            if !is_last && !field.value.eq_ignore_ascii_case(b"keep-alive") {
                return None;
            }
        } else if OF_THE_CONNECTION.iter().any(|name| field.name.eq_ignore_ascii_case(name)) {
            return None;
        }
    }
    let asked = Asked { method: &Method::GET, path, query, fields };
    target::has_sound_host(fields, Version::HTTP_11).then_some((asked, is_last))
}

/// Whether a target is a path, perhaps with a query, of characters that stand for themselves in both (RFC 3986 §3.3, §3.4).
fn is_sound(target: &str) -> bool {
    let is_usual = |byte| {
        matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' | b'%' | b'?' | b'&' | b'=' | b'+')
            || b"!$'()*,;:@".contains(&byte)
    };
    target.starts_with('/') && target.bytes().all(is_usual)
}

/// How heads end: the line of the date (RFC 9110 §6.6.1) and the empty line after it; where the answer is the last one, after the word that
/// it is. Each thread makes both anew when the second changes.
#[derive(Clone, Default)]
pub(super) struct Ends {
    second: u64,
    usual: Bytes,
    last: Bytes,
}

impl Ends {
    pub(super) fn now(is_last: bool) -> Bytes {
        thread_local!(static ENDS: RefCell<Ends> = RefCell::default());
        #[expect(clippy::disallowed_methods, reason = "RFC 9110 §6.6.1 asks for the date of an answer")]
        let now = SystemTime::now();
        let second = now.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        ENDS.with_borrow_mut(|ends| {
            if ends.usual.is_empty() || ends.second != second {
                *ends = Self::of(second);
            }
            if is_last { ends.last.clone() } else { ends.usual.clone() }
        })
    }

    fn of(second: u64) -> Self {
        let usual = format!("date: {}\r\n\r\n", httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(second)));
        Self { second, last: format!("connection: close\r\n{usual}").into(), usual: usual.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_plain(head: &str) -> bool {
        let mut space = [const { MaybeUninit::uninit() }; 3];
        plain(head.as_bytes(), &mut space, 20).is_some()
    }

    #[test]
    fn what_browsers_and_proxies_send_is_plain() {
        for head in [
            "GET /fr/ HTTP/1.1\r\nHost: aimf.test\r\n\r\n",
            "\r\nGET /fr/?a=%C3%A9 HTTP/1.1\r\nHost: aimf.test\r\n\r\n",
            "GET /fr/ HTTP/1.1\r\nHost: a\r\nConnection: Keep-Alive\r\nUpgrade-Insecure-Requests: 1\r\n\r\n",
            "GET /fr/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        ] {
            assert!(is_plain(head), "{head:?}");
        }
    }

    #[test]
    fn what_says_something_of_the_connection_is_left_to_the_library() {
        for head in [
            "HEAD /fr/ HTTP/1.1\r\nHost: a\r\n\r\n",
            "get /fr/ HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /fr/ HTTP/1.0\r\nHost: a\r\n\r\n",
            "GET http://aimf.test/fr/ HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET * HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /fr/ HTTP/1.1\r\nHost: a\r\nConnection: keep-alive, close\r\n\r\n",
            "GET /fr/ HTTP/1.1\r\nHost: a\r\nConnection: TE\r\n\r\n",
            "GET /fr/ HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\r\n",
            "GET /fr/ HTTP/1.1\r\nHost: a\r\nUpgrade: h2c\r\n\r\n",
            "GET /fr/ HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
            "GET /fr/ HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
            "GET /fr/ HTTP/1.1\r\nHost: a\r\nA: a\r\nB: b\r\nC: c\r\nD: d\r\n\r\n",
            "GET /fr/ HTTP/1.1\r\nHost: a\r\nA b: c\r\n\r\n",
            "GET /fr/ HTTP/1.1\r\nHost: a\r\nA : c\r\n\r\n",
            "GET /fr/ HTTP/1.1\r\nHost: a\r\nA: \0\r\n\r\n",
            "GET /fr/ HTTP/1.1\r\nHost: a\r\nA: a\r\n",
            "GET /fr/ HTTP/1.1\r\nHost: a\r\n\r\nGET",
            "GET /fr/ HTTP/1.1\r\n\r\n",
            "GET /fr/ HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
            "GET /fr/ HTTP/1.1\r\nHost: a b\r\n\r\n",
            "GET /fr/?<a> HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /fr/0123456789abcdefg HTTP/1.1\r\nHost: a\r\n\r\n",
        ] {
            assert!(!is_plain(head), "{head:?}");
        }
    }
}
