//! The immutable map of prepared responses that is served and exported.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode};

use super::fingerprint::without_fingerprint;
use super::resource::Resource;
use super::security_headers::SecurityHeaders;
use super::suggestions::Suggestions;

/// A whole site, ready to be sent: each URL path with what is there.
///
/// Paths are full URL paths, with the prefix of the public address where it has one, and percent-decoded.
#[derive(Debug)]
pub struct Edition {
    id: String,
    routes: BTreeMap<String, Route>,
    /// Fingerprinted files by their path without the fingerprint.
    current_files: HashMap<String, Arc<Resource>>,
    /// The longest prefix first; the empty one, for every path, last.
    not_found: Vec<NotFoundEntry>,
    security: SecurityHeaders,
}

/// What is said of paths that begin with `prefix` and have nothing at them.
#[derive(Debug)]
pub(super) struct NotFoundEntry {
    pub prefix: String,
    pub resource: Arc<Resource>,
    pub suggestions: Suggestions,
}

/// The content, redirect or choice of languages at a path.
#[derive(Clone, Debug)]
pub enum Route {
    /// Content.
    Resource(Arc<Resource>),
    /// A way to another path.
    Redirect(Redirect),
    /// The visitor's language decides.
    LanguageChoice(LanguageChoice),
}

/// A redirect, whose query string follows.
#[derive(Clone, Debug)]
pub struct Redirect {
    /// Where it leads: a percent-decoded path, or an absolute URL, with a fragment where it has one.
    pub target: String,
    /// 301, or 302 for an option of a [`LanguageChoice`].
    pub status: StatusCode,
    /// The target as `Location` has it: percent-encoded.
    pub location: HeaderValue,
    /// All headers of the response, `Location` included.
    pub headers: HeaderMap,
}

/// A path that leads each visitor to the same place in their language.
#[derive(Clone, Debug)]
pub struct LanguageChoice {
    /// The languages, in the order of the site; never none.
    pub options: Vec<LanguageOption>,
    /// The small page that offers all languages: the body of the redirect, and `index.html` of an export.
    pub page: Arc<Resource>,
}

/// One language of a [`LanguageChoice`].
#[derive(Clone, Debug)]
pub struct LanguageOption {
    /// The language, as a BCP 47 tag.
    pub tag: String,
    /// The way there.
    pub redirect: Redirect,
}

impl Edition {
    pub(super) fn new(
        routes: BTreeMap<String, Route>,
        not_found: Vec<NotFoundEntry>,
        security: SecurityHeaders,
    ) -> Self {
        let current_file = |(path, route): (&String, &Route)| match route {
            Route::Resource(file) if file.accepts_ranges => {
                Some((without_fingerprint(path)?, Arc::new(file.revalidated())))
            }
            _ => None,
        };
        let current_files = routes.iter().filter_map(current_file).collect();
        Self { id: identify(&routes, &not_found), routes, current_files, not_found, security }
    }

    /// A short hash over all paths, headers and contents before coding: equal on every machine that has the same files.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.routes.is_empty()
    }

    /// The security headers of its responses, for those that it does not prepare.
    #[must_use]
    pub fn security_headers(&self) -> &SecurityHeaders {
        &self.security
    }

    /// What is at a percent-decoded path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Route> {
        self.routes.get(path)
    }

    /// This edition's file of the same name, where `path` is that of a fingerprinted file with a fingerprint of another edition:
    /// a page from before a restart, an upgrade or a rollback, or from another replica, asks for it. Caches have to revalidate it.
    /// Only for a path at which [`Edition::get`] finds nothing.
    #[must_use]
    pub fn current_file(&self, path: &str) -> Option<&Arc<Resource>> {
        self.current_files.get(&without_fingerprint(path)?)
    }

    /// All routes, in the order of their paths.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Route)> {
        self.routes.iter().map(|(path, route)| (path.as_str(), route))
    }

    /// All content with its path, in the order of paths.
    pub fn resources(&self) -> impl Iterator<Item = (&str, &Arc<Resource>)> {
        self.iter().filter_map(|(path, route)| match route {
            Route::Resource(resource) => Some((path, resource)),
            _ => None,
        })
    }

    /// All redirects with their path, in the order of paths; those from `/a` to the page `/a/` included.
    pub fn redirects(&self) -> impl Iterator<Item = (&str, &Redirect)> {
        self.iter().filter_map(|(path, route)| match route {
            Route::Redirect(redirect) => Some((path, redirect)),
            _ => None,
        })
    }

    /// The page that says that there is nothing at `path`: the one for the longest prefix of it, then the one for all paths.
    #[must_use]
    pub fn not_found(&self, path: &str) -> Option<&Arc<Resource>> {
        self.not_found_for(path).map(|page| &page.resource)
    }

    /// The page that [`Edition::not_found`] has for `path`, uncompressed, with a link to the page that was most likely meant, one for
    /// each language in which it is as near; `None` where no page is near.
    #[must_use]
    pub fn suggestion(&self, path: &str) -> Option<Bytes> {
        self.not_found_for(path)?.suggestions.page(path)
    }

    fn not_found_for(&self, path: &str) -> Option<&NotFoundEntry> {
        self.not_found.iter().find(|page| path.starts_with(page.prefix.as_str()))
    }

    /// All not-found pages with their prefix, the longest first; the one for all paths has the empty prefix.
    pub fn not_found_pages(&self) -> impl Iterator<Item = (&str, &Arc<Resource>)> {
        self.not_found.iter().map(|page| (page.prefix.as_str(), &page.resource))
    }
}

impl LanguageChoice {
    /// Where visitors go whose languages the site does not have: the first.
    #[must_use]
    pub fn fallback(&self) -> &LanguageOption {
        // The builder refuses a choice without options.
        &self.options[0]
    }
}

/// A hash over everything that a visitor can get, before coding: the entity-tags among the headers stand for the bodies.
fn identify(routes: &BTreeMap<String, Route>, not_found: &[NotFoundEntry]) -> String {
    let mut hasher = blake3::Hasher::new();
    for (path, route) in routes {
        part(&mut hasher, path.as_bytes());
        match route {
            Route::Resource(resource) => whole(&mut hasher, resource),
            Route::Redirect(redirect) => all(&mut hasher, &redirect.headers),
            Route::LanguageChoice(choice) => {
                whole(&mut hasher, &choice.page);
                for option in &choice.options {
                    part(&mut hasher, option.tag.as_bytes());
                    all(&mut hasher, &option.redirect.headers);
                }
            }
        }
    }
    for NotFoundEntry { prefix, resource, .. } in not_found {
        part(&mut hasher, prefix.as_bytes());
        whole(&mut hasher, resource);
    }
    hasher.finalize().to_hex()[..16].to_owned()
}

fn whole(hasher: &mut blake3::Hasher, resource: &Resource) {
    all(hasher, &resource.headers());
    part(hasher, resource.identity().etag.as_bytes());
}

fn all(hasher: &mut blake3::Hasher, headers: &HeaderMap) {
    for (name, value) in headers {
        part(hasher, name.as_str().as_bytes());
        part(hasher, value.as_bytes());
    }
    part(hasher, b"");
}

/// Hashes a part after its length, so that no two sequences of parts are hashed alike.
fn part(hasher: &mut blake3::Hasher, bytes: &[u8]) {
    hasher.update(&(bytes.len() as u64).to_le_bytes());
    hasher.update(bytes);
}
