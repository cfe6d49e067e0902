//! Refers to a value of a file by key path, and to the files that contain such values.

use std::sync::Arc;

use byline_core::key_path::KeyPath;
use byline_core::model::File;
use byline_core::source::Source;

/// The files that contain the texts of a document. `story` selects the record of a story of an
/// issue.
pub(crate) trait Files {
    /// Returns the source of a file.
    fn source(&self, file: File, story: Option<usize>) -> Option<&Arc<Source>>;
}

/// A value of a file by key path; `None` if its place is unknown.
#[derive(Debug, Clone)]
pub(super) struct Spot(pub(super) Option<(File, KeyPath)>);

impl Spot {
    /// Returns the spot of a value that is in no file.
    pub(super) fn nowhere() -> Self {
        Self(None)
    }

    /// Returns the root of the record.
    pub(super) fn root() -> Self {
        Self(Some((File::Record, KeyPath::default())))
    }

    /// Returns the value of a key in this table.
    pub(super) fn key(&self, key: &str) -> Self {
        Self(self.0.clone().map(|(file, path)| (file, path.key(key))))
    }

    /// Returns an item of this list.
    pub(super) fn index(&self, index: usize) -> Self {
        Self(self.0.clone().map(|(file, path)| (file, path.index(index))))
    }
}
