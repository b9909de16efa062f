//! Promises to visitors, editors and ops, kept over real HTTP by the real program.
#![expect(clippy::unwrap_used, reason = "a panic is how a test speaks")]

mod again;
mod bad_input;
mod broken;
mod command_line;
mod content;
#[cfg(target_os = "linux")]
#[expect(clippy::disallowed_methods, reason = "these tests wait on threads of their own")]
mod crowd;
mod delivery;
mod discovery;
mod exported;
#[cfg(target_os = "linux")]
#[expect(clippy::disallowed_methods, reason = "these tests wait on threads of their own")]
mod faults;
mod guide;
mod harness;
#[expect(clippy::disallowed_methods, reason = "these tests wait on threads of their own")]
mod http;
mod languages;
mod links;
#[cfg(unix)]
mod listening;
#[cfg(target_os = "linux")]
#[expect(clippy::disallowed_methods, reason = "these tests wait on threads of their own")]
mod log;
mod negotiation;
#[cfg(target_os = "linux")]
#[expect(clippy::disallowed_methods, reason = "these tests wait on threads of their own")]
mod output;
mod pages;
mod preview;
mod process;
mod program;
mod reload;
#[cfg(unix)]
#[expect(clippy::disallowed_methods, reason = "these tests wait on threads of their own")]
mod restart;
mod schemas;
mod seeing;
mod settings;
#[cfg(target_os = "linux")]
#[expect(clippy::disallowed_methods, reason = "these tests wait on threads of their own")]
mod soak;
#[cfg(unix)]
mod supervised;
mod translations;
