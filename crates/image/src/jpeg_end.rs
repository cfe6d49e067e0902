//! JPEG files that lack only their end marker, as some programs leave them.

use blake3::Hash;
use byline_core::model::PictureProblem;
use jpeg_decoder::Decoder;

use crate::claims::jpeg;

/// The end marker.
const END: [u8; 2] = [0xff, 0xd9];

/// Bytes that are put behind the pixels. More than a block can take; none is part of a marker.
const TAILS: [[u8; 256]; 2] = [[0x00; 256], [0xaa; 256]];

/// Returns a JPEG with its end marker if this is all that it lacks.
///
/// A decoder fills what is missing with what it finds, so a file is whole if its pixels are the
/// same whatever stands behind them.
pub(super) fn completed(bytes: &[u8], most_memory: usize) -> Option<Vec<u8>> {
    // A picture that lacks its last scans has all of its pixels, but not their detail.
    if jpeg::check(bytes) != Err(PictureProblem::CutOff) || !jpeg::has_all_scans(bytes) {
        return None;
    }
    let kept = bytes.strip_suffix(&END[..1]).unwrap_or(bytes);
    let [one, other] = TAILS.map(|tail| pixels(&[kept, &tail, &END].concat(), most_memory));
    (one? == other?).then(|| [kept, &END].concat())
}

fn pixels(bytes: &[u8], most_memory: usize) -> Option<Hash> {
    let mut decoder = Decoder::new(bytes);
    decoder.set_max_decoding_buffer_size(most_memory);
    decoder.decode().ok().map(|pixels| blake3::hash(&pixels))
}
