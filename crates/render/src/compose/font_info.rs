//! Reads what a project's font says of itself, within limits.
//!
//! Typst lists every character that the tables of a font name. A table of a few bytes can name
//! four billion, which take 16 GB.

use std::panic::resume_unwind;

use ttf_parser::Face;
use ttf_parser::cmap::Subtable;
use typst::text::FontInfo;

use super::font_trial;
use byline_core::panics;

/// The maximum number of characters in the tables of a font: four times all of Unicode, because
/// a font has several tables for the same characters.
const MAX_CHARACTERS: u32 = 4 * 0x11_0000;

/// Returns the facts about a font, or `None` if it is damaged, names too many characters or no
/// text can be set in it.
pub(super) fn read(data: &[u8], index: u32) -> Option<FontInfo> {
    let read = || {
        let info = is_bounded(data, index).then(|| FontInfo::new(data, index))??;
        font_trial::set(data, index, &info)?;
        Some(info)
    };
    panics::catch(read).ok()?
}

/// Counts the characters with Typst's own parser, so that both read the same.
fn is_bounded(data: &[u8], index: u32) -> bool {
    let Ok(face) = Face::parse(data, index) else { return false };
    let tables = face.tables().cmap.into_iter().flat_map(|cmap| cmap.subtables);
    let mut left = MAX_CHARACTERS;
    let mut count = |_| match left.checked_sub(1) {
        Some(less) => left = less,
        // The parser cannot be stopped otherwise.
        None => resume_unwind(Box::new("it names too many characters")),
    };
    let listed = || {
        for table in tables.filter(Subtable::is_unicode) {
            table.codepoints(&mut count);
        }
    };
    panics::catch(listed).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns a font whose only table of characters says that it has all up to `last`.
    fn font_up_to(last: u32) -> Vec<u8> {
        let mut font = notosans::REGULAR_TTF.to_vec();
        let entry = font.windows(4).position(|tag| tag == b"cmap").expect("fonts have this table");
        let place = font[entry + 8..entry + 12].try_into().expect("these are four bytes");
        let place = usize::try_from(u32::from_be_bytes(place)).expect("it lies in the file");
        // One table of format 12 with one group (OpenType 1.9, cmap).
        let head = [0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12, 0, 12, 0, 0];
        let numbers = [28, 0, 1, 0, last, 0].map(u32::to_be_bytes).concat();
        let table = [&head[..], &numbers].concat();
        font[place..place + table.len()].copy_from_slice(&table);
        font
    }

    #[test]
    fn a_font_that_names_too_many_characters_is_unusable() {
        assert!(read(notosans::REGULAR_TTF, 0).is_some());
        assert!(read(&font_up_to(0x10_ffff), 0).is_some());
        assert_eq!(read(&font_up_to(u32::MAX), 0), None);
        assert_eq!(read(&notosans::REGULAR_TTF[..1000], 0), None);
    }
}
