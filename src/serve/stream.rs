//! A socket -> its plain requests answered, and a stream for the HTTP library on which only sound requests arrive that are not, and which
//! tells how far the connection is, and when a response has been taken.

use std::io::{self, IoSlice};
use std::mem::MaybeUninit;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::task::{Context, Poll, ready};

use http::StatusCode;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::fast_path::{Answered, Ends, FastPath, Rest};
use super::framing::Framing;
use super::observe::Observed;

/// How much is read at once: nearly always a whole request.
const PIECE: usize = 2048;

/// What a connection is waiting for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    /// The next request.
    Idle,
    /// The rest of a request's header, or the first request of all.
    Head,
    /// The client, to take the response.
    Response,
    /// The client, to end a connection on which all is said.
    Closing,
}

/// What the two sides of a connection tell each other.
#[derive(Debug)]
pub(super) struct Progress {
    /// A count of phases with the present one in its last two bits, written by the stream.
    phase: AtomicU32,
    /// How many responses the library was given, written by the service.
    responses: AtomicU32,
    /// Whether the server was told to stop.
    ending: AtomicBool,
}

impl Progress {
    const FRESH: u32 = 1;

    pub(super) fn new() -> Self {
        Self { phase: AtomicU32::new(Self::FRESH), responses: AtomicU32::new(0), ending: AtomicBool::new(false) }
    }

    /// Whether nothing has arrived yet.
    pub(super) fn is_fresh(&self) -> bool {
        self.count() == Self::FRESH
    }

    pub(super) fn count(&self) -> u32 {
        self.phase.load(Ordering::Relaxed)
    }

    pub(super) fn phase(&self) -> Phase {
        match self.count() & 3 {
            0 => Phase::Idle,
            1 => Phase::Head,
            2 => Phase::Response,
            _ => Phase::Closing,
        }
    }

    /// The library has the response to one more request.
    pub(super) fn responded(&self) {
        self.responses.fetch_add(1, Ordering::Relaxed);
    }

    /// The next response is the last one.
    pub(super) fn end(&self) {
        self.ending.store(true, Ordering::Relaxed);
    }

    pub(super) fn is_ending(&self) -> bool {
        self.ending.load(Ordering::Relaxed)
    }

    fn enter(&self, phase: Phase) {
        let bits = match phase {
            Phase::Idle => 0,
            Phase::Head => 1,
            Phase::Response => 2,
            Phase::Closing => 3,
        };
        // The stream is the only writer, so nothing is lost between the two.
        let next = (self.count() & !3).wrapping_add(4) | bits;
        self.phase.store(next, Ordering::Relaxed);
    }
}

/// The stream. Plain requests are answered here ([`FastPath`]) while the library has none to answer. What [`Framing`] refuses does not reach
/// the library either: for it, the connection just ends there. The answer to it is sent after all others, when the library closes the
/// connection.
pub(super) struct Guarded<S> {
    stream: S,
    progress: Arc<Progress>,
    observed: Option<Arc<Observed>>,
    framing: Framing,
    fast_path: FastPath,
    /// What the client has not taken yet of an answer of the fast path.
    rest: Option<Rest>,
    /// How many requests the library was given.
    given: u32,
    /// What arrived and was not let through yet, after `ready` bytes that were but for which there was no room.
    held: Vec<u8>,
    ready: usize,
    /// Whether what is held may have whole requests in it that nobody has looked at.
    is_unsorted: bool,
    /// Whether nothing more is to be read.
    is_over: bool,
    refusal: Option<Refusal>,
}

/// The answer to what was refused, how much of it was sent, and whether the library has come to the end of what it got: where it
/// closes the connection before, it has given another last answer.
struct Refusal {
    answer: Vec<u8>,
    sent: usize,
    is_due: bool,
}

impl<S> Guarded<S> {
    pub(super) fn new(
        stream: S,
        progress: Arc<Progress>,
        observed: Option<Arc<Observed>>,
        longest_head: usize,
        fast_path: FastPath,
    ) -> Self {
        Self {
            stream,
            progress,
            observed,
            framing: Framing::new(longest_head),
            fast_path,
            rest: None,
            given: 0,
            held: Vec::new(),
            ready: 0,
            is_unsorted: false,
            is_over: false,
            refusal: None,
        }
    }

    /// Reads nothing more.
    pub(super) fn end(&mut self) {
        self.is_over = true;
    }

    fn writing(&self) {
        if self.progress.phase() != Phase::Response {
            self.progress.enter(Phase::Response);
        }
    }

    /// All of a response has been taken.
    fn taken(&self) {
        self.progress.enter(Phase::Idle);
        if let Some(observed) = &self.observed {
            observed.flushed();
        }
    }

    /// Whether the library has answered all that it was given, and whoever asked has taken it.
    fn is_library_idle(&self) -> bool {
        self.given == self.progress.responses.load(Ordering::Relaxed)
            && self.progress.phase() != Phase::Response
            && !self.framing.is_in_content()
    }

    /// Gives out of what was let through as much as there is room for.
    fn give(&mut self, buffer: &mut ReadBuf<'_>) {
        let length = self.ready.min(buffer.remaining());
        buffer.put_slice(&self.held[..length]);
        self.held.drain(..length);
        self.ready -= length;
        if self.held.is_empty() {
            self.held = Vec::new();
        }
    }
}

/// A status without content, as bytes.
fn answer(status: StatusCode) -> Vec<u8> {
    let head = format!("HTTP/1.1 {} {}\r\n", status.as_u16(), status.canonical_reason().unwrap_or_default());
    [head.as_bytes(), b"content-length: 0\r\n", &Ends::now(true)].concat()
}

