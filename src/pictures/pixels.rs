//! Pixels: made fewer, and turned upright.

use resize::{Pixel, Type};
use rgb::FromSlice as _;

use super::parts::Orientation;

/// A picture as rows of pixels, each of 1 (grey), 3 (red, green, blue) or 4 bytes (and opacity).
pub(super) struct Pixels {
    pub width: u32,
    pub height: u32,
    pub channels: usize,
    pub bytes: Vec<u8>,
}

impl Pixels {
    /// As many bytes as pixels of so many channels have; nothing where it is another number.
    pub(super) fn new(width: u32, height: u32, channels: usize, bytes: Vec<u8>) -> Option<Self> {
        let pixels = usize::try_from(width).ok()?.checked_mul(usize::try_from(height).ok()?)?;
        let fits = pixels > 0 && pixels.checked_mul(channels) == Some(bytes.len());
        fits.then_some(Self { width, height, channels, bytes })
    }

    pub(super) fn has_alpha(&self) -> bool {
        self.channels == 4
    }

    /// The same without opacity, where it is the same everywhere.
    pub(super) fn without_needless_alpha(self) -> Self {
        if !self.has_alpha() || self.bytes.as_rgba().iter().any(|pixel| pixel.a != u8::MAX) {
            return self;
        }
        let bytes = self.bytes.as_rgba().iter().flat_map(|pixel| [pixel.r, pixel.g, pixel.b]).collect();
        Self { channels: 3, bytes, ..self }
    }

    /// The same with no more than so many pixels on its longest side.
    pub(super) fn reduced_to(mut self, longest: u32) -> Self {
        while self.width.min(self.height) > 1 && self.width.max(self.height) / 2 >= longest {
            self = self.halved();
        }
        let side = self.width.max(self.height);
        if side <= longest {
            return self;
        }
        // Rounded, and never nothing.
        let scaled = |pixels: u32| {
            let scaled = (u64::from(pixels) * u64::from(longest) + u64::from(side) / 2) / u64::from(side);
            u32::try_from(scaled).unwrap_or(longest).max(1)
        };
        let (width, height) = (scaled(self.width), scaled(self.height));
        match self.resized(width, height) {
            Some(bytes) => Self { width, height, bytes, ..self },
            None => self,
        }
    }

    fn resized(&self, width: u32, height: u32) -> Option<Vec<u8>> {
        let [w1, h1, w2, h2] =
            [self.width, self.height, width, height].map(|side| usize::try_from(side).unwrap_or_default());
        let (from, mut to) = (self.bytes.as_slice(), vec![0; w2 * h2 * self.channels]);
        // Its weights are polynomials, the same on every machine.
        let filter = Type::Catrom;
        let resized = match self.channels {
            1 => resize::new(w1, h1, w2, h2, Pixel::Gray8, filter)
                .and_then(|mut one| one.resize(from.as_gray(), to.as_gray_mut())),
            3 => resize::new(w1, h1, w2, h2, Pixel::RGB8, filter)
                .and_then(|mut one| one.resize(from.as_rgb(), to.as_rgb_mut())),
            _ => resize::new(w1, h1, w2, h2, Pixel::RGBA8P, filter)
                .and_then(|mut one| one.resize(from.as_rgba(), to.as_rgba_mut())),
        };
        resized.ok().map(|()| to)
    }

    /// Each four pixels as their mean, in the memory of the former ones; a last odd row or column is left out.
    fn halved(mut self) -> Self {
        let channels = self.channels;
        let row = usize::try_from(self.width).unwrap_or_default() * channels;
        let (width, height) = (self.width / 2, self.height / 2);
        let columns = usize::try_from(width).unwrap_or_default();
        let mut to = 0;
        for y in 0..usize::try_from(height).unwrap_or_default() {
            for x in 0..columns {
                let from = 2 * y * row + 2 * x * channels;
                for channel in from..from + channels {
                    let four = [channel, channel + channels, channel + row, channel + row + channels];
                    let sum: u16 = four.iter().map(|at| u16::from(self.bytes[*at])).sum();
                    self.bytes[to] = u8::try_from((sum + 2) / 4).unwrap_or(u8::MAX);
                    to += 1;
                }
            }
        }
        self.bytes.truncate(to);
        self.bytes.shrink_to_fit();
        Self { width, height, ..self }
    }

    /// The same upright.
    pub(super) fn turned(self, orientation: Orientation) -> Self {
        if !orientation.is_turned() {
            return self;
        }
        let (width, height) = orientation.turned((self.width, self.height));
        let mut bytes = Vec::with_capacity(self.bytes.len());
        let (right, bottom) = (self.width - 1, self.height - 1);
        for y in 0..height {
            for x in 0..width {
                // Where the pixel that is seen at (x, y) stands in the file (EXIF 2.3, 4.6.4).
                let (column, row) = match orientation.0 {
                    2 => (right - x, y),
                    3 => (right - x, bottom - y),
                    4 => (x, bottom - y),
                    5 => (y, x),
                    6 => (y, bottom - x),
                    7 => (right - y, bottom - x),
                    8 => (right - y, x),
                    _ => (x, y),
                };
                let pixel = u64::from(row) * u64::from(self.width) + u64::from(column);
                let at = usize::try_from(pixel).unwrap_or_default() * self.channels;
                bytes.extend_from_slice(&self.bytes[at..at + self.channels]);
            }
        }
        Self { width, height, bytes, ..self }
    }
}
