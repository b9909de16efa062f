//! The representations of content (RFC 9110 §3.2), each with its entity-tag and the headers of its responses.

use bytes::Bytes;
use bytestring::ByteString;
use http::HeaderValue;
use http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_TYPE, ETAG,
    HeaderMap, HeaderName, InvalidHeaderValue, VARY,
};

use super::cache_policy::CachePolicy;
use super::coding::{Coding, CompressionCache, Encoded, entity_tag, is_compressible};
use super::security_headers::{SecurityHeaders, essence};
use crate::stored_file::StoredFile;

const X_ROBOTS_TAG: HeaderName = HeaderName::from_static("x-robots-tag");

/// Content for one path, as it is given to a [`Builder`](super::Builder).
#[derive(Clone, Debug)]
pub struct Content {
    /// The media type, with its parameters: `text/html; charset=utf-8`.
    pub media_type: &'static str,
    /// The BCP 47 tag of its language, for `Content-Language`.
    pub language: Option<String>,
    /// How long it may be reused.
    pub policy: CachePolicy,
    /// The value of `X-Robots-Tag` for search engines, such as `noindex`.
    pub robots: Option<&'static str>,
    /// The bytes.
    pub body: Bytes,
}

/// Content at one path, ready to be sent in each of its codings.
#[derive(Clone, Debug)]
pub struct Resource {
    /// A short name for logs and counters, of which a site has few: the key of a page (one for all languages), or else what it
    /// is: `page`, `style`, `font`, `picture`, `data`.
    pub name: ByteString,
    /// The media type, with its parameters.
    pub media_type: &'static str,
    /// Whether parts of it may be asked for (RFC 9110 §14): fingerprinted files only.
    pub accepts_ranges: bool,
    /// The preferred coding first; identity last, and always there.
    pub representations: Box<[Representation]>,
}

/// A resource's bytes in one coding.
#[derive(Clone, Debug)]
pub struct Representation {
    /// The coding of the body.
    pub coding: Coding,
    /// The bytes that are sent; none where they are those of [`file`](Self::file).
    pub body: Bytes,
    /// The large file that is sent in place of bytes in memory.
    pub file: Option<StoredFile>,
    /// The strong entity-tag (RFC 9110 §8.8.3) of these bytes in this coding, quotes included.
    pub etag: HeaderValue,
    /// All headers of a 200 but `Content-Length` and `Date`, which the HTTP library writes. All values are static or shared: a clone
    /// copies none.
    pub headers: HeaderMap,
    /// All headers of a 304 but `Date`: those that RFC 9110 §15.4.5 asks for.
    pub not_modified: HeaderMap,
}

impl Representation {
    /// How many bytes are sent.
    #[must_use]
    pub fn length(&self) -> usize {
        let in_memory = self.body.len();
        self.file.as_ref().map_or(in_memory, |file| usize::try_from(file.length()).unwrap_or(usize::MAX))
    }

    /// `shared` are the headers of all codings.
    fn new(encoded: &Encoded, shared: &HeaderMap) -> Self {
        let Encoded { coding, body, etag } = encoded.clone();
        let mut headers = shared.clone();
        headers.insert(ETAG, etag.clone());
        if coding != Coding::Identity {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static(coding.token()));
        }
        let kept = |name: HeaderName| Some((name.clone(), headers.get(name)?.clone()));
        let not_modified: HeaderMap = [ETAG, CACHE_CONTROL, VARY].into_iter().filter_map(kept).collect();
        // Cloned to drop spare capacity: these maps live as long as the edition.
        Self { coding, body, file: None, etag, headers: headers.clone(), not_modified: not_modified.clone() }
    }
}

impl Resource {
    /// Compresses and prepares `content`, under the name of its kind where it has none of its own; fails where its language cannot
    /// stand in a header.
    pub(super) fn prepare(
        content: &Content,
        name: Option<&String>,
        security: &SecurityHeaders,
        cache: &CompressionCache,
    ) -> Result<Self, InvalidHeaderValue> {
        let encodings = if is_compressible(content.media_type) {
            cache.encodings(&content.body)
        } else {
            [Encoded::new(Coding::Identity, content.body.clone())].into()
        };
        let shared = headers(content, encodings.len() > 1, security)?;
        Ok(Self::of(content, name, encodings.iter().map(|encoded| Representation::new(encoded, &shared)).collect()))
    }

    /// The same for a large file, of which `content` says all but the bytes. It is sent as it is, without a coding: documents,
    /// sound and film are compressed already.
    pub(super) fn of_file(
        content: &Content,
        file: &StoredFile,
        name: Option<&String>,
        security: &SecurityHeaders,
    ) -> Result<Self, InvalidHeaderValue> {
        let etag = entity_tag(Coding::Identity, file.hash());
        let encoded = Encoded { coding: Coding::Identity, body: Bytes::new(), etag };
        let shared = headers(content, false, security)?;
        let representation = Representation { file: Some(file.clone()), ..Representation::new(&encoded, &shared) };
        Ok(Self::of(content, name, [representation].into()))
    }

    fn of(content: &Content, name: Option<&String>, representations: Box<[Representation]>) -> Self {
        let Content { media_type, policy, .. } = *content;
        let name = name.map_or_else(|| ByteString::from_static(class(media_type)), |name| name.as_str().into());
        Self { name, media_type, accepts_ranges: policy == CachePolicy::Immutable, representations }
    }

    /// The same file with headers that ask for revalidation each time; see [`Edition::current_file`](super::Edition::current_file).
    pub(super) fn revalidated(&self) -> Self {
        let mut resource = Self { accepts_ranges: false, ..self.clone() };
        for Representation { headers, not_modified, .. } in &mut resource.representations {
            headers.remove(ACCEPT_RANGES);
            for headers in [headers, not_modified] {
                headers.insert(CACHE_CONTROL, CachePolicy::Revalidated.header_value());
            }
        }
        resource
    }

    /// The headers of the body without a coding, but for its entity-tag: what all representations have, and what a redirect takes over.
    #[must_use]
    pub fn headers(&self) -> HeaderMap {
        let mut headers = self.identity().headers.clone();
        headers.remove(ETAG);
        headers
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
}

/// The kind of a resource, by its media type.
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

/// The headers that the responses in all codings share; `varies` says whether there are several codings.
fn headers(content: &Content, varies: bool, security: &SecurityHeaders) -> Result<HeaderMap, InvalidHeaderValue> {
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
    if is_attachment(content.media_type) {
        headers.insert(CONTENT_DISPOSITION, HeaderValue::from_static("attachment"));
    }
    security.apply(&mut headers, content.media_type, content.policy);
    Ok(headers)
}

/// Whether a browser shows a file of this type in no way of its own, so that it is to be saved: documents of offices, dates of calendars.
pub(crate) fn is_attachment(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence.starts_with("application/vnd.") || essence == "text/calendar"
}
