//! A request for something that the edition has -> its response, from prepared headers and bytes.

use std::ops::Range;

use bytes::Bytes;
use http::header::{
    ACCEPT_ENCODING, ACCEPT_LANGUAGE, ALLOW, CONNECTION, CONTENT_LENGTH, CONTENT_RANGE, ETAG, HeaderMap, IF_MATCH,
    IF_NONE_MATCH, IF_RANGE, LOCATION, RANGE,
};
use http::{HeaderValue, Method, Response, StatusCode};

use super::asked::{Asked, Fields};
use super::body::Payload;
use super::precondition::{self, Part};
use super::{negotiate, target};
use crate::edition::{Coding, LanguageChoice, LanguageOption, Redirect, Representation, Resource, Route};
use crate::live::Published;

/// An answer, and what logs and counters say of it.
pub(super) struct Reply<'a> {
    pub(super) outcome: Outcome<'a>,
    /// What was asked for; see [`Resource::name`].
    pub(super) route: &'a str,
    pub(super) coding: Coding,
}

/// What a request is answered with.
pub(super) enum Outcome<'a> {
    /// A 200 with the whole representation.
    Whole(&'a Representation),
    /// A 304: the client has it.
    NotModified(&'a Representation),
    /// Anything else.
    Other(Response<Payload>),
}

impl Outcome<'_> {
    pub(super) fn into_response(self) -> Response<Payload> {
        match self {
            Self::Whole(one) => prepared(StatusCode::OK, one.headers().clone(), one.body().clone()),
            Self::NotModified(one) => prepared(StatusCode::NOT_MODIFIED, one.not_modified().clone(), Bytes::new()),
            Self::Other(response) => response,
        }
    }
}

/// The answer to a GET or HEAD of something that is there; nothing for all else, which the router answers.
///
/// HEAD gets the response of GET: the HTTP library leaves the body out, and states its length.
pub(super) fn respond<'a, F: Fields + ?Sized>(published: &'a Published, asked: &Asked<'_, F>) -> Option<Reply<'a>> {
    if asked.method != Method::GET && asked.method != Method::HEAD {
        return None;
    }
    let path = target::path(asked.path).ok()?;
    match published.get(&path) {
        Some(Route::Resource(found)) => Some(resource(found, asked)),
        Some(Route::Redirect(found)) => {
            let outcome = Outcome::Other(redirect(found, asked.query, Bytes::new()));
            Some(Reply { outcome, route: "redirect", coding: Coding::Identity })
        }
        Some(Route::LanguageChoice(found)) => {
            let outcome = Outcome::Other(language_choice(found, asked));
            Some(Reply { outcome, route: "language-choice", coding: Coding::Identity })
        }
        None => published.edition().current_file(&path).map(|found| resource(found, asked)),
    }
}

/// A resource in the coding that fits.
fn resource<'a, F: Fields + ?Sized>(resource: &'a Resource, asked: &Asked<'_, F>) -> Reply<'a> {
    let representation = negotiated(resource, asked.fields);
    let outcome = conditional(resource, representation, asked);
    Reply { outcome, route: resource.name(), coding: representation.coding() }
}

/// The representation, after its preconditions in the order of RFC 9110 §13.2.2.
fn conditional<'a, F: Fields + ?Sized>(
    resource: &Resource,
    representation: &'a Representation,
    asked: &Asked<'_, F>,
) -> Outcome<'a> {
    let etag = representation.etag().as_bytes();
    if !precondition::is_match(asked.fields.lines(&IF_MATCH), etag) {
        return Outcome::Other(empty(StatusCode::PRECONDITION_FAILED));
    }
    if precondition::none_match(asked.fields.lines(&IF_NONE_MATCH), etag) {
        return Outcome::NotModified(representation);
    }
    if resource.accepts_ranges() && asked.method == Method::GET {
        return in_part(representation, asked.fields);
    }
    Outcome::Whole(representation)
}

