//! What those who run the site see of its requests: the layer that counts them and writes the access log.
//!
//! An exchange lasts from the end of the request's header until the kernel has taken the whole response (or the next request of
//! the same connection is answered, where the client sent it without waiting).

use std::hash::{BuildHasher as _, RandomState};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::task::{Context, Poll};
use std::time::Instant;

use axum::response::Response;
use bytestring::ByteString;
use http::header::CONTENT_ENCODING;
use http::{HeaderValue, Method, Request, StatusCode, Uri};
use http_body::Body as _;
use tower::layer::layer_fn;
use tower::{Layer, Service};
use tower_http::request_id::{MakeRequestId, RequestId};

use super::access_log::AccessLog;
use super::connection::Connection;
use crate::edition::Coding;
use crate::metrics::{Metrics, RouteName};

/// A request and what came of it.
#[derive(Debug)]
pub(super) struct Exchange {
    pub(super) start: Instant,
    pub(super) method: Method,
    pub(super) uri: Uri,
    pub(super) id: Option<HeaderValue>,
    /// The client's address, where it is logged.
    pub(super) address: Option<std::net::IpAddr>,
    pub(super) route: RouteName,
    pub(super) status: StatusCode,
    pub(super) coding: Coding,
    /// Bytes of content, of which a HEAD gets none.
    pub(super) bytes: u64,
}

impl Exchange {
    fn begin<B>(request: &Request<B>, log: Option<&AccessLog>) -> Self {
        let peer = request.extensions().get::<Arc<Connection>>().map(|connection| connection.peer());
        Self {
            start: Instant::now(),
            method: request.method().clone(),
            uri: request.uri().clone(),
            id: request.extensions().get::<RequestId>().map(|id| id.header_value().clone()),
            address: log.zip(peer).and_then(|(log, peer)| log.address(peer, request.headers())),
            route: RouteName(ByteString::from_static("other")),
            status: StatusCode::OK,
            coding: Coding::Identity,
            bytes: 0,
        }
    }

    fn answer(&mut self, response: &Response) {
        if let Some(route) = response.extensions().get::<RouteName>() {
            self.route = route.clone();
        }
        self.status = response.status();
        let coding = response.headers().get(CONTENT_ENCODING).map(HeaderValue::as_bytes);
        let known = Coding::ALL.into_iter().find(|known| coding == Some(known.token().as_bytes()));
        self.coding = known.unwrap_or(Coding::Identity);
        self.bytes = if self.method == Method::HEAD { 0 } else { response.body().size_hint().lower() };
    }
}

/// What sees all exchanges of a server.
#[derive(Debug)]
pub struct Observer {
    /// What is counted.
    pub metrics: Metrics,
    /// Where each exchange is a line, if it is logged at all.
    pub access_log: Option<AccessLog>,
}

impl Observer {
    /// Counts and logs an exchange that has ended; it is complete unless the client left before the end of the response.
    pub(super) fn end(&self, exchange: Exchange, is_complete: bool) {
        let duration = exchange.start.elapsed();
        self.metrics.requests_in_flight.dec();
        if let Some(log) = &self.access_log {
            log.write(&exchange, duration, is_complete);
        }
        let Exchange { route, method, status, coding, bytes, .. } = exchange;
        self.metrics.observe((route, &method), (status, coding, bytes), duration);
    }
}

/// Hands each request and its response to an [`Observer`]; without one, requests pass as they are.
#[derive(Clone, Debug)]
pub(super) struct Observe<S> {
    inner: S,
    observer: Option<Arc<Observer>>,
}

impl<S> Observe<S> {
    pub(super) fn layer(observer: Option<Arc<Observer>>) -> impl Layer<S, Service = Self> {
        layer_fn(move |inner| Self { inner, observer: observer.clone() })
    }
}

impl<S, B> Service<Request<B>> for Observe<S>
where
    S: Service<Request<B>, Response = Response, Future: Send + 'static>,
{
    type Response = Response;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Response, S::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let Some(observer) = self.observer.clone() else { return Box::pin(self.inner.call(request)) };
        let mut exchange = Exchange::begin(&request, observer.access_log.as_ref());
        let connection = request.extensions().get::<Arc<Connection>>().cloned();
        let response = self.inner.call(request);
        Box::pin(async move {
            let response = response.await?;
            exchange.answer(&response);
            observer.metrics.requests_in_flight.inc();
            match connection {
                Some(connection) => connection.answered(exchange),
                None => observer.end(exchange, true),
            }
            Ok(response)
        })
    }
}

/// Makes an id for each request; consecutive ids look unrelated.
#[derive(Clone, Debug)]
pub(super) struct RequestNumbers {
    hasher: RandomState,
    count: Arc<AtomicU64>,
}

impl RequestNumbers {
    pub(super) fn new() -> Self {
        Self { hasher: RandomState::new(), count: Arc::default() }
    }
}

impl MakeRequestId for RequestNumbers {
    fn make_request_id<B>(&mut self, _: &Request<B>) -> Option<RequestId> {
        let number = self.hasher.hash_one(self.count.fetch_add(1, Relaxed));
        HeaderValue::try_from(format!("{number:016x}")).ok().map(RequestId::new)
    }
}
