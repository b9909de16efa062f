//! Sockets from which connections are taken: bound to an address, or passed by whoever started the program.

use std::io::{self, ErrorKind};
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::str::FromStr;
use std::{env, fmt, net};

use tokio::net::{TcpListener, TcpSocket, TcpStream};
#[cfg(unix)]
use tokio::net::{UnixListener, UnixStream};

#[cfg(unix)]
use super::unix_socket::{self, SocketFile};

/// How many connections the kernel may hold before the program takes them.
const BACKLOG: i32 = 4096;

/// Bytes of a response that the kernel may hold for a client that has yet to take them (it doubles the figure for its own needs). By
/// default it holds up to 4 MiB for each: with a few thousand clients that read nothing, gigabytes.
const SEND_BUFFER: u32 = 128 * 1024;

/// An address that a server can listen on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListenAddress {
    /// An address and a port; port 0 is any free one.
    Tcp(SocketAddr),
    /// The path of a unix socket.
    Unix(PathBuf),
}

/// The text is not an address to listen on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0} is not an address to listen on; an address is written 127.0.0.1:8080, [::1]:8080, localhost:8080 or unix:/run/aimf.sock"
)]
pub struct InvalidAddress(String);

impl FromStr for ListenAddress {
    type Err = InvalidAddress;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let invalid = || InvalidAddress(text.to_owned());
        if let Some(path) = text.strip_prefix("unix:") {
            // An empty path, or the name of one of Linux's abstract sockets, is no file.
            let is_path = !path.is_empty() && !path.starts_with('@') && cfg!(unix);
            return if is_path { Ok(Self::Unix(path.into())) } else { Err(invalid()) };
        }
        let numeric = text.strip_prefix("localhost:").map(|port| format!("127.0.0.1:{port}"));
        numeric.as_deref().unwrap_or(text).parse().map(Self::Tcp).map_err(|_| invalid())
    }
}

impl fmt::Display for ListenAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tcp(address) => address.fmt(formatter),
            Self::Unix(path) => write!(formatter, "unix:{}", path.display()),
        }
    }
}

/// Why a listener cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum BindError {
    /// The address cannot be listened on.
    #[error("{}", explanation(address, source))]
    ListenAddress {
        /// The address.
        address: ListenAddress,
        /// `AddrInUse` where another program listens there, `AlreadyExists` where the file is no socket; else the system's own reason.
        source: io::Error,
    },
    /// A socket that was passed takes no connections.
    #[error("the socket that was passed as number {number} is no listening TCP or unix socket: {source}")]
    InheritedSocket {
        /// Its number, from 0.
        number: usize,
        /// The reason.
        source: io::Error,
    },
}

fn explanation(address: &ListenAddress, source: &io::Error) -> String {
    use ListenAddress::{Tcp, Unix};
    match (source.kind(), address) {
        (ErrorKind::AddrInUse, _) => format!("{address} is in use by another program"),
        (ErrorKind::AlreadyExists, Unix(path)) => format!("{} is there, and is not a socket", path.display()),
        (ErrorKind::AddrNotAvailable, Tcp(address)) => format!("{} is not an address of this machine", address.ip()),
        (ErrorKind::PermissionDenied, Tcp(address)) => format!("this user may not listen on port {}", address.port()),
        _ => format!("cannot listen on {address}: {source}"),
    }
}

/// A socket from which connections are taken.
#[derive(Debug)]
pub enum Listener {
    /// A TCP socket.
    Tcp(TcpListener),
    /// A unix socket, with its file where this program made it.
    #[cfg(unix)]
    Unix(UnixListener, Option<SocketFile>),
}

/// An accepted connection.
pub(super) enum Stream {
    Tcp(TcpStream),
    #[cfg(unix)]
    Unix(UnixStream),
}

impl Listener {
    /// Listens at `address`, within a runtime; port 0 is any free one, which [`Listener::address`] then tells. A unix socket is
    /// made with the permissions `mode`, such as `0o660`.
    ///
    /// # Errors
    ///
    /// The reason why the address cannot be listened on.
    pub fn bind(address: &ListenAddress, mode: u32) -> Result<Self, BindError> {
        let listener = match address {
            ListenAddress::Tcp(address) => listen(*address),
            #[cfg(unix)]
            ListenAddress::Unix(path) => {
                unix_socket::bind(path, mode).and_then(|(listener, file)| Self::of_unix(listener, Some(file)))
            }
            #[cfg(not(unix))]
            ListenAddress::Unix(_) => Err(ErrorKind::Unsupported.into()),
        };
        listener.map_err(|source| BindError::ListenAddress { address: address.clone(), source })
    }

