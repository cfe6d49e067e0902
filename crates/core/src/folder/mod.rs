//! Folders in which byline follows no links. Anybody who can write to a folder could put a link
//! there to a file of somebody else's, or a pipe that never ends.

use std::ffi::{OsStr, OsString};
use std::fs::{File, Metadata};
use std::hash::{BuildHasher, RandomState};
use std::io::{self, Take, Write};
use std::path::{Component, Path};

use crate::file::{self, ReadError};

#[cfg(not(unix))]
mod other;
#[cfg(unix)]
mod unix;

#[cfg(not(unix))]
use other::Handle;
#[cfg(unix)]
use unix::Handle;

pub use crate::file::TEMPORARY;

/// A folder that is held open. Everything in it is reached from there, and not through links.
#[derive(Debug)]
pub struct Folder(Handle);

impl Folder {
    /// Opens a folder. Links that lead to it are followed, because the user named it.
    ///
    /// # Errors
    /// When it is missing, not a folder, or cannot be read.
    pub fn open(path: &Path) -> io::Result<Self> {
        Handle::open(path).map(Self)
    }

    /// Opens a folder inside this one.
    ///
    /// # Errors
    /// When a part of the path is missing, not a folder or a link.
    pub fn folder(&self, path: &Path) -> io::Result<Self> {
        self.walk(path, Handle::folder)
    }

    /// Opens a folder inside this one, and creates what is missing of its path.
    ///
    /// # Errors
    /// When a part of the path is not a folder, a link, or cannot be created.
    pub fn make(&self, path: &Path) -> io::Result<Self> {
        self.walk(path, |folder, name| match folder.folder(name) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                match folder.make_folder(name) {
                    // Another run may have created it in the meantime.
                    Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
                    _ => folder.folder(name),
                }
            }
            found => found,
        })
    }

    fn walk(
        &self,
        path: &Path,
        step: impl Fn(&Handle, &OsStr) -> io::Result<Handle>,
    ) -> io::Result<Self> {
        let mut handle = self.0.try_clone()?;
        for part in path.components() {
            let Component::Normal(name) = part else {
                return Err(io::ErrorKind::InvalidFilename.into());
            };
            handle = step(&handle, name)?;
        }
        Ok(Self(handle))
    }

    /// Opens an ordinary file of at most `limit` bytes in this folder.
    ///
    /// # Errors
    /// When it is missing, a link, not ordinary, larger, or cannot be read.
    pub fn file(&self, name: &OsStr, limit: u64) -> Result<(Take<File>, Metadata), ReadError> {
        file::regular(self.0.file(name)?, limit)
    }

    /// Reads an ordinary file of at most `limit` bytes in this folder.
    ///
    /// # Errors
    /// As [`Folder::file`].
    pub fn read(&self, name: &OsStr, limit: u64) -> Result<Vec<u8>, ReadError> {
        let mut bytes = Vec::new();
        file::read_into(self.file(name, limit)?, limit, &mut bytes)?;
        Ok(bytes)
    }

    /// Opens an ordinary file in this folder in order to lock it, and creates it if necessary.
    /// Its content stays as it is.
    ///
    /// # Errors
    /// When it is a link, not ordinary, or cannot be created.
    pub fn lock_file(&self, name: &OsStr) -> io::Result<File> {
        let file = self.0.lock_file(name)?;
        if file.metadata()?.is_file() { Ok(file) } else { Err(io::ErrorKind::InvalidInput.into()) }
    }

    /// Creates a file in this folder that does not exist yet.
    ///
    /// # Errors
    /// When there is a file of this name, or when it cannot be created.
    pub fn create_new(&self, name: &OsStr) -> io::Result<File> {
        self.0.create_new(name)
    }

    /// Creates a file without a lasting name. It is deleted unless it is given one, so a file is
    /// either complete or absent.
    ///
    /// # Errors
    /// When the folder cannot be written to.
    pub fn temporary(&self) -> io::Result<TemporaryFile<'_>> {
        let mut attempt = 0;
        loop {
            // The keys of a new `RandomState` are random.
            let number = RandomState::new().hash_one(attempt);
            let name: OsString = format!("{TEMPORARY}{number:016x}").into();
            attempt += 1;
            match self.create_new(&name) {
                Ok(file) => return Ok(TemporaryFile { folder: self, name, file, kept: false }),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && attempt < 8 => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Returns the names of all files, folders and links in this folder, in no order.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn names(&self) -> io::Result<Vec<OsString>> {
        self.0.names()
    }

    /// Removes a file or a link from this folder.
    ///
    /// # Errors
    /// When it is missing, a folder, or cannot be removed.
    pub fn remove_file(&self, name: &OsStr) -> io::Result<()> {
        self.0.remove_file(name)
    }

    /// Removes an empty folder from this one.
    ///
    /// # Errors
    /// When it is missing, not empty, or cannot be removed.
    pub fn remove_folder(&self, name: &OsStr) -> io::Result<()> {
        self.0.remove_folder(name)
    }
}

/// A file without a lasting name.
#[derive(Debug)]
pub struct TemporaryFile<'a> {
    folder: &'a Folder,
    name: OsString,
    file: File,
    kept: bool,
}

