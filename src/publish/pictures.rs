//! The pictures of a site: those in pixels as they are published, drawings by their width and height.
//!
//! A visitor on a slow network waits for every byte, so a photograph is made lighter: see [`crate::pictures`]. What the program cannot
//! make lighter is refused where it is heavier or larger than a page ever shows it, with advice on what to do about it. A drawing (SVG)
//! is a program's text: one that runs scripts or fetches from elsewhere is refused too.

use resvg::usvg;

use super::active_content::{self, ActiveContent};
use crate::diagnostic::{Place, Problem, Report};
use crate::pictures::{self, HEAVIEST, LARGEST, PictureChange, PictureError, PreparedPicture, Removed};
use crate::source::Files;

/// The most bytes that a drawing in SVG may have.
pub const HEAVIEST_DRAWING: usize = 100_000;

/// The size in pixels of the picture at `path`, whose name ends in `extension` and which is published as it is; `None` where it is
/// no picture, or where something is wrong with it, which is then reported.
pub fn size(files: &Files, path: &str, extension: &str, report: &mut Report) -> Option<(u32, u32)> {
    let content = files.content(path).filter(|_| ["avif", "gif", "svg"].contains(&extension))?;
    if extension == "svg" {
        return drawing(files, path, report);
    }
    let limit = LARGEST as usize;
    let (error, bytes) = match content.to_bytes() {
        Ok(bytes) => (None, bytes),
        Err(error) => (Some(PictureError::Unreadable(error.to_string())), bytes::Bytes::new()),
    };
    let found = pictures::kind(&bytes);
    let size = imagesize::blob_size(&bytes).ok().filter(|size| size.width > 0 && size.height > 0);
    let error = error.or_else(|| match size {
        _ if found != extension => Some(PictureError::OtherKind(found)),
        None => Some(PictureError::Broken),
        Some(size) if size.width > limit || size.height > limit => {
            let [width, height] = [size.width, size.height].map(|side| u32::try_from(side).unwrap_or(u32::MAX));
            Some(PictureError::TooLarge { width, height })
        }
        Some(_) if !is_whole(&bytes, extension) => Some(PictureError::Broken),
        Some(_) => (bytes.len() > HEAVIEST).then_some(PictureError::TooHeavy { bytes: bytes.len(), limit: HEAVIEST }),
    });
    if let Some(error) = error {
        wrong(files, path, &error, report);
        return None;
    }
    let size = size?;
    Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?))
}

/// Whether a picture that is not read has its end: a GIF its last byte, an AVIF as many bytes as its boxes say.
fn is_whole(bytes: &[u8], extension: &str) -> bool {
    if extension == "gif" {
        return bytes.iter().rev().find(|byte| **byte != 0) == Some(&b';');
    }
    let mut rest = bytes;
    while let Some((length, _)) = rest.split_first_chunk().map(|(length, rest)| (u32::from_be_bytes(*length), rest)) {
        let length = match length {
            // As far as the end.
            0 => return true,
            1 => rest.get(8..16).and_then(|long| usize::try_from(u64::from_be_bytes(long.try_into().ok()?)).ok()),
            length => usize::try_from(length).ok(),
        };
        match length.filter(|length| *length >= 8).and_then(|length| rest.get(length..)) {
            Some(after) => rest = after,
            None => return false,
        }
    }
    rest.is_empty()
}

