//! The file of the build state: written atomically, validated when read, and merged with the
//! results of other runs.
//!
//! Each line is JSON: first settings and materials, then the documents, which refer to them by
//! number, and finally a fingerprint of all lines. A file that does not match its fingerprint,
//! or that has a line byline cannot read, is ignored: the only cost is a full build.

use std::borrow::Cow;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, BufWriter, IntoInnerError, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

use super::BuiltDocument;
use super::seen::{Known, Seen, Stamp, last_change};
use super::setting::Setting;
use crate::plan::Shard;
use crate::provenance::Materials;
use byline_core::cache_folder::{self, CACHE_FOLDER};
use byline_core::file;
use byline_core::fingerprint::Fingerprint;
use byline_core::model::{Language, Slug};

/// The name of the file in the cache, and the identifier in its first line.
const NAME: &str = "state";
const FORMAT: &str = "byline state 2";

/// The folder of the files that sharded runs write.
const SHARDS: &str = "shards";

/// The lock that prevents two runs from writing the state at once.
const LOCK: &str = "lock";

/// The number of attempts to take the lock, and the pause between them. A run holds the lock for
/// milliseconds only.
const ASKED: u32 = 100;
const WAITING: Duration = Duration::from_millis(50);

/// The maximum size in bytes of a file that is read: enough for several million documents.
const MAX_BYTES: u64 = 2 << 30;

/// The results of earlier runs.
#[derive(Default)]
pub(super) struct SavedState {
    pub(super) documents: BTreeMap<String, BuiltDocument>,
    pub(super) glances: BTreeMap<Fingerprint, Fingerprint>,
    pub(super) seen: Known,
}

