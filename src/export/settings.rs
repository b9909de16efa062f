//! The settings with which nginx and Caddy send an edition's files as the program does, with no module beside their own.
//!
//! Both begin with what is at a path: of which kind the content there is, in which codings there is a file, and with nginx the
//! entity-tag of each. A kind has a place of its own in the settings, which holds its headers. nginx's own entity-tags, of size and time,
//! differ from machine to machine, as Caddy's do.
//!
//! nginx's are all within `server`, so that several exports share a server's other settings without a word to each other. Places below
//! `/_aimf/`, where no page can be, are only reached from within.

use std::fmt;

use askama::Template;
use askama::filters::Escaper;
use http::HeaderName;
use http::header::ACCEPT_RANGES;

use super::contents::{Answers, Contents, ExportedRedirect};

/// Within `server` of nginx, after `root`.
#[derive(Template)]
#[template(path = "export/server.nginx.conf")]
pub(super) struct Nginx<'a> {
    contents: &'a Contents<'a>,
    /// The name of the folder, if it can stand in settings as it is.
    folder: &'a str,
    /// The name of a file that no other export has.
    mark: &'a str,
    redirects: Redirects<'a>,
}

/// Within a site block of Caddy, after `root`.
#[derive(Template)]
#[template(path = "export/site.caddy")]
pub(super) struct Caddy<'a> {
    contents: &'a Contents<'a>,
    folder: &'a str,
    mark: &'a str,
    redirects: Redirects<'a>,
}

/// All redirects.
struct Redirects<'a> {
    /// The status and headers that they have, of which most have the same.
    kinds: Vec<(u16, &'a [(&'a HeaderName, &'a str)])>,
    /// Each redirect, with the number of its kind.
    items: Vec<(usize, &'a ExportedRedirect<'a>)>,
}

impl<'a> Nginx<'a> {
    pub(super) fn new(contents: &'a Contents<'a>, folder: &'a str, mark: &'a str) -> Self {
        Self { contents, folder, mark, redirects: Redirects::of(contents) }
    }
}

impl<'a> Caddy<'a> {
    pub(super) fn new(contents: &'a Contents<'a>, folder: &'a str, mark: &'a str) -> Self {
        Self { contents, folder, mark, redirects: Redirects::of(contents) }
    }
}

impl<'a> Redirects<'a> {
    fn of(contents: &'a Contents<'a>) -> Self {
        let mut kinds: Vec<(u16, &[_])> = Vec::new();
        let items = contents.redirects.iter().map(|redirect| {
            let kind = (redirect.status, redirect.headers.as_slice());
            let number = kinds.iter().position(|other| *other == kind).unwrap_or(kinds.len());
            if number == kinds.len() {
                kinds.push(kind);
            }
            (number, redirect)
        });
        let items = items.collect();
        Self { kinds, items }
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
