//! From a file to pixels, within limits.

use std::io::Cursor;

use image::{DynamicImage, GrayImage, ImageDecoder, ImageReader, Limits, RgbImage};
use jpeg_decoder::{Decoder, PixelFormat};

use byline_core::model::{MAX_SIDE, PictureFormat, PictureProblem, Raster};

use super::{colour, format, problem};

/// The most memory that a pixel may take, in bytes: four channels of 16 bits.
const MAX_PIXEL: u64 = 8;

/// The memory that a decoder may take beside the pixels, in bytes.
const SPARE_MEMORY: u64 = 16 << 20;

/// How much larger than wanted a picture must come out of its decoder, so that nothing
/// is to be seen of how it was made smaller there.
const MARGIN: f64 = 1.8;

/// Pixels as they stand in the file: not yet turned, in the colours of the file.
pub(super) struct Decoded {
    /// The pixels, in 8 bits, perhaps fewer than the file has.
    pub(super) image: DynamicImage,
    /// The colour profile (ICC.1) that their numbers are meant in.
    pub(super) profile: Option<Vec<u8>>,
}

/// Decodes a picture; perhaps smaller than it is, but not much smaller than `least`, its
/// width and height in pixels as they stand in the file.
///
/// # Errors
/// When it is damaged, or takes more memory than its size explains.
pub(super) fn decode(
    bytes: &[u8],
    raster: &Raster,
    least: (u32, u32),
) -> Result<Decoded, PictureProblem> {
    let most_memory = u64::from(raster.width) * u64::from(raster.height) * MAX_PIXEL;
    if raster.format == PictureFormat::Jpeg {
        return decode_jpeg(bytes, least, most_memory);
    }
    let mut reader = ImageReader::new(Cursor::new(bytes));
    reader.set_format(format::decoder_of(raster.format).ok_or(PictureProblem::NoPicture)?);
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    // What a decoder needs beside the pixels is little, but of a small picture much.
    limits.max_alloc = Some(most_memory + SPARE_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(problem::of_image)?;
    let profile = decoder.icc_profile().ok().flatten();
    let image = DynamicImage::from_decoder(decoder).map_err(problem::of_image)?;
    Ok(Decoded { image: in_8_bits(image), profile })
}

fn in_8_bits(image: DynamicImage) -> DynamicImage {
    use DynamicImage::{ImageLuma8, ImageLumaA8, ImageRgb8, ImageRgba8};
    match (image.color().has_color(), image.color().has_alpha()) {
        _ if matches!(image, ImageLuma8(_) | ImageLumaA8(_) | ImageRgb8(_) | ImageRgba8(_)) => {
            image
        }
        (false, false) => ImageLuma8(image.into_luma8()),
        (false, true) => ImageLumaA8(image.into_luma_alpha8()),
        (true, false) => ImageRgb8(image.into_rgb8()),
        (true, true) => ImageRgba8(image.into_rgba8()),
    }
}

/// Decodes a JPEG; a half, a quarter or an eighth as large where that is enough, which
/// spares most of its memory and some of its time.
///
/// One of a press comes in inks (CMYK), which archivable PDF refuses, so they are turned
/// into light.
fn decode_jpeg(
    bytes: &[u8],
    (width, height): (u32, u32),
    most_memory: u64,
) -> Result<Decoded, PictureProblem> {
    if is_cut_off(bytes) {
        return Err(PictureProblem::CutOff);
    }
    let mut decoder = Decoder::new(bytes);
    decoder.set_max_decoding_buffer_size(usize::try_from(most_memory).unwrap_or(usize::MAX));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it saturates")]
    let with_margin = |side: u32| (f64::from(side) * MARGIN) as u16;
    let scaled = decoder.scale(with_margin(width), with_margin(height));
    let (width, height) = scaled.map_err(problem::of_jpeg)?;
    let pixels = decoder.decode().map_err(problem::of_jpeg)?;
    let info = decoder.info().ok_or(PictureProblem::Damaged)?;
    let profile = decoder.icc_profile();
    let (width, height) = (width.into(), height.into());
    let rgb = |pixels| RgbImage::from_raw(width, height, pixels).map(DynamicImage::from);
    let image = match info.pixel_format {
        PixelFormat::L8 => GrayImage::from_raw(width, height, pixels).map(DynamicImage::from),
        PixelFormat::RGB24 => rgb(pixels),
        PixelFormat::CMYK32 => rgb(colour::from_inks(&pixels, profile.as_deref())),
        PixelFormat::L16 => None,
    };
    let image = image.ok_or(PictureProblem::Rare)?;
    let profile = profile.filter(|_| info.pixel_format != PixelFormat::CMYK32);
    Ok(Decoded { image, profile })
}

/// The part of a JPEG in front of its main scan, with everything but the pixels. None of
/// what has no scan.
///
/// Walks the segments (ITU-T T.81, annex B); thumbnails, which have scans and ends of their
/// own, stand inside segments.
pub(super) fn jpeg_head(bytes: &[u8]) -> Option<&[u8]> {
    const START_OF_SCAN: u8 = 0xda;
    let mut at = 2;
    while let Some(&[0xff, marker, high, low]) = bytes.get(at..at + 4) {
        at += 2 + usize::from(u16::from_be_bytes([high, low]));
        if marker == START_OF_SCAN {
            return bytes.get(..at);
        }
    }
    // Fill bytes or an odd marker: the decoder will say what it thinks of it.
    None
}

/// Whether the end of a JPEG is missing, which a decoder may pass over in grey.
fn is_cut_off(bytes: &[u8]) -> bool {
    const END_OF_IMAGE: [u8; 2] = [0xff, 0xd9];
    let Some(head) = jpeg_head(bytes) else { return false };
    let scan = &bytes[head.len()..];
    // The end is at the end, but for what some cameras put behind it.
    let tail = &scan[scan.len().saturating_sub(1024)..];
    let ends = |part: &[u8]| part.windows(2).any(|window| window == END_OF_IMAGE);
    !ends(tail) && !ends(scan)
}
