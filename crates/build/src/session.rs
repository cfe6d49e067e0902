//! A session: what the documents of a project share, and what is kept of them.
//!
//! A batch is one use of it: it is opened, builds, and is gone. An editor keeps one open for
//! days and says which files changed; the session then drops what depended on them, and
//! nothing else.

use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use byline_core::diagnostic::Diagnostic;
use byline_core::project::{Project, RecordFile};

use crate::changes::Changes;
use crate::kept::Kept;
use crate::load;
use crate::pipeline::{self, Composed, Read};
use crate::plan::Planned;
use crate::shared::{Request, Shared};
use crate::texts::Texts;

/// Everything that documents share, and the records and documents that are kept.
pub struct Session {
    shared: Shared,
    /// Records and documents that are kept until a file changes; none in a batch.
    kept: Option<Kept>,
    /// Changes that could not be taken up, because what is there now is wrong.
    pending: Vec<PathBuf>,
}

impl Deref for Session {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.shared
    }
}

impl Session {
    /// Opens a session for one run. It keeps no record and no document.
    ///
    /// # Errors
    /// Every template that is not there, and everything that is wrong in the parts that
    /// documents share.
    pub fn new(project: &Project, request: Request) -> Result<Self, Vec<Diagnostic>> {
        let project = Arc::new(project.clone());
        let shared = Shared::load(project, vec![], request, Texts::default(), None)?;
        Ok(Self { shared, kept: None, pending: vec![] })
    }

    /// Opens a session that stays open, on the project in a folder.
    ///
    /// # Errors
    /// As [`Session::new`], and every problem of the project file.
    pub fn open(root: &Path, request: Request) -> Result<Self, Vec<Diagnostic>> {
        let texts = Texts::default();
        let (project, files) = load::project_from(root, &texts)?;
        let shared = Shared::load(Arc::new(project), files, request, texts, None)?;
        Ok(Self { shared, kept: Some(Kept::default()), pending: vec![] })
    }

    /// Takes a text in place of a file's, as somebody edits it; with none, the file counts
    /// again.
    ///
    /// # Errors
    /// As [`Session::update`].
    pub fn edit(&mut self, path: &Path, text: Option<&str>) -> Result<(), Vec<Diagnostic>> {
        self.shared.texts.set(path, text);
        self.update([path.to_owned()])
    }

    /// Takes up that files changed, appeared or are gone: drops what depended on them, and
    /// nothing else. Fonts of the system are looked up once.
    ///
    /// # Errors
    /// What is wrong in the parts that documents share, as [`Session::open`] would say it. The
    /// session is then as it was, and takes the changes up with the next ones.
    pub fn update(
        &mut self,
        changed: impl IntoIterator<Item = PathBuf>,
    ) -> Result<(), Vec<Diagnostic>> {
        self.pending.extend(changed);
        let changes = Changes::new(self.pending.iter().cloned());
        let now = &self.shared;
        let (texts, request) = (now.texts.clone(), now.request.clone());
        let next = if now.project_files.iter().any(|file| changes.touch(file)) {
            let (project, files) = load::project_from(&now.project.root, &texts)?;
            let next = Shared::load(Arc::new(project), files, request, texts, None)?;
            self.kept = self.kept.take().map(|_| Kept::default());
            next
        } else {
            let (project, files) = (Arc::clone(&now.project), now.project_files.clone());
            let next = Shared::load(project, files, request, texts, Some((now, &changes)))?;
            self.kept = self.kept.take().map(|kept| kept.after(&changes, now, &next));
            next
        };
        self.shared = next;
        self.pending.clear();
        Ok(())
    }

    /// Reads a record, looks at its pictures and checks the event.
    pub fn read(&self, record: &RecordFile) -> Arc<Read> {
        let read = || pipeline::read(record, self, None);
        match &self.kept {
            Some(kept) => kept.read(record, read),
            None => Arc::new(read()),
        }
    }

    /// Does the same, and looks at the pixels of the pictures, too.
    pub(crate) fn read_pixels(&self, record: &RecordFile) -> Read {
        pipeline::read(record, self, Some(&self.darkroom))
    }

    /// Lays out one of a record's documents. None if the record has errors.
    pub fn compose(&self, read: &Arc<Read>, planned: &Planned) -> Option<Arc<Composed>> {
        let compose = || pipeline::compose(read, planned, self);
        match &self.kept {
            Some(kept) => kept.compose(read, planned, self, compose),
            None => compose().map(Arc::new),
        }
    }
}
