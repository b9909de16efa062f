//! The site's mark, in the sizes that browsers and telephones ask for.
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
use ico::{IconDir, IconDirEntry, IconImage, ResourceType};
use rayon::prelude::*;
use resvg::tiny_skia::{Pixmap, Transform};

use super::canvas::{self, Canvas, DrawError, INDIGO, KAOLIN, MANGO};
use super::cards::Numbers;
use super::rosace::{self, VIEW_BOX};
use crate::cache::Cache;

/// How far the rays of an icon reach, in units of [`VIEW_BOX`]: of one that is shown as it is, and of one that a device cuts to a
/// shape of its own, where only a circle of 80 % of the width is safe (W3C, Web Application Manifest, « maskable »).
const WHOLE: f32 = 108.0;
const MASKABLE: f32 = 96.0;

/// The icons of the last edition, by the numbers of members and countries.
pub(crate) type Icons = Cache<Numbers, Arc<[Icon]>>;

/// A file that browsers and telephones ask for.
#[derive(Clone)]
pub struct Icon {
    /// Its path within the site.
    pub path: &'static str,
    pub media_type: &'static str,
    pub body: Bytes,
}

/// All icons of so many members and countries.
pub(crate) fn all((members, countries): Numbers, icons: &Icons) -> Result<Arc<[Icon]>, DrawError> {
    if let Some(drawn) = icons.get(&(members, countries)) {
        return Ok(drawn);
    }
    let icon = |path, media_type, body: Vec<u8>| Icon { path, media_type, body: body.into() };
    let mut drawn = vec![
        icon("/favicon.svg", "image/svg+xml", mark_svg(countries).into()),
        icon("/favicon.ico", "image/vnd.microsoft.icon", favicon_ico(countries)?),
    ];
    let pictures = [
        ("/apple-touch-icon.png", 180, MASKABLE),
        ("/icon-192.png", 192, WHOLE),
        ("/icon-512.png", 512, WHOLE),
        ("/icon-maskable-512.png", 512, MASKABLE),
    ];
    let draw = |(path, size, reach)| Ok(icon(path, "image/png", png(size, reach, (members, countries))?));
    drawn.extend(pictures.into_par_iter().map(draw).collect::<Result<Vec<_>, DrawError>>()?);
    let drawn: Arc<[Icon]> = drawn.into();
    icons.insert((members, countries), Arc::clone(&drawn));
    Ok(drawn)
}

/// The mark for tabs as SVG, for `<link rel="icon" type="image/svg+xml">`: bissap and ink by day, mango and kaolin by
/// night, as `prefers-color-scheme` says.
fn mark_svg(countries: u32) -> String {
    let mark = tab_mark(countries, 5.0, (6.5, 8.0), ["#7A1140", "#1A1423"]);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{VIEW_BOX}\">\
         <style>@media(prefers-color-scheme:dark){{circle{{fill:#FFC24D}}path{{stroke:#F4EFF6}}}}</style>{mark}</svg>"
    )
}

/// The rosace as a square PNG of so many pixels, on a full ground as a sharing card has it, and nothing transparent (Apple's touch
/// icons are shown on black where they are).
fn png(size: u16, reach: f32, numbers: (u32, u32)) -> Result<Vec<u8>, DrawError> {
    let mut canvas = Canvas::new(size, size);
    canvas.paint(&canvas::rosace(size, reach, numbers, (150.0, 4))?, Transform::identity())?;
    canvas.png()
}

/// The mark for tabs as `favicon.ico`, in 16 and 32 pixels, for whatever asks for that address without reading the page.
fn favicon_ico(countries: u32) -> Result<Vec<u8>, DrawError> {
    let mut icon = IconDir::new(ResourceType::Icon);
    for size in [16, 32] {
        let picture = tab_picture(size, countries)?;
        let image = IconImage::from_rgba_data(picture.width(), picture.height(), picture.take_demultiplied());
        icon.add_entry(IconDirEntry::encode_as_png(&image)?);
    }
    let mut file = Vec::new();
    icon.write(&mut file)?;
    Ok(file)
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

/// The mark for tabs on a round ground, transparent in the corners.
fn tab_picture(size: u16, countries: u32) -> Result<Pixmap, DrawError> {
    let mark = tab_mark(countries, 4.5, (5.75, 7.25), [MANGO, KAOLIN]);
    let drawing = canvas::square(size, &format!(r#"<circle r="125" fill="{INDIGO}"/>{mark}"#))?;
    let mut picture = Pixmap::new(size.into(), size.into()).ok_or(DrawError::NoMemory)?;
    resvg::render(&drawing, Transform::identity(), &mut picture.as_mut());
    Ok(picture)
}

#[cfg(test)]
mod tests {
    use resvg::usvg::{Options, Tree};

    use super::*;

    const NUMBERS: (u32, u32) = (305, 54);

    /// The icon that is drawn, and red, green, blue and opacity of its pixels.
    fn pixels(size: u16, reach: f32) -> Vec<[u8; 4]> {
        let picture = Pixmap::decode_png(&png(size, reach, NUMBERS).unwrap()).unwrap();
        assert_eq!((picture.width(), picture.height()), (size.into(), size.into()));
        picture.data().as_chunks::<4>().0.to_vec()
    }

    const GROUND: [u8; 4] = [0x1D, 0x1A, 0x5B, 0xFF];

    #[test]
    fn the_mark_of_a_tab_has_one_ray_per_country_by_day_and_by_night() {
        let svg = mark_svg(54);
        let rays = svg.split(r#" d=""#).nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        assert_eq!(rays.matches('l').count(), 54);
        assert!(svg.contains("prefers-color-scheme:dark"));
        assert!(Tree::from_str(&svg, &Options::default()).is_ok());
    }

    #[test]
    fn icons_have_the_size_that_was_asked_for() {
        for size in [180, 192, 512] {
            assert_eq!(pixels(size, WHOLE).len(), usize::from(size).pow(2));
        }
    }

    #[test]
    fn a_touch_icon_has_no_transparent_pixel() {
        let pixels = pixels(180, MASKABLE);
        assert!(pixels.iter().all(|pixel| pixel[3] == 255));
        assert_eq!(pixels[0], GROUND);
    }

    #[test]
    fn a_tab_shows_through_the_corners_of_its_icon() {
        let picture = tab_picture(32, 54).unwrap();
        assert_eq!(picture.pixel(0, 0).unwrap().alpha(), 0);
        assert_eq!(picture.data().as_chunks::<4>().0[16 * 32 + 16], [0xFF, 0xB3, 0x1A, 0xFF], "the disc");
    }

    #[test]
    fn no_mask_cuts_a_ray() {
        let pixels = pixels(512, MASKABLE);
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
        let icon = IconDir::read(std::io::Cursor::new(&file)).unwrap();
        assert_eq!(
            icon.entries().iter().map(|entry| (entry.width(), entry.is_png())).collect::<Vec<_>>(),
            [(16, true), (32, true)]
        );
        for (entry, size) in icon.entries().iter().zip([16, 32]) {
            assert_eq!(entry.decode().unwrap().rgba_data(), tab_picture(size, 54).unwrap().take_demultiplied());
        }
        assert!(file.len() < 4_096, "{}", file.len());
    }
}
