//! One piece of content -> its representations (RFC 9110 §3.2), each with its entity-tag and its headers: as a map, and as the lines in
//! which HTTP/1.1 has them.

use std::sync::Arc;

use bytes::Bytes;
use bytestring::ByteString;
use http::HeaderValue;
use http::header::{CACHE_CONTROL, CONTENT_ENCODING, ETAG, HeaderMap, InvalidHeaderValue, VARY};

use super::builder::Content;
use super::cache::{CompressionCache, Digest, Encoded, Encodings};
use super::common::{Common, CommonHeaders};
use super::encoding::{Coding, Effort, is_compressible};
use super::policy::CachePolicy;
use super::security::essence;

/// Content at one path, ready to be sent in each of its codings.
#[derive(Clone, Debug)]
pub struct Resource {
    name: ByteString,
    media_type: &'static str,
    language: Option<String>,
    policy: CachePolicy,
    digest: Digest,
    common: Arc<Common>,
    /// The preferred coding first; identity last, and always there.
    representations: Box<[Representation]>,
}

/// A resource's bytes in one coding.
#[derive(Clone, Debug)]
pub struct Representation {
    coding: Coding,
    body: Bytes,
    etag: HeaderValue,
    headers: HeaderMap,
    not_modified: HeaderMap,
}

impl Representation {
    /// The coding of the body.
    #[must_use]
    pub fn coding(&self) -> Coding {
        self.coding
    }

    /// The bytes that are sent.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The strong entity-tag (RFC 9110 §8.8.3) of these bytes in this coding, quotes included.
    #[must_use]
    pub fn etag(&self) -> &HeaderValue {
        &self.etag
    }

    /// All headers of a 200 but `Content-Length` and `Date`, which the HTTP library writes.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// All headers of a 304 but `Date`: those that RFC 9110 §15.4.5 asks for.
    #[must_use]
    pub fn not_modified(&self) -> &HeaderMap {
        &self.not_modified
    }
}

impl Resource {
    /// Compresses and prepares `content`; fails where its language cannot stand in a header.
    pub(super) fn prepare(
        content: Content,
        common: &CommonHeaders<'_>,
        cache: &CompressionCache,
        effort: Effort,
    ) -> Result<Self, InvalidHeaderValue> {
        let digest = *blake3::hash(&content.body).as_bytes();
        let encodings: Encodings = if is_compressible(content.media_type) {
            cache.encodings(digest, &content.body, effort)
        } else {
            [Encoded {
                coding: Coding::Identity,
                etag: entity_tag(Coding::Identity, &content.body),
                body: content.body.clone(),
            }]
            .into()
        };
        let common = common.of(&content, encodings.len() > 1)?;
        let representations = encodings.iter().map(|encoded| represent(encoded, &common)).collect();
        Ok(Self {
            name: ByteString::from_static(class(content.media_type)),
            media_type: content.media_type,
            language: content.language,
            policy: content.policy,
            digest,
            common,
            representations,
        })
    }

    /// The same under another name.
    pub(super) fn named(self, name: String) -> Self {
        Self { name: name.into(), ..self }
    }

    /// A short name for logs and counters, of which a site has few: the key of a page (one for all languages), or else what it
    /// is: `page`, `style`, `font`, `picture`, `data`.
    #[must_use]
    pub fn name(&self) -> &ByteString {
        &self.name
    }

    /// The media type, with its parameters.
    #[must_use]
    pub fn media_type(&self) -> &'static str {
        self.media_type
    }

    /// The BCP 47 tag of the content's language, where it has one.
    #[must_use]
    pub fn language(&self) -> Option<&str> {
        self.language.as_deref()
    }

    /// The promise about freshness.
    #[must_use]
    pub fn policy(&self) -> CachePolicy {
        self.policy
    }

    /// Whether parts of it may be asked for (RFC 9110 §14): fingerprinted files only.
    #[must_use]
    pub fn accepts_ranges(&self) -> bool {
        self.policy == CachePolicy::Immutable
    }

    /// The headers that all its representations have; what they have beside these is in [`Representation::headers`].
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.common.headers
    }

    /// The representations, the preferred coding first, identity last.
    #[must_use]
    pub fn representations(&self) -> &[Representation] {
        &self.representations
    }

    /// The representation in this coding, where there is one.
    #[must_use]
    pub fn representation(&self, coding: Coding) -> Option<&Representation> {
        self.representations.iter().find(|representation| representation.coding == coding)
    }

    /// The representation without a coding.
    #[must_use]
    pub fn identity(&self) -> &Representation {
        // `prepare` is the only constructor, and puts identity last.
        &self.representations[self.representations.len() - 1]
    }

    /// The hash of the body without coding.
    pub(super) fn digest(&self) -> &Digest {
        &self.digest
    }
}

/// What something is, by its media type.
fn class(media_type: &str) -> &'static str {
    let essence = essence(media_type);
    match essence.split('/').next() {
        _ if essence == "text/html" => "page",
        _ if essence == "text/css" => "style",
        Some("font") => "font",
        Some("image") => "picture",
        _ => "data",
    }
}

fn represent(encoded: &Encoded, common: &Arc<Common>) -> Representation {
    let Encoded { coding, etag, body } = encoded.clone();
    let mut headers = common.headers.clone();
    add_own(&mut headers, coding, &etag);
    let not_modified = not_modified(&common.headers, &etag);
    Representation { coding, body, etag, headers, not_modified }
}

/// What differs between the codings of a resource.
fn add_own(headers: &mut HeaderMap, coding: Coding, etag: &HeaderValue) {
    headers.insert(ETAG, etag.clone());
    if let Some(name) = coding.content_encoding() {
        headers.insert(CONTENT_ENCODING, name);
    }
}

fn not_modified(common: &HeaderMap, etag: &HeaderValue) -> HeaderMap {
    let kept = [CACHE_CONTROL, VARY].into_iter().filter_map(|name| Some((name.clone(), common.get(name)?.clone())));
    std::iter::once((ETAG, etag.clone())).chain(kept).collect()
}

/// A strong entity-tag: 96 bits of a hash over the coding's name and the bytes, so that two codings never share one.
pub(super) fn entity_tag(coding: Coding, body: &[u8]) -> HeaderValue {
    let mut hasher = blake3::Hasher::new();
    hasher.update(coding.token().as_bytes());
    hasher.update(&[0]);
    hasher.update(body);
    let hash = hasher.finalize().to_hex();
    HeaderValue::from_str(&format!("\"{}\"", &hash[..24])).expect("hexadecimal digits between quotes are visible ASCII")
}
