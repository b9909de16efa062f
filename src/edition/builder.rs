//! Makes an [`Edition`] of pages, files and redirects.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use bytes::Bytes;
use http::header::{CACHE_CONTROL, CONTENT_LENGTH, HeaderMap, LOCATION, VARY};
use http::{HeaderValue, StatusCode};
use rayon::prelude::*;

use super::address;
use super::cache_policy::CachePolicy;
use super::coding::CompressionCache;
use super::map::{Edition, LanguageChoice, LanguageOption, NotFoundEntry, Redirect, Route};
use super::resource::{Content, Resource};
use super::security_headers::SecurityHeaders;
use super::suggestions::Suggestions;
use crate::stored_file::StoredFile;

/// Why there is no edition. Content that was checked before gives none of these.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditionError {
    /// Two things claim one path, or two not-found pages one prefix.
    #[error("two things are at {0:?}")]
    Conflict(String),
    /// A path that no request could name: it must begin with `/` and hold no `//`, `.` or `..` segment, `?`, `#`, `%` or control character.
    #[error("{0:?} cannot be the path of an address")]
    InvalidPath(String),
    /// A redirect to a path with nothing at it.
    #[error("{from} leads to {to}, where there is nothing")]
    Dangling {
        /// Where the redirect is.
        from: String,
        /// Where it leads.
        to: String,
    },
    /// The content at this path has a language tag that cannot stand in a header.
    #[error("the language of {0} is not a language tag")]
    InvalidLanguage(String),
    /// The language choice at this path offers no language.
    #[error("the language choice at {0} offers no language")]
    NoLanguage(String),
}

/// Collects what an edition holds. See [the module](super) for an example.
#[derive(Debug)]
pub struct Builder {
    security: SecurityHeaders,
    items: Vec<(String, BuilderEntry)>,
    not_found: Vec<(String, Content, Suggestions)>,
    names: HashMap<String, String>,
}

#[derive(Debug)]
enum BuilderEntry {
    Content(Content),
    /// A large file, and all that is to be said of it but its bytes.
    File(Content, StoredFile),
    Redirect(String),
    Choice(Vec<(String, String)>, Content),
}

impl BuilderEntry {
    /// How much there is to compress.
    fn size(&self) -> usize {
        match self {
            Self::Content(content) | Self::Choice(_, content) => content.body.len(),
            Self::File(..) | Self::Redirect(_) => 0,
        }
    }
}

impl Builder {
    /// An empty edition, whose responses will have these security headers.
    #[must_use]
    pub fn new(security: SecurityHeaders) -> Self {
        Self { security, items: Vec::new(), not_found: Vec::new(), names: HashMap::new() }
    }

    /// A resource at `path`: a page, a stylesheet, a feed. Where the path ends in `/`, the path without the slash redirects to it, unless it is taken.
    pub fn resource(&mut self, path: impl Into<String>, content: Content) -> &mut Self {
        self.item(path.into(), BuilderEntry::Content(content))
    }

    /// A large file at `path`.
    pub fn file(
        &mut self,
        path: impl Into<String>,
        media_type: &'static str,
        policy: CachePolicy,
        file: StoredFile,
    ) -> &mut Self {
        let content = Content { media_type, language: None, policy, robots: None, body: Bytes::new() };
        self.item(path.into(), BuilderEntry::File(content, file))
    }

    /// A permanent redirect; `to` is a percent-decoded path of this edition, with a `#fragment` where it needs one, or an `https://` URL.
    pub fn redirect(&mut self, from: impl Into<String>, to: impl Into<String>) -> &mut Self {
        self.item(from.into(), BuilderEntry::Redirect(to.into()))
    }

    /// A path that leads each visitor to their language: `options` are BCP 47 tags with a path each, the first of which is for visitors
    /// whose languages the site does not have; `page` is a small page that offers them all.
    pub fn language_choice(
        &mut self,
        path: impl Into<String>,
        options: Vec<(String, String)>,
        page: Content,
    ) -> &mut Self {
        self.item(path.into(), BuilderEntry::Choice(options, page))
    }

    /// The page for paths that have nothing at them: for those that begin with `prefix`, or for all that no prefix fits. It leads to one
    /// of the `suggestions` where one is near: see [`Edition::suggestion`].
    pub fn not_found(&mut self, prefix: Option<String>, page: Content, suggestions: Suggestions) -> &mut Self {
        self.not_found.push((prefix.unwrap_or_default(), page, suggestions));
        self
    }

    /// Names the content at `path` in logs and counters; see [`Resource::name`].
    pub fn name(&mut self, path: impl Into<String>, name: impl Into<String>) -> &mut Self {
        self.names.insert(path.into(), name.into());
        self
    }

    fn item(&mut self, path: String, item: BuilderEntry) -> &mut Self {
        self.items.push((path, item));
        self
    }

