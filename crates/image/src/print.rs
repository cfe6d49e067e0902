//! Prints: the visible part of a picture, at the size needed on the page.

use std::io::Cursor;

use byline_core::model::{Look, PictureFormat, PictureProblem, Raster};
use fast_image_resize::{FilterType, MulDiv, ResizeAlg, ResizeOptions, Resizer};
use image::codecs::png::{CompressionType, FilterType as PngFilter, PngEncoder};
use image::metadata::Orientation;
use image::{DynamicImage, ImageBuffer, ImageEncoder, Pixel};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use crate::address::picture_address;
use crate::colour;
use crate::decode::{Decoded, decode};
use crate::look::{self, look_at};
use crate::orientation::{orientation, stored_size};

/// The JPEG quality of pictures inside vector art, from 0 to 100: such pictures are few and
/// small.
const INSIDE_ART: u8 = 95;

/// From this quality on, colours have the same resolution as brightness. Below it, they have
/// half, which the eye does not notice in print.
const FINE_COLOURS: u8 = 96;

/// The minimum share of pixels in a flat graphic that equal their predecessor. Photographs have
/// noise: in them, the share is a few percent.
const FLAT: f64 = 0.5;

/// The level of compression of flat graphics, from 1 to 9. With each line taken as its difference
/// from the one above, it makes smaller files than the encoder's own choices, in a third of the
/// time, and they are read in half the time.
const FLAT_LEVEL: u8 = 2;

/// A part of a picture, in pixels of the upright picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Crop {
    /// The number of pixels to the left of it.
    pub left: u32,
    /// The number of pixels above it.
    pub top: u32,
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
}

/// The print requested of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Target {
    /// The visible part.
    pub crop: Crop,
    /// The width and height of the print in pixels: no more than the visible part has.
    pub size: (u32, u32),
    /// Whether the print is greyscale.
    pub grey: bool,
    /// The JPEG quality of photographs, from 0 to 100.
    pub quality: u8,
}

/// A picture, ready for a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Print {
    /// A JPEG or PNG file. It has no metadata except, possibly, byline's own colour profile.
    pub file: Vec<u8>,
    /// The look of the whole picture.
    pub look: Look,
}

impl Print {
    /// Returns a `data:` address that holds the file.
    pub fn address(&self) -> String {
        picture_address(&self.file)
    }
}

/// An unfinished print: at its final size, but without colour conversion and rotation.
pub(super) struct UnfinishedPrint {
    image: DynamicImage,
    profile: Option<Vec<u8>>,
    flat: bool,
    look: Look,
}

/// Buffers that are reused from one picture to the next. Using freshly allocated memory takes as
/// long as the work on the picture.
#[derive(Default)]
pub(super) struct Tools {
    /// The content of a file.
    pub(super) file: Vec<u8>,
    resizer: Resizer,
}

/// Starts a print of the picture file in the tools: decodes and downscales it.
///
/// # Errors
/// Fails if the file is damaged.
pub(super) fn expose(
    raster: &Raster,
    target: Target,
    tools: &mut Tools,
) -> Result<UnfinishedPrint, PictureProblem> {
    let Tools { file, resizer } = tools;
    let stored = stored_size(raster);
    let (crop, size) = as_stored(target, orientation(raster), stored);
    // The size of the whole picture at the scale at which the part is printed.
    let scaled = |whole: u32, part: u32, wanted: u32| {
        u32::try_from(u64::from(whole) * u64::from(wanted) / u64::from(part.max(1)))
    };
    let least = (scaled(stored.0, crop.width, size.0), scaled(stored.1, crop.height, size.1));
    let least = (least.0.unwrap_or(u32::MAX), least.1.unwrap_or(u32::MAX));
    let Decoded { image: whole, profile } = decode(file, raster, least)?;
    let flat = is_flat(&whole, raster);
    // A look at the smaller picture is faster and gives the same result, unless it is very
    // small.
    let all = (target.crop.width, target.crop.height) == (raster.width, raster.height);
    let tells = all && size.0 >= look::LEAST.0 && size.1 >= look::LEAST.1;
    let look_at = |image: &DynamicImage| look_at(image, orientation(raster), flat);
    let look = (!tells).then(|| look_at(&whole));
    let image = resample(whole, stored, crop, size, resizer)?;
    let look = look.unwrap_or_else(|| look_at(&image));
    Ok(UnfinishedPrint { image, profile, flat, look })
}

