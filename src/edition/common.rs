//! What the responses for many resources say alike -> one header map, and the same as the lines of HTTP/1.1 (RFC 9112 §5).

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_TYPE, HeaderMap, HeaderName, InvalidHeaderValue, VARY,
};
use http::{HeaderValue, StatusCode};

use super::builder::Content;
use super::policy::CachePolicy;
use super::security::SecurityHeaders;

const X_ROBOTS_TAG: HeaderName = HeaderName::from_static("x-robots-tag");

/// The headers that resources of one kind share.
#[derive(Debug)]
pub(super) struct Common {
    pub(super) headers: HeaderMap,
    /// The status line of a 200, and the headers.
    pub(super) lines: Bytes,
}

/// The common headers of an edition's resources: there are a few, however many pages it has.
#[derive(Debug)]
pub(super) struct CommonHeaders<'a> {
    security: &'a SecurityHeaders,
    known: Mutex<HashMap<Kind, Arc<Common>>>,
}

/// All that common headers depend on.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Kind {
    media_type: &'static str,
    language: Option<String>,
    policy: CachePolicy,
    robots: Option<&'static str>,
    varies: bool,
}

impl<'a> CommonHeaders<'a> {
    /// None yet, for responses with these security headers.
    pub(super) fn new(security: &'a SecurityHeaders) -> Self {
        Self { security, known: Mutex::default() }
    }

    /// Those of `content`, which `varies` by coding or not; fails where its language cannot stand in a header.
    pub(super) fn of(&self, content: &Content, varies: bool) -> Result<Arc<Common>, InvalidHeaderValue> {
        let kind = Kind {
            media_type: content.media_type,
            language: content.language.clone(),
            policy: content.policy,
            robots: content.robots,
            varies,
        };
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(Arc::clone(match known.entry(kind) {
            Entry::Occupied(found) => found.into_mut(),
            Entry::Vacant(place) => {
                let headers = headers(place.key(), self.security)?;
                place.insert(Arc::new(Common { lines: lines(StatusCode::OK, &headers).into(), headers }))
            }
        }))
    }
}

fn headers(kind: &Kind, security: &SecurityHeaders) -> Result<HeaderMap, InvalidHeaderValue> {
    let mut headers = HeaderMap::with_capacity(16);
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind.media_type));
    headers.insert(CACHE_CONTROL, kind.policy.header_value());
    if let Some(language) = &kind.language {
        headers.insert(CONTENT_LANGUAGE, HeaderValue::from_str(language)?);
    }
    if kind.varies {
        headers.insert(VARY, HeaderValue::from_static("Accept-Encoding"));
    }
    if kind.policy == CachePolicy::Immutable {
        headers.insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    }
    if let Some(robots) = kind.robots {
        headers.insert(X_ROBOTS_TAG, HeaderValue::from_static(robots));
    }
    security.apply(&mut headers, kind.media_type, kind.policy);
    Ok(headers)
}

/// A status line (RFC 9112 §4) and the lines of `headers`; not the empty line after them.
pub(super) fn lines(status: StatusCode, headers: &HeaderMap) -> Vec<u8> {
    let reason = status.canonical_reason().unwrap_or_default();
    let mut lines = format!("HTTP/1.1 {} {reason}\r\n", status.as_u16()).into_bytes();
    push_lines(&mut lines, headers);
    lines
}

/// Adds a line for each header.
pub(super) fn push_lines(lines: &mut Vec<u8>, headers: &HeaderMap) {
    for (name, value) in headers {
        for part in [name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"] {
            lines.extend_from_slice(part);
        }
    }
}
