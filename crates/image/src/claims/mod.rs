//! Checks the sizes that a picture file claims before a decoder believes them.
//!
//! Some decoders allocate as much memory as a file claims to need. All that a picture takes besides
//! its pixels is limited to [`MAX_BESIDES`].

mod gif;
pub(crate) mod jpeg;
mod tiff;
mod webp;

use byline_core::model::{MAX_BESIDES, PictureFormat, PictureProblem};

/// Checks a file. The head of a JPEG is checked as it is found, and the decoder for PNG has
/// limits of its own.
///
/// # Errors
/// Fails if the file contradicts itself, or contains too much besides its pixels.
pub(crate) fn check(bytes: &[u8], format: PictureFormat) -> Result<(), PictureProblem> {
    match format {
        PictureFormat::Gif => gif::check(bytes),
        PictureFormat::Tiff => tiff::check(bytes),
        PictureFormat::WebP => webp::check(bytes),
        _ => Ok(()),
    }
}

/// Checks the size of everything besides the pixels.
fn within(bytes: usize) -> Result<(), PictureProblem> {
    if bytes as u64 <= MAX_BESIDES { Ok(()) } else { Err(PictureProblem::Overloaded) }
}
