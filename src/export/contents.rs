//! An edition's contents in groups whose headers are the same, and everything else that static file servers are told.

use http::header::{CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_LENGTH, CONTENT_TYPE, ETAG, LOCATION, VARY};
use http::{HeaderMap, HeaderName};

use crate::edition::{Coding, Edition, LanguageOption, Redirect, Resource, Route, without_fingerprint};

pub(super) struct Contents<'a> {
    /// All contents, in the order of their paths.
    pub(super) kinds: Vec<Kind<'a>>,
    pub(super) redirects: Vec<ExportedRedirect<'a>>,
    pub(super) choices: Vec<ExportedChoice<'a>>,
    /// The beginning of the paths that each not-found page is for, and its own path; that of the one for all paths last.
    not_found: Vec<(&'a str, String)>,
    /// The headers of every page, whatever it says: those that say nothing of its text or its lifetime.
    pub(super) of_every_page: Vec<(&'a HeaderName, &'a str)>,
    without_content: HeaderMap,
}

/// Contents whose headers are the same, but for what belongs to a coding.
pub(super) struct Kind<'a> {
    pub(super) headers: HeaderMap,
    /// Whether parts may be asked for.
    pub(super) ranges: bool,
    pub(super) items: Vec<ExportedFile<'a>>,
}

pub(super) struct ExportedFile<'a> {
    /// Its path; for a not-found page that of its file, for a current file its own without the fingerprint.
    pub(super) path: String,
    /// The path of its file, which a page has below its own.
    pub(super) file: String,
    pub(super) resource: &'a Resource,
    pub(super) answers: Answers,
}

/// The requests that a content is the answer to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Answers {
    /// Those of its own path.
    ItsPath,
    /// Those of its path with a fingerprint that this edition does not know.
    FormerFingerprints,
    /// Those of paths that have nothing at them.
    NothingThere,
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
        let mut kinds: Vec<Kind<'a>> = Vec::new();
        let mut add = |path: String, file: String, resource: &'a Resource, answers| {
            let (headers, item) = (resource.headers(), ExportedFile { path, file, resource, answers });
            match kinds.iter_mut().find(|kind| kind.headers == headers) {
                Some(kind) => kind.items.push(item),
                None => kinds.push(Kind { headers, ranges: resource.accepts_ranges, items: vec![item] }),
            }
        };
        for (path, resource) in edition.resources() {
            add(path.to_owned(), file_of(path), resource, Answers::ItsPath);
            if let (Some(name), Some(current)) = (without_fingerprint(path), edition.current_file(path)) {
                add(name, path.to_owned(), current, Answers::FormerFingerprints);
            }
        }
        for (prefix, resource) in edition.not_found_pages() {
            add(not_found_path(prefix), not_found_path(prefix), resource, Answers::NothingThere);
        }
        let option = |option: &'a LanguageOption| (option.tag.as_str(), ExportedRedirect::new("", &option.redirect).to);
        let choices = choices().map(|(path, choice)| ExportedChoice {
            path,
            page: &choice.page,
            options: choice.options.iter().map(option).collect(),
            fallback: ExportedRedirect::new(path, &choice.fallback().redirect),
        });
        let mut without_content = HeaderMap::new();
        edition.security_headers().apply_without_content(&mut without_content);
        Self {
            kinds,
            redirects: edition.redirects().map(|(from, redirect)| ExportedRedirect::new(from, redirect)).collect(),
            choices: choices.collect(),
            not_found: edition.not_found_pages().map(|(prefix, _)| (prefix, not_found_path(prefix))).collect(),
            of_every_page: edition.not_found("").map_or_else(Vec::new, |page| of_every_page(page)),
            without_content,
        }
    }

    /// Each content with the number of its kind.
    pub(super) fn items(&self) -> impl Iterator<Item = (usize, &ExportedFile<'a>)> {
        self.kinds.iter().enumerate().flat_map(|(number, kind)| kind.items.iter().map(move |item| (number, item)))
    }

    /// The headers of an answer without content.
    pub(super) fn without_content(&self) -> impl Iterator<Item = (&HeaderName, &str)> {
        texts(&self.without_content)
    }

    /// Each not-found page with the beginning of the paths that it is for and the number of its kind; the one for all paths last.
    pub(super) fn not_found(&self) -> impl Iterator<Item = (&str, usize, &ExportedFile<'a>)> {
        self.not_found.iter().filter_map(|(prefix, path)| {
            let mut items = self.items().filter(|(_, item)| item.answers == Answers::NothingThere);
            items.find(|(_, item)| item.path == *path).map(|(number, item)| (*prefix, number, item))
        })
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

impl ExportedChoice<'_> {
    /// The headers of the page that offers the languages, without the media type.
    pub(super) fn headers(&self) -> impl Iterator<Item = (&HeaderName, &str)> {
        texts(&self.page.identity().headers).filter(|(name, _)| ![CONTENT_TYPE, ETAG, VARY].contains(name))
    }
}

impl Kind<'_> {
    pub(super) fn media_type(&self) -> &str {
        self.value(CONTENT_TYPE.as_str())
    }

    /// The paths that its contents answer by themselves.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.items.iter().filter(|item| item.answers == Answers::ItsPath).map(|item| item.path.as_str())
    }

    /// Whether any of them is found, by its own path or as today's file.
    pub(super) fn is_found(&self) -> bool {
        self.items.iter().any(|item| item.answers != Answers::NothingThere)
    }

    /// The value of a header, or nothing.
    pub(super) fn value(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The headers without the media type, and without those named.
    pub(super) fn headers_without(&self, names: &[HeaderName]) -> impl Iterator<Item = (&HeaderName, &str)> {
        texts(&self.headers).filter(|(name, _)| **name != CONTENT_TYPE && !names.contains(name))
    }
}

impl ExportedFile<'_> {
    /// For a current file, the expression for its path with any fingerprint.
    pub(super) fn former(&self) -> String {
        let (folder, name) = self.path.split_at(self.path.rfind('/').map_or(0, |slash| slash + 1));
        let (stem, extension) = name.rfind('.').map_or((name, ""), |dot| name.split_at(dot));
        let literal = |text: &str| text.replace('.', "\\.");
        format!("^{}{}\\.[0-9a-f]{{10}}{}$", literal(folder), literal(stem), literal(extension))
    }

    /// The codings beside the content itself, a letter each.
    pub(super) fn codings(&self) -> String {
        let tokens = self.etags().map(|(coding, _)| coding).filter(|coding| *coding != Coding::Identity.token());
        tokens.filter_map(|coding| coding.chars().next()).collect()
    }

    /// The names of all its codings, with the entity-tag of each.
    pub(super) fn etags(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.resource.representations.iter().map(|one| (one.coding.token(), one.etag.to_str().unwrap_or_default()))
    }
}

/// The path of the file that a path is answered with.
pub(super) fn file_of(path: &str) -> String {
    let index = if path.ends_with('/') { "index.html" } else { "" };
    format!("{path}{index}")
}

/// The headers of a page that say nothing of its text or its lifetime.
fn of_every_page(page: &Resource) -> Vec<(&HeaderName, &str)> {
    let own = [CONTENT_TYPE, CONTENT_LANGUAGE, CACHE_CONTROL, ETAG, VARY, HeaderName::from_static("x-robots-tag")];
    texts(&page.identity().headers).filter(|(name, _)| !own.contains(name)).collect()
}

/// Headers as text, which those of an edition all are.
fn texts(headers: &HeaderMap) -> impl Iterator<Item = (&HeaderName, &str)> {
    headers.iter().filter_map(|(name, value)| Some((name, value.to_str().ok()?)))
}
