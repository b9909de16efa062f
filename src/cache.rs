//! Remembers what was made for the last edition, by what it was made of, so that an edit pays only for what it changes.

use std::collections::HashMap;
use std::hash::Hash;
use std::mem;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Values by what they were made of, each with whether the edition that is being made uses it. Threads can share it.
#[derive(Debug)]
pub struct Cache<K, V>(Mutex<HashMap<K, (V, bool)>>);

impl<K, V> Default for Cache<K, V> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Eq + Hash, V: Clone> Cache<K, V> {
    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.entries().len()
    }

    /// The value for `key`, where it is remembered.
    pub(crate) fn get(&self, key: &K) -> Option<V> {
        let mut entries = self.entries();
        let (value, is_used) = entries.get_mut(key)?;
        *is_used = true;
        Some(value.clone())
    }

    /// Remembers a value.
    pub(crate) fn insert(&self, key: K, value: V) {
        self.entries().insert(key, (value, true));
    }

    /// Forgets what has been neither asked for nor inserted since the last call: what the edition that is now complete does not use.
    pub(crate) fn end_edition(&self) {
        let mut entries = self.entries();
        entries.retain(|_, (_, is_used)| mem::take(is_used));
        entries.shrink_to_fit();
    }

    /// A panic of another thread leaves the map whole, as each change is one call; so poison is no reason to stop.
    fn entries(&self) -> MutexGuard<'_, HashMap<K, (V, bool)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_edition_does_not_use_is_forgotten() {
        let cache = Cache::default();
        cache.insert("a", 1);
        cache.insert("b", 2);
        cache.end_edition();
        assert_eq!((cache.get(&"a"), cache.get(&"c")), (Some(1), None));
        cache.end_edition();
        assert_eq!((cache.get(&"a"), cache.get(&"b"), cache.len()), (Some(1), None, 1));
    }
}
