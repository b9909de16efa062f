//! Photographs as they are published: upright, no larger than a page shows them, without what tells where and by whom they were taken.
//!
//! Editors put into `static/` what their camera gave them. One that is small enough loses only the parts of its file that are no
//! picture, and keeps each pixel; a larger one is made smaller and encoded anew. The original stays as it is. Each content is prepared
//! once and remembered, as that costs more than all the rest of a publication. The same file gives the same bytes on every machine:
//! no part of this depends on the processor.

mod budget;
mod decode;
mod encode;
mod parts;
mod pixels;
mod progress;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use bytes::Bytes;

use crate::cache::Cache;
use crate::stored_file::FileContent;
use budget::MemoryBudget;
use parts::Parts;

pub use progress::PictureProgress;

/// A photograph of more bytes is encoded anew.
pub const HEAVIEST: usize = 300_000;

/// So is one with more pixels on a side: twice the widest column, for sharp screens.
pub const LARGEST: u32 = 2_400;

/// Pixels of the longest side of one that is made smaller.
pub const REDUCED: u32 = 2_000;

/// What cannot be made lighter than this without loss, as it has transparent places, is refused.
pub const HEAVIEST_REDUCED: usize = 1_000_000;

/// Millions of pixels that a photograph may have; one that cannot be read in parts, at a fraction of its size, may have
/// [`MOST_MEGAPIXELS_AT_ONCE`].
pub const MOST_MEGAPIXELS: u64 = 100;

/// Millions of pixels of a PNG, a WebP and a progressive JPEG, which have to be in memory at once.
pub const MOST_MEGAPIXELS_AT_ONCE: u64 = 25;

/// The formats that are read and written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PictureFormat {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// WebP.
    WebP,
}

/// Why a picture cannot be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PictureError {
    /// It ends too early, or its pixels cannot be read.
    Broken,
    /// It is a picture of another kind than its name says, by the name of that kind; nothing if it is none that is known.
    OtherKind(&'static str),
    /// It has too many pixels to be read in bounded memory.
    TooManyPixels {
        /// Its width.
        width: u32,
        /// Its height.
        height: u32,
        /// In millions.
        limit: u64,
    },
    /// It moves, and has too many pixels on a side.
    TooLarge {
        /// Its width.
        width: u32,
        /// Its height.
        height: u32,
    },
    /// It cannot be made light enough.
    TooHeavy {
        /// How many it would have.
        bytes: usize,
        /// How many it may have.
        limit: usize,
    },
    /// The disk failed.
    Unreadable(String),
}

/// A picture that is ready to be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreparedPicture {
    /// Its bytes.
    pub body: Bytes,
    /// Their format, which may be another than that of the original.
    pub format: PictureFormat,
    /// Its width and height.
    pub size: (u32, u32),
    /// What was done, where anything was.
    pub change: Option<PictureChange>,
}

/// What was done to a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureChange {
    /// How many bytes the original has.
    pub bytes_before: u64,
    /// The width and height of the original, as they are seen.
    pub size_before: (u32, u32),
    /// Whether it was encoded anew.
    pub is_reduced: bool,
    /// What else was taken out.
    pub removed: Removed,
}

/// What was taken out of a picture's file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Removed {
    /// Nothing.
    #[default]
    Nothing,
    /// What tells of camera, program, time or person.
    Metadata,
    /// That, and the place.
    Position,
}

/// A picture as it is remembered, or why there is none.
type PictureResult = Result<Arc<PreparedPicture>, PictureError>;

/// Prepares pictures, and remembers them by the hash of the original.
#[derive(Debug, Default)]
pub struct Pictures {
    /// Whom to tell how far it is.
    pub(crate) progress: PictureProgress,
    /// Whether only their heads are read, for somebody who asks for something else.
    pub(crate) is_unseen: bool,
    prepared: Cache<([u8; 32], PictureFormat), PictureResult>,
    budget: MemoryBudget,
}

impl Pictures {
    /// The picture whose file has this content, which its name says to be of this format.
    ///
    /// # Errors
    ///
    /// It cannot be published: see [`PictureError`].
    pub fn prepare(&self, content: &FileContent, format: PictureFormat) -> PictureResult {
        let key = (content.hash(), format);
        if let Some(outcome) = self.prepared.get(&key) {
            return outcome;
        }
        let bytes = content.to_bytes().map_err(|error| PictureError::Unreadable(error.to_string()))?;
        // The readers of pictures meet files that nobody foresaw: whatever they do, it is the file that is broken.
        let prepared = catch_unwind(AssertUnwindSafe(|| self.prepare_bytes(&bytes, format)));
        let outcome = prepared.unwrap_or(Err(PictureError::Broken)).map(Arc::new);
        self.prepared.insert(key, outcome.clone());
        outcome
    }

