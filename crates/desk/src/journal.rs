//! The journal: texts that cannot be saved, because they are not well-formed yet. They are kept
//! beside the cache, so that neither a crash nor a closed window loses them.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use byline_core::cache_folder::{self, UNSAVED};
use byline_core::fingerprint::Fingerprint;
use byline_core::folder::{Folder, TEMPORARY};
use serde::{Deserialize, Serialize};

/// The most bytes of an entry: more than those of a request, which holds the same text as JSON.
const MAX_ENTRY: u64 = 24 << 20;

/// The journal of the project in a folder.
#[derive(Debug, Clone)]
pub(crate) struct Journal(pub(crate) PathBuf);

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
    /// Returns the unsaved text of a file.
    pub(crate) fn find(&self, file: &str) -> Option<Entry> {
        let folder = cache_folder::open(&self.0, Path::new(UNSAVED)).ok()?;
        let entry = folder.read(&name_of(file), MAX_ENTRY).ok()?;
        let entry: Entry = serde_json::from_slice(&entry).ok()?;
        (entry.file == file).then_some(entry)
    }

    /// Returns all unsaved texts.
    pub(crate) fn all(&self) -> Vec<Entry> {
        let folder = cache_folder::open(&self.0, Path::new(UNSAVED));
        let read = |folder: Folder| {
            let names = folder.names().unwrap_or_default().into_iter();
            let entries = names.filter_map(|name| {
                let entry = folder.read(&name, MAX_ENTRY).ok()?;
                let entry: Entry = serde_json::from_slice(&entry).ok()?;
                (name_of(&entry.file) == name).then_some(entry)
            });
            entries.collect()
        };
        folder.map(read).unwrap_or_default()
    }

    /// Removes what a desk has left that was ended while it wrote. Only the one that holds the
    /// project's lock may call this.
    pub(crate) fn remove_leftovers(&self) {
        let Ok(folder) = cache_folder::open(&self.0, Path::new(UNSAVED)) else { return };
        for name in folder.names().unwrap_or_default() {
            if name.to_str().is_some_and(|name| name.starts_with(TEMPORARY)) {
                let _ = folder.remove_file(&name);
            }
        }
    }

    /// Writes the unsaved text of a file, which the disk has when this returns.
    ///
    /// # Errors
    /// When the folder cannot be written to.
    pub(crate) fn write(&self, entry: &Entry) -> io::Result<()> {
        let folder = cache_folder::make(&self.0, Path::new(UNSAVED))?;
        let mut file = folder.temporary()?;
        file.write_all(&serde_json::to_vec(entry)?)?;
        file.as_file().sync_all()?;
        file.persist(&name_of(&entry.file))
    }

    /// Removes the unsaved text of a file, which has been saved.
    ///
    /// # Errors
    /// When the folder cannot be written to.
    pub(crate) fn remove(&self, file: &str) -> io::Result<()> {
        let folder = cache_folder::open(&self.0, Path::new(UNSAVED));
        match folder.and_then(|folder| folder.remove_file(&name_of(file))) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            removed => removed,
        }
    }
}

/// Returns the name of an entry. The name of the file is not a path in the journal.
fn name_of(file: &str) -> OsString {
    format!("{}.json", Fingerprint::of(file.as_bytes())).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_found_by_their_file() {
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal(folder.path().to_owned());
        let entry = Entry { file: "records/a.toml".into(), base: None, text: "title = \"".into() };
        assert_eq!(journal.find("records/a.toml"), None);
        journal.write(&entry).unwrap();
        assert_eq!(journal.find("records/a.toml"), Some(entry));
        assert_eq!(journal.find("records/b.toml"), None);
        let unsaved = folder.path().join(".byline/unsaved");
        for (name, text) in [(".byline-0123456789abcdef", ""), ("b.json", "{}"), ("c", "\"c\"")] {
            std::fs::write(unsaved.join(name), text).unwrap();
        }
        assert_eq!(journal.all(), [journal.find("records/a.toml").unwrap()]);
        journal.remove_leftovers();
        assert_eq!(std::fs::read_dir(&unsaved).unwrap().count(), 3);
        journal.remove("records/a.toml").unwrap();
        journal.remove("records/a.toml").unwrap();
        assert_eq!(journal.find("records/a.toml"), None);
    }
}
