//! Decodes picture files to pixels, within limits.

use std::io::Cursor;

use byline_core::model::{MAX_BESIDES, PictureFormat, PictureProblem, Raster};
use image::{DynamicImage, GrayImage, ImageDecoder, ImageReader, Limits, RgbImage};
use jpeg_decoder::{Decoder, PixelFormat};

use crate::claims::jpeg;
use crate::{colour, deep, format, jpeg_end, problem, profile};

/// The maximum memory of a pixel, in bytes: four channels of 16 bits.
const MAX_PIXEL: u64 = 8;

/// The factor by which the decoder's output must exceed the requested size, so that the
/// downscaling in the decoder leaves no visible trace.
const MARGIN: f64 = 1.8;

/// Pixels as stored in the file: not yet rotated, in the colours of the file.
pub(super) struct Decoded {
    /// The pixels, with 8 bits per channel. There may be fewer than in the file.
    pub(super) image: DynamicImage,
    /// The colour profile (ICC.1) of the pixels.
    pub(super) profile: Option<Vec<u8>>,
}

/// Decodes a picture. The result may be smaller than the original, but not much smaller than
/// `least`: a width and height in pixels as stored in the file.
///
/// # Errors
/// Fails if the file is damaged or needs more memory than its size explains.
pub(super) fn decode(
    bytes: &[u8],
    raster: &Raster,
    least: (u32, u32),
) -> Result<Decoded, PictureProblem> {
    let most_memory = memory_of(raster);
    if raster.format == PictureFormat::Jpeg {
        return decode_jpeg(bytes, least, most_memory);
    }
    let mut reader = ImageReader::new(Cursor::new(bytes));
    reader.set_format(format::decoder_of(raster.format).ok_or(PictureProblem::NoPicture)?);
    // The decoder for PNG gets a buffer for the pixels, and needs memory only for the rest.
    let is_png = raster.format == PictureFormat::Png;
    reader.limits(limits(if is_png { 0 } else { most_memory }));
    let mut decoder = reader.into_decoder().map_err(problem::of_image)?;
    // A problem was found when the picture was opened.
    let profile = profile::of_file(bytes, raster.format, &mut decoder).ok().flatten();
    let is_deep = decoder.color_type().bytes_per_pixel() > decoder.color_type().channel_count();
    let image = if is_png && is_deep {
        drop(decoder);
        deep::decode(bytes)?
    } else {
        in_8_bits(DynamicImage::from_decoder(decoder).map_err(problem::of_image)?)
    };
    Ok(Decoded { image, profile })
}

/// Returns the memory that the pixels of a picture may take, in bytes.
pub(super) fn memory_of(raster: &Raster) -> u64 {
    u64::from(raster.width) * u64::from(raster.height) * MAX_PIXEL
}

/// Returns the limits of a decoder that takes `pixels` bytes for the pixels.
pub(super) fn limits(pixels: u64) -> Limits {
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(pixels + MAX_BESIDES);
    limits
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

/// Decodes a JPEG, at a half, a quarter or an eighth of its size if that is enough. This saves
/// most of the memory and some of the time.
///
/// A JPEG made for a press contains inks (CMYK). Archivable PDF does not allow them, so they are
/// converted to RGB.
fn decode_jpeg(
    bytes: &[u8],
    (width, height): (u32, u32),
    most_memory: u64,
) -> Result<Decoded, PictureProblem> {
    let most_memory = usize::try_from(most_memory).unwrap_or(usize::MAX);
    let whole;
    let bytes = match jpeg::check(bytes) {
        Err(PictureProblem::CutOff) => {
            whole = jpeg_end::completed(bytes, most_memory).ok_or(PictureProblem::CutOff)?;
            &whole
        }
        checked => checked.map(|()| bytes)?,
    };
    let mut decoder = Decoder::new(bytes);
    decoder.set_max_decoding_buffer_size(most_memory);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it saturates")]
    let with_margin = |side: u32| (f64::from(side) * MARGIN) as u16;
    let scaled = decoder.scale(with_margin(width), with_margin(height));
    let (width, height) = scaled.map_err(problem::of_jpeg)?;
    let pixels = decoder.decode().map_err(problem::of_jpeg)?;
    let info = decoder.info().ok_or(PictureProblem::Damaged)?;
    let profile = profile::of_jpeg(bytes).ok().flatten();
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