    /// Forgets what the edition that is now complete does not show.
    pub(crate) fn end_edition(&self) {
        self.prepared.end_edition();
    }

    fn prepare_bytes(&self, bytes: &Bytes, format: PictureFormat) -> Result<PreparedPicture, PictureError> {
        let found = kind(bytes);
        if found != format.name() {
            return Err(PictureError::OtherKind(found));
        }
        let parts = Parts::of(bytes, format).ok_or(PictureError::Broken)?;
        let source = decode::PictureHead::of(&parts, format)?;
        let (width, height) = (source.width, source.height);
        let is_turned = parts.orientation.is_turned();
        let is_light = parts.stripped.len() <= HEAVIEST && width <= LARGEST && height <= LARGEST;
        let keeps_pixels = is_light && !is_turned;
        let size_before = parts.orientation.turned((width, height));
        let change = |is_reduced| PictureChange {
            bytes_before: bytes.len() as u64,
            size_before,
            is_reduced,
            removed: parts.removed,
        };
        let as_it_is = || {
            let change = (parts.removed != Removed::Nothing).then(|| change(false));
            PreparedPicture { body: parts.stripped.clone(), format, size: (width, height), change }
        };
        if source.is_animated {
            return if width > LARGEST || height > LARGEST {
                Err(PictureError::TooLarge { width, height })
            } else if parts.stripped.len() > HEAVIEST {
                Err(PictureError::TooHeavy { bytes: parts.stripped.len(), limit: HEAVIEST })
            } else {
                Ok(as_it_is())
            };
        }
        if self.is_unseen {
            return Ok(as_it_is());
        }
        let _room = self.budget.take(source.memory());
        // One that stays as it is is read as small as can be: only to see that it can be.
        let pixels = source.pixels(&parts, if keeps_pixels { 1 } else { REDUCED })?;
        if keeps_pixels {
            return Ok(as_it_is());
        }
        let longest = if is_light { LARGEST } else { REDUCED };
        let pixels = pixels.reduced_to(longest).turned(parts.orientation);
        let size = (pixels.width, pixels.height);
        let (body, format) = encode::smallest(&pixels, format, parts.icc.as_ref()).ok_or(PictureError::Broken)?;
        if !is_turned && size == (width, height) && body.len() >= parts.stripped.len() {
            // It has been saved well enough before.
            return Ok(as_it_is());
        }
        if pixels.has_alpha() && body.len() > HEAVIEST_REDUCED {
            return Err(PictureError::TooHeavy { bytes: body.len(), limit: HEAVIEST_REDUCED });
        }
        Ok(PreparedPicture { body, format, size, change: Some(change(true)) })
    }
}

impl PictureFormat {
    /// The format that a file's extension, in small letters, names.
    pub fn of_extension(extension: &str) -> Option<Self> {
        match extension {
            "jpg" | "jpeg" => Some(Self::Jpeg),
            "png" => Some(Self::Png),
            "webp" => Some(Self::WebP),
            _ => None,
        }
    }

    /// The extension of its files.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::WebP => "webp",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::WebP => "image/webp",
        }
    }

    fn name(self) -> &'static str {
        if self == Self::Jpeg { "jpeg" } else { self.extension() }
    }
}

/// The kind of picture that begins so, by the name that its files end in; nothing for what is none.
pub fn kind(bytes: &[u8]) -> &'static str {
    use imagesize::{Compression, ImageType};
    match imagesize::image_type(bytes) {
        Ok(ImageType::Gif) => "gif",
        Ok(ImageType::Jpeg) => "jpeg",
        Ok(ImageType::Png) => "png",
        Ok(ImageType::Webp) => "webp",
        Ok(ImageType::Heif(Compression::Av1)) => "avif",
        Ok(ImageType::Heif(_)) => "heic",
        Ok(ImageType::Bmp) => "bmp",
        Ok(ImageType::Tiff) => "tiff",
        _ => "",
    }
}

#[cfg(test)]
mod tests;
