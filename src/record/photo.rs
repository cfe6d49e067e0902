//! The picture of a photo entry: found in the project, and known to be printable.

use std::io::Cursor;
use std::path::{Component, Path, PathBuf};

use image::{ImageFormat, ImageReader, Limits};
use toml::Spanned;

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
    file: &Spanned<String>,
    alt: Option<Text>,
    folder: PhotoFolder<'_>,
    reader: &mut Reader,
) -> Option<Picture> {
    let (file, range) = (file.get_ref(), file.span());
    let mut unusable = |message: String, hint: &str| {
        reader.report(Code::UnusablePhoto, range.clone(), message).hint(hint);
    };
    let Some(path) = inside(file, folder) else {
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
                .report(Code::MissingPhoto, range, format!("there is no picture `{file}` yet"))
                .hint("until the file is there, a photo has a placeholder, and a logo is left out");
            return None;
        }
        Err(ReadError::Folder | ReadError::Special) => {
            unusable(format!("`{file}` is not a file"), "name the picture itself");
            return None;
        }
        Err(ReadError::Name) => {
            unusable(format!("no file can be called `{file}`"), "give it a short and plain name");
            return None;
        }
        Err(ReadError::TooLarge) => {
            let limit = MAX_BYTES >> 20;
            unusable(format!("`{file}` is larger than {limit} MB"), "export it smaller");
            return None;
        }
        Err(ReadError::Io(error)) => {
            let message = format!("`{file}` cannot be read: {error}");
            reader.report(Code::NoAccess, range, message).hint("check who may read the file");
            return None;
        }
    };
    if let Err(message) = decode(&bytes) {
        unusable(
            format!("`{file}` cannot be printed: {message}"),
            "export it again as JPEG, PNG, WebP or GIF, in RGB",
        );
        return None;
    }
    let Some(alt) = alt else {
        reader
            .report(Code::MissingAlt, range, format!("`{file}` has no alternative text"))
            .hint("add alt = \"what the picture shows\", for readers who cannot see it");
        return None;
    };
    Some(Picture { bytes: bytes.into(), alt })
}

/// The path of a photo, if it lies inside the project, links followed.
fn inside(file: &str, folder: PhotoFolder<'_>) -> Option<PathBuf> {
    let project = folder.project.canonicalize().ok()?;
    let mut path = folder.record.canonicalize().ok()?;
    for part in Path::new(file).components() {
        match part {
            Component::Normal(name) => path.push(name),
            Component::CurDir => {}
            Component::ParentDir => {
                path.pop();
            }
            Component::Prefix(_) | Component::RootDir => return None,
        }
    }
    // What is not there yet has no links to follow.
    let real = path.canonicalize().unwrap_or_else(|_| path.clone());
    real.starts_with(project).then_some(path)
}

/// Decodes the whole picture, so that a damaged one is found before it is set.
fn decode(bytes: &[u8]) -> Result<(), String> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_MEMORY);
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|error| error.to_string())?;
    if reader.format().is_none() {
        return Err("it is no picture of a known kind".into());
    }
    if reader.format() == Some(ImageFormat::Jpeg)
        && let Some(fault) = jpeg_fault(bytes)
    {
        return Err(fault.into());
    }
    reader.limits(limits);
    reader.decode().map(drop).map_err(|error| error.to_string())
}

/// What keeps a JPEG from being printed that its decoder passes over: colours of a
/// press, which become wrong ones or none, and a missing end, which becomes grey.
///
/// Walks the segments up to the main scan (ITU-T T.81, annex B); thumbnails, which have
/// scans and ends of their own, stand inside segments.
fn jpeg_fault(bytes: &[u8]) -> Option<&'static str> {
    const START_OF_SCAN: u8 = 0xda;
    let mut at = 2;
    while let Some(&[0xff, marker, high, low]) = bytes.get(at..at + 4) {
        let is_frame = matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc);
        if is_frame && bytes.get(at + 9) == Some(&4) {
            return Some("it is in the colours of a press (CMYK), which archivable PDF refuses");
        }
        at += 2 + usize::from(u16::from_be_bytes([high, low]));
        if marker == START_OF_SCAN {
            let ends =
                bytes.get(at..).is_some_and(|scan| scan.windows(2).any(|w| w == [0xff, 0xd9]));
            return (!ends).then_some("it is cut off");
        }
    }
    // Fill bytes or an odd marker: the decoder will say what it thinks of it.
    None
}
