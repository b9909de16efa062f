//! What a page is, with its head -> bytes on the wire, in each coding, beside what a connection carries before its first
//! acknowledgement.

use std::fs;
use std::io;
use std::path::Path;

use crate::client;
use crate::server::Place;
use crate::start::Started;

/// Ten segments of 1,460 bytes: what a server may send on a new connection before it hears from the client (RFC 6928).
pub const FIRST_FLIGHT: usize = 14_600;

/// The codings, as `Accept-Encoding` names them.
pub const CODINGS: [&str; 4] = ["br", "zstd", "gzip", "identity"];

/// Paths, each with the length of its whole answer in each coding; nothing where it does not come in that one.
#[derive(Debug)]
pub struct Weights(pub Vec<(String, [Option<usize>; CODINGS.len()])>);

/// Asks the site's server for each page, and for each stylesheet and font, in the best compression.
///
/// # Errors
///
/// The export cannot be read, or the server does not answer.
pub fn run(place: &Place, cores: &[usize], folder: &Path) -> io::Result<Weights> {
    let mut paths = Vec::new();
    find(&place.site, "/", &mut paths)?;
    paths.sort();
    let server = Started::of_site(place, cores, folder)?;
    server.until_best(place)?;
    let weigh = |path: String| {
        let mut lengths = [None; CODINGS.len()];
        for (length, coding) in lengths.iter_mut().zip(CODINGS) {
            let answer =
                client::get(server.address(), &path, &vec![("Accept-Encoding".to_owned(), coding.to_owned())])?;
            let came_in = answer.header("content-encoding").unwrap_or("identity");
            *length = (answer.status == 200 && came_in == coding).then_some(answer.wire.len());
        }
        Ok((path, lengths))
    };
    paths.into_iter().map(weigh).collect::<io::Result<_>>().map(Weights)
}

/// The paths of pages, stylesheets and fonts in a folder of the export.
fn find(folder: &Path, path: &str, found: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type()?.is_dir() {
            find(&entry.path(), &format!("{path}{name}/"), found)?;
        } else if name == "index.html" && path != "/" {
            found.push(path.to_owned());
        } else if Path::new(&name).extension().is_some_and(|kind| kind == "css" || kind == "woff2") {
            found.push(format!("{path}{name}"));
        }
    }
    Ok(())
}
