//! An edition as files, for a static file server or a CDN: byte for byte what the server sends.
//!
//! A page at `/fr/` is `fr/index.html`; each coding of a body stands beside it (`.br`, `.zst`, `.gz`), as modules for ready-made
//! files expect; each not-found page is a `404.html`, without the link to a near page. Headers and redirects are written
//! in the forms that static file servers read: [`NGINX_HTTP`] and [`NGINX_SERVER`], [`CADDY`], [`HEADERS`] and [`REDIRECTS`].

mod contents;
mod hosts;
mod settings;

use std::path::Path;

use contents::Contents;
use settings::{Caddy, NginxHttp, NginxServer};

use crate::edition::{Edition, Resource};
use crate::folder::{Folder, NewFolderError, WriteError};
use crate::template;

/// The part of nginx's settings within `http`: which headers, codings and entity-tags there are.
pub const NGINX_HTTP: &str = "_http.nginx.conf";
/// The part of nginx's settings within `server`, after `root`: how a request is answered.
pub const NGINX_SERVER: &str = "_server.nginx.conf";
/// The part of Caddy's settings within a site block, after `root`.
pub const CADDY: &str = "_site.caddy";
/// Headers in the form that hosts of static sites read, Netlify and Cloudflare Pages among them.
pub const HEADERS: &str = "_headers";
/// Redirects in the form that the same hosts read.
pub const REDIRECTS: &str = "_redirects";

/// Writes an edition into a folder, which is made where there is none. Returns the number of files.
///
/// # Errors
///
/// The folder is not empty, or the system refuses to write.
pub fn export(edition: &Edition, out: &Path) -> Result<usize, NewFolderError> {
    let mut folder = Folder::new(out)?;
    let contents = Contents::of(edition);
    for (_, item) in contents.items() {
        write(&mut folder, &item.path, item.resource)?;
    }
    for choice in &contents.choices {
        write(&mut folder, choice.path, choice.page)?;
    }
    folder.write(NGINX_HTTP, template::render(&NginxHttp { contents: &contents }))?;
    folder.write(NGINX_SERVER, template::render(&NginxServer::new(&contents)))?;
    folder.write(CADDY, template::render(&Caddy { contents: &contents }))?;
    folder.write(HEADERS, hosts::headers(&contents))?;
    folder.write(REDIRECTS, hosts::redirects(&contents))?;
    Ok(folder.files())
}

/// Writes what is at a path, each coding of it into a file of its own.
fn write(folder: &mut Folder<'_>, path: &str, resource: &Resource) -> Result<(), WriteError> {
    let index = if path.ends_with('/') { "index.html" } else { "" };
    for one in &resource.representations {
        let name = format!("{}{index}{}", path.trim_start_matches('/'), one.coding.extension());
        folder.write(&name, &one.body)?;
    }
    Ok(())
}
