//! Changes to bytes of any meaning.

use crate::Rng;

/// The number of bytes at the start of a file in which most formats have their important fields.
const HEAD: usize = 200;

/// Numbers at which programs go wrong.
const NUMBERS: [u32; 10] =
    [0, 1, 0x7f, 0xff, 0x7fff, 0xffff, 0x00ff_ffff, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff];

/// Changes, removes or repeats some bytes. The file never becomes empty.
pub fn change(file: &mut Vec<u8>, rng: &mut Rng) {
    if file.is_empty() {
        file.push(0);
    }
    let end = if rng.one_in(2) { file.len().min(HEAD) } else { file.len() };
    let at = rng.below(end);
    match rng.below(9) {
        0 => file.truncate(at.max(1)),
        1 => {
            let end = (at + rng.below(40)).min(file.len());
            file.drain(at..end);
        }
        2 => {
            let piece = file[at..(at + rng.below(60)).min(file.len())].to_vec();
            let to = rng.below(file.len());
            file.splice(to..to, piece);
        }
        3 => file[at] = [0, 1, 0x7f, 0x80, 0xff][rng.below(5)],
        4 => number(&mut file[at..], rng),
        5 => file[at] = file[at].wrapping_add(u8::try_from(rng.below(35)).unwrap_or(0)),
        _ => file[at] ^= 1 << rng.below(8),
    }
    if file.is_empty() {
        file.push(0);
    }
}

/// Writes a number of 1, 2 or 4 bytes at the start of some bytes.
pub(super) fn number(bytes: &mut [u8], rng: &mut Rng) {
    let value = NUMBERS[rng.below(NUMBERS.len())];
    let mut value = if rng.one_in(2) { value.to_be_bytes() } else { value.to_le_bytes() };
    value.rotate_left(rng.below(4));
    let width = [1, 2, 4][rng.below(3)].min(bytes.len());
    bytes[..width].copy_from_slice(&value[..width]);
}
