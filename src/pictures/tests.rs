use img_parts::jpeg::Jpeg;
use img_parts::{ImageEXIF, ImageICC};
use jpeg_encoder::{ColorType, Encoder};
use proptest::prelude::*;

use super::*;

/// The corners of a picture as it is seen: top left, top right, bottom left, bottom right.
const CORNERS: [[u8; 3]; 4] = [[250, 20, 20], [20, 250, 20], [20, 20, 250], [240, 240, 240]];

/// A picture whose corners have these colours.
fn quarters(width: u32, height: u32) -> Vec<u8> {
    let colour = |x, y| CORNERS[usize::from(x >= width / 2) + 2 * usize::from(y >= height / 2)];
    (0..height).flat_map(|y| (0..width).flat_map(move |x| colour(x, y))).collect()
}

/// A picture that no encoder finds easy.
fn noise(width: u32, height: u32, channels: u32) -> Vec<u8> {
    let mut state = 1_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        u8::try_from(state >> 24).unwrap()
    };
    (0..width * height * channels).map(|_| next()).collect()
}

/// EXIF as a telephone writes it: how it was held, its maker and the place.
fn exif(orientation: u16) -> Vec<u8> {
    let entry = |tag: u16, kind: u16, count: u32, value: u32| {
        [&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count.to_le_bytes(), &value.to_le_bytes()].concat()
    };
    let head = b"II*\0\x08\0\0\0\x03\0";
    let first = [entry(0x010F, 2, 6, 98), entry(0x0112, 3, 1, orientation.into()), entry(0x8825, 4, 1, 50)].concat();
    let place = [b"\x01\0".to_vec(), entry(2, 5, 3, 68), b"\0\0\0\0".to_vec()].concat();
    let degrees: Vec<u8> = [48, 1, 51, 1, 30, 1].into_iter().flat_map(u32::to_le_bytes).collect();
    [&head[..], &first, b"\0\0\0\0", &place, &degrees, b"\0\0\0\0\0\0", b"Canon\0"].concat()
}

fn jpeg(width: u32, height: u32, pixels: &[u8], quality: u8, exif: Option<&[u8]>) -> Bytes {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality);
    if let Some(exif) = exif {
        encoder.add_exif_metadata(exif).unwrap();
    }
    encoder.encode(pixels, width.try_into().unwrap(), height.try_into().unwrap(), ColorType::Rgb).unwrap();
    bytes.into()
}

fn png(width: u32, height: u32, pixels: &[u8], colour: png::ColorType) -> Bytes {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(colour);
    encoder.add_text_chunk("Author".to_owned(), "Somebody".to_owned()).unwrap();
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(pixels).unwrap();
    drop(writer);
    bytes.into()
}

fn webp(width: u32, height: u32, pixels: &[u8], exif: &[u8]) -> Bytes {
    let mut bytes = Vec::new();
    let mut encoder = image_webp::WebPEncoder::new(&mut bytes);
    encoder.set_exif_metadata(exif.to_vec());
    encoder.encode(pixels, width, height, image_webp::ColorType::Rgb8).unwrap();
    bytes.into()
}

fn prepare(bytes: &Bytes, format: PictureFormat) -> PictureResult {
    Pictures::default().prepare(&FileContent::Memory(bytes.clone()), format)
}

fn contains(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|window| window == words.as_bytes())
}

/// The pixels of a JPEG.
fn pixels(bytes: &[u8]) -> (u32, Vec<[u8; 3]>) {
    let mut decoder = jpeg_decoder::Decoder::new(bytes);
    let pixels = decoder.decode().unwrap();
    (decoder.info().unwrap().width.into(), pixels.as_chunks().0.to_vec())
}

