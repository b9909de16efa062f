//! The content codings of a body (RFC 9110 §8.4.1): brotli, Zstandard and gzip, each the same bytes for the same input, and each
//! made once.

use std::io::Write;
use std::sync::Arc;

use bytes::Bytes;
use http::HeaderValue;
use rayon::prelude::*;

use super::security_headers::essence;
use crate::cache::Cache;

/// A content coding that the server can choose, in the order of preference where a client likes several alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Coding {
    /// `br` (RFC 7932): the smallest.
    Brotli,
    /// `zstd` (RFC 8878): the fastest to decode.
    Zstd,
    /// `gzip` (RFC 1952): understood by everything.
    Gzip,
    /// The bytes as they are.
    Identity,
}

impl Coding {
    /// All codings, the preferred one first.
    pub const ALL: [Self; 4] = [Self::Brotli, Self::Zstd, Self::Gzip, Self::Identity];

    /// The name in `Accept-Encoding` and `Content-Encoding`.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Zstd => "zstd",
            Self::Gzip => "gzip",
            Self::Identity => "identity",
        }
    }

    /// The extension of a file that holds a body in this coding, as nginx's and Caddy's modules for ready-made files expect it.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Brotli => ".br",
            Self::Zstd => ".zst",
            Self::Gzip => ".gz",
            Self::Identity => "",
        }
    }
}

/// A body in one coding, with its entity-tag.
#[derive(Clone, Debug)]
pub struct Encoded {
    pub(super) coding: Coding,
    pub(super) body: Bytes,
    pub(super) etag: HeaderValue,
}

impl Encoded {
    /// The body with a strong entity-tag: 96 bits of a hash over the coding's name and the bytes, so that two codings never share one.
    pub(super) fn new(coding: Coding, body: Bytes) -> Self {
        let etag = entity_tag(coding, &body);
        Self { coding, body, etag }
    }
}

/// The strong entity-tag of what `content` says in a coding.
pub(super) fn entity_tag(coding: Coding, content: &[u8]) -> HeaderValue {
    let mut hasher = blake3::Hasher::new();
    hasher.update(coding.token().as_bytes()).update(&[0]).update(content);
    let hash = hasher.finalize().to_hex();
    let etag = HeaderValue::from_str(&format!("\"{}\"", &hash[..24]));
    etag.expect("hexadecimal digits between quotes are visible ASCII")
}

/// How much work compression is worth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum CompressionLevel {
    /// As small as can be, for visitors on slow networks.
    #[default]
    Best,
    /// About a seventh larger, in a tenth of the time: for whoever has the site on the same machine.
    Fast,
}

/// The size in bytes up to which a body is compressed at [`CompressionLevel::Best`], as all pages but the longest are. Larger ones, such
/// as the open data of hundreds of pages, change with every edit of any of them.
const SMALL: usize = 128 * 1024;

impl CompressionLevel {
    /// The level for `body`.
    fn of(self, body: &[u8]) -> Self {
        if body.len() > SMALL { Self::Fast } else { self }
    }

    /// The level of an encoder, of its best and of a fast one.
    fn choose<T>(self, [best, fast]: [T; 2]) -> T {
        match self {
            Self::Best => best,
            Self::Fast => fast,
        }
    }
}

/// Whether a media type gains by compression; pictures and fonts are compressed already.
pub(super) fn is_compressible(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence.starts_with("text/")
        || essence.ends_with("+xml")
        || essence.ends_with("+json")
        || matches!(essence, "application/json" | "application/xml" | "image/x-icon" | "image/vnd.microsoft.icon")
}

/// All the codings of one body, the preferred one first; identity is the last, and always there.
pub(super) type Encodings = Arc<[Encoded]>;

/// Bodies in all their codings, by the hash of what they encode.
#[derive(Debug, Default)]
pub struct CompressionCache {
    level: CompressionLevel,
    pub(super) encoded: Cache<[u8; 32], Encodings>,
}

impl CompressionCache {
    /// An empty cache, which compresses at [`CompressionLevel::Best`].
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty cache, which compresses at this level.
    #[must_use]
    pub fn at(level: CompressionLevel) -> Self {
        Self { level, ..Self::default() }
    }

    /// Forgets what the edition that is now complete does not use.
    pub(super) fn end_edition(&self) {
        self.encoded.end_edition();
    }

    /// The codings of `body`, remembered or made now, so that an edition shares the very bytes of what did not change with the edition
    /// before it.
    pub(crate) fn encodings(&self, body: &Bytes) -> Encodings {
        let digest = *blake3::hash(body).as_bytes();
        self.encoded.get(&digest).unwrap_or_else(|| {
            let encodings = encode(body, self.level);
            self.encoded.insert(digest, Arc::clone(&encodings));
            encodings
        })
    }

    /// The size of `body` in the coding that nearly all visitors get: the smallest.
    pub(crate) fn smallest(&self, body: &Bytes) -> usize {
        self.encodings(body).iter().map(|encoded| encoded.body.len()).min().unwrap_or(body.len())
    }

    /// A quick estimate of a page's size in brotli: that of Zstandard at its quickest, less what brotli saves beyond it (within 3 % for
    /// nearly all pages).
    pub(crate) fn estimate(&self, page: &str) -> usize {
        let per_mille = self.level.of(page.as_bytes()).choose([755, 826]);
        zstd::bulk::compress(page.as_bytes(), 1).map_or(page.len(), |encoded| encoded.len() * per_mille / 1000)
    }
}

