//! Pixels as a file.

use bytes::Bytes;
use img_parts::ImageICC as _;
use jpeg_encoder::SamplingFactor;

use super::PictureFormat;
use super::pixels::Pixels;

/// The quality of a JPEG: what is lost is not seen in a photograph.
const QUALITY: u8 = 80;

/// The smallest file for pixels that were read from one of `format`: a photograph without transparent places is one as JPEG, a drawing
/// mostly as PNG.
pub(super) fn smallest(pixels: &Pixels, format: PictureFormat, icc: Option<&Bytes>) -> Option<(Bytes, PictureFormat)> {
    let icc = icc.filter(|profile| fits(profile, pixels));
    let formats: &[PictureFormat] = match (format, pixels.has_alpha()) {
        (PictureFormat::Jpeg, _) => &[PictureFormat::Jpeg],
        (PictureFormat::Png, false) => &[PictureFormat::Jpeg, PictureFormat::Png],
        (PictureFormat::WebP, false) => &[PictureFormat::Jpeg, PictureFormat::WebP],
        (_, true) => &[PictureFormat::WebP, PictureFormat::Png],
    };
    let encoded = formats.iter().filter_map(|format| Some((encoded(pixels, *format, icc)?, *format)));
    encoded.min_by_key(|(body, _)| body.len())
}

/// Whether a profile is of colours as the pixels have them (ICC.1, 7.2.6).
fn fits(profile: &Bytes, pixels: &Pixels) -> bool {
    profile.get(16..20) == Some(if pixels.channels == 1 { b"GRAY" } else { b"RGB " })
}

fn encoded(pixels: &Pixels, format: PictureFormat, icc: Option<&Bytes>) -> Option<Bytes> {
    let body = match format {
        PictureFormat::Jpeg => jpeg(pixels)?,
        PictureFormat::Png => png(pixels)?,
        PictureFormat::WebP => webp(pixels)?,
    };
    let Some(icc) = icc.cloned() else { return Some(body.into()) };
    let mut whole = img_parts::DynImage::from_bytes(body.into()).ok()??;
    whole.set_icc_profile(Some(icc));
    Some(whole.encoder().bytes())
}

fn jpeg(pixels: &Pixels) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut body, QUALITY);
    encoder.set_sampling_factor(SamplingFactor::R_4_2_0);
    // It shows from the first bytes on, coarse at first.
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    let colour = if pixels.channels == 1 { jpeg_encoder::ColorType::Luma } else { jpeg_encoder::ColorType::Rgb };
    let (width, height) = (u16::try_from(pixels.width).ok()?, u16::try_from(pixels.height).ok()?);
    encoder.encode(&pixels.bytes, width, height, colour).ok()?;
    Some(body)
}

fn png(pixels: &Pixels) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    let mut encoder = png::Encoder::new(&mut body, pixels.width, pixels.height);
    encoder.set_color(match pixels.channels {
        1 => png::ColorType::Grayscale,
        3 => png::ColorType::Rgb,
        _ => png::ColorType::Rgba,
    });
    encoder.set_compression(png::Compression::High);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&pixels.bytes).ok()?;
    writer.finish().ok()?;
    Some(body)
}

fn webp(pixels: &Pixels) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    let colour = match pixels.channels {
        1 => image_webp::ColorType::L8,
        3 => image_webp::ColorType::Rgb8,
        _ => image_webp::ColorType::Rgba8,
    };
    image_webp::WebPEncoder::new(&mut body).encode(&pixels.bytes, pixels.width, pixels.height, colour).ok()?;
    Some(body)
}