#[test]
fn a_photograph_is_upright_for_each_exif_orientation_with_its_width_and_height() {
    let (width, height) = (64_u32, 32_u32);
    for orientation in 1..=8_u8 {
        // Where EXIF says that the first row and the first column of the file are seen (2.3, 4.6.4, tag 274).
        let seen = |column: u32, row: u32| match orientation {
            1 => (column, row),
            2 => (width - 1 - column, row),
            3 => (width - 1 - column, height - 1 - row),
            4 => (column, height - 1 - row),
            5 => (row, column),
            6 => (width - 1 - row, column),
            7 => (width - 1 - row, height - 1 - column),
            _ => (row, height - 1 - column),
        };
        let (columns, rows) = if orientation < 5 { (width, height) } else { (height, width) };
        let upright = quarters(width, height);
        let file: Vec<u8> = (0..rows)
            .flat_map(|row| (0..columns).map(move |column| (column, row)))
            .flat_map(|(column, row)| {
                let (x, y) = seen(column, row);
                let at = usize::try_from((y * width + x) * 3).unwrap();
                upright[at..at + 3].to_vec()
            })
            .collect();
        let original = jpeg(columns, rows, &file, 95, Some(&exif(orientation.into())));
        let picture = prepare(&original, PictureFormat::Jpeg).unwrap();
        assert_eq!(picture.size, (width, height), "{orientation}");
        let (shown, pixels) = pixels(&picture.body);
        assert_eq!(shown, width);
        let corner = |x: u32, y: u32| pixels[usize::try_from(y * width + x).unwrap()];
        for (found, right) in [corner(2, 2), corner(61, 2), corner(2, 29), corner(61, 29)].into_iter().zip(CORNERS) {
            let distance = found.iter().zip(right).map(|(a, b)| a.abs_diff(b)).max().unwrap();
            assert!(distance < 40, "{orientation}: {found:?} for {right:?}");
        }
        let change = picture.change.as_ref().unwrap();
        assert_eq!((change.size_before, change.removed), ((width, height), Removed::Position), "{orientation}");
        assert_eq!(change.is_reduced, orientation != 1);
    }
}

#[test]
fn a_small_photograph_loses_position_maker_comment_and_what_follows_it_and_no_pixel() {
    let plain = jpeg(64, 32, &quarters(64, 32), 90, None);
    let mut file = Jpeg::from_bytes(plain.clone()).unwrap();
    let profile = Bytes::from([&[0; 16][..], b"RGB XYZ ", &[7; 200]].concat());
    file.set_icc_profile(Some(profile.clone()));
    let right = file.clone().encoder().bytes();
    file.set_exif(Some(exif(1).into()));
    let comment = img_parts::jpeg::JpegSegment::new_with_contents(0xFE, Bytes::from_static(b"made by me"));
    file.segments_mut().insert(1, comment);
    let original = Bytes::from([&file.encoder().bytes()[..], b"\xFF\xD8 another picture"].concat());
    assert!(contains(&original, "Canon") && contains(&original, "made by me"));
    let picture = prepare(&original, PictureFormat::Jpeg).unwrap();
    assert_eq!((&picture.body, picture.size), (&right, (64, 32)));
    let change = picture.change.as_ref().unwrap();
    assert_eq!((change.removed, change.bytes_before), (Removed::Position, original.len() as u64));
    assert_eq!(Jpeg::from_bytes(picture.body.clone()).unwrap().icc_profile(), Some(profile));
}

#[test]
fn a_png_and_a_webp_lose_their_texts_and_exif() {
    let original = png(64, 32, &quarters(64, 32), png::ColorType::Rgb);
    let picture = prepare(&original, PictureFormat::Png).unwrap();
    assert!(contains(&original, "Somebody") && !contains(&picture.body, "Somebody"));
    assert_eq!(picture.change.as_ref().unwrap().removed, Removed::Metadata);
    let original = webp(64, 32, &quarters(64, 32), &exif(1));
    let picture = prepare(&original, PictureFormat::WebP).unwrap();
    assert!(contains(&original, "Canon") && !contains(&picture.body, "Canon") && !contains(&picture.body, "EXIF"));
    assert_eq!(picture.change.as_ref().unwrap().removed, Removed::Position);
    let mut decoder = image_webp::WebPDecoder::new(std::io::Cursor::new(&picture.body[..])).unwrap();
    let mut read = vec![0; decoder.output_buffer_size().unwrap()];
    decoder.read_image(&mut read).unwrap();
    assert!(read == quarters(64, 32));
}

#[test]
fn a_small_picture_without_metadata_keeps_its_bytes_and_nothing_is_said_of_it() {
    for (bytes, format) in [
        (jpeg(64, 32, &quarters(64, 32), 90, None), PictureFormat::Jpeg),
        (
            prepare(&png(64, 32, &quarters(64, 32), png::ColorType::Rgb), PictureFormat::Png).unwrap().body.clone(),
            PictureFormat::Png,
        ),
    ] {
        let picture = prepare(&bytes, format).unwrap();
        assert_eq!((&picture.body, &picture.change, picture.format), (&bytes, &None, format));
    }
}

