//! The journal: texts that cannot be saved, because they are not well-formed yet. They are kept
//! beside the cache, so that neither a crash nor a closed window loses them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use byline_core::fingerprint::Fingerprint;
use byline_render::export::write_atomically;
use serde::{Deserialize, Serialize};

/// The folder of the journal, in the project's folder for what byline may remove.
const FOLDER: &str = "unsaved";

/// The journal of a project.
#[derive(Debug, Clone)]
pub(crate) struct Journal(PathBuf);

/// An unsaved text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// The name of the file.
    pub(crate) file: String,
    /// The fingerprint of the file that was edited; `None` if there was none.
    pub(crate) base: Option<Fingerprint>,
    /// The text.
    pub(crate) text: String,
}

impl Journal {
    /// Returns the journal in a cache folder.
    pub(crate) fn in_folder(cache: &Path) -> Self {
        Self(cache.join(FOLDER))
    }

    /// Returns the unsaved text of a file.
    pub(crate) fn find(&self, file: &str) -> Option<Entry> {
        let entry: Entry = serde_json::from_slice(&fs::read(self.path(file)).ok()?).ok()?;
        (entry.file == file).then_some(entry)
    }

    /// Writes the unsaved text of a file, which the disk has when this returns.
    ///
    /// # Errors
    /// When the folder cannot be written to.
    pub(crate) fn write(&self, entry: &Entry) -> io::Result<()> {
        write_atomically(&self.path(&entry.file), &serde_json::to_vec(entry)?)
    }

    /// Removes the unsaved text of a file, which has been saved.
    ///
    /// # Errors
    /// When the folder cannot be written to.
    pub(crate) fn remove(&self, file: &str) -> io::Result<()> {
        match fs::remove_file(self.path(file)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            removed => removed,
        }
    }

    /// Returns where the text of a file is. The name of the file is not a path in the journal.
    fn path(&self, file: &str) -> PathBuf {
        self.0.join(format!("{}.json", Fingerprint::of(file.as_bytes())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_found_by_their_file() {
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal::in_folder(folder.path());
        let entry = Entry { file: "records/a.toml".into(), base: None, text: "title = \"".into() };
        assert_eq!(journal.find("records/a.toml"), None);
        journal.write(&entry).unwrap();
        assert_eq!(journal.find("records/a.toml"), Some(entry));
        assert_eq!(journal.find("records/b.toml"), None);
        journal.remove("records/a.toml").unwrap();
        journal.remove("records/a.toml").unwrap();
        assert_eq!(journal.find("records/a.toml"), None);
    }
}
