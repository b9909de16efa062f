//! The pixels of a file, in bounded memory.

use std::io::Cursor;

use image_webp::WebPDecoder;
use jpeg_decoder::{CodingProcess, PixelFormat};

use super::parts::Parts;
use super::pixels::Pixels;
use super::{MOST_MEGAPIXELS, MOST_MEGAPIXELS_AT_ONCE, PictureError, PictureFormat, REDUCED};

/// Bytes for encoding a picture of a few megapixels, which it is in the end.
const ENCODING: u64 = 32_000_000;

/// What is known of a picture before its pixels are read.
pub(super) struct PictureHead {
    pub width: u32,
    pub height: u32,
    /// Whether it moves: then only its first picture is looked at.
    pub is_animated: bool,
    format: PictureFormat,
    /// Whether all of it has to be in memory at once.
    is_at_once: bool,
}

impl PictureHead {
    /// Reads the head of a file; fails where it has more pixels than may be.
    pub(super) fn of(parts: &Parts, format: PictureFormat) -> Result<Self, PictureError> {
        let bytes = &parts.stripped[..];
        let (width, height, is_animated, is_at_once) = match format {
            PictureFormat::Jpeg => {
                let mut decoder = jpeg_decoder::Decoder::new(bytes);
                decoder.read_info().map_err(broken)?;
                let about = decoder.info().ok_or(PictureError::Broken)?;
                (about.width.into(), about.height.into(), false, about.coding_process != CodingProcess::DctSequential)
            }
            PictureFormat::Png => {
                let reader = png::Decoder::new(Cursor::new(bytes)).read_info().map_err(broken)?;
                let about = reader.info();
                (about.width, about.height, about.animation_control.is_some(), true)
            }
            PictureFormat::WebP => {
                let decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(broken)?;
                let (width, height) = decoder.dimensions();
                (width, height, decoder.is_animated(), true)
            }
        };
        let limit = if is_at_once { MOST_MEGAPIXELS_AT_ONCE } else { MOST_MEGAPIXELS };
        if u64::from(width) * u64::from(height) > limit * 1_000_000 {
            return Err(PictureError::TooManyPixels { width, height, limit });
        }
        Ok(Self { width, height, is_animated, format, is_at_once })
    }

    /// About how many bytes it takes to read it and to make it smaller.
    pub(super) fn memory(&self) -> u64 {
        let pixels = u64::from(self.width) * u64::from(self.height);
        if self.is_at_once {
            return 6 * pixels + ENCODING;
        }
        // A JPEG that is read row by row is made smaller at once, by so many eighths; its planes are gone when it is encoded.
        let side = u64::from(self.width.max(self.height));
        let eighths = [1, 2, 4].into_iter().find(|eighths| side * eighths >= 8 * u64::from(REDUCED)).unwrap_or(8);
        let read = pixels * eighths * eighths / 64;
        (6 * read).max(3 * read + ENCODING)
    }

    /// The pixels, in a width and height of their own, or of a half, a quarter or an eighth where the longest side then still has
    /// `longest` pixels.
    pub(super) fn pixels(&self, parts: &Parts, longest: u32) -> Result<Pixels, PictureError> {
        let bytes = &parts.stripped[..];
        match self.format {
            PictureFormat::Jpeg => self.jpeg(bytes, longest),
            PictureFormat::Png => Self::png(bytes),
            PictureFormat::WebP => self.webp(bytes),
        }
    }

    fn jpeg(&self, bytes: &[u8], longest: u32) -> Result<Pixels, PictureError> {
        let mut decoder = jpeg_decoder::Decoder::new(bytes);
        let side = self.width.max(self.height);
        let wanted = |pixels: u32| u16::try_from((pixels * longest.min(side)).div_ceil(side)).unwrap_or(u16::MAX);
        let (width, height) = decoder.scale(wanted(self.width), wanted(self.height)).map_err(broken)?;
        let pixels = decoder.decode().map_err(broken)?;
        let (channels, pixels) = match decoder.info().map(|about| about.pixel_format) {
            Some(PixelFormat::L8) => (1, pixels),
            Some(PixelFormat::RGB24) => (3, pixels),
            Some(PixelFormat::CMYK32) => (3, pixels.as_chunks().0.iter().copied().flat_map(rgb_of_cmyk).collect()),
            _ => return Err(PictureError::Broken),
        };
        Pixels::new(width.into(), height.into(), channels, pixels).ok_or(PictureError::Broken)
    }

    fn png(bytes: &[u8]) -> Result<Pixels, PictureError> {
        let mut decoder = png::Decoder::new(Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::normalize_to_color8());
        let mut reader = decoder.read_info().map_err(broken)?;
        let mut pixels = vec![0; reader.output_buffer_size().ok_or(PictureError::Broken)?];
        let about = reader.next_frame(&mut pixels).map_err(broken)?;
        reader.finish().map_err(broken)?;
        pixels.truncate(about.buffer_size());
        let (channels, pixels) = match about.color_type {
            png::ColorType::Grayscale => (1, pixels),
            png::ColorType::Rgb => (3, pixels),
            png::ColorType::GrayscaleAlpha => {
                (4, pixels.as_chunks().0.iter().flat_map(|[grey, alpha]| [*grey, *grey, *grey, *alpha]).collect())
            }
            _ => (4, pixels),
        };
        let pixels = Pixels::new(about.width, about.height, channels, pixels).ok_or(PictureError::Broken)?;
        Ok(pixels.without_needless_alpha())
    }

    fn webp(&self, bytes: &[u8]) -> Result<Pixels, PictureError> {
        let mut decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(broken)?;
        let mut pixels = vec![0; decoder.output_buffer_size().ok_or(PictureError::Broken)?];
        decoder.read_image(&mut pixels).map_err(broken)?;
        let channels = if decoder.has_alpha() { 4 } else { 3 };
        let pixels = Pixels::new(self.width, self.height, channels, pixels).ok_or(PictureError::Broken)?;
        Ok(pixels.without_needless_alpha())
    }
}

/// What a reader says is wrong is of no use to who took the picture.
fn broken(_: impl std::error::Error) -> PictureError {
    PictureError::Broken
}

/// Inks as light: without their profile, which belongs to a press.
fn rgb_of_cmyk(inks: [u8; 4]) -> [u8; 3] {
    let [c, m, y, k] = inks.map(|ink| u16::from(u8::MAX - ink));
    [c, m, y].map(|light| u8::try_from(light * k / 255).unwrap_or(u8::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_photographs_of_a_usual_camera_are_prepared_at_one_time() {
        for (width, height) in [(3000, 2250), (3264, 2448), (4000, 3000), (4608, 3456), (6000, 4000), (8064, 6048)] {
            let format = PictureFormat::Jpeg;
            let memory = PictureHead { width, height, is_animated: false, format, is_at_once: false }.memory();
            assert!(2 * memory <= crate::pictures::budget::BYTES, "{width} × {height}: {memory}");
        }
    }
}
