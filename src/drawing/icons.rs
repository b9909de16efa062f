//! The site's mark, in the sizes that browsers and telephones ask for.
//!
//! The mark is the rosace, and like a typeface it has two optical sizes. Where there is room (from 64 pixels) it is the
//! rosace itself, one dot per member, a little bolder than in a page. In the tab of a browser 305 dots would share
//! 16 × 16 pixels: no eye could tell them apart, and fewer dots would be another number. So there the seats are drawn as they look
//! from afar, as one disc; the rays stay one per country.
//!
//! As SVG the mark for tabs has no ground, fills the grid of 16 pixels (a disc of 10 across, a ring of rays 1½ wide, as much
//! between them), and wears the page's colours of dots and rays, by day and by night; as a picture, which cannot
//! know the colour of the tab, it brings its own round ground along.

use std::f64::consts::PI;
use std::sync::Arc;

use askama::Template;
use bytes::Bytes;
use ico::{IconDir, IconDirEntry, IconImage, ResourceType};
use rayon::prelude::*;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg;

use super::canvas::{self, Canvas, DrawError};
use super::colours::{PictureColours, hex};
use super::rosace::{self, Numbers, VIEW_BOX};
use crate::cache::Cache;
use crate::template;

/// How far the rays of an icon reach, in units of [`VIEW_BOX`]: in one that is shown as it is, and in one that a device cuts to a
/// shape of its own, where only a circle of 80 % of the width is safe (W3C, Web Application Manifest, « maskable »).
const WHOLE: f32 = 108.0;
const MASKABLE: f32 = 96.0;

/// The icons of the last edition, by the numbers of members and countries, and by their colours.
pub(crate) type Icons = Cache<(Numbers, PictureColours), Arc<[Icon]>>;

/// A file that browsers and telephones ask for.
#[derive(Debug)]
pub struct Icon {
    /// Its path within the site.
    pub path: &'static str,
    pub media_type: &'static str,
    pub body: Bytes,
}

/// All icons of so many members and countries, in these colours.
pub(crate) fn all(numbers: Numbers, colours: PictureColours, icons: &Icons) -> Result<Arc<[Icon]>, DrawError> {
    if let Some(drawn) = icons.get(&(numbers, colours)) {
        return Ok(drawn);
    }
    let (_, countries) = numbers;
    let icon = |path, media_type, body: Vec<u8>| Icon { path, media_type, body: body.into() };
    let mark = template::render(&TabMark::new(countries, &colours, None));
    let mut drawn = vec![
        icon("/favicon.svg", "image/svg+xml", mark.into()),
        icon("/favicon.ico", "image/vnd.microsoft.icon", favicon_ico(countries, &colours)?),
    ];
    let pictures = [
        ("/apple-touch-icon.png", 180, MASKABLE),
        ("/icon-192.png", 192, WHOLE),
        ("/icon-512.png", 512, WHOLE),
        ("/icon-maskable-512.png", 512, MASKABLE),
    ];
    let draw = |(path, size, reach)| Ok(icon(path, "image/png", png(size, reach, numbers, &colours)?));
    drawn.extend(pictures.into_par_iter().map(draw).collect::<Result<Vec<_>, DrawError>>()?);
    let drawn: Arc<[Icon]> = drawn.into();
    icons.insert((numbers, colours), Arc::clone(&drawn));
    Ok(drawn)
}

/// The mark for tabs: a disc, and rays around it.
#[derive(Template)]
#[template(path = "drawing/mark.svg")]
struct TabMark {
    /// The size in pixels of the mark as a picture; `None` for the mark as SVG.
    picture: Option<u16>,
    disc: f64,
    rays: String,
    ray_width: f64,
    /// The ground of a picture.
    ground: String,
    inks: [String; 2],
    /// The inks of the mark as SVG by night.
    night: [String; 2],
}

impl TabMark {
    fn new(countries: u32, colours: &PictureColours, picture: Option<u16>) -> Self {
        /// A pixel of a tab's icon, of which 16 make the width of the drawing.
        const PIXEL: f64 = 250.0 / 16.0;
        let (disc, (from, to), inks) = match picture {
            None => (5.0, (6.5, 8.0), colours.tab[0]),
            Some(_) => (4.5, (5.75, 7.25), [colours.dots, colours.ink]),
        };
        Self {
            picture,
            disc: disc * PIXEL,
            rays: rosace::rays(countries, (from * PIXEL, to * PIXEL)),
            // A ray is as wide as the gap to the next, half way along.
            ray_width: PI * f64::midpoint(from, to) * PIXEL / f64::from(countries.max(1)),
            ground: hex(colours.ground),
            inks: inks.map(hex),
            night: colours.tab[1].map(hex),
        }
    }
}

