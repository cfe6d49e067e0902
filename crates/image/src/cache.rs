//! The cache of prints from earlier runs, in a folder of the project.
//!
//! Entries are verified before use: each begins with a digest of its key and the rest, and byline
//! regenerates an entry whose digest does not match. Entries are written atomically, so any
//! number of runs may share the folder.

use std::ffi::{OsStr, OsString};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::SystemTime;

use byline_core::cache_folder::{self, PHOTOS};
use byline_core::folder::Folder;

/// The size to which a full cache is cleared, in percent of its limit.
const LEFT: u64 = 75;

/// The maximum size of an entry that is read, in bytes.
const MAX_ENTRY: u64 = 512 << 20;

/// A cache of prints. A failure in it only costs time.
#[derive(Debug)]
pub struct Cache {
    /// The project's folder.
    root: PathBuf,
    /// The maximum size of the cache, in bytes.
    limit: u64,
    /// The current size in bytes; unknown until the first entry is stored.
    used: Mutex<Option<u64>>,
}

/// The key of an entry: a digest of all its inputs.
pub(super) type Key = blake3::Hash;

impl Cache {
    /// Creates the cache of a project with the folder `root`, limited to `limit` bytes.
    pub fn new(root: &Path, limit: u64) -> Self {
        Self { root: root.to_owned(), limit, used: Mutex::new(None) }
    }

    /// Returns an entry, or `None` if it is missing or damaged.
    pub(super) fn get(&self, key: Key) -> Option<Vec<u8>> {
        let (folder, name) = place(key);
        let folder = cache_folder::open(&self.root, &folder).ok()?;
        let entry = folder.read(&name, MAX_ENTRY).ok()?;
        let (digest, content) = entry.split_first_chunk::<{ blake3::OUT_LEN }>()?;
        (self::digest(key, content).as_bytes() == digest).then(|| content.to_vec())
    }

    /// Stores an entry, and makes room for it if necessary.
    pub(super) fn put(&self, key: Key, content: &[u8]) {
        // A read-only folder or a full disk must not stop the build.
        if self.store(key, content).is_ok() {
            let size = (content.len() + blake3::OUT_LEN) as u64;
            if let Ok(mut used) = self.used.lock() {
                let now = used.map_or_else(|| self.size(), |used| used + size);
                *used = Some(if now > self.limit {
                    self.clear_to(self.limit / 100 * LEFT)
                } else {
                    now
                });
            }
        }
    }

    /// Returns the number of bytes in the cache.
    pub fn size(&self) -> u64 {
        self.entries().iter().map(|entry| entry.size).sum()
    }

    fn store(&self, key: Key, content: &[u8]) -> io::Result<()> {
        let (folder, name) = place(key);
        let folder = cache_folder::make(&self.root, &folder)?;
        let mut file = folder.temporary()?;
        file.write_all(digest(key, content).as_bytes())?;
        file.write_all(content)?;
        file.persist(&name)
    }

    /// Removes the oldest entries until at most `limit` bytes are left.
    fn clear_to(&self, limit: u64) -> u64 {
        let mut entries = self.entries();
        entries.sort_by_key(|entry| entry.made);
        let mut used: u64 = entries.iter().map(|entry| entry.size).sum();
        for Entry { folder, name, size, .. } in entries {
            if used <= limit {
                break;
            }
            // Another run may already have removed it.
            let folder = cache_folder::open(&self.root, &folder);
            let _ = folder.and_then(|folder| folder.remove_file(&name));
            used -= size;
        }
        used
    }

    /// Returns all entries, including leftovers of interrupted runs.
    fn entries(&self) -> Vec<Entry> {
        let mut entries = Vec::new();
        let Ok(photos) = cache_folder::open(&self.root, Path::new(PHOTOS)) else { return entries };
        for name in photos.names().unwrap_or_default() {
            let Ok(folder) = photos.folder(Path::new(&name)) else { continue };
            entries.extend(entries_of(&folder, &Path::new(PHOTOS).join(&name)));
        }
        entries
    }
}

