//! A connection's stream -> its requests answered: the plain ones by the stream itself, and from the first other one on by the HTTP
//! library, which most connections never need.

use std::convert::Infallible;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use http::{Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};

use super::body::Payload;
use super::limits::Limits;
use super::observe::Observed;
use super::respond::closing;
use super::service::{Answer, Site};
use super::stream::{Guarded, Next, Progress};

/// The HTTP library, at work on a stream.
type Http<S> = http1::Connection<TokioIo<Guarded<S>>, Service>;

/// Ready when the connection has ended.
pub(super) struct Conversation<S> {
    /// The stream, until the library gets it.
    plain: Option<Guarded<S>>,
    http: Option<Pin<Box<Http<S>>>>,
    service: Service,
    limits: Limits,
}

/// What answers the requests that the library has read.
#[derive(Clone)]
pub(super) struct Service {
    pub(super) site: Arc<Site>,
    pub(super) progress: Arc<Progress>,
    pub(super) observed: Option<Arc<Observed>>,
}

/// Why a connection ended early.
#[derive(Debug, thiserror::Error)]
pub(super) enum Broken {
    #[error(transparent)]
    Stream(#[from] io::Error),
    #[error(transparent)]
    Http(#[from] hyper::Error),
}

impl<S: AsyncRead + AsyncWrite + Unpin + Send + 'static> Conversation<S> {
    pub(super) fn new(stream: Guarded<S>, service: Service, limits: Limits) -> Self {
        Self { plain: Some(stream), http: None, service, limits }
    }

    /// Ends after the present request.
    pub(super) fn graceful_shutdown(&mut self) {
        if let Some(stream) = &mut self.plain {
            stream.end();
        }
        if let Some(http) = &mut self.http {
            http.as_mut().graceful_shutdown();
        }
    }

    fn hand_over(&mut self) {
        let mut builder = http1::Builder::new();
        // Its own header timer is off: it would be set and cleared with each request. A header that is too large does not get so far.
        builder.header_read_timeout(None).max_buf_size(self.limits.head_bytes.max(8192));
        // Its default of 100 needs no room of its own on the heap for each request.
        if self.limits.header_fields != 100 {
            builder.max_headers(self.limits.header_fields);
        }
        // Who says no more still waits for the answer; but the preview's stream of news ends when its tab is closed.
        builder.half_close(self.service.site.open_to_all().is_some());
        let http = self.plain.take().map(|stream| builder.serve_connection(TokioIo::new(stream), self.service.clone()));
        self.http = http.map(Box::pin);
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin + Send + 'static> Future for Conversation<S> {
    type Output = Result<(), Broken>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.get_mut();
        if let Some(stream) = &mut this.plain {
            match ready!(stream.poll_next(context))? {
                Next::End => return Pin::new(stream).poll_shutdown(context).map_err(Broken::from),
                Next::Request => this.hand_over(),
            }
        }
        this.http.as_mut().map_or(Poll::Ready(Ok(())), |http| http.as_mut().poll(context).map_err(Broken::from))
    }
}

impl hyper::service::Service<Request<Incoming>> for Service {
    type Response = Response<Payload>;
    type Error = Infallible;
    type Future = Answering;

    fn call(&self, request: Request<Incoming>) -> Answering {
        let answer = self.site.answer(request, self.observed.as_ref());
        Answering { answer, progress: Arc::clone(&self.progress) }
    }
}

/// An answer on its way to the library.
pub(super) struct Answering {
    answer: Answer,
    progress: Arc<Progress>,
}

impl Future for Answering {
    type Output = Result<Response<Payload>, Infallible>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let response = ready!(Pin::new(&mut self.answer).poll(context));
        self.progress.responded();
        Poll::Ready(response.map(|response| if self.progress.is_ending() { closing(response) } else { response }))
    }
}
