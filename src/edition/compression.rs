//! Bodies in all their codings, remembered from edition to edition.

use std::sync::Arc;

use bytes::Bytes;

use super::coding::{Encodings, encode};
use crate::cache::Cache;

/// The hash of a body before coding.
pub(super) type Digest = [u8; 32];

/// Bodies in all their codings.
pub type CompressionCache = Cache<Digest, Encodings>;

impl CompressionCache {
    /// The codings of `body`: remembered, or made now. So an edition shares the very bytes of what did not change with the edition
    /// before it.
    pub(crate) fn encodings(&self, body: &Bytes) -> Encodings {
        let digest = *blake3::hash(body).as_bytes();
        self.get(&digest).unwrap_or_else(|| {
            let encodings = encode(body);
            self.insert(digest, Arc::clone(&encodings));
            encodings
        })
    }

    /// The size of `body` in the coding that nearly all visitors get: the smallest.
    pub(crate) fn smallest(&self, body: &Bytes) -> usize {
        self.encodings(body).iter().map(|encoded| encoded.body.len()).min().unwrap_or(body.len())
    }
}
