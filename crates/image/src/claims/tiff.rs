//! The claims of a TIFF: how many values its fields have, how large its parts are.

use super::jpeg;
use crate::tiff::Tiff;
use byline_core::model::{MAX_SIDE, PictureProblem};

/// The tags that describe pixels (TIFF 6.0). The decoder reads no others.
const PIXELS: std::ops::RangeInclusive<u16> = 254..=532;

/// The maximum number of values of a tag: a strip for each row and channel. The decoder takes
/// 32 bytes for each.
const MAX_VALUES: u32 = 4 * MAX_SIDE;

/// The maximum number of channels. Photos have at most five.
const MAX_CHANNELS: u32 = 16;

/// The margin by which a part may be larger than the picture, in pixels: tiles have sides that
/// are divisible by 16, and JPEGs are decoded in blocks.
const MARGIN: u32 = 1024;

mod tag {
    pub(super) const WIDTH: u16 = 256;
    pub(super) const HEIGHT: u16 = 257;
    pub(super) const COMPRESSION: u16 = 259;
    pub(super) const STRIP_OFFSETS: u16 = 273;
    pub(super) const CHANNELS: u16 = 277;
    pub(super) const STRIP_SIZES: u16 = 279;
    pub(super) const TILE_WIDTH: u16 = 322;
    pub(super) const TILE_HEIGHT: u16 = 323;
    pub(super) const TILE_OFFSETS: u16 = 324;
    pub(super) const TILE_SIZES: u16 = 325;
}

/// Checks the first picture of a TIFF.
pub(super) fn check(bytes: &[u8]) -> Result<(), PictureProblem> {
    const JPEG: u32 = 7;
    let (tiff, main) = Tiff::open(bytes).ok_or(PictureProblem::Damaged)?;
    let mut counts = tiff.counts(main).filter(|(tag, _)| PIXELS.contains(tag));
    let number = |tag| tiff.number(main, tag);
    let too_wide = |side: Option<u32>| side.is_some_and(|side| side > MAX_SIDE + MARGIN);
    if counts.any(|(_, count)| count > MAX_VALUES)
        || number(tag::CHANNELS).is_some_and(|channels| channels > MAX_CHANNELS)
        || too_wide(number(tag::TILE_WIDTH))
        || too_wide(number(tag::TILE_HEIGHT))
    {
        return Err(PictureProblem::Rare);
    }
    if number(tag::COMPRESSION) != Some(JPEG) {
        return Ok(());
    }
    let width = number(tag::TILE_WIDTH).or(number(tag::WIDTH)).unwrap_or_default();
    let height = number(tag::TILE_HEIGHT).or(number(tag::HEIGHT)).unwrap_or_default();
    let mut read = 0;
    for (offsets, sizes) in
        [(tag::STRIP_OFFSETS, tag::STRIP_SIZES), (tag::TILE_OFFSETS, tag::TILE_SIZES)]
    {
        for (start, length) in tiff.numbers(main, offsets).zip(tiff.numbers(main, sizes)) {
            let part = bytes.get(start as usize..).unwrap_or_default();
            let part = part.get(..length as usize).unwrap_or(part);
            read += part.len();
            let (across, down) = jpeg::size(part).unwrap_or_default();
            if read > bytes.len() || across > width + MARGIN || down > height + MARGIN {
                return Err(PictureProblem::Damaged);
            }
            jpeg::check(part)?;
        }
    }
    Ok(())
}
