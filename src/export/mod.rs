//! An edition as files, for a static file server or a CDN: byte for byte what the server sends.
//!
//! A page at `/fr/` is `fr/index.html`; each coding of a body stands beside it (`.br`, `.zst`, `.gz`), as modules for ready-made
//! files expect; each not-found page is a `404.html`, without the link to a near page. What is no body, headers and redirects, is
//! written in the forms that servers of files read: [`NGINX_HTTP`] and [`NGINX_SERVER`], [`CADDY`], [`HEADERS`] and [`REDIRECTS`].

mod contents;
mod hosts;
mod settings;

use std::path::Path;

use contents::Contents;
use settings::{Caddy, NginxHttp, NginxServer};

use crate::edition::{Edition, Resource, Route};
use crate::folder::{Folder, NewFolderError, WriteError};
use crate::pages::html;

/// What nginx needs within `http`: which headers, codings and entity-tags there are.
pub const NGINX_HTTP: &str = "_http.nginx.conf";
/// What nginx needs within `server`, after `root`: how a request is answered.
pub const NGINX_SERVER: &str = "_server.nginx.conf";
/// What Caddy needs within a site block, after `root`.
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
    for (path, route) in edition.iter() {
        match route {
            Route::Resource(resource) => write(&mut folder, &file_of(path), resource)?,
            Route::LanguageChoice(choice) => write(&mut folder, &file_of(path), choice.page())?,
            Route::Redirect(_) => {}
        }
    }
    let root = root_of(edition);
    for (prefix, page) in edition.not_found_pages() {
        write(&mut folder, not_found_path(root, prefix).trim_start_matches('/'), page)?;
    }
    let contents = Contents::of(edition);
    folder.write(NGINX_HTTP, html(&NginxHttp { contents: &contents }))?;
    folder.write(NGINX_SERVER, html(&NginxServer::new(&contents)))?;
    folder.write(CADDY, html(&Caddy { contents: &contents }))?;
    folder.write(HEADERS, hosts::headers(&contents))?;
    folder.write(REDIRECTS, hosts::redirects(&contents))?;
    Ok(folder.files())
}

/// The path of the folder that the site stands in, where it is not the root of its host.
fn root_of(edition: &Edition) -> &str {
    edition.iter().find(|(_, route)| matches!(route, Route::LanguageChoice(_))).map_or("/", |(path, _)| path)
}

/// The file of what is at a path.
fn file_of(path: &str) -> String {
    let name = path.trim_start_matches('/');
    if path.ends_with('/') { format!("{name}index.html") } else { name.to_owned() }
}

/// Where the page stands that says that there is nothing below `prefix`.
fn not_found_path(root: &str, prefix: &str) -> String {
    format!("{}404.html", if prefix.is_empty() { root } else { prefix })
}

fn write(folder: &mut Folder<'_>, name: &str, resource: &Resource) -> Result<(), WriteError> {
    for one in resource.representations() {
        folder.write(&format!("{name}{}", one.coding().extension()), one.body())?;
    }
    Ok(())
}
