//! Two numbers -> the site's mark, in the sizes that browsers and telephones ask for.
//!
//! The mark is the rosace, and like a typeface it has two optical sizes. Where there is room (from 64 pixels) it is the
//! rosace itself, one dot per member, a little bolder than in a page. In the tab of a browser 305 dots have 16 × 16 pixels:
//! no eye can tell them apart there, and fewer of them would be another number. So there the seats are what they look like
//! from afar, one disc, and the rays stay one per country.
//!
//! As SVG the mark for tabs has no ground, fills the grid of 16 pixels (a disc of 10 across, a ring of rays 1½ wide, as much
//! between them), and wears the page's colours of dots and rays, by day and by night; as a picture, which cannot
//! know the colour of the tab, it brings its own round ground along.

use std::f64::consts::PI;
use std::sync::Arc;

use bytes::Bytes;
use rayon::prelude::*;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg;

use super::cache::Cache;
use super::canvas::{Canvas, DrawError, INDIGO, KAOLIN, MANGO};
use super::cards::Numbers;
use crate::pages::drawing::rosace::{self, VIEW_BOX};

/// The size from which on seats can be told apart.
const ROOM_FOR_SEATS: u16 = 64;

/// What may be cut off an icon (W3C, Web Application Manifest, « purpose »).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// Shown as it is.
    Any,
    /// Cut by the device to a shape of its own: only a circle of 80 % of the width is safe.
    Maskable,
}

/// The icons of the last edition, by the numbers of members and countries.
pub(super) type Icons = Cache<Numbers, Arc<[Icon]>>;

/// A file that browsers and telephones ask for.
#[derive(Clone)]
pub struct Icon {
    /// Its path within the site.
    pub path: &'static str,
    /// Its media type.
    pub media_type: &'static str,
    /// Its bytes.
    pub body: Bytes,
}

/// All icons of so many members and countries.
///
/// # Errors
///
/// If there is no memory for a picture.
pub(super) fn all((members, countries): Numbers, icons: &Icons) -> Result<Arc<[Icon]>, DrawError> {
    if let Some(drawn) = icons.get(&(members, countries)) {
        return Ok(drawn);
    }
    let icon = |path, media_type, body: Vec<u8>| Icon { path, media_type, body: body.into() };
    let mut drawn = vec![
        icon("/favicon.svg", "image/svg+xml", mark_svg(countries).into()),
        icon("/favicon.ico", "image/vnd.microsoft.icon", favicon_ico(countries)?),
    ];
    let pictures = [
        ("/apple-touch-icon.png", 180, Purpose::Maskable),
        ("/icon-192.png", 192, Purpose::Any),
        ("/icon-512.png", 512, Purpose::Any),
        ("/icon-maskable-512.png", 512, Purpose::Maskable),
    ];
    let draw = |(path, size, purpose)| Ok(icon(path, "image/png", png(size, purpose, members, countries)?));
    drawn.extend(pictures.into_par_iter().map(draw).collect::<Result<Vec<_>, DrawError>>()?);
    let drawn: Arc<[Icon]> = drawn.into();
    icons.insert((members, countries), Arc::clone(&drawn));
    Ok(drawn)
}

/// The mark for tabs as SVG, for `<link rel="icon" type="image/svg+xml">`: bissap and ink by day, mango and kaolin by
/// night, as `prefers-color-scheme` says.
#[must_use]
pub fn mark_svg(countries: u32) -> String {
    let mark = tab_mark(countries, 5.0, (6.5, 8.0), ["#7A1140", "#1A1423"]);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{VIEW_BOX}\">\
         <style>@media(prefers-color-scheme:dark){{circle{{fill:#FFC24D}}path{{stroke:#F4EFF6}}}}</style>{mark}</svg>"
    )
}

/// The mark as a square PNG of so many pixels.
///
/// Up to 64 pixels it is the mark for tabs on a round ground, transparent in the corners; from there on the rosace on a full
/// ground, as a sharing card has it, and nothing transparent (Apple's touch icons are shown on black where they are).
///
/// # Errors
///
/// If there is no memory for the picture, or the size is 0.
pub fn png(size: u16, purpose: Purpose, members: u32, countries: u32) -> Result<Vec<u8>, DrawError> {
    if size < ROOM_FOR_SEATS {
        return tab_png(size, countries);
    }
    let reach = match purpose {
        Purpose::Any => 108.0,
        Purpose::Maskable => 96.0,
    };
    let scale = reach / rosace::REACH;
    let rosace = rosace::rosace(members, countries);
    let drawing = tree(
        size,
        &format!(
            r#"<g transform="scale({scale})" fill="none"><path d="{}" stroke="{MANGO}" stroke-width="{}" stroke-linecap="round"/><path d="{}" stroke="{KAOLIN}" stroke-width="4"/></g>"#,
            rosace.dots,
            rosace::dot_width(members, 150.0),
            rosace.rays
        ),
    )?;
    let mut canvas = Canvas::new(size, size);
    canvas.paint(&drawing, Transform::identity())?;
    canvas.png()
}

/// The mark for tabs as `favicon.ico`, in 16 and 32 pixels, for whatever asks for that address without reading the page.
///
/// # Errors
///
/// If there is no memory for the pictures.
pub fn favicon_ico(countries: u32) -> Result<Vec<u8>, DrawError> {
    let images = [(16, tab_png(16, countries)?), (32, tab_png(32, countries)?)];
    Ok(ico(&images))
}

