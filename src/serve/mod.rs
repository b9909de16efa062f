//! The current edition -> HTTP (RFC 9110, RFC 9112).
//!
//! What arrives is let through when it is a whole and soundly framed request: nothing is left to leniency, so that no proxy in front
//! can be made to see other requests than this server. A plain request for what the edition has is then answered at once, with lines
//! and bytes that were prepared with the edition. At the first other one, the connection is given to the HTTP library, and by it to
//! [`Site`]: what asks for a part or leads elsewhere gets its answer from the edition too, and the rest goes to an axum router
//! ([`router()`]): the not-found page in the language of the path, methods that are not allowed. No answer renders, compresses, waits for
//! a lock or reads the disk. [`serve`] carries it all: it accepts connections within [`Limits`], and ends them in order when it is told
//! to stop.
//!
//! ```text
//! socket ─▶ framing ─▶ fast path ─▶ respond ──────────────▶ prepared lines and bytes ─▶ socket
//!                          └─▶ HTTP library ─▶ Site ─▶ respond ─▶ response ─▶ HTTP library ─▶ socket
//!                                               └─▶ router
//! ```

mod accept;
pub mod admin;
mod asked;
mod body;
mod connection;
mod conversation;
mod fast_path;
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
#[cfg(unix)]
mod socket;
mod stream;
mod target;
#[cfg(unix)]
mod unix_socket;

pub use accept::Peer;
pub use body::Payload;
pub use lifecycle::{Drained, serve, stop_signal};
pub use limits::Limits;
pub use listen::{Address, BindError, InvalidAddress, Listener, Passed, bind};
pub use router::router;
pub use service::Site;
#[cfg(unix)]
pub use unix_socket::SocketFile;
