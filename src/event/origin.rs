//! Where in a project's files a text of the event is said.

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
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Origin {
    /// The file.
    pub file: File,
    /// The bytes.
    pub range: Range<usize>,
}
