//! Replaces a file as a whole, so that nobody ever reads a part of it.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use byline_core::file::temporary_in;

/// Reads a file if it exists.
///
/// # Errors
/// When it exists and cannot be read.
pub(crate) fn read_if_there(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        read => read.map(Some),
    }
}

/// Replaces a file, which the disk has when this returns. The file keeps its permissions.
///
/// # Errors
/// When it cannot be written. The file is as it was then.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut file = temporary_in(folder)?;
    file.write_all(bytes)?;
    if let Ok(before) = fs::metadata(path) {
        // Some file systems have none.
        let _ = file.as_file().set_permissions(before.permissions());
    }
    file.as_file().sync_all()?;
    file.persist(path)?;
    // The new name is on the disk only with the folder. Not every system can do this.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}