/// The storage of the build state.
pub(super) struct Store {
    /// The folder of the project.
    root: PathBuf,
    shard: Option<Shard>,
    /// The fingerprint of the file as it was read.
    held: Option<Fingerprint>,
    /// The files of sharded runs that were merged, with their fingerprints.
    parts: Vec<(PathBuf, Fingerprint)>,
    /// The documents that this run removed from the state.
    forgotten: BTreeSet<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Line<'a> {
    State(Cow<'a, str>),
    Setting(Cow<'a, Setting>),
    Materials(Cow<'a, Materials>),
    Document(Written<'a>),
    Glance(Fingerprint, Fingerprint),
    Seen(u64, u64, Fingerprint),
}

/// A document; setting and materials are given by number.
#[derive(Serialize, Deserialize)]
struct Written<'a> {
    path: Cow<'a, str>,
    record: Cow<'a, Slug>,
    template: Cow<'a, Slug>,
    language: Option<Cow<'a, Language>>,
    fingerprint: Fingerprint,
    time: u32,
    warnings: u32,
    setting: usize,
    materials: usize,
}

impl Store {
    /// Reads the build state, including the files of sharded runs.
    pub(super) fn open(root: &Path, shard: Option<Shard>) -> (Self, SavedState) {
        let root = root.to_owned();
        let mut store = Self { root, shard, held: None, parts: vec![], forgotten: BTreeSet::new() };
        let mut content = SavedState::default();
        if let Some((known, held)) = read(&store.folder().join(NAME)) {
            content = known;
            store.held = Some(held);
        }
        let own = store.path();
        for path in parts(&store.folder()) {
            let Some((part, held)) = read(&path) else { continue };
            // A sharded run keeps the entries of its own file, but not those of the others.
            let fresh = store.shard.is_none() || path == own;
            content.seen.extend(part.seen);
            content.glances.extend(part.glances);
            for (key, document) in part.documents {
                content.documents.insert(key, BuiltDocument { fresh, ..document });
            }
            store.parts.push((path, held));
        }
        (store, content)
    }

    /// Returns the time by the file system's clock, in nanoseconds.
    pub(super) fn now(&self) -> Option<i128> {
        let folder = cache_folder::make(&self.root, Path::new("")).ok()?;
        let file = file::temporary_in(&folder).ok()?;
        Some(last_change(&file.as_file().metadata().ok()?).0)
    }

    /// Returns the number of files of sharded runs that were read.
    pub(super) fn parts(&self) -> usize {
        self.parts.len()
    }

    /// Removes a document that other runs may still list.
    pub(super) fn forget(&mut self, key: String) {
        self.forgotten.insert(key);
    }

    /// Writes the state, merged with what other runs have written in the meantime.
    pub(super) fn save(
        &mut self,
        documents: &mut BTreeMap<String, BuiltDocument>,
        glances: &BTreeMap<Fingerprint, Fingerprint>,
        seen: &Seen,
    ) -> io::Result<()> {
        let path = self.path();
        let name = path.strip_prefix(self.folder()).unwrap_or(&path);
        cache_folder::make(&self.root, name.parent().unwrap_or(Path::new("")))?;
        if self.shard.is_some() {
            write(&path, documents.iter().filter(|(_, known)| known.fresh), glances, seen)?;
            return Ok(());
        }
        // Without the lock, if two runs end at the same moment, the results of one may be lost.
        let _lock = lock(&self.folder().join(LOCK));
        if Fingerprint::of_file(&path).ok() != self.held
            && let Some((others, _)) = read(&path)
        {
            for (key, document) in others.documents {
                let own = documents.get(&key).is_some_and(|document| document.fresh);
                if !own && !self.forgotten.contains(&key) {
                    documents.insert(key, document);
                }
            }
        }
        self.held = Some(write(&path, documents.iter(), glances, seen)?);
        for document in documents.values_mut() {
            document.fresh = false;
        }
        for (part, held) in self.parts.drain(..) {
            // Entries that a sharded run has written since are left for the next run.
            if Fingerprint::of_file(&part).is_ok_and(|now| now == held) {
                let _ = fs::remove_file(part);
            }
        }
        let _ = fs::remove_dir(self.folder().join(SHARDS));
        Ok(())
    }

    fn folder(&self) -> PathBuf {
        self.root.join(CACHE_FOLDER)
    }

    /// Returns the path of the file that this run writes.
    fn path(&self) -> PathBuf {
        match self.shard {
            None => self.folder().join(NAME),
            Some(Shard { number, of }) => {
                self.folder().join(SHARDS).join(format!("{number}-of-{of}"))
            }
        }
    }
}

/// Returns the files of sharded runs.
fn parts(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder.join(SHARDS)).into_iter().flatten().flatten();
    let names = entries.filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'));
    let mut paths: Vec<_> = names.map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

/// Takes the lock, which is released when the file is closed. Returns `None` on file systems
/// without locks, and if another process keeps it.
fn lock(path: &Path) -> Option<File> {
    let file = File::create(path).ok()?;
    for _ in 0..ASKED {
        match file.try_lock() {
            Ok(()) => return Some(file),
            Err(fs::TryLockError::WouldBlock) => thread::sleep(WAITING),
            Err(fs::TryLockError::Error(_)) => return None,
        }
    }
    None
}

/// Reads a file, and returns its fingerprint as well; `None` if it does not exist or is not as
/// byline wrote it.
fn read(path: &Path) -> Option<(SavedState, Fingerprint)> {
    let bytes = file::read_regular(path, MAX_BYTES).ok()?;
    let sealed = bytes.strip_suffix(b"\n")?;
    let end = sealed.iter().rposition(|byte| *byte == b'\n')? + 1;
    let (lines, seal) = sealed.split_at(end);
    if Fingerprint::of(lines).to_string().as_bytes() != seal {
        return None;
    }
    let mut lines = lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    if !matches!(serde_json::from_slice(lines.next()?), Ok(Line::State(format)) if format == FORMAT)
    {
        return None;
    }
    let mut content = SavedState::default();
    let (mut settings, mut materials) = (Vec::new(), Vec::new());
    for line in lines {
        match serde_json::from_slice(line).ok()? {
            Line::State(_) => return None,
            Line::Setting(setting) => settings.push(Arc::new(setting.into_owned())),
            Line::Materials(made) => materials.push(Arc::new(made.into_owned())),
            Line::Document(written) => {
                let document = BuiltDocument {
                    record: written.record.into_owned(),
                    template: written.template.into_owned(),
                    language: written.language.map(Cow::into_owned),
                    fingerprint: written.fingerprint,
                    time: written.time,
                    warnings: written.warnings,
                    setting: Arc::clone(settings.get(written.setting)?),
                    materials: Arc::clone(materials.get(written.materials)?),
                    fresh: false,
                };
                content.documents.insert(written.path.into_owned(), document);
            }
            Line::Glance(record, glance) => {
                content.glances.insert(record, glance);
            }
            Line::Seen(path, stamp, held) => {
                content.seen.insert(path, (Stamp(stamp), held));
            }
        }
    }
    Some((content, Fingerprint::of(&bytes)))
}

/// Writes a file atomically, and returns its fingerprint.
fn write<'a>(
    path: &Path,
    documents: impl Iterator<Item = (&'a String, &'a BuiltDocument)>,
    glances: &BTreeMap<Fingerprint, Fingerprint>,
    seen: &Seen,
) -> io::Result<Fingerprint> {
    let folder = path.parent().unwrap_or(path);
    let file = file::temporary_in(folder)?;
    let mut writer = Writer { file: BufWriter::new(file), hasher: blake3::Hasher::new() };
    writer.line(&Line::State(FORMAT.into()))?;
    let (mut settings, mut materials) = (BTreeMap::new(), BTreeMap::new());
    for (path, document) in documents {
        let setting = settings.len();
        let setting = match settings.entry(Arc::as_ptr(&document.setting)) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(new) => {
                writer.line(&Line::Setting(Cow::Borrowed(&document.setting)))?;
                *new.insert(setting)
            }
        };
        let number = materials.len();
        let number = match materials.entry(Arc::as_ptr(&document.materials)) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(new) => {
                writer.line(&Line::Materials(Cow::Borrowed(&document.materials)))?;
                *new.insert(number)
            }
        };
        writer.line(&Line::Document(Written {
            path: path.into(),
            record: Cow::Borrowed(&document.record),
            template: Cow::Borrowed(&document.template),
            language: document.language.as_ref().map(Cow::Borrowed),
            fingerprint: document.fingerprint,
            time: document.time,
            warnings: document.warnings,
            setting,
            materials: number,
        }))?;
    }
    for (record, glance) in glances {
        writer.line(&Line::Glance(*record, *glance))?;
    }
    let lines = seen.read(|known| {
        known
            .iter()
            .try_for_each(|(path, (stamp, held))| writer.line(&Line::Seen(*path, stamp.0, *held)))
    });
    lines.unwrap_or(Ok(()))?;
    let seal = Fingerprint::from(writer.hasher.finalize());
    writeln!(writer, "{seal}")?;
    let held = writer.hasher.finalize().into();
    let file = writer.file.into_inner().map_err(IntoInnerError::into_error)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(held)
}

/// A writer that also computes the fingerprint of what it writes.
struct Writer {
    file: BufWriter<NamedTempFile>,
    hasher: blake3::Hasher,
}

impl Writer {
    fn line(&mut self, line: &Line<'_>) -> io::Result<()> {
        serde_json::to_writer(&mut *self, line)?;
        self.write_all(b"\n")
    }
}

impl Write for Writer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
