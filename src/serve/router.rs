//! Requests that the edition does not answer -> 404, 405, 501 and 400, never a 5xx of another kind.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use http::{Method, Response, StatusCode};
use http_body::Body as _;

use super::asked::Asked;
use super::body::Payload;
use super::{respond, target};
use crate::live::Live;

/// The router behind [`Site`](super::Site): a fallback for every path, to which other routes can be added.
///
/// - 404 for a path with nothing at it, with the page in the language of the path.
/// - 405 with `Allow` for a method that HTTP defines but that has no meaning here; 501 for one that this server does not know (RFC 9110 §9.1).
/// - 204 with `Allow` for `OPTIONS *`, which asks about the server (RFC 9110 §9.3.7).
/// - 400 for a target that is no path.
pub fn router(live: Arc<Live>) -> Router {
    Router::new().fallback(rest).with_state(live)
}

async fn rest(State(live): State<Arc<Live>>, request: Request) -> Response<Body> {
    let response = answer(&live, &request);
    // Content that nobody will read must not be taken for the next request.
    let response = if request.body().is_end_stream() { response } else { respond::closing(response) };
    response.map(Body::new)
}

fn answer(live: &Live, request: &Request) -> Response<Payload> {
    let method = request.method();
    if !is_defined(method) {
        return respond::empty(StatusCode::NOT_IMPLEMENTED);
    }
    if method == Method::OPTIONS && request.uri().path() == "*" {
        let mut response = respond::empty(StatusCode::NO_CONTENT);
        respond::allow(&mut response);
        return response;
    }
    if method == Method::CONNECT {
        return respond::method_not_allowed();
    }
    let Ok(path) = target::path(request.uri().path()) else {
        return respond::empty(StatusCode::BAD_REQUEST);
    };
    let published = live.load();
    if method == Method::GET || method == Method::HEAD {
        // An edition may have been published since the question was put to the one before.
        match respond::respond(&published, &Asked::of(request)) {
            Some(reply) => reply.outcome.into_response(),
            None => respond::not_found(&published, &path, request.headers()),
        }
    } else if published.get(&path).is_some() || published.edition().current_file(&path).is_some() {
        respond::method_not_allowed()
    } else {
        respond::not_found(&published, &path, request.headers())
    }
}

/// The methods of RFC 9110 §9 and RFC 5789.
fn is_defined(method: &Method) -> bool {
    [
        Method::GET,
        Method::HEAD,
        Method::POST,
        Method::PUT,
        Method::PATCH,
        Method::DELETE,
        Method::OPTIONS,
        Method::TRACE,
        Method::CONNECT,
    ]
    .contains(method)
}
