//! One connection -> its requests answered, within the times that [`Limits`] give it.

use std::io::{self, IoSlice};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::sync::watch;
use tokio::time::{Instant, MissedTickBehavior, interval_at, sleep};

use super::limits::Limits;
use super::listen::Peer;
use super::observe::Observed;
use super::service::{Site, Visit};

/// How long a connection on which nothing has arrived yet may still bring its request after the server was told to stop.
const GRACE: Duration = Duration::from_millis(500);

/// What connections are told about the end of the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// Go on.
    NotYet,
    /// End after the present request.
    InOrder,
    /// End now.
    AtOnce,
}

/// Answers the requests of `stream` until it ends, is too slow, or the server stops.
pub(super) async fn attend<S>(stream: S, peer: Peer, site: Arc<Site>, limits: Limits, mut stop: watch::Receiver<Stop>)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let progress = Arc::new(Progress::new());
    let observed = site.observer().map(|observer| Arc::new(Observed::new(Arc::clone(observer), peer)));
    let io = TokioIo::new(Watched { stream, progress: Arc::clone(&progress), observed: observed.clone() });
    let visit = Visit::new(site, observed.clone());
    let mut connection = pin!(http(&limits).serve_connection(io, visit));
    let mut patience = Patience::new(&progress, &limits);
    let period = limits.tick();
    let mut tick = interval_at(Instant::now() + period, period);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut heard = Stop::NotYet;
    loop {
        tokio::select! {
            biased;
            result = connection.as_mut() => {
                if let Err(error) = result {
                    if let Some(observed) = observed.filter(|_| error.is_parse()) {
                        observed.malformed();
                    }
                    tracing::debug!(%error, "connection ended early");
                }
                return;
            }
            _ = tick.tick() => {
                if patience.is_over() {
                    tracing::debug!(phase = ?progress.phase(), "connection was too slow");
                    return;
                }
            }
            told = next(&mut stop, heard) => {
                heard = told;
                if heard == Stop::AtOnce {
                    return;
                }
                if progress.is_fresh() {
                    // Its request may be on the way: let it arrive.
                    tokio::select! {
                        biased;
                        _ = connection.as_mut() => return,
                        () = sleep(GRACE.min(limits.drain / 2)) => {}
                    }
                }
                connection.as_mut().graceful_shutdown();
            }
        }
    }
}

/// What is said next. Without anyone to say it, the server itself is gone.
async fn next(stop: &mut watch::Receiver<Stop>, heard: Stop) -> Stop {
    let told = stop.wait_for(|stop| *stop != heard).await;
    told.map_or(Stop::AtOnce, |stop| *stop)
}

/// The HTTP library's settings. Its own header timer is off: it would be set and cleared with each request; [`Patience`] is not.
fn http(limits: &Limits) -> http1::Builder {
    let mut builder = http1::Builder::new();
    builder.header_read_timeout(None).max_buf_size(limits.head_bytes.max(8192));
    // The library's default of 100 needs no room of its own on the heap for each request.
    if limits.header_fields != 100 {
        builder.max_headers(limits.header_fields);
    }
    builder
}

impl Limits {
    /// How often a connection is looked at: a limit is kept to within this.
    fn tick(&self) -> Duration {
        let shortest = self.head.min(self.idle).min(self.response);
        (shortest / 4).max(Duration::from_millis(10))
    }

    fn of(&self, phase: Phase) -> Duration {
        match phase {
            Phase::Idle => self.idle,
            Phase::Head => self.head,
            Phase::Response => self.response,
        }
    }
}

/// What a connection is waiting for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// The next request.
    Idle,
    /// The rest of a request's header, or the first request of all.
    Head,
    /// The client, to take the response.
    Response,
}

/// A count of phases with the present one in its last two bits. Written by the stream, read now and then by [`Patience`].
#[derive(Debug)]
struct Progress(AtomicU32);

impl Progress {
    const FRESH: u32 = 1;

    fn new() -> Self {
        Self(AtomicU32::new(Self::FRESH))
    }

    /// Whether nothing has arrived yet.
    fn is_fresh(&self) -> bool {
        self.count() == Self::FRESH
    }

    fn count(&self) -> u32 {
        self.0.load(Ordering::Relaxed)
    }

    fn phase(&self) -> Phase {
        match self.count() & 3 {
            0 => Phase::Idle,
            1 => Phase::Head,
            _ => Phase::Response,
        }
    }

    fn enter(&self, phase: Phase) {
        let bits = match phase {
            Phase::Idle => 0,
            Phase::Head => 1,
            Phase::Response => 2,
        };
        // The stream is the only writer, so nothing is lost between the two.
        let next = (self.count() & !3).wrapping_add(4) | bits;
        self.0.store(next, Ordering::Relaxed);
    }
}

/// Measures how long the present phase has lasted. Bytes that trickle in do not make a phase new, only its end does.
struct Patience<'a> {
    progress: &'a Progress,
    limits: &'a Limits,
    seen: u32,
    since: Instant,
}

impl<'a> Patience<'a> {
    fn new(progress: &'a Progress, limits: &'a Limits) -> Self {
        Self { progress, limits, seen: progress.count(), since: Instant::now() }
    }

    /// Whether the phase that was met at the last look still lasts, and has lasted too long.
    fn is_over(&mut self) -> bool {
        let count = self.progress.count();
        if count != self.seen {
            self.seen = count;
            self.since = Instant::now();
        }
        self.since.elapsed() >= self.limits.of(self.progress.phase())
    }
}

/// A stream that notes in which phase its connection is, and when a response has been taken.
struct Watched<S> {
    stream: S,
    progress: Arc<Progress>,
    observed: Option<Arc<Observed>>,
}

impl<S> Watched<S> {
    fn writing(&self) {
        if self.progress.phase() != Phase::Response {
            self.progress.enter(Phase::Response);
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Watched<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.stream).poll_read(context, buffer))?;
        if buffer.filled().len() > before && (self.progress.phase() == Phase::Idle || self.progress.is_fresh()) {
            self.progress.enter(Phase::Head);
        }
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Watched<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.writing();
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.writing();
        Pin::new(&mut self.stream).poll_write_vectored(context, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    /// The HTTP library flushes when it has handed over the whole response.
    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(Pin::new(&mut self.stream).poll_flush(context))?;
        if self.progress.phase() == Phase::Response {
            self.progress.enter(Phase::Idle);
            if let Some(observed) = &self.observed {
                observed.flushed();
            }
        }
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
