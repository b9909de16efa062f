//! The immutable [`Edition`]: for each URL path, a response that is ready to be sent.
//!
//! [`Builder`] is the only constructor. It compresses each body once, gives each representation its strong entity-tag and its
//! complete header map, and refuses two things at one path. The same input gives the same bytes, on every machine.
//!
//! ```
//! use aimf::edition::{Builder, CachePolicy, CompressionCache, Content, SecurityHeaders};
//!
//! let mut builder = Builder::new(SecurityHeaders::new("https://example.org/"));
//! builder.resource("/fr/", Content {
//!     media_type: "text/html; charset=utf-8",
//!     language: Some("fr".to_owned()),
//!     policy: CachePolicy::Page,
//!     robots: None,
//!     body: "<!doctype html><title>Accueil</title>".into(),
//! });
//! let edition = builder.finish(&CompressionCache::new())?;
//! assert!(edition.get("/fr/").is_some());
//! # Ok::<(), aimf::edition::EditionError>(())
//! ```

pub mod address;
mod builder;
mod cache_policy;
mod coding;
mod fingerprint;
mod map;
mod resource;
mod security_headers;
mod suggestions;

pub use builder::{Builder, EditionError};
pub use cache_policy::CachePolicy;
pub(crate) use coding::tight;
pub use coding::{Coding, CompressionCache, CompressionLevel};
pub use fingerprint::fingerprinted;
pub(crate) use fingerprint::{fingerprinted_by_hash, without_fingerprint};
pub use map::{Edition, LanguageChoice, LanguageOption, Redirect, Route};
pub(crate) use resource::is_attachment;
pub use resource::{Content, Representation, Resource};
pub use security_headers::SecurityHeaders;
pub use suggestions::{SuggestedPage, Suggestions};
