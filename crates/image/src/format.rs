//! Detects the format of a picture file by its first bytes, because file extensions can be
//! wrong.

use byline_core::model::{ForeignFormat, PictureFormat, PictureProblem};
use image::ImageFormat;

/// The byte order mark of UTF-8 (Unicode 16, 23.8).
pub(super) const BOM: &[u8] = "\u{feff}".as_bytes();

/// Detects the format of a file.
///
/// # Errors
/// Fails if the file is not a picture, or is one of a kind that must be exported first.
pub fn detect(bytes: &[u8]) -> Result<PictureFormat, PictureProblem> {
    if bytes.is_empty() {
        return Err(PictureProblem::Empty);
    }
    // The brand of a file follows the word `ftyp` (ISO/IEC 14496-12, 4.3).
    if bytes.get(4..8) == Some(b"ftyp") {
        return Err(match bytes.get(8..12) {
            Some(b"avif" | b"avis") => PictureProblem::Foreign(ForeignFormat::Avif),
            Some(b"crx ") => PictureProblem::Foreign(ForeignFormat::CameraRaw),
            Some(b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"mif1" | b"msf1") => {
                PictureProblem::Foreign(ForeignFormat::Heic)
            }
            _ => PictureProblem::Foreign(ForeignFormat::Video),
        });
    }
    if bytes.starts_with(b"8BPS") {
        return Err(PictureProblem::Foreign(ForeignFormat::Photoshop));
    }
    if bytes.starts_with(b"%!PS") {
        return Err(PictureProblem::Foreign(ForeignFormat::PostScript));
    }
    // A drawing in gzip (RFC 1952, 2.3.1) could be of any size.
    if bytes.starts_with(&[0x1f, 0x8b]) {
        return Err(PictureProblem::Foreign(ForeignFormat::Compressed));
    }
    if is_svg_in_utf16(bytes) {
        return Err(PictureProblem::Foreign(ForeignFormat::SvgInUtf16));
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
            Err(PictureProblem::Foreign(ForeignFormat::CameraRaw))
        }
        Ok(ImageFormat::Tiff) => Ok(PictureFormat::Tiff),
        Ok(ImageFormat::Bmp) => Err(PictureProblem::Foreign(ForeignFormat::Bmp)),
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

/// Returns whether the beginning of a file is that of an SVG in UTF-16, of either byte order and
/// with or without a byte order mark.
fn is_svg_in_utf16(bytes: &[u8]) -> bool {
    /// The first element of a drawing comes within so many bytes.
    const START: usize = 64 << 10;
    let start = bytes[..bytes.len().min(START)].as_chunks().0;
    let in_order = |number: fn([u8; 2]) -> u16| {
        let units: Vec<_> = start.iter().map(|unit| number(*unit)).collect();
        looks_like_svg(String::from_utf16_lossy(&units).as_bytes())
    };
    // Latin letters have a zero in one of the two bytes.
    let latin = start.iter().take(2).any(|unit| unit.contains(&0));
    latin && (in_order(u16::from_le_bytes) || in_order(u16::from_be_bytes))
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
    fn an_svg_in_another_form_has_its_own_name() {
        let text = "\u{feff}<?xml version='1.0' encoding='UTF-16'?>\n<svg width='1'>";
        for text in [text, &text[BOM.len()..], "\n <svg/>"] {
            let units = || text.encode_utf16();
            let little: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = units().flat_map(u16::to_be_bytes).collect();
            for file in [little, big] {
                assert_eq!(detect(&file), Err(PictureProblem::Foreign(ForeignFormat::SvgInUtf16)));
            }
        }
        let compressed = PictureProblem::Foreign(ForeignFormat::Compressed);
        assert_eq!(detect(b"\x1f\x8b\x08"), Err(compressed));
        assert_eq!(detect("a\0b\0".as_bytes()), Err(PictureProblem::NoPicture));
    }

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
