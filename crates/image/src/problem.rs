//! What the decoders report, as what keeps a picture from being printed.

use byline_core::model::PictureProblem;
use image::ImageError;

/// Returns what an error of a decoder means for the picture.
#[expect(clippy::needless_pass_by_value, reason = "it stands in `map_err`")]
pub(super) fn of_image(error: ImageError) -> PictureProblem {
    match error {
        ImageError::Unsupported(_) => PictureProblem::Rare,
        _ => PictureProblem::Damaged,
    }
}

/// Returns what an error of the JPEG decoder means for the picture.
#[expect(clippy::needless_pass_by_value, reason = "it stands in `map_err`")]
pub(super) fn of_jpeg(error: jpeg_decoder::Error) -> PictureProblem {
    match error {
        jpeg_decoder::Error::Unsupported(_) => PictureProblem::Rare,
        _ => PictureProblem::Damaged,
    }
}
