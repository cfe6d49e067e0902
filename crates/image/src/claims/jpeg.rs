//! The segments of a JPEG (ITU-T T.81, annex B).

use std::collections::BTreeSet;

use super::within;
use byline_core::model::{Colours, PictureProblem, ProfileProblem};

const START_OF_SCAN: u8 = 0xda;
const END_OF_IMAGE: u8 = 0xd9;

/// The maximum number of scans. A progressive photo has ten; each takes a pass over all pixels.
const MAX_SCANS: usize = 100;

/// A segment of a JPEG.
struct Segment<'a> {
    marker: u8,
    /// The length of the file up to the end of the segment.
    end: usize,
    content: &'a [u8],
}

/// Iterates over the segments up to the end marker. Thumbnails inside segments have scans and
/// end markers of their own, which do not count.
fn segments(bytes: &[u8]) -> impl Iterator<Item = Segment<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            at += bytes.get(at..)?.iter().position(|byte| *byte == 0xff)? + 1;
            match *bytes.get(at)? {
                // A byte of a scan, a fill byte, or a marker without content.
                0x00 | 0x01 | 0xd0..=0xd8 | 0xff => {}
                END_OF_IMAGE => {
                    return Some(Segment { marker: END_OF_IMAGE, end: at + 1, content: &[] });
                }
                marker => {
                    let length = *bytes.get(at + 1..)?.first_chunk()?;
                    let start = at + 3;
                    at = at + 1 + usize::from(u16::from_be_bytes(length));
                    let content = bytes.get(start..at)?;
                    return Some(Segment { marker, end: at, content });
                }
            }
        }
    })
}

/// Returns the part of a JPEG before its main scan, which contains everything but the pixels.
///
/// # Errors
/// Fails if there is no scan, or too much before it.
pub(crate) fn head(bytes: &[u8]) -> Result<&[u8], PictureProblem> {
    let scan = segments(bytes).find(|segment| segment.marker == START_OF_SCAN);
    within(scan.as_ref().map_or(bytes.len(), |scan| scan.end))?;
    scan.and_then(|scan| bytes.get(..scan.end)).ok_or(PictureProblem::Damaged)
}

/// Returns the width and height of a JPEG.
pub(super) fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let [_, a, b, c, d, _] = frame(bytes)?;
    Some((u16::from_be_bytes([c, d]).into(), u16::from_be_bytes([a, b]).into()))
}

/// Returns the colours of the pixels, known by their number.
pub(crate) fn colours(bytes: &[u8]) -> Option<Colours> {
    let [.., count] = frame(bytes)?;
    match count {
        1 => Some(Colours::Grey),
        3 => Some(Colours::Rgb),
        4 => Some(Colours::Inks),
        _ => None,
    }
}

/// Returns whether a JPEG has all of its scans. A progressive one has its pixels in several, each
/// of which refines some frequencies of some colours (annex G).
pub(crate) fn has_all_scans(bytes: &[u8]) -> bool {
    const FREQUENCIES: usize = 64;
    let is_progressive =
        segments(bytes).any(|segment| matches!(segment.marker, 0xc2 | 0xc6 | 0xca | 0xce));
    let mut exact = BTreeSet::new();
    for scan in segments(bytes).filter(|segment| segment.marker == START_OF_SCAN) {
        let Some((&count, rest)) = scan.content.split_first() else { return false };
        let Some((colours, [first, last, bits, ..])) =
            rest.split_at_checked(2 * usize::from(count))
        else {
            return false;
        };
        // The lower half tells how many bits of each number are still to come.
        if bits.trailing_zeros() >= 4 {
            let colours = colours.iter().step_by(2);
            exact.extend(colours.flat_map(|colour| (*first..=*last).map(move |at| (*colour, at))));
        }
    }
    let colours = frame(bytes).map_or(0, |[.., count]| usize::from(count));
    !is_progressive || exact.len() == colours * FREQUENCIES
}

/// Returns the beginning of the frame's head: bits, height, width and number of colours.
fn frame(bytes: &[u8]) -> Option<[u8; 6]> {
    // The markers from 0xc0 to 0xcf start frames, except those that define tables.
    let is_frame = |marker| matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc);
    let frame = segments(bytes).find(|segment| is_frame(segment.marker))?;
    frame.content.first_chunk().copied()
}

