//! Files that were read before: a file that has not been modified since need not be read again
//! to know its fingerprint.

use std::collections::HashMap;
use std::fs::{self, Metadata};
use std::path::Path;
use std::sync::Mutex;

use byline_core::fingerprint::Fingerprint;

/// The minimum age of a change, in nanoseconds, for a file to count as settled on file systems
/// whose timestamps are whole seconds. A second change within one tick of their clock would go
/// unnoticed; FAT has the coarsest, with two seconds.
const COARSE: i128 = 2_000_000_000;

/// The same for other file systems: the kernels' clocks tick every 10 ms or faster.
const FINE: i128 = 10_000_000;

/// The stamps and fingerprints of files, by a hash of the path.
pub(super) type Known = HashMap<u64, (Stamp, Fingerprint)>;

/// The files that were read in this run or an earlier one.
pub(super) struct Seen {
    known: Mutex<Known>,
    /// The time by the file system's clock, which also dates the files. Without it, no file is
    /// remembered.
    now: Option<i128>,
}

/// A hash of the metadata that changes with a file's content. Stamps are compared for equality
/// only, so it does not matter if clocks go backwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp(pub(super) u64);

impl Seen {
    pub(super) fn new(known: Known, now: Option<i128>) -> Self {
        Self { known: Mutex::new(known), now }
    }

    /// Returns the fingerprint of a file; `None` if it is not a regular file that can be read.
    pub(super) fn fingerprint(&self, key: &str, path: &Path) -> Option<Fingerprint> {
        let metadata = fs::metadata(path).ok().filter(Metadata::is_file)?;
        let (name, stamp) = (number(key), Stamp::of(&metadata));
        if let Some((known, fingerprint)) = self.known.lock().ok()?.get(&name)
            && *known == stamp
        {
            return Some(*fingerprint);
        }
        let fingerprint = Fingerprint::of_file(path).ok()?;
        // A file that is changed twice within a tick of the clock has the same stamp both times.
        let settled = self.now.is_some_and(|now| {
            let (changed, margin) = last_change(&metadata);
            changed + margin < now
        });
        if settled && let Ok(mut known) = self.known.lock() {
            known.insert(name, (stamp, fingerprint));
        }
        Some(fingerprint)
    }

    /// Remembers a file that byline has written itself.
    pub(super) fn wrote(&self, key: &str, path: &Path, fingerprint: Fingerprint) {
        let Ok(metadata) = fs::metadata(path) else { return };
        let (_, margin) = last_change(&metadata);
        if margin == FINE
            && let Ok(mut known) = self.known.lock()
        {
            known.insert(number(key), (Stamp::of(&metadata), fingerprint));
        }
    }

    /// Passes everything that is remembered to a closure.
    pub(super) fn read<T>(&self, read: impl FnOnce(&Known) -> T) -> Option<T> {
        self.known.lock().ok().map(|known| read(&known))
    }
}

fn number(key: &str) -> u64 {
    Fingerprint::of(key.as_bytes()).short()
}

#[cfg(unix)]
impl Stamp {
    fn of(metadata: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        let changed = (metadata.ctime(), metadata.ctime_nsec());
        let modified = (metadata.mtime(), metadata.mtime_nsec());
        let which = (metadata.dev(), metadata.ino());
        Self(Fingerprint::of_value(&(changed, modified, which, metadata.len())).short())
    }
}

#[cfg(not(unix))]
impl Stamp {
    fn of(metadata: &Metadata) -> Self {
        let times = (metadata.modified().ok(), metadata.created().ok());
        Self(Fingerprint::of_value(&(times, metadata.len())).short())
    }
}

/// Returns when a file was last changed, in nanoseconds by the file system's clock, and how old
/// that change must be for the file to count as settled.
#[cfg(unix)]
pub(super) fn last_change(metadata: &Metadata) -> (i128, i128) {
    use std::os::unix::fs::MetadataExt;
    let time = |seconds: i64, rest: i64| i128::from(seconds) * 1_000_000_000 + i128::from(rest);
    let changed = time(metadata.ctime(), metadata.ctime_nsec());
    let modified = time(metadata.mtime(), metadata.mtime_nsec());
    let whole = metadata.ctime_nsec() == 0;
    (changed.max(modified), if whole { COARSE } else { FINE })
}

#[cfg(not(unix))]
pub(super) fn last_change(metadata: &Metadata) -> (i128, i128) {
    let since = |time: std::time::SystemTime| time.duration_since(std::time::UNIX_EPOCH).ok();
    let modified = metadata.modified().ok().and_then(since).unwrap_or_default();
    let changed = i128::try_from(modified.as_nanos()).unwrap_or(i128::MAX / 2);
    (changed, if modified.subsec_nanos() == 0 { COARSE } else { FINE })
}
