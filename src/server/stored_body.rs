//! The body of a response that is read from disk piece by piece, as the client takes it.

use std::io;
use std::ops::Range;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use tokio::task::JoinHandle;

use super::connection::Connection;
use crate::stored_file::{PIECE, StoredFile};

/// A part of a stored file, or all of it.
pub(super) struct StoredBody {
    file: StoredFile,
    /// What has not been handed over yet.
    left: Range<u64>,
    /// The next piece, which a thread for that reads: the disk may have to be waited for.
    reading: Option<JoinHandle<io::Result<Bytes>>>,
    /// The connection that it goes to, which learns how much is left.
    connection: Option<Arc<Connection>>,
}

impl StoredBody {
    pub(super) fn new(file: StoredFile, part: Range<u64>, connection: Option<Arc<Connection>>) -> Self {
        let body = Self { file, left: part, reading: None, connection };
        body.tell(body.left());
        body
    }

    fn left(&self) -> u64 {
        self.left.end - self.left.start
    }

    fn tell(&self, left: u64) {
        if let Some(connection) = &self.connection {
            connection.body_left.store(left, Relaxed);
        }
    }
}

impl Body for StoredBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if self.left.is_empty() {
            return Poll::Ready(None);
        }
        let piece = self.left.start..self.left.end.min(self.left.start + PIECE as u64);
        let mut reading = self.reading.take().unwrap_or_else(|| {
            let file = self.file.clone();
            tokio::task::spawn_blocking(move || file.bytes(piece))
        });
        let Poll::Ready(read) = Pin::new(&mut reading).poll(context) else {
            self.reading = Some(reading);
            return Poll::Pending;
        };
        // The task fails only when the runtime is shutting down.
        let read = read.map_err(io::Error::other).flatten();
        if let Ok(bytes) = &read {
            self.left.start += bytes.len() as u64;
            self.tell(self.left());
        }
        Poll::Ready(Some(read.map(Frame::data)))
    }

    fn is_end_stream(&self) -> bool {
        self.left.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left())
    }
}

impl Drop for StoredBody {
    fn drop(&mut self) {
        self.tell(0);
    }
}
