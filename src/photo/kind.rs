//! What kind of picture a file is, by its first bytes: names of files lie.

use image::ImageFormat;

use super::problem::Problem;
use super::vector;

/// A kind of picture that can be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A photograph, mostly.
    Jpeg,
    /// A drawing or a screenshot, mostly.
    Png,
    /// Either of these, from the web.
    WebP,
    /// A small drawing; of moving ones the first frame.
    Gif,
    /// A scan.
    Tiff,
    /// Vector art of the web.
    Svg,
    /// Vector art from a press; its first page.
    Pdf,
}

impl Kind {
    /// Finds out what a file is.
    ///
    /// # Errors
    /// For a file that is no picture, or one of a kind that has to be exported first.
    pub(super) fn of(bytes: &[u8]) -> Result<Self, Problem> {
        if bytes.is_empty() {
            return Err(Problem::Empty);
        }
        // ISO/IEC 14496-12, 4.3: the brand of a file stands behind the word `ftyp`.
        if bytes.get(4..8) == Some(b"ftyp") {
            return Err(match bytes.get(8..12) {
                Some(b"avif" | b"avis") => Problem::Foreign("an AVIF file"),
                Some(b"crx ") => Problem::Foreign("a raw file of a camera"),
                Some(b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"mif1" | b"msf1") => {
                    Problem::Foreign("a HEIC file")
                }
                _ => Problem::Foreign("a film"),
            });
        }
        if bytes.starts_with(b"8BPS") {
            return Err(Problem::Foreign("a Photoshop file"));
        }
        if bytes.starts_with(b"%!PS") {
            return Err(Problem::Foreign("a PostScript file"));
        }
        // Readers of PDF take the mark anywhere in the first kilobyte.
        let start = &bytes[..bytes.len().min(1024)];
        if start.windows(5).any(|window| window == b"%PDF-") {
            return Ok(Self::Pdf);
        }
        match image::guess_format(bytes) {
            Ok(ImageFormat::Jpeg) => Ok(Self::Jpeg),
            Ok(ImageFormat::Png) => Ok(Self::Png),
            Ok(ImageFormat::WebP) => Ok(Self::WebP),
            Ok(ImageFormat::Gif) => Ok(Self::Gif),
            // Canon's raw files are TIFF with a mark of their own.
            Ok(ImageFormat::Tiff) if bytes.get(8..10) == Some(b"CR") => {
                Err(Problem::Foreign("a raw file of a camera"))
            }
            Ok(ImageFormat::Tiff) => Ok(Self::Tiff),
            Ok(ImageFormat::Bmp) => Err(Problem::Foreign("a BMP file")),
            _ if vector::looks_like_svg(bytes) => Ok(Self::Svg),
            _ => Err(Problem::NoPicture),
        }
    }

    /// The format of a picture that has pixels.
    pub(super) fn format(self) -> Option<ImageFormat> {
        match self {
            Self::Jpeg => Some(ImageFormat::Jpeg),
            Self::Png => Some(ImageFormat::Png),
            Self::WebP => Some(ImageFormat::WebP),
            Self::Gif => Some(ImageFormat::Gif),
            Self::Tiff => Some(ImageFormat::Tiff),
            Self::Svg | Self::Pdf => None,
        }
    }
}
