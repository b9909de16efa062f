//! Drawings in two inks, as PNGs of sixteen colours.
//!
//! Whatever the site draws as a picture (sharing cards, icons) is kaolin and mango on indigo. What is kept of a drawing is
//! therefore coverage rather than colour: each pixel is indigo, or so many eighths of kaolin or sevenths of mango on it.
//! That makes sixteen colours, so that a pixel takes four bits and no quantiser has to guess. A site with colours of its own has other
//! ones in the palette, and the same pixels.

use std::io::Write as _;

use askama::Template;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use resvg::tiny_skia::{IntRect, Pixmap, PremultipliedColorU8, Rect, Transform};
use resvg::usvg;

use super::colours::{PictureColours, Rgb};
use super::rosace::{self, Numbers, Rosace, VIEW_BOX};
use crate::template;

/// The ink of type and rays, as SVG wants it.
pub const KAOLIN: &str = "#FAF8F9";
/// The ink of dots.
pub const MANGO: &str = "#FFB31A";

/// Steps from the ground to each ink. With the ground itself they make sixteen.
const KAOLIN_STEPS: u8 = 8;
const MANGO_STEPS: u8 = 7;

/// Why a picture could not be drawn.
#[derive(Debug, thiserror::Error)]
pub enum DrawError {
    #[error("the drawing is not valid SVG")]
    Svg(#[from] usvg::Error),
    #[error("the picture could not be written as PNG")]
    Png(#[from] png::EncodingError),
    #[error("the icon could not be written as ICO")]
    Ico(#[from] std::io::Error),
    #[error("no memory left to draw a picture")]
    NoMemory,
}

/// A picture on an indigo ground: one palette index a pixel, two pixels a byte, as the PNG will hold them.
#[derive(Debug, Clone)]
pub struct Canvas {
    width: u16,
    height: u16,
    packed: Vec<u8>,
}

impl Canvas {
    /// A canvas of nothing but ground.
    pub fn new(width: u16, height: u16) -> Self {
        Self { width, height, packed: vec![0; usize::from(width.div_ceil(2)) * usize::from(height)] }
    }

    /// Paints a drawing on the canvas.
    ///
    /// A user unit of the drawing is a pixel after `transform`. Its paint has to be [`KAOLIN`] or [`MANGO`], opaque, and no
    /// ink may touch the other. Pixels without ink stay as they were; ink beyond the edges is lost.
    pub fn paint(&mut self, drawing: &usvg::Tree, transform: Transform) -> Result<(), DrawError> {
        let Some(field) = self.field(drawing, transform) else { return Ok(()) };
        let mut ink = Pixmap::new(field.width(), field.height()).ok_or(DrawError::NoMemory)?;
        let origin = field.to_rect();
        resvg::render(drawing, transform.post_translate(-origin.x(), -origin.y()), &mut ink.as_mut());

        let [left, top] = [field.x(), field.y()].map(|at| usize::try_from(at).unwrap_or_default());
        let rows = self.packed.chunks_exact_mut(self.width.div_ceil(2).into()).skip(top);
        for (row, inked) in rows.zip(ink.pixels().chunks_exact(field.width() as usize)) {
            for (x, ink) in (left..).zip(inked).filter(|(_, ink)| ink.alpha() > 0) {
                match (index(*ink), x % 2) {
                    (0, _) => {}
                    (index, 0) => row[x / 2] = index << 4 | row[x / 2] & 0x0F,
                    (index, _) => row[x / 2] = row[x / 2] & 0xF0 | index,
                }
            }
        }
        Ok(())
    }

    /// The pixels that a drawing can reach: its box, and what letters may hang over it. `None` if it lies beside the canvas.
    fn field(&self, drawing: &usvg::Tree, transform: Transform) -> Option<IntRect> {
        const OVERHANG: f32 = 8.0;
        let canvas = Rect::from_xywh(0.0, 0.0, self.width.into(), self.height.into())?;
        let reached = drawing.root().abs_layer_bounding_box().transform(transform)?.to_rect();
        reached.outset(OVERHANG, OVERHANG)?.intersect(&canvas)?.round_out()
    }

    /// The canvas as a PNG (W3C, third edition) in these colours, four bits a pixel.
    ///
    /// # Errors
    ///
    /// If the encoder refuses the picture, which it does only for one without a pixel.
    pub fn png(&self, colours: &PictureColours) -> Result<Vec<u8>, DrawError> {
        let data = self.compressed()?;
        let mut out = Vec::with_capacity(data.len() + 256);
        let mut encoder = png::Encoder::new(&mut out, self.width.into(), self.height.into());
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Four);
        encoder.set_palette(palette(colours));
        let mut writer = encoder.write_header()?;
        // The encoder would compress row by row and clear its buffer each time, which takes twice as long.
        writer.write_chunk(png::chunk::IDAT, &data)?;
        writer.finish()?;
        // A picture is kept as long as its page.
        out.shrink_to_fit();
        Ok(out)
    }

    /// The rows as a PNG compresses them: each after a byte that says that it is not filtered (flat colours do not gain).
    fn compressed(&self) -> Result<Vec<u8>, png::EncodingError> {
        let rows = self.packed.chunks_exact(self.width.div_ceil(2).into());
        let mut bytes = Vec::with_capacity(self.packed.len() + usize::from(self.height));
        for row in rows {
            bytes.push(0);
            bytes.extend_from_slice(row);
        }
        let mut encoder = ZlibEncoder::new(Vec::with_capacity(48 * 1024), Compression::new(LEVEL));
        encoder.write_all(&bytes)?;
        Ok(encoder.finish()?)
    }
}

/// The rosace as a square picture.
#[derive(Template)]
#[template(path = "drawing/picture.svg")]
struct RosacePicture {
    size: u16,
    scale: f32,
    rosace: Rosace,
    dot_width: String,
    ray_width: u8,
}

/// The rosace of `(members, countries)` in the middle of a square.
///
/// `size` is that of the square, in pixels; `reach` the length from its centre to the tips of the rays, in units of [`VIEW_BOX`],
/// which is 250 wide; `(dots, ray_width)` their weight, of dots as [`rosace::dot_width`] has it.
pub fn rosace(
    size: u16,
    reach: f32,
    (members, countries): Numbers,
    (dots, ray_width): (f64, u8),
) -> Result<usvg::Tree, DrawError> {
    let (scale, dot_width) = (reach / rosace::REACH, rosace::dot_width(members, dots));
    let picture = RosacePicture { size, scale, rosace: Rosace::new(members, countries), dot_width, ray_width };
    Ok(usvg::Tree::from_str(&template::render(&picture), &usvg::Options::default())?)
}

/// The level of deflate. The next one takes several times as long and saves a twentieth.
const LEVEL: u32 = 5;

/// The palette index of a pixel of ink. Kaolin is nearly white and mango has nearly no blue, so that the share of blue
/// tells them apart at any coverage.
fn index(ink: PremultipliedColorU8) -> u8 {
    let level = |steps: u8| {
        let rounded = (u16::from(ink.alpha()) * u16::from(steps) + 127) / 255;
        u8::try_from(rounded).unwrap_or(steps)
    };
    if ink.blue() > ink.alpha() / 2 {
        level(KAOLIN_STEPS)
    } else {
        match level(MANGO_STEPS) {
            0 => 0,
            level => KAOLIN_STEPS + level,
        }
    }
}

/// The sixteen colours, three bytes each: the ground, the ink of type from faint to full, that of dots from faint to full.
fn palette(colours: &PictureColours) -> Vec<u8> {
    let PictureColours { ground, ink, dots, .. } = *colours;
    let steps = |ink: Rgb, steps: u8| (1..=steps).flat_map(move |step| blend(ink, ground, (step, steps)));
    ground.into_iter().chain(steps(ink, KAOLIN_STEPS)).chain(steps(dots, MANGO_STEPS)).collect()
}

/// So many steps of an ink on a ground.
fn blend(ink: Rgb, ground: Rgb, (step, steps): (u8, u8)) -> Rgb {
    let (step, steps) = (u16::from(step), u16::from(steps));
    std::array::from_fn(|i| {
        let mixed = u16::from(ink[i]) * step + u16::from(ground[i]) * (steps - step) + steps / 2;
        u8::try_from(mixed / steps).unwrap_or(u8::MAX)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::colours::hex;

    /// The colours of the first pixels.
    fn picture(svg_content: &str, colours: &PictureColours) -> Vec<Rgb> {
        let svg = format!(r#"<svg xmlns="http://www.w3.org/2000/svg" width="4" height="2">{svg_content}</svg>"#);
        let tree = usvg::Tree::from_str(&svg, &usvg::Options::default()).unwrap();
        let mut canvas = Canvas::new(4, 2);
        canvas.paint(&tree, Transform::identity()).unwrap();
        let picture = Pixmap::decode_png(&canvas.png(colours).unwrap()).unwrap();
        picture.pixels().iter().map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]).collect()
    }

    #[test]
    fn the_three_colours_arrive_as_they_are_and_an_edge_is_a_blend_of_ink_and_ground() {
        let other =
            PictureColours { ground: [250, 250, 240], ink: [0, 60, 20], dots: [90, 0, 0], ..PictureColours::default() };
        for colours in [PictureColours::default(), other] {
            let PictureColours { ground, ink, dots, .. } = colours;
            let rects = format!(
                r#"<rect width="1" height="1" fill="{KAOLIN}"/><rect x="1" width="1" height="1" fill="{MANGO}"/>"#
            );
            assert_eq!(picture(&rects, &colours)[..3], [ink, dots, ground]);
            let pixels = picture(&format!(r#"<rect width=".5" height="1" fill="{KAOLIN}"/>"#), &colours);
            assert_eq!(pixels[0], blend(ink, ground, (4, 8)));
        }
    }

    #[test]
    fn names_and_numbers_of_colours_agree() {
        let PictureColours { ink, dots, .. } = PictureColours::default();
        assert_eq!([KAOLIN, MANGO].map(str::to_owned), [ink, dots].map(hex));
        assert_eq!(palette(&PictureColours::default()).len(), 16 * 3);
    }
}
