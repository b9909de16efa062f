//! The parts of a picture's file: those that are its picture stay, all that tells of its maker goes, and no pixel is touched.

use bytes::Bytes;
use exif::{In, Reader, Tag};
use img_parts::jpeg::{Jpeg, JpegSegment, markers};
use img_parts::png::{Png, PngChunk};
use img_parts::webp::WebP;
use img_parts::{ImageEXIF, ImageICC};

use super::{PictureFormat, Removed};

/// A picture's file, taken apart.
pub(super) struct Parts {
    /// The file without what is no picture; the very same bytes where there was nothing of it.
    pub stripped: Bytes,
    /// What was taken out.
    pub removed: Removed,
    /// How the camera was held.
    pub orientation: Orientation,
    /// The profile of its colours (ICC), which stays.
    pub icc: Option<Bytes>,
}

/// How pixels are to be turned to stand upright: 1 to 8, as EXIF counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Orientation(pub(super) u8);

impl Orientation {
    pub(super) fn is_turned(self) -> bool {
        self.0 != 1
    }

    /// A width and a height as they are seen.
    pub(super) fn turned(self, (width, height): (u32, u32)) -> (u32, u32) {
        if self.0 >= 5 { (height, width) } else { (width, height) }
    }
}

impl Parts {
    /// Takes a file apart; nothing where it ends too early.
    pub(super) fn of(bytes: &Bytes, format: PictureFormat) -> Option<Self> {
        match format {
            PictureFormat::Jpeg => jpeg(bytes),
            PictureFormat::Png => png(bytes),
            PictureFormat::WebP => webp(bytes),
        }
    }

    /// `foreign` are the parts that `stripped` does not have.
    fn new(original: &Bytes, stripped: Bytes, foreign: &[Bytes], exif: Option<&[u8]>, icc: Option<Bytes>) -> Self {
        let about = exif.map(About::read).unwrap_or_default();
        // A position is in EXIF, or in XMP, which is text.
        let in_text = || foreign.iter().any(|part| part.windows(11).any(|bytes| bytes == b"GPSLatitude"));
        let removed = if stripped.len() >= original.len() {
            Removed::Nothing
        } else if about.has_position || in_text() {
            Removed::Position
        } else {
            Removed::Metadata
        };
        let stripped = if removed == Removed::Nothing { original.clone() } else { stripped };
        Self { stripped, removed, orientation: Orientation(about.orientation.unwrap_or(1)), icc }
    }
}

fn jpeg(bytes: &Bytes) -> Option<Parts> {
    let mut jpeg = Jpeg::from_bytes(bytes.clone()).ok()?;
    let (exif, icc) = (jpeg.exif(), jpeg.icc_profile());
    let foreign: Vec<_> =
        jpeg.segments().iter().filter(|one| !is_picture(one)).map(|one| one.contents().clone()).collect();
    jpeg.segments_mut().retain(is_picture);
    let last = jpeg.segments().last().filter(|last| last.has_entropy())?;
    let scans = last.len_with_entropy() - last.len();
    let mut stripped = jpeg.encoder().bytes();
    let scans = stripped.len().checked_sub(scans)?;
    stripped.truncate(scans + end_of_image(stripped.get(scans..)?)?);
    Some(Parts::new(bytes, stripped, &foreign, exif.as_deref(), icc))
}

/// Whether a segment of a JPEG is needed to draw it: of those that programs add, the density of its pixels, the profile of its colours
/// and how they are to be read.
fn is_picture(segment: &JpegSegment) -> bool {
    match segment.marker() {
        markers::APP0 => segment.contents().starts_with(b"JFIF\0"),
        markers::APP2 => segment.contents().starts_with(b"ICC_PROFILE\0"),
        markers::APP14 => segment.contents().starts_with(b"Adobe"),
        markers::APP1..=markers::APP15 | markers::COM => false,
        _ => true,
    }
}

