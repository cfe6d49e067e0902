//! The storage of the build state: read when a run starts, and merged with the results of other
//! runs when it is written.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use super::BuiltDocument;
use super::file_fingerprints::FileFingerprints;
use super::lines::{SavedState, StateReadError, read, write};
use super::not_kept::not_kept;
use super::parts;
use crate::plan::Shard;
use byline_core::cache_folder::{self, LOCK, SHARDS, STATE};
use byline_core::diagnostic::Diagnostic;
use byline_core::fingerprint::Fingerprint;
use byline_core::folder::Folder;
use byline_core::stamp::changed_at;

/// The number of attempts to take the lock, and the pause between them. A run holds the lock for
/// milliseconds only.
const LOCK_ATTEMPTS: u32 = 100;
const LOCK_PAUSE: Duration = Duration::from_millis(50);

/// The maximum number of bytes that are read, in all files together: enough for a million
/// documents. What is read takes at most four times as much memory.
const MAX_BYTES: u64 = 1 << 30;

/// The storage of the build state.
pub(super) struct Store {
    /// The folder of the project.
    root: PathBuf,
    shard: Option<Shard>,
    /// The fingerprint of the file as it was read.
    held: Option<Fingerprint>,
    /// The files of sharded runs that were merged, with their fingerprints.
    parts: Vec<(OsString, Fingerprint)>,
    /// The files of sharded runs that could not be read.
    unread: Vec<(OsString, StateReadError)>,
    /// The documents that this run removed from the state.
    forgotten: BTreeSet<String>,
}

impl Store {
    /// Reads the build state, including the files of sharded runs.
    pub(super) fn open(root: &Path, shard: Option<Shard>) -> (Self, SavedState) {
        let root = root.to_owned();
        let forgotten = BTreeSet::new();
        let mut store = Self { root, shard, held: None, parts: vec![], unread: vec![], forgotten };
        let mut content = SavedState::default();
        let mut room = MAX_BYTES;
        let state =
            store.folder("").and_then(|folder| read(&folder, STATE.as_ref(), &mut room).ok());
        if let Some((known, held)) = state {
            content = known;
            store.held = Some(held);
        }
        let Some(folder) = store.folder(SHARDS) else { return (store, content) };
        let (_, own) = store.place();
        for name in parts(&folder) {
            let (part, held) = match read(&folder, &name, &mut room) {
                Ok(read) => read,
                Err(problem) => {
                    store.unread.push((name, problem));
                    continue;
                }
            };
            // A sharded run keeps the entries of its own file, but not those of the others.
            let fresh = store.shard.is_none() || *name == *own;
            content.seen.extend(part.seen);
            content.summaries.extend(part.summaries);
            for (key, document) in part.documents {
                content.documents.insert(key, BuiltDocument { fresh, ..document });
            }
            store.parts.push((name, held));
        }
        (store, content)
    }

    /// Returns the time by the file system's clock, in nanoseconds.
    pub(super) fn now(&self) -> Option<i128> {
        let folder = cache_folder::make(&self.root, Path::new("")).ok()?;
        let file = folder.temporary().ok()?;
        Some(changed_at(&file.as_file().metadata().ok()?))
    }

    /// Returns the number of files of sharded runs that were read.
    pub(super) fn parts(&self) -> usize {
        self.parts.len()
    }

    /// Returns the findings about parts that were not merged.
    pub(super) fn left_out(&self) -> Vec<Diagnostic> {
        let folder = match cache_folder::open(&self.root, Path::new(SHARDS)) {
            Ok(folder) => folder,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return vec![],
            Err(error) => return vec![parts::not_opened(&error)],
        };
        parts::left_out(&folder.names().unwrap_or_default(), &self.unread)
    }

    /// Removes a document that other runs may still list.
    pub(super) fn forget(&mut self, key: String) {
        self.forgotten.insert(key);
    }

    /// Writes the state, merged with what other runs have written in the meantime.
    pub(super) fn save(
        &mut self,
        documents: &mut BTreeMap<String, BuiltDocument>,
        summaries: &BTreeMap<Fingerprint, Fingerprint>,
        seen: &FileFingerprints,
    ) -> Result<(), Diagnostic> {
        self.write(documents, summaries, seen).map_err(|error| {
            let (folder, name) = self.place();
            not_kept(&error, &self.root, &Path::new(folder).join(name), self.shard)
        })
    }

    fn write(
        &mut self,
        documents: &mut BTreeMap<String, BuiltDocument>,
        summaries: &BTreeMap<Fingerprint, Fingerprint>,
        seen: &FileFingerprints,
    ) -> io::Result<()> {
        let (folder, name) = self.place();
        let folder = cache_folder::make(&self.root, Path::new(folder))?;
        let name = name.as_ref();
        if self.shard.is_some() {
            write(
                &folder,
                name,
                documents.iter().filter(|(_, known)| known.fresh),
                summaries,
                seen,
            )?;
            return Ok(());
        }
        // Without the lock, if two runs end at the same moment, the results of one may be lost.
        let _lock = lock(&folder);
        if fingerprint(&folder, name) != self.held
            && let Ok((others, _)) = read(&folder, name, &mut { MAX_BYTES })
        {
            for (key, document) in others.documents {
                let own = documents.get(&key).is_some_and(|document| document.fresh);
                if !own && !self.forgotten.contains(&key) {
                    documents.insert(key, document);
                }
            }
        }
        self.held = Some(write(&folder, name, documents.iter(), summaries, seen)?);
        for document in documents.values_mut() {
            document.fresh = false;
        }
        if let Some(shards) = self.folder(SHARDS) {
            for (part, held) in self.parts.drain(..) {
                // Entries that a sharded run has written since are left for the next run.
                if fingerprint(&shards, &part) == Some(held) {
                    let _ = shards.remove_file(&part);
                }
            }
            let _ = folder.remove_folder(SHARDS.as_ref());
        }
        Ok(())
    }

    /// Opens a folder in the cache, if it exists.
    fn folder(&self, name: &str) -> Option<Folder> {
        cache_folder::open(&self.root, Path::new(name)).ok()
    }

    /// Returns the folder in the cache and the name of the file that this run writes.
    fn place(&self) -> (&'static str, String) {
        match self.shard {
            None => ("", STATE.to_owned()),
            Some(Shard { number, of }) => (SHARDS, format!("{number}-of-{of}")),
        }
    }
}

/// Returns the names of the files of sharded runs.
fn parts(folder: &Folder) -> Vec<OsString> {
    let mut names = folder.names().unwrap_or_default();
    names.retain(|name| parts::shard(name).is_some());
    names.sort();
    names
}

/// Takes the lock, which is released when the file is closed. Returns `None` on file systems
/// without locks, and if another process keeps it.
fn lock(folder: &Folder) -> Option<File> {
    let file = folder.lock_file(LOCK.as_ref()).ok()?;
    for _ in 0..LOCK_ATTEMPTS {
        match file.try_lock() {
            Ok(()) => return Some(file),
            Err(TryLockError::WouldBlock) => thread::sleep(LOCK_PAUSE),
            Err(TryLockError::Error(_)) => return None,
        }
    }
    None
}

/// Returns the fingerprint of a file in the cache.
fn fingerprint(folder: &Folder, name: &OsStr) -> Option<Fingerprint> {
    let (file, _) = folder.file(name, MAX_BYTES).ok()?;
    Fingerprint::of_reader(file).ok()
}
