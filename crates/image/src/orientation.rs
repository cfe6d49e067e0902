//! How the stored pixels of a picture are turned.

use byline_core::model::Raster;
use image::metadata::Orientation;

/// Returns the width and height of the stored pixels, before they are turned.
pub(super) fn stored_size(raster: &Raster) -> (u32, u32) {
    let Raster { width, height, orientation, .. } = *raster;
    if orientation.swaps_sides() { (height, width) } else { (width, height) }
}

/// Returns how the decoder's library turns pixels the right way up.
pub(super) fn orientation(raster: &Raster) -> Orientation {
    Orientation::from_exif(raster.orientation.0).unwrap_or(Orientation::NoTransforms)
}
