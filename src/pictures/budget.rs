//! A bound on the memory that pictures take while they are prepared, however many cores there are.

use std::sync::{Condvar, Mutex, PoisonError};

/// Bytes for all pictures that are prepared at one time. A single one that needs more has all of it to itself.
pub(super) const BYTES: u64 = 128 * 1024 * 1024;

/// Hands out memory to threads, which wait for it.
#[derive(Debug, Default)]
pub(super) struct MemoryBudget {
    taken: Mutex<u64>,
    freed: Condvar,
}

/// A share of a [`MemoryBudget`], given back when it is dropped.
pub(super) struct MemoryShare<'a> {
    budget: &'a MemoryBudget,
    bytes: u64,
}

impl MemoryBudget {
    /// Waits for so many bytes.
    pub(super) fn take(&self, bytes: u64) -> MemoryShare<'_> {
        let bytes = bytes.min(BYTES);
        let taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let free = self.freed.wait_while(taken, |taken| *taken + bytes > BYTES);
        *free.unwrap_or_else(PoisonError::into_inner) += bytes;
        MemoryShare { budget: self, bytes }
    }
}

impl Drop for MemoryShare<'_> {
    fn drop(&mut self) {
        *self.budget.taken.lock().unwrap_or_else(PoisonError::into_inner) -= self.bytes;
        self.budget.freed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use rayon::prelude::*;

    use super::*;

    #[test]
    fn pictures_that_are_prepared_at_one_time_take_no_more_than_the_budget() {
        let (budget, now, most) = (MemoryBudget::default(), AtomicU64::new(0), AtomicU64::new(0));
        (0..64_u64).into_par_iter().for_each(|number| {
            let bytes = BYTES / (1 + number % 5);
            let _share = budget.take(bytes);
            most.fetch_max(now.fetch_add(bytes, Ordering::SeqCst) + bytes, Ordering::SeqCst);
            now.fetch_sub(bytes, Ordering::SeqCst);
        });
        assert_eq!(most.into_inner(), BYTES);
        drop(budget.take(u64::MAX));
    }
}
