//! One piece of content -> its representations (RFC 9110 §3.2), each with its entity-tag and its complete header map.

use std::borrow::Cow;

use bytes::Bytes;
use http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_TYPE, ETAG, HeaderMap, HeaderName, VARY,
};
use http::{HeaderValue, header::InvalidHeaderValue};

use super::builder::Content;
use super::cache::{CompressionCache, Digest, Encoded, Encodings};
use super::encoding::{Coding, Effort, is_compressible};
use super::policy::CachePolicy;
use super::security::{SecurityHeaders, essence};

const X_ROBOTS_TAG: HeaderName = HeaderName::from_static("x-robots-tag");

/// Content at one path, ready to be sent in each of its codings.
#[derive(Clone, Debug)]
pub struct Resource {
    name: Cow<'static, str>,
    media_type: &'static str,
    language: Option<String>,
    policy: CachePolicy,
    digest: Digest,
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

    /// All headers of a 304: those that RFC 9110 §15.4.5 asks for.
    #[must_use]
    pub fn not_modified(&self) -> &HeaderMap {
        &self.not_modified
    }
}

impl Resource {
    /// Compresses and prepares `content`; fails where its language cannot stand in a header.
    pub(super) fn prepare(
        content: Content,
        security: &SecurityHeaders,
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
        let common = common_headers(&content, security, encodings.len() > 1)?;
        let representations = encodings.iter().map(|encoded| represent(encoded, &common)).collect();
        Ok(Self {
            name: Cow::Borrowed(class(content.media_type)),
            media_type: content.media_type,
            language: content.language,
            policy: content.policy,
            digest,
            representations,
        })
    }

    /// The same under another name.
    pub(super) fn named(self, name: String) -> Self {
        Self { name: Cow::Owned(name), ..self }
    }

    /// A short name for logs and counters, of which a site has few: the key of a page (one for all languages), or else what it
    /// is: `page`, `style`, `font`, `picture`, `data`.
    #[must_use]
    pub fn name(&self) -> &str {
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

/// What is the same for all codings of a resource.
fn common_headers(
    content: &Content,
    security: &SecurityHeaders,
    varies: bool,
) -> Result<HeaderMap, InvalidHeaderValue> {
    let mut headers = HeaderMap::with_capacity(16);
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content.media_type));
    headers.insert(CACHE_CONTROL, content.policy.header_value());
    if let Some(language) = &content.language {
        headers.insert(CONTENT_LANGUAGE, HeaderValue::from_str(language)?);
    }
    if varies {
        headers.insert(VARY, HeaderValue::from_static("Accept-Encoding"));
    }
    if content.policy == CachePolicy::Immutable {
        headers.insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    }
    if let Some(robots) = content.robots {
        headers.insert(X_ROBOTS_TAG, HeaderValue::from_static(robots));
    }
    security.apply(&mut headers, content.media_type, content.policy);
    Ok(headers)
}

fn represent(encoded: &Encoded, common: &HeaderMap) -> Representation {
    let mut headers = common.clone();
    headers.insert(ETAG, encoded.etag.clone());
    if let Some(name) = encoded.coding.content_encoding() {
        headers.insert(CONTENT_ENCODING, name);
    }
    let not_modified = [ETAG, CACHE_CONTROL, VARY]
        .into_iter()
        .filter_map(|name| Some((name.clone(), headers.get(&name)?.clone())))
        .collect();
    Representation {
        coding: encoded.coding,
        body: encoded.body.clone(),
        etag: encoded.etag.clone(),
        headers,
        not_modified,
    }
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
