//! The records and documents that an open session caches until a file that they depend on
//! changes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use byline_core::model::{Language, Slug};
use byline_core::parse::Dependencies;
use byline_core::project::{RecordFile, RecordKind};

use crate::changes::{Changes, real};
use crate::pipeline::{CheckedRecord, Composed};
use crate::plan::Planned;
use crate::reading::ReadingContext;
use crate::shared::Shared;

/// The maximum number of cached documents. An editor shows only a few at a time, and a page
/// takes a few hundred kilobytes.
const MAX_DOCUMENTS: usize = 64;

/// The cache of an open session.
#[derive(Default)]
pub(crate) struct SessionCache {
    records: Mutex<BTreeMap<Slug, CachedRecord>>,
    documents: Mutex<BTreeMap<Key, CachedDocument>>,
}

/// A cached record.
struct CachedRecord {
    file: RecordFile,
    /// The record's files and pictures, as real paths.
    files: Vec<PathBuf>,
    read: Arc<CheckedRecord>,
}

/// The key of a document: the record's id, the template and the language.
type Key = (Slug, Slug, Option<Language>);

/// A document's layout, and the record that it was made from, which may be an earlier one.
struct CachedDocument {
    read: Arc<CheckedRecord>,
    composed: Arc<Composed>,
}

impl SessionCache {
    /// Returns a record from the cache, or reads it.
    pub(crate) fn read(
        &self,
        file: &RecordFile,
        read: impl FnOnce() -> CheckedRecord,
    ) -> Arc<CheckedRecord> {
        if let Some(known) = lock(&self.records).get(&file.id).filter(|known| known.file == *file) {
            return Arc::clone(&known.read);
        }
        let read = Arc::new(read());
        let own = [&file.path].into_iter().chain(file.translations.iter().map(|file| &file.path));
        let pictures = read.dependencies.pictures.keys().cloned();
        let files = own.map(|path| real(path)).chain(pictures).collect();
        let record = CachedRecord { file: file.clone(), files, read: Arc::clone(&read) };
        lock(&self.records).insert(file.id.clone(), record);
        read
    }

    /// Returns a document's layout from the cache, or lays it out, given an earlier layout. If it is
    /// quick, the layout need not be exact.
    pub(crate) fn compose(
        &self,
        read: &Arc<CheckedRecord>,
        planned: &Planned,
        shared: &Shared,
        is_quick: bool,
        compose: impl FnOnce(Option<&Composed>) -> Option<Composed>,
    ) -> Option<Arc<Composed>> {
        let id = read.content.as_ref()?.id().clone();
        let template = shared.templates[planned.template].name.clone();
        let key = (id, template, planned.language.clone());
        let mut before = None;
        if let Some(known) = lock(&self.documents).get(&key) {
            if Arc::ptr_eq(&known.read, read) && (known.composed.is_exact || is_quick) {
                return Some(Arc::clone(&known.composed));
            }
            before = Some(Arc::clone(&known.composed));
        }
        let composed = Arc::new(compose(before.as_deref())?);
        let mut documents = lock(&self.documents);
        if documents.len() >= MAX_DOCUMENTS {
            documents.clear();
        }
        let (read, of_document) = (Arc::clone(read), Arc::clone(&composed));
        let document = CachedDocument { read, composed: of_document };
        documents.insert(key, document);
        Some(composed)
    }

    /// Returns the entries that are still valid after some changes.
    pub(crate) fn after(self, changes: &Changes, before: &Shared, now: &Shared) -> Self {
        let mut records = self.records.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut documents = self.documents.into_inner().unwrap_or_else(PoisonError::into_inner);
        // The editorial checks depend on a language's words.
        if !Arc::ptr_eq(&before.locales, &now.locales) {
            return Self::default();
        }
        let directory_changed = !Arc::ptr_eq(&before.directory, &now.directory);
        // Only issues and links depend on other records.
        let has_issue = records.values().any(|record| record.file.kind == RecordKind::Issue);
        let has_link = records.values().any(|record| record.read.dependencies.linked);
        let names = |shared: &Shared| shared.archive.names(&shared.project, &shared.texts);
        let names_changed = (has_issue || has_link) && names(before) != names(now);
        let choice_changed = has_issue && before.choice() != now.choice();
        let mut changed: BTreeSet<Slug> = BTreeSet::new();
        records.retain(|id, record| {
            let same = now.archive.file(&now.project, id) == Some(&record.file)
                && !record.files.iter().any(|file| changes.touch(file))
                && !(directory_changed && record.read.asks_directory());
            if !same {
                changed.insert(id.clone());
            }
            same
        });
        // A story may have changed without having been read for its own documents.
        let touched = now.archive.touched(changes, &now.project);
        changed.extend(touched.map(|file| file.id.clone()));
        records.retain(|_, record| {
            let CheckedRecord { content, dependencies, .. } = &*record.read;
            let is_issue = record.file.kind == RecordKind::Issue;
            // What keeps an issue from being read may be in any of its stories.
            let dropped = names_changed
                || choice_changed && dependencies.chose
                || content.is_none() && !changed.is_empty()
                || dependencies.stories.keys().any(|id| changed.contains(id))
                || has_other_editions(dependencies, &changed, now);
            !((is_issue || dependencies.linked) && dropped)
        });
        // Other documents print the file name of a report, including its extension.
        let report_changed = before.report != now.report;
        documents.retain(|(id, name, _), _| {
            let of = |shared: &Shared| {
                shared.templates.iter().find(|template| template.name == *name).map(Arc::clone)
            };
            let template = of(before).zip(of(now));
            let same = template.is_some_and(|(before, now)| Arc::ptr_eq(&before, &now));
            same && !report_changed && now.archive.file(&now.project, id).is_some()
        });
        Self { records: Mutex::new(records), documents: Mutex::new(documents) }
    }
}

/// Returns whether records among those that changed say something else of earlier editions.
fn has_other_editions(dependencies: &Dependencies, changed: &BTreeSet<Slug>, now: &Shared) -> bool {
    let mut editions = dependencies.editions.iter().filter(|(id, _)| changed.contains(id));
    let context = ReadingContext::of(now);
    editions.any(|(id, then)| context.edition(id) != *then)
}

/// Locks a mutex. A poisoned one is usable: a thread that panicked was at most about to insert
/// an entry.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
