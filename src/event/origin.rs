//! Where in a project's files a text of the event is said.

use std::hash::{Hash, Hasher};
use std::ops::Range;

/// A file that texts of an event come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum File {
    /// The record.
    Record,
    /// The project's directory of people.
    People,
    /// The project's directory of organisations.
    Organisations,
    /// The project file.
    Project,
}

/// A range of bytes in one of the files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The file.
    pub file: File,
    /// The bytes.
    pub range: Range<usize>,
}

/// Where a text is said is no part of what it says: an entry that moves down a line has
/// the same fingerprint.
impl Hash for Origin {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}
