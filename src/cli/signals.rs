//! Signals to the program: to stop, and to publish.

use std::io;
#[cfg(unix)]
use std::io::IsTerminal as _;

/// Ready at the first SIGTERM (from systemd, a container or Kubernetes) or Ctrl-C, both of which are heard from now on.
pub(super) fn stop() -> io::Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
        Ok(async move {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
        })
    }
    #[cfg(not(unix))]
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}

/// The signal to publish: SIGHUP, which only Unix has.
#[derive(Debug)]
pub(super) struct Sighup {
    #[cfg(unix)]
    signal: tokio::signal::unix::Signal,
}

impl Sighup {
    /// Hears the signal from now on.
    pub(super) fn new() -> io::Result<Self> {
        Ok(Self {
            #[cfg(unix)]
            signal: tokio::signal::unix::signal(tokio::signal::unix::SignalKind::hangup())?,
        })
    }

    /// Ready when the signal has come, once for any number of them since the last time; false where none can come any more, or where
    /// it says that the terminal was closed in which a person started the program. A supervisor gives it no terminal.
    pub(super) async fn next(&mut self) -> bool {
        #[cfg(unix)]
        {
            self.signal.recv().await.is_some() && !io::stdin().is_terminal()
        }
        #[cfg(not(unix))]
        std::future::pending().await
    }
}
