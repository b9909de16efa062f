//! A socket -> a stream for the HTTP library, on which only sound requests arrive and which tells how far the connection is, and
//! when a response has been taken.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::task::{Context, Poll, ready};
use std::time::SystemTime;

use http::StatusCode;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::framing::Framing;
use super::observe::Observed;

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

/// A count of phases with the present one in its last two bits, written by the stream; and whether the server was told to stop. Both are
/// read now and then by the other side.
#[derive(Debug)]
pub(super) struct Progress {
    phase: AtomicU32,
    ending: AtomicBool,
}

impl Progress {
    const FRESH: u32 = 1;

    pub(super) fn new() -> Self {
        Self { phase: AtomicU32::new(Self::FRESH), ending: AtomicBool::new(false) }
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

/// The stream. What [`Framing`] refuses does not reach the library: for it, the connection just ends there. The answer to it is sent after
/// all others, when the library closes the connection.
pub(super) struct Guarded<S> {
    stream: S,
    progress: Arc<Progress>,
    observed: Option<Arc<Observed>>,
    framing: Framing,
    /// What arrived of a request that is not whole yet, after `ready` bytes that were let through but for which there was no room.
    held: Vec<u8>,
    ready: usize,
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
    ) -> Self {
        let framing = Framing::new(longest_head);
        Self { stream, progress, observed, framing, held: Vec::new(), ready: 0, refusal: None }
    }

    fn writing(&self) {
        if self.progress.phase() != Phase::Response {
            self.progress.enter(Phase::Response);
        }
    }

    /// How many of the bytes that begin the present request may go on; takes note of a refusal.
    fn judge(framing: &mut Framing, refusal: &mut Option<Refusal>, bytes: &[u8]) -> usize {
        framing.let_through(bytes).unwrap_or_else(|(whole, status)| {
            tracing::debug!(%status, "request refused");
            *refusal = Some(Refusal { answer: answer(status), sent: 0, is_due: false });
            whole
        })
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
    #[expect(clippy::disallowed_methods, reason = "RFC 9110 §6.6.1 asks for the date of an answer")]
    let now = SystemTime::now();
    let (reason, date) = (status.canonical_reason().unwrap_or_default(), httpdate::fmt_http_date(now));
    format!("HTTP/1.1 {} {reason}\r\nconnection: close\r\ncontent-length: 0\r\ndate: {date}\r\n\r\n", status.as_u16())
        .into_bytes()
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

impl<S: AsyncRead + Unpin> AsyncRead for Guarded<S> {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        if let Some(refusal) = &mut this.refusal
            && this.ready == 0
        {
            refusal.is_due = true;
            return Poll::Ready(Ok(()));
        }
        // Nearly always a request comes whole, and stays where it was read to.
        if this.held.is_empty() {
            let before = buffer.filled().len();
            if ready!(this.poll_arrived(context, buffer))? == 0 {
                return Poll::Ready(Ok(()));
            }
            let arrived = &buffer.filled()[before..];
            let whole = Self::judge(&mut this.framing, &mut this.refusal, arrived);
            if this.refusal.is_none() {
                this.held.extend_from_slice(&arrived[whole..]);
            }
            buffer.set_filled(before + whole);
            if whole > 0 {
                return Poll::Ready(Ok(()));
            }
        }
        while this.ready == 0 && this.refusal.is_none() {
            let mut piece = [0; 2048];
            let mut piece = ReadBuf::new(&mut piece);
            if ready!(this.poll_arrived(context, &mut piece))? == 0 {
                return Poll::Ready(Ok(()));
            }
            this.held.extend_from_slice(piece.filled());
            this.ready = Self::judge(&mut this.framing, &mut this.refusal, &this.held);
        }
        if let Some(refusal) = &mut this.refusal {
            this.held.truncate(this.ready);
            refusal.is_due = this.ready == 0;
        }
        this.give(buffer);
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
        if self.progress.phase() == Phase::Response {
            self.progress.enter(Phase::Idle);
            if let Some(observed) = &self.observed {
                observed.flushed();
            }
        }
        Poll::Ready(Ok(()))
    }

    /// Says what is left to say, and waits for the client to hear it where it still sends.
    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
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
        ready!(Pin::new(&mut this.stream).poll_shutdown(context))?;
        if this.refusal.is_none() && !this.framing.is_in_content() {
            return Poll::Ready(Ok(()));
        }
        if this.progress.phase() != Phase::Closing {
            this.progress.enter(Phase::Closing);
        }
        loop {
            let mut ignored = [0; 2048];
            let mut ignored = ReadBuf::new(&mut ignored);
            match ready!(Pin::new(&mut this.stream).poll_read(context, &mut ignored)) {
                Ok(()) if !ignored.filled().is_empty() => {}
                // It has ended, in whatever way.
                _ => return Poll::Ready(Ok(())),
            }
        }
    }
}
