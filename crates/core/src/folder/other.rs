//! Folders on systems other than Unix: each part of a path is checked before it is used. A link
//! could still be put there in between.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, Metadata};
use std::io;
use std::path::{Path, PathBuf};

#[derive(Debug)]
pub(super) struct Handle(PathBuf);

impl Handle {
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        expect(&fs::metadata(path)?, Metadata::is_dir)?;
        Ok(Self(path.to_owned()))
    }

    #[expect(clippy::unnecessary_wraps, reason = "as on Unix, where handles can be exhausted")]
    pub(super) fn try_clone(&self) -> io::Result<Self> {
        Ok(Self(self.0.clone()))
    }

    pub(super) fn folder(&self, name: &OsStr) -> io::Result<Self> {
        let path = self.0.join(name);
        expect(&fs::symlink_metadata(&path)?, Metadata::is_dir)?;
        Ok(Self(path))
    }

    pub(super) fn make_folder(&self, name: &OsStr) -> io::Result<()> {
        fs::create_dir(self.0.join(name))
    }

    pub(super) fn file(&self, name: &OsStr) -> io::Result<File> {
        let path = self.0.join(name);
        expect(&fs::symlink_metadata(&path)?, Metadata::is_file)?;
        File::open(path)
    }

    pub(super) fn lock_file(&self, name: &OsStr) -> io::Result<File> {
        let path = self.0.join(name);
        match self.create_new(name) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                expect(&fs::symlink_metadata(&path)?, Metadata::is_file)?;
                File::options().read(true).write(true).open(path)
            }
            created => created,
        }
    }

    pub(super) fn create_new(&self, name: &OsStr) -> io::Result<File> {
        File::options().read(true).write(true).create_new(true).open(self.0.join(name))
    }

    pub(super) fn rename(&self, from: &OsStr, folder: &Self, to: &OsStr) -> io::Result<()> {
        fs::rename(self.0.join(from), folder.0.join(to))
    }

    pub(super) fn names(&self) -> io::Result<Vec<OsString>> {
        fs::read_dir(&self.0)?.map(|entry| Ok(entry?.file_name())).collect()
    }

    pub(super) fn remove_file(&self, name: &OsStr) -> io::Result<()> {
        fs::remove_file(self.0.join(name))
    }

    pub(super) fn remove_folder(&self, name: &OsStr) -> io::Result<()> {
        fs::remove_dir(self.0.join(name))
    }
}

/// Checks what a path leads to. The metadata of a link describe neither a folder nor a file.
fn expect(metadata: &Metadata, is_kind: fn(&Metadata) -> bool) -> io::Result<()> {
    if is_kind(metadata) { Ok(()) } else { Err(io::ErrorKind::NotADirectory.into()) }
}