/// A disc and rays, measured from the centre in pixels of a tab's icon, of which 16 make the width of the drawing.
fn tab_mark(countries: u32, disc: f64, (from, to): (f64, f64), [disc_ink, ray_ink]: [&str; 2]) -> String {
    const PIXEL: f64 = 250.0 / 16.0;
    // A ray is as wide as the gap to the next, half way along.
    let width = PI * f64::midpoint(from, to) * PIXEL / f64::from(countries.max(1));
    let radius = disc * PIXEL;
    let rays = rosace::rays(countries, (from * PIXEL, to * PIXEL));
    format!(
        r#"<circle r="{radius:.1}" fill="{disc_ink}"/><path d="{rays}" stroke="{ray_ink}" stroke-width="{width:.1}"/>"#
    )
}

fn tab_png(size: u16, countries: u32) -> Result<Vec<u8>, DrawError> {
    let mark = tab_mark(countries, 4.5, (5.75, 7.25), [MANGO, KAOLIN]);
    let drawing = tree(size, &format!(r#"<circle r="125" fill="{INDIGO}"/>{mark}"#))?;
    let mut picture = Pixmap::new(size.into(), size.into()).ok_or(DrawError::NoMemory)?;
    resvg::render(&drawing, Transform::identity(), &mut picture.as_mut());
    Ok(picture.encode_png()?)
}

fn tree(size: u16, drawing: &str) -> Result<usvg::Tree, DrawError> {
    let svg = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="{VIEW_BOX}" width="{size}" height="{size}">{drawing}</svg>"#
    );
    Ok(usvg::Tree::from_str(&svg, &usvg::Options::default())?)
}

/// PNGs of up to 255 pixels in an ICO container: a header, an entry of sixteen bytes for each, then the files.
fn ico(images: &[(u8, Vec<u8>)]) -> Vec<u8> {
    const HEADER: u32 = 6;
    const ENTRY: u32 = 16;
    let count = u16::try_from(images.len()).unwrap_or(u16::MAX);
    let mut out = Vec::new();
    for word in [0, 1, count] {
        out.extend_from_slice(&u16::to_le_bytes(word));
    }
    let mut offset = HEADER + ENTRY * u32::from(count);
    for (size, png) in images {
        let length = u32::try_from(png.len()).unwrap_or(u32::MAX);
        // Width, height, no palette, reserved; one plane of 32 bits; length and place of the file.
        out.extend_from_slice(&[*size, *size, 0, 0, 1, 0, 32, 0]);
        out.extend_from_slice(&length.to_le_bytes());
        out.extend_from_slice(&offset.to_le_bytes());
        offset += length;
    }
    for (_, png) in images {
        out.extend_from_slice(png);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Width, and red, green, blue and opacity of each pixel.
    fn decode(bytes: &[u8]) -> (u32, Vec<[u8; 4]>) {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::ALPHA);
        let mut reader = decoder.read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut pixels).unwrap();
        assert_eq!(info.width, info.height);
        (info.width, pixels.as_chunks::<4>().0.to_vec())
    }

    const GROUND: [u8; 4] = [0x1D, 0x1A, 0x5B, 0xFF];

    #[test]
    fn the_mark_of_a_tab_has_one_ray_per_country_by_day_and_by_night() {
        let svg = mark_svg(54);
        let rays = svg.split(r#" d=""#).nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        assert_eq!(rays.matches('l').count(), 54);
        assert!(svg.contains("prefers-color-scheme:dark"));
        assert!(usvg::Tree::from_str(&svg, &usvg::Options::default()).is_ok());
    }

    #[test]
    fn icons_have_the_size_that_was_asked_for() {
        for size in [16, 32, 180, 192, 512] {
            assert_eq!(decode(&png(size, Purpose::Any, 305, 54).unwrap()).0, u32::from(size));
        }
    }

    #[test]
    fn a_touch_icon_has_no_transparent_pixel() {
        let (_, pixels) = decode(&png(180, Purpose::Any, 305, 54).unwrap());
        assert!(pixels.iter().all(|pixel| pixel[3] == 255));
        assert_eq!(pixels[0], GROUND);
    }

    #[test]
    fn a_tab_shows_through_the_corners_of_its_icon() {
        let (_, pixels) = decode(&png(32, Purpose::Any, 305, 54).unwrap());
        assert_eq!(pixels[0][3], 0);
        assert_eq!(pixels[16 * 32 + 16], [0xFF, 0xB3, 0x1A, 0xFF], "the disc");
    }

    #[test]
    fn no_mask_cuts_a_ray() {
        let (_, pixels) = decode(&png(512, Purpose::Maskable, 305, 54).unwrap());
        for (i, pixel) in (0_u16..)
            .zip(pixels.chunks_exact(512))
            .flat_map(|(y, row)| (0_u16..).zip(row).map(move |(x, p)| ((x, y), p)))
        {
            let (x, y) = (f32::from(i.0) - 255.5, f32::from(i.1) - 255.5);
            assert!(x.hypot(y) <= 0.4 * 512.0 || *pixel == GROUND, "{i:?}");
        }
    }

    #[test]
    fn the_icon_file_holds_both_sizes_where_it_says() {
        let file = favicon_ico(54).unwrap();
        assert_eq!(file[..6], [0, 0, 1, 0, 2, 0]);
        for (entry, size) in file[6..38].chunks_exact(16).zip([16, 32]) {
            let number = |at: usize| u32::from_le_bytes(entry[at..at + 4].try_into().unwrap()) as usize;
            let (length, offset) = (number(8), number(12));
            assert_eq!(decode(&file[offset..offset + length]).0, size);
        }
        assert!(file.len() < 4_096, "{}", file.len());
    }
}