impl TemporaryFile<'_> {
    /// Returns the open file.
    pub fn as_file(&self) -> &File {
        &self.file
    }

    /// Returns the name that the file has for now.
    pub fn name(&self) -> &OsStr {
        &self.name
    }

    /// Gives the file a name in its folder, in place of whatever has this name.
    ///
    /// # Errors
    /// When it cannot be renamed; it is then deleted.
    pub fn persist(mut self, name: &OsStr) -> io::Result<()> {
        self.folder.0.rename(&self.name, &self.folder.0, name)?;
        self.kept = true;
        Ok(())
    }

    /// Gives the file a name in a folder, which may be another one than its own. Whatever has this
    /// name there stays.
    ///
    /// # Errors
    /// When the name is taken, or the folder is on another disk. The file, which is still there,
    /// comes back with the error.
    pub fn persist_new(mut self, folder: &Folder, name: &OsStr) -> Result<(), (Self, io::Error)> {
        // Whoever else wants the name learns now that it is taken.
        let renamed = folder.create_new(name).and_then(|_| {
            let renamed = self.folder.0.rename(&self.name, &folder.0, name);
            renamed.inspect_err(|_| drop(folder.remove_file(name)))
        });
        self.kept = renamed.is_ok();
        renamed.map_err(|error| (self, error))
    }
}

impl Write for TemporaryFile<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for TemporaryFile<'_> {
    fn drop(&mut self) {
        if !self.kept {
            // It is only a leftover, which `byline clean` removes as well.
            let _ = self.folder.remove_file(&self.name);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_path_leads_down_only() {
        let root = tempfile::tempdir().unwrap();
        let folder = Folder::open(root.path()).unwrap();
        folder.make(Path::new("a/b")).unwrap();
        assert!(folder.folder(Path::new("a/b")).is_ok());
        for path in ["..", "a/../a", "/", "./a", "a/c"] {
            assert!(folder.folder(Path::new(path)).is_err(), "{path}");
            assert!(path == "a/c" || folder.make(Path::new(path)).is_err(), "{path}");
        }
    }

    #[test]
    fn a_temporary_file_is_complete_or_absent() {
        let root = tempfile::tempdir().unwrap();
        let folder = Folder::open(root.path()).unwrap();
        folder.temporary().unwrap().write_all(b"lost").unwrap();
        assert!(folder.names().unwrap().is_empty());
        for text in ["one", "another"] {
            let mut file = folder.temporary().unwrap();
            file.write_all(text.as_bytes()).unwrap();
            file.persist("name".as_ref()).unwrap();
            assert_eq!(folder.read("name".as_ref(), 7).unwrap(), text.as_bytes());
        }
        assert!(matches!(folder.read("name".as_ref(), 6), Err(ReadError::TooLarge)));
        assert_eq!(folder.names().unwrap(), ["name"]);
        assert!(folder.create_new("name".as_ref()).is_err());
    }

    #[test]
    fn a_new_file_replaces_no_other() {
        let root = tempfile::tempdir().unwrap();
        let folder = Folder::open(root.path()).unwrap();
        let inner = folder.make(Path::new("a/b")).unwrap();
        let new = |text: &str| {
            let mut file = folder.temporary().unwrap();
            file.write_all(text.as_bytes()).unwrap();
            let result = file.persist_new(&inner, "name".as_ref());
            result.map_err(|(_, error)| error.kind())
        };
        assert_eq!(new("one"), Ok(()));
        assert_eq!(new("other"), Err(io::ErrorKind::AlreadyExists));
        assert_eq!(inner.read("name".as_ref(), 7).unwrap(), b"one");
        assert_eq!((inner.names().unwrap().len(), folder.names().unwrap().len()), (1, 1));
    }

    #[cfg(unix)]
    #[test]
    fn no_link_is_followed() {
        let (root, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::write(other.path().join("file"), "precious").unwrap();
        let link = |from: &Path, to: &str| {
            std::os::unix::fs::symlink(from, root.path().join(to)).unwrap();
        };
        link(other.path(), "folder");
        link(&other.path().join("file"), "file");
        link(&other.path().join("new"), "new");
        let folder = Folder::open(root.path()).unwrap();
        assert!(folder.folder(Path::new("folder")).is_err());
        assert!(folder.make(Path::new("folder/deeper")).is_err());
        for name in ["file", "new"] {
            assert!(folder.file(name.as_ref(), 100).is_err(), "{name}");
            assert!(folder.lock_file(name.as_ref()).is_err(), "{name}");
            assert!(folder.create_new(name.as_ref()).is_err(), "{name}");
        }
        folder.remove_file("file".as_ref()).unwrap();
        assert_eq!(fs::read(other.path().join("file")).unwrap(), b"precious");
        assert_eq!(fs::read_dir(other.path()).unwrap().count(), 1);
    }
}
