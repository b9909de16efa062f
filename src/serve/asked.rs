//! A request's header, as the HTTP library or the fast path has it -> what an answer is decided by.

use http::{HeaderMap, HeaderName, HeaderValue, Method, Request};

/// What of a request decides its answer.
pub(super) struct Asked<'a, F: ?Sized> {
    pub(super) method: &'a Method,
    /// As it was sent: percent-encoded.
    pub(super) path: &'a str,
    pub(super) query: Option<&'a str>,
    pub(super) fields: &'a F,
}

impl<'a> Asked<'a, HeaderMap> {
    pub(super) fn of<B>(request: &'a Request<B>) -> Self {
        let (method, uri, fields) = (request.method(), request.uri(), request.headers());
        Self { method, path: uri.path(), query: uri.query(), fields }
    }
}

/// Header fields (RFC 9110 §5), whoever read them.
pub(super) trait Fields {
    /// The lines with this name, in their order.
    fn lines<'a>(&'a self, name: &'a HeaderName) -> impl Iterator<Item = &'a [u8]>;

    /// The first of them.
    fn first<'a>(&'a self, name: &'a HeaderName) -> Option<&'a [u8]> {
        self.lines(name).next()
    }
}

impl Fields for HeaderMap {
    fn lines<'a>(&'a self, name: &'a HeaderName) -> impl Iterator<Item = &'a [u8]> {
        self.get_all(name).iter().map(HeaderValue::as_bytes)
    }
}

impl Fields for [httparse::Header<'_>] {
    fn lines<'a>(&'a self, name: &'a HeaderName) -> impl Iterator<Item = &'a [u8]> {
        let name = name.as_str();
        self.iter().filter(move |field| field.name.eq_ignore_ascii_case(name)).map(|field| field.value)
    }
}