/// Returns the colour profile (ICC.1, annex B.4). It is in several segments if it is large; each
/// has its number, from 1, and the number of segments.
///
/// # Errors
/// Fails if there is one, and a part of it is missing.
pub(crate) fn profile(bytes: &[u8]) -> Result<Option<Vec<u8>>, ProfileProblem> {
    const APP2: u8 = 0xe2;
    let head = segments(bytes).take_while(|segment| segment.marker != START_OF_SCAN);
    let parts = head.filter(|segment| segment.marker == APP2);
    let parts = parts.filter_map(|segment| segment.content.strip_prefix(b"ICC_PROFILE\0"));
    let parts: Option<Vec<_>> = parts.map(<[u8]>::split_first_chunk::<2>).collect();
    let mut parts = parts.ok_or(ProfileProblem::CutOff)?;
    parts.sort_unstable_by_key(|(numbers, _)| **numbers);
    let told = |([number, count], _): &(&[u8; 2], _)| (usize::from(*number), usize::from(*count));
    if !parts.iter().map(told).eq((1..=parts.len()).map(|number| (number, parts.len()))) {
        return Err(ProfileProblem::CutOff);
    }
    let profile = parts.iter().map(|(_, part)| *part).collect::<Vec<_>>().concat();
    Ok((!parts.is_empty()).then_some(profile))
}

/// Checks a whole JPEG.
///
/// # Errors
/// Fails if its end is missing, which a decoder may silently fill with grey, or if it has too
/// many scans or too much besides them.
pub(crate) fn check(bytes: &[u8]) -> Result<(), PictureProblem> {
    let (mut scans, mut besides) = (0, 0);
    for segment in segments(bytes) {
        match segment.marker {
            END_OF_IMAGE => return within(besides),
            START_OF_SCAN => scans += 1,
            _ => besides += segment.content.len(),
        }
        if scans > MAX_SCANS {
            return Err(PictureProblem::Rare);
        }
    }
    // Without any scan, the decoder says what is wrong.
    if scans == 0 { Ok(()) } else { Err(PictureProblem::CutOff) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
        let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
        [&[0xff, marker], &length[..], content].concat()
    }

    fn picture(parts: &[Vec<u8>]) -> Vec<u8> {
        [&[0xff, 0xd8][..], &parts.concat()].concat()
    }

    #[test]
    fn the_head_ends_where_the_main_scan_begins() {
        let thumbnail = picture(&[segment(START_OF_SCAN, b"no"), vec![0xff, 0xd9]]);
        let head_ends = [
            segment(0xe1, &thumbnail),
            // A fill byte.
            vec![0xff],
            segment(0xc0, &[8, 0, 20, 0, 30, 3]),
            segment(START_OF_SCAN, b"yes"),
        ];
        let expected = picture(&head_ends);
        let whole = [&expected[..], b"\xff\x00\xff\xd0pixels\xff\xd9"].concat();
        assert_eq!(head(&whole), Ok(&expected[..]));
        assert_eq!(size(&whole), Some((30, 20)));
        assert_eq!(check(&whole), Ok(()));
        assert_eq!(check(&whole[..whole.len() - 2]), Err(PictureProblem::CutOff));
        assert_eq!(head(&whole[..30]), Err(PictureProblem::Damaged));
    }

    #[test]
    fn scans_and_segments_are_counted() {
        let scans = |count| vec![segment(START_OF_SCAN, b"x"); count].concat();
        let whole = |parts: &[Vec<u8>]| [picture(parts), vec![0xff, 0xd9]].concat();
        assert_eq!(check(&whole(&[scans(MAX_SCANS)])), Ok(()));
        assert_eq!(check(&whole(&[scans(MAX_SCANS + 1)])), Err(PictureProblem::Rare));
        let many = vec![segment(0xe2, &vec![0; 60_000]); 300].concat();
        assert_eq!(check(&whole(&[scans(1), many])), Err(PictureProblem::Overloaded));
    }
}
