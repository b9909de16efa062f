//! The faces of the type, Libertinus Serif, as the binary carries them.

/// The name of the family, for `font-family` and for whoever asks what the site is set in.
pub const FAMILY: &str = "Libertinus Serif";

/// One of the three faces that the site uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    /// Running text, figures, years, the quotation.
    Regular,
    /// Titles of works, words of another language, notes on time.
    Italic,
    /// Titles, labels, navigation.
    Semibold,
}

impl Face {
    /// All faces, in the order in which the stylesheet declares them.
    pub const ALL: [Self; 3] = [Self::Regular, Self::Italic, Self::Semibold];

    /// The whole face, uncut, as an OpenType file.
    pub fn bytes(self) -> &'static [u8] {
        match self {
            Self::Regular => include_bytes!(concat!(env!("OUT_DIR"), "/regular.otf")),
            Self::Italic => include_bytes!(concat!(env!("OUT_DIR"), "/italic.otf")),
            Self::Semibold => include_bytes!(concat!(env!("OUT_DIR"), "/semibold.otf")),
        }
    }

    /// A stem for the file name of the cut face, such as `libertinus-serif-regular`.
    pub fn stem(self) -> &'static str {
        match self {
            Self::Regular => "libertinus-serif-regular",
            Self::Italic => "libertinus-serif-italic",
            Self::Semibold => "libertinus-serif-semibold",
        }
    }
}
