//! Describes raster files without decoding their pixels.

use std::io::Cursor;
use std::ops::RangeInclusive;

use byline_core::model::{
    Colours, MAX_SIDE, Metadata, Orientation, PictureFormat, PictureProblem, ProfileProblem, Raster,
};
use image::{ExtendedColorType, ImageDecoder, ImageReader};

use crate::{claims, colour, decode, format, metadata, problem, profile, tiff};

/// The plausible resolutions of a picture, in pixels per inch.
const DENSITIES: RangeInclusive<f64> = 10.0..=10_000.0;

/// Reads everything in a picture file except the pixels.
///
/// # Errors
/// Returns the reason why it cannot be printed, as far as this is known without decoding it.
pub(super) fn describe(
    bytes: &[u8],
    format: PictureFormat,
    max_pixels: u64,
) -> Result<(Raster, Metadata), PictureProblem> {
    let bytes = match format {
        PictureFormat::Jpeg => claims::jpeg::head(bytes)?,
        _ => bytes,
    };
    claims::check(bytes, format)?;
    let mut reader = ImageReader::new(Cursor::new(bytes));
    if let Some(decoder) = format::decoder_of(format) {
        reader.set_format(decoder);
    }
    reader.limits(decode::limits(0));
    let mut decoder = reader.into_decoder().map_err(problem::of_image)?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    // A GIF may say that its canvas is empty.
    if pixels == 0 {
        return Err(PictureProblem::Damaged);
    }
    if pixels > max_pixels || width.max(height) > MAX_SIDE {
        return Err(PictureProblem::TooManyPixels { width, height, most: max_pixels });
    }
    // A block that cannot be read is treated as missing.
    let exif = decoder.exif_metadata().ok().flatten();
    let xmp = if format == PictureFormat::Tiff {
        tiff::xmp(bytes).map(Into::into)
    } else {
        decoder.xmp_metadata().ok().flatten()
    };
    let iptc = decoder.iptc_metadata().ok().flatten();
    let blocks =
        metadata::Blocks { exif: exif.as_deref(), xmp: xmp.as_deref(), iptc: iptc.as_deref() };
    let profile_problem = profile_problem(bytes, format, &mut decoder);
    let orientation = decoder.orientation().map_or(Orientation(1), |o| Orientation(o.to_exif()));
    let (width, height) = if orientation.swaps_sides() { (height, width) } else { (width, height) };
    // A TIFF file has the same structure as an EXIF block.
    let exif = if format == PictureFormat::Tiff { Some(bytes) } else { exif.as_deref() };
    let density = exif.and_then(metadata::density).filter(|density| DENSITIES.contains(density));
    let lacks_end = false;
    let raster = Raster { format, width, height, orientation, density, profile_problem, lacks_end };
    Ok((raster, metadata::read(blocks)))
}

/// Returns the reason why the colour profile of a picture cannot be used.
fn profile_problem(
    bytes: &[u8],
    format: PictureFormat,
    decoder: &mut impl ImageDecoder,
) -> Option<ProfileProblem> {
    let profile = match profile::of_file(bytes, format, decoder) {
        Ok(profile) => profile?,
        Err(problem) => return Some(problem),
    };
    let colours = match format {
        // A JPEG without colours is refused when its pixels are decoded.
        PictureFormat::Jpeg => claims::jpeg::colours(bytes)?,
        _ if decoder.color_type().has_color() => Colours::Rgb,
        _ => Colours::Grey,
    };
    let inks = [ExtendedColorType::Cmyk8, ExtendedColorType::Cmyk16];
    if inks.contains(&decoder.original_color_type()) && format == PictureFormat::Tiff {
        return Some(ProfileProblem::InksOfTiff);
    }
    colour::check(&profile, colours).err()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
    use super::*;

    #[test]
    fn a_picture_without_pixels_is_damaged() {
        let mut file = Cursor::new(Vec::new());
        let picture = image::DynamicImage::new_rgb8(3, 2);
        picture.write_to(&mut file, image::ImageFormat::Gif).unwrap();
        let mut file = file.into_inner();
        let height =
            |file: &[u8]| describe(file, PictureFormat::Gif, 6).map(|(raster, _)| raster.height);
        assert_eq!(height(&file), Ok(2));
        // The height of the canvas (GIF89a, 18).
        file[8] = 0;
        assert_eq!(height(&file), Err(PictureProblem::Damaged));
    }
}
