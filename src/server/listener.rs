//! Sockets from which connections are taken: bound to an address, or inherited from whoever started the program.

use std::fmt;
use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;

use tokio::net::{TcpListener, TcpSocket, TcpStream};
#[cfg(unix)]
use tokio::net::{UnixListener, UnixStream};

use super::connection::Peer;
#[cfg(unix)]
use super::unix_socket::{self, NotBound, SocketFile};

/// How many connections the kernel may hold before the program takes them.
const BACKLOG: i32 = 4096;

/// Bytes of a response that the kernel may hold for a client that has yet to take them (it doubles the figure for its own needs). Left to
/// itself it takes up to 4 MiB for each: some thousand clients that read nothing would have it copy, and hold, gigabytes.
const SEND_BUFFER: u32 = 128 * 1024;

/// Where a server can be asked to listen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// An address and a port; port 0 is any free one.
    Tcp(SocketAddr),
    /// The path of a unix socket.
    Unix(PathBuf),
}

/// The text names no place to listen on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0} is not an address to listen on; an address is written 127.0.0.1:8080, [::1]:8080, localhost:8080 or unix:/run/aimf.sock"
)]
pub struct InvalidAddress(String);

impl FromStr for Address {
    type Err = InvalidAddress;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let invalid = || InvalidAddress(text.to_owned());
        if let Some(path) = text.strip_prefix("unix:") {
            // A name of Linux's abstract sockets, or none at all, is no file.
            let is_path = !path.is_empty() && !path.starts_with('@') && cfg!(unix);
            return if is_path { Ok(Self::Unix(path.into())) } else { Err(invalid()) };
        }
        let numeric = text.strip_prefix("localhost:").map(|port| format!("127.0.0.1:{port}"));
        numeric.as_deref().unwrap_or(text).parse().map(Self::Tcp).map_err(|_| invalid())
    }
}

impl fmt::Display for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tcp(address) => address.fmt(formatter),
            Self::Unix(path) => write!(formatter, "unix:{}", path.display()),
        }
    }
}

/// Why an address cannot be listened on.
#[derive(Debug, thiserror::Error)]
pub enum BindError {
    /// Something else listens there.
    #[error("{address} is in use by another program")]
    InUse {
        /// The address.
        address: Address,
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
    /// Where the socket's file belongs there is another file, which is left as it is.
    #[error("{} is there, and is not a socket", path.display())]
    NotASocket {
        /// The path.
        path: PathBuf,
    },
    /// A socket that was inherited is none to take connections from.
    #[error("the socket that was passed as number {number} is no listening TCP or unix socket: {source}")]
    NotAListener {
        /// Its number, from 0.
        number: usize,
        /// What is the matter.
        source: io::Error,
    },
    /// Another reason of the system's.
    #[error("cannot listen on {address}: {source}")]
    System {
        /// The address.
        address: Address,
        /// What the system said.
        source: io::Error,
    },
}

/// A socket from which connections are taken.
#[derive(Debug)]
pub struct Listener(Kind);

#[derive(Debug)]
enum Kind {
    /// Of TCP.
    Tcp(TcpListener),
    /// Of this machine's programs, with its file where this program made it.
    #[cfg(unix)]
    Unix(UnixListener, Option<SocketFile>),
}

/// A connection that was taken.
pub(super) enum Stream {
    Tcp(TcpStream),
    #[cfg(unix)]
    Unix(UnixStream),
}

impl Listener {
    /// The next connection, and who is at its other end.
    pub(super) async fn accept(&self) -> io::Result<(Stream, Peer)> {
        match &self.0 {
            Kind::Tcp(listener) => {
                let (stream, address) = listener.accept().await?;
                Ok((Stream::Tcp(stream), Peer::Address(address.ip().to_canonical())))
            }
            #[cfg(unix)]
            Kind::Unix(listener, _) => {
                let (stream, _) = listener.accept().await?;
                Ok((Stream::Unix(stream), Peer::Local))
            }
        }
    }

    /// Listens at `address`. A unix socket is made with the permissions `mode`, such as `0o660`.
    ///
    /// # Errors
    ///
    /// The reason why the address cannot be listened on.
    pub fn bind(address: &Address, mode: u32) -> Result<Self, BindError> {
        match address {
            Address::Tcp(address) => bind(*address),
            #[cfg(unix)]
            Address::Unix(path) => unix_socket::bind_unix(path, mode)
                .and_then(|(listener, file)| Ok(Self::of_unix(listener, Some(file))?))
                .map_err(|error| match error {
                    NotBound::InUse => BindError::InUse { address: address.clone() },
                    NotBound::NotASocket => BindError::NotASocket { path: path.clone() },
                    NotBound::System(source) => BindError::System { address: address.clone(), source },
                }),
            #[cfg(not(unix))]
            Address::Unix(_) => {
                let (source, _) = (ErrorKind::Unsupported.into(), mode);
                Err(BindError::System { address: address.clone(), source })
            }
        }
    }

    /// Where it listens.
    ///
    /// # Errors
    ///
    /// The system does not say.
    pub fn address(&self) -> io::Result<Address> {
        match &self.0 {
            Kind::Tcp(listener) => listener.local_addr().map(Address::Tcp),
            #[cfg(unix)]
            Kind::Unix(_, Some(file)) => Ok(Address::Unix(file.path().to_owned())),
            #[cfg(unix)]
            Kind::Unix(listener, None) => {
                let address = listener.local_addr()?;
                Ok(Address::Unix(address.as_pathname().map_or_else(PathBuf::new, ToOwned::to_owned)))
            }
        }
    }

