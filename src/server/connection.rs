//! One connection: hyper on a stream that is given only so much time.

use std::io::{self, ErrorKind, IoSlice};
use std::net::IpAddr;
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::sync::watch;
use tokio::time::{Instant, Sleep, sleep, sleep_until};
use tower::ServiceBuilder;
use tower_http::add_extension::AddExtensionLayer;

use super::app::App;
use super::checks::closing;
use super::limits::Limits;
use super::observability::{Exchange, Observer};

/// How long a connection on which nothing has arrived yet may still bring its request after the server was told to stop.
const GRACE: Duration = Duration::from_millis(500);

/// How long a client may go on sending what nobody reads before its connection is closed: closing with bytes unread would make
/// the kernel throw the response away (RFC 9112 §9.6).
const LINGER: Duration = Duration::from_secs(1);

/// hyper's own limit of fields, at which it needs no memory on the heap for them.
const HYPER_FIELDS: usize = 100;

/// A connection as layers and handlers see it: its requests have it as an extension.
#[derive(Debug)]
pub struct Connection {
    peer: Option<IpAddr>,
    is_beyond_limit: bool,
    stage: AtomicU8,
    has_unread_content: AtomicBool,
    is_ending: AtomicBool,
    observer: Option<Arc<Observer>>,
    /// The exchange whose response is on its way. One task polls all of a connection, so nobody waits for this.
    exchange: Mutex<Option<Exchange>>,
}

/// What a connection is waiting for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
enum Stage {
    /// Its first byte.
    New,
    /// The rest of a request's header.
    Head,
    /// The client, to take a response.
    Response,
    /// The next request.
    Idle,
}

/// What connections are told about the end of the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// Go on.
    NotYet,
    /// End after the present request.
    Gracefully,
    /// End now.
    AtOnce,
}

impl Connection {
    /// A connection from `peer`, whose exchanges `observer` sees. Beyond the limit every request is refused.
    pub(super) fn new(peer: Option<IpAddr>, is_beyond_limit: bool, observer: Option<Arc<Observer>>) -> Self {
        if let Some(observer) = &observer {
            observer.metrics.connections.inc();
        }
        Self {
            peer,
            is_beyond_limit,
            stage: AtomicU8::new(Stage::New as u8),
            has_unread_content: AtomicBool::new(true),
            is_ending: AtomicBool::new(false),
            observer,
            exchange: Mutex::new(None),
        }
    }

    /// The address of the machine at its other end, the visitor's or a proxy's; `None` over a unix socket.
    #[must_use]
    pub fn peer(&self) -> Option<IpAddr> {
        self.peer
    }

    /// Whether the server has as many connections as it may, so that this one is only told so.
    #[must_use]
    pub fn is_beyond_limit(&self) -> bool {
        self.is_beyond_limit
    }

    /// Notes whether the request that was read announces content, which nobody reads.
    pub(super) fn has_content(&self, has_content: bool) {
        self.has_unread_content.store(has_content, Relaxed);
    }

    /// A response is ready: the exchange ends when the kernel has taken it, or the connection breaks off.
    pub(super) fn answered(&self, exchange: Exchange) {
        self.end_exchange(Some(exchange), true);
    }

    /// Ends the present exchange, if there is one; `next` takes its place.
    fn end_exchange(&self, next: Option<Exchange>, is_complete: bool) {
        let ended = std::mem::replace(&mut *self.exchange.lock().unwrap_or_else(PoisonError::into_inner), next);
        if let (Some(observer), Some(exchange)) = (&self.observer, ended) {
            observer.end(exchange, is_complete);
        }
    }

    fn is_at(&self, stage: Stage) -> bool {
        self.stage.load(Relaxed) == stage as u8
    }

    /// Ready when no request is on its way: its header has come, or none begins within `grace` on a connection that is new. A
    /// connection on which one is under way would be closed otherwise.
    async fn is_between_requests(&self, grace: Duration) {
        let start = Instant::now();
        while self.is_at(Stage::Head) || self.is_at(Stage::New) && start.elapsed() < grace {
            sleep(Duration::from_millis(10)).await;
        }
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.end_exchange(None, false);
        if let Some(observer) = &self.observer {
            observer.metrics.connections.dec();
        }
    }
}

/// Answers the requests of `stream` by `app` until it ends, is too slow, or the server stops.
pub(super) async fn serve_connection<S, A>(
    stream: S,
    connection: Connection,
    app: A,
    limits: Limits,
    mut stop: watch::Receiver<Stop>,
) where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    A: App<Incoming>,
{
    let connection = Arc::new(connection);
    let stream = DeadlineStream::new(stream, Arc::clone(&connection), limits);
    let answered = Arc::clone(&connection);
    let service = ServiceBuilder::new()
        .layer(AddExtensionLayer::new(Arc::clone(&connection)))
        // hyper is told to stop between two requests only.
        .map_response(move |response| if answered.is_ending.load(Relaxed) { closing(response) } else { response })
        .service(app);
    let service = TowerToHyperService::new(service);
    let http = builder(&limits).serve_connection(TokioIo::new(stream), service);
    let mut http = pin!(http);
    let mut known = Stop::NotYet;
    let ended = loop {
        tokio::select! {
            biased;
            ended = &mut http => break ended,
            next = news(&mut stop, known) => known = next,
        }
        if known == Stop::AtOnce {
            return;
        }
        connection.is_ending.store(true, Relaxed);
        tokio::select! {
            biased;
            ended = &mut http => break ended,
            _ = news(&mut stop, known) => return,
            () = connection.is_between_requests(GRACE.min(limits.drain / 2)) => http.as_mut().graceful_shutdown(),
        }
    };
    if let Err(error) = ended {
        if let Some(observer) = connection.observer.as_ref().filter(|_| error.is_parse()) {
            observer.metrics.malformed_requests.inc();
        }
        tracing::debug!(%error, "connection ended early");
    }
}

