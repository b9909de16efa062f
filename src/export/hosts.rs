//! The files `_headers` and `_redirects`, which Netlify, Cloudflare Pages and others of their kind read.
//!
//! They compress by themselves, know media types by the names of files, and give entity-tags of their own.
//!
//! A path gets the headers of every rule that fits it. Where two rules have one header, Cloudflare Pages joins the values with commas, unless
//! the later rule takes the former value away (`! name`); Netlify takes the later value, and does not read the lines that take away. So the
//! first rule is for everything, what is at no path included, and those below it say what differs, the wider before the narrower. Contents
//! that have the same headers and addresses of one form are one rule, as Cloudflare Pages reads no more than a hundred.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use http::HeaderName;
use http::header::{ACCEPT_RANGES, VARY};

use super::contents::Contents;

/// `_headers`: a path or a form of paths, and its headers below.
pub(super) fn headers(contents: &Contents<'_>) -> String {
    let everywhere = &contents.of_every_page;
    let mut paths: BTreeMap<&str, String> = BTreeMap::new();
    for kind in &contents.kinds {
        let headers = headers_beyond(everywhere, kind.headers_without(&[ACCEPT_RANGES, VARY]));
        paths.extend(kind.paths().map(|path| (path, headers.clone())));
    }
    for choice in &contents.choices {
        paths.insert(choice.path, headers_beyond(everywhere, choice.headers()));
    }
    // Forms with a place for any page first: for Netlify, they fit files too.
    let mut rules: BTreeMap<(bool, String), &str> = BTreeMap::new();
    for (path, headers) in &paths {
        let is_shared = |form: &String| paths.iter().all(|(other, of_other)| !fits(form, other) || of_other == headers);
        let form = forms(path).into_iter().find(is_shared).unwrap_or_else(|| (*path).to_owned());
        rules.insert((!form.contains(PAGE), form), headers);
    }
    let mut text = String::from("# Written by `aimf export`.\n/*\n");
    for (name, value) in everywhere {
        let _ = writeln!(text, "  {name}: {value}");
    }
    for ((_, form), headers) in rules {
        let _ = write!(text, "{form}\n{headers}");
    }
    text
}

/// The place for the last part of a page's path.
const PAGE: &str = ":page/";

/// The forms of paths that a path has, the widest first: what is in a folder above it, the pages of a folder, it and what is below.
fn forms(path: &str) -> Vec<String> {
    let mut forms: Vec<_> = path.match_indices('/').skip(1).map(|(end, _)| format!("{}*", &path[..=end])).collect();
    if let Some(page) = path.strip_suffix('/')
        && let Some(end @ 1..) = page.rfind('/')
    {
        forms.insert(forms.len() - 1, format!("{}{PAGE}", &path[..=end]));
    }
    forms
}

/// Whether a path has a form.
fn fits(form: &str, path: &str) -> bool {
    match (form.strip_suffix('*'), form.strip_suffix(PAGE)) {
        (Some(folder), _) => path.starts_with(folder),
        (_, Some(folder)) => path
            .strip_prefix(folder)
            .is_some_and(|page| page.find('/').is_some_and(|end| end > 0 && end + 1 == page.len())),
        _ => form == path,
    }
}

/// A line for each header of a content that not everything has with this value, and for each that it does not have.
fn headers_beyond<'a>(
    everywhere: &[(&HeaderName, &str)],
    headers: impl Iterator<Item = (&'a HeaderName, &'a str)>,
) -> String {
    let headers: BTreeMap<&str, &str> = headers.map(|(name, value)| (name.as_str(), value)).collect();
    let mut text = String::new();
    for (name, value) in everywhere {
        if headers.get(name.as_str()) != Some(value) {
            let _ = writeln!(text, "  ! {name}");
        }
    }
    for (name, value) in headers {
        if !everywhere.iter().any(|(other, of_other)| *other == name && *of_other == value) {
            let _ = writeln!(text, "  {name}: {value}");
        }
    }
    text
}

/// `_redirects`: from, to, status. The hosts keep the query, lead from `/a` to `/a/` by themselves, and would go in circles if told to.
pub(super) fn redirects(contents: &Contents<'_>) -> String {
    let redirects =
        contents.redirects.iter().filter(|one| one.to.strip_suffix('/') != Some(one.from) || !one.fragment.is_empty());
    let lines = redirects.map(|one| format!("{} {}{} {}\n", one.from, one.to, one.fragment, one.status));
    std::iter::once("# Written by `aimf export`.\n".to_owned()).chain(lines).collect()
}
