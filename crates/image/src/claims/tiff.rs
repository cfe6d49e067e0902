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

/// The length by which a tile may be longer than the picture, in pixels.
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

/// Checks the first picture of a TIFF. If it consists of JPEGs, they must not have many more pixels
/// in all than the picture.
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
    let side = |tag| u64::from(number(tag).unwrap_or_default());
    let most = 2 * side(tag::WIDTH) * side(tag::HEIGHT) + u64::from(MARGIN * MARGIN);
    let (mut pixels, mut read) = (0, 0);
    for (offsets, sizes) in
        [(tag::STRIP_OFFSETS, tag::STRIP_SIZES), (tag::TILE_OFFSETS, tag::TILE_SIZES)]
    {
        for (start, length) in tiff.numbers(main, offsets).zip(tiff.numbers(main, sizes)) {
            let part = bytes.get(start as usize..).unwrap_or_default();
            let part = part.get(..length as usize).unwrap_or(part);
            let (across, down) = jpeg::size(part).unwrap_or_default();
            pixels += u64::from(across) * u64::from(down);
            read += part.len();
            if pixels > most || read > bytes.len() {
                return Err(PictureProblem::Damaged);
            }
            jpeg::check(part)?;
        }
    }
    Ok(())
}
