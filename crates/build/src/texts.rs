//! The texts of a project's files: saved on disk, or unsaved in an editor.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use byline_core::diagnostic::Diagnostic;
use byline_core::file::read_source;
use byline_core::source::Source;
use byline_core::walls::Walls;

use crate::changes::real;

/// The source of the texts of files.
#[derive(Debug, Clone, Default)]
pub(crate) struct Texts {
    /// The unsaved texts, by the real paths of their files.
    unsaved: BTreeMap<PathBuf, Arc<str>>,
}

impl Texts {
    /// Replaces the text of a file; `None` restores the text on the disk.
    pub(crate) fn set(&mut self, path: &Path, text: Option<&str>) {
        match text {
            Some(text) => self.unsaved.insert(real(path), text.into()),
            None => self.unsaved.remove(&real(path)),
        };
    }

    /// Reads the text of a file; `name` identifies it in findings.
    ///
    /// # Errors
    /// As [`read_source`].
    pub(crate) fn read(
        &self,
        path: &Path,
        name: &str,
        walls: &Walls,
    ) -> Result<Arc<Source>, Diagnostic> {
        // A batch has no unsaved texts, so it need not resolve any path.
        let unsaved = (!self.unsaved.is_empty()).then(|| self.unsaved.get(&real(path))).flatten();
        match unsaved {
            Some(text) => Ok(Source::new(name, &**text)),
            None => read_source(path, name, walls),
        }
    }

    /// Reads the text of a file if the file exists.
    ///
    /// # Errors
    /// As [`read_source`].
    pub(crate) fn read_if_there(
        &self,
        path: &Path,
        name: &str,
        walls: &Walls,
    ) -> Result<Option<Arc<Source>>, Diagnostic> {
        // A broken link exists, and is a mistake.
        let there = path.symlink_metadata().is_ok() || self.unsaved.contains_key(&real(path));
        there.then(|| self.read(path, name, walls)).transpose()
    }
}
