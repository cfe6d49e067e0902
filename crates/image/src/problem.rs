//! Converts errors of the decoders to picture problems.

use byline_core::model::PictureProblem;
use image::ImageError;

/// Converts an error of the decoder to a picture problem.
#[expect(clippy::needless_pass_by_value, reason = "it stands in `map_err`")]
pub(super) fn of_image(error: ImageError) -> PictureProblem {
    match error {
        ImageError::Unsupported(_) => PictureProblem::Rare,
        ImageError::Limits(_) => PictureProblem::Overloaded,
        _ => PictureProblem::Damaged,
    }
}

/// Converts an error of the JPEG decoder to a picture problem.
#[expect(clippy::needless_pass_by_value, reason = "it stands in `map_err`")]
pub(super) fn of_jpeg(error: jpeg_decoder::Error) -> PictureProblem {
    match error {
        jpeg_decoder::Error::Unsupported(_) => PictureProblem::Rare,
        _ => PictureProblem::Damaged,
    }
}
