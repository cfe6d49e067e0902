//! A value of a file by its key path, and the files that such values are in.

use std::sync::Arc;

use typst::syntax::{FileId, Span};

use byline_core::key_path::KeyPath;
use byline_core::model::File;
use byline_core::source::Source;

/// The files that the texts of a document are said in. `story` is the story of an issue whose
/// own record is meant.
pub(crate) trait Files {
    /// The id that places in a file are under.
    fn id(&self, file: File, story: Option<usize>) -> FileId;

    /// The id that the numbers of mentions are under.
    fn mentions(&self) -> FileId;

    /// The text of a file.
    fn source(&self, file: File, story: Option<usize>) -> Option<&Arc<Source>>;
}

/// A name that is printed because something refers to its entry: `speaker = "ana"`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mention {
    /// Where the name is said.
    pub(crate) name: Span,
    /// Where the entry is referred to.
    pub(crate) reference: Span,
}

/// A value of a file by its key path; none where nothing is known of it.
#[derive(Debug, Clone)]
pub(super) struct Spot(pub(super) Option<(File, KeyPath)>);

impl Spot {
    /// A value that no file says.
    pub(super) fn nowhere() -> Self {
        Self(None)
    }

    /// The root of the record.
    pub(super) fn root() -> Self {
        Self(Some((File::Record, KeyPath::default())))
    }

    /// The value of a key of this table.
    pub(super) fn key(&self, key: &str) -> Self {
        Self(self.0.clone().map(|(file, path)| (file, path.key(key))))
    }

    /// An item of this list.
    pub(super) fn index(&self, index: usize) -> Self {
        Self(self.0.clone().map(|(file, path)| (file, path.index(index))))
    }
}
