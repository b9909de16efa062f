//! The settings with which nginx and Caddy send an edition's files as the program does, with no module beside their own.
//!
//! nginx: each request gets a path, `$aimf_path`. Maps say of which kind the content there is, in which codings there is a file, and
//! which entity-tag each has; a location for each kind holds its headers, below `/_aimf/`, where no page can be. nginx's own
//! entity-tags, of size and time, differ from machine to machine (Caddy's are of that kind), and its own choice among ready-made
//! files does not know Zstandard.

use std::fmt;

use askama::Template;
use askama::filters::Escaper;
use http::HeaderName;
use http::header::{ACCEPT_RANGES, CACHE_CONTROL, VARY};

use super::contents::{Contents, ExportedRedirect};

/// Within `http` of nginx.
#[derive(Template)]
#[template(path = "export/http.nginx.conf")]
pub(super) struct NginxHttp<'a> {
    pub(super) contents: &'a Contents<'a>,
}

/// Within `server` of nginx, after `root`.
#[derive(Template)]
#[template(path = "export/server.nginx.conf")]
pub(super) struct NginxServer<'a> {
    contents: &'a Contents<'a>,
    /// The headers of redirects, of which most have the same.
    headers: Vec<&'a [(&'a HeaderName, &'a str)]>,
    /// Each redirect, with the number of its headers.
    redirects: Vec<(usize, &'a ExportedRedirect<'a>)>,
}

/// Within a site block of Caddy, after `root`.
#[derive(Template)]
#[template(path = "export/site.caddy")]
pub(super) struct Caddy<'a> {
    pub(super) contents: &'a Contents<'a>,
}

impl<'a> NginxServer<'a> {
    pub(super) fn new(contents: &'a Contents<'a>) -> Self {
        let mut headers: Vec<&[_]> = Vec::new();
        let redirects = contents.redirects.iter().map(|redirect| {
            let number = headers.iter().position(|other| *other == redirect.headers).unwrap_or(headers.len());
            if number == headers.len() {
                headers.push(&redirect.headers);
            }
            (number, redirect)
        });
        Self { contents, redirects: redirects.collect(), headers }
    }
}

/// Escapes what stands between quotation marks; `askama.toml` names it for both kinds of settings.
#[derive(Clone, Copy)]
struct InQuotes;

impl Escaper for InQuotes {
    fn write_escaped_str<W: fmt::Write>(&self, mut out: W, text: &str) -> fmt::Result {
        out.write_str(&text.replace('"', "\\\""))
    }
}
