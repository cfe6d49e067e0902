//! The picture of a photo entry: found in the project, and known to be printable.

use std::io::Cursor;
use std::path::{Component, Path, PathBuf};

use image::{ImageReader, Limits};

use crate::diagnostic::Code;
use crate::event::{Picture, Text};
use crate::file::{ReadError, read_regular};
use crate::reader::Reader;

/// The largest picture file that is read, in bytes.
const MAX_BYTES: u64 = 256 << 20;

/// The most pixels a picture may have along one side: four times what the
/// largest cameras of today give.
const MAX_SIDE: u32 = 50_000;

/// The most memory that one picture may take, in bytes: 100 megapixels in RGBA.
const MAX_MEMORY: u64 = 400 << 20;

/// Where a record's photos are looked for.
#[derive(Debug, Clone, Copy)]
pub struct PhotoFolder<'a> {
    /// The record's folder, where the names of its photos start.
    pub record: &'a Path,
    /// The project's folder, which no photo may lie outside of.
    pub project: &'a Path,
}

/// Reads the picture. None while its file is not there, or beside an error.
pub(crate) fn read(
    file: &Text,
    alt: Option<Text>,
    folder: PhotoFolder<'_>,
    reader: &mut Reader,
) -> Option<Picture> {
    let mut unusable = |message: String, hint: &str| {
        reader.report(Code::UnusablePhoto, file.range(), message).hint(hint);
    };
    let Some(path) = inside(file.as_str(), folder) else {
        unusable(
            format!("`{file}` lies outside the project"),
            "copy the photo into the project and name it from the record's folder",
        );
        return None;
    };
    let bytes = match read_regular(&path, MAX_BYTES) {
        Ok(bytes) => bytes,
        Err(ReadError::Missing) => {
            reader
                .report(Code::MissingPhoto, file.range(), format!("there is no photo `{file}` yet"))
                .hint("until the file is there, a placeholder with the caption is printed");
            return None;
        }
        Err(ReadError::Folder | ReadError::Special) => {
            unusable(format!("`{file}` is not a file"), "name the picture itself");
            return None;
        }
        Err(ReadError::TooLarge) => {
            let limit = MAX_BYTES >> 20;
            unusable(format!("`{file}` is larger than {limit} MB"), "export it smaller");
            return None;
        }
        Err(ReadError::Io(error)) => {
            unusable(format!("`{file}` cannot be read: {error}"), "check who may read the file");
            return None;
        }
    };
    if let Err(message) = decode(&bytes) {
        unusable(
            format!("`{file}` cannot be printed: {message}"),
            "export it again as JPEG, PNG, WebP or GIF",
        );
        return None;
    }
    let Some(alt) = alt else {
        reader
            .report(Code::MissingAlt, file.range(), format!("`{file}` has no alternative text"))
            .hint("add alt = \"what the picture shows\", for readers who cannot see it");
        return None;
    };
    Some(Picture { bytes: bytes.into(), alt })
}

/// The path of a photo, if it lies inside the project, links followed.
fn inside(file: &str, folder: PhotoFolder<'_>) -> Option<PathBuf> {
    let file = Path::new(file);
    if !file
        .components()
        .all(|part| matches!(part, Component::Normal(_) | Component::CurDir | Component::ParentDir))
    {
        return None;
    }
    let path = folder.record.join(file);
    match (path.canonicalize(), folder.project.canonicalize()) {
        (Ok(real), Ok(project)) => real.starts_with(project).then_some(path),
        // Not there: then its name alone must not leave the project.
        _ => {
            let leaves = file.components().any(|part| part == Component::ParentDir);
            (!leaves).then_some(path)
        }
    }
}

/// Decodes the whole picture, so that a damaged one is found before it is set.
fn decode(bytes: &[u8]) -> Result<(), String> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_MEMORY);
    let mut decoder = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|error| error.to_string())?;
    if decoder.format().is_none() {
        return Err("it is no picture of a known kind".into());
    }
    decoder.limits(limits);
    decoder.decode().map(drop).map_err(|error| error.to_string())
}
