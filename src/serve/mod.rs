//! The current edition -> HTTP (RFC 9110, RFC 9112).
//!
//! What arrives is let through to the HTTP library when it is a whole and soundly framed request: nothing is left to leniency, so
//! that no proxy in front can be made to see other requests than this server. A request then meets [`Site`], which answers what the
//! edition has from its prepared headers and bytes: no rendering, no compression, no lock, no disk. What the edition does not have goes
//! on to an axum router ([`router()`]): the not-found page in the language of the path, methods that are not allowed. [`serve`] carries
//! it all: it accepts connections within [`Limits`], and ends them in order when it is told to stop.

pub mod admin;
mod body;
mod connection;
mod framing;
#[cfg(fuzzing)]
pub mod fuzzing;
mod lifecycle;
mod limits;
mod listen;
pub mod negotiate;
pub mod observe;
pub mod precondition;
pub mod preview;
mod respond;
mod router;
mod service;
mod stream;
mod target;
#[cfg(unix)]
mod unix_socket;

pub use body::Payload;
pub use lifecycle::{Drained, serve, stop_signal};
pub use limits::Limits;
pub use listen::{Address, BindError, InvalidAddress, Listener, Passed, Peer, bind};
pub use router::router;
pub use service::Site;
#[cfg(unix)]
pub use unix_socket::SocketFile;
