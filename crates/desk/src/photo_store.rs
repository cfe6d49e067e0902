//! The photos of a record on the disk: each in a file of its own, which replaces no other.
//!
//! A photo is written to the cache first, and moved to its place only when it is complete and
//! byline can print it. It is never larger in memory than the piece that is being written, until
//! it is inspected as any picture of a record is.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use byline_core::cache_folder::{self, CACHE_FOLDER};
use byline_core::diagnostic::Diagnostic;
use byline_core::file::not_written;
use byline_core::fingerprint::Fingerprint;
use byline_core::folder::{Folder, TEMPORARY, TemporaryFile};
use byline_core::model::{Form, MAX_PICTURE_BYTES, Original, PictureFormat, PictureProblem};
use byline_core::project::picture_name::{free_name, picture_name};
use byline_core::walls::Walls;
use byline_image::{DrawingConverter, PrintMaker};

/// The largest photo that is accepted: the largest that byline prints.
pub(crate) const MAX_PHOTO: u64 = MAX_PICTURE_BYTES;

/// The number of files that are compared with a photo. A folder with more has another purpose.
const MAX_COMPARED: usize = 5_000;

/// Where the photos of a record go, and what is needed to inspect them.
pub(crate) struct PhotoPlace {
    /// The folder of the project.
    pub(crate) root: PathBuf,
    /// The folder of the record, from which it names its photos.
    pub(crate) home: PathBuf,
    /// The folder of its photos, from there, with slashes.
    pub(crate) folder: String,
    /// The pictures that the record names.
    pub(crate) named: Vec<(String, Arc<Original>)>,
    pub(crate) walls: Walls,
    pub(crate) max_pixels: u64,
    pub(crate) converter: Arc<dyn DrawingConverter>,
    pub(crate) print_maker: Arc<PrintMaker>,
}

/// A photo that is there.
#[derive(Debug, Clone)]
pub(crate) struct Stored {
    /// Its name, as the record is to write it.
    pub(crate) file: String,
    pub(crate) original: Arc<Original>,
    /// Whether it was there before.
    pub(crate) was_there: bool,
}

/// Why a photo was not stored.
#[derive(Debug)]
pub(crate) enum Refused {
    /// It did not arrive as a whole.
    Incomplete,
    /// byline cannot print it.
    Picture(PictureProblem),
    /// It cannot be written.
    NotWritten(Box<Diagnostic>),
}

impl From<PictureProblem> for Refused {
    fn from(problem: PictureProblem) -> Self {
        Self::Picture(problem)
    }
}

/// Stores what arrives as a photo that was called `given`. One that is already there, whatever it
/// is called, is not stored again. `turn` is held while a photo is inspected, which takes memory.
///
/// # Errors
/// When it does not arrive, cannot be printed or cannot be written. Nothing is left of it then.
pub(crate) fn store(
    arriving: &mut impl Read,
    given: &str,
    place: &PhotoPlace,
    turn: &Mutex<()>,
) -> Result<Stored, Refused> {
    let failed = |error: io::Error| {
        Refused::NotWritten(Box::new(not_written(&format!("{}/{given}", place.folder), &error)))
    };
    let cache = cache_folder::make(&place.root, Path::new("")).map_err(failed)?;
    let mut file = cache.temporary().map_err(failed)?;
    receive(arriving, &mut file, failed)?;
    let path = place.root.join(CACHE_FOLDER).join(file.name());
    let PhotoPlace { walls, max_pixels, converter, print_maker, .. } = place;
    let original = {
        let _turn = turn.lock().unwrap_or_else(PoisonError::into_inner);
        let original = byline_image::open(&path, *max_pixels, walls, &**converter)?;
        // Damage to the pixels is told of now, while whoever has the original is there.
        print_maker.look(&original).transpose()?;
        original
    };
    let same = |(_, known): &&(String, Arc<Original>)| known.digest == original.digest;
    if let Some((file, original)) = place.named.iter().find(same) {
        let original = Arc::clone(original);
        return Ok(Stored { file: file.clone(), original, was_there: true });
    }
    let (folder, real) = place.open().map_err(failed)?;
    let known = same_file(&folder, file.as_file(), original.digest.into());
    let was_there = known.is_some();
    let name = match known {
        Some(name) => name,
        None => {
            let endings = format(file.as_file(), &original).map_err(failed)?.endings();
            put(file, &folder, &picture_name(given, endings)).map_err(failed)?
        }
    };
    let original = Arc::new(Original { path: real.join(&name), ..original });
    Ok(Stored { file: format!("{}/{name}", place.folder), original, was_there })
}

