//! Connections as the system gives them -> streams that the runtime watches only once there is something to wait for.
//!
//! A connection nearly always brings its first request, and its answer fits into the socket: it can be read and answered before
//! there was anything to wait for. To have it watched costs two calls of the system, memory, and a turn of the task; behind a proxy that
//! makes a connection for each request, that would be a tenth of its cost.

use std::io::{self, ErrorKind, IoSlice, Read, Write};
use std::mem;
use std::os::fd::AsRawFd;
use std::pin::Pin;
use std::task::{Context, Poll};

use mio::net as unwatched;
use tokio::io::unix::AsyncFd;
use tokio::io::{AsyncRead, AsyncWrite, Interest, ReadBuf};
use tokio::net::{TcpStream, UnixStream};

use super::accept::{Accept, Peer};

/// A socket of TCP from which connections are taken.
pub(super) type TcpListener = AsyncFd<unwatched::TcpListener>;

/// A unix socket from which connections are taken.
pub(super) type UnixListener = AsyncFd<unwatched::UnixListener>;

/// A listener of the standard library, which does not block, watched by the runtime.
pub(super) fn tcp(listener: std::net::TcpListener) -> io::Result<TcpListener> {
    watch(unwatched::TcpListener::from_std(listener))
}

/// See [`tcp`].
pub(super) fn unix(listener: std::os::unix::net::UnixListener) -> io::Result<UnixListener> {
    watch(unwatched::UnixListener::from_std(listener))
}

#[expect(
    deprecated,
    reason = "what replaces it is unsafe, for types that may lose their descriptor: these own it to their end"
)]
fn watch<L: AsRawFd>(listener: L) -> io::Result<AsyncFd<L>> {
    AsyncFd::with_interest(listener, Interest::READABLE)
}

impl Accept for TcpListener {
    type Stream = Socket<unwatched::TcpStream>;

    async fn accept(&self) -> io::Result<(Self::Stream, Peer)> {
        let (socket, address) = self.async_io(Interest::READABLE, unwatched::TcpListener::accept).await?;
        Ok((Socket::New(socket), Peer::Address(address.ip().to_canonical())))
    }
}

/// A connection.
#[derive(Debug)]
pub(super) enum Socket<U: Unwatched> {
    /// From which nothing was read.
    New(U),
    /// From which something was read: what comes next is to be waited for.
    Heard(U),
    /// That the runtime watches.
    Watched(U::Watched),
    /// That the runtime could not watch.
    Lost,
}

/// A socket that does not block, and that nobody watches.
pub(super) trait Unwatched: Read + Write + Unpin + Send + 'static {
    type Watched: AsyncRead + AsyncWrite + Unpin + Send + 'static;

    /// The same, watched by the runtime.
    fn watched(self) -> io::Result<Self::Watched>;
}

impl Unwatched for unwatched::TcpStream {
    type Watched = TcpStream;

    fn watched(self) -> io::Result<TcpStream> {
        TcpStream::from_std(self.into())
    }
}

impl Unwatched for unwatched::UnixStream {
    type Watched = UnixStream;

    fn watched(self) -> io::Result<UnixStream> {
        UnixStream::from_std(self.into())
    }
}

impl<U: Unwatched> Socket<U> {
    /// The stream, watched from now on.
    fn watched(self: Pin<&mut Self>) -> io::Result<Pin<&mut U::Watched>> {
        let this = self.get_mut();
        if let Self::New(_) | Self::Heard(_) = this
            && let Self::New(socket) | Self::Heard(socket) = mem::replace(this, Self::Lost)
        {
            *this = Self::Watched(socket.watched()?);
        }
        match this {
            Self::Watched(stream) => Ok(Pin::new(stream)),
            _ => Err(ErrorKind::NotConnected.into()),
        }
    }

    /// What `write` does at once; nothing where it has to be waited for.
    fn at_once(&mut self, write: impl FnOnce(&mut U) -> io::Result<usize>) -> Option<io::Result<usize>> {
        let (Self::New(socket) | Self::Heard(socket)) = self else { return None };
        Some(write(socket)).filter(|written| !is_to_be_waited_for(written))
    }
}

