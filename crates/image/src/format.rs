//! Detects the format of a picture file by its first bytes, because file extensions can be
//! wrong.

use byline_core::model::{PictureFormat, PictureProblem};
use image::ImageFormat;

use super::vector;

/// Detects the format of a file.
///
/// # Errors
/// Fails if the file is not a picture, or is one of a kind that must be exported first.
pub(super) fn detect(bytes: &[u8]) -> Result<PictureFormat, PictureProblem> {
    if bytes.is_empty() {
        return Err(PictureProblem::Empty);
    }
    // The brand of a file follows the word `ftyp` (ISO/IEC 14496-12, 4.3).
    if bytes.get(4..8) == Some(b"ftyp") {
        return Err(match bytes.get(8..12) {
            Some(b"avif" | b"avis") => PictureProblem::Foreign("an AVIF file"),
            Some(b"crx ") => PictureProblem::Foreign("a raw file of a camera"),
            Some(b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"mif1" | b"msf1") => {
                PictureProblem::Foreign("a HEIC file")
            }
            _ => PictureProblem::Foreign("a film"),
        });
    }
    if bytes.starts_with(b"8BPS") {
        return Err(PictureProblem::Foreign("a Photoshop file"));
    }
    if bytes.starts_with(b"%!PS") {
        return Err(PictureProblem::Foreign("a PostScript file"));
    }
    // PDF readers accept the mark anywhere in the first kilobyte.
    let start = &bytes[..bytes.len().min(1024)];
    if start.windows(5).any(|window| window == b"%PDF-") {
        return Ok(PictureFormat::Pdf);
    }
    match image::guess_format(bytes) {
        Ok(ImageFormat::Jpeg) => Ok(PictureFormat::Jpeg),
        Ok(ImageFormat::Png) => Ok(PictureFormat::Png),
        Ok(ImageFormat::WebP) => Ok(PictureFormat::WebP),
        Ok(ImageFormat::Gif) => Ok(PictureFormat::Gif),
        // Canon's raw files are TIFF files with a mark of their own.
        Ok(ImageFormat::Tiff) if bytes.get(8..10) == Some(b"CR") => {
            Err(PictureProblem::Foreign("a raw file of a camera"))
        }
        Ok(ImageFormat::Tiff) => Ok(PictureFormat::Tiff),
        Ok(ImageFormat::Bmp) => Err(PictureProblem::Foreign("a BMP file")),
        _ if vector::looks_like_svg(bytes) => Ok(PictureFormat::Svg),
        _ => Err(PictureProblem::NoPicture),
    }
}

/// Returns the decoder's name for a format that has pixels.
pub(super) fn decoder_of(format: PictureFormat) -> Option<ImageFormat> {
    match format {
        PictureFormat::Jpeg => Some(ImageFormat::Jpeg),
        PictureFormat::Png => Some(ImageFormat::Png),
        PictureFormat::WebP => Some(ImageFormat::WebP),
        PictureFormat::Gif => Some(ImageFormat::Gif),
        PictureFormat::Tiff => Some(ImageFormat::Tiff),
        PictureFormat::Svg | PictureFormat::Pdf => None,
    }
}
