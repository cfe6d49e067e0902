//! Opens a picture file and describes it without decoding its pixels.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;

use byline_core::file::{ReadError, open_inside, read_regular_into};
use byline_core::model::{
    ArtProblem, Form, MAX_ART_BYTES, MAX_BESIDES, MAX_PICTURE_BYTES, Metadata, Original,
    PictureFormat, PictureProblem, Raster,
};
use byline_core::walls::Walls;

use crate::converter::DrawingConverter;
use crate::{claims, decode, format, jpeg_end, raster};

/// The number of bytes of a file that are read first: enough for the head of most photos.
const HEAD: u64 = 256 << 10;

/// Opens a picture file of at most `max_pixels`, inside the walls, and describes it without its
/// pixels. Vector art is converted by `converter`.
///
/// # Errors
/// Returns the reason why it cannot be printed, as far as this is known without decoding it.
pub fn open(
    path: &Path,
    max_pixels: u64,
    walls: &Walls,
    converter: &dyn DrawingConverter,
) -> Result<Original, PictureProblem> {
    let (mut file, on_disk) = open_inside(path, MAX_PICTURE_BYTES, walls)?;
    let size = on_disk.len();
    let mut bytes = Vec::new();
    file.by_ref().take(HEAD).read_to_end(&mut bytes).map_err(ReadError::from)?;
    let format = format::detect(&bytes)?;
    let more = match format {
        PictureFormat::Svg | PictureFormat::Pdf => MAX_ART_BYTES,
        // The head of a photo is enough; the rest is only hashed.
        PictureFormat::Jpeg if claims::jpeg::head(&bytes).is_ok() => 0,
        PictureFormat::Jpeg => MAX_BESIDES,
        _ => size,
    };
    bytes.reserve_exact(usize::try_from(more.min(size)).unwrap_or_default());
    file.by_ref().take(more).read_to_end(&mut bytes).map_err(ReadError::from)?;
    let (mut form, metadata) = match format {
        PictureFormat::Svg | PictureFormat::Pdf => {
            let fits = bytes.len() as u64 <= MAX_ART_BYTES;
            let art = if fits { converter.draw(&bytes) } else { Err(ArtProblem::TooLarge) };
            let art = art.map_err(PictureProblem::Vector)?;
            (Form::Art(Arc::new(art)), Metadata::default())
        }
        _ => {
            let (raster, metadata) = raster::describe(&bytes, format, max_pixels)?;
            (Form::Raster(raster), metadata)
        }
    };
    let mut digest = blake3::Hasher::new();
    digest.update(&bytes).update_reader(&mut file).map_err(ReadError::from)?;
    if let Form::Raster(raster) = &mut form
        && format == PictureFormat::Jpeg
        && !ends_with_marker(file.get_mut())?
    {
        raster.lacks_end = lacks_end(path, raster)?;
    }
    Ok(Original { path: path.to_owned(), digest: digest.finalize(), form, metadata })
}

/// Returns whether the last bytes of a JPEG are its end marker.
fn ends_with_marker(file: &mut File) -> Result<bool, PictureProblem> {
    let mut last = [0; 2];
    file.seek(SeekFrom::End(-2)).map_err(ReadError::from)?;
    file.read_exact(&mut last).map_err(ReadError::from)?;
    Ok(last == [0xff, 0xd9])
}

/// Returns whether a JPEG lacks its end marker and nothing else.
fn lacks_end(path: &Path, raster: &Raster) -> Result<bool, PictureProblem> {
    let mut bytes = Vec::new();
    read_regular_into(path, MAX_PICTURE_BYTES, &mut bytes)?;
    let most_memory = usize::try_from(decode::memory_of(raster)).unwrap_or(usize::MAX);
    Ok(jpeg_end::completed(&bytes, most_memory).is_some())
}

/// Reads a file again, and checks that its bytes have not changed since it was opened.
///
/// # Errors
/// Fails if the file cannot be read any more or has changed.
pub(super) fn read_again(original: &Original, bytes: &mut Vec<u8>) -> Result<(), PictureProblem> {
    read_regular_into(&original.path, MAX_PICTURE_BYTES, bytes)?;
    if blake3::hash(bytes) == original.digest { Ok(()) } else { Err(PictureProblem::Changed) }
}
