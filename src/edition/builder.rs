//! Pages, files and redirects -> an [`Edition`]: its only constructor.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use http::header::{CACHE_CONTROL, CONTENT_LENGTH, HeaderMap, InvalidHeaderValue, LOCATION, VARY};
use http::{HeaderValue, StatusCode};
use rayon::prelude::*;

use super::address;
use super::cache_policy::CachePolicy;
use super::compression::CompressionCache;
use super::fingerprint::without_fingerprint;
use super::map::{Edition, LanguageChoice, LanguageOption, Redirect, Route};
use super::resource::{Content, Resource};
use super::security_headers::SecurityHeaders;
use super::suggestions::Suggestions;

/// Whether a redirect is for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permanence {
    /// 301: links and bookmarks should be changed.
    Permanent,
    /// 302: this time only.
    Temporary,
}

/// Why there is no edition. Content that was checked before gives none of these.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditionError {
    /// Two things claim one path.
    #[error("two things are at {path}")]
    Conflict {
        /// The path.
        path: String,
    },
    /// Two not-found pages claim one prefix.
    #[error("two not-found pages are for {prefix:?}")]
    NotFoundTwice {
        /// The prefix; empty for all paths.
        prefix: String,
    },
    /// A path that no request could name: it must begin with `/` and hold no `//`, `.` or `..` segment, `?`, `#`, `%` or control character.
    #[error("{path:?} cannot be the path of an address")]
    InvalidPath {
        /// The path.
        path: String,
    },
    /// A redirect to a path with nothing at it.
    #[error("{from} leads to {to}, where there is nothing")]
    Dangling {
        /// Where the redirect is.
        from: String,
        /// Where it leads.
        to: String,
    },
    /// A language tag that cannot stand in a header.
    #[error("the language of {path} is not a language tag")]
    InvalidLanguage {
        /// The path of the content.
        path: String,
    },
    /// A language choice whose fallback is not one of its languages.
    #[error("the language choice at {path} has no language to fall back to")]
    NoFallback {
        /// The path of the choice.
        path: String,
    },
}

/// Collects what an edition holds. See [the module](super) for an example.
#[derive(Debug)]
pub struct Builder {
    security: SecurityHeaders,
    items: Vec<(String, BuilderEntry)>,
    not_found: Vec<(String, Content)>,
    suggestions: Vec<Suggestions>,
    names: HashMap<String, String>,
}

#[derive(Debug)]
enum BuilderEntry {
    Content(Content),
    Redirect(String, Permanence),
    Choice(Vec<(String, String)>, usize, Content),
}

impl Builder {
    /// An empty edition, whose responses will have these security headers.
    #[must_use]
    pub fn new(security: SecurityHeaders) -> Self {
        Self { security, items: Vec::new(), not_found: Vec::new(), suggestions: Vec::new(), names: HashMap::new() }
    }

    /// Content at `path`. Where the path ends in `/`, the path without it leads there, unless something else is at it.
    pub fn page(&mut self, path: impl Into<String>, content: Content) -> &mut Self {
        self.item(path.into(), BuilderEntry::Content(content))
    }

    /// A redirect; `to` is a percent-decoded path of this edition, with a `#fragment` where it needs one, or an `https://` URL.
    pub fn redirect(&mut self, from: impl Into<String>, to: impl Into<String>, permanence: Permanence) -> &mut Self {
        self.item(from.into(), BuilderEntry::Redirect(to.into(), permanence))
    }

    /// A path that leads each visitor to their language: `options` are BCP 47 tags with a path each, `fallback` the index of the
    /// one for visitors whose languages the site does not have, `page` a small page that offers them all.
    pub fn language_choice(
        &mut self,
        path: impl Into<String>,
        options: Vec<(String, String)>,
        fallback: usize,
        page: Content,
    ) -> &mut Self {
        self.item(path.into(), BuilderEntry::Choice(options, fallback, page))
    }

