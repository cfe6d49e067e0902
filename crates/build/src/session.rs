//! A session: the inputs that a project's documents share, and a cache of records and documents.
//!
//! A batch opens a session, builds and drops it. An editor keeps one open for days and reports
//! which files changed; the session then drops only what depends on them.

use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use byline_core::diagnostic::Diagnostic;
use byline_core::project::{Project, RecordFile};
use byline_image::DrawingConverter;
use byline_render::compose::Care;

use crate::changes::Changes;
use crate::load;
use crate::pipeline::{self, CheckedRecord, Composed};
use crate::plan::Planned;
use crate::session_cache::SessionCache;
use crate::shared::{Request, Shared};
use crate::texts::Texts;

/// A project's shared inputs, and its cached records and documents.
pub struct Session {
    shared: Shared,
    /// The cached records and documents, valid until a file changes; `None` in a batch.
    cache: Option<SessionCache>,
    /// Changes that could not be applied because the files have errors.
    pending: Vec<PathBuf>,
    /// Whether files may have appeared or gone among them.
    pending_files: bool,
}

impl Deref for Session {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.shared
    }
}

impl Session {
    /// Opens a session for one run. It caches no records or documents.
    ///
    /// # Errors
    /// Every missing template, and every error in the inputs that documents share.
    pub fn new(
        project: &Project,
        request: Request,
        converter: Arc<dyn DrawingConverter>,
    ) -> Result<Self, Vec<Diagnostic>> {
        let project = Arc::new(project.clone());
        let shared = Shared::load(project, vec![], request, Texts::default(), converter, None)?;
        Ok(Self { shared, cache: None, pending: vec![], pending_files: false })
    }

    /// Opens a long-lived session on the project in a folder.
    ///
    /// # Errors
    /// As [`Session::new`], and every problem in the project file.
    pub fn open(
        root: &Path,
        request: Request,
        converter: Arc<dyn DrawingConverter>,
    ) -> Result<Self, Vec<Diagnostic>> {
        let texts = Texts::default();
        let (project, files) = load::project_from(root, &texts, Some(&*converter))?;
        let shared = Shared::load(Arc::new(project), files, request, texts, converter, None)?;
        let shared = shared.keeping_pictures();
        let cache = Some(SessionCache::default());
        Ok(Self { shared, cache, pending: vec![], pending_files: false })
    }

    /// Replaces the text of a file with that of an editor; `None` restores the text on the disk.
    ///
    /// # Errors
    /// As [`Session::update`].
    pub fn edit(&mut self, path: &Path, text: Option<&str>) -> Result<(), Vec<Diagnostic>> {
        self.shared.texts.set(path, text);
        self.pending.push(path.to_owned());
        self.apply()
    }

    /// Forgets an editor's text of a file that the disk has by now. Nothing depends on it: the file
    /// is the same.
    pub fn release(&mut self, path: &Path) {
        self.shared.texts.set(path, None);
    }

    /// Applies changes to files: drops everything that depends on a file that was changed,
    /// created or removed, and nothing else. System fonts are looked up once only.
    ///
    /// # Errors
    /// Errors in the inputs that documents share, as reported by [`Session::open`]. The session
    /// then remains as it was, and applies the changes with the next ones.
    pub fn update(
        &mut self,
        changed: impl IntoIterator<Item = PathBuf>,
    ) -> Result<(), Vec<Diagnostic>> {
        self.pending.extend(changed);
        self.pending_files = true;
        self.apply()
    }

    fn apply(&mut self) -> Result<(), Vec<Diagnostic>> {
        let changes = Changes::new(self.pending.iter().cloned());
        let changes = if self.pending_files { changes } else { changes.of_texts() };
        let now = &self.shared;
        let (texts, request) = (now.texts.clone(), now.request.clone());
        let converter = Arc::clone(&now.converter);
        // Texts in drawings are outlined with the project's fonts when records are read.
        let all = now.project_files.iter().any(|file| changes.touch(file))
            || changes.touch_folder(&now.project.fonts_folder());
        let next = if all {
            let (project, files) =
                load::project_from(&now.project.root, &texts, Some(&*converter))?;
            let next = Shared::load(Arc::new(project), files, request, texts, converter, None)?;
            let next = next.keeping_pictures();
            self.cache = self.cache.take().map(|_| SessionCache::default());
            next
        } else {
            let (project, files) = (Arc::clone(&now.project), now.project_files.clone());
            let before = Some((now, &changes));
            let next = Shared::load(project, files, request, texts, converter, before)?;
            self.cache = self.cache.take().map(|cache| cache.after(&changes, now, &next));
            next
        };
        self.shared = next;
        self.pending.clear();
        self.pending_files = false;
        Ok(())
    }

    /// Reads a record, inspects its pictures and checks its event.
    pub fn read(&self, record: &RecordFile) -> Arc<CheckedRecord> {
        let read = || pipeline::read(record, self, None);
        match &self.cache {
            Some(cache) => cache.read(record, read),
            None => Arc::new(read()),
        }
    }

    /// Reads a record as [`Session::read`] does, and inspects the pixels of its pictures as
    /// well.
    pub(crate) fn read_pixels(&self, record: &RecordFile) -> CheckedRecord {
        pipeline::read(record, self, Some(&self.print_maker))
    }

    /// Lays out one of a record's documents. Returns `None` if the record has errors.
    pub fn compose(&self, read: &Arc<CheckedRecord>, planned: &Planned) -> Option<Arc<Composed>> {
        self.compose_with(read, planned, Care::Exact)
    }

    /// Lays out one of a record's documents with more or less care, as [`Session::compose`] does.
    pub(crate) fn compose_with(
        &self,
        read: &Arc<CheckedRecord>,
        planned: &Planned,
        care: Care<'_>,
    ) -> Option<Arc<Composed>> {
        let compose =
            |before: Option<&Composed>| pipeline::compose(read, planned, self, before, care);
        let is_quick = matches!(care, Care::Quick);
        match &self.cache {
            Some(cache) => cache.compose(read, planned, self, is_quick, compose),
            None => compose(None).map(Arc::new),
        }
    }
}
