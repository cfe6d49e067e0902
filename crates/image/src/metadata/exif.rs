//! The EXIF block (Exif 2.32): camera data, description and rights.

use super::text::{caption, clean, date, decode, names};
use crate::tiff::Tiff;
use byline_core::model::Metadata;

/// The tags that are read.
mod tag {
    pub(super) const IMAGE_DESCRIPTION: u16 = 0x010e;
    pub(super) const X_RESOLUTION: u16 = 0x011a;
    pub(super) const Y_RESOLUTION: u16 = 0x011b;
    pub(super) const RESOLUTION_UNIT: u16 = 0x0128;
    pub(super) const ARTIST: u16 = 0x013b;
    pub(super) const COPYRIGHT: u16 = 0x8298;
    pub(super) const EXIF_DIRECTORY: u16 = 0x8769;
    pub(super) const DATE_TIME_ORIGINAL: u16 = 0x9003;
}

/// Reads the block. Returns `None` if it is not a TIFF structure.
pub(super) fn read(block: &[u8]) -> Option<Metadata> {
    let (tiff, main) = Tiff::open(block)?;
    let exif = tiff.directory(main, tag::EXIF_DIRECTORY);
    let text = |directory, tag| tiff.text(directory, tag).map(|bytes| decode(first(bytes)));
    Some(Metadata {
        caption: text(main, tag::IMAGE_DESCRIPTION).and_then(|text| caption(&text)),
        creators: text(main, tag::ARTIST).map_or_else(Vec::new, |text| names(text.split(';'))),
        copyright: tiff.text(main, tag::COPYRIGHT).and_then(copyright),
        date: exif
            .and_then(|exif| text(exif, tag::DATE_TIME_ORIGINAL))
            .and_then(|text| date(&text)),
        ..Metadata::default()
    })
}

/// Returns the resolution in pixels per inch.
pub(super) fn density(block: &[u8]) -> Option<f64> {
    const INCH: u32 = 2;
    const CENTIMETRE: u32 = 3;
    let (tiff, main) = Tiff::open(block)?;
    let inch = match tiff.number(main, tag::RESOLUTION_UNIT).unwrap_or(INCH) {
        INCH => 1.0,
        CENTIMETRE => 2.54,
        _ => return None,
    };
    [tag::X_RESOLUTION, tag::Y_RESOLUTION]
        .into_iter()
        .filter_map(|tag| tiff.rational(main, tag))
        .map(|density| density * inch)
        .find(|&density| density > 0.0)
}

/// Returns the text up to the first null byte.
fn first(bytes: &[u8]) -> &[u8] {
    bytes.split(|&byte| byte == 0).next().unwrap_or_default()
}

/// Returns the photographer's copyright and, after a null byte, the editor's.
fn copyright(bytes: &[u8]) -> Option<String> {
    let both = bytes.split(|&byte| byte == 0).take(2).filter_map(|part| clean(&decode(part)));
    clean(&both.collect::<Vec<_>>().join("; "))
}

#[cfg(test)]
mod tests {
    use super::super::tests::break_up;
    use super::*;

    /// An entry: tag, type, count, and its value or the data stored outside the entry.
    type Tag = (u16, u16, u32, Vec<u8>);

    fn ascii(tag: u16, text: &str) -> Tag {
        (tag, 2, u32::try_from(text.len()).unwrap(), text.into())
    }

    fn rational(tag: u16, above: u32, below: u32) -> Tag {
        (tag, 5, 1, [above.to_le_bytes(), below.to_le_bytes()].concat())
    }

    /// Returns a little-endian directory for a given offset.
    fn directory(at: u32, entries: &[Tag]) -> Vec<u8> {
        let mut bytes = u16::try_from(entries.len()).unwrap().to_le_bytes().to_vec();
        let mut outside = Vec::new();
        let end = at + 2 + 12 * u32::try_from(entries.len()).unwrap() + 4;
        for (tag, kind, count, value) in entries {
            bytes.extend([tag.to_le_bytes(), kind.to_le_bytes()].concat());
            bytes.extend(count.to_le_bytes());
            let mut value = value.clone();
            if value.len() > 4 {
                let offset = end + u32::try_from(outside.len()).unwrap();
                outside.append(&mut value);
                value = offset.to_le_bytes().into();
            }
            value.resize(4, 0);
            bytes.extend(value);
        }
        bytes.extend([0; 4]);
        [bytes, outside].concat()
    }

    fn block(main: &[Tag]) -> Vec<u8> {
        [b"II*\0\x08\0\0\0".to_vec(), directory(8, main)].concat()
    }

    fn sample() -> Vec<u8> {
        const EXIF: u32 = 400;
        let mut bytes = block(&[
            ascii(tag::IMAGE_DESCRIPTION, "Die Bühne\0rest"),
            ascii(tag::ARTIST, "Ann Ash; Bo Berg;"),
            ascii(tag::COPYRIGHT, "Ann Ash\0City Hall\0"),
            (tag::EXIF_DIRECTORY, 4, 1, EXIF.to_le_bytes().into()),
        ]);
        bytes.resize(EXIF as usize, 0);
        bytes.extend(directory(EXIF, &[ascii(tag::DATE_TIME_ORIGINAL, "2024:10:31 18:30:00\0")]));
        bytes
    }

    #[test]
    fn fields_are_read_with_and_without_a_prefix() {
        let metadata = read(&sample()).unwrap();
        assert_eq!(metadata.caption.as_deref(), Some("Die Bühne"));
        assert_eq!(metadata.creators, ["Ann Ash", "Bo Berg"]);
        assert_eq!(metadata.copyright.as_deref(), Some("Ann Ash; City Hall"));
        assert_eq!(metadata.date, date("2024-10-31"));
        assert_eq!(read(&[&b"Exif\0\0"[..], &sample()].concat()), Some(metadata));
    }

    #[test]
    fn density_is_per_inch() {
        let unit = |unit: u16| (tag::RESOLUTION_UNIT, 3, 1, unit.to_le_bytes().into());
        let of = |entries: &[Tag]| density(&block(entries));
        assert_eq!(of(&[rational(tag::X_RESOLUTION, 300, 1), unit(2)]), Some(300.0));
        assert_eq!(of(&[rational(tag::X_RESOLUTION, 100, 1), unit(3)]), Some(254.0));
        assert_eq!(of(&[rational(tag::Y_RESOLUTION, 144, 2)]), Some(72.0));
        assert_eq!(of(&[rational(tag::X_RESOLUTION, 300, 1), unit(1)]), None);
        assert_eq!(of(&[rational(tag::X_RESOLUTION, 300, 0)]), None);
        assert_eq!(of(&[rational(tag::X_RESOLUTION, 0, 1)]), None);
    }

    #[test]
    fn broken_blocks_do_no_harm() {
        break_up(&sample(), |bytes| {
            read(bytes);
            density(bytes);
        });
    }
}
