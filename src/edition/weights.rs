//! Pages -> what each says that it weighs on the wire.
//!
//! What a page says of its weight is part of its weight. So it is compressed with what it may weigh, and says what that
//! gives; again, in the rare case that saying so moved it over a rounding. Nothing but the page decides: every replica says the same.

use std::collections::HashMap;
use std::mem;
use std::sync::{Mutex, PoisonError};

use super::cache::Digest;

/// The weights of the last edition's pages, by all that decides them.
#[derive(Default)]
pub(super) struct Weights(Mutex<HashMap<Key, u32>>);

/// A page but for its weight, and the weight of the files that it loads.
type Key = (Digest, usize);

/// Rounds that a page gets to say what it weighs. Each but the first is rare.
const ROUNDS: usize = 3;

/// The weights of one edition.
pub(super) struct Weighing<'a> {
    weights: &'a Weights,
    before: HashMap<Key, u32>,
    /// What the files weigh that a page loads: its stylesheet and the type.
    shared: usize,
}

impl Weights {
    /// Begins an edition whose pages load `shared` bytes each.
    pub fn weigh(&self, shared: usize) -> Weighing<'_> {
        let before = mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        Weighing { weights: self, before, shared }
    }
}

impl Weighing<'_> {
    /// What a page says that it weighs, in thousands of bytes. `page` is all of it but that, `estimate` its likely size, and
    /// `size` the size that it has when it says so many thousands; nothing where there is no time to measure it.
    ///
    /// # Errors
    ///
    /// Those of `size`.
    pub fn kilobytes<E>(
        &self,
        page: &str,
        estimate: impl FnOnce() -> usize,
        size: impl FnMut(u32) -> Result<Option<usize>, E>,
    ) -> Result<u32, E> {
        let key = (*blake3::hash(page.as_bytes()).as_bytes(), self.shared);
        let said = if let Some(said) = self.before.get(&key) {
            *said
        } else {
            let estimated = rounded(self.shared + estimate());
            let Some(said) = self.measured(estimated, size)? else { return Ok(estimated) };
            said
        };
        self.weights.0.lock().unwrap_or_else(PoisonError::into_inner).insert(key, said);
        Ok(said)
    }

    /// What it weighs, to begin with what is `estimated`; nothing where there is no time to measure it.
    fn measured<E>(
        &self,
        estimated: u32,
        mut size: impl FnMut(u32) -> Result<Option<usize>, E>,
    ) -> Result<Option<u32>, E> {
        let mut said = estimated;
        for _ in 0..ROUNDS {
            let Some(size) = size(said)? else { return Ok(None) };
            let is = rounded(self.shared + size);
            if is == said {
                break;
            }
            said = is;
        }
        Ok(Some(said))
    }
}

/// Bytes in thousands.
fn rounded(bytes: usize) -> u32 {
    u32::try_from((bytes + 500) / 1000).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::convert::Infallible;

    fn said(weights: &Weighing<'_>, page: &str, estimate: usize, size: Option<usize>) -> u32 {
        let size = |_| Ok::<_, Infallible>(size);
        let Ok(said) = weights.kilobytes(page, || estimate, size);
        said
    }

    #[test]
    fn a_page_says_what_it_weighs_with_its_files() {
        assert_eq!(said(&Weights::default().weigh(20_000), "page", 5_000, Some(6_600)), 27);
    }

    #[test]
    fn a_page_that_did_not_change_is_not_weighed_again() {
        let weights = Weights::default();
        said(&weights.weigh(20_000), "page", 5_000, Some(6_600));
        assert_eq!(said(&weights.weigh(20_000), "page", 0, None), 27);
        assert_eq!(said(&weights.weigh(30_000), "page", 6_000, None), 36, "other files: another weight");
    }

    #[test]
    fn an_estimate_is_not_remembered() {
        let weights = Weights::default();
        said(&weights.weigh(0), "page", 5_000, None);
        assert_eq!(said(&weights.weigh(0), "page", 5_000, Some(7_000)), 7);
    }
}
