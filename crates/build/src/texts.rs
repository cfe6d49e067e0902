//! The texts of a project's files: from the disk, or unsaved from an editor.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use byline_core::diagnostic::Diagnostic;
use byline_core::file::read_source;
use byline_core::source::Source;

use crate::changes::real;

/// Where the texts of files come from.
#[derive(Debug, Clone, Default)]
pub(crate) struct Texts {
    /// The texts that somebody is editing, by where their files really are.
    unsaved: BTreeMap<PathBuf, Arc<str>>,
}

impl Texts {
    /// Takes a text in place of a file's, or goes back to the file.
    pub(crate) fn set(&mut self, path: &Path, text: Option<&str>) {
        match text {
            Some(text) => self.unsaved.insert(real(path), text.into()),
            None => self.unsaved.remove(&real(path)),
        };
    }

    /// Reads the text of a file, which findings call `name`.
    ///
    /// # Errors
    /// As [`read_source`].
    pub(crate) fn read(&self, path: &Path, name: &str) -> Result<Arc<Source>, Diagnostic> {
        // A batch has none, and asks no paths for it.
        let unsaved = (!self.unsaved.is_empty()).then(|| self.unsaved.get(&real(path))).flatten();
        match unsaved {
            Some(text) => Ok(Source::new(name, &**text)),
            None => read_source(path, name),
        }
    }

    /// Reads the text of a file, if it is there.
    ///
    /// # Errors
    /// As [`read_source`].
    pub(crate) fn read_if_there(
        &self,
        path: &Path,
        name: &str,
    ) -> Result<Option<Arc<Source>>, Diagnostic> {
        let there = path.exists() || self.unsaved.contains_key(&real(path));
        there.then(|| self.read(path, name)).transpose()
    }
}
