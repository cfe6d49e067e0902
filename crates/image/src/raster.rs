//! Describes raster files without decoding their pixels.

use std::io::Cursor;
use std::ops::RangeInclusive;

use byline_core::model::{MAX_SIDE, Metadata, Orientation, PictureFormat, PictureProblem, Raster};
use image::{ImageDecoder, ImageReader};

use super::{claims, decode, format, metadata, problem, tiff};

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
    let orientation = decoder.orientation().map_or(Orientation(1), |o| Orientation(o.to_exif()));
    let (width, height) = if orientation.swaps_sides() { (height, width) } else { (width, height) };
    // A TIFF file has the same structure as an EXIF block.
    let exif = if format == PictureFormat::Tiff { Some(bytes) } else { exif.as_deref() };
    let density = exif.and_then(metadata::density).filter(|density| DENSITIES.contains(density));
    Ok((Raster { format, width, height, orientation, density }, metadata::read(blocks)))
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
