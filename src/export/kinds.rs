//! An [`Edition`] -> its contents in groups whose headers are the same.

use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName};

use super::{not_found_path, root_of};
use crate::edition::{Edition, Resource};

/// All contents, grouped, in the order of their paths.
pub(super) struct Kinds<'a> {
    pub(super) all: Vec<Kind<'a>>,
}

/// Contents whose headers are the same, but for what belongs to a coding.
pub(super) struct Kind<'a> {
    pub(super) headers: HeaderMap,
    /// Whether parts may be asked for.
    pub(super) ranges: bool,
    pub(super) items: Vec<Item<'a>>,
}

/// One content.
pub(super) struct Item<'a> {
    /// Its path; of a page that says that there is nothing, that of its file.
    pub(super) path: String,
    pub(super) resource: &'a Resource,
    /// Whether it is what there is at a path, and not what says that there is nothing.
    pub(super) is_found: bool,
}

impl<'a> Kinds<'a> {
    pub(super) fn of(edition: &'a Edition) -> Self {
        let root = root_of(edition);
        let found =
            edition.resources().map(|(path, resource)| Item { path: path.to_owned(), resource, is_found: true });
        let not_found = edition.not_found_pages().map(|(prefix, resource)| Item {
            path: not_found_path(root, prefix),
            resource,
            is_found: false,
        });
        let mut all: Vec<Kind<'a>> = Vec::new();
        for item in found.chain(not_found) {
            let headers = item.resource.headers();
            match all.iter_mut().find(|kind| kind.headers == headers) {
                Some(kind) => kind.items.push(item),
                None => all.push(Kind { headers, ranges: item.resource.accepts_ranges(), items: vec![item] }),
            }
        }
        Self { all }
    }

    /// Each content with the number of its kind.
    pub(super) fn items(&self) -> impl Iterator<Item = (usize, &Item<'a>)> {
        self.all.iter().enumerate().flat_map(|(number, kind)| kind.items.iter().map(move |item| (number, item)))
    }
}

impl Kind<'_> {
    pub(super) fn media_type(&self) -> &str {
        self.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The headers without the media type, and without those named.
    pub(super) fn headers_without(&self, names: &[HeaderName]) -> impl Iterator<Item = (&HeaderName, &str)> {
        texts(&self.headers).filter(|(name, _)| **name != CONTENT_TYPE && !names.contains(name))
    }
}

/// Headers as text, which those of an edition all are.
pub(super) fn texts(headers: &HeaderMap) -> impl Iterator<Item = (&HeaderName, &str)> {
    headers.iter().filter_map(|(name, value)| Some((name, value.to_str().ok()?)))
}
