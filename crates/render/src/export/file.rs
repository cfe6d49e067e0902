//! Atomic file writes.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::sync::{RwLock, RwLockWriteGuard};

use byline_core::file::temporary_in;
use byline_core::stamp::Stamp;
use byline_core::walls::folder_of;

/// Tracks file writes in progress so that they can finish before the process exits. Otherwise,
/// temporary files would be left behind.
#[derive(Debug, Default)]
pub struct WriteTracker(RwLock<()>);

impl WriteTracker {
    /// Writes a file atomically, and returns its stamp as [`Stamp::of_renamed`] does.
    ///
    /// # Errors
    /// See [`write_atomically`].
    pub fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<Option<Stamp>> {
        let _writing = self.0.read();
        replace(path, bytes)
    }

    /// Waits for writes in progress, and blocks new ones while the returned guard is held.
    pub fn close(&self) -> Option<RwLockWriteGuard<'_, ()>> {
        self.0.write().ok()
    }
}

/// Writes a file atomically: readers see either the previous file or the complete new one, even if
/// the machine stops in between. Creates the folder if necessary.
///
/// # Errors
/// Fails if the folder cannot be created or written to; the previous file is then unchanged.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> io::Result<()> {
    replace(path, bytes).map(|_| ())
}

fn replace(path: &Path, bytes: &[u8]) -> io::Result<Option<Stamp>> {
    let folder = folder_of(path);
    fs::create_dir_all(folder)?;
    let mut file = temporary_in(folder)?;
    // The error of the file itself does not name the temporary file.
    file.as_file_mut().write_all(bytes)?;
    file.as_file().sync_all()?;
    let before = file.as_file().metadata()?;
    let file = file.persist(path)?;
    Ok(Stamp::of_renamed(&before, &file.metadata()?))
}
