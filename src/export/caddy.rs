//! An [`Edition`] -> what Caddy needs to send its files: the headers, the redirects, the pages that say that there is nothing.
//!
//! Entity-tags are Caddy's own, of size and time.

use std::fmt::Write as _;

use http::header::{ACCEPT_RANGES, VARY};

use super::kinds::{Kind, Kinds};
use super::{not_found_path, root_of};
use crate::edition::{Edition, Route};

/// Within a site block, after `root`.
pub(super) fn site(edition: &Edition, kinds: &Kinds<'_>) -> String {
    let mut text = String::from(
        "# How the site's files are sent, written by `aimf export`. To be imported into a site block, after `root`.\n\n\
         # The query of a redirect, with its mark.\n\
         map {query} {aimf_query} {\n\t~^(.+)$ \"?${1}\"\n\tdefault \"\"\n}\n",
    );
    for (number, kind) in kinds.all.iter().enumerate() {
        let paths: Vec<_> = kind.items.iter().filter(|item| item.is_found).map(|item| quoted(&item.path)).collect();
        if !paths.is_empty() {
            text.push_str(&headers(&format!("@kind{number}"), &paths.join(" "), kind));
        }
    }
    for (path, route) in edition.iter() {
        match route {
            Route::Resource(_) => {}
            Route::Redirect(redirect) => {
                let (status, to) = (redirect.status().as_u16(), redirect.location().to_str().unwrap_or_default());
                let (to, fragment) = to.split_at(to.find('#').unwrap_or(to.len()));
                let _ = writeln!(
                    text,
                    "redir {} {} {status}",
                    quoted(path),
                    quoted(&format!("{to}{{aimf_query}}{fragment}"))
                );
            }
            Route::LanguageChoice(choice) => {
                let target = |location: &http::HeaderValue| quoted(location.to_str().unwrap_or_default());
                let _ = writeln!(text, "map {{header.Accept-Language}} {{aimf_choice}} {{");
                // The first of the browser's languages, if the site has it; else any other of them that it has.
                for place in ["^", ","] {
                    for option in choice.options() {
                        let pattern = format!(r"~(?i){place}\s*{}\b", option.tag());
                        let _ = writeln!(text, "\t{} {}", quoted(&pattern), target(option.redirect().location()));
                    }
                }
                let _ = writeln!(text, "\tdefault {}\n}}", target(choice.fallback().redirect().location()));
                let _ = writeln!(text, "@choice path {}\nheader @choice Vary Accept-Language", quoted(path));
                let _ = writeln!(text, "redir @choice \"{{aimf_choice}}{{aimf_query}}\" 302");
            }
        }
    }
    let files = "file_server {\n\tprecompressed br zstd gzip\n\thide _* */404.html 404.html *.br *.zst *.gz\n}\n";
    text.push_str(files);
    text.push_str("\nhandle_errors {\n");
    let root = root_of(edition);
    let in_order = edition.not_found_pages().enumerate();
    for (number, (prefix, _)) in in_order {
        let page = not_found_path(root, prefix);
        let within = if prefix.is_empty() { "*".to_owned() } else { format!("{prefix}*") };
        let _ = writeln!(text, "@nothing{number} path {}\nhandle @nothing{number} {{", quoted(&within));
        if let Some((_, kind)) =
            kinds.items().find(|(_, item)| item.path == page).and_then(|(kind, _)| Some((kind, kinds.all.get(kind)?)))
        {
            text.push_str(&headers(&format!("@page{number}"), "*", kind));
        }
        let _ = writeln!(text, "rewrite * {}\nfile_server {{\n\tprecompressed br zstd gzip\n}}\n}}", quoted(&page));
    }
    text.push_str("}\n");
    text
}

fn headers(matcher: &str, paths: &str, kind: &Kind<'_>) -> String {
    let mut text =
        format!("{matcher} path {paths}\nheader {matcher} {{\n\tContent-Type {}\n", quoted(kind.media_type()));
    for (name, value) in kind.headers_without(&[ACCEPT_RANGES, VARY]) {
        let _ = writeln!(text, "\t{name} {}", quoted(value));
    }
    text.push_str("\t-Last-Modified\n}\n");
    text
}

/// A token of a Caddyfile.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\\\""))
}
