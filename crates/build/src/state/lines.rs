//! The build state as lines of text: written atomically, validated when read.
//!
//! Each line is JSON: first settings and materials, then the documents, which refer to them by
//! number, and finally a fingerprint of all lines. A file that does not match its fingerprint,
//! or that has a line byline cannot read, is ignored: the only cost is a full build.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ffi::OsStr;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::BuiltDocument;
use super::file_fingerprints::{FileFingerprints, KnownFiles};
use super::setting::Setting;
use crate::provenance::Materials;
use byline_core::file::ReadError;
use byline_core::fingerprint::Fingerprint;
use byline_core::folder::{Folder, TemporaryFile};
use byline_core::model::{Language, Slug};
use byline_core::stamp::Stamp;

/// The identifier in the first line.
const FORMAT: &str = "byline state 2";

/// The maximum length of a line in bytes: enough for a record with a hundred thousand pictures.
const MAX_LINE: u64 = 16 << 20;

/// The results of earlier runs.
#[derive(Default)]
pub(super) struct SavedState {
    pub(super) documents: BTreeMap<String, BuiltDocument>,
    pub(super) summaries: BTreeMap<Fingerprint, Fingerprint>,
    pub(super) seen: KnownFiles,
}

/// The reason why a file could not be read.
#[derive(Debug)]
pub(super) enum StateReadError {
    /// It is missing, too large or not a regular file, or the system reported an error.
    File(ReadError),
    /// Another version of byline wrote it, in another format.
    OtherVersion,
    /// It is damaged: byline did not write it like this.
    Damaged,
}

/// Reads a file of at most `room` bytes, and returns its fingerprint as well. Its size is taken
/// off `room`.
pub(super) fn read(
    folder: &Folder,
    name: &OsStr,
    room: &mut u64,
) -> Result<(SavedState, Fingerprint), StateReadError> {
    let (file, metadata) = folder.file(name, *room).map_err(StateReadError::File)?;
    *room = room.saturating_sub(metadata.len());
    let mut lines = Lines::new(file);
    match lines.next().flatten() {
        Some(Line::State(format)) if format == FORMAT => {}
        Some(Line::State(_)) => return Err(StateReadError::OtherVersion),
        _ => return Err(StateReadError::Damaged),
    }
    read_rest(lines).ok_or(StateReadError::Damaged)
}

/// Reads the lines after the first; `None` if one of them is not as byline wrote it.
fn read_rest(mut lines: Lines<impl Read>) -> Option<(SavedState, Fingerprint)> {
    let mut content = SavedState::default();
    let (mut settings, mut materials) = (Vec::new(), Vec::new());
    while let Some(line) = lines.next()? {
        match line {
            Line::State(_) => return None,
            Line::Setting(setting) => settings.push(Arc::new(setting.into_owned())),
            Line::Materials(made) => materials.push(Arc::new(made.into_owned())),
            Line::Document(written) => {
                let document = BuiltDocument {
                    record: written.record.into_owned(),
                    template: written.template.into_owned(),
                    language: written.language.map(Cow::into_owned),
                    listed: written.listed,
                    fingerprint: written.fingerprint,
                    time: written.time,
                    warnings: written.warnings,
                    setting: Arc::clone(settings.get(written.setting)?),
                    materials: Arc::clone(materials.get(written.materials)?),
                    fresh: false,
                };
                content.documents.insert(written.path.into_owned(), document);
            }
            Line::Glance(record, summary) => {
                content.summaries.insert(record, summary);
            }
            Line::Seen(path, stamp, held) => {
                content.seen.insert(path, (stamp, held));
            }
        }
    }
    Some((content, lines.hasher.finalize().into()))
}

