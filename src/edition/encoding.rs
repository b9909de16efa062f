//! A body -> its content codings (RFC 9110 §8.4.1): brotli, Zstandard and gzip, each the same bytes for the same input.

use std::io::Write;

use bytes::Bytes;
use http::HeaderValue;

use super::security::essence;

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

    /// The value of `Content-Encoding`, which identity has none of.
    pub(super) const fn content_encoding(self) -> Option<HeaderValue> {
        match self {
            Self::Identity => None,
            other => Some(HeaderValue::from_static(other.token())),
        }
    }
}

/// How much time an edition may spend on compression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effort {
    /// A few milliseconds for a small site: to answer at once after a start; to be followed by an edition at [`Effort::Best`].
    Quick,
    /// The smallest bodies that the codings can make; near enough for a body of more than a MiB.
    Best,
}

/// From here on, in bytes, the best is not worth its price: for the open data of a thousand pages, eighty megabytes of memory and some
/// seconds for a tenth.
const LARGE: usize = 1024 * 1024;

/// The level of an encoder: for haste, for the best, and for a body that is too large for it.
fn level<T>(body: &[u8], effort: Effort, [quick, best, large]: [T; 3]) -> T {
    match effort {
        Effort::Quick => quick,
        Effort::Best if body.len() > LARGE => large,
        Effort::Best => best,
    }
}

/// Whether a media type gains by compression; pictures and fonts hold their own.
pub(super) fn is_compressible(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence.starts_with("text/")
        || essence.ends_with("+xml")
        || essence.ends_with("+json")
        || matches!(
            essence,
            "application/json"
                | "application/xml"
                | "application/javascript"
                | "image/x-icon"
                | "image/vnd.microsoft.icon"
                | "font/ttf"
                | "font/otf"
        )
}

/// The codings of `body` that are smaller than it, the preferred one first.
pub(super) fn encode(body: &[u8], effort: Effort) -> Vec<(Coding, Bytes)> {
    [(Coding::Brotli, brotli(body, effort)), (Coding::Zstd, zstd(body, effort)), (Coding::Gzip, gzip(body, effort))]
        .into_iter()
        .filter_map(|(coding, bytes)| Some((coding, bytes?)))
        .filter(|(_, bytes)| bytes.len() < body.len())
        .collect()
}

/// `body` in brotli, or nothing where the encoder reports an error (which a buffer in memory gives it no cause for).
///
/// The window is at most 4 MiB, so that every decoder takes it (RFC 7932 without large windows), and no larger than the body needs,
/// as the encoder's tables grow with it; below 256 KiB a smaller one saves nothing.
#[must_use]
pub fn brotli(body: &[u8], effort: Effort) -> Option<Bytes> {
    let parameters = brotli::enc::BrotliEncoderParams {
        mode: brotli::enc::backward_references::BrotliEncoderMode::BROTLI_MODE_TEXT,
        quality: level(body, effort, [5, 11, 9]),
        lgwin: window(body.len()),
        large_window: false,
        size_hint: body.len(),
        ..Default::default()
    };
    let mut encoded = Vec::with_capacity(body.len() / 3);
    brotli::BrotliCompress(&mut &body[..], &mut encoded, &parameters).ok()?;
    Some(tight(encoded))
}

/// The logarithm of a window that holds as many bytes, and the 16 that brotli keeps for itself (RFC 7932 §9.1).
fn window(bytes: usize) -> i32 {
    (18..22).find(|bits| bytes <= (1 << bits) - 16).unwrap_or(22)
}

/// `body` in Zstandard, or nothing where the encoder reports an error.
///
/// The window of these levels is at most 8 MiB, the limit that RFC 9659 sets for the web.
#[must_use]
pub fn zstd(body: &[u8], effort: Effort) -> Option<Bytes> {
    zstd::bulk::compress(body, level(body, effort, [1, 19, 12])).ok().map(tight)
}

/// `body` in gzip, or nothing where the encoder reports an error. The header holds no time, so that the same input gives the same bytes.
#[must_use]
pub fn gzip(body: &[u8], effort: Effort) -> Option<Bytes> {
    let level = flate2::Compression::new(level(body, effort, [1, 9, 9]));
    let mut encoder = flate2::GzBuilder::new().mtime(0).operating_system(255).write(Vec::new(), level);
    encoder.write_all(body).ok()?;
    encoder.finish().ok().map(tight)
}

/// What `body` may weigh in the smallest coding, found in a moment: Zstandard's size, less what brotli's best falls short of it
/// on pages (within 3 % on nearly all).
pub(super) fn estimate(body: &[u8]) -> usize {
    zstd(body, Effort::Quick).map_or(body.len(), |body| body.len() * 755 / 1000)
}

/// Without the vector's spare room: an edition lives long.
pub(super) fn tight(bytes: Vec<u8>) -> Bytes {
    Bytes::from(bytes.into_boxed_slice())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    const TEXT: &str = "Liberté, égalité, fraternité. ";

    #[test]
    fn every_coding_gives_the_body_back() {
        let large = TEXT.repeat(LARGE / TEXT.len() + 1);
        for (body, effort) in [(TEXT, Effort::Quick), (TEXT, Effort::Best), (&large, Effort::Best)] {
            let body = body.repeat(9);
            for (coding, encoded) in encode(body.as_bytes(), effort) {
                let mut decoded = Vec::new();
                match coding {
                    Coding::Brotli => {
                        brotli::BrotliDecompress(&mut &encoded[..], &mut decoded).unwrap();
                    }
                    Coding::Zstd => decoded = zstd::bulk::decompress(&encoded, 16 * LARGE).unwrap(),
                    Coding::Gzip => {
                        flate2::read::GzDecoder::new(&encoded[..]).read_to_end(&mut decoded).unwrap();
                    }
                    Coding::Identity => panic!("identity is not encoded"),
                }
                assert!(decoded == body.as_bytes(), "{coding:?} {effort:?} {}", body.len());
            }
        }
    }

    #[test]
    fn a_coding_that_does_not_save_a_byte_is_left_out() {
        assert!(encode(b"a", Effort::Best).is_empty());
        assert_eq!(encode(TEXT.repeat(9).as_bytes(), Effort::Best).len(), 3);
    }

    #[test]
    fn gzip_holds_no_time_of_day() {
        let encoded = gzip(TEXT.as_bytes(), Effort::Best).unwrap();
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
