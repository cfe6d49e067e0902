//! Replaces a file as a whole, so that nobody ever reads a part of it.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use byline_core::file::temporary_named;

/// The beginning of the names of the desk's own temporary files. It differs from that of byline's
/// other ones, because only one desk at a time writes to a project: what another one has left is
/// nobody's.
const TEMPORARY: &str = ".byline-desk-";

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
    let mut file = temporary_named(folder, TEMPORARY)?;
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

/// Removes the temporary files that a desk has left in a folder when it was ended at once. Only the
/// one that holds the project's lock may call this.
pub(crate) fn remove_leftovers(folder: &Path) {
    // A folder that cannot be read is reported by whoever needs it.
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_file && entry.file_name().to_str().is_some_and(is_temporary) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Returns whether a file has a name that the desk gives to its temporary ones.
fn is_temporary(name: &str) -> bool {
    let random = name.strip_prefix(TEMPORARY);
    random.is_some_and(|random| {
        random.len() == 6 && random.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_desk_s_own_leftovers_are_removed() {
        let folder = tempfile::tempdir().unwrap();
        let left = temporary_named(folder.path(), TEMPORARY).unwrap().into_temp_path();
        let left = left.keep().unwrap();
        let foreign = ["a.toml", ".byline-aB3xYz", ".byline-desk-mine", ".byline-desk-ab.cde"];
        for name in foreign {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        fs::create_dir(folder.path().join(".byline-desk-folder")).unwrap();
        remove_leftovers(folder.path());
        assert!(!left.exists());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), foreign.len() + 1);
        remove_leftovers(&folder.path().join("nowhere"));
    }
}
