//! [`Edition`] -> files, for a server of files or a CDN: byte for byte what the server sends.
//!
//! A page at `/fr/` is `fr/index.html`; each coding of a body stands beside it (`.br`, `.zst`, `.gz`), as modules for ready-made
//! files expect; each not-found page is a `404.html`, without the link to a near page. What is no body, headers and redirects, is
//! written in the forms that servers of files read: [`NGINX_HTTP`] and [`NGINX_SERVER`], [`CADDY`], [`HEADERS`] and [`REDIRECTS`].

mod contents;
mod hosts;
mod settings;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use contents::Contents;
use settings::{Caddy, NginxHttp, NginxServer};

use crate::edition::{Edition, Resource, Route};
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

/// Why an edition could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The folder holds something already, which an export would be mixed with.
    #[error("{} is not empty: export into a new folder, or empty this one first", .0.display())]
    NotEmpty(PathBuf),
    /// The system refused.
    #[error("cannot write {}: {source}", path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Writes an edition into a folder, which is made where there is none. Returns the number of files.
///
/// # Errors
///
/// The folder is not empty, or the system refuses to write.
pub fn export(edition: &Edition, out: &Path) -> Result<usize, ExportError> {
    let mut writer = Writer { out, files: 0 };
    writer.check_empty()?;
    for (path, route) in edition.iter() {
        match route {
            Route::Resource(resource) => writer.resource(&file_of(path), resource)?,
            Route::LanguageChoice(choice) => writer.resource(&file_of(path), choice.page())?,
            Route::Redirect(_) => {}
        }
    }
    let root = root_of(edition);
    for (prefix, page) in edition.not_found_pages() {
        writer.resource(not_found_path(root, prefix).trim_start_matches('/'), page)?;
    }
    let contents = Contents::of(edition);
    writer.file(NGINX_HTTP, html(&NginxHttp { contents: &contents }).as_bytes())?;
    writer.file(NGINX_SERVER, html(&NginxServer::new(&contents)).as_bytes())?;
    writer.file(CADDY, html(&Caddy { contents: &contents }).as_bytes())?;
    writer.file(HEADERS, hosts::headers(&contents).as_bytes())?;
    writer.file(REDIRECTS, hosts::redirects(&contents).as_bytes())?;
    Ok(writer.files)
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

struct Writer<'a> {
    out: &'a Path,
    files: usize,
}

impl Writer<'_> {
    fn check_empty(&self) -> Result<(), ExportError> {
        let occupied = fs::read_dir(self.out).is_ok_and(|mut entries| entries.next().is_some());
        if occupied { Err(ExportError::NotEmpty(self.out.to_owned())) } else { Ok(()) }
    }

    fn resource(&mut self, name: &str, resource: &Resource) -> Result<(), ExportError> {
        for one in resource.representations() {
            self.file(&format!("{name}{}", one.coding().extension()), one.body())?;
        }
        Ok(())
    }

    fn file(&mut self, name: &str, bytes: &[u8]) -> Result<(), ExportError> {
        let path = self.out.join(name);
        let write = |path: &Path| {
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::write(path, bytes)
        };
        write(&path).map_err(|source| ExportError::Write { path, source })?;
        self.files += 1;
        Ok(())
    }
}