/// The rosace as a square PNG of so many pixels, on a full ground as a sharing card has it, and nothing transparent (Apple's touch
/// icons are shown on black where they are).
fn png(size: u16, reach: f32, numbers: Numbers, colours: &PictureColours) -> Result<Vec<u8>, DrawError> {
    let mut canvas = Canvas::new(size, size);
    canvas.paint(&canvas::rosace(size, reach, numbers, (150.0, 4))?, Transform::identity())?;
    canvas.png(colours)
}

/// The mark for tabs as `favicon.ico`, in 16 and 32 pixels, for whatever asks for that address without reading the page.
fn favicon_ico(countries: u32, colours: &PictureColours) -> Result<Vec<u8>, DrawError> {
    let mut icon = IconDir::new(ResourceType::Icon);
    for size in [16, 32] {
        let picture = tab_picture(size, countries, colours)?;
        let image = IconImage::from_rgba_data(picture.width(), picture.height(), picture.take_demultiplied());
        icon.add_entry(IconDirEntry::encode_as_png(&image)?);
    }
    let mut file = Vec::new();
    icon.write(&mut file)?;
    Ok(file)
}

fn tab_picture(size: u16, countries: u32, colours: &PictureColours) -> Result<Pixmap, DrawError> {
    let mark = template::render(&TabMark::new(countries, colours, Some(size)));
    let drawing = usvg::Tree::from_str(&mark, &usvg::Options::default())?;
    let mut picture = Pixmap::new(size.into(), size.into()).ok_or(DrawError::NoMemory)?;
    resvg::render(&drawing, Transform::identity(), &mut picture.as_mut());
    Ok(picture)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NUMBERS: Numbers = (305, 54);

    const GROUND: [u8; 4] = [0x1D, 0x1A, 0x5B, 0xFF];

    #[test]
    fn the_mark_of_a_tab_has_one_ray_per_country_by_day_and_by_night() {
        let mark = TabMark::new(54, &PictureColours::default(), None);
        assert_eq!(mark.rays.matches('l').count(), 54);
        let svg = template::render(&mark);
        assert!(svg.contains("prefers-color-scheme:dark"));
        assert!(usvg::Tree::from_str(&svg, &usvg::Options::default()).is_ok());
    }

    #[test]
    fn a_touch_icon_has_no_transparent_pixel_and_no_mask_cuts_a_ray() {
        for size in [180, 192, 512] {
            let picture =
                Pixmap::decode_png(&png(size, MASKABLE, NUMBERS, &PictureColours::default()).unwrap()).unwrap();
            assert_eq!((picture.width(), picture.height()), (size.into(), size.into()));
            let (pixels, _) = picture.data().as_chunks::<4>();
            assert!(pixels.iter().all(|pixel| pixel[3] == 255));
            let width = f32::from(size);
            for (y, row) in (0_u16..).zip(pixels.chunks_exact(size.into())) {
                for (x, pixel) in (0_u16..).zip(row) {
                    let [from_left, from_top] = [x, y].map(|at| f32::from(at) - (width - 1.0) / 2.0);
                    assert!(from_left.hypot(from_top) <= 0.4 * width || *pixel == GROUND, "{x} {y}");
                }
            }
        }
    }

    #[test]
    fn a_tab_shows_through_the_corners_of_its_icon() {
        let picture = tab_picture(32, 54, &PictureColours::default()).unwrap();
        assert_eq!(picture.pixel(0, 0).unwrap().alpha(), 0);
        assert_eq!(picture.data().as_chunks::<4>().0[16 * 32 + 16], [0xFF, 0xB3, 0x1A, 0xFF], "the disc");
    }

    #[test]
    fn the_icon_file_holds_both_sizes_where_it_says() {
        let file = favicon_ico(54, &PictureColours::default()).unwrap();
        let icon = IconDir::read(std::io::Cursor::new(&file)).unwrap();
        assert_eq!(icon.entries().len(), 2);
        for (entry, size) in icon.entries().iter().zip([16, 32]) {
            assert_eq!((entry.width(), entry.is_png()), (size.into(), true));
            assert_eq!(
                entry.decode().unwrap().rgba_data(),
                tab_picture(size, 54, &PictureColours::default()).unwrap().take_demultiplied()
            );
        }
        assert!(file.len() < 4_096, "{}", file.len());
    }
}
