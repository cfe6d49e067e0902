//! The blocks of a GIF before its first frame.

use super::within;
use byline_core::model::PictureProblem;

/// Checks the size of the extensions before the first frame, which may contain metadata and a
/// profile (`GIF89a`, chapters 15 to 26).
pub(super) fn check(bytes: &[u8]) -> Result<(), PictureProblem> {
    const EXTENSION: u8 = 0x21;
    const SCREEN: usize = 13;
    let flags = bytes.get(10).copied().unwrap_or_default();
    let palette = if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    let mut at = SCREEN + palette;
    let start = at;
    while bytes.get(at) == Some(&EXTENSION) {
        // The label, and then blocks of up to 255 bytes. An empty one is the last.
        at += 2;
        while let Some(&length) = bytes.get(at) {
            at += 1 + usize::from(length);
            if length == 0 {
                break;
            }
        }
        within(at - start)?;
    }
    Ok(())
}
