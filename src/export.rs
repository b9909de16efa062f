//! [`Edition`] -> files, for a server of files or a CDN: byte for byte what the server sends.
//!
//! A page at `/fr/` is `fr/index.html`; each coding of a body stands beside it (`.br`, `.zst`, `.gz`), as nginx's and
//! Caddy's modules for ready-made files expect; each not-found page is a `404.html`. Redirects are written in a form that
//! nginx and Caddy can include.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::edition::{Edition, Redirect, Resource, Route};

/// The redirects for nginx, to be included in a `server` block.
pub const NGINX: &str = "_redirects.nginx.conf";
/// The redirects for Caddy, to be imported into a site block.
pub const CADDY: &str = "_redirects.caddy";

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
        let folder = if prefix.is_empty() { root } else { prefix };
        writer.resource(&format!("{}404.html", folder.trim_start_matches('/')), page)?;
    }
    writer.file(NGINX, redirects(edition, nginx).as_bytes())?;
    writer.file(CADDY, redirects(edition, caddy).as_bytes())?;
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

/// `location = /fr/histoire { return 301 /fr/histoire/$is_args$args; }`
fn nginx(from: &str, redirect: &Redirect) -> String {
    let (status, to) = (redirect.status().as_u16(), redirect.target());
    format!("location = {from} {{ return {status} {to}$is_args$args; }}\n")
}

/// A matcher and its `redir`, with the query string kept.
fn caddy(from: &str, redirect: &Redirect) -> String {
    let (status, to) = (redirect.status().as_u16(), redirect.target());
    format!("redir {from} {to}{{http.request.orig_uri.prefixed_query}} {status}\n")
}

fn redirects(edition: &Edition, line: fn(&str, &Redirect) -> String) -> String {
    let mut text = String::from("# Redirects of the site, written by `aimf export`.\n");
    for (from, redirect) in edition.redirects() {
        // Writing to a string cannot fail.
        let _ = text.write_str(&line(from, redirect));
    }
    text
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
