//! What a run says, whatever the format.

use std::io;
use std::path::Path;

use crate::batch::Artifact;
use crate::diagnostic::{Diagnostic, Level};
use crate::event::Slug;
use crate::project::Project;
use crate::template::Template;

/// One way of printing what a run says.
pub(super) trait Printer {
    /// The run will make so many documents.
    fn start(&mut self, documents: usize);

    /// Something was found.
    fn finding(&mut self, finding: &Diagnostic) -> io::Result<()>;

    /// A document of a record was made, or checked.
    fn artifact(&mut self, record: &Slug, artifact: &Artifact, verb: Made) -> io::Result<()>;

    /// So many documents of a record could not be made.
    fn failed(&mut self, documents: usize);

    /// A template that the project can use.
    fn template(&mut self, template: &Template, project: &Project) -> io::Result<()>;

    /// Somebody, and where they appear.
    fn person(&mut self, name: &str, appearances: &[Appearance]) -> io::Result<()>;

    /// The run is over.
    fn summary(&mut self, summary: &Summary) -> io::Result<()>;
}

/// A path as people write it: without the dot of the current folder.
pub(super) fn shown(path: &Path) -> String {
    path.strip_prefix(".").unwrap_or(path).display().to_string()
}

/// Somebody in a record: what they did there, and what they were called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Appearance {
    /// The record's id.
    pub(super) record: String,
    /// What they did.
    pub(super) role: &'static str,
    /// Their title and affiliation.
    pub(super) called: String,
}

/// What was done with documents.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Made {
    Built,
    Checked,
}

/// The sum of a run.
pub(super) struct Summary {
    /// What was done with documents.
    pub(super) verb: Made,
    /// How many documents were made.
    pub(super) made: usize,
    /// How many could not be made.
    pub(super) failed: usize,
    /// How many findings were errors.
    pub(super) errors: usize,
    /// How many findings were warnings.
    pub(super) warnings: usize,
    /// How many findings were only worth knowing.
    pub(super) information: usize,
}

impl Summary {
    pub(super) fn new(verb: Made) -> Self {
        Self { verb, made: 0, failed: 0, errors: 0, warnings: 0, information: 0 }
    }

    /// Counts a finding.
    pub(super) fn count(&mut self, finding: &Diagnostic) {
        match finding.level() {
            Level::Error => self.errors += 1,
            Level::Warning => self.warnings += 1,
            Level::Information => self.information += 1,
        }
    }
}
