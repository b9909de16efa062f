//! Bodies that were compressed before -> the same bodies for the next edition, by content hash: an edit pays only for what it changed.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;

use super::encoding::{self, Coding, Effort};
use super::resource::entity_tag;

/// The hash of a body before coding.
pub(super) type Digest = [u8; 32];

/// A body in one coding, with its entity-tag.
#[derive(Clone, Debug)]
pub(super) struct Encoded {
    pub(super) coding: Coding,
    pub(super) body: Bytes,
    pub(super) etag: http::HeaderValue,
}

/// All the codings of one body, the preferred one first; identity is the last, and always there.
pub(super) type Encodings = Arc<[Encoded]>;

/// What compression has made for the current edition, to be used again by the next.
///
/// It can be shared between threads. After each [`finish`](super::Builder::finish) it holds what that edition uses and nothing else.
#[derive(Debug, Default)]
pub struct CompressionCache {
    entries: Mutex<HashMap<Digest, (Effort, Encodings)>>,
}

impl CompressionCache {
    /// An empty cache.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many bodies it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries().len()
    }

    /// Whether it holds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The codings of `body` with at least this effort: remembered, or made now.
    ///
    /// An edition so shares the very bytes of what did not change with the edition before it.
    pub(super) fn encodings(&self, digest: Digest, body: &Bytes, effort: Effort) -> Encodings {
        if let Some((made_with, encodings)) = self.entries().get(&digest)
            && *made_with >= effort
        {
            return Arc::clone(encodings);
        }
        let encodings: Encodings = encoding::encode(body, effort)
            .into_iter()
            .chain([(Coding::Identity, body.clone())])
            .map(|(coding, body)| Encoded { etag: entity_tag(coding, &body), coding, body })
            .collect();
        self.entries().insert(digest, (effort, Arc::clone(&encodings)));
        encodings
    }

    /// The size of `body` in the coding that nearly all visitors get: the smallest.
    pub(super) fn smallest(&self, body: &Bytes, effort: Effort) -> usize {
        let encodings = self.encodings(*blake3::hash(body).as_bytes(), body, effort);
        encodings.iter().map(|encoded| encoded.body.len()).min().unwrap_or(body.len())
    }

    /// Forgets every body whose digest is not in `used`.
    pub(super) fn keep_only(&self, used: &HashSet<Digest>) {
        let mut entries = self.entries();
        entries.retain(|digest, _| used.contains(digest));
        entries.shrink_to_fit();
    }

    /// A panic of another thread leaves the map whole, as each change is one call; so poison is no reason to stop.
    fn entries(&self) -> MutexGuard<'_, HashMap<Digest, (Effort, Encodings)>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encodings(cache: &CompressionCache, effort: Effort) -> Encodings {
        let body = Bytes::from("une ville, des villes, ".repeat(40));
        cache.encodings([1; 32], &body, effort)
    }

    #[test]
    fn what_did_not_change_is_not_compressed_again() {
        let cache = CompressionCache::new();
        let first = encodings(&cache, Effort::Best);
        assert!(Arc::ptr_eq(&first, &encodings(&cache, Effort::Best)));
        assert!(Arc::ptr_eq(&first, &encodings(&cache, Effort::Quick)));
    }

    #[test]
    fn a_quick_body_gives_way_to_the_best_one() {
        let cache = CompressionCache::new();
        let quick = encodings(&cache, Effort::Quick);
        let best = encodings(&cache, Effort::Best);
        assert!(!Arc::ptr_eq(&quick, &best));
        assert!(Arc::ptr_eq(&best, &encodings(&cache, Effort::Quick)));
    }

    #[test]
    fn what_no_page_uses_any_more_is_forgotten() {
        let cache = CompressionCache::new();
        encodings(&cache, Effort::Quick);
        cache.keep_only(&HashSet::new());
        assert!(cache.is_empty());
    }
}