/// The place after the end of the image (T.81, B.1.1.3); nothing where it has none. What follows may be another picture, or a film.
fn end_of_image(scans: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += scans.get(at..)?.iter().position(|byte| *byte == 0xFF)? + 1;
        match *scans.get(at)? {
            // A byte of the picture itself, or a place to begin anew.
            0x00 | 0xD0..=0xD7 => at += 1,
            0xFF => {}
            markers::EOI => return Some(at + 1),
            _ => {
                let length = scans.get(at + 1..at + 3)?;
                at += 1 + usize::from(u16::from_be_bytes([length[0], length[1]]));
            }
        }
    }
}

fn png(bytes: &Bytes) -> Option<Parts> {
    /// The chunks of texts, of EXIF and of times.
    const FOREIGN: [[u8; 4]; 5] = [*b"tEXt", *b"zTXt", *b"iTXt", *b"eXIf", *b"tIME"];
    let mut png = Png::from_bytes(bytes.clone()).ok()?;
    let (exif, icc) = (png.exif(), png.icc_profile());
    png.chunks().last().filter(|chunk| chunk.kind() == *b"IEND")?;
    let is_own = |chunk: &PngChunk| !FOREIGN.contains(&chunk.kind()) && is_public(chunk.kind());
    let foreign: Vec<_> = png.chunks().iter().filter(|one| !is_own(one)).map(|one| one.contents().clone()).collect();
    png.chunks_mut().retain(is_own);
    Some(Parts::new(bytes, png.encoder().bytes(), &foreign, exif.as_deref(), icc))
}

/// Whether PNG itself says what a chunk means: those of programs' own have a small second letter (PNG, 5.4), and so have those of a
/// picture that moves, which its third edition has taken over.
fn is_public(kind: [u8; 4]) -> bool {
    kind[1].is_ascii_uppercase() || [*b"acTL", *b"fcTL", *b"fdAT"].contains(&kind)
}

fn webp(bytes: &Bytes) -> Option<Parts> {
    /// The chunks of a WebP (RFC 9649) but those of EXIF and XMP.
    const OWN: [[u8; 4]; 7] = [*b"VP8 ", *b"VP8L", *b"VP8X", *b"ALPH", *b"ANIM", *b"ANMF", *b"ICCP"];
    /// Those two among the flags of `VP8X`.
    const FLAGS: u8 = 0b0000_1100;
    let mut webp = WebP::from_bytes(bytes.clone()).ok()?;
    let (exif, icc) = (webp.exif(), webp.icc_profile());
    let foreign = webp.chunks().iter().filter(|chunk| !OWN.contains(&chunk.id()));
    let foreign: Vec<_> = foreign.filter_map(|chunk| chunk.content().data().cloned()).collect();
    webp.chunks_mut().retain(|chunk| OWN.contains(&chunk.id()));
    let mut stripped = webp.encoder().bytes().to_vec();
    // `VP8X` comes first where it is there: its flags follow the 12 bytes of the file's head and the 8 of its own.
    if stripped.len() < bytes.len()
        && stripped.get(12..16) == Some(b"VP8X")
        && let Some(flags) = stripped.get_mut(20)
    {
        *flags &= !FLAGS;
    }
    Some(Parts::new(bytes, stripped.into(), &foreign, exif.as_deref(), icc))
}

/// What EXIF says that matters.
#[derive(Default)]
struct About {
    orientation: Option<u8>,
    has_position: bool,
}

impl About {
    fn read(exif: &[u8]) -> Self {
        let exif = exif.strip_prefix(b"Exif\0\0").unwrap_or(exif).to_vec();
        let mut reader = Reader::new();
        reader.continue_on_error(true);
        let read = reader.read_raw(exif).or_else(|error| error.distill_partial_result(|_| {}));
        let Ok(read) = read else { return Self::default() };
        let orientation = read.get_field(Tag::Orientation, In::PRIMARY).and_then(|field| field.value.get_uint(0));
        let orientation =
            orientation.and_then(|value| u8::try_from(value).ok()).filter(|value| (1..=8).contains(value));
        Self { orientation, has_position: read.get_field(Tag::GPSLatitude, In::PRIMARY).is_some() }
    }
}
