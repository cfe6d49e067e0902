//! The cache folder of a project. Everything in it can be made again, and none of it is trusted:
//! byline follows no link in it.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use crate::folder::Folder;

/// The name of the cache folder in a project.
pub const CACHE_FOLDER: &str = ".byline";

/// The tag that tells backup programs that a folder can be regenerated (Cache Directory Tagging
/// Specification).
const TAG: &str = "Signature: 8a477f597d28d172789f06886806bc55\n\
    # What byline made before, to be quicker the next time. It can be removed at any time.\n";

/// Opens a folder in the cache of a project.
///
/// # Errors
/// When the folder does not exist, or when it or the cache is a link or not a folder.
pub fn open(root: &Path, name: &Path) -> io::Result<Folder> {
    Folder::open(root)?.folder(&Path::new(CACHE_FOLDER).join(name))
}

/// Opens a folder in the cache of a project, and creates it if necessary.
///
/// # Errors
/// When the folder cannot be created, or when it or the cache is a link or not a folder.
pub fn make(root: &Path, name: &Path) -> io::Result<Folder> {
    if let Ok(folder) = open(root, name) {
        return Ok(folder);
    }
    let cache = Folder::open(root)?.make(Path::new(CACHE_FOLDER))?;
    for (name, text) in [("CACHEDIR.TAG", TAG), (".gitignore", "*\n")] {
        let file = cache.create_new(name.as_ref());
        let _ = file.and_then(|mut file| file.write_all(text.as_bytes()));
    }
    cache.make(name)
}

/// Removes the cache of a project. Links in it are removed, and not followed.
///
/// # Errors
/// When there is no cache, or when it cannot be removed.
pub fn remove(root: &Path) -> io::Result<()> {
    let folder = root.join(CACHE_FOLDER);
    // A link in its place was not made by byline.
    if !fs::symlink_metadata(&folder)?.is_dir() {
        return Err(io::ErrorKind::NotADirectory.into());
    }
    let mut removed = fs::remove_dir_all(&folder);
    // Concurrent builds may store entries meanwhile.
    for _ in 0..10 {
        match &removed {
            Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => {
                removed = fs::remove_dir_all(&folder);
            }
            _ => break,
        }
    }
    removed
}
