//! The files `_headers` and `_redirects`, which Netlify, Cloudflare Pages and others of their kind read.
//!
//! They compress by themselves, know media types by the names of files, and give entity-tags of their own. A folder whose
//! contents all have the same headers is one rule, as some hosts read no more than a hundred.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use http::header::{ACCEPT_RANGES, VARY};

use super::contents::{Contents, Kind};

/// `_headers`: a path or a folder, and its headers below.
///
/// Two rules for one path would add up, so no path has two.
pub(super) fn headers(contents: &Contents<'_>) -> String {
    let of_kind = |kind| Kind::found(kind).into_iter().map(move |path| (path, headers_of(kind)));
    let found = || contents.kinds.iter().flat_map(of_kind);
    // The headers in each folder at the top: of one kind, or of several.
    let mut folders: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (path, headers) in found() {
        let kinds = folders.entry(folder(path)).or_default();
        if !kinds.contains(&headers) {
            kinds.push(headers);
        }
    }
    let mut text = String::from("# Written by `aimf export`.\n");
    let mut written = Vec::new();
    for (path, headers) in found() {
        let folder = folder(path);
        let is_whole = folder != "/" && folders[folder].len() == 1;
        let rule = if is_whole { format!("{folder}*") } else { path.to_owned() };
        if !written.contains(&rule) {
            let _ = writeln!(text, "{rule}\n{headers}");
            written.push(rule);
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

/// A line for each header.
fn headers_of(kind: &Kind<'_>) -> String {
    let lines: Vec<_> =
        kind.headers_without(&[ACCEPT_RANGES, VARY]).map(|(name, value)| format!("  {name}: {value}")).collect();
    lines.join("\n")
}

/// The folder at the top that a path is in, with its slashes.
fn folder(path: &str) -> &str {
    path[1..].find('/').map_or("/", |end| &path[..end + 2])
}
