//! The outcome of a record, and of each of its documents.

use std::collections::HashSet;
use std::path::PathBuf;
use std::time::Duration;

use byline_core::diagnostic::Diagnostic;
use byline_core::model::{Language, Slug};
use byline_core::project::Format;
use serde::{Deserialize, Serialize};

use crate::plan::Job;
use crate::provenance::BuildEntry;

/// The outcome of a record.
#[derive(Debug)]
pub struct Outcome {
    /// The record's id.
    pub record: Slug,
    /// The documents that were made.
    pub artifacts: Vec<Artifact>,
    /// The number of documents that could be made, after an examination.
    pub sound: usize,
    /// The number of documents that could not be made.
    pub failed: usize,
    /// All findings, including errors.
    pub findings: Vec<Diagnostic>,
}

impl Outcome {
    pub(crate) fn new(job: &Job) -> Self {
        let record = job.record.id.clone();
        Self { record, artifacts: vec![], sound: 0, failed: 0, findings: vec![] }
    }

    /// Adds the outcome of further documents of the same record.
    pub(crate) fn add(&mut self, other: Self) {
        self.artifacts.extend(other.artifacts);
        self.sound += other.sound;
        self.failed += other.failed;
        self.report(other.findings);
    }

    /// Adds findings, skipping duplicates: two templates report the same character of a record,
    /// and a name is the same in several languages.
    pub(crate) fn report(&mut self, findings: Vec<Diagnostic>) {
        let mut reported: HashSet<_> = self.findings.iter().map(Diagnostic::fingerprint).collect();
        let new = findings.into_iter().filter(|finding| reported.insert(finding.fingerprint()));
        self.findings.extend(new);
    }
}

/// A document that was made.
#[derive(Debug, Serialize, Deserialize)]
pub struct Artifact {
    /// The template that it was made with.
    pub template: Slug,
    /// Its format.
    pub format: Format,
    /// The language of its readers, if the run specified one.
    pub language: Option<Language>,
    /// The path that it was written to, or would be written to in a check.
    pub path: PathBuf,
    /// Its number of pages, if its format has pages.
    pub pages: Option<usize>,
    /// Its size in bytes.
    pub bytes: usize,
    /// How long it took; for the first document, this includes reading the record.
    pub time: Duration,
    /// Its entry for the build state; `None` if it was not written.
    pub made: Option<BuildEntry>,
}
