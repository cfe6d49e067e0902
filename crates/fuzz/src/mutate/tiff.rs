//! Changes to the entries of a TIFF file or an EXIF block, which has the same structure.

use super::bytes;
use crate::Rng;

/// The length of an entry in a directory (TIFF 6.0, section 2).
const ENTRY: usize = 12;

/// Changes the tag, the type, the count or the value of an entry in the first directory, or,
/// once in three times, any bytes.
pub fn change(file: &mut Vec<u8>, rng: &mut Rng) {
    match entries(file) {
        Some((start, count)) if count > 0 && !rng.one_in(3) => {
            let entry = start + rng.below(count) * ENTRY;
            let field = entry + [0, 2, 4, 8][rng.below(4)];
            match rng.below(3) {
                0 => bytes::number(&mut file[field..entry + ENTRY], rng),
                1 => file[field] ^= 1 << rng.below(8),
                _ => {
                    let other = start + rng.below(count) * ENTRY;
                    file.copy_within(other..other + ENTRY, entry);
                }
            }
        }
        _ => bytes::change(file, rng),
    }
}

/// Returns where the entries of the first directory begin, and how many lie in the file.
fn entries(file: &[u8]) -> Option<(usize, usize)> {
    let little = file.starts_with(b"II");
    let number = |at: usize, width: usize| {
        let bytes = file.get(at..at.checked_add(width)?)?.iter();
        let add = |sum: usize, byte: &u8| sum << 8 | usize::from(*byte);
        Some(if little { bytes.rev().fold(0, add) } else { bytes.fold(0, add) })
    };
    let start = number(4, 4)?;
    let count = number(start, 2)?;
    Some((start + 2, count.min((file.len() - start - 2) / ENTRY)))
}
