//! The composition of the server: which layers a request passes, in which order, and what answers it.

use std::any::Any;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::Response;
use axum::{BoxError, Router, middleware};
use bytes::Bytes;
use http::header::{ALLOW, X_CONTENT_TYPE_OPTIONS};
use http::{HeaderValue, Method, StatusCode};
use http_body::Body as HttpBody;
use tower::{Service, ServiceBuilder};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::request_id::SetRequestIdLayer;
use tower_http::timeout::TimeoutLayer;
use tower_http::trace::TraceLayer;
use tower_http::validate_request::ValidateRequestHeaderLayer;

use super::checks::{self, RequestChecks};
use super::edition_service::{self, EditionService};
use super::forwarded::TrustedProxies;
use super::limits::Limits;
use super::observability::{self, Observe, RequestNumbers};
use super::observer::Observer;
use super::unavailable::unavailable;
use crate::edition::{SecurityHeaders, address};
use crate::live::Live;

/// How long a handler of the [`router`] may take; the edition answers at once.
const HANDLER_TIMEOUT: Duration = Duration::from_secs(10);

/// The methods that have a meaning for what is published.
const ALLOWED: HeaderValue = HeaderValue::from_static("GET, HEAD, OPTIONS");

/// The public site: the edition that is live, and [`router`] for what it does not have.
pub fn site<B>(live: &Arc<Live>, layers: &Layers) -> impl App<B> + use<B>
where
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    layers.around(EditionService { live: Arc::clone(live), router: router(Arc::clone(live)) })
}

/// A service that answers every request of a server; its requests have a body of type `B`.
pub trait App<B>:
    Service<http::Request<B>, Response = Response, Error = Infallible, Future: Send> + Clone + Send + 'static
{
}

impl<B, S> App<B> for S where
    S: Service<http::Request<B>, Response = Response, Error = Infallible, Future: Send> + Clone + Send + 'static
{
}

/// The settings of a server's layers.
#[derive(Clone, Debug)]
pub struct Layers {
    /// How much a request may take.
    pub limits: Limits,
    /// Who counts and logs; `None` where nobody does.
    pub observer: Option<Arc<Observer>>,
    /// The proxies whose `X-Request-Id` is believed.
    pub trusted_proxies: Arc<TrustedProxies>,
    /// The site whose security headers are added to answers that have none of their own; `None` for the admin listener.
    pub live: Option<Arc<Live>>,
}

impl Layers {
    /// The layers that every request passes, the first one outermost, around the service that answers it. A layer that is added
    /// here reaches every answer, whatever its status, but those of hyper to what is no request; the admin listener's too.
    pub fn around<S, B>(&self, service: S) -> impl App<B> + use<S, B>
    where
        S: App<B>,
        B: HttpBody<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        let trusted = Arc::clone(&self.trusted_proxies);
        let (live, observer) = (self.live.clone(), self.observer.clone());
        let has_log = self.observer.as_ref().is_some_and(|observer| observer.access_log.is_some());
        ServiceBuilder::new()
            // What a visitor may have made up must not stand in the log as a proxy's word.
            .map_request(move |request| observability::without_untrusted_id(request, &trusted))
            // The id by which a request is found in this log and in that of the proxy in front; for the log alone.
            .option_layer(has_log.then(|| SetRequestIdLayer::x_request_id(RequestNumbers::default())))
            // Counts each answer and writes its line of the access log; outside of all that may answer in a handler's place.
            .layer_fn(move |inner| Observe { inner, observer: observer.clone() })
            // Responses of the edition have their security headers already; all others get those of a response without content.
            .map_response(move |response: Response| with_security_headers(response, live.as_deref()))
            // A fault in one answer is a 500, not the end of its connection; the program's hook has logged the panic's own words.
            .map_response(|response: http::Response<_>| response.map(Body::new))
            .layer(CatchPanicLayer::custom(|_: Box<dyn Any + Send>| {
                edition_service::empty(StatusCode::INTERNAL_SERVER_ERROR)
            }))
            // 400, 413, 414, 431, 501, 503: what is refused before anyone looks at what is asked for.
            .layer(ValidateRequestHeaderLayer::custom(RequestChecks(self.limits)))
            .service(service)
    }
}

/// Answers what no edition has: another route goes here.
pub fn router(live: Arc<Live>) -> Router {
    let answers = Router::new().fallback(fallback).with_state(Arc::clone(&live)).layer(
        ServiceBuilder::new()
            // `--log info,tower_http=debug` shows each request that gets this far, with its query. Directly above `CatchPanicLayer` in
            // `Layers::around` it would show every request.
            .layer(TraceLayer::new_for_http())
            // A handler that waits for something that does not come is a 503.
            .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, HANDLER_TIMEOUT)),
    );
    answers.layer(middleware::from_fn_with_state(live, unavailable))
}

/// - 404 for a path with nothing at it, with the page in the language of the path.
/// - 204 with `Allow` for `OPTIONS` of what there is, and of the server as a whole (RFC 9110 §9.3.7), as load balancers ask.
/// - 405 with `Allow` for any other method.
/// - 400 for a target that is no path.
async fn fallback(State(live): State<Arc<Live>>, request: Request) -> Response {
    let response = answer(&live, &request);
    // Content that nobody reads must not be taken for the next request.
    if request.body().is_end_stream() { response } else { checks::closing(response) }
}

fn answer(live: &Live, request: &Request) -> Response {
    let method = request.method();
    if method == Method::OPTIONS && request.uri().path() == "*" {
        return allowed(StatusCode::NO_CONTENT);
    }
    if method == Method::CONNECT {
        return allowed(StatusCode::METHOD_NOT_ALLOWED);
    }
    let Ok(path) = address::decode(request.uri().path()) else {
        return edition_service::empty(StatusCode::BAD_REQUEST);
    };
    let edition = live.current();
    let exists = edition.get(&path).is_some() || edition.current_file(&path).is_some();
    if method == Method::GET || method == Method::HEAD || !exists {
        edition_service::not_found(&edition, &path, request.headers())
    } else if method == Method::OPTIONS {
        allowed(StatusCode::NO_CONTENT)
    } else {
        allowed(StatusCode::METHOD_NOT_ALLOWED)
    }
}

fn allowed(status: StatusCode) -> Response {
    let mut response = edition_service::empty(status);
    response.headers_mut().insert(ALLOW, ALLOWED);
    response
}

/// Every response of an edition has `nosniff` already. One that lacks it has no content, or is a handler's, which sets its own
/// Content-Security-Policy. A 304 leaves the client with the headers that it has (RFC 9110 §15.4.5).
fn with_security_headers(mut response: Response, live: Option<&Live>) -> Response {
    let status = response.status();
    let headers = response.headers_mut();
    if !headers.contains_key(X_CONTENT_TYPE_OPTIONS) && status != StatusCode::NOT_MODIFIED {
        match live {
            Some(live) => live.load().edition.security_headers().apply_without_content(headers),
            None => SecurityHeaders::new("").apply_without_content(headers),
        }
    }
    response
}
