//! Streams whose clients have only so much time.

use std::io::{self, ErrorKind, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep_until};

use super::connection::{Connection, Stage};
use super::limits::Limits;

/// How long a client may go on sending what nobody reads before its connection is closed: closing with bytes unread would make
/// the kernel throw the response away (RFC 9112 §9.6).
const LINGER: Duration = Duration::from_secs(1);

/// A large file may take the time for a response once for each so many bytes: a slow line is no attack.
const BYTES_IN_TIME: u64 = 1024 * 1024;

/// A stream that fails with `TimedOut` when the present stage has lasted longer than [`Limits`] allow. Bytes that trickle in do
/// not begin a stage anew, only its end does.
pub(super) struct DeadlineStream<S> {
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
    pub(super) fn new(stream: S, connection: Arc<Connection>, limits: Limits) -> Self {
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
                Stage::Response => {
                    let times = 1 + self.connection.body_left.load(Relaxed) / BYTES_IN_TIME;
                    self.limits.response.saturating_mul(u32::try_from(times).unwrap_or(u32::MAX))
                }
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
                    this.connection.has_unread_content.store(true, Relaxed);
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

    /// hyper flushes when it has written all of what it has, which of a large file is one piece.
    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = &mut *self;
        ready!(Pin::new(&mut this.stream).poll_flush(context))?;
        if this.stage == Stage::Response && this.connection.body_left.load(Relaxed) == 0 {
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
