//! The messages of a run, independent of their format.

use std::io;
use std::path::{Path, PathBuf};

use crate::message_settings::MessageSettings;
use byline_build::{Artifact, Outcome, Reason, Translation};
use byline_core::diagnostic::{Code, Diagnostic, Level};
use byline_core::message::{Message, message, plural};
use byline_core::model::Slug;
use byline_core::project::{Project, RecordFile};
use byline_core::scaffold::NewPhoto;
use byline_core::source::Place;
use byline_render::compose::ScriptFonts;
use byline_render::template::Template;

/// A printer of a run's messages. Nothing else in this crate prints.
///
/// Messages about what byline does cannot fail: if nobody can read them, byline still does its
/// work, and the exit code reports the result. The methods that return a result print what the
/// user asked for.
pub(crate) trait Printer {
    /// Returns the settings of messages, so that another thread can create its own printer.
    fn settings(&self) -> MessageSettings;

    /// Changes the settings of all further messages.
    fn set_settings(&mut self, settings: MessageSettings);

    /// Announces how many documents the run will make.
    fn start(&mut self, documents: usize);

    /// Reports why a document is made.
    fn reasons(&mut self, path: &Path, reasons: &[Reason]);

    /// Prints a finding.
    fn finding(&mut self, finding: &Diagnostic);

    /// Prints the findings about one record, or as many of them as its reader can use.
    fn findings(&mut self, findings: &[&Diagnostic]) {
        for finding in findings {
            self.finding(finding);
        }
    }

    /// Reports that a document of a record was made or checked.
    fn artifact(&mut self, record: &Slug, artifact: &Artifact, verb: Action);

    /// Reports how many documents of a record could not be made.
    fn failed(&mut self, documents: usize);

    /// Lists a template that the project can use.
    fn template(&mut self, template: &Template, project: &Project) -> io::Result<()>;

    /// Lists a person with all their appearances.
    fn person(&mut self, name: &str, appearances: &[Appearance]) -> io::Result<()>;

    /// Reports how far a record is translated.
    fn translation(&mut self, record: &Slug, translation: &Translation) -> io::Result<()>;

    /// Lists a script and the family that covers it, and whether that is a system font.
    fn script(&mut self, script: &ScriptFonts, family: Option<(String, bool)>) -> io::Result<()>;

    /// Reports what byline did with one of the user's files.
    fn file(&mut self, path: &Path, change: Change);

    /// Reports how many bytes of cache byline removed, or that there was none.
    fn cache(&mut self, folder: &Path, removed: Option<u64>);

    /// Reports that no document needs to be removed.
    fn nothing_stale(&mut self);

    /// Reports the photos of a folder that byline added to a record; there may be none.
    fn photos(&mut self, record: &RecordFile, folder: &Path, new: &[NewPhoto]);

    /// Reports the texts that somebody has to add to a translation by hand, by their keys.
    fn by_hand(&mut self, path: &Path, texts: &[String]);

    /// Reports how many parts byline merged, and how many documents the state now contains.
    fn merged(&mut self, parts: usize, documents: usize);

    /// Reports the test of a template.
    fn proof(&mut self, proof: &Proof<'_>);

    /// Prints what the documentation says about a finding.
    fn explanation(&mut self, code: Code) -> io::Result<()>;

    /// Lists the codes of findings, with what each means.
    fn codes(&mut self, codes: &[Code]) -> io::Result<()> {
        codes.iter().try_for_each(|code| self.explanation(*code))
    }

    /// Prints what a template is given for a record, as Typst.
    fn sample(&mut self, template: &Slug, record: &Slug, text: &str) -> io::Result<()>;

    /// Prints the text of a file as it is, whatever the format.
    fn text(&mut self, text: &str) -> io::Result<()>;

    /// Suggests what to do next: commands, or what to write.
    fn next(&mut self, steps: &[Message]);

    /// Announces the address of the desk.
    fn serving(&mut self, address: &str);

    /// Tells people something that is no finding.
    fn note(&mut self, message: &Message);

    /// Reports that the run was stopped.
    fn stopped(&mut self);

    /// Prints the summary of the run.
    fn summary(&mut self, summary: &Summary);
}

/// Formats a path for people: without the leading dot of the working directory.
pub(crate) fn shown(path: &Path) -> String {
    path.strip_prefix(".").unwrap_or(path).display().to_string()
}

/// A person's appearance in a record: their role there, and their title and affiliation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Appearance {
    /// The record's id.
    pub(crate) record: String,
    /// Their role.
    pub(crate) role: &'static str,
    /// Their title and affiliation.
    pub(crate) called: String,
}

/// An action of byline on a file.
#[derive(Clone, Copy, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub(crate) enum Change {
    Written,
    /// It existed already, and byline left it alone.
    Untouched,
    Removed,
    /// Somebody has changed it, so byline did not remove it.
    Kept,
    /// It is not in the output folder, so byline did not remove it.
    #[strum(serialize = "kept")]
    KeptElsewhere,
    /// It holds texts that are not saved, so byline did not remove it.
    #[strum(serialize = "kept")]
    KeptUnsaved,
    /// byline did not write it, so byline did not remove it.
    #[strum(serialize = "kept")]
    KeptForeign,
}

