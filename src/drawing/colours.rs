//! The colours of what the site draws as pictures, which cannot read its stylesheet.

/// A colour of sRGB.
pub type Rgb = [u8; 3];

/// The colours of sharing cards and icons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PictureColours {
    /// The ground, the ink of type and rays, and the ink of dots.
    pub ground: Rgb,
    pub ink: Rgb,
    pub dots: Rgb,
    /// The disc and the rays of the mark for tabs, by day and by night.
    pub tab: [[Rgb; 2]; 2],
}

/// The site's own: kaolin and mango on indigo, and the mark in bissap and encre.
impl Default for PictureColours {
    fn default() -> Self {
        Self {
            ground: [0x1D, 0x1A, 0x5B],
            ink: [0xFA, 0xF8, 0xF9],
            dots: [0xFF, 0xB3, 0x1A],
            tab: [[[0x7A, 0x11, 0x40], [0x1A, 0x14, 0x23]], [[0xFF, 0xC2, 0x4D], [0xF4, 0xEF, 0xF6]]],
        }
    }
}

/// A colour as SVG writes it.
pub fn hex([red, green, blue]: Rgb) -> String {
    format!("#{red:02X}{green:02X}{blue:02X}")
}