#[test]
fn a_large_photograph_is_made_smaller_and_keeps_its_shape_and_colour_profile() {
    let original = jpeg(4000, 2668, &quarters(4000, 2668), 95, Some(&exif(6)));
    let mut file = Jpeg::from_bytes(original).unwrap();
    let profile = Bytes::from([&[0; 16][..], b"RGB XYZ ", &[7; 200]].concat());
    file.set_icc_profile(Some(profile.clone()));
    let picture = prepare(&file.encoder().bytes(), PictureFormat::Jpeg).unwrap();
    assert_eq!((picture.size, picture.format), ((1334, 2000), PictureFormat::Jpeg));
    let change = picture.change.as_ref().unwrap();
    assert_eq!((change.size_before, change.is_reduced, change.removed), ((2668, 4000), true, Removed::Position));
    let parts = Jpeg::from_bytes(picture.body.clone()).unwrap();
    assert_eq!((parts.exif(), parts.icc_profile()), (None, Some(profile)));
    // Turned by a quarter: what was at the bottom left is at the top left.
    let (width, pixels) = pixels(&picture.body);
    assert_eq!(width, 1334);
    assert!(pixels[5 * 1334 + 5].iter().zip(CORNERS[2]).all(|(a, b)| a.abs_diff(b) < 40));
}

#[test]
fn a_heavy_photograph_of_a_good_size_is_saved_anew_where_that_makes_it_lighter() {
    let heavy = jpeg(500, 500, &noise(500, 500, 3), 99, None);
    assert!(heavy.len() > HEAVIEST);
    let picture = prepare(&heavy, PictureFormat::Jpeg).unwrap();
    assert!(picture.size == (500, 500) && picture.body.len() < heavy.len() / 2, "{}", picture.body.len());
    let poor = jpeg(1500, 1500, &noise(1500, 1500, 3), 30, None);
    assert!(poor.len() > HEAVIEST);
    assert_eq!(prepare(&poor, PictureFormat::Jpeg).unwrap().body, poor);
}

#[test]
fn a_photograph_saved_as_png_becomes_a_jpeg_and_a_drawing_stays_a_png() {
    let picture = prepare(&png(500, 300, &noise(500, 300, 3), png::ColorType::Rgb), PictureFormat::Png).unwrap();
    assert_eq!((picture.format, picture.size), (PictureFormat::Jpeg, (500, 300)));
    let picture = prepare(&png(2500, 500, &quarters(2500, 500), png::ColorType::Rgb), PictureFormat::Png).unwrap();
    assert_eq!((picture.format, picture.size), (PictureFormat::Png, (2000, 400)));
}

#[test]
fn what_is_transparent_stays_so_and_is_refused_where_it_stays_heavy() {
    let pixels: Vec<u8> = (0..2500 * 100).flat_map(|at| [10, 20, 30, if at % 2500 < 1250 { 0 } else { 255 }]).collect();
    let picture = prepare(&png(2500, 100, &pixels, png::ColorType::Rgba), PictureFormat::Png).unwrap();
    assert!(picture.size == (2000, 80) && picture.format != PictureFormat::Jpeg);
    let content = FileContent::Memory(picture.body.clone());
    let parts = Parts::of(&content.to_bytes().unwrap(), picture.format).unwrap();
    let read = decode::PictureHead::of(&parts, picture.format).unwrap().pixels(&parts, 1).unwrap();
    assert_eq!((read.bytes[3], read.bytes[4 * 1999 + 3]), (0, 255));
    let heavy = png(800, 800, &noise(800, 800, 4), png::ColorType::Rgba);
    let refused = prepare(&heavy, PictureFormat::Png).unwrap_err();
    assert!(matches!(refused, PictureError::TooHeavy { limit: HEAVIEST_REDUCED, .. }), "{refused:?}");
}