fn receive(
    arriving: &mut impl Read,
    file: &mut TemporaryFile<'_>,
    failed: impl Fn(io::Error) -> Refused,
) -> Result<(), Refused> {
    let mut buffer = vec![0; 64 << 10];
    let mut size = 0;
    loop {
        let length = arriving.read(&mut buffer).map_err(|_| Refused::Incomplete)?;
        size += length as u64;
        if size > MAX_PHOTO {
            return Err(PictureProblem::TooLarge.into());
        }
        if length == 0 {
            return file.flush().map_err(failed);
        }
        file.write_all(&buffer[..length]).map_err(&failed)?;
    }
}

impl PhotoPlace {
    /// Opens the folder of the photos, and creates what is missing of it. A link in its path leads
    /// no further than the walls of the project. Returns the folder and its real path.
    fn open(&self) -> io::Result<(Folder, PathBuf)> {
        let path = self.home.join(&self.folder);
        let there = path.ancestors().find(|path| path.symlink_metadata().is_ok());
        let there = there.ok_or(io::ErrorKind::NotFound)?;
        let real = there.canonicalize()?;
        if !self.walls.contains(&real) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let missing = path.strip_prefix(there).unwrap_or(Path::new(""));
        Ok((Folder::open(&real)?.make(missing)?, real.join(missing)))
    }
}

/// Returns the format of a picture.
fn format(mut file: &File, original: &Original) -> io::Result<PictureFormat> {
    if let Form::Raster(raster) = &original.form {
        return Ok(raster.format);
    }
    // What a drawing was made from is not known any more, but the file says it.
    let mut head = Vec::new();
    file.rewind()?;
    file.take(1024).read_to_end(&mut head)?;
    Ok(byline_image::detect(&head).unwrap_or(PictureFormat::Svg))
}

/// Returns the name of the file in a folder that has the same bytes.
fn same_file(folder: &Folder, file: &File, digest: Fingerprint) -> Option<String> {
    let size = file.metadata().ok()?.len();
    let names = folder.names().ok()?.into_iter().take(MAX_COMPARED);
    let mut names = names.filter_map(|name| name.into_string().ok());
    names.find(|name| {
        let is_temporary = name.starts_with(TEMPORARY);
        let there = folder.file(OsStr::new(name), size).ok().filter(|_| !is_temporary);
        there.is_some_and(|(file, metadata)| {
            metadata.len() == size
                && Fingerprint::of_reader(file).is_ok_and(|found| found == digest)
        })
    })
}

/// Gives a photo this name in a folder, or the next one that is free, and returns it.
fn put(file: TemporaryFile<'_>, folder: &Folder, name: &str) -> io::Result<String> {
    file.as_file().sync_all()?;
    let mut file = file;
    // Somebody may take a name at the same moment, but not again and again.
    for _ in 0..8 {
        let taken: Vec<_> =
            folder.names()?.iter().map(|name| name.to_string_lossy().into_owned()).collect();
        let name = free_name(name, &taken);
        let (back, error) = match file.persist_new(folder, name.as_ref()) {
            Ok(()) => return Ok(name),
            Err(failed) => failed,
        };
        match error.kind() {
            io::ErrorKind::AlreadyExists => file = back,
            io::ErrorKind::CrossesDevices => return copy(back.as_file(), folder, &name),
            _ => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Copies a photo into a folder on another disk.
fn copy(mut file: &File, folder: &Folder, name: &str) -> io::Result<String> {
    file.rewind()?;
    let mut copy = folder.temporary()?;
    io::copy(&mut file, &mut copy)?;
    copy.as_file().sync_all()?;
    copy.persist_new(folder, name.as_ref()).map_err(|(_, error)| error)?;
    Ok(name.to_owned())
}
