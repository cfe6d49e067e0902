//! Re-encodes pictures inside vector art.

use byline_core::model::{MAX_PIXELS, PictureFormat};
use image::DynamicImage;

use crate::orientation::orientation;
use crate::{colour, decode, format, print, raster};

/// Re-encodes a picture inside vector art, without the camera's metadata. Returns a PNG or JPEG
/// file, or `None` if the picture cannot be decoded within limits.
pub(super) fn redraw(bytes: &[u8]) -> Option<Vec<u8>> {
    let (picture, format) = decode_alone(bytes)?;
    print::encode_alone(&picture, format)
}

/// As [`redraw`], without colours.
pub(super) fn redraw_grey(bytes: &[u8]) -> Option<Vec<u8>> {
    let (picture, format) = decode_alone(bytes)?;
    print::encode_alone(&colour::to_grey(&picture), format)
}

/// Decodes a whole picture, upright.
fn decode_alone(bytes: &[u8]) -> Option<(DynamicImage, PictureFormat)> {
    let format = format::detect(bytes).ok()?;
    let (raster, _) = raster::describe(bytes, format, MAX_PIXELS).ok()?;
    let whole = (u32::MAX, u32::MAX);
    let mut picture = decode::decode(bytes, &raster, whole).ok()?.image;
    picture.apply_orientation(orientation(&raster));
    Some((picture, format))
}
