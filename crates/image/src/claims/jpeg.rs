//! The segments of a JPEG (ITU-T T.81, annex B).

use super::within;
use byline_core::model::PictureProblem;

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
    // The markers from 0xc0 to 0xcf start frames, except those that define tables.
    let is_frame = |marker| matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc);
    let frame = segments(bytes).find(|segment| is_frame(segment.marker))?;
    let &[_, a, b, c, d] = frame.content.first_chunk()?;
    Some((u16::from_be_bytes([c, d]).into(), u16::from_be_bytes([a, b]).into()))
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