    /// Compresses, on as many cores as there are, what `cache` does not hold yet, and prepares every response.
    ///
    /// Afterwards `cache` holds what this edition uses and nothing else.
    ///
    /// # Errors
    ///
    /// If something that was added is wrong; see [`EditionError`].
    pub fn finish(self, cache: &CompressionCache) -> Result<Edition, EditionError> {
        let Self { security, items, not_found, names } = self;
        let items = by_path(items)?;
        let not_found = by_prefix(not_found)?;

        let prepared = |path: &String, content: &Content, name: Option<&String>| {
            let resource = Resource::prepare(content, name, &security, cache);
            Ok(Arc::new(resource.map_err(|_| EditionError::InvalidLanguage(path.clone()))?))
        };
        let route = |(path, item): (&String, &BuilderEntry)| {
            let route = match item {
                BuilderEntry::Content(content) => Route::Resource(prepared(path, content, names.get(path))?),
                BuilderEntry::File(content, file) => {
                    let resource = Resource::of_file(content, file, names.get(path), &security);
                    Route::Resource(Arc::new(resource.map_err(|_| EditionError::InvalidLanguage(path.clone()))?))
                }
                BuilderEntry::Redirect(to) => Route::Redirect(redirect(to, location(path, to, &items)?, &security)),
                BuilderEntry::Choice(options, page) => {
                    Route::LanguageChoice(choice(path, options, prepared(path, page, None)?, &items)?)
                }
            };
            Ok((path.clone(), route))
        };
        // In another order, one core might be left with a large body at the end.
        let mut largest_first: Vec<_> = items.iter().collect();
        largest_first.sort_by_key(|(_, item)| Reverse(item.size()));
        let routes = largest_first.into_par_iter().with_max_len(1).map(route);
        let not_found = not_found.into_par_iter().map(|(prefix, page, suggestions)| {
            let resource = prepared(&prefix, &page, None)?;
            Ok(NotFoundEntry { prefix, resource, suggestions })
        });
        let (routes, not_found) =
            rayon::join(|| routes.collect::<Result<_, _>>(), || not_found.collect::<Result<_, _>>());
        let edition = Edition::new(routes?, not_found?, security);
        cache.end_edition();
        Ok(edition)
    }
}

/// Items in the order of their paths, with the redirects from `/a` to `/a/`.
fn by_path(items: Vec<(String, BuilderEntry)>) -> Result<BTreeMap<String, BuilderEntry>, EditionError> {
    let mut map = BTreeMap::new();
    let mut pages = Vec::new();
    for (path, item) in items {
        if !address::is_path(&path) {
            return Err(EditionError::InvalidPath(path));
        }
        if matches!(item, BuilderEntry::Content(_)) && path.len() > 1 && path.ends_with('/') {
            pages.push(path.clone());
        }
        if map.contains_key(&path) {
            return Err(EditionError::Conflict(path));
        }
        map.insert(path, item);
    }
    for page in pages {
        let from = page[..page.len() - 1].to_owned();
        map.entry(from).or_insert(BuilderEntry::Redirect(page));
    }
    Ok(map)
}

/// Not-found pages, the longest prefix first.
fn by_prefix(
    mut pages: Vec<(String, Content, Suggestions)>,
) -> Result<Vec<(String, Content, Suggestions)>, EditionError> {
    pages.sort_by(|(a, ..), (b, ..)| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    match pages.windows(2).find(|pair| pair[0].0 == pair[1].0) {
        Some(pair) => Err(EditionError::Conflict(pair[0].0.clone())),
        None => Ok(pages),
    }
}

/// The value of `Location` for a redirect from one path to something that is there.
fn location(from: &str, to: &str, items: &BTreeMap<String, BuilderEntry>) -> Result<HeaderValue, EditionError> {
    let path = to.split('#').next().unwrap_or_default();
    let is_there = address::is_external(to) || items.contains_key(path);
    let location = address::location(to).ok().filter(|_| is_there);
    location.ok_or_else(|| EditionError::Dangling { from: from.to_owned(), to: to.to_owned() })
}

fn redirect(target: &str, location: HeaderValue, security: &SecurityHeaders) -> Redirect {
    let mut headers = HeaderMap::with_capacity(4);
    headers.insert(LOCATION, location.clone());
    headers.insert(CACHE_CONTROL, CachePolicy::Page.header_value());
    // The HTTP library states the length for GET, but not for HEAD.
    headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    security.apply_without_content(&mut headers);
    Redirect { target: target.to_owned(), status: StatusCode::MOVED_PERMANENTLY, location, headers }
}

fn choice(
    path: &str,
    options: &[(String, String)],
    page: Arc<Resource>,
    items: &BTreeMap<String, BuilderEntry>,
) -> Result<LanguageChoice, EditionError> {
    if options.is_empty() {
        return Err(EditionError::NoLanguage(path.to_owned()));
    }
    let option = |(tag, target): &(String, String)| {
        let mut headers = page.headers();
        headers.insert(VARY, HeaderValue::from_static("Accept-Language"));
        let location = location(path, target, items)?;
        headers.insert(LOCATION, location.clone());
        let redirect = Redirect { target: target.clone(), status: StatusCode::FOUND, location, headers };
        Ok(LanguageOption { tag: tag.clone(), redirect })
    };
    let options = options.iter().map(option).collect::<Result<_, _>>()?;
    Ok(LanguageChoice { options, page })
}

#[cfg(test)]
mod tests;