fn is_to_be_waited_for(result: &io::Result<usize>) -> bool {
    result.as_ref().is_err_and(|error| matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted))
}

impl<U: Unwatched> AsyncRead for Socket<U> {
    /// Reads at once the first time only: the runtime sees to it that a client that sends without end leaves room for others.
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if let Self::New(socket) = &mut *self {
            let read = socket.read(buffer.initialize_unfilled());
            if !is_to_be_waited_for(&read) {
                if let Self::New(socket) = mem::replace(&mut *self, Self::Lost) {
                    *self = Self::Heard(socket);
                }
                return Poll::Ready(read.map(|length| buffer.advance(length)));
            }
        }
        self.watched()?.poll_read(context, buffer)
    }
}

impl<U: Unwatched> AsyncWrite for Socket<U> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        if let Some(written) = self.at_once(|socket| socket.write(bytes)) {
            return Poll::Ready(written);
        }
        self.watched()?.poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        if let Some(written) = self.at_once(|socket| socket.write_vectored(slices)) {
            return Poll::Ready(written);
        }
        self.watched()?.poll_write_vectored(context, slices)
    }

    fn is_write_vectored(&self) -> bool {
        true
    }

    /// A socket keeps nothing back.
    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.watched()?.poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;
    use std::time::Duration;

    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::time::sleep;

    use super::*;

    /// Longer than it takes to find that there is nothing to read, or no room to write.
    const A_WHILE: Duration = Duration::from_millis(50);

    fn listening() -> (TcpListener, SocketAddr) {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let address = listener.local_addr().unwrap();
        (tcp(listener).unwrap(), address)
    }

    async fn said(socket: &mut (impl AsyncRead + Unpin)) -> String {
        let mut piece = [0; 16];
        let length = socket.read(&mut piece).await.unwrap();
        String::from_utf8(piece[..length].to_vec()).unwrap()
    }

    #[tokio::test]
    async fn who_speaks_at_once_is_answered_without_being_watched() {
        let (listener, address) = listening();
        let mut client = TcpStream::connect(address).await.unwrap();
        client.write_all(b"bonjour").await.unwrap();
        let (mut socket, _) = listener.accept().await.unwrap();
        assert_eq!(said(&mut socket).await, "bonjour");
        socket.write_all(b"bonsoir").await.unwrap();
        assert!(matches!(socket, Socket::Heard(_)), "{socket:?}");
        drop(socket);
        assert_eq!(said(&mut client).await, "bonsoir");
        assert_eq!(said(&mut client).await, "");
    }

    #[tokio::test]
    async fn who_speaks_late_or_again_is_waited_for() {
        let (listener, address) = listening();
        let mut client = TcpStream::connect(address).await.unwrap();
        let (mut socket, _) = listener.accept().await.unwrap();
        let speaking = async {
            for word in ["un", "deux"] {
                sleep(A_WHILE).await;
                client.write_all(word.as_bytes()).await.unwrap();
            }
            drop(client);
        };
        let hearing = async {
            for word in ["un", "deux", ""] {
                assert_eq!(said(&mut socket).await, word);
            }
        };
        tokio::join!(speaking, hearing);
        assert!(matches!(socket, Socket::Watched(_)), "{socket:?}");
    }

    #[tokio::test]
    async fn what_finds_no_room_at_once_arrives_all_the_same() {
        const LENGTH: usize = 16 * 1024 * 1024;
        let (listener, address) = listening();
        let mut client = TcpStream::connect(address).await.unwrap();
        let (mut socket, _) = listener.accept().await.unwrap();
        let reading = async {
            sleep(A_WHILE).await;
            let mut all = Vec::new();
            client.read_to_end(&mut all).await.unwrap();
            all.len()
        };
        let writing = async {
            socket.write_all(&vec![b'a'; LENGTH]).await.unwrap();
            socket.shutdown().await.unwrap();
        };
        assert_eq!(tokio::join!(reading, writing).0, LENGTH);
    }
}
