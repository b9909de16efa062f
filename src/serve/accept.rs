//! What takes connections, and from whom they are.

use std::io;
use std::net::IpAddr;

use tokio::io::{AsyncRead, AsyncWrite};
#[cfg(not(unix))]
use tokio::net::{TcpListener, TcpStream};

/// Who is at the other end of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Peer {
    /// A machine: the visitor's, or a proxy's.
    Address(IpAddr),
    /// A program of this machine, by a unix socket.
    Local,
}

/// What takes connections.
pub(super) trait Accept: Send + Sync + 'static {
    type Stream: AsyncRead + AsyncWrite + Unpin + Send + 'static;

    /// The next connection.
    fn accept(&self) -> impl Future<Output = io::Result<(Self::Stream, Peer)>> + Send;
}

#[cfg(not(unix))]
impl Accept for TcpListener {
    type Stream = TcpStream;

    async fn accept(&self) -> io::Result<(TcpStream, Peer)> {
        let (stream, address) = Self::accept(self).await?;
        Ok((stream, Peer::Address(address.ip().to_canonical())))
    }
}
