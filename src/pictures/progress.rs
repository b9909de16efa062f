//! How far the photographs of a site are: many take so long that somebody who waits wants to know.

use std::fmt;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Nothing is said of what takes less time.
const FIRST: Duration = Duration::from_secs(1);

/// Time between two words.
const NEXT: Duration = Duration::from_secs(2);

/// Whom to tell how many photographs of how many are prepared; nobody by default.
#[derive(Default)]
pub struct PictureProgress(Option<Box<dyn Fn(usize, usize) + Send + Sync>>);

/// Counts the photographs of one publication.
pub(crate) struct PictureCount<'a> {
    progress: &'a PictureProgress,
    all: usize,
    done: AtomicUsize,
    start: Instant,
    /// When the next word is due, in milliseconds after the start.
    due: AtomicU64,
}

impl PictureProgress {
    /// Tells it to `tell`.
    pub fn new(tell: impl Fn(usize, usize) + Send + Sync + 'static) -> Self {
        Self(Some(Box::new(tell)))
    }

    /// Begins to count so many.
    pub(crate) fn count(&self, all: usize) -> PictureCount<'_> {
        let (done, start, due) = (AtomicUsize::new(0), Instant::now(), AtomicU64::new(milliseconds(FIRST)));
        PictureCount { progress: self, all, done, start, due }
    }
}

impl PictureCount<'_> {
    /// One more is done.
    pub(crate) fn one(&self) {
        let done = 1 + self.done.fetch_add(1, Ordering::Relaxed);
        let now = milliseconds(self.start.elapsed());
        let next = |due| (now >= due).then(|| now + milliseconds(NEXT));
        let is_due = self.due.fetch_update(Ordering::Relaxed, Ordering::Relaxed, next).is_ok();
        if let (true, Some(tell)) = (is_due && done < self.all, &self.progress.0) {
            tell(done, self.all);
        }
    }
}

fn milliseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

impl fmt::Debug for PictureProgress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("PictureProgress").field(&self.0.is_some()).finish()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn progress_is_told_after_a_second_and_then_every_other_second() {
        let told = Arc::new(AtomicUsize::new(0));
        let progress = {
            let told = Arc::clone(&told);
            PictureProgress::new(move |done, _| told.store(done, Ordering::SeqCst))
        };
        let mut count = progress.count(50);
        count.one();
        assert_eq!(told.load(Ordering::SeqCst), 0);
        count.start -= FIRST;
        count.one();
        count.one();
        assert_eq!(told.load(Ordering::SeqCst), 2);
        count.start -= NEXT;
        count.one();
        assert_eq!(told.load(Ordering::SeqCst), 4);
    }
}