/// Finishes a print.
///
/// # Errors
/// Fails for pixel types that the decoder never returns.
pub(super) fn finish(
    unfinished: UnfinishedPrint,
    raster: &Raster,
    target: Target,
) -> Result<Print, PictureProblem> {
    let UnfinishedPrint { image, profile, flat, look } = unfinished;
    let (mut printed, wide) = colour::to_printable(image, profile.as_deref());
    printed.apply_orientation(orientation(raster));
    if target.grey {
        printed = colour::to_grey(&printed);
    }
    let printed = without_idle_channels(printed);
    let lossless = flat || printed.color().has_alpha();
    let profile = if wide && !target.grey { colour::wide_profile() } else { None };
    let file =
        if lossless { png(&printed, profile) } else { jpeg(&printed, profile, target.quality) };
    Ok(Print { file: file.ok_or(PictureProblem::Rare)?, look })
}

/// Encodes a whole picture as a file without metadata.
pub(super) fn encode_alone(image: &DynamicImage, format: PictureFormat) -> Option<Vec<u8>> {
    if format == PictureFormat::Jpeg { jpeg(image, None, INSIDE_ART) } else { png(image, None) }
}

/// Encodes a whole picture losslessly, without channels that say nothing.
pub(super) fn lossless(image: DynamicImage) -> Option<Vec<u8>> {
    png(&without_idle_channels(image), None)
}

/// Resizes a part of a picture. `whole` is the size of the picture in its file; the decoder may
/// have returned fewer pixels. There is never a second copy of all pixels.
fn resample(
    mut image: DynamicImage,
    whole: (u32, u32),
    crop: Crop,
    (width, height): (u32, u32),
    resizer: &mut Resizer,
) -> Result<DynamicImage, PictureProblem> {
    let is_whole = (image.width(), image.height()) == whole;
    if is_whole && whole == (width, height) {
        return Ok(image);
    }
    if is_whole && (crop.width, crop.height) == (width, height) {
        return Ok(part_of(image, crop));
    }
    let across = f64::from(image.width()) / f64::from(whole.0);
    let down = f64::from(image.height()) / f64::from(whole.1);
    let left = f64::from(crop.left) * across;
    let top = f64::from(crop.top) * down;
    // Rounding must not move the edge beyond the last pixel.
    let crop_width = (f64::from(crop.width) * across).min(f64::from(image.width()) - left);
    let crop_height = (f64::from(crop.height) * down).min(f64::from(image.height()) - top);
    let mut printed = DynamicImage::new(width, height, image.color());
    let options = ResizeOptions::new()
        .resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3))
        .crop(left, top, crop_width, crop_height)
        .use_alpha(false);
    // The resizer would weigh the pixels by their opacity in a copy, and keep its memory.
    let weights = image.color().has_alpha().then(MulDiv::new);
    let rare = |_| PictureProblem::Rare;
    if let Some(weights) = &weights {
        weights.multiply_alpha_inplace(&mut image).map_err(rare)?;
    }
    resizer.resize(&image, &mut printed, &options).map_err(|_| PictureProblem::Rare)?;
    if let Some(weights) = &weights {
        weights.divide_alpha_inplace(&mut printed).map_err(rare)?;
    }
    Ok(printed)
}

