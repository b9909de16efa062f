//! An address -> a listening socket, or the reason why not; and the limits of what it takes.

use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use std::time::Duration;

use tokio::net::{TcpListener, TcpSocket};

/// How many connections the kernel may hold before the program takes them.
const BACKLOG: u32 = 4096;

/// Bytes of a response that the kernel may hold for a client that has yet to take them (it doubles the figure for its own needs). Left to
/// itself it takes up to 4 MiB for each: some thousand clients that read nothing would have it copy, and hold, gigabytes.
const SEND_BUFFER: u32 = 128 * 1024;

/// What one server takes from the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Connections at once; what comes beyond gets a 503 with `Retry-After`, and the others are served.
    pub connections: usize,
    /// From the first byte of a request (or from the connection's beginning) to the end of its header.
    pub head: Duration,
    /// Between two requests of a connection. Longer than a proxy keeps its own connections, so that the proxy is the one to close.
    pub idle: Duration,
    /// From the first byte of a response until the kernel has taken all of it: a client that reads more slowly is dropped.
    pub response: Duration,
    /// All of a request's header, in bytes (431 beyond); at least 8,192.
    pub head_bytes: usize,
    /// Header fields of a request (431 beyond).
    pub header_fields: usize,
    /// The target of a request, in bytes (414 beyond).
    pub target_bytes: usize,
    /// What connections get to end in order when the server is told to stop.
    pub drain: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 8192,
            head: Duration::from_secs(10),
            idle: Duration::from_secs(75),
            response: Duration::from_mins(1),
            head_bytes: 16 * 1024,
            header_fields: 100,
            target_bytes: 8 * 1024,
            drain: Duration::from_secs(10),
        }
    }
}

/// Why an address cannot be listened on.
#[derive(Debug, thiserror::Error)]
pub enum BindError {
    /// Something else listens there.
    #[error("{address} is in use by another program")]
    PortInUse {
        /// The address.
        address: SocketAddr,
    },
    /// The machine has no such address.
    #[error("{} is not an address of this machine", address.ip())]
    AddressNotAvailable {
        /// The address.
        address: SocketAddr,
    },
    /// Ports below 1024 are for privileged programs.
    #[error("this user may not listen on port {}", address.port())]
    NotPermitted {
        /// The address.
        address: SocketAddr,
    },
    /// Another reason of the system's.
    #[error("cannot listen on {address}: {source}")]
    System {
        /// The address.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
}

/// Listens on `address`; port 0 is any free one, which the listener's `local_addr` then tells.
///
/// Accepted connections inherit a bounded send buffer, and `TCP_NODELAY`: the end of a response does not wait for the acknowledgement of its beginning.
///
/// # Errors
///
/// The reason why the address cannot be listened on.
pub fn bind(address: SocketAddr) -> Result<TcpListener, BindError> {
    listen(address).map_err(|source| match source.kind() {
        ErrorKind::AddrInUse => BindError::PortInUse { address },
        ErrorKind::AddrNotAvailable => BindError::AddressNotAvailable { address },
        ErrorKind::PermissionDenied => BindError::NotPermitted { address },
        _ => BindError::System { address, source },
    })
}

fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
    // A port whose last connections are still being closed is free; one with a listener is not.
    socket.set_reuseaddr(true)?;
    socket.set_nodelay(true)?;
    socket.set_send_buffer_size(SEND_BUFFER)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(address: &str) -> BindError {
        bind(address.parse().unwrap()).unwrap_err()
    }

    #[tokio::test]
    async fn a_port_in_use_is_named() {
        let first = bind("127.0.0.1:0".parse().unwrap()).unwrap();
        let address = first.local_addr().unwrap().to_string();
        let error = refused(&address);
        assert!(matches!(error, BindError::PortInUse { .. }), "{error:?}");
        assert_eq!(error.to_string(), format!("{address} is in use by another program"));
    }

    #[tokio::test]
    async fn an_address_of_another_machine_is_named() {
        // 192.0.2.0/24 is for documentation (RFC 5737).
        let error = refused("192.0.2.1:8080");
        assert_eq!(error.to_string(), "192.0.2.1 is not an address of this machine");
    }

    #[tokio::test]
    async fn connections_send_their_last_bytes_at_once() {
        let listener = bind("127.0.0.1:0".parse().unwrap()).unwrap();
        let client = tokio::net::TcpStream::connect(listener.local_addr().unwrap());
        let (accepted, _client) = tokio::join!(listener.accept(), client);
        assert!(accepted.unwrap().0.nodelay().unwrap());
    }
}
