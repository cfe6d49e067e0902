//! The fingerprints of files that were read before: a file that has not been modified since need
//! not be read again.

use std::collections::HashMap;
use std::fs::{self, File, Metadata};
use std::io::{Read, Take};
use std::path::Path;
use std::sync::Mutex;

use byline_core::file::{MAX_INPUT_BYTES, open_regular};
use byline_core::fingerprint::Fingerprint;
use byline_core::stamp::{Stamp, is_settled};

/// The stamps and fingerprints of files, by a hash of the path.
pub(super) type KnownFiles = HashMap<u64, (Stamp, Fingerprint)>;

/// The fingerprints of files that were read in this run or an earlier one.
pub(super) struct FileFingerprints {
    known: Mutex<KnownFiles>,
    /// The files that were read in this run, by their stamps: a state may list a file under any
    /// number of paths.
    read: Mutex<HashMap<Stamp, Fingerprint>>,
    /// The time by the file system's clock, which also dates the files. Without it, no
    /// fingerprint is stored.
    now: Option<i128>,
}

impl FileFingerprints {
    pub(super) fn new(known: KnownFiles, now: Option<i128>) -> Self {
        Self { known: Mutex::new(known), read: Mutex::default(), now }
    }

    /// Returns the fingerprint of a file; `None` if it is not a regular file that can be read.
    pub(super) fn fingerprint(&self, key: &str, path: &Path) -> Option<Fingerprint> {
        let metadata = fs::metadata(path).ok().filter(Metadata::is_file)?;
        self.lookup(key, &metadata).or_else(|| {
            let (file, metadata) = open_regular(path, MAX_INPUT_BYTES).ok()?;
            self.read(key, &[], file, &metadata)
        })
    }

    /// Returns the fingerprint of an open file, of which `head` was read already.
    pub(super) fn of_open(
        &self,
        key: &str,
        head: &[u8],
        file: Take<File>,
        metadata: &Metadata,
    ) -> Option<Fingerprint> {
        self.lookup(key, metadata).or_else(|| self.read(key, head, file, metadata))
    }

    /// Returns the fingerprint of a file that nobody has modified since it was read.
    fn lookup(&self, key: &str, metadata: &Metadata) -> Option<Fingerprint> {
        let known = self.known.lock().ok()?;
        let (stamp, fingerprint) = known.get(&number(key))?;
        (*stamp == Stamp::of(metadata)).then_some(*fingerprint)
    }

    fn read(
        &self,
        key: &str,
        head: &[u8],
        mut file: Take<File>,
        metadata: &Metadata,
    ) -> Option<Fingerprint> {
        let stamp = Stamp::of(metadata);
        if let Some(known) = self.read.lock().ok()?.get(&stamp) {
            return Some(*known);
        }
        let fingerprint = Fingerprint::of_reader(head.chain(&mut file)).ok()?;
        // A file that is changed twice within a tick of the clock has the same stamp both times.
        let settled = self.now.is_some_and(|now| is_settled(metadata, now));
        let after = file.get_ref().metadata().ok()?;
        if settled && Stamp::of(&after) == stamp {
            self.insert(key, stamp, fingerprint);
            // On other systems, two files may have the same stamp.
            if cfg!(unix) {
                self.read.lock().ok()?.insert(stamp, fingerprint);
            }
        }
        Some(fingerprint)
    }

    /// Stores the fingerprint of a file.
    pub(super) fn insert(&self, key: &str, stamp: Stamp, fingerprint: Fingerprint) {
        if let Ok(mut known) = self.known.lock() {
            known.insert(number(key), (stamp, fingerprint));
        }
    }

    /// Passes all stored fingerprints to a closure.
    pub(super) fn read_all<T>(&self, read: impl FnOnce(&KnownFiles) -> T) -> Option<T> {
        self.known.lock().ok().map(|known| read(&known))
    }
}

fn number(key: &str) -> u64 {
    Fingerprint::of(key.as_bytes()).short()
}
