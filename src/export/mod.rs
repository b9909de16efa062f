//! An edition as files, for a static file server or a CDN: byte for byte what the server sends.
//!
//! A page at `/fr/` is `fr/index.html`; each coding of a body stands beside it (`.br`, `.zst`, `.gz`), as modules for ready-made
//! files expect; each not-found page is a `404.html`, without the link to a near page. Headers and redirects are written
//! in the forms that static file servers read: [`NGINX`], [`CADDY`], [`HEADERS`] and [`REDIRECTS`].
//!
//! An export is whole or not there: it is written under another name, and gets its own when all is written.

mod contents;
mod hosts;
mod settings;

use std::path::Path;

use contents::{Answers, Contents, file_of};
use settings::{Caddy, Nginx};

use crate::edition::{Edition, Resource, fingerprinted};
use crate::folder::{NewFolder, NewFolderError, WriteError};
use crate::template;

/// nginx's settings within `server`, after `root`.
pub const NGINX: &str = "_server.nginx.conf";
/// Caddy's settings within a site block, after `root`.
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
    let mut folder = NewFolder::new(out)?;
    let contents = Contents::of(edition);
    for (_, item) in contents.items().filter(|(_, item)| item.answers != Answers::FormerFingerprints) {
        write(&mut folder, &item.file, item.resource)?;
    }
    for choice in &contents.choices {
        write(&mut folder, &file_of(choice.path), choice.page)?;
    }
    // By these a server knows the files that its settings belong to, while a link leads to others already.
    let name = plain_name(out);
    let mark = fingerprinted("_export", template::render(&Nginx::new(&contents, "", "")).as_bytes());
    folder.write(&mark, "")?;
    folder.write(NGINX, template::render(&Nginx::new(&contents, &name, &mark)))?;
    folder.write(CADDY, template::render(&Caddy::new(&contents, &name, &mark)))?;
    folder.write(HEADERS, hosts::headers(&contents))?;
    folder.write(REDIRECTS, hosts::redirects(&contents))?;
    Ok(folder.finish()?)
}

/// Writes a content by the path of its file, each coding of it into a file of its own.
fn write(folder: &mut NewFolder<'_>, file: &str, resource: &Resource) -> Result<(), WriteError> {
    for one in &resource.representations {
        let name = format!("{}{}", file.trim_start_matches('/'), one.coding.extension());
        match &one.file {
            Some(stored) => folder.write_stored(&name, stored)?,
            None => folder.write(&name, &one.body)?,
        }
    }
    Ok(())
}

/// The name of a folder, or nothing where it has a character that means something in settings.
fn plain_name(folder: &Path) -> String {
    let absolute = std::path::absolute(folder).unwrap_or_default();
    let name = absolute.file_name().unwrap_or_default().to_string_lossy();
    let is_plain = |c: char| c.is_alphanumeric() || "-_.+".contains(c);
    if name.chars().all(is_plain) { name.into_owned() } else { String::new() }
}
