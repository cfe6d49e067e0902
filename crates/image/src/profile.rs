//! The colour profile (ICC.1) in a picture file.

use byline_core::model::{MAX_PROFILE, PictureFormat, ProfileProblem};
use fdeflate::{BoundedDecompressionError, decompress_to_vec_bounded};
use image::ImageDecoder;

use crate::{claims, tiff};

/// Returns the colour profile in a file, if it has one. The part of a JPEG before its main scan is
/// enough.
///
/// # Errors
/// Fails if there is one, and it is incomplete or too large. Whether its content makes sense is
/// not checked.
pub(super) fn of_file(
    bytes: &[u8],
    format: PictureFormat,
    decoder: &mut impl ImageDecoder,
) -> Result<Option<Vec<u8>>, ProfileProblem> {
    match format {
        PictureFormat::Jpeg => of_jpeg(bytes),
        PictureFormat::Png => of_png(bytes),
        PictureFormat::Tiff => within(tiff::profile(bytes)?.map(Into::into)),
        // The decoder refuses one that is larger than all limits.
        _ => within(decoder.icc_profile().map_err(|_| ProfileProblem::TooLarge)?),
    }
}

/// As [`of_file`], for a JPEG.
pub(super) fn of_jpeg(bytes: &[u8]) -> Result<Option<Vec<u8>>, ProfileProblem> {
    within(claims::jpeg::profile(bytes)?)
}

/// Returns the profile of a PNG (ISO/IEC 15948, 11.3.3.3): a name, the method of compression, and
/// a zlib stream. The decoder would not tell a faulty one from none.
fn of_png(bytes: &[u8]) -> Result<Option<Vec<u8>>, ProfileProblem> {
    const SIGNATURE: usize = 8;
    const CHECKSUM: usize = 4;
    const ZLIB: u8 = 0;
    let mut rest = bytes.get(SIGNATURE..).unwrap_or_default();
    while let Some((length, after)) = rest.split_first_chunk::<4>()
        && let Some((name, after)) = after.split_first_chunk::<4>()
        && let Some((content, after)) = after.split_at_checked(u32::from_be_bytes(*length) as usize)
        && name != b"IDAT"
    {
        if name == b"iCCP" {
            let end = content.iter().position(|byte| *byte == 0);
            let stream = end.and_then(|end| content[end + 1..].strip_prefix(&[ZLIB]));
            let stream = stream.ok_or(ProfileProblem::Damaged)?;
            return match decompress_to_vec_bounded(stream, MAX_PROFILE) {
                Ok(profile) => Ok(Some(profile)),
                Err(BoundedDecompressionError::OutputTooLarge { .. }) => {
                    Err(ProfileProblem::TooLarge)
                }
                Err(_) => Err(ProfileProblem::Damaged),
            };
        }
        rest = after.get(CHECKSUM..).unwrap_or_default();
    }
    Ok(None)
}

fn within(profile: Option<Vec<u8>>) -> Result<Option<Vec<u8>>, ProfileProblem> {
    match profile {
        Some(profile) if profile.len() > MAX_PROFILE => Err(ProfileProblem::TooLarge),
        profile => Ok(profile),
    }
}
