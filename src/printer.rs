//! What a run says, whatever the format.

use std::io;
use std::path::Path;

use crate::args::Format;
use byline_build::{Artifact, Outcome, Reason, Translation};
use byline_core::diagnostic::{Code, Diagnostic, Level};
use byline_core::model::Slug;
use byline_core::project::{Project, RecordFile};
use byline_core::scaffold::NewPhoto;
use byline_render::compose::ScriptFonts;
use byline_render::template::Template;

/// One way of printing what a run says. Nothing else in `cli` prints.
pub(crate) trait Printer {
    /// Returns the format, with which another thread makes its own printer.
    fn format(&self) -> Format;

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

    /// Reports what byline did with one of the user's files.
    fn file(&mut self, path: &Path, change: Change) -> io::Result<()>;

    /// Reports how many bytes of cache byline removed, or that there was none.
    fn cache(&mut self, folder: &Path, removed: Option<u64>) -> io::Result<()>;

    /// Reports that no document needs to be removed.
    fn nothing_stale(&mut self) -> io::Result<()>;

    /// Reports the photos of a folder that byline added to a record; there may be none.
    fn photos(&mut self, record: &RecordFile, folder: &Path, new: &[NewPhoto]) -> io::Result<()>;

    /// Reports the texts that somebody has to add to a translation by hand, by their keys.
    fn by_hand(&mut self, path: &Path, texts: &[String]) -> io::Result<()>;

    /// Reports how many parts byline merged, and how many documents it knows now.
    fn merged(&mut self, parts: usize, documents: usize) -> io::Result<()>;

    /// Reports the test of a template.
    fn proof(&mut self, proof: &Proof<'_>) -> io::Result<()>;

    /// Prints what the documentation says about a finding.
    fn explanation(&mut self, code: Code, text: &str) -> io::Result<()>;

    /// Prints what a template is given for a record, as Typst.
    fn sample(&mut self, template: &Slug, record: &Slug, text: &str) -> io::Result<()>;

    /// Prints the text of a file as it is, whatever the format.
    fn text(&mut self, text: &str) -> io::Result<()>;

    /// Suggests commands to run next.
    fn next(&mut self, commands: &[String]) -> io::Result<()>;

    /// Reports that the run was told to stop and ends.
    fn stopped(&mut self) -> io::Result<()>;

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

/// What byline did with a file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    Written,
    /// It existed already, and byline left it alone.
    Untouched,
    Removed,
    /// Somebody has changed it, so byline did not remove it.
    Kept,
}

/// The result of a template's test.
pub(crate) struct Proof<'a> {
    pub(crate) template: &'a Slug,
    pub(crate) pages: usize,
    /// Whether the pages were stored rather than compared.
    pub(crate) stored: bool,
    /// How many findings there were.
    pub(crate) findings: usize,
}

/// What was done with documents.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Made {
    Built,
    Checked,
}

/// How many failures a summary tells of: as many as fit on a screen.
const MAX_FAILURES: usize = 20;

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
        if self.failures.len() == MAX_FAILURES {
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