/// What is told after `told`. Without anyone to tell it, the server itself is gone.
async fn news(stop: &mut watch::Receiver<Stop>, known: Stop) -> Stop {
    stop.wait_for(|next| *next != known).await.map_or(Stop::AtOnce, |next| *next)
}

/// hyper within these limits. Its own timer for headers is off: it would also close idle connections.
fn builder(limits: &Limits) -> http1::Builder {
    let mut builder = http1::Builder::new();
    builder
        .header_read_timeout(None)
        // The checks refuse what is beyond the limit with all headers of a response; this bounds what gets so far.
        .max_buf_size(2 * (limits.head_bytes + limits.target_bytes).max(8192))
        // Who says no more still waits for the response.
        .half_close(limits.half_close);
    if limits.header_fields > HYPER_FIELDS {
        builder.max_headers(limits.header_fields);
    }
    builder
}

/// A stream that fails with `TimedOut` when the present stage has lasted longer than [`Limits`] allow. Bytes that trickle in do
/// not begin a stage anew, only its end does.
struct DeadlineStream<S> {
    stream: S,
    connection: Arc<Connection>,
    limits: Limits,
    stage: Stage,
    /// When the stage must have ended; `None` until there is something to wait for.
    deadline: Option<Instant>,
    /// Wakes the connection at the deadline, or before it: it is set anew only when it would come too late.
    timer: Pin<Box<Sleep>>,
    is_timer_set: bool,
    is_shut_down: bool,
}

impl<S> DeadlineStream<S> {
    fn new(stream: S, connection: Arc<Connection>, limits: Limits) -> Self {
        let deadline = Instant::now() + limits.head;
        Self {
            stream,
            connection,
            limits,
            stage: Stage::New,
            deadline: Some(deadline),
            timer: Box::pin(sleep_until(deadline)),
            is_timer_set: false,
            is_shut_down: false,
        }
    }

    fn enter(&mut self, stage: Stage) {
        // The time for the first header counts from the beginning of the connection.
        if !(self.stage == Stage::New && stage == Stage::Head) {
            self.deadline = None;
        }
        self.stage = stage;
        self.connection.stage.store(stage as u8, Relaxed);
    }

    /// An error where the deadline is over; otherwise the connection is polled again by then.
    fn check_deadline(&mut self, context: &mut Context<'_>) -> io::Result<()> {
        let deadline = *self.deadline.get_or_insert_with(|| {
            let limit = match self.stage {
                Stage::New | Stage::Head => self.limits.head,
                Stage::Response => self.limits.response,
                Stage::Idle => self.limits.idle,
            };
            Instant::now() + limit
        });
        if self.is_timer_set && !self.timer.is_elapsed() && self.timer.deadline() <= deadline {
            return Ok(());
        }
        if deadline <= Instant::now() {
            return Err(ErrorKind::TimedOut.into());
        }
        if self.timer.deadline() != deadline {
            self.timer.as_mut().reset(deadline);
        }
        self.is_timer_set = true;
        match self.timer.as_mut().poll(context) {
            Poll::Pending => Ok(()),
            Poll::Ready(()) => Err(ErrorKind::TimedOut.into()),
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for DeadlineStream<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = &mut *self;
        let before = buffer.filled().len();
        match Pin::new(&mut this.stream).poll_read(context, buffer) {
            Poll::Ready(read) => {
                if buffer.filled().len() > before && matches!(this.stage, Stage::New | Stage::Idle) {
                    this.enter(Stage::Head);
                    this.connection.has_content(true);
                }
                Poll::Ready(read)
            }
            Poll::Pending => {
                // While a response is being taken, its own time counts.
                if this.stage != Stage::Response {
                    this.check_deadline(context)?;
                }
                Poll::Pending
            }
        }
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncWrite for DeadlineStream<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.as_mut().poll_write_vectored(context, &[IoSlice::new(bytes)])
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let this = &mut *self;
        if this.stage != Stage::Response {
            this.enter(Stage::Response);
        }
        let written = Pin::new(&mut this.stream).poll_write_vectored(context, slices);
        if written.is_pending() {
            this.check_deadline(context)?;
        }
        written
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    /// hyper flushes when it has written all of what it has.
    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = &mut *self;
        ready!(Pin::new(&mut this.stream).poll_flush(context))?;
        if this.stage == Stage::Response {
            this.enter(Stage::Idle);
            this.connection.end_exchange(None, true);
        }
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = &mut *self;
        if !this.is_shut_down {
            ready!(Pin::new(&mut this.stream).poll_shutdown(context))?;
            this.is_shut_down = true;
            this.stage = Stage::Idle;
            this.deadline = Some(Instant::now() + LINGER.min(this.limits.response));
        }
        let mut ignored = [0; 4096];
        while this.connection.has_unread_content.load(Relaxed) {
            let mut buffer = ReadBuf::new(&mut ignored);
            match Pin::new(&mut this.stream).poll_read(context, &mut buffer) {
                Poll::Ready(Ok(())) if !buffer.filled().is_empty() => {}
                Poll::Pending if this.check_deadline(context).is_ok() => return Poll::Pending,
                _ => break,
            }
        }
        Poll::Ready(Ok(()))
    }
}