    /// The page for paths that have nothing at them: for those that begin with `prefix`, or for all that no prefix fits.
    pub fn not_found(&mut self, prefix: Option<String>, page: Content) -> &mut Self {
        self.not_found.push((prefix.unwrap_or_default(), page));
        self
    }

    /// Pages to which a not-found page leads where one of them is near: see [`Edition::suggestion`].
    pub fn suggestions(&mut self, suggestions: Suggestions) -> &mut Self {
        self.suggestions.push(suggestions);
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
    /// The first thing that is wrong, in the order of paths; see [`EditionError`].
    pub fn finish(self, cache: &CompressionCache) -> Result<Edition, EditionError> {
        let Self { security, items, not_found, suggestions, mut names } = self;
        let items = by_path(items)?;
        let not_found = by_prefix(not_found)?;
        check_targets(&items)?;

        let (paths, contents) = contents(&items, &not_found);
        let resources = prepare(&contents, &security, cache)
            .into_iter()
            .zip(&paths)
            .map(|(resource, path)| {
                let resource = resource.map_err(|_| EditionError::InvalidLanguage { path: (*path).to_owned() })?;
                Ok(Arc::new(match names.remove(*path) {
                    Some(name) => resource.named(name),
                    None => resource,
                }))
            })
            .collect::<Result<Vec<_>, _>>()?;
        cache.end_edition();

        // `contents` listed the items in this very order.
        let mut ready = resources.into_iter();
        let mut routes = Vec::with_capacity(items.len());
        let mut by_name = HashMap::new();
        for (path, item) in items {
            let route = match item {
                BuilderEntry::Redirect(to, permanence) => Route::Redirect(redirect(to, permanence, &security, &path)?),
                BuilderEntry::Content(_) => match ready.next() {
                    Some(resource) => {
                        if resource.policy() == CachePolicy::Immutable
                            && let Some(name) = without_fingerprint(&path)
                        {
                            by_name.insert(name, Arc::new(resource.revalidated()));
                        }
                        Route::Resource(resource)
                    }
                    None => continue,
                },
                BuilderEntry::Choice(options, fallback, _) => match ready.next() {
                    Some(page) => Route::LanguageChoice(choice(options, fallback, page, &path)?),
                    None => continue,
                },
            };
            routes.push((Arc::from(path), route));
        }
        let not_found: Vec<_> = not_found.into_iter().zip(ready).map(|((prefix, _), page)| (prefix, page)).collect();
        Ok(Edition::new(routes, by_name, not_found, suggestions, security))
    }
}

/// Items in the order of their paths, with the redirects from `/a` to `/a/`.
fn by_path(items: Vec<(String, BuilderEntry)>) -> Result<BTreeMap<String, BuilderEntry>, EditionError> {
    let mut map = BTreeMap::new();
    let mut pages = Vec::new();
    for (path, item) in items {
        if !address::is_path(&path) {
            return Err(EditionError::InvalidPath { path });
        }
        if matches!(item, BuilderEntry::Content(_)) && path.len() > 1 && path.ends_with('/') {
            pages.push(path.clone());
        }
        if map.contains_key(&path) {
            return Err(EditionError::Conflict { path });
        }
        map.insert(path, item);
    }
    for page in pages {
        let from = page[..page.len() - 1].to_owned();
        map.entry(from).or_insert(BuilderEntry::Redirect(page, Permanence::Permanent));
    }
    Ok(map)
}

/// Not-found pages, the longest prefix first.
fn by_prefix(pages: Vec<(String, Content)>) -> Result<Vec<(String, Content)>, EditionError> {
    let mut pages = pages;
    pages.sort_by(|(a, _), (b, _)| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    for pair in pages.windows(2) {
        if pair[0].0 == pair[1].0 {
            return Err(EditionError::NotFoundTwice { prefix: pair[0].0.clone() });
        }
    }
    Ok(pages)
}

fn check_targets(items: &BTreeMap<String, BuilderEntry>) -> Result<(), EditionError> {
    let dangling = |from: &str, to: &str| {
        let path = to.split('#').next().unwrap_or_default();
        (!address::is_external(to) && !items.contains_key(path))
            .then(|| EditionError::Dangling { from: from.to_owned(), to: to.to_owned() })
    };
    for (path, item) in items {
        let error = match item {
            BuilderEntry::Content(_) => None,
            BuilderEntry::Redirect(to, _) => dangling(path, to),
            BuilderEntry::Choice(options, fallback, _) if *fallback >= options.len() => {
                Some(EditionError::NoFallback { path: path.clone() })
            }
            BuilderEntry::Choice(options, ..) => options.iter().find_map(|(_, to)| dangling(path, to)),
        };
        if let Some(error) = error {
            return Err(error);
        }
    }
    Ok(())
}

/// All contents, with a path to name each by: those of the items in their order, then the not-found pages.
fn contents<'a>(
    items: &'a BTreeMap<String, BuilderEntry>,
    not_found: &'a [(String, Content)],
) -> (Vec<&'a str>, Vec<&'a Content>) {
    let of_items = items.iter().filter_map(|(path, item)| match item {
        BuilderEntry::Content(content) | BuilderEntry::Choice(_, _, content) => Some((path.as_str(), content)),
        BuilderEntry::Redirect(..) => None,
    });
    let of_not_found = not_found.iter().map(|(prefix, content)| (prefix.as_str(), content));
    of_items.chain(of_not_found).unzip()
}

/// Prepares all contents on as many cores as there are, the largest first, so that no core is left with a large one at the end.
fn prepare(
    contents: &[&Content],
    security: &SecurityHeaders,
    cache: &CompressionCache,
) -> Vec<Result<Resource, InvalidHeaderValue>> {
    let mut order: Vec<usize> = (0..contents.len()).collect();
    order.sort_by_key(|&index| std::cmp::Reverse(contents[index].body.len()));
    let prepare = |index: usize| (index, Resource::prepare(contents[index], security, cache));
    let mut done: Vec<_> = order.into_par_iter().with_max_len(1).map(prepare).collect();
    done.sort_unstable_by_key(|&(index, _)| index);
    done.into_iter().map(|(_, resource)| resource).collect()
}

fn redirect(
    target: String,
    permanence: Permanence,
    security: &SecurityHeaders,
    from: &str,
) -> Result<Redirect, EditionError> {
    let (status, policy) = match permanence {
        Permanence::Permanent => (StatusCode::MOVED_PERMANENTLY, CachePolicy::Page),
        Permanence::Temporary => (StatusCode::FOUND, CachePolicy::Uncached),
    };
    let location = to_target(&target, from)?;
    let mut headers = HeaderMap::with_capacity(4);
    headers.insert(LOCATION, location.clone());
    headers.insert(CACHE_CONTROL, policy.header_value());
    // The HTTP library says so for GET, but not for HEAD.
    headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    security.apply_without_content(&mut headers);
    Ok(Redirect { target, status, location, headers })
}

fn choice(
    options: Vec<(String, String)>,
    fallback: usize,
    page: Arc<Resource>,
    path: &str,
) -> Result<LanguageChoice, EditionError> {
    let options = options
        .into_iter()
        .map(|(tag, target)| {
            let location = to_target(&target, path)?;
            let mut headers = page.headers();
            headers.insert(VARY, HeaderValue::from_static("Accept-Language"));
            headers.insert(LOCATION, location.clone());
            Ok(LanguageOption { tag, redirect: Redirect { target, status: StatusCode::FOUND, location, headers } })
        })
        .collect::<Result<_, _>>()?;
    Ok(LanguageChoice { options, fallback, page })
}

/// The target as `Location` has it.
fn to_target(target: &str, from: &str) -> Result<HeaderValue, EditionError> {
    address::location(target).map_err(|_| EditionError::Dangling { from: from.to_owned(), to: target.to_owned() })
}

#[cfg(test)]
mod tests;
