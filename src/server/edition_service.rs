//! Requests for what the edition has, answered with prepared headers and bytes.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::ops::Range;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::body::Body;
use axum::response::Response;
use axum::routing::future::RouteFuture;
use axum::{BoxError, Router};
use bytes::Bytes;
use bytestring::ByteString;
use futures_util::future::Either;
use http::header::{
    ACCEPT_ENCODING, ACCEPT_LANGUAGE, CONTENT_LENGTH, CONTENT_RANGE, ETAG, GetAll, HeaderMap, IF_MATCH, IF_NONE_MATCH,
    IF_RANGE, LOCATION, RANGE,
};
use http::{HeaderValue, Method, Request, StatusCode, Uri};
use http_body::Body as HttpBody;
use tower::Service;

use super::connection::Connection;
use super::negotiation;
use super::ranges::{self, ByteRange};
use super::stored_body::StoredBody;
use crate::edition::{Edition, LanguageChoice, Redirect, Representation, Resource, Route, address};
use crate::live::Live;
use crate::metrics::RouteName;

/// Answers a GET or HEAD of what the live edition has at once; a router answers the rest.
#[derive(Clone, Debug)]
pub struct EditionService {
    /// The site whose current edition answers.
    pub live: Arc<Live>,
    /// The router for all other requests.
    pub router: Router,
}

impl<B> Service<Request<B>> for EditionService
where
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Either<Ready<Result<Response, Infallible>>, RouteFuture<Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        // A router is always ready.
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let connection = request.extensions().get();
        match respond(&self.live.load().edition, request.method(), request.uri(), request.headers(), connection) {
            Some(response) => Either::Left(ready(Ok(response))),
            None => Either::Right(self.router.call(request)),
        }
    }
}

/// The response to a GET or HEAD of something that is there; `None` otherwise. HEAD gets the response of GET: hyper leaves
/// the body out, and states its length.
fn respond(
    edition: &Edition,
    method: &Method,
    uri: &Uri,
    headers: &HeaderMap,
    connection: Option<&Arc<Connection>>,
) -> Option<Response> {
    if method != Method::GET && method != Method::HEAD {
        return None;
    }
    let path = address::decode(uri.path()).ok()?;
    let of_resource = |found: &Resource| (resource(found, method, headers, connection), found.name.clone());
    let (mut response, route) = match edition.get(&path) {
        Some(Route::Resource(found)) => of_resource(found),
        Some(Route::Redirect(found)) => {
            (redirect(found, uri.query(), Bytes::new()), ByteString::from_static("redirect"))
        }
        Some(Route::LanguageChoice(found)) => {
            (language_choice(found, uri.query(), headers), ByteString::from_static("language-choice"))
        }
        None => of_resource(edition.current_file(&path)?),
    };
    response.extensions_mut().insert(RouteName(route));
    Some(response)
}

/// A resource in the coding that fits, after the preconditions in the order of RFC 9110 §13.2.2.
fn resource(
    resource: &Resource,
    method: &Method,
    headers: &HeaderMap,
    connection: Option<&Arc<Connection>>,
) -> Response {
    let representation = negotiated(resource, headers);
    let etag = &representation.etag;
    if headers.contains_key(IF_MATCH) && !matches_etag(&headers.get_all(IF_MATCH), etag, Comparison::Strong) {
        return empty(StatusCode::PRECONDITION_FAILED);
    }
    if matches_etag(&headers.get_all(IF_NONE_MATCH), etag, Comparison::Weak) {
        return response(StatusCode::NOT_MODIFIED, &representation.not_modified, Body::empty());
    }
    let length = representation.length();
    let asked = if resource.accepts_ranges && method == Method::GET {
        asked_part(etag, length, headers)
    } else {
        ByteRange::Whole
    };
    let part = |part| body(representation, part, connection);
    match asked {
        ByteRange::Whole => response(StatusCode::OK, &representation.headers, part(0..length)),
        ByteRange::Bytes(range) => {
            let content_range = format!("bytes {}-{}/{length}", range.start, range.end - 1);
            let response = response(StatusCode::PARTIAL_CONTENT, &representation.headers, part(range));
            with_content_range(response, &content_range)
        }
        ByteRange::Unsatisfiable => {
            with_content_range(empty(StatusCode::RANGE_NOT_SATISFIABLE), &format!("bytes */{length}"))
        }
    }
}