/// The result of a template's test.
pub(crate) struct Proof<'a> {
    pub(crate) template: &'a Slug,
    pub(crate) pages: usize,
    /// Whether the pages were stored rather than compared.
    pub(crate) stored: bool,
    /// The number of findings.
    pub(crate) findings: usize,
}

/// An action on documents.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Action {
    Built,
    Checked,
}

/// The maximum number of failures in a summary: as many as fit on a screen.
const MAX_FAILURES: usize = 20;

/// The maximum number of documents from earlier builds that a summary names.
const MAX_EARLIER: usize = 6;

/// A record with documents that could not be made, and its first error.
pub(crate) struct Failure {
    /// The record's id; for a file whose name cannot be one, its name without the extension.
    pub(crate) record: String,
    /// The number of its documents that could not be made.
    pub(crate) documents: usize,
    /// The file, line and column of the first error.
    pub(crate) place: Option<String>,
    /// The message of the first error.
    pub(crate) error: Message,
    /// The number of further errors.
    pub(crate) more: usize,
}

/// Returns the file, line and column of a finding.
fn place_of(finding: &Diagnostic) -> Option<String> {
    finding.place.as_ref().map(Place::to_string)
}

/// The summary of a run.
pub(crate) struct Summary {
    /// The action on documents.
    pub(crate) verb: Action,
    /// The number of documents that were made.
    pub(crate) made: usize,
    /// The number that could not be made.
    pub(crate) failed: usize,
    /// The number of records whose documents could all be made.
    pub(crate) sound_records: usize,
    /// The number of other records, and of files that cannot be records.
    pub(crate) failed_records: usize,
    /// The number that were up to date.
    pub(crate) current: usize,
    /// The number that were not started because the run was stopped.
    pub(crate) left: usize,
    /// The number left over from records and templates that no longer exist.
    pub(crate) stale: usize,
    /// The documents that could not be made, but exist as an earlier build left them.
    pub(crate) earlier: Vec<PathBuf>,
    /// The first records with documents that could not be made.
    pub(crate) failures: Vec<Failure>,
    /// The total number of such records.
    pub(crate) failing: usize,
    /// The number of records that were tried, those that failed included.
    pub(crate) records: usize,
    /// The number of errors.
    pub(crate) errors: usize,
    /// The number of warnings.
    pub(crate) warnings: usize,
    /// The number of warnings when the documents that are up to date were made.
    pub(crate) known_warnings: usize,
    /// The number of informative findings.
    pub(crate) information: usize,
}

impl Summary {
    pub(crate) fn new(verb: Action) -> Self {
        Self {
            verb,
            made: 0,
            failed: 0,
            sound_records: 0,
            failed_records: 0,
            current: 0,
            left: 0,
            stale: 0,
            earlier: vec![],
            failures: vec![],
            failing: 0,
            records: 0,
            errors: 0,
            warnings: 0,
            known_warnings: 0,
            information: 0,
        }
    }

    /// Counts a record, and notes it if any of its documents could not be made.
    pub(crate) fn note(&mut self, outcome: &Outcome) {
        self.records += 1;
        if outcome.failed == 0 {
            self.sound_records += 1;
            return;
        }
        self.failed_records += 1;
        let mut errors = outcome.findings.iter().filter(|f| f.level() == Level::Error);
        let first = errors.next();
        self.fail(|| Failure {
            record: outcome.record.to_string(),
            documents: outcome.failed,
            place: first.and_then(place_of),
            error: first.map_or_else(|| Message::verbatim(""), |finding| finding.message.clone()),
            more: errors.count(),
        });
    }

    /// Counts and notes a file that cannot be a record, with the documents that it would have.
    /// Does nothing if there is no such file.
    pub(crate) fn refuse(&mut self, finding: &Diagnostic, documents: usize) {
        self.failed += documents;
        self.failed_records += 1;
        let Some(place) = &finding.place else { return };
        self.records += 1;
        let stem = Path::new(place.source.name()).file_stem().unwrap_or_default();
        self.fail(|| Failure {
            record: stem.to_string_lossy().into_owned(),
            documents,
            place: place_of(finding),
            error: finding.message.clone(),
            more: 0,
        });
    }

    /// Returns the messages about documents that are still as an earlier build left them.
    pub(crate) fn earlier_documents(&self) -> Vec<Message> {
        let named = self.earlier.iter().take(MAX_EARLIER).map(|path| {
            let path = shown(path);
            message!("{path} is still the earlier version")
        });
        let mut messages: Vec<_> = named.collect();
        if let Some(rest @ 1..) = self.earlier.len().checked_sub(MAX_EARLIER) {
            messages.push(plural!(
                rest,
                "1 more document is still the earlier version",
                "{rest} more documents are still the earlier versions",
            ));
        }
        messages
    }

    fn fail(&mut self, failure: impl FnOnce() -> Failure) {
        self.failing += 1;
        if self.failures.len() < MAX_FAILURES {
            self.failures.push(failure());
        }
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