/// A file in the cache.
struct Entry {
    /// Its folder, relative to the cache.
    folder: PathBuf,
    name: OsString,
    /// Its size in bytes.
    size: u64,
    made: Option<SystemTime>,
}

/// Returns the entries in one of the cache's folders, which is open as `folder`.
fn entries_of(folder: &Folder, path: &Path) -> impl Iterator<Item = Entry> {
    let names = folder.names().unwrap_or_default().into_iter();
    names.filter_map(|name| {
        let (_, metadata) = folder.file(&name, u64::MAX).ok()?;
        let made = metadata.modified().ok();
        Some(Entry { folder: path.to_owned(), name, size: metadata.len(), made })
    })
}

/// Returns the digest at the head of an entry. It covers the key, so that an entry in the place of
/// another does not match.
fn digest(key: Key, content: &[u8]) -> blake3::Hash {
    blake3::keyed_hash(key.as_bytes(), content)
}

/// Returns the folder of an entry, relative to the cache, and its name. Entries are spread over
/// several folders, so that each folder stays small.
fn place(key: Key) -> (PathBuf, OsString) {
    let name = key.to_hex();
    (Path::new(PHOTOS).join(&name[..2]), OsStr::new(&name[2..]).to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
    use super::*;
    use std::{fs, thread};

    use byline_core::cache_folder::CACHE_FOLDER;

    fn key(number: u32) -> Key {
        blake3::hash(&number.to_le_bytes())
    }

    #[test]
    fn a_damaged_entry_is_as_good_as_none() {
        let root = tempfile::tempdir().unwrap();
        let cache = Cache::new(root.path(), 1 << 20);
        assert_eq!(cache.get(key(1)), None);
        cache.put(key(1), b"a print");
        assert_eq!(cache.get(key(1)).as_deref(), Some(&b"a print"[..]));
        let (folder, name) = place(key(1));
        let path = root.path().join(CACHE_FOLDER).join(folder).join(name);
        let sound = fs::read(&path).unwrap();
        for damaged in [&sound[..10], &sound[..sound.len() - 1], b""] {
            fs::write(&path, damaged).unwrap();
            assert_eq!(cache.get(key(1)), None);
        }
        let mut flipped = sound.clone();
        *flipped.last_mut().unwrap() ^= 1;
        fs::write(&path, flipped).unwrap();
        assert_eq!(cache.get(key(1)), None);
        cache.put(key(1), b"a print");
        assert_eq!(cache.get(key(1)).as_deref(), Some(&b"a print"[..]));
    }

    #[test]
    fn the_cache_stays_within_its_limit() {
        let root = tempfile::tempdir().unwrap();
        let cache = Cache::new(root.path(), 100_000);
        for number in 0..300 {
            cache.put(key(number), &[7; 1000]);
            assert!(cache.size() <= 100_000, "{}", cache.size());
        }
        assert!(cache.get(key(299)).is_some());
        assert!(cache.get(key(0)).is_none());
    }

    #[test]
    fn many_may_use_it_at_once() {
        let root = tempfile::tempdir().unwrap();
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    let cache = Cache::new(root.path(), 20_000);
                    for number in 0..200 {
                        cache.put(key(number % 40), &number.to_le_bytes().repeat(200)[..]);
                        if let Some(content) = cache.get(key(number % 40)) {
                            assert_eq!(content.len(), 800);
                            assert!(content.chunks(4).all(|chunk| chunk == &content[..4]));
                        }
                    }
                });
            }
        });
    }

    #[test]
    fn a_folder_that_cannot_be_made_costs_only_time() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join(CACHE_FOLDER), "a file").unwrap();
        let cache = Cache::new(root.path(), 1 << 20);
        cache.put(key(1), b"a print");
        assert_eq!(cache.get(key(1)), None);
    }
}
