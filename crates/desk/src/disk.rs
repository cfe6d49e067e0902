//! The files on the disk, as the desk finds them.

use std::io;
use std::path::Path;

use byline_core::diagnostic::Diagnostic;
use byline_core::file::{read_regular, read_source};
use byline_core::fingerprint::Fingerprint;
use byline_core::walls::Walls;

/// The largest file that the desk replaces without being able to read it.
const MAX_REPLACED: u64 = 64 << 20;

/// A file on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Disk {
    /// It has this text, with this fingerprint.
    Text(String, Fingerprint),
    /// There is something that cannot be read.
    Unreadable(Unreadable),
    /// There is none.
    Gone,
}

/// A file that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unreadable {
    /// Why.
    pub(crate) why: Diagnostic,
    /// The fingerprint of what is in it all the same; `None` if that cannot be known, such as
    /// without permission.
    pub(crate) fingerprint: Option<Fingerprint>,
}

/// What somebody else did to a file that is open at the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Theirs {
    /// They changed it to this text, with this fingerprint.
    Changed(String, Fingerprint),
    /// They removed or renamed it.
    Removed,
    /// They made something of it that byline cannot read.
    Unreadable(Unreadable),
}

impl Disk {
    /// Reads a file. `name` is its name in findings.
    pub(crate) fn read(path: &Path, name: &str, walls: &Walls) -> Self {
        let why = match read_source(path, name, walls) {
            Ok(source) => return Self::Text(source.text().to_owned(), source.fingerprint()),
            Err(why) => why,
        };
        let absent = [io::ErrorKind::NotFound, io::ErrorKind::NotADirectory];
        if path.symlink_metadata().is_err_and(|error| absent.contains(&error.kind())) {
            return Self::Gone;
        }
        let real = walls.find(path).ok().flatten();
        let bytes = real.and_then(|real| read_regular(&real, MAX_REPLACED).ok());
        Self::Unreadable(Unreadable { why, fingerprint: bytes.as_deref().map(Fingerprint::of) })
    }

    /// Returns the fingerprint of a file that can be read.
    pub(crate) fn fingerprint(&self) -> Option<Fingerprint> {
        match self {
            Self::Text(_, fingerprint) => Some(*fingerprint),
            Self::Unreadable(_) | Self::Gone => None,
        }
    }
}
