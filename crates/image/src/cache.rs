//! The cache of prints from earlier runs, in a folder of the project.
//!
//! Entries are verified before use: each begins with a digest of the rest, and byline
//! regenerates an entry whose digest does not match. Entries are written atomically, so any
//! number of runs may share the folder.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use walkdir::WalkDir;

use byline_core::cache_folder::{self, CACHE_FOLDER};
use byline_core::file::{read_regular, temporary_in};

/// The folder of prints in the cache.
const PHOTOS: &str = "photos";

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
        let entry = read_regular(&self.path(key), MAX_ENTRY).ok()?;
        let (digest, content) = entry.split_first_chunk::<{ blake3::OUT_LEN }>()?;
        (blake3::hash(content).as_bytes() == digest).then(|| content.to_vec())
    }

    /// Stores an entry, and makes room for it if necessary.
    pub(super) fn put(&self, key: Key, content: &[u8]) {
        // A read-only folder or a full disk must not stop the build.
        if self.store(key, content).is_ok() {
            let size = (content.len() + blake3::OUT_LEN) as u64;
            if let Ok(mut used) = self.used.lock() {
                let now = used.map_or_else(
                    || self.entries().map(|(size, ..)| size).sum(),
                    |used| used + size,
                );
                *used = Some(if now > self.limit {
                    self.clear_to(self.limit / 100 * LEFT)
                } else {
                    now
                });
            }
        }
    }

    /// Removes the cache and returns the number of bytes that it had.
    ///
    /// # Errors
    /// Fails if there is no cache, or if it cannot be removed.
    pub fn clear(&self) -> io::Result<u64> {
        let folder = self.root.join(CACHE_FOLDER);
        let used = self.entries().map(|(size, ..)| size).sum();
        // Concurrent builds may store entries meanwhile.
        let mut removed = fs::remove_dir_all(&folder);
        for _ in 0..10 {
            match &removed {
                Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => {
                    removed = fs::remove_dir_all(&folder);
                }
                _ => break,
            }
        }
        removed.map(|()| used)
    }

    /// Returns the path of an entry.
    fn path(&self, key: Key) -> PathBuf {
        self.root.join(CACHE_FOLDER).join(place(key))
    }

    fn store(&self, key: Key, content: &[u8]) -> io::Result<()> {
        let name = place(key);
        cache_folder::make(&self.root, name.parent().unwrap_or(&name))?;
        let path = self.root.join(CACHE_FOLDER).join(name);
        let folder = path.parent().unwrap_or(&self.root);
        let mut file = temporary_in(folder)?;
        file.write_all(blake3::hash(content).as_bytes())?;
        file.write_all(content)?;
        file.persist(path)?;
        Ok(())
    }

    /// Removes the oldest entries until at most `limit` bytes are left.
    fn clear_to(&self, limit: u64) -> u64 {
        let mut entries: Vec<_> = self.entries().collect();
        entries.sort_by_key(|(_, made, _)| *made);
        let mut used: u64 = entries.iter().map(|(size, ..)| size).sum();
        for (size, _, path) in entries {
            if used <= limit {
                break;
            }
            // Another run may already have removed it.
            let _ = fs::remove_file(path);
            used -= size;
        }
        used
    }

    /// Iterates over all entries, including leftovers of interrupted runs, with size, time of
    /// creation and path.
    fn entries(&self) -> impl Iterator<Item = (u64, Option<std::time::SystemTime>, PathBuf)> {
        let files = WalkDir::new(self.root.join(CACHE_FOLDER).join(PHOTOS))
            .into_iter()
            .filter_map(Result::ok);
        files.filter(|file| file.file_type().is_file()).filter_map(|file| {
            let metadata = file.metadata().ok()?;
            Some((metadata.len(), metadata.modified().ok(), file.into_path()))
        })
    }
}

/// Returns the path of an entry inside the cache. Entries are spread over several folders, so
/// that each folder stays small.
fn place(key: Key) -> PathBuf {
    let name = key.to_hex();
    Path::new(PHOTOS).join(&name[..2]).join(&name[2..])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::thread;

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
        let path = cache.path(key(1));
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
            let used: u64 = cache.entries().map(|(size, ..)| size).sum();
            assert!(used <= 100_000, "{used}");
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
