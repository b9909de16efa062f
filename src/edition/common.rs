//! The headers that many resources share.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex, PoisonError};

use http::HeaderValue;
use http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_TYPE, HeaderMap, HeaderName, InvalidHeaderValue, VARY,
};

use super::builder::Content;
use super::policy::CachePolicy;
use super::security::SecurityHeaders;

const X_ROBOTS_TAG: HeaderName = HeaderName::from_static("x-robots-tag");

/// The headers that resources of one kind share.
#[derive(Debug)]
pub(super) struct Common {
    pub(super) headers: HeaderMap,
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
                place.insert(Arc::new(Common { headers }))
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