/// All codings of `body` that are smaller than it, the preferred one first, and the body itself.
fn encode(body: &Bytes, level: CompressionLevel) -> Encodings {
    let level = level.of(body);
    let encode = |coding| match coding {
        Coding::Brotli => brotli(body, level),
        Coding::Zstd => zstd(body, level),
        Coding::Gzip => gzip(body, level),
        Coding::Identity => None,
    };
    let encoded = |coding| Some(Encoded::new(coding, encode(coding).filter(|encoded| encoded.len() < body.len())?));
    let mut encodings: Vec<_> = Coding::ALL.into_par_iter().filter_map(encoded).collect();
    encodings.push(Encoded::new(Coding::Identity, body.clone()));
    encodings.into()
}

/// `body` in brotli, or nothing where the encoder reports an error (which a buffer in memory gives it no cause for).
///
/// The window is at most 4 MiB, so that every decoder takes it (RFC 7932 without large windows), and no larger than the body needs,
/// as the encoder's tables grow with it; below 256 KiB a smaller one saves nothing.
fn brotli(body: &[u8], level: CompressionLevel) -> Option<Bytes> {
    let parameters = brotli::enc::BrotliEncoderParams {
        mode: brotli::enc::backward_references::BrotliEncoderMode::BROTLI_MODE_TEXT,
        quality: level.choose([11, 5]),
        lgwin: window(body.len()),
        large_window: false,
        size_hint: body.len(),
        ..Default::default()
    };
    let mut encoded = Vec::with_capacity(body.len() / 3);
    brotli::BrotliCompress(&mut &body[..], &mut encoded, &parameters).ok()?;
    Some(tight(encoded))
}

/// The logarithm of a window that holds so many bytes, and the 16 that brotli keeps for itself (RFC 7932 §9.1).
fn window(bytes: usize) -> i32 {
    (18..22).find(|bits| bytes <= (1 << bits) - 16).unwrap_or(22)
}

/// `body` in Zstandard, or nothing where the encoder reports an error.
///
/// The window of these levels is at most 8 MiB, the limit that RFC 9659 sets for the web.
fn zstd(body: &[u8], level: CompressionLevel) -> Option<Bytes> {
    zstd::bulk::compress(body, level.choose([19, 6])).ok().map(tight)
}

/// `body` in gzip, or nothing where the encoder reports an error. The header holds no time, so that the same input gives the same bytes.
fn gzip(body: &[u8], level: CompressionLevel) -> Option<Bytes> {
    let level = flate2::Compression::new(level.choose([9, 6]));
    let mut encoder = flate2::GzBuilder::new().mtime(0).operating_system(255).write(Vec::new(), level);
    encoder.write_all(body).ok()?;
    encoder.finish().ok().map(tight)
}

/// Drops the vector's spare capacity, as an edition lives long.
pub(crate) fn tight(bytes: Vec<u8>) -> Bytes {
    Bytes::from(bytes.into_boxed_slice())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    const TEXT: &str = "Liberté, égalité, fraternité. ";

    #[test]
    fn every_coding_gives_the_body_back() {
        let times = [9, SMALL / TEXT.len() + 1, 10 * SMALL / TEXT.len()];
        for (times, level) in
            times.into_iter().flat_map(|times| [(times, CompressionLevel::Best), (times, CompressionLevel::Fast)])
        {
            let body = Bytes::from(TEXT.repeat(times));
            for Encoded { coding, body: encoded, .. } in &*encode(&body, level) {
                let mut decoded = Vec::new();
                match coding {
                    Coding::Brotli => {
                        brotli::BrotliDecompress(&mut &encoded[..], &mut decoded).unwrap();
                    }
                    Coding::Zstd => decoded = zstd::bulk::decompress(encoded, 16 * SMALL).unwrap(),
                    Coding::Gzip => {
                        flate2::read::GzDecoder::new(&encoded[..]).read_to_end(&mut decoded).unwrap();
                    }
                    Coding::Identity => decoded = encoded.to_vec(),
                }
                assert!(decoded == body, "{coding:?} {}", body.len());
            }
        }
    }

    #[test]
    fn a_coding_that_does_not_save_a_byte_is_left_out() {
        assert_eq!(encode(&Bytes::from("a"), CompressionLevel::Best).len(), 1);
        assert_eq!(encode(&Bytes::from(TEXT.repeat(9)), CompressionLevel::Best).len(), 4);
    }

    #[test]
    fn gzip_holds_no_time_of_day() {
        let encoded = gzip(TEXT.as_bytes(), CompressionLevel::Best).unwrap();
        assert_eq!(encoded[4..8], [0; 4]);
    }

    #[test]
    fn fonts_and_photographs_are_not_compressed_twice() {
        for media_type in ["font/woff2", "image/png", "image/webp", "application/pdf"] {
            assert!(!is_compressible(media_type), "{media_type}");
        }
        for media_type in [
            "text/html; charset=utf-8",
            "image/svg+xml",
            "application/json",
            "application/manifest+json",
            "application/ld+json; charset=utf-8",
        ] {
            assert!(is_compressible(media_type), "{media_type}");
        }
    }
}
