//! The width and height of a picture, where it is one that a page may show.
//!
//! A visitor on a slow network waits for every byte, so a picture that is heavier or larger than a page ever shows is refused, with
//! advice on what to do about it. A drawing (SVG) is a program's text: one that runs scripts or fetches from elsewhere is refused too.

use imagesize::ImageType;
use resvg::usvg;

use super::active_content::{self, ActiveContent};
use crate::diagnostic::{Place, Problem, Report};
use crate::source::Files;

/// The most bytes that a photograph or a drawing in pixels may have.
pub const HEAVIEST: usize = 300_000;
/// The most bytes that a drawing in SVG may have.
pub const HEAVIEST_DRAWING: usize = 100_000;
/// The most pixels that a picture may be wide or high: twice the widest column, for sharp screens.
pub const LARGEST: usize = 2_400;

/// The size in pixels of the picture at `path`, whose name ends in `extension`; `None` where it is no picture, or
/// where something is wrong with it, which is then reported.
pub fn size(files: &Files, path: &str, extension: &str, report: &mut Report) -> Option<(u32, u32)> {
    let bytes = files.get(path)?;
    if extension == "svg" {
        return drawing(files, path, report);
    }
    let kind = if extension == "jpg" { "jpeg" } else { extension };
    if !["avif", "gif", "jpeg", "png", "webp"].contains(&kind) {
        return None;
    }
    let found = imagesize::image_type(bytes).map_or("", name_of);
    let size = imagesize::blob_size(bytes).ok().filter(|size| size.width > 0 && size.height > 0);
    let Some(size) = size.filter(|_| found == kind) else {
        report.error(Place::file(path), Problem::PictureUnreadable { file: name(path), found: found.into() });
        return None;
    };
    if size.width > LARGEST || size.height > LARGEST {
        let (width, height, limit) = (size.width.to_string(), size.height.to_string(), LARGEST.to_string());
        report.error(Place::file(path), Problem::PictureTooLarge { file: name(path), width, height, limit });
        return None;
    }
    too_heavy(path, bytes, HEAVIEST, report)?;
    Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?))
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

fn name_of(kind: ImageType) -> &'static str {
    match kind {
        ImageType::Gif => "gif",
        ImageType::Jpeg => "jpeg",
        ImageType::Png => "png",
        ImageType::Webp => "webp",
        ImageType::Heif(imagesize::Compression::Av1) => "avif",
        ImageType::Heif(_) => "heic",
        ImageType::Bmp => "bmp",
        ImageType::Tiff => "tiff",
        _ => "",
    }
}

fn drawing(files: &Files, path: &str, report: &mut Report) -> Option<(u32, u32)> {
    let bytes = files.get(path)?;
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
        report.error(Place::new(&text, 0..1), Problem::PictureUnreadable { file: name(path), found: String::new() });
        return None;
    };
    let size = tree.size().to_int_size();
    Some((size.width(), size.height()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 30 20\">\n";

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, width, height);
        encoder.set_color(png::ColorType::Grayscale);
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(&vec![0; usize::try_from(width * height).unwrap()]).unwrap();
        drop(writer);
        bytes
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
        assert_eq!(sized("a.png", png(3, 2)), (Some((3, 2)), vec![]));
        // Words in a drawing are no scripts.
        let drawing = format!("{HEAD}<title>Information on once = two</title><use href=\"#a\"/><g id=\"a\"/></svg>");
        assert_eq!(sized("a.svg", drawing), (Some((30, 20)), vec![]));
    }

    #[test]
    fn a_picture_too_large_too_heavy_or_under_the_name_of_another_kind_is_refused() {
        let heavy_drawing = format!("{HEAD}<!-- {} --></svg>", "x".repeat(HEAVIEST_DRAWING));
        for (name, bytes, problem) in [
            ("a.png", png(2401, 1), "picture-too-large"),
            ("a.png", [png(3, 2), vec![0; HEAVIEST]].concat(), "picture-too-heavy"),
            ("a.svg", heavy_drawing.into(), "picture-too-heavy"),
            ("a.jpg", png(3, 2), "picture-unreadable"),
            ("a.png", "no picture".into(), "picture-unreadable"),
            ("a.svg", "<svg".into(), "picture-unreadable"),
        ] {
            assert_eq!(sized(name, bytes), (None, vec![(1, problem)]), "{name}");
        }
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