/// The part of a file that the request asks for, or the whole.
fn in_part<'a>(representation: &'a Representation, fields: &(impl Fields + ?Sized)) -> Outcome<'a> {
    let whole = Outcome::Whole(representation);
    let body = representation.body();
    let mut ranges = fields.lines(&RANGE);
    let (Some(range), None) = (ranges.next(), ranges.next()) else {
        return whole;
    };
    if !precondition::range_applies(fields.first(&IF_RANGE), representation.etag().as_bytes()) {
        return whole;
    }
    match precondition::part(range, body.len()) {
        Part::Whole => whole,
        Part::Bytes(Range { start, end }) => {
            let mut response =
                prepared(StatusCode::PARTIAL_CONTENT, representation.headers().clone(), body.slice(start..end));
            content_range(&mut response, &format!("bytes {start}-{}/{}", end - 1, body.len()));
            Outcome::Other(response)
        }
        Part::Unsatisfiable => {
            let mut response = empty(StatusCode::RANGE_NOT_SATISFIABLE);
            content_range(&mut response, &format!("bytes */{}", body.len()));
            Outcome::Other(response)
        }
    }
}

fn content_range(response: &mut Response<Payload>, value: &str) {
    // Digits, a dash, a slash and an asterisk: always a header value.
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(CONTENT_RANGE, value);
    }
}

/// The way to the visitor's language, with the page that offers all of them as its content.
fn language_choice<F: Fields + ?Sized>(choice: &LanguageChoice, asked: &Asked<'_, F>) -> Response<Payload> {
    let accepted: Vec<_> = asked.fields.lines(&ACCEPT_LANGUAGE).collect();
    let tags = choice.options().iter().map(LanguageOption::tag);
    let option = negotiate::language(&accepted, tags)
        .and_then(|index| choice.options().get(index))
        .unwrap_or_else(|| choice.fallback());
    let page = choice.page().identity().body().clone();
    redirect(option.redirect(), asked.query, page)
}

fn redirect(redirect: &Redirect, query: Option<&str>, body: Bytes) -> Response<Payload> {
    let mut headers = redirect.headers().clone();
    if let Some(location) = query.and_then(|query| with_query(redirect.location(), query)) {
        headers.insert(LOCATION, location);
    }
    prepared(redirect.status(), headers, body)
}

/// `location` with the query of the request, before its fragment.
fn with_query(location: &HeaderValue, query: &str) -> Option<HeaderValue> {
    let location = location.to_str().ok()?;
    let (path, fragment) = location.split_at(location.find('#').unwrap_or(location.len()));
    let mark = if path.contains('?') { '&' } else { '?' };
    HeaderValue::try_from(format!("{path}{mark}{query}{fragment}")).ok()
}

/// The page that says that there is nothing at `path`, in the language of its beginning, with a link to what is near it.
pub(super) fn not_found(published: &Published, path: &str, request_headers: &HeaderMap) -> Response<Payload> {
    let Some(page) = published.edition().not_found(path) else {
        return empty(StatusCode::NOT_FOUND);
    };
    let near = published.edition().nearest(path);
    let representation = if near.is_some() { page.identity() } else { negotiated(page, request_headers) };
    let mut headers = representation.headers().clone();
    headers.remove(ETAG);
    prepared(StatusCode::NOT_FOUND, headers, near.unwrap_or_else(|| representation.body().clone()))
}

/// A method that this server knows, but not for what is there.
pub(super) fn method_not_allowed() -> Response<Payload> {
    let mut response = empty(StatusCode::METHOD_NOT_ALLOWED);
    allow(&mut response);
    response
}

/// The methods that are of use here.
pub(super) fn allow(response: &mut Response<Payload>) {
    response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
}

/// A status without content; that there is none is stated for HEAD too.
pub(super) fn empty(status: StatusCode) -> Response<Payload> {
    let mut headers = HeaderMap::new();
    if status != StatusCode::NO_CONTENT {
        headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
    prepared(status, headers, Bytes::new())
}

/// Tells the client, and the HTTP library, that the connection ends with this response.
pub(super) fn closing(mut response: Response<Payload>) -> Response<Payload> {
    response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    response
}

/// The representation in the coding that the client likes best.
fn negotiated<'a>(resource: &'a Resource, fields: &(impl Fields + ?Sized)) -> &'a Representation {
    if resource.representations().len() == 1 {
        return resource.identity();
    }
    let coding = negotiate::coding(fields.lines(&ACCEPT_ENCODING), |coding| resource.representation(coding).is_some());
    resource.representation(coding).unwrap_or_else(|| resource.identity())
}

fn prepared(status: StatusCode, headers: HeaderMap, body: Bytes) -> Response<Payload> {
    let mut response = Response::new(Payload::Ready(body));
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}
