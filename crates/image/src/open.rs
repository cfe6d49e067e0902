//! Opens a picture file and describes it without decoding its pixels.

use std::io::{Cursor, Read};
use std::ops::RangeInclusive;
use std::path::Path;
use std::sync::Arc;

use byline_core::file::{ReadError, open_regular, read_regular_into};
use byline_core::model::{
    Art, ArtProblem, Form, MAX_PICTURE_BYTES, MAX_PIXELS, MAX_SIDE, Metadata, Orientation,
    Original, PictureFormat, PictureProblem, Raster,
};
use image::{DynamicImage, ImageDecoder, ImageReader};

use super::orientation::orientation;
use super::{decode, format, metadata, problem, vector};

/// The plausible resolutions of a picture, in pixels per inch.
const DENSITIES: RangeInclusive<f64> = 10.0..=10_000.0;

/// The number of bytes of a file that are read first: enough for the head of most photos.
const HEAD: u64 = 256 << 10;

/// Opens a picture file of at most `max_pixels` and describes it without its pixels.
///
/// # Errors
/// Returns the reason why it cannot be printed, as far as this is known without decoding it.
pub fn open(path: &Path, max_pixels: u64) -> Result<Original, PictureProblem> {
    let (mut file, _) = open_regular(path, MAX_PICTURE_BYTES)?;
    let mut bytes = Vec::new();
    file.by_ref().take(HEAD).read_to_end(&mut bytes).map_err(ReadError::from)?;
    let format = format::detect(&bytes)?;
    // The head of a photo is enough; the rest is only hashed.
    if format != PictureFormat::Jpeg || decode::jpeg_head(&bytes).is_none() {
        file.read_to_end(&mut bytes).map_err(ReadError::from)?;
    }
    let (form, metadata) = match format {
        PictureFormat::Svg => {
            (Form::Art(art(vector::from_svg(&bytes, &redraw))?), Metadata::default())
        }
        PictureFormat::Pdf => {
            (Form::Art(art(vector::from_pdf(&bytes, &redraw))?), Metadata::default())
        }
        _ => {
            let (raster, metadata) = look_at(&bytes, format, max_pixels)?;
            (Form::Raster(raster), metadata)
        }
    };
    let mut digest = blake3::Hasher::new();
    digest.update(&bytes).update_reader(&mut file).map_err(ReadError::from)?;
    Ok(Original { path: path.to_owned(), digest: digest.finalize(), form, metadata })
}

/// Reads a file again, and checks that its bytes have not changed since it was opened.
///
/// # Errors
/// Fails if the file cannot be read any more or has changed.
pub(super) fn read_again(original: &Original, bytes: &mut Vec<u8>) -> Result<(), PictureProblem> {
    read_regular_into(&original.path, MAX_PICTURE_BYTES, bytes)?;
    if blake3::hash(bytes) == original.digest { Ok(()) } else { Err(PictureProblem::Changed) }
}

fn art(drawn: Result<Art, ArtProblem>) -> Result<Arc<Art>, PictureProblem> {
    drawn.map(Arc::new).map_err(PictureProblem::Vector)
}

/// Reads everything in a picture file except the pixels.
fn look_at(
    bytes: &[u8],
    format: PictureFormat,
    max_pixels: u64,
) -> Result<(Raster, Metadata), PictureProblem> {
    let head = decode::jpeg_head(bytes).filter(|_| format == PictureFormat::Jpeg);
    let mut reader = ImageReader::new(Cursor::new(head.unwrap_or(bytes)));
    if let Some(decoder) = format::decoder_of(format) {
        reader.set_format(decoder);
    }
    reader.no_limits();
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
    let xmp = decoder.xmp_metadata().ok().flatten();
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

/// Re-encodes a picture inside vector art, without the camera's metadata.
fn redraw(bytes: &[u8]) -> Option<Vec<u8>> {
    let format = format::detect(bytes).ok()?;
    let (raster, _) = look_at(bytes, format, MAX_PIXELS).ok()?;
    let mut picture: DynamicImage =
        decode::decode(bytes, &raster, (u32::MAX, u32::MAX)).ok()?.image;
    picture.apply_orientation(orientation(&raster));
    super::print::encode_alone(&picture, format)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_picture_without_pixels_is_damaged() {
        let mut file = Cursor::new(Vec::new());
        DynamicImage::new_rgb8(3, 2).write_to(&mut file, image::ImageFormat::Gif).unwrap();
        let mut file = file.into_inner();
        let look =
            |file: &[u8]| look_at(file, PictureFormat::Gif, 6).map(|(raster, _)| raster.height);
        assert_eq!(look(&file), Ok(2));
        // The height of the canvas (GIF89a, 18).
        file[8] = 0;
        assert_eq!(look(&file), Err(PictureProblem::Damaged));
    }
}
