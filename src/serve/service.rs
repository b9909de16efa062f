//! Each request -> the edition's answer at once, or the router's.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use axum::Router;
use axum::routing::future::RouteFuture;
use bytes::Bytes;
use http::header::CONTENT_ENCODING;
use http::{HeaderValue, Request, Response, StatusCode};
use http_body::Body;
use tower::Service as _;

use super::asked::Asked;
use super::body::Payload;
use super::observe::{Exchange, Observed, Observer};
use super::preview::host;
use super::respond::{self, Reply};
use super::target;
use crate::edition::Coding;
use crate::live::Live;

/// What answers the requests of every connection.
#[derive(Clone, Debug)]
pub struct Site {
    live: Option<Arc<Live>>,
    router: Router,
    longest_target: usize,
    observer: Option<Arc<Observer>>,
    is_for_this_computer: bool,
}

impl Site {
    /// Answers from `live`, and gives to `router` (usually [`router`](super::router()) with or without more routes) what that does not
    /// have. Targets longer than `longest_target` bytes are refused.
    #[must_use]
    pub fn new(live: Arc<Live>, router: Router, longest_target: usize) -> Self {
        Self { live: Some(live), router, longest_target, observer: None, is_for_this_computer: false }
    }

    /// Answers from `router` alone.
    #[must_use]
    pub fn of_router(router: Router, longest_target: usize) -> Self {
        Self { live: None, router, longest_target, observer: None, is_for_this_computer: false }
    }

    /// The same, seen by `observer`.
    #[must_use]
    pub fn observed(self, observer: Arc<Observer>) -> Self {
        Self { observer: Some(observer), ..self }
    }

    /// The same, for requests that name this computer as their host and no others: those are a 421.
    #[must_use]
    pub fn for_this_computer(self) -> Self {
        Self { is_for_this_computer: true, ..self }
    }

    /// What is served, where a request of whatever host may be answered from it.
    pub(super) fn open_to_all(&self) -> Option<&Live> {
        self.live.as_deref().filter(|_| !self.is_for_this_computer)
    }

    /// The longest target that is answered, in bytes.
    pub(super) fn longest_target(&self) -> usize {
        self.longest_target
    }

    pub(super) fn observer(&self) -> Option<&Arc<Observer>> {
        self.observer.as_ref()
    }

    /// The answer to a request of a connection, seen by `observed`.
    pub(super) fn answer<B>(&self, request: Request<B>, observed: Option<&Arc<Observed>>) -> Answer
    where
        B: Body<Data = Bytes> + Send + 'static,
        B::Error: Into<axum::BoxError>,
    {
        let seen = observed.map(|observed| (observed, observed.begin(&Asked::of(&request))));
        if let Some(status) = target::objection(&request, self.longest_target) {
            return there(respond::closing(respond::empty(status)), seen, "refused", Coding::Identity);
        }
        if self.is_for_this_computer && !host::is_this_computer(request.headers()) {
            return there(respond::closing(host::misdirected()), seen, "refused", Coding::Identity);
        }
        if let Some(live) = &self.live {
            let published = live.load();
            if let Some(Reply { outcome, route, coding }) = respond::respond(&published, &Asked::of(&request)) {
                return there(outcome.into_response(), seen, route, coding);
            }
        }
        let future = Box::pin(self.router.clone().call(request.map(axum::body::Body::new)));
        Answer::Routed(future, seen.map(|(observed, exchange)| Seen(Arc::clone(observed), exchange)))
    }
}

/// An answer that is there, noted where somebody sees it.
fn there(response: Response<Payload>, seen: Option<(&Arc<Observed>, Exchange)>, route: &str, coding: Coding) -> Answer {
    if let Some((observed, exchange)) = seen {
        observed.answered(exchange, route, response.status(), coding, length(response.body()));
    }
    Answer::Ready(Some(response))
}

/// Bytes of content, as far as they are known beforehand.
fn length(body: &impl Body) -> u64 {
    body.size_hint().lower()
}

/// The answer to one request: there already, or on its way from the router.
pub enum Answer {
    /// Taken when it is polled.
    Ready(Option<Response<Payload>>),
    /// A handler at work, and what is known of its request where somebody sees it.
    Routed(Pin<Box<RouteFuture<Infallible>>>, Option<Seen>),
}

/// A request that is being answered, and who sees it.
pub struct Seen(Arc<Observed>, Exchange);

impl Seen {
    fn answered(self, response: &Response<axum::body::Body>) {
        let Self(observed, exchange) = self;
        let route = if response.status() == StatusCode::NOT_FOUND { "not-found" } else { "other" };
        let coding = response.headers().get(CONTENT_ENCODING).map(HeaderValue::as_bytes);
        let coding = Coding::ALL.into_iter().find(|known| coding == Some(known.token().as_bytes()));
        let coding = coding.unwrap_or(Coding::Identity);
        observed.answered(exchange, route, response.status(), coding, length(response.body()));
    }
}

impl Future for Answer {
    type Output = Result<Response<Payload>, Infallible>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match self.get_mut() {
            Self::Ready(response) => response.take().map_or(Poll::Pending, |response| Poll::Ready(Ok(response))),
            Self::Routed(future, seen) => {
                let Ok(response) = ready!(future.as_mut().poll(context));
                if let Some(seen) = seen.take() {
                    seen.answered(&response);
                }
                Poll::Ready(Ok(response.map(Payload::Routed)))
            }
        }
    }
}
