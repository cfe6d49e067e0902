//! The cache folder of a project.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The name of the cache folder in a project.
pub const CACHE_FOLDER: &str = ".byline";

/// The tag that tells backup programs that a folder can be regenerated (Cache Directory Tagging
/// Specification).
const TAG: &str = "Signature: 8a477f597d28d172789f06886806bc55\n\
    # What byline made before, to be quicker the next time. It can be removed at any time.\n";

/// Returns a folder in the cache of a project, and creates it if necessary.
///
/// # Errors
/// Fails if the folder cannot be created, or if the cache is a symbolic link: a link could lead
/// anywhere, and byline writes nothing through it.
pub fn make(root: &Path, name: &Path) -> io::Result<PathBuf> {
    let cache = root.join(CACHE_FOLDER);
    if cache.is_symlink() {
        return Err(io::ErrorKind::NotADirectory.into());
    }
    let folder = cache.join(name);
    if !folder.is_dir() {
        fs::create_dir_all(&folder)?;
        for (name, text) in [("CACHEDIR.TAG", TAG), (".gitignore", "*\n")] {
            let file = fs::File::create_new(cache.join(name));
            let _ = file.and_then(|mut file| file.write_all(text.as_bytes()));
        }
    }
    Ok(folder)
}