/// A part of a representation, from memory or from disk.
fn body(representation: &Representation, part: Range<usize>, connection: Option<&Arc<Connection>>) -> Body {
    match &representation.file {
        None => representation.body.slice(part).into(),
        Some(file) => {
            let part = part.start as u64..part.end as u64;
            Body::new(StoredBody::new(file.clone(), part, connection.cloned()))
        }
    }
}

/// How entity-tags are compared (RFC 9110 §8.8.3.2).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Comparison {
    Strong,
    Weak,
}

/// Whether the lines of `If-Match` or `If-None-Match` are `*` or name the entity-tag. Tags of this server hold no comma; `headers` knows these fields, but panics in debug builds at a tag with a space.
fn matches_etag(lines: &GetAll<'_, HeaderValue>, etag: &HeaderValue, comparison: Comparison) -> bool {
    let is_it = |tag: &[u8]| {
        tag == etag || comparison == Comparison::Weak && tag.strip_prefix(b"W/").is_some_and(|tag| tag == etag)
    };
    lines
        .iter()
        .any(|line| line == "*" || line.as_bytes().split(|byte| *byte == b',').any(|tag| is_it(tag.trim_ascii())))
}

/// Which part of a file of `length` bytes the request asks for.
fn asked_part(etag: &HeaderValue, length: usize, headers: &HeaderMap) -> ByteRange {
    let mut ranges = headers.get_all(RANGE).iter();
    let (Some(range), None) = (ranges.next(), ranges.next()) else {
        return ByteRange::Whole;
    };
    // Only an exact entity-tag matches; dates are ignored, as the server states none (RFC 9110 §13.1.5).
    if headers.get(IF_RANGE).is_some_and(|condition| condition != etag) {
        return ByteRange::Whole;
    }
    ranges::part(range.as_bytes(), length)
}

fn with_content_range(mut response: Response, value: &str) -> Response {
    // Digits, a dash, a slash and an asterisk: always a header value.
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(CONTENT_RANGE, value);
    }
    response
}

/// The redirect to the visitor's language, with the page that offers all languages as its content.
fn language_choice(choice: &LanguageChoice, query: Option<&str>, headers: &HeaderMap) -> Response {
    let tags = choice.options.iter().map(|option| option.tag.as_str());
    let option = negotiation::language(&headers.get_all(ACCEPT_LANGUAGE), tags)
        .and_then(|index| choice.options.get(index))
        .unwrap_or_else(|| choice.fallback());
    redirect(&option.redirect, query, choice.page.identity().body.clone())
}

fn redirect(redirect: &Redirect, query: Option<&str>, body: Bytes) -> Response {
    let mut response = response(redirect.status, &redirect.headers, body.into());
    if let Some(location) = query.and_then(|query| with_query(&redirect.location, query)) {
        response.headers_mut().insert(LOCATION, location);
    }
    response
}

/// `location` with the query of the request, before its fragment.
fn with_query(location: &HeaderValue, query: &str) -> Option<HeaderValue> {
    let location = location.to_str().ok()?;
    let (path, fragment) = location.split_at(location.find('#').unwrap_or(location.len()));
    let mark = if path.contains('?') { '&' } else { '?' };
    HeaderValue::try_from(format!("{path}{mark}{query}{fragment}")).ok()
}

/// The not-found page for `path`, in the language of its beginning, with a link to the nearest page.
pub(super) fn not_found(edition: &Edition, path: &str, headers: &HeaderMap) -> Response {
    let mut found = match edition.not_found(path) {
        None => empty(StatusCode::NOT_FOUND),
        Some(page) => {
            let near = edition.suggestion(path);
            let representation = if near.is_some() { page.identity() } else { negotiated(page, headers) };
            let body = near.unwrap_or_else(|| representation.body.clone());
            let mut response = response(StatusCode::NOT_FOUND, &representation.headers, body.into());
            response.headers_mut().remove(ETAG);
            response
        }
    };
    found.extensions_mut().insert(RouteName(ByteString::from_static("not-found")));
    found
}

/// A status without content; that there is none is stated for HEAD too.
pub(super) fn empty(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    if status != StatusCode::NO_CONTENT {
        response.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
    response
}

/// The representation in the coding that the client likes best.
fn negotiated<'a>(resource: &'a Resource, headers: &HeaderMap) -> &'a Representation {
    if resource.representations.len() == 1 {
        return resource.identity();
    }
    let accepted = headers.get_all(ACCEPT_ENCODING);
    let coding = negotiation::coding(accepted, |coding| resource.representation(coding).is_some());
    resource.representation(coding).unwrap_or_else(|| resource.identity())
}

fn response(status: StatusCode, headers: &HeaderMap, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    *response.headers_mut() = headers.clone();
    response
}
