//! The records and documents that an open session keeps until a file changes that they
//! depend on.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use byline_core::model::{Language, Slug};
use byline_core::project::{RecordFile, RecordKind};

use crate::changes::{Changes, real};
use crate::pipeline::{Composed, Read};
use crate::plan::Planned;
use crate::shared::Shared;

/// The largest number of documents that are kept. Somebody who edits looks at a few; a page
/// takes some hundred kilobytes.
const MAX_DOCUMENTS: usize = 64;

/// What an open session keeps.
#[derive(Default)]
pub(crate) struct Kept {
    records: Mutex<BTreeMap<Slug, Record>>,
    documents: Mutex<BTreeMap<Key, KeptDocument>>,
}

/// A record that was read.
struct Record {
    file: RecordFile,
    /// Its files and pictures.
    files: Vec<PathBuf>,
    read: Arc<Read>,
}

/// A document: the record's id, the template, the language.
type Key = (Slug, Slug, Option<Language>);

/// A document that was laid out, and what it was laid out of.
struct KeptDocument {
    read: Arc<Read>,
    composed: Arc<Composed>,
}

impl Kept {
    /// Returns a record as it was read before, or reads it.
    pub(crate) fn read(&self, file: &RecordFile, read: impl FnOnce() -> Read) -> Arc<Read> {
        if let Some(known) = lock(&self.records).get(&file.id).filter(|known| known.file == *file) {
            return Arc::clone(&known.read);
        }
        let read = Arc::new(read());
        let own = [&file.path].into_iter().chain(file.translations.iter().map(|file| &file.path));
        let pictures = read.consulted.pictures.keys().cloned();
        let files = own.map(|path| real(path)).chain(pictures).collect();
        let record = Record { file: file.clone(), files, read: Arc::clone(&read) };
        lock(&self.records).insert(file.id.clone(), record);
        read
    }

    /// Returns a document as it was laid out before, or lays it out.
    pub(crate) fn compose(
        &self,
        read: &Arc<Read>,
        planned: &Planned,
        shared: &Shared,
        compose: impl FnOnce() -> Option<Composed>,
    ) -> Option<Arc<Composed>> {
        let id = read.content.as_ref()?.id().clone();
        let template = shared.templates[planned.template].name.clone();
        let key = (id, template, planned.language.clone());
        if let Some(known) = lock(&self.documents).get(&key)
            && Arc::ptr_eq(&known.read, read)
        {
            return Some(Arc::clone(&known.composed));
        }
        let composed = Arc::new(compose()?);
        let mut documents = lock(&self.documents);
        if documents.len() >= MAX_DOCUMENTS {
            documents.clear();
        }
        let document = KeptDocument { read: Arc::clone(read), composed: Arc::clone(&composed) };
        documents.insert(key, document);
        Some(composed)
    }

    /// Returns what is left after some changes.
    pub(crate) fn after(self, changes: &Changes, before: &Shared, now: &Shared) -> Self {
        let mut records = self.records.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut documents = self.documents.into_inner().unwrap_or_else(PoisonError::into_inner);
        // The checks depend on a language's words.
        if !Arc::ptr_eq(&before.locales, &now.locales) {
            return Self::default();
        }
        let files: BTreeMap<Slug, RecordFile> =
            now.records().0.iter().map(|file| (file.id.clone(), file.clone())).collect();
        let directory_changed = !Arc::ptr_eq(&before.directory, &now.directory);
        // Without an issue, nobody has looked at all records.
        let has_issue = records.values().any(|record| record.file.kind == RecordKind::Issue);
        let names = |shared: &Shared| shared.archive.names(&shared.project, &shared.texts);
        let names_changed = has_issue && names(before) != names(now);
        let choice_changed = has_issue && before.choice() != now.choice();
        let mut changed: BTreeSet<Slug> = BTreeSet::new();
        records.retain(|id, record| {
            let same = files.get(id) == Some(&record.file)
                && !record.files.iter().any(|file| changes.touch(file))
                && !(directory_changed && record.read.asks_directory());
            if !same {
                changed.insert(id.clone());
            }
            same
        });
        // A story need not have been read for its own documents.
        changed.extend(files.values().filter(|file| touched(file, changes)).map(|f| f.id.clone()));
        records.retain(|_, record| {
            let Read { content, consulted, .. } = &*record.read;
            // What keeps an issue from being read may be in any of its stories.
            let dropped = names_changed
                || choice_changed && consulted.chose
                || content.is_none() && !changed.is_empty()
                || consulted.stories.keys().any(|id| changed.contains(id));
            record.file.kind != RecordKind::Issue || !dropped
        });
        let fonts_changed = !Arc::ptr_eq(&before.fonts, &now.fonts);
        // The ending of a report's file is printed in other documents.
        let report_changed = before.report != now.report;
        documents.retain(|(_, name, _), document| {
            let of = |shared: &Shared| {
                shared.templates.iter().find(|template| template.name == *name).map(Arc::clone)
            };
            let template = of(before).zip(of(now));
            let same = template.is_some_and(|(before, now)| Arc::ptr_eq(&before, &now));
            let current = records.values().any(|record| Arc::ptr_eq(&record.read, &document.read));
            same && current && !fonts_changed && !report_changed
        });
        Self { records: Mutex::new(records), documents: Mutex::new(documents) }
    }
}

/// Returns whether one of a record's own files changed.
fn touched(file: &RecordFile, changes: &Changes) -> bool {
    let translations = file.translations.iter().map(|file| &file.path);
    [&file.path].into_iter().chain(translations).any(|path| changes.touch(&real(path)))
}

/// A thread that panicked with it in hand was at most about to add one.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
