//! What a run says, whatever the format.

use std::io;
use std::path::Path;

use byline_build::{Artifact, Outcome, Reason, Translation};
use byline_core::diagnostic::{Diagnostic, Level};
use byline_core::model::Slug;
use byline_core::project::Project;
use byline_render::compose::ScriptFonts;
use byline_render::template::Template;

/// One way of printing what a run says.
pub(crate) trait Printer {
    /// The run will make so many documents.
    fn start(&mut self, documents: usize);

    /// Why a document is made.
    fn reasons(&mut self, path: &Path, reasons: &[Reason]) -> io::Result<()>;

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

    /// How far a record is translated.
    fn translation(&mut self, record: &Slug, translation: &Translation) -> io::Result<()>;

    /// A script, and the family that serves it; and whether that is one of the system.
    fn script(&mut self, script: &ScriptFonts, family: Option<(String, bool)>) -> io::Result<()>;

    /// The run is over.
    fn summary(&mut self, summary: &Summary) -> io::Result<()>;
}

/// A path as people write it: without the dot of the current folder.
pub(crate) fn shown(path: &Path) -> String {
    path.strip_prefix(".").unwrap_or(path).display().to_string()
}

/// Somebody in a record: what they did there, and what they were called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Appearance {
    /// The record's id.
    pub(crate) record: String,
    /// What they did.
    pub(crate) role: &'static str,
    /// Their title and affiliation.
    pub(crate) called: String,
}

/// What was done with documents.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Made {
    Built,
    Checked,
}

/// How many failures a summary tells of: as many as fit on a screen.
const MOST_FAILURES: usize = 20;

/// A record of which something could not be made, and where to look first.
pub(crate) struct Failure {
    /// The record's id.
    pub(crate) record: String,
    /// How many of its documents could not be made.
    pub(crate) documents: usize,
    /// File, line and column of the first error.
    pub(crate) place: Option<String>,
    /// What the first error says.
    pub(crate) error: String,
    /// How many errors follow.
    pub(crate) more: usize,
}

/// The sum of a run.
pub(crate) struct Summary {
    /// What was done with documents.
    pub(crate) verb: Made,
    /// How many documents were made.
    pub(crate) made: usize,
    /// How many could not be made.
    pub(crate) failed: usize,
    /// How many were there already, and are as they should be.
    pub(crate) current: usize,
    /// How many were not begun, for the run was stopped.
    pub(crate) left: usize,
    /// How many are left of records and templates that are gone.
    pub(crate) stale: usize,
    /// The first records of which something could not be made.
    pub(crate) failures: Vec<Failure>,
    /// How many such records there are.
    pub(crate) failing: usize,
    /// How many findings were errors.
    pub(crate) errors: usize,
    /// How many findings were warnings.
    pub(crate) warnings: usize,
    /// How many warnings there were when those that are current were made.
    pub(crate) known_warnings: usize,
    /// How many findings were only worth knowing.
    pub(crate) information: usize,
}

impl Summary {
    pub(crate) fn new(verb: Made) -> Self {
        Self {
            verb,
            made: 0,
            failed: 0,
            current: 0,
            left: 0,
            stale: 0,
            failures: vec![],
            failing: 0,
            errors: 0,
            warnings: 0,
            known_warnings: 0,
            information: 0,
        }
    }

    /// Notes a record of which something could not be made.
    pub(crate) fn note(&mut self, outcome: &Outcome) {
        if outcome.failed == 0 {
            return;
        }
        self.failing += 1;
        if self.failures.len() == MOST_FAILURES {
            return;
        }
        let mut errors = outcome.findings.iter().filter(|f| f.level() == Level::Error);
        let first = errors.next();
        let place = first.and_then(|finding| finding.place.as_ref()).map(|place| {
            let (line, column) = place.line_column();
            format!("{}:{line}:{column}", place.source.name())
        });
        self.failures.push(Failure {
            record: outcome.record.to_string(),
            documents: outcome.failed,
            place,
            error: first.map(|finding| finding.message.clone()).unwrap_or_default(),
            more: errors.count(),
        });
    }

    /// Counts a finding.
    pub(crate) fn count(&mut self, finding: &Diagnostic) {
        match finding.level() {
            Level::Error => self.errors += 1,
            Level::Warning => self.warnings += 1,
            Level::Information => self.information += 1,
        }
    }
}
