//! The current edition over HTTP (RFC 9110), by axum, tower-http and hyper.
//!
//! [`app`] is the composition: the layers that every request passes, and behind them the [`EditionService`], which answers
//! nearly all of them with what was made when the site was published, and an axum router for the rest. [`serve()`] accepts
//! connections within [`Limits`], hands them to hyper, and shuts down gracefully. No answer to what
//! is published renders or compresses, and only large files are read from disk, piece by piece.
//!
//! ```text
//! listener ─▶ connection (hyper, deadlines) ─▶ layers ─▶ EditionService ─▶ a prepared response
//!                                                             └─▶ router: 404, 405, OPTIONS
//! ```
//!
//! HTTP is the libraries' own: nothing here parses or frames it. What no library does correctly is here: choosing a coding or
//! a language by weight ([`negotiation`]), and ranges ([`ranges`]).

mod access_log;
pub mod admin;
pub mod app;
mod checks;
mod connection;
mod deadlines;
mod edition_service;
mod exchange;
mod forwarded;
mod limits;
mod listener;
pub mod negotiation;
mod observability;
mod observer;
pub mod ranges;
mod serve;
mod stored_body;
mod unavailable;
#[cfg(unix)]
mod unix_socket;

pub use access_log::{AccessLog, LogFormat};
pub use edition_service::EditionService;
pub use forwarded::{InvalidNetwork, Network, TrustedProxies};
pub use limits::Limits;
pub use listener::{BindError, InheritedSockets, InvalidAddress, ListenAddress, Listener, Listeners};
pub use observer::Observer;
pub use serve::{Drained, serve};
#[cfg(unix)]
pub use unix_socket::SocketFile;
