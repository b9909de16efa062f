//! Clients that ask too slowly, or too many at once: timeouts, the limit of connections, and what is left to honest visitors.

#[cfg(target_os = "linux")]
mod exhaustion;
mod timeouts;
