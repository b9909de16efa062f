//! An edition's contents in groups whose headers are the same, and everything else that static file servers are told.

use http::header::{CONTENT_LENGTH, CONTENT_TYPE, LOCATION};
use http::{HeaderMap, HeaderName};

use crate::edition::{Coding, Edition, LanguageOption, Redirect, Resource, Route};

pub(super) struct Contents<'a> {
    /// All contents, in the order of their paths.
    pub(super) kinds: Vec<Kind<'a>>,
    pub(super) redirects: Vec<ExportedRedirect<'a>>,
    pub(super) choices: Vec<ExportedChoice<'a>>,
    /// Each not-found page: the beginning of the paths that it is for, and its own path.
    pub(super) not_found: Vec<(&'a str, String)>,
}

/// Contents whose headers are the same, but for what belongs to a coding.
pub(super) struct Kind<'a> {
    pub(super) headers: HeaderMap,
    /// Whether parts may be asked for.
    pub(super) ranges: bool,
    pub(super) items: Vec<ExportedFile<'a>>,
}

pub(super) struct ExportedFile<'a> {
    /// Its path; for a not-found page, that of its file.
    pub(super) path: String,
    pub(super) resource: &'a Resource,
    /// Whether it answers its own path, as a not-found page does not.
    pub(super) is_found: bool,
}

/// A redirect, in parts.
pub(super) struct ExportedRedirect<'a> {
    pub(super) from: &'a str,
    pub(super) status: u16,
    /// Where it leads, as far as a fragment.
    pub(super) to: &'a str,
    /// The fragment with its `#`, or nothing.
    pub(super) fragment: &'a str,
    pub(super) headers: Vec<(&'a HeaderName, &'a str)>,
}

/// A path that leads to the visitor's language.
pub(super) struct ExportedChoice<'a> {
    pub(super) path: &'a str,
    /// The page that offers the languages.
    pub(super) page: &'a Resource,
    /// Each language's tag, and where it leads.
    pub(super) options: Vec<(&'a str, &'a str)>,
    pub(super) fallback: ExportedRedirect<'a>,
}

impl<'a> Contents<'a> {
    pub(super) fn of(edition: &'a Edition) -> Self {
        let choices = || {
            edition.iter().filter_map(|(path, route)| match route {
                Route::LanguageChoice(choice) => Some((path, choice)),
                _ => None,
            })
        };
        // The folder that the site stands in, where it is not the root of its host.
        let root = choices().next().map_or("/", |(path, _)| path);
        let not_found_path = |prefix: &str| format!("{}404.html", if prefix.is_empty() { root } else { prefix });
        let found = edition.resources().map(|(path, resource)| (path.to_owned(), resource, true));
        let not_found = edition.not_found_pages().map(|(prefix, resource)| (not_found_path(prefix), resource, false));
        let mut kinds: Vec<Kind<'a>> = Vec::new();
        for (path, resource, is_found) in found.chain(not_found) {
            let (headers, item) = (resource.headers(), ExportedFile { path, resource, is_found });
            match kinds.iter_mut().find(|kind| kind.headers == headers) {
                Some(kind) => kind.items.push(item),
                None => kinds.push(Kind { headers, ranges: item.resource.accepts_ranges, items: vec![item] }),
            }
        }
        let option = |option: &'a LanguageOption| (option.tag.as_str(), ExportedRedirect::new("", &option.redirect).to);
        let choices = choices().map(|(path, choice)| ExportedChoice {
            path,
            page: &choice.page,
            options: choice.options.iter().map(option).collect(),
            fallback: ExportedRedirect::new(path, &choice.fallback().redirect),
        });
        Self {
            kinds,
            redirects: edition.redirects().map(|(from, redirect)| ExportedRedirect::new(from, redirect)).collect(),
            choices: choices.collect(),
            not_found: edition.not_found_pages().map(|(prefix, _)| (prefix, not_found_path(prefix))).collect(),
        }
    }

    /// Each content with the number of its kind.
    pub(super) fn items(&self) -> impl Iterator<Item = (usize, &ExportedFile<'a>)> {
        self.kinds.iter().enumerate().flat_map(|(number, kind)| kind.items.iter().map(move |item| (number, item)))
    }

    pub(super) fn kind_of(&self, path: &str) -> Option<&Kind<'a>> {
        self.kinds.iter().find(|kind| kind.items.iter().any(|item| item.path == path))
    }

    /// The value of a header for each kind that has it, by the kind's number.
    pub(super) fn values_of(&self, name: HeaderName) -> impl Iterator<Item = (usize, &str)> {
        let kinds = self.kinds.iter().enumerate();
        kinds.filter_map(move |(number, kind)| Some((number, kind.headers.get(&name)?.to_str().ok()?)))
    }

    /// nginx wants to be told how long the longest name in a map is.
    pub(super) fn hash_bucket(&self) -> usize {
        let names = self.items().map(|(_, item)| item.path.len() + " zstd".len());
        (names.max().unwrap_or_default() + 64).next_power_of_two()
    }
}

impl<'a> ExportedRedirect<'a> {
    fn new(from: &'a str, redirect: &'a Redirect) -> Self {
        let location = redirect.location.to_str().unwrap_or_default();
        let (to, fragment) = location.split_at(location.find('#').unwrap_or(location.len()));
        let headers =
            texts(&redirect.headers).filter(|(name, _)| ![LOCATION, CONTENT_LENGTH, CONTENT_TYPE].contains(name));
        Self { from, status: redirect.status.as_u16(), to, fragment, headers: headers.collect() }
    }
}

impl Kind<'_> {
    pub(super) fn media_type(&self) -> &str {
        self.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The paths of its contents, without not-found pages.
    pub(super) fn found(&self) -> Vec<&str> {
        self.items.iter().filter(|item| item.is_found).map(|item| item.path.as_str()).collect()
    }

    /// The headers without the media type, and without those named.
    pub(super) fn headers_without(&self, names: &[HeaderName]) -> impl Iterator<Item = (&HeaderName, &str)> {
        texts(&self.headers).filter(|(name, _)| **name != CONTENT_TYPE && !names.contains(name))
    }
}

impl ExportedFile<'_> {
    /// The codings beside the content itself, a letter each.
    pub(super) fn codings(&self) -> String {
        self.etags().filter_map(|(coding, _)| coding.chars().next()).collect()
    }

    /// The codings' names, empty for the content itself, with the entity-tag of each.
    pub(super) fn etags(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.resource.representations.iter().map(|one| {
            let coding = if one.coding == Coding::Identity { "" } else { one.coding.token() };
            (coding, one.etag.to_str().unwrap_or_default())
        })
    }
}

/// Headers as text, which those of an edition all are.
fn texts(headers: &HeaderMap) -> impl Iterator<Item = (&HeaderName, &str)> {
    headers.iter().filter_map(|(name, value)| Some((name, value.to_str().ok()?)))
}
