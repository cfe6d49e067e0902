//! Stamps: hashes of a file's metadata, which show that nobody has changed the file since.

use std::fs::Metadata;

use serde::{Deserialize, Serialize};

use crate::fingerprint::Fingerprint;

/// The minimum age of a change, in nanoseconds, for a file to count as settled on file systems
/// whose timestamps are whole seconds. A second change within one tick of their clock would go
/// unnoticed; FAT has the coarsest, with two seconds.
const COARSE: i128 = 2_000_000_000;

/// The same for other file systems: the kernels' clocks tick every 10 ms or faster.
const FINE: i128 = 10_000_000;

/// A hash of the metadata that changes with a file's content. Stamps are compared for equality
/// only, so it does not matter if clocks go backwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Stamp(u64);

#[cfg(unix)]
impl Stamp {
    /// Returns the stamp of a file.
    pub fn of(metadata: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        let changed = (metadata.ctime(), metadata.ctime_nsec());
        let modified = (metadata.mtime(), metadata.mtime_nsec());
        let which = (metadata.dev(), metadata.ino());
        Self(Fingerprint::of_value(&(changed, modified, which, metadata.len())).short())
    }
}

#[cfg(not(unix))]
impl Stamp {
    /// Returns the stamp of a file.
    pub fn of(metadata: &Metadata) -> Self {
        let times = (metadata.modified().ok(), metadata.created().ok());
        Self(Fingerprint::of_value(&(times, metadata.len())).short())
    }
}

impl Stamp {
    /// Returns the stamp of a file that was just given its name, from its metadata before and
    /// after, both taken from the handle that wrote it. Renaming changes some of a file's times.
    /// Returns `None` if somebody wrote to the file in between, or if the clock of the file
    /// system is too coarse to tell.
    pub fn of_renamed(before: &Metadata, after: &Metadata) -> Option<Self> {
        let same = before.len() == after.len()
            && before.modified().is_ok_and(|then| after.modified().is_ok_and(|now| now == then));
        (same && last_change(after).1 == FINE).then(|| Self::of(after))
    }
}

/// Returns whether a file has not been changed for so long that its next change gives it another
/// stamp. `now` is the time in nanoseconds by the clock of the file system.
pub fn is_settled(metadata: &Metadata, now: i128) -> bool {
    let (changed, margin) = last_change(metadata);
    changed + margin < now
}

/// Returns when a file was last changed, in nanoseconds by the file system's clock.
pub fn changed_at(metadata: &Metadata) -> i128 {
    last_change(metadata).0
}

/// Returns when a file was last changed, and how old that change must be for the file to count
/// as settled.
#[cfg(unix)]
fn last_change(metadata: &Metadata) -> (i128, i128) {
    use std::os::unix::fs::MetadataExt;
    let time = |seconds: i64, rest: i64| i128::from(seconds) * 1_000_000_000 + i128::from(rest);
    let changed = time(metadata.ctime(), metadata.ctime_nsec());
    let modified = time(metadata.mtime(), metadata.mtime_nsec());
    let whole = metadata.ctime_nsec() == 0;
    (changed.max(modified), if whole { COARSE } else { FINE })
}

#[cfg(not(unix))]
fn last_change(metadata: &Metadata) -> (i128, i128) {
    let since = |time: std::time::SystemTime| time.duration_since(std::time::UNIX_EPOCH).ok();
    let modified = metadata.modified().ok().and_then(since).unwrap_or_default();
    let changed = i128::try_from(modified.as_nanos()).unwrap_or(i128::MAX / 2);
    (changed, if modified.subsec_nanos() == 0 { COARSE } else { FINE })
}
