//! Tells systemd, where it started the program, how the program is (`sd_notify(3)`); nothing happens where something else did.
//!
//! - `READY=1` when connections are taken: with the first edition, or while the program waits for one.
//! - `RELOADING=1` at SIGHUP, `READY=1` again when that publication has ended, in whatever way.
//! - `WATCHDOG=1` twice in each `WATCHDOG_USEC`, from the threads that answer requests: if they hang, it stays away.
//! - `STATUS=` with the edition, and the result of the last attempt to publish.
//! - `STOPPING=1` when the program was told to stop.

use std::path::PathBuf;
use std::sync::Arc;

use super::settings::SettingsAtStart;
use super::signals::Sighup;
use crate::live::{Changes, Live, PublishResult, PublishStatus};

/// The line that `systemctl status` shows.
fn status_line(live: &Live, status: &PublishStatus) -> String {
    let edition = live.current().id().to_owned();
    let errors = status.report.errors().count();
    if live.is_waiting() {
        return format!("not ready: the files have problems: {errors}");
    }
    match &status.result {
        PublishResult::Published | PublishResult::Unchanged => format!("serving edition {edition}"),
        PublishResult::Refused => {
            let kept = live.kept_since().map(|since| format!(" kept at {}", humantime::format_rfc3339_seconds(since)));
            let kept = kept.unwrap_or_default();
            format!("serving edition {edition}{kept}; the files have changed since, and have problems: {errors}")
        }
        PublishResult::Failed(reason) => format!("serving edition {edition}; the next one could not be made: {reason}"),
    }
}

/// Whether systemd, or another that keeps to its protocol, has started the program: it starts it again, and tells it to reload.
pub(super) fn is_supervised() -> bool {
    std::env::var_os("NOTIFY_SOCKET").is_some()
}

/// The folder that systemd gives the program for its state (`StateDirectory=` of `systemd.exec(5)`).
pub(super) fn state_directory() -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("STATE_DIRECTORY")?).next().filter(|path| !path.as_os_str().is_empty())
}

/// Says that connections are taken.
pub(super) fn ready(live: &Live) {
    tell(&[SystemdState::Ready, SystemdState::Status(&status_line(live, &live.status()))]);
}

/// Says that the program was told to stop.
pub(super) fn stopping() {
    tell(&[SystemdState::Stopping]);
}

/// Publishes at each SIGHUP, and says when that begins and ends; ends where the terminal was closed.
pub(super) async fn reload(mut sighup: Sighup, settings: SettingsAtStart, changes: Arc<Changes>, live: Arc<Live>) {
    let mut statuses = live.statuses();
    while sighup.next().await {
        reloading();
        settings.warn_of_changes();
        let ask = changes.ask();
        if statuses.wait_for(|status| status.asks >= ask).await.is_err() {
            return;
        }
        ready(&live);
    }
}

/// Tells the result of each attempt to publish.
pub(super) async fn follow(live: Arc<Live>) {
    let mut statuses = live.statuses();
    while statuses.changed().await.is_ok() {
        let status = Arc::clone(&statuses.borrow_and_update());
        tell(&[SystemdState::Status(&status_line(&live, &status))]);
    }
}

#[cfg(unix)]
use sd_notify::NotifyState as SystemdState;

#[cfg(unix)]
fn tell(states: &[SystemdState<'_>]) {
    if let Err(error) = sd_notify::notify(states) {
        tracing::warn!(%error, "systemd cannot be told how the program is");
    }
}

#[cfg(unix)]
fn reloading() {
    match SystemdState::monotonic_usec_now() {
        Ok(now) => tell(&[SystemdState::Reloading, now]),
        Err(error) => tracing::warn!(%error, "the system has no monotonic clock"),
    }
}

/// Says again and again that the program lives, where systemd wants to hear it.
#[cfg(unix)]
pub(super) async fn live_on() {
    if let Some(period) = sd_notify::watchdog_enabled().filter(|period| !period.is_zero()) {
        let mut tick = tokio::time::interval(period / 2);
        loop {
            tick.tick().await;
            tell(&[SystemdState::Watchdog]);
        }
    }
}

#[cfg(not(unix))]
enum SystemdState<'a> {
    Ready,
    Stopping,
    Status(&'a str),
}

#[cfg(not(unix))]
fn tell(_states: &[SystemdState<'_>]) {}

#[cfg(not(unix))]
fn reloading() {}

#[cfg(not(unix))]
pub(super) async fn live_on() {}