/// Reports why a picture cannot be published.
pub fn wrong(files: &Files, path: &str, error: &PictureError, report: &mut Report) {
    let file = name(path);
    let kilobytes = |bytes: usize| bytes.div_ceil(1000).to_string();
    let problem = match error {
        PictureError::Broken => Problem::PictureBroken { file },
        PictureError::OtherKind(found) => {
            let right = match *found {
                "" | "heic" | "bmp" | "tiff" => String::new(),
                "jpeg" => renamed(files, &file, "jpg"),
                found => renamed(files, &file, found),
            };
            Problem::PictureUnreadable { file, found: (*found).to_owned(), right }
        }
        PictureError::TooManyPixels { width, height, limit } => {
            let [width, height] = [width, height].map(u32::to_string);
            Problem::PictureTooManyPixels { file, width, height, limit: limit.to_string() }
        }
        PictureError::TooLarge { width, height } => {
            let [width, height, limit] = [width, height, &LARGEST].map(u32::to_string);
            Problem::PictureTooLarge { file, width, height, limit }
        }
        PictureError::TooHeavy { bytes, limit } if *limit == HEAVIEST => {
            Problem::PictureTooHeavy { file, size: kilobytes(*bytes), limit: kilobytes(*limit) }
        }
        PictureError::TooHeavy { bytes, limit } => {
            Problem::PictureTransparent { file, size: kilobytes(*bytes), limit: kilobytes(*limit) }
        }
        PictureError::Unreadable(reason) => Problem::FileUnreadable { file: path.to_owned(), reason: reason.clone() },
    };
    report.error(Place::file(path), problem);
}

/// Notes what was done to a picture.
pub fn note(path: &str, picture: &PreparedPicture, change: &PictureChange, report: &mut Report) {
    let pixels = |(width, height): (u32, u32)| format!("{width} × {height}");
    let (from, to) = (pixels(change.size_before), pixels(picture.size));
    let kilobytes = |bytes: u64| bytes.div_ceil(1000).to_string();
    let removed = match change.removed {
        Removed::Nothing => "",
        Removed::Metadata => "metadata",
        Removed::Position => "position",
    };
    let note = Problem::PicturePrepared {
        file: name(path),
        pixels: if from == to { to } else { format!("{from} → {to}") },
        before: kilobytes(change.bytes_before),
        after: kilobytes(picture.body.len() as u64),
        removed: removed.to_owned(),
    };
    report.note(Place::file(path), note);
}

/// The name of a file with another extension, with a number where another file has that name.
fn renamed(files: &Files, file: &str, extension: &str) -> String {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let numbered = (2..=u32::MAX).map(|number| format!("{stem}-{number}.{extension}"));
    let mut names = std::iter::once(format!("{stem}.{extension}")).chain(numbered);
    names.find(|name| files.content(&format!("static/{name}")).is_none()).unwrap_or_default()
}

fn too_heavy(path: &str, bytes: &[u8], limit: usize, report: &mut Report) -> Option<()> {
    if bytes.len() <= limit {
        return Some(());
    }
    let (size, limit) = (bytes.len().div_ceil(1000).to_string(), (limit / 1000).to_string());
    report.error(Place::file(path), Problem::PictureTooHeavy { file: name(path), size, limit });
    None
}

/// The name by which editors know a file.
fn name(path: &str) -> String {
    path.strip_prefix("static/").unwrap_or(path).to_owned()
}

