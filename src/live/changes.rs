//! Change notifications. A burst of them causes one publication.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::{Instant, timeout};

/// A burst is over when nothing has changed for this long. An editor's program writes, renames and sets permissions within a
/// few milliseconds.
const QUIET: Duration = Duration::from_millis(30);

/// The longest time to wait for a burst to end.
const LONGEST: Duration = Duration::from_millis(500);

/// Tells the publisher of what watchers and signals notice.
#[derive(Debug, Default)]
pub struct Changes {
    notify: Notify,
    asks: AtomicU64,
}

impl Changes {
    /// Says that a file may have changed. Any number of notices before the next publication count as one.
    pub fn notice(&self) {
        self.notify.notify_one();
    }

    /// Asks for a publication (SIGHUP), of which the log tells even where nothing has changed. Returns the number of this request: the
    /// publication that answers it has this number, or a higher one, in [`PublishStatus::asks`](super::PublishStatus::asks).
    pub fn ask(&self) -> u64 {
        let before = self.asks.fetch_add(1, Ordering::AcqRel);
        self.notice();
        before + 1
    }

    /// Ready at the next notice, or at once if one is already pending.
    pub(super) async fn next(&self) {
        self.notify.notified().await;
    }

    /// Ready when the burst is over.
    pub(super) async fn settle(&self) {
        let end = Instant::now() + LONGEST;
        while Instant::now() < end && timeout(QUIET, self.next()).await.is_ok() {}
    }

    /// How many times somebody has asked.
    pub(super) fn asks(&self) -> u64 {
        self.asks.load(Ordering::Acquire)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_file_that_is_written_all_the_time_does_not_hold_up_the_site() {
        let changes = std::sync::Arc::new(Changes::default());
        let writer = std::sync::Arc::clone(&changes);
        let writing = tokio::spawn(async move {
            loop {
                writer.notice();
                tokio::time::sleep(QUIET / 3).await;
            }
        });
        let start = Instant::now();
        changes.settle().await;
        assert!(start.elapsed() < LONGEST + QUIET * 2);
        writing.abort();
    }
}