/// Returns a part of a picture, in the memory of the whole wherever a decoder gives 8 bits.
fn part_of(image: DynamicImage, crop: Crop) -> DynamicImage {
    let right = u64::from(crop.left) + u64::from(crop.width);
    let bottom = u64::from(crop.top) + u64::from(crop.height);
    let is_inside = right <= image.width().into() && bottom <= image.height().into();
    match image {
        beyond if !is_inside => beyond.crop_imm(crop.left, crop.top, crop.width, crop.height),
        DynamicImage::ImageLuma8(pixels) => DynamicImage::ImageLuma8(in_place(pixels, crop)),
        DynamicImage::ImageLumaA8(pixels) => DynamicImage::ImageLumaA8(in_place(pixels, crop)),
        DynamicImage::ImageRgb8(pixels) => DynamicImage::ImageRgb8(in_place(pixels, crop)),
        DynamicImage::ImageRgba8(pixels) => DynamicImage::ImageRgba8(in_place(pixels, crop)),
        deeper => deeper.crop_imm(crop.left, crop.top, crop.width, crop.height),
    }
}

fn in_place<P: Pixel<Subpixel = u8>>(
    pixels: ImageBuffer<P, Vec<u8>>,
    crop: Crop,
) -> ImageBuffer<P, Vec<u8>> {
    let across = pixels.width() as usize;
    let (left, top) = (crop.left as usize, crop.top as usize);
    let channels = usize::from(P::CHANNEL_COUNT);
    let row = crop.width as usize * channels;
    let mut bytes = pixels.into_raw();
    for number in 0..crop.height as usize {
        let start = ((top + number) * across + left) * channels;
        bytes.copy_within(start..start + row, number * row);
    }
    bytes.truncate(row * crop.height as usize);
    ImageBuffer::from_raw(crop.width, crop.height, bytes).unwrap_or_default()
}

/// Converts the part and the size of a target to those of the pixels before rotation. `width`
/// and `height` are the size of the picture in its file.
fn as_stored(
    target: Target,
    orientation: Orientation,
    (width, height): (u32, u32),
) -> (Crop, (u32, u32)) {
    use Orientation as O;
    let Target { crop: Crop { left, top, width: w, height: h }, size: (across, down), .. } = target;
    // The distance of the part from the far edges, along the file's own axes.
    let from_right = |start: u32, length: u32| width.saturating_sub(start + length);
    let from_bottom = |start: u32, length: u32| height.saturating_sub(start + length);
    let (left, top) = match orientation {
        O::NoTransforms => (left, top),
        O::FlipHorizontal => (from_right(left, w), top),
        O::FlipVertical => (left, from_bottom(top, h)),
        O::Rotate180 => (from_right(left, w), from_bottom(top, h)),
        O::Rotate90 => (top, from_bottom(left, w)),
        O::Rotate270 => (from_right(top, h), left),
        O::Rotate90FlipH => (top, left),
        O::Rotate270FlipH => (from_right(top, h), from_bottom(left, w)),
    };
    match orientation {
        O::Rotate90 | O::Rotate270 | O::Rotate90FlipH | O::Rotate270FlipH => {
            (Crop { left, top, width: h, height: w }, (down, across))
        }
        _ => (Crop { left, top, width: w, height: h }, (across, down)),
    }
}

/// Returns whether a picture is a drawing or a screenshot rather than a photograph.
pub(super) fn is_flat(image: &DynamicImage, raster: &Raster) -> bool {
    raster.format != PictureFormat::Jpeg && has_flat_fields(image)
}

fn has_flat_fields(image: &DynamicImage) -> bool {
    let channels = usize::from(image.color().channel_count());
    let row = image.width() as usize * channels;
    let (mut same, mut all) = (0_u64, 0_u64);
    // Every eighth row is a sufficient sample.
    for row in image.as_bytes().chunks_exact(row).step_by(8) {
        let pixels = || row.chunks_exact(channels);
        same += pixels().zip(pixels().skip(1)).filter(|(one, next)| one == next).count() as u64;
        all += u64::from(image.width().saturating_sub(1));
    }
    #[expect(clippy::cast_precision_loss, reason = "a share needs no more than a few digits")]
    let share = same as f64 / all.max(1) as f64;
    share >= FLAT
}

