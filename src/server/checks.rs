//! Requests that are refused before anyone looks at what they ask for.

use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

use axum::body::Body;
use axum::response::Response;
use bytestring::ByteString;
use http::header::{CONNECTION, HOST, HeaderMap, RETRY_AFTER};
use http::uri::Scheme;
use http::{HeaderValue, Method, Request, StatusCode, Uri, Version};
use http_body::Body as HttpBody;
use tower_http::request_id::RequestId;
use tower_http::validate_request::ValidateRequest;

use super::connection::Connection;
use super::edition_service::empty;
use super::limits::Limits;
use crate::metrics::RouteName;

/// The methods of RFC 9110 §9 and RFC 5789.
const DEFINED: [&str; 9] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"];

/// Refuses, and closes the connection but for a 501 without content:
///
/// - 503 with `Retry-After`: a connection beyond the most that are served.
/// - 400: no `Host` in HTTP/1.1, more than one, or an invalid one (RFC 9112 §3.2); a target in a form that its method does
///   not have, or with a byte beyond ASCII.
/// - 414: a target longer than [`Limits::target_bytes`].
/// - 431: a header larger than [`Limits::head_bytes`]; one that is larger by far does not get past hyper.
/// - 413: content in a GET or HEAD. It has no meaning there, and may be an attempt to smuggle a request (RFC 9110 §9.3.1).
/// - 501: a method that HTTP does not define (RFC 9110 §9.1).
#[derive(Clone, Copy, Debug)]
pub(super) struct RequestChecks(pub(super) Limits);

impl RequestChecks {
    fn objection<B: HttpBody>(&self, request: &Request<B>, has_content: bool) -> Option<StatusCode> {
        let (method, uri, headers) = (request.method(), request.uri(), request.headers());
        // The id that is added for the log is not a field of the client's.
        let has_own_id = usize::from(request.extensions().get::<RequestId>().is_some());
        let target = uri.path_and_query().map_or("", |target| target.as_str());
        if !has_valid_host(headers, request.version()) || !has_form_of_its_method(uri, method) || !target.is_ascii() {
            Some(StatusCode::BAD_REQUEST)
        } else if target.len() > self.0.target_bytes {
            Some(StatusCode::URI_TOO_LONG)
        } else if size(headers) > self.0.head_bytes || headers.len() > self.0.header_fields + has_own_id {
            Some(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE)
        } else if has_content && (method == Method::GET || method == Method::HEAD) {
            Some(StatusCode::PAYLOAD_TOO_LARGE)
        } else if !DEFINED.contains(&method.as_str()) {
            Some(StatusCode::NOT_IMPLEMENTED)
        } else {
            None
        }
    }
}

impl<B: HttpBody> ValidateRequest<B> for RequestChecks {
    type ResponseBody = Body;

    fn validate(&mut self, request: &mut Request<B>) -> Result<(), Response> {
        let has_content = !request.body().is_end_stream();
        let mut is_beyond_limit = false;
        if let Some(connection) = request.extensions().get::<Arc<Connection>>() {
            connection.has_unread_content.store(has_content, Relaxed);
            is_beyond_limit = connection.is_beyond_limit;
        }
        let busy = is_beyond_limit.then_some(StatusCode::SERVICE_UNAVAILABLE);
        let Some(status) = busy.or_else(|| self.objection(request, has_content)) else { return Ok(()) };
        let mut response = empty(status);
        response.extensions_mut().insert(RouteName(ByteString::from_static("refused")));
        if is_beyond_limit {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("5"));
        }
        Err(if status == StatusCode::NOT_IMPLEMENTED && !has_content { response } else { closing(response) })
    }
}

/// Tells the client, and hyper, that the connection ends with this response.
pub(super) fn closing(mut response: Response) -> Response {
    response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    response
}

/// The bytes of all header fields, each with its `: ` and the end of its line.
fn size(headers: &HeaderMap) -> usize {
    headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum()
}

/// `host:port` for CONNECT and for no other (RFC 9112 §3.2.3); `*` for OPTIONS only (§3.2.4); else a path, alone or within a
/// whole `http` URI without a user (§3.2.1, §3.2.2; RFC 9110 §4.2.4).
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

/// One `Host`, or none before HTTP/1.1. Which host it is does not matter, as no answer depends on it.
fn has_valid_host(headers: &HeaderMap, version: Version) -> bool {
    let mut hosts = headers.get_all(HOST).iter();
    match (hosts.next(), hosts.next()) {
        (Some(host), None) => is_host(host.as_bytes()),
        (None, _) => version < Version::HTTP_11,
        (Some(_), Some(_)) => false,
    }
}

/// `uri-host [":" port]`, by its characters.
fn is_host(host: &[u8]) -> bool {
    host.iter().all(|byte| byte.is_ascii_alphanumeric() || b".-:_~%!$&'()*+,;=[]".contains(byte))
}