    /// The standard library's listener; within a runtime only.
    fn of_tcp(listener: std::net::TcpListener) -> io::Result<Self> {
        listener.set_nonblocking(true)?;
        TcpListener::from_std(listener).map(|listener| Self(Kind::Tcp(listener)))
    }

    /// See [`Listener::of_tcp`]; with its file where this program made it.
    #[cfg(unix)]
    fn of_unix(listener: std::os::unix::net::UnixListener, file: Option<SocketFile>) -> io::Result<Self> {
        listener.set_nonblocking(true)?;
        UnixListener::from_std(listener).map(|listener| Self(Kind::Unix(listener, file)))
    }
}

/// Listens on `address`; port 0 is any free one, which [`Listener::address`] then tells.
///
/// Accepted connections inherit a bounded send buffer, and `TCP_NODELAY`: the end of a response does not wait for the
/// acknowledgement of its beginning.
///
/// # Errors
///
/// The reason why the address cannot be listened on.
pub fn bind(address: SocketAddr) -> Result<Listener, BindError> {
    listen(address).map_err(|source| match source.kind() {
        ErrorKind::AddrInUse => BindError::InUse { address: Address::Tcp(address) },
        ErrorKind::AddrNotAvailable => BindError::AddressNotAvailable { address },
        ErrorKind::PermissionDenied => BindError::NotPermitted { address },
        _ => BindError::System { address: Address::Tcp(address), source },
    })
}

fn listen(address: SocketAddr) -> io::Result<Listener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
    // A port whose last connections are still being closed is free; one with a listener is not.
    socket.set_reuseaddr(true)?;
    socket.set_nodelay(true)?;
    socket.set_send_buffer_size(SEND_BUFFER)?;
    socket.bind(address)?;
    socket.listen(BACKLOG.unsigned_abs()).map(|listener| Listener(Kind::Tcp(listener)))
}

/// The sockets that were passed to the program, as systemd's socket activation does it (`LISTEN_FDS`, `sd_listen_fds(3)`). They stay
/// open in whoever passed them: between two runs of the program connections wait.
pub struct InheritedSockets(listenfd::ListenFd);

impl InheritedSockets {
    /// Takes them out of the environment, so that no other program believes that they are for it. To be called before there are
    /// threads, which may not read the environment while it changes.
    #[must_use]
    pub fn take() -> Self {
        Self(listenfd::ListenFd::from_env())
    }

    /// The listeners, in the order in which they were passed; none where the program was started otherwise. To be called within
    /// the runtime that will serve them.
    ///
    /// # Errors
    ///
    /// One of them is no socket to take connections from.
    pub fn listeners(mut self) -> Result<Vec<Listener>, BindError> {
        (0..self.0.len()).map(|number| self.listener(number)).collect()
    }

    fn listener(&mut self, number: usize) -> Result<Listener, BindError> {
        let refused = |source| BindError::NotAListener { number, source };
        #[cfg(unix)]
        if let Ok(Some(socket)) = self.0.take_unix_listener(number) {
            return passed_unix(socket).map_err(refused);
        }
        let socket = self.0.take_tcp_listener(number).map_err(refused)?;
        let socket = socket.ok_or_else(|| refused(ErrorKind::InvalidInput.into()))?;
        passed_tcp(socket).map_err(refused)
    }
}

fn passed_tcp(socket: std::net::TcpListener) -> io::Result<Listener> {
    let options = socket2::SockRef::from(&socket);
    // Changes nothing where it listens already; a connection is refused.
    options.listen(BACKLOG)?;
    options.set_tcp_nodelay(true)?;
    options.set_send_buffer_size(SEND_BUFFER as usize)?;
    Listener::of_tcp(socket)
}

#[cfg(unix)]
fn passed_unix(socket: std::os::unix::net::UnixListener) -> io::Result<Listener> {
    socket2::SockRef::from(&socket).listen(BACKLOG)?;
    Listener::of_unix(socket, None)
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
        let address = first.address().unwrap().to_string();
        let error = refused(&address);
        assert!(matches!(error, BindError::InUse { .. }), "{error:?}");
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
        let client = TcpStream::connect(listener.address().unwrap().to_string());
        let (accepted, _client) = tokio::join!(listener.accept(), client);
        let Stream::Tcp(stream) = accepted.unwrap().0 else { panic!("it is of TCP") };
        assert!(stream.nodelay().unwrap());
    }

    #[test]
    fn an_address_is_a_number_localhost_or_a_path() {
        let parse = |text: &str| text.parse::<Address>();
        assert_eq!(parse("localhost:80"), parse("127.0.0.1:80"));
        assert_eq!(parse("[::]:8080").unwrap().to_string(), "[::]:8080");
        assert_eq!(parse("unix:/run/aimf.sock").unwrap(), Address::Unix("/run/aimf.sock".into()));
        for wrong in ["aimf.example", "8080", "127.0.0.1", "unix:", "unix:@aimf", ""] {
            assert_eq!(parse(wrong), Err(InvalidAddress(wrong.to_owned())));
        }
    }
}
