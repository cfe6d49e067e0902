//! Files that are whole or not there.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::sync::{RwLock, RwLockWriteGuard};

use byline_core::file::temporary_in;

/// Lets files that are being written be finished before the process ends: otherwise what
/// is half written would be left behind.
#[derive(Debug, Default)]
pub struct Writes(RwLock<()>);

impl Writes {
    /// Writes a file in one step.
    ///
    /// # Errors
    /// As [`write_atomically`].
    pub fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let _writing = self.0.read();
        write_atomically(path, bytes)
    }

    /// Waits for files that are being written, and lets no other be begun while what it
    /// gives is kept.
    pub fn close(&self) -> Option<RwLockWriteGuard<'_, ()>> {
        self.0.write().ok()
    }
}

/// Writes a file in one step: whoever looks sees the former file or the whole new
/// one, even if the machine stops in between. Makes the folder if need be.
///
/// # Errors
/// When the folder cannot be made or written to; the former file is then as it was.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut file = temporary_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}