/// Writes a file atomically, and returns its fingerprint.
pub(super) fn write<'a>(
    folder: &Folder,
    name: &OsStr,
    documents: impl Iterator<Item = (&'a String, &'a BuiltDocument)>,
    summaries: &BTreeMap<Fingerprint, Fingerprint>,
    seen: &FileFingerprints,
) -> io::Result<Fingerprint> {
    let file = BufWriter::new(folder.temporary()?);
    let mut writer = Writer { file, hasher: blake3::Hasher::new() };
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
        writer.line(&Line::Document(DocumentLine {
            path: path.into(),
            record: Cow::Borrowed(&document.record),
            template: Cow::Borrowed(&document.template),
            language: document.language.as_ref().map(Cow::Borrowed),
            listed: document.listed,
            fingerprint: document.fingerprint,
            time: document.time,
            warnings: document.warnings,
            setting,
            materials: number,
        }))?;
    }
    for (record, summary) in summaries {
        writer.line(&Line::Glance(*record, *summary))?;
    }
    let lines = seen.read_all(|known| {
        known
            .iter()
            .try_for_each(|(path, (stamp, held))| writer.line(&Line::Seen(*path, *stamp, *held)))
    });
    lines.unwrap_or(Ok(()))?;
    let seal = Fingerprint::from(writer.hasher.finalize());
    writeln!(writer, "{seal}")?;
    let held = writer.hasher.finalize().into();
    writer.flush()?;
    let (file, _) = writer.file.into_parts();
    file.as_file().sync_all()?;
    file.persist(name)?;
    Ok(held)
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Line<'a> {
    State(Cow<'a, str>),
    Setting(Cow<'a, Setting>),
    Materials(Cow<'a, Materials>),
    Document(DocumentLine<'a>),
    Glance(Fingerprint, Fingerprint),
    Seen(u64, Stamp, Fingerprint),
}

/// A document; setting and materials are given by number.
#[derive(Serialize, Deserialize)]
struct DocumentLine<'a> {
    path: Cow<'a, str>,
    record: Cow<'a, Slug>,
    template: Cow<'a, Slug>,
    language: Option<Cow<'a, Language>>,
    #[serde(default)]
    listed: bool,
    fingerprint: Fingerprint,
    time: u32,
    warnings: u32,
    setting: usize,
    materials: usize,
}

/// The lines of a state that is being read.
struct Lines<R> {
    reader: BufReader<R>,
    /// Hashes everything that was read.
    hasher: blake3::Hasher,
    line: Vec<u8>,
}

impl<R: Read> Lines<R> {
    fn new(file: R) -> Self {
        let (hasher, line) = (blake3::Hasher::new(), Vec::new());
        Self { reader: BufReader::new(file), hasher, line }
    }

    /// Returns the next line, or `Some(None)` after the last one, which must be the fingerprint of
    /// those before it. Returns `None` for anything that byline has not written.
    #[expect(clippy::option_option, reason = "a file that is damaged differs from one that ends")]
    fn next(&mut self) -> Option<Option<Line<'static>>> {
        self.line.clear();
        self.reader.by_ref().take(MAX_LINE).read_until(b'\n', &mut self.line).ok()?;
        let line = self.line.strip_suffix(b"\n")?;
        let sound = line.starts_with(b"{") || {
            let seal = Fingerprint::from(self.hasher.finalize()).to_string();
            let ended = self.reader.fill_buf().is_ok_and(<[u8]>::is_empty);
            ended && line == seal.as_bytes()
        };
        self.hasher.update(&self.line);
        match line {
            _ if !sound => None,
            [b'{', ..] => serde_json::from_slice(line).ok().map(Some),
            _ => Some(None),
        }
    }
}

/// A writer that also computes the fingerprint of what it writes.
struct Writer<'a> {
    file: BufWriter<TemporaryFile<'a>>,
    hasher: blake3::Hasher,
}

impl Writer<'_> {
    fn line(&mut self, line: &Line<'_>) -> io::Result<()> {
        serde_json::to_writer(&mut *self, line)?;
        self.write_all(b"\n")
    }
}

impl Write for Writer<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
