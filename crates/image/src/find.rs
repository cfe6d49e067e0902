//! Finds the pictures that a file of a project names, and inspects them.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use byline_core::model::{Original, PictureProblem};
use byline_core::parse::{InspectedPicture, Pictures};
use byline_core::walls::Walls;

use crate::near::{composed_otherwise, near};
use crate::{DrawingConverter, PrintMaker, open};

/// The folders in which the pictures of a file are looked up.
#[derive(Debug, Clone, Copy)]
pub struct Folders<'a> {
    /// The folder of the file, to which the paths of its pictures are relative.
    pub file: &'a Path,
    /// The folders that pictures may come from; those elsewhere are rejected.
    pub walls: &'a Walls,
}

/// The means to inspect pictures, and their limits.
#[derive(Debug, Clone, Copy)]
pub struct Inspection<'a> {
    /// The maximum number of pixels of a picture.
    pub max_pixels: u64,
    /// Converts vector art.
    pub converter: &'a dyn DrawingConverter,
    /// Inspects the pixels, too. Without a print maker, damage is found only when a print is made.
    pub print_maker: Option<&'a PrintMaker>,
}

/// Inspects the pictures that a file names.
pub fn look<'n>(
    names: impl IntoIterator<Item = &'n String>,
    folders: Folders<'_>,
    inspection: Inspection<'_>,
) -> Pictures {
    let mut pictures = Pictures::default();
    for name in names {
        if !pictures.0.contains_key(name) {
            let path = path(name, folders);
            let original = match &path {
                Some(path) => look_at(path, folders.walls, inspection),
                None => Err(PictureProblem::Outside),
            };
            let original = original.map_err(|problem| match problem {
                PictureProblem::Missing => near(name, folders.file, folders.walls)
                    .map_or(PictureProblem::Missing, PictureProblem::Misnamed),
                problem => problem,
            });
            pictures.0.insert(name.clone(), InspectedPicture { path, original });
        }
    }
    pictures
}

fn look_at(
    path: &Path,
    walls: &Walls,
    inspection: Inspection<'_>,
) -> Result<Arc<Original>, PictureProblem> {
    let Inspection { max_pixels, converter, print_maker } = inspection;
    let original = open(path, max_pixels, walls, converter)?;
    print_maker.and_then(|print_maker| print_maker.look(&original)).transpose()?;
    Ok(Arc::new(original))
}

/// Returns the path of a picture if it is inside the walls. The links in its folder are resolved.
fn path(name: &str, folders: Folders<'_>) -> Option<PathBuf> {
    let mut path = folders.file.canonicalize().ok()?;
    for part in Path::new(name).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                path.pop();
            }
            // The root of a whole path replaces what comes before it.
            Component::Normal(_) | Component::Prefix(_) | Component::RootDir => path.push(part),
        }
    }
    // A file that does not exist has no links to resolve.
    let real = path.canonicalize().unwrap_or_else(|_| path.clone());
    if !folders.walls.contains(&real) {
        return None;
    }
    let other = if real.exists() { None } else { composed_otherwise(&path, folders.walls) };
    Some(other.unwrap_or(path))
}
