//! Detects the format of a picture file by its first bytes, because file extensions can be
//! wrong.

use byline_core::model::{PictureFormat, PictureProblem};
use image::ImageFormat;

/// The byte order mark of UTF-8 (Unicode 16, 23.8).
pub(super) const BOM: &[u8] = "\u{feff}".as_bytes();

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
        _ if looks_like_svg(bytes) => Ok(PictureFormat::Svg),
        _ => Err(PictureProblem::NoPicture),
    }
}

/// Returns whether a file that byline encoded is a PNG rather than a JPEG.
pub(super) fn is_png(bytes: &[u8]) -> bool {
    matches!(image::guess_format(bytes), Ok(ImageFormat::Png))
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

/// Returns whether a file looks like an SVG: its first element is one, whatever precedes it.
pub(super) fn looks_like_svg(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(BOM).unwrap_or(bytes);
    let mut rest = bytes.trim_ascii_start();
    loop {
        let end: &[u8] = match rest {
            [b'<', b'?', ..] => b"?>",
            [b'<', b'!', b'-', b'-', ..] => b"-->",
            // Declarations are enclosed in square brackets, which close just before the document
            // type does.
            [b'<', b'!', ..] if opens_brackets(rest) => b"]",
            [b'<', b'!', ..] | [b'>', ..] => b">",
            [b'<', name @ ..] => return is_svg(name),
            _ => return false,
        };
        let Some(at) = rest.windows(end.len()).position(|window| window == end) else {
            return false;
        };
        rest = rest[at + end.len()..].trim_ascii_start();
    }
}

/// Returns whether a document type declaration contains further declarations in brackets.
fn opens_brackets(doctype: &[u8]) -> bool {
    doctype.iter().find(|byte| matches!(byte, b'[' | b'>')) == Some(&b'[')
}

/// Returns whether the name of an element is `svg`, with or without a prefix.
fn is_svg(tag: &[u8]) -> bool {
    let ends = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/');
    let name = tag.split(ends).next().unwrap_or_default();
    name == b"svg" || name.ends_with(b":svg")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_svg_is_known_by_its_first_element() {
        for yes in [
            "<svg/>",
            "\u{feff}\n<?xml version='1.0'?><!-- <html> --><svg width='1'>",
            "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'svg11.dtd'>\n<svg\n>",
            "<!DOCTYPE svg [ <!ENTITY a 'http://a'> ]><s:svg xmlns:s='http://a'>",
        ] {
            assert!(looks_like_svg(yes.as_bytes()), "{yes}");
        }
        for no in ["", "svg", "<html><svg/>", "<svgs>", "<?xml", "<!-- <svg>", "%PDF-1.7", "<"] {
            assert!(!looks_like_svg(no.as_bytes()), "{no}");
        }
    }
}
