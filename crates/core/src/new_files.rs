//! Creates files where there are none. What is there already is never overwritten, not even if it
//! comes into being at the same moment.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::file::temporary_in;
use crate::walls::folder_of;

/// A file to create.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// Its path, relative to the folder that it is created in, with slashes.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Created {
    /// It was written.
    Written,
    /// There was a file of that name, which is as it was.
    Untouched,
}

/// The error for a file that could not be created. None of the others were.
#[derive(Debug)]
pub struct NotCreated {
    /// The file.
    pub path: PathBuf,
    /// The reason.
    pub error: io::Error,
}

/// Creates a file with its folder, as a whole, unless there is one of its name. The disk has it
/// when this returns.
///
/// # Errors
/// When it cannot be written.
pub fn create(path: &Path, bytes: &[u8]) -> io::Result<Created> {
    if fs::symlink_metadata(path).is_ok() {
        return Ok(Created::Untouched);
    }
    let folder = folder_of(path);
    fs::create_dir_all(folder)?;
    let mut file = temporary_in(folder)?;
    file.as_file_mut().write_all(bytes)?;
    file.as_file().sync_all()?;
    match file.persist_noclobber(path) {
        Ok(_) => Ok(Created::Written),
        Err(refused) if refused.error.kind() == ErrorKind::AlreadyExists => Ok(Created::Untouched),
        // Not every file system can rename without replacing.
        Err(_) if fs::symlink_metadata(path).is_ok() => Ok(Created::Untouched),
        Err(refused) => {
            refused.file.persist(path)?;
            Ok(Created::Written)
        }
    }
}

/// Creates files in a folder: all that are not there yet, or none. The first one is written last,
/// so that it stands for all of them.
///
/// # Errors
/// When one of them cannot be written.
pub fn create_all(folder: &Path, files: &[NewFile]) -> Result<Vec<Created>, NotCreated> {
    let mut done = Vec::new();
    for file in files.iter().skip(1).chain(files.first()) {
        let path = folder.join(&file.name);
        match create(&path, &file.bytes) {
            Ok(created) => done.push((path, created)),
            Err(error) => {
                // What cannot be removed was at least not there before.
                let written = done.iter().filter(|(_, created)| *created == Created::Written);
                written.for_each(|(path, _)| drop(fs::remove_file(path)));
                return Err(NotCreated { path, error });
            }
        }
    }
    let mut done: Vec<_> = done.into_iter().map(|(_, created)| created).collect();
    if let Some(first) = done.pop() {
        done.insert(0, first);
    }
    Ok(done)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str) -> NewFile {
        NewFile { name: name.into(), bytes: name.into() }
    }

    #[test]
    fn what_is_there_stays() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("b"), "mine").unwrap();
        let done = create_all(folder.path(), &[file("a"), file("b"), file("c/d")]).unwrap();
        assert_eq!(done, [Created::Written, Created::Untouched, Created::Written]);
        let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
        assert_eq!((&*read("a"), &*read("b"), &*read("c/d")), ("a", "mine", "c/d"));
        assert_eq!(create_all(folder.path(), &[]).unwrap(), []);
    }

    #[test]
    fn all_are_written_or_none() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("c"), "a file, and no folder").unwrap();
        let failed = create_all(folder.path(), &[file("a"), file("b"), file("c/d")]).unwrap_err();
        assert!(failed.path.ends_with("c/d"), "{failed:?}");
        let left: Vec<_> =
            fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, ["c"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_nowhere_is_something_too() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        std::os::unix::fs::symlink("nowhere", &path).unwrap();
        assert_eq!(create(&path, b"new").unwrap(), Created::Untouched);
        assert!(path.is_symlink());
    }
}
