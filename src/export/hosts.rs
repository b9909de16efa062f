//! An [`Edition`] -> the files `_headers` and `_redirects`, which Netlify, Cloudflare Pages and others of their kind read.
//!
//! They compress by themselves, know media types by the names of files, and give entity-tags of their own. What is at a folder of
//! nothing but one kind is one rule, as some hosts read no more than a hundred.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use http::header::{ACCEPT_RANGES, VARY};

use super::kinds::Kinds;
use crate::edition::Edition;

/// `_headers`: a path or a folder, and its headers below.
///
/// Two rules for one path would add up, so no path has two.
pub(super) fn headers(kinds: &Kinds<'_>) -> String {
    // The kinds of each folder at the top: one, or several.
    let mut folders: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, item) in kinds.items().filter(|(_, item)| item.is_found) {
        let numbers = folders.entry(folder(&item.path)).or_default();
        if !numbers.iter().any(|other| is_alike(kinds, *other, number)) {
            numbers.push(number);
        }
    }
    let mut text = String::from("# Written by `aimf export`.\n");
    let mut written = Vec::new();
    for (number, item) in kinds.items().filter(|(_, item)| item.is_found) {
        let folder = folder(&item.path);
        let is_whole = folder != "/" && folders.get(folder).is_some_and(|kinds| kinds.len() == 1);
        let rule = if is_whole { format!("{folder}*") } else { item.path.clone() };
        if written.contains(&rule) {
            continue;
        }
        let _ = writeln!(text, "{rule}");
        for (name, value) in hosted(kinds, number) {
            let _ = writeln!(text, "  {name}: {value}");
        }
        written.push(rule);
    }
    text
}

/// `_redirects`: from, to, status. The hosts keep the query, lead from `/a` to `/a/` by themselves, and would go in circles if told to.
pub(super) fn redirects(edition: &Edition) -> String {
    let mut text = String::from("# Written by `aimf export`.\n");
    for (from, redirect) in edition.redirects() {
        let to = redirect.location().to_str().unwrap_or_default();
        if to.strip_suffix('/') != Some(from) {
            let _ = writeln!(text, "{from} {to} {}", redirect.status().as_u16());
        }
    }
    text
}

fn hosted<'a>(kinds: &'a Kinds<'_>, number: usize) -> impl Iterator<Item = (&'a str, &'a str)> {
    kinds.all[number].headers_without(&[ACCEPT_RANGES, VARY]).map(|(name, value)| (name.as_str(), value))
}

fn is_alike(kinds: &Kinds<'_>, one: usize, other: usize) -> bool {
    hosted(kinds, one).eq(hosted(kinds, other))
}

/// The folder at the top that a path is in, with its slashes.
fn folder(path: &str) -> &str {
    path[1..].find('/').map_or("/", |end| &path[..end + 2])
}