/// Removes an alpha channel without transparency, and the colour channels of a picture whose
/// pixels are all grey.
fn without_idle_channels(image: DynamicImage) -> DynamicImage {
    let opaque = match &image {
        DynamicImage::ImageRgba8(image) => image.pixels().all(|pixel| pixel.0[3] == u8::MAX),
        DynamicImage::ImageLumaA8(image) => image.pixels().all(|pixel| pixel.0[1] == u8::MAX),
        _ => false,
    };
    match image {
        DynamicImage::ImageRgba8(image) if opaque => {
            DynamicImage::ImageRgb8(DynamicImage::ImageRgba8(image).into_rgb8())
        }
        DynamicImage::ImageLumaA8(image) if opaque => {
            DynamicImage::ImageLuma8(DynamicImage::ImageLumaA8(image).into_luma8())
        }
        image => image,
    }
}

fn jpeg(image: &DynamicImage, profile: Option<Vec<u8>>, quality: u8) -> Option<Vec<u8>> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, quality);
    // Optimised Huffman tables would save little, and would put each channel into a scan of its
    // own, which some readers handle incorrectly.
    encoder.set_sampling_factor(if quality < FINE_COLOURS {
        SamplingFactor::F_2_2
    } else {
        SamplingFactor::F_1_1
    });
    if let Some(profile) = profile {
        encoder.add_icc_profile(&profile).ok()?;
    }
    let side = |side: u32| u16::try_from(side).ok();
    let (width, height) = (side(image.width())?, side(image.height())?);
    match image {
        DynamicImage::ImageLuma8(image) => {
            encoder.encode(image, width, height, ColorType::Luma).ok()?;
        }
        DynamicImage::ImageRgb8(image) => {
            encoder.encode(image, width, height, ColorType::Rgb).ok()?;
        }
        image => encoder.encode(&image.to_rgb8(), width, height, ColorType::Rgb).ok()?,
    }
    Some(file)
}

fn png(image: &DynamicImage, profile: Option<Vec<u8>>) -> Option<Vec<u8>> {
    let mut file = Cursor::new(Vec::new());
    let mut encoder =
        PngEncoder::new_with_quality(&mut file, CompressionType::Level(FLAT_LEVEL), PngFilter::Up);
    if let Some(profile) = profile {
        encoder.set_icc_profile(profile).ok()?;
    }
    image.write_with_encoder(encoder).ok()?;
    Some(file.into_inner())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
    use super::*;
    use image::{Rgb, RgbImage};

    #[test]
    fn a_part_is_found_whichever_way_the_file_is_turned() {
        // Every pixel differs from every other, so that a wrong part is noticed.
        #[expect(clippy::cast_possible_truncation, reason = "coordinates are small")]
        let stored = RgbImage::from_fn(7, 5, |x, y| Rgb([x as u8 * 30, y as u8 * 40, 9]));
        let stored = DynamicImage::ImageRgb8(stored);
        for exif in 1..=8 {
            let orientation = Orientation::from_exif(exif).unwrap();
            let mut seen = stored.clone();
            seen.apply_orientation(orientation);
            let crop = Crop { left: 1, top: 2, width: 3, height: 2 };
            let target = Target { crop, size: (3, 2), grey: false, quality: 95 };
            let (crop, size) = as_stored(target, orientation, (7, 5));
            let mut part =
                resample(stored.clone(), (7, 5), crop, size, &mut Resizer::new()).unwrap();
            part.apply_orientation(orientation);
            assert_eq!(part, seen.crop_imm(1, 2, 3, 2), "orientation {exif}");
        }
    }

    #[test]
    fn a_drawing_is_flat_and_a_photograph_is_not() {
        let drawing = RgbImage::from_fn(64, 64, |x, _| Rgb([if x < 20 { 0 } else { 200 }; 3]));
        assert!(has_flat_fields(&DynamicImage::ImageRgb8(drawing)));
        #[expect(clippy::cast_possible_truncation, reason = "noise may wrap around")]
        let noisy = RgbImage::from_fn(64, 64, |x, y| Rgb([(x * 37 + y * 91 + x * y) as u8; 3]));
        assert!(!has_flat_fields(&DynamicImage::ImageRgb8(noisy)));
    }
}
