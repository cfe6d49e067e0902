//! Cleans up texts from a photo file for printing.

use chrono::NaiveDate;

/// The maximum length of a text in characters: the limit of IIM for a caption.
const MAX_CHARACTERS: usize = 2_000;

/// The maximum number of names in a list.
const MAX_NAMES: usize = 100;

/// Descriptions that devices and programs write into photos automatically.
const BOILERPLATE: [&str; 31] = [
    // Cameras, including those of drones.
    "DCF 1.0",
    "DCIM",
    "Default",
    "DIGITAL CAMERA",
    "DIGITAL STILL CAMERA",
    "Exif_JPEG_PICTURE",
    "GE DIGITAL CAMERA",
    "KODAK Digital Still Camera",
    "KONICA MINOLTA DIGITAL CAMERA",
    "LG DIGITAL CAMERA",
    "MINOLTA DIGITAL CAMERA",
    "MOULTRIE DIGITAL GAME CAMERA",
    "OLYMPUS DIGITAL CAMERA",
    "SAMSUNG",
    "SAMSUNG CAMERA PICTURES",
    "SAMSUNG DIGITAL CAMERA",
    "SANYO DIGITAL CAMERA",
    "SONY DSC",
    // Modes of phone cameras.
    "cof",
    "hdr",
    "hdrpl",
    "oznor",
    "rhdr",
    "sdr",
    // Scanners and programs.
    "Created by Imlib",
    "Created with GIMP",
    "LEAD Technologies Inc. V1.01",
    "Picasa",
    "Scanner",
    "Screenshot",
    "Untitled",
];

/// Returns a text on one line, without control characters.
pub(super) fn clean(text: &str) -> Option<String> {
    let is_kept = |c: &char| c.is_whitespace() || !c.is_control();
    let kept: String = text.chars().filter(is_kept).collect();
    let mut line = kept.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((end, _)) = line.char_indices().nth(MAX_CHARACTERS) {
        line.truncate(line[..end].trim_end().len());
    }
    (!line.is_empty()).then_some(line)
}

/// Returns a text that describes the photo, if a person wrote it.
pub(super) fn caption(text: &str) -> Option<String> {
    clean(text).filter(|text| {
        // Some devices write the file's path on the memory card.
        let name = text.split('\\').next().unwrap_or_default();
        !BOILERPLATE.iter().any(|known| known.eq_ignore_ascii_case(name))
    })
}

/// Returns a list of cleaned names.
pub(super) fn names(texts: impl Iterator<Item = impl AsRef<str>>) -> Vec<String> {
    texts.filter_map(|text| clean(text.as_ref())).take(MAX_NAMES).collect()
}

/// Parses the day at the start of a date: `20241031`, `2024-10-31T18:30` or `2024:10:31 18:30`.
pub(super) fn date(text: &str) -> Option<NaiveDate> {
    let day = text.trim().split(['T', ' ']).next()?;
    let digits: String = day.chars().filter(|c| !matches!(c, '-' | ':')).collect();
    let is_day = digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_day.then(|| NaiveDate::parse_from_str(&digits, "%Y%m%d").ok()).flatten()
}

/// Decodes text of unknown encoding: as UTF-8 if it is valid, as most texts today are, or else
/// as ISO 8859-1.
pub(super) fn decode(bytes: &[u8]) -> String {
    match str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => bytes.iter().copied().map(char::from).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_one_line() {
        assert_eq!(clean(" A\0\u{7} talk,\r\n\tat  night\u{85}"), Some("A talk, at night".into()));
        assert_eq!(clean("\0 \n\u{1b}"), None);
        let long = clean(&"é ".repeat(3_000)).unwrap();
        assert_eq!(long.chars().count(), MAX_CHARACTERS - 1);
    }

    #[test]
    fn what_a_device_writes_is_no_caption() {
        for text in ["OLYMPUS DIGITAL CAMERA         ", "default", r"DCIM\100MEDIA\DJI_0001.JPG"] {
            assert_eq!(caption(text), None, "{text}");
        }
        assert_eq!(caption("The Samsung stand"), Some("The Samsung stand".into()));
    }

    #[test]
    fn dates_are_days() {
        let day = NaiveDate::from_ymd_opt(2024, 10, 31);
        for text in ["20241031", "2024-10-31", "2024-10-31T18:30:00+01:00", "2024:10:31 18:30:00"] {
            assert_eq!(date(text), day, "{text}");
        }
        for text in ["", "2024", "2024-10", "20241000", "0000:00:00 00:00:00", "+2024103"] {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
