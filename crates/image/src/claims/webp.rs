//! The chunks of a WebP (RFC 9649).

use super::within;
use byline_core::model::PictureProblem;

/// Checks that all chunks are inside the file, that metadata is small, and that no part of the
/// picture is larger than the picture.
pub(super) fn check(bytes: &[u8]) -> Result<(), PictureProblem> {
    const HEAD: usize = 12;
    chunks(bytes.get(HEAD..).unwrap_or_default(), None)
}

fn chunks(mut bytes: &[u8], mut canvas: Option<(u32, u32)>) -> Result<(), PictureProblem> {
    /// The bytes of an animation's frame before its chunks.
    const FRAME: usize = 16;
    // Fewer bytes are padding.
    while let Some((name, rest)) = bytes.split_first_chunk::<4>()
        && let Some((length, rest)) = rest.split_first_chunk::<4>()
    {
        let length = u32::from_le_bytes(*length) as usize;
        let content = rest.get(..length).ok_or(PictureProblem::CutOff)?;
        match name {
            b"VP8X" => canvas = canvas_of(content),
            b"ICCP" | b"EXIF" | b"XMP " => within(length)?,
            b"VP8 " => {
                let (width, height) = frame_of(content).unwrap_or_default();
                if canvas.is_some_and(|canvas| width > canvas.0 || height > canvas.1) {
                    return Err(PictureProblem::Damaged);
                }
            }
            b"ANMF" => chunks(content.get(FRAME..).unwrap_or_default(), canvas)?,
            _ => {}
        }
        // Chunks are padded to an even length.
        bytes = rest.get(length.next_multiple_of(2)..).unwrap_or_default();
    }
    Ok(())
}

/// Returns the size of the picture, of which the file has one less, in 24 bits each.
fn canvas_of(content: &[u8]) -> Option<(u32, u32)> {
    Some((number(content.get(4..7)?) + 1, number(content.get(7..10)?) + 1))
}

/// Returns the size of a lossy part (RFC 6386, 9.1): 14 bits each.
fn frame_of(content: &[u8]) -> Option<(u32, u32)> {
    Some((number(content.get(6..8)?) & 0x3fff, number(content.get(8..10)?) & 0x3fff))
}

/// Returns the number in up to four bytes, the least significant first.
fn number(bytes: &[u8]) -> u32 {
    bytes.iter().rev().fold(0, |number, byte| number << 8 | u32::from(*byte))
}
