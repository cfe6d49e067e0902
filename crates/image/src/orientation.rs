//! The orientation of the stored pixels of a picture.

use byline_core::model::Raster;
use image::metadata::Orientation;

/// Returns the width and height of the stored pixels, before rotation.
pub(super) fn stored_size(raster: &Raster) -> (u32, u32) {
    let Raster { width, height, orientation, .. } = *raster;
    if orientation.swaps_sides() { (height, width) } else { (width, height) }
}

/// Returns the orientation in the type of the decoding library.
pub(super) fn orientation(raster: &Raster) -> Orientation {
    Orientation::from_exif(raster.orientation.0).unwrap_or(Orientation::NoTransforms)
}
