//! Rendered pages and static files -> an immutable [`Edition`]: for each URL path, a response that is ready to be sent.
//!
//! [`Builder`] is the only constructor. It compresses each body once, gives each representation its strong entity-tag and its
//! complete header map, and refuses two things at one path. The same input gives the same bytes, on every machine.
//!
//! ```
//! use aimf::edition::{Builder, CachePolicy, CompressionCache, Content, SecurityHeaders};
//!
//! let mut builder = Builder::new(SecurityHeaders::new("https://example.org/"));
//! builder.page("/fr/", Content {
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
mod assets;
mod builder;
mod cache;
mod canvas;
mod card;
mod cards;
mod data;
mod discovery;
mod encoding;
mod fallback;
mod fonts;
mod foreign;
mod gaps;
mod icons;
mod letters;
mod lines;
mod map;
mod nearest;
mod picture;
mod places;
mod policy;
mod publish;
mod resource;
mod security;
mod statics;
mod vcard;

pub use assets::fingerprinted;
pub use builder::{Builder, Content, EditionError, Permanence};
pub use cache::CompressionCache;
pub use encoding::Coding;
use encoding::{estimate, tight};
pub use map::{Edition, LanguageChoice, LanguageOption, Redirect, Route};
pub use nearest::Ways;
pub use policy::CachePolicy;
pub use publish::{Publication, PublishError, Publisher};
pub use resource::{Representation, Resource};
pub use security::SecurityHeaders;

/// A file that makes the publication panic, to see what comes of it.
#[cfg(test)]
pub(crate) const FAULT: &str = "static/fault.txt";

#[cfg(test)]
fn fail_where_asked(files: &crate::source::Files) {
    assert!(files.get(FAULT).is_none(), "a fault, for a test");
}