    /// Listens at a TCP address: see [`Listener::bind`].
    ///
    /// # Errors
    ///
    /// The reason why the address cannot be listened on.
    pub fn tcp(address: SocketAddr) -> Result<Self, BindError> {
        Self::bind(&ListenAddress::Tcp(address), 0)
    }

    /// The next connection, and the address of the machine at its other end.
    pub(super) async fn accept(&self) -> io::Result<(Stream, Option<IpAddr>)> {
        match self {
            Self::Tcp(listener) => {
                let (stream, address) = listener.accept().await?;
                Ok((Stream::Tcp(stream), Some(address.ip().to_canonical())))
            }
            #[cfg(unix)]
            Self::Unix(listener, _) => Ok((Stream::Unix(listener.accept().await?.0), None)),
        }
    }

    /// Where it listens.
    ///
    /// # Errors
    ///
    /// The system does not say.
    pub fn address(&self) -> io::Result<ListenAddress> {
        match self {
            Self::Tcp(listener) => listener.local_addr().map(ListenAddress::Tcp),
            #[cfg(unix)]
            Self::Unix(_, Some(file)) => Ok(ListenAddress::Unix(file.path.clone())),
            #[cfg(unix)]
            Self::Unix(listener, None) => {
                let address = listener.local_addr()?;
                Ok(ListenAddress::Unix(address.as_pathname().map_or_else(PathBuf::new, ToOwned::to_owned)))
            }
        }
    }

    #[cfg(unix)]
    fn of_unix(listener: std::os::unix::net::UnixListener, file: Option<SocketFile>) -> io::Result<Self> {
        listener.set_nonblocking(true)?;
        UnixListener::from_std(listener).map(|listener| Self::Unix(listener, file))
    }
}

/// Accepted connections inherit a bounded send buffer, and `TCP_NODELAY`: the end of a response does not wait for the
/// acknowledgement of its beginning.
fn listen(address: SocketAddr) -> io::Result<Listener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
    // So a port is free while its last connections are being closed, but not while somebody listens there.
    socket.set_reuseaddr(true)?;
    socket.set_nodelay(true)?;
    socket.set_send_buffer_size(SEND_BUFFER)?;
    socket.bind(address)?;
    socket.listen(BACKLOG.unsigned_abs()).map(Listener::Tcp)
}

/// The sockets that were passed to the program, as systemd's socket activation does it (`LISTEN_FDS`, `sd_listen_fds(3)`). They stay
/// open in the program that passed them, so that connections wait between two runs of this one.
pub struct InheritedSockets {
    sockets: listenfd::ListenFd,
    /// As systemd names them (`FileDescriptorName=` of `systemd.socket(5)`), in their order.
    names: Vec<String>,
}

/// The listeners of a program.
#[derive(Debug, Default)]
pub struct Listeners {
    /// Those for visitors.
    pub site: Vec<Listener>,
    /// Those named `admin`, for who run the site.
    pub admin: Vec<Listener>,
}

impl InheritedSockets {
    /// Takes them out of the environment, so that no other program believes that they are for it. To be called before there are
    /// threads, which may not read the environment while it changes.
    #[must_use]
    pub fn take() -> Self {
        let names = env::var("LISTEN_FDNAMES").unwrap_or_default();
        let names = names.split(':').map(str::to_owned).collect();
        Self { sockets: listenfd::ListenFd::from_env(), names }
    }

    /// The listeners, in the order in which they were passed; none where the program was started otherwise. To be called within
    /// the runtime that will serve them.
    ///
    /// # Errors
    ///
    /// One of them is not a listening socket.
    pub fn listeners(mut self) -> Result<Listeners, BindError> {
        let mut listeners = Listeners::default();
        for number in 0..self.sockets.len() {
            let listener = self.listener(number).map_err(|source| BindError::InheritedSocket { number, source })?;
            let is_admin = self.names.get(number).is_some_and(|name| name == "admin");
            if is_admin { &mut listeners.admin } else { &mut listeners.site }.push(listener);
        }
        Ok(listeners)
    }

    fn listener(&mut self, number: usize) -> io::Result<Listener> {
        #[cfg(unix)]
        if let Ok(Some(socket)) = self.sockets.take_unix_listener(number) {
            // This changes nothing on a socket that listens already, and fails on a connection.
            socket2::SockRef::from(&socket).listen(BACKLOG)?;
            return Listener::of_unix(socket, None);
        }
        let socket: net::TcpListener = self.sockets.take_tcp_listener(number)?.ok_or(ErrorKind::InvalidInput)?;
        let options = socket2::SockRef::from(&socket);
        options.listen(BACKLOG)?;
        options.set_tcp_nodelay(true)?;
        options.set_send_buffer_size(SEND_BUFFER as usize)?;
        socket.set_nonblocking(true)?;
        TcpListener::from_std(socket).map(Listener::Tcp)
    }
}
