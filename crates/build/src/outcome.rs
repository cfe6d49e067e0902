//! What became of a record, and of each of its documents.

use std::path::PathBuf;
use std::time::Duration;

use byline_core::diagnostic::Diagnostic;
use byline_core::model::{Language, Slug};
use byline_core::project::Format;
use serde::{Deserialize, Serialize};

use crate::plan::Job;
use crate::state::Made;

/// What became of a record.
#[derive(Debug)]
pub struct Outcome {
    /// The record's id.
    pub record: Slug,
    /// The documents that were made.
    pub artifacts: Vec<Artifact>,
    /// The number of documents that nothing stands in the way of, after a mere examination.
    pub sound: usize,
    /// The number of documents that could not be made.
    pub failed: usize,
    /// Everything found, errors among it.
    pub findings: Vec<Diagnostic>,
}

impl Outcome {
    pub(crate) fn new(job: &Job) -> Self {
        let record = job.record.id.clone();
        Self { record, artifacts: vec![], sound: 0, failed: 0, findings: vec![] }
    }

    /// Adds what became of further documents of the same record.
    pub(crate) fn add(&mut self, other: Self) {
        self.artifacts.extend(other.artifacts);
        self.sound += other.sound;
        self.failed += other.failed;
        self.report(other.findings);
    }

    /// Adds findings, each once: two templates stumble over the same character of a record,
    /// and a name is the same in several languages.
    pub(crate) fn report(&mut self, findings: Vec<Diagnostic>) {
        for finding in findings {
            if !self.findings.contains(&finding) {
                self.findings.push(finding);
            }
        }
    }
}

/// A document that was made.
#[derive(Debug, Serialize, Deserialize)]
pub struct Artifact {
    /// The template that it was made with.
    pub template: Slug,
    /// Its format.
    pub format: Format,
    /// The language of its readers, if one was asked for.
    pub language: Option<Language>,
    /// Where it was written, or would have been in a mere check.
    pub path: PathBuf,
    /// Its number of pages, if its format has pages.
    pub pages: Option<usize>,
    /// Its size in bytes.
    pub bytes: usize,
    /// How long it took, the reading of the record included for the first.
    pub time: Duration,
    /// What it was made from; none if it was not written.
    pub made: Option<Made>,
}
