//! What those who run the site see of its requests: the layer that counts and logs them, and the id that a line of the log has.

use std::hash::{BuildHasher as _, RandomState};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::task::{Context, Poll};

use axum::response::Response;
use http::{HeaderName, HeaderValue, Request};
use tower::Service;
use tower_http::request_id::{MakeRequestId, RequestId};

use super::connection::Connection;
use super::exchange::Exchange;
use super::forwarded::TrustedProxies;
use super::observer::Observer;

const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Longer ids from a proxy are ignored.
const LONGEST_ID: usize = 64;

/// Hands each request and its response to an [`Observer`]; without one, requests pass as they are.
#[derive(Clone, Debug)]
pub(super) struct Observe<S> {
    pub(super) inner: S,
    pub(super) observer: Option<Arc<Observer>>,
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
        let connection = connection(&request).cloned();
        let proxies = observer.access_log.as_ref().and_then(|log| log.addresses.as_ref());
        let address = proxies.zip(connection.as_ref());
        let address = address.and_then(|(proxies, connection)| proxies.address(connection.peer, request.headers()));
        let mut exchange = Exchange::begin(&request, address);
        let response = self.inner.call(request);
        Box::pin(async move {
            let response = response.await?;
            exchange.answer(&response);
            observer.metrics.requests_in_flight.inc();
            match connection {
                Some(connection) => connection.end_exchange(Some(exchange), true),
                None => observer.end(exchange, true),
            }
            Ok(response)
        })
    }
}

/// The connection by which a request came; the requests of some tests come by none.
fn connection<B>(request: &Request<B>) -> Option<&Arc<Connection>> {
    request.extensions().get()
}

/// The request without an `X-Request-Id`, unless a trusted proxy gave it one that can stand in a log as it is.
pub(super) fn without_untrusted_id<B>(mut request: Request<B>, proxies: &TrustedProxies) -> Request<B> {
    if let Some(id) = request.headers().get(X_REQUEST_ID)
        && !(is_plain(id) && connection(&request).is_some_and(|connection| proxies.trusts(connection.peer)))
    {
        request.headers_mut().remove(X_REQUEST_ID);
    }
    request
}

fn is_plain(id: &HeaderValue) -> bool {
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.".contains(byte);
    (1..=LONGEST_ID).contains(&id.len()) && id.as_bytes().iter().all(is_plain)
}

/// Makes an id for each request; consecutive ids look unrelated.
#[derive(Clone, Debug, Default)]
pub(super) struct RequestNumbers {
    hasher: RandomState,
    count: Arc<AtomicU64>,
}

impl MakeRequestId for RequestNumbers {
    fn make_request_id<B>(&mut self, _: &Request<B>) -> Option<RequestId> {
        let number = self.hasher.hash_one(self.count.fetch_add(1, Relaxed));
        HeaderValue::try_from(format!("{number:016x}")).ok().map(RequestId::new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_id_is_taken_over_from_a_trusted_proxy_if_it_is_plain() {
        let proxies = TrustedProxies(vec!["unix".parse().unwrap()]);
        let (proxy, visitor) = (None, "192.0.2.9".parse().ok());
        for (peer, id, is_kept) in [
            (proxy, "4f-2A_.", true),
            (visitor, "4f", false),
            (proxy, "", false),
            (proxy, "a b", false),
            (proxy, "a\"b", false),
            (proxy, "a/b", false),
        ] {
            let mut request = Request::new(());
            request.headers_mut().insert(X_REQUEST_ID, HeaderValue::from_static(id));
            request.extensions_mut().insert(Arc::new(Connection::new(peer, false, None)));
            let request = without_untrusted_id(request, &proxies);
            assert_eq!(request.headers().get(X_REQUEST_ID).is_some_and(|kept| kept == id), is_kept, "{id}");
        }
    }
}
