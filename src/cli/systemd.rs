//! The state of the program -> systemd, where it started the program (`sd_notify(3)`); nothing happens where something else did.
//!
//! - `READY=1` when the first edition is complete and connections are taken.
//! - `RELOADING=1` at SIGHUP, `READY=1` again when that publication has ended, in whatever way.
//! - `WATCHDOG=1` twice in each `WATCHDOG_USEC`, from the threads that answer requests: if they hang, it stays away.
//! - `STATUS=` with the edition, and what came of the last try to publish.
//! - `STOPPING=1` when the program was told to stop.

use std::sync::Arc;

use super::signals::HangUp;
use crate::live::{Attempt, Changes, Live, Outcome};

/// What `systemctl status` shows.
fn status(live: &Live, attempt: &Attempt) -> String {
    let edition = live.current().id().to_owned();
    match &attempt.outcome {
        Outcome::Published | Outcome::Unchanged => format!("serving edition {edition}"),
        Outcome::Refused => {
            let errors = attempt.report.errors().count();
            format!("serving edition {edition}; the files have changed since, and have problems: {errors}")
        }
        Outcome::Failed(reason) => format!("serving edition {edition}; the next one could not be made: {reason}"),
    }
}

/// Says that the site is served.
pub(super) fn ready(live: &Live) {
    tell(&[State::Ready, State::Status(&status(live, &live.attempt()))]);
}

/// Says that the program was told to stop.
pub(super) fn stopping() {
    tell(&[State::Stopping]);
}

/// Publishes at each SIGHUP, and says when that begins and ends. Under a terminal the signal says that it was closed: then this
/// ends.
pub(super) async fn reload(mut hang_up: HangUp, changes: Arc<Changes>, live: Arc<Live>) {
    let mut attempts = live.attempts();
    while hang_up.next().await && !super::has_terminal() {
        reloading();
        let ask = changes.ask();
        if attempts.wait_for(|attempt| attempt.asks >= ask).await.is_err() {
            return;
        }
        ready(&live);
    }
}

/// Says what came of each try to publish.
pub(super) async fn follow(live: Arc<Live>) {
    let mut attempts = live.attempts();
    while attempts.changed().await.is_ok() {
        let attempt = Arc::clone(&attempts.borrow_and_update());
        tell(&[State::Status(&status(&live, &attempt))]);
    }
}

#[cfg(unix)]
use sd_notify::NotifyState as State;

#[cfg(unix)]
fn tell(states: &[State<'_>]) {
    if let Err(error) = sd_notify::notify(states) {
        tracing::warn!(%error, "systemd cannot be told how the program is");
    }
}

#[cfg(unix)]
fn reloading() {
    match State::monotonic_usec_now() {
        Ok(now) => tell(&[State::Reloading, now]),
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
            tell(&[State::Watchdog]);
        }
    }
}

#[cfg(not(unix))]
enum State<'a> {
    Ready,
    Stopping,
    Status(&'a str),
}

#[cfg(not(unix))]
fn tell(_states: &[State<'_>]) {}

#[cfg(not(unix))]
fn reloading() {}

#[cfg(not(unix))]
pub(super) async fn live_on() {}
