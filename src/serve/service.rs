//! Each request -> the edition's answer at once, or the router's.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::Router;
use axum::routing::future::RouteFuture;
use bytes::Bytes;
use http::{Request, Response};
use http_body::Body;
use tower::Service as _;

use super::body::Payload;
use super::respond;
use super::target;
use crate::live::Live;

/// The service of every connection.
#[derive(Clone, Debug)]
pub struct Site {
    live: Option<Arc<Live>>,
    router: Router,
    longest_target: usize,
}

impl Site {
    /// Answers from `live`, and gives to `router` (usually [`router`](super::router()) with or without more routes) what that does not
    /// have. Targets longer than `longest_target` bytes are refused.
    #[must_use]
    pub fn new(live: Arc<Live>, router: Router, longest_target: usize) -> Self {
        Self { live: Some(live), router, longest_target }
    }

    /// Answers from `router` alone.
    #[must_use]
    pub fn of_router(router: Router, longest_target: usize) -> Self {
        Self { live: None, router, longest_target }
    }
}

impl<B> hyper::service::Service<Request<B>> for Site
where
    B: Body<Data = Bytes> + Send + 'static,
    B::Error: Into<axum::BoxError>,
{
    type Response = Response<Payload>;
    type Error = Infallible;
    type Future = Answer;

    fn call(&self, request: Request<B>) -> Answer {
        if let Some(status) = target::objection(&request, self.longest_target) {
            return Answer::Ready(Some(respond::closing(respond::empty(status))));
        }
        if let Some(response) = self.live.as_ref().and_then(|live| respond::respond(&live.load(), &request)) {
            return Answer::Ready(Some(response));
        }
        let future = self.router.clone().call(request.map(axum::body::Body::new));
        Answer::Routed(Box::pin(future))
    }
}

/// The answer to one request: there already, or on its way from the router.
pub enum Answer {
    /// Taken when it is polled.
    Ready(Option<Response<Payload>>),
    /// A handler at work.
    Routed(Pin<Box<RouteFuture<Infallible>>>),
}

impl Future for Answer {
    type Output = Result<Response<Payload>, Infallible>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match self.get_mut() {
            Self::Ready(response) => response.take().map_or(Poll::Pending, |response| Poll::Ready(Ok(response))),
            Self::Routed(future) => future.as_mut().poll(context).map_ok(|response| response.map(Payload::Routed)),
        }
    }
}