fn drawing(files: &Files, path: &str, report: &mut Report) -> Option<(u32, u32)> {
    let bytes = files.get(path)?;
    // A photograph is heavier than a drawing may be: what it is comes first.
    let kind = pictures::kind(bytes);
    if !kind.is_empty() {
        wrong(files, path, &PictureError::OtherKind(kind), report);
        return None;
    }
    too_heavy(path, bytes, HEAVIEST_DRAWING, report)?;
    let text = crate::content::text_file(files, path, report)?;
    let found = active_content::in_drawing(&text.text);
    let is_sound = found.is_empty();
    for (span, content) in found {
        let problem = match content {
            ActiveContent::Acts(found) => Problem::SvgActive { found },
            ActiveContent::Elsewhere(address) => Problem::SvgForeign { address },
        };
        report.error(Place::new(&text, span), problem);
    }
    if !is_sound {
        return None;
    }
    let tree = usvg::Tree::from_str(&text.text, &usvg::Options::default());
    let Ok(tree) = tree else {
        report.error(
            Place::new(&text, 0..1),
            Problem::PictureUnreadable { file: name(path), found: String::new(), right: String::new() },
        );
        return None;
    };
    let size = tree.size().to_int_size();
    Some((size.width(), size.height()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 30 20\">\n";

    /// The head of a GIF of this size, and its end.
    fn gif(width: u16, height: u16) -> Vec<u8> {
        [b"GIF89a".as_slice(), &width.to_le_bytes(), &height.to_le_bytes(), b"\0\0\0;"].concat()
    }

    type Sized = (Option<(u32, u32)>, Vec<(usize, &'static str)>);

    fn sized(name: &str, bytes: impl Into<bytes::Bytes>) -> Sized {
        let mut files = Files::default();
        let path = format!("static/{name}");
        files.insert(path.as_str(), bytes);
        let mut report = Report::default();
        let size = size(&files, &path, name.rsplit_once('.').unwrap().1, &mut report);
        (size, report.errors().map(|one| (one.place.line(), one.problem.id())).collect())
    }

    #[test]
    fn a_picture_has_its_width_and_height() {
        assert_eq!(sized("a.gif", gif(3, 2)), (Some((3, 2)), vec![]));
        // Words in a drawing are no scripts.
        let drawing = format!("{HEAD}<title>Information on once = two</title><use href=\"#a\"/><g id=\"a\"/></svg>");
        assert_eq!(sized("a.svg", drawing), (Some((30, 20)), vec![]));
    }

    #[test]
    fn a_picture_that_cannot_be_made_lighter_is_refused_where_it_is_too_large_or_heavy_broken_or_of_another_kind() {
        let heavy_drawing = format!("{HEAD}<!-- {} --></svg>", "x".repeat(HEAVIEST_DRAWING));
        let heavy = [&gif(3, 2)[..], &vec![b' '; HEAVIEST], b";"].concat();
        for (name, bytes, problem) in [
            ("a.gif", gif(2401, 1), "picture-too-large"),
            ("a.gif", heavy, "picture-too-heavy"),
            ("a.gif", gif(3, 2)[..12].to_vec(), "picture-broken"),
            ("a.avif", gif(3, 2), "picture-unreadable"),
            ("a.svg", heavy_drawing.into(), "picture-too-heavy"),
            ("a.svg", "<svg".into(), "picture-unreadable"),
            ("a.svg", gif(3, 2), "picture-unreadable"),
            ("a.svg", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), "picture-unreadable"),
            ("a.svg", [b"\xFF\xD8\xFF\xE0\0".as_slice(), &vec![b' '; HEAVIEST_DRAWING]].concat(), "picture-unreadable"),
        ] {
            assert_eq!(sized(name, bytes), (None, vec![(1, problem)]), "{name}");
        }
    }

    #[test]
    fn a_picture_of_another_kind_is_told_a_name_that_no_other_has() {
        let mut files = Files::default();
        files.insert("static/a.svg", gif(3, 2));
        files.insert("static/a.gif", gif(3, 2));
        let mut report = Report::default();
        assert_eq!(size(&files, "static/a.svg", "svg", &mut report), None);
        let told: Vec<_> = report.errors().map(|one| one.problem.clone()).collect();
        let (file, found, right) = ("a.svg".to_owned(), "gif".to_owned(), "a-2.gif".to_owned());
        assert_eq!(told, [Problem::PictureUnreadable { file, found, right }]);
    }

    #[test]
    fn a_drawing_that_runs_a_script_or_fetches_from_elsewhere_is_refused_where_it_does() {
        for (line, content) in
            [("<script>1</script>", "svg-active"), ("<image href=\"https://example.org/a.png\"/>", "svg-foreign")]
        {
            assert_eq!(sized("a.svg", format!("{HEAD}{line}</svg>")), (None, vec![(2, content)]), "{line}");
        }
    }
}