impl<S: AsyncRead + Unpin> Guarded<S> {
    /// Reads what has arrived, and notes that something has.
    fn poll_arrived(&mut self, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<usize>> {
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.stream).poll_read(context, buffer))?;
        let arrived = buffer.filled().len() - before;
        if arrived > 0 && (self.progress.phase() == Phase::Idle || self.progress.is_fresh()) {
            self.progress.enter(Phase::Head);
        }
        Poll::Ready(Ok(arrived))
    }
}

impl<S: AsyncWrite + Unpin> Guarded<S> {
    /// Sends what is left of an answer.
    fn poll_rest(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        if let Some(rest) = &mut self.rest {
            ready!(rest.poll_send(&mut self.stream, context))?;
            self.rest = None;
            self.taken();
        }
        Poll::Ready(Ok(()))
    }

    /// Answers the plain requests that `bytes` begin with, and says how many bytes these are and how many of the next ones may go on to
    /// the library. What is neither is to be held.
    fn sort(&mut self, bytes: &[u8], context: &mut Context<'_>) -> io::Result<(usize, usize)> {
        let (mut answered, mut whole) = (0, 0);
        self.is_unsorted = false;
        while self.refusal.is_none() && !self.is_over {
            if self.framing.is_in_content() {
                whole = bytes.len() - answered;
                break;
            }
            let next = answered + whole;
            let head = match self.framing.head(&bytes[next..]) {
                Ok(Some(length)) => &bytes[next..next + length],
                Ok(None) => break,
                Err(status) => {
                    tracing::debug!(%status, "request refused");
                    self.refusal = Some(Refusal { answer: answer(status), sent: 0, is_due: false });
                    break;
                }
            };
            let is_free = self.is_library_idle() && !self.progress.is_ending();
            let observed = self.observed.as_ref();
            let answer = is_free.then(|| self.fast_path.answer(head, &mut self.stream, context, observed)).flatten();
            let Some(answer) = answer else {
                whole += head.len();
                self.given = self.given.wrapping_add(1);
                continue;
            };
            answered += head.len();
            let Answered { rest, is_last } = answer?;
            self.rest = rest;
            self.is_over = is_last;
            if self.rest.is_some() {
                self.writing();
                self.is_unsorted = true;
                break;
            }
            self.taken();
        }
        Ok((answered, whole))
    }

    /// Answers what can be answered of `bytes`, and holds the rest.
    fn take_in(&mut self, bytes: &[u8], context: &mut Context<'_>) -> io::Result<()> {
        let (answered, whole) = self.sort(bytes, context)?;
        let end = if self.refusal.is_some() { answered + whole } else { bytes.len() };
        self.held.extend_from_slice(&bytes[answered..end]);
        self.ready = whole;
        Ok(())
    }
}

/// What comes next on a stream.
pub(super) enum Next {
    /// A request for the library, whole.
    Request,
    /// The end: of the stream, or of what is read from it.
    End,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Guarded<S> {
    /// Answers plain requests until something else comes.
    pub(super) fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<io::Result<Next>> {
        loop {
            ready!(self.poll_rest(context))?;
            if self.ready > 0 {
                return Poll::Ready(Ok(Next::Request));
            }
            if let Some(refusal) = &mut self.refusal {
                refusal.is_due = true;
                return Poll::Ready(Ok(Next::End));
            }
            if self.is_over {
                return Poll::Ready(Ok(Next::End));
            }
            if self.is_unsorted {
                let held = std::mem::take(&mut self.held);
                self.take_in(&held, context)?;
                continue;
            }
            let mut piece = [const { MaybeUninit::uninit() }; PIECE];
            let mut piece = ReadBuf::uninit(&mut piece);
            if ready!(self.poll_arrived(context, &mut piece))? == 0 {
                self.is_over = true;
            } else if self.held.is_empty() {
                self.take_in(piece.filled(), context)?;
            } else {
                let mut held = std::mem::take(&mut self.held);
                held.extend_from_slice(piece.filled());
                self.take_in(&held, context)?;
            }
        }
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncRead for Guarded<S> {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        if let Next::Request = ready!(this.poll_next(context))? {
            this.give(buffer);
        }
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncWrite for Guarded<S> {
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
        if self.rest.is_none() && self.progress.phase() == Phase::Response {
            self.taken();
        }
        Poll::Ready(Ok(()))
    }

    /// Says what is left to say, and waits for the client to hear it where it still sends.
    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        ready!(this.poll_rest(context))?;
        while let Some(refusal) = &mut this.refusal
            && refusal.is_due
            && refusal.sent < refusal.answer.len()
        {
            let rest = &refusal.answer[refusal.sent..];
            let sent = ready!(Pin::new(&mut this.stream).poll_write(context, rest))?;
            if sent == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            refusal.sent += sent;
        }
        if let Some(observed) = this.observed.take().filter(|_| this.refusal.as_ref().is_some_and(|one| one.is_due)) {
            observed.malformed();
        }
        // Who sends nothing more need not be waited for: closing the socket says the same.
        if this.refusal.is_none() && !this.framing.is_in_content() {
            return Poll::Ready(Ok(()));
        }
        ready!(Pin::new(&mut this.stream).poll_shutdown(context))?;
        if this.progress.phase() != Phase::Closing {
            this.progress.enter(Phase::Closing);
        }
        loop {
            let mut ignored = [0; PIECE];
            let mut ignored = ReadBuf::new(&mut ignored);
            match ready!(Pin::new(&mut this.stream).poll_read(context, &mut ignored)) {
                Ok(()) if !ignored.filled().is_empty() => {}
                // It has ended, in whatever way.
                _ => return Poll::Ready(Ok(())),
            }
        }
    }
}
