//! One desk for a project: two would write the same files.

use std::fs::{File, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::Path;

use byline_core::cache_folder::{self, DESK};

/// Holds a project's desk for this process, as long as it lives.
pub(crate) struct Lock(File);

/// Why the desk of a project could not be held.
pub(crate) enum Held {
    /// Another process holds it, and serves it at this address, if it says so.
    Elsewhere(Option<String>),
    /// The lock cannot be written.
    Machine(io::Error),
}

impl Lock {
    /// Holds the desk of the project in a folder.
    pub(crate) fn hold(root: &Path) -> Result<Self, Held> {
        let folder = cache_folder::make(root, Path::new("")).map_err(Held::Machine)?;
        let mut file = folder.lock_file(DESK.as_ref()).map_err(Held::Machine)?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => {
                let mut address = String::new();
                let said = file.read_to_string(&mut address);
                Err(Held::Elsewhere(said.ok().map(|_| address).filter(|said| !said.is_empty())))
            }
            Err(TryLockError::Error(error)) => Err(Held::Machine(error)),
        }
    }

    /// Notes the address of the desk, without the token.
    pub(crate) fn note(&mut self, address: &str) -> io::Result<()> {
        self.0.set_len(0)?;
        self.0.rewind()?;
        self.0.write_all(address.as_bytes())
    }
}
