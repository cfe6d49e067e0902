//! Makes the documents of a record in memory.

use std::path::PathBuf;
use std::time::Duration;

use byline_core::diagnostic::Diagnostic;
use byline_core::project::RecordFile;

use crate::make::produce;
use crate::plan::{Job, outputs};
use crate::session::Session;

impl Session {
    /// Makes the documents of one record in memory, and returns them with the findings. Nothing
    /// is written.
    pub fn documents(&self, record: &RecordFile) -> Documents {
        let outputs = outputs(record, self, &self.project.output_folder());
        let job = Job { record: record.clone(), outputs, cost: 0 };
        let mut documents = Vec::new();
        let outcome = produce(&job, self, |planned, provenance, bytes| {
            let files = provenance.files().map(str::to_owned).collect();
            documents.push(Document { path: planned.path.clone(), bytes: bytes.to_vec(), files });
            Ok((Duration::ZERO, None))
        });
        Documents { documents, findings: outcome.findings }
    }
}

/// A record's documents, with the findings.
#[derive(Debug, PartialEq, Eq)]
pub struct Documents {
    /// The documents that could be made.
    pub documents: Vec<Document>,
    /// All findings.
    pub findings: Vec<Diagnostic>,
}

/// A document in memory.
#[derive(Debug, PartialEq, Eq)]
pub struct Document {
    /// The path that a build would write it to.
    pub path: PathBuf,
    /// Its content.
    pub bytes: Vec<u8>,
    /// The names of the files that it depends on, as returned by [`Provenance::files`].
    ///
    /// [`Provenance::files`]: crate::Provenance::files
    pub files: Vec<String>,
}