#[test]
fn a_picture_that_ends_too_early_or_is_of_another_kind_is_refused() {
    let whole = jpeg(64, 32, &quarters(64, 32), 90, Some(&exif(1)));
    let drawn = png(64, 32, &noise(64, 32, 3), png::ColorType::Rgb);
    let light = webp(64, 32, &noise(64, 32, 3), b"");
    for (bytes, format) in [(&whole, PictureFormat::Jpeg), (&drawn, PictureFormat::Png), (&light, PictureFormat::WebP)]
    {
        assert!(prepare(bytes, format).is_ok());
        for length in [bytes.len() - 2, bytes.len() * 2 / 3, 40] {
            assert_eq!(
                prepare(&bytes.slice(..length), format).unwrap_err(),
                PictureError::Broken,
                "{format:?} {length}"
            );
        }
    }
    assert_eq!(prepare(&drawn, PictureFormat::Jpeg).unwrap_err(), PictureError::OtherKind("png"));
    assert_eq!(prepare(&Bytes::from("Bonjour"), PictureFormat::Jpeg).unwrap_err(), PictureError::OtherKind(""));
}

#[test]
fn a_decompression_bomb_is_refused_before_it_is_read() {
    let mut bomb = png(8, 8, &quarters(8, 8), png::ColorType::Rgb).to_vec();
    // Width and height follow the signature and the head of their chunk, whose sum of control is theirs alone.
    bomb[16..24].copy_from_slice(&[0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30]);
    let sum = crc(&bomb[12..29]);
    bomb[29..33].copy_from_slice(&sum.to_be_bytes());
    let refused = prepare(&bomb.into(), PictureFormat::Png).unwrap_err();
    assert_eq!(refused, PictureError::TooManyPixels { width: 30000, height: 30000, limit: 25 });
    let mut bomb = jpeg(8, 8, &quarters(8, 8), 90, None).to_vec();
    let head = bomb.windows(2).position(|marker| marker == [0xFF, 0xC0]).unwrap();
    bomb[head + 5..head + 9].copy_from_slice(&[0x75, 0x30, 0x75, 0x30]);
    let refused = prepare(&bomb.into(), PictureFormat::Jpeg).unwrap_err();
    assert_eq!(refused, PictureError::TooManyPixels { width: 30000, height: 30000, limit: 100 });
}

/// The sum of control of PNG (its annex D).
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { 0xEDB8_8320 ^ (sum >> 1) } else { sum >> 1 })
    })
}

#[test]
fn a_picture_is_prepared_once_and_forgotten_when_no_edition_shows_it() {
    let (pictures, content) = (Pictures::default(), FileContent::Memory(jpeg(64, 32, &quarters(64, 32), 90, None)));
    let first = pictures.prepare(&content, PictureFormat::Jpeg).unwrap();
    pictures.end_edition();
    assert!(Arc::ptr_eq(&first, &pictures.prepare(&content, PictureFormat::Jpeg).unwrap()));
    pictures.end_edition();
    pictures.end_edition();
    assert!(!Arc::ptr_eq(&first, &pictures.prepare(&content, PictureFormat::Jpeg).unwrap()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn whatever_a_file_holds_it_is_a_picture_or_refused(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8),
        kind in 0..3_usize,
    ) {
        let formats = [PictureFormat::Jpeg, PictureFormat::Png, PictureFormat::WebP];
        let whole = match kind {
            0 => jpeg(24, 16, &quarters(24, 16), 90, Some(&exif(6))),
            1 => png(24, 16, &noise(24, 16, 3), png::ColorType::Rgb),
            _ => webp(24, 16, &noise(24, 16, 3), &exif(1)),
        };
        let mut bytes = whole.to_vec();
        for (place, value) in changes {
            let place = place.index(bytes.len());
            bytes[place] = value;
        }
        let _ = prepare(&bytes.into(), formats[kind]);
    }
}

#[test]
fn who_asks_for_the_texts_alone_waits_for_no_pixels() {
    let photo = jpeg(2500, 500, &noise(2500, 500, 3), 90, None);
    let pictures = Pictures { is_unseen: true, ..Pictures::default() };
    let unseen = pictures.prepare(&FileContent::Memory(photo.clone()), PictureFormat::Jpeg).unwrap();
    assert_eq!((unseen.size, unseen.change.is_some()), ((2500, 500), false));
    assert_ne!(prepare(&photo, PictureFormat::Jpeg).unwrap().size, unseen.size);
}
