//! Makes or examines the documents of a record.

use std::collections::HashMap;
use std::io;
use std::path::PathBuf;
use std::time::Duration;

use byline_core::diagnostic::{Code, Diagnostic, Fault, has_errors};
use byline_core::fingerprint::Fingerprint;
use byline_core::io_words::io_words;
use byline_core::lint;
use byline_core::lint::silence;
use byline_core::message::message;
use byline_core::model::{Sources, Words};
use byline_core::project::RecordFile;
use byline_core::source::Place;
use typst::foundations::Dict;

use crate::options::Options;
use crate::outcome::{Artifact, Outcome};
use crate::pipeline::{
    CheckedRecord, Composed, Content, export, languages_of, lint_languages, lint_pictures,
    template_of,
};
use crate::plan::{Job, Planned, outputs};
use crate::provenance::BuildEntry;
use crate::session::Session;

/// Makes the documents of one record, and writes them if the options ask for it.
pub(crate) fn make(job: &Job, session: &Session, options: &Options<'_>) -> Outcome {
    let mut start = (options.stopwatch)();
    produce(job, session, |planned, document, bytes| {
        let written = options.write.then(|| options.writes.write(&planned.path, bytes)).transpose();
        let name = session.project.name_of(&planned.path);
        let written = written.map_err(|error| vec![not_written(&name, &error)])?;
        let made = written.map(|stamp| BuildEntry {
            fingerprint: Fingerprint::of(bytes),
            stamp,
            provenance: document.provenance.clone(),
        });
        let now = (options.stopwatch)();
        let time = now.saturating_sub(start);
        start = now;
        Ok((time, made))
    })
}

/// Makes the documents of one record, and passes each with its bytes to a closure.
pub(crate) fn produce(
    job: &Job,
    session: &Session,
    mut deliver: impl FnMut(&Planned, &Composed, &[u8]) -> Result<Delivery, Vec<Diagnostic>>,
) -> Outcome {
    let mut outcome = Outcome::new(job);
    let read = session.read(&job.record);
    outcome.findings.extend(read.findings.iter().cloned());
    let Some(content) = &read.content else {
        outcome.failed = job.outputs.len();
        return outcome;
    };
    outcome.findings.extend(lint_languages(&job.outputs, content, &read.sources, session));
    let mut looks = HashMap::new();
    for planned in &job.outputs {
        let Some(composed) = session.compose(&read, planned) else { continue };
        looks.extend(&composed.looks);
        outcome.report(composed.findings.clone());
        let document = composed.document.as_ref();
        let made = export(&read, document, planned, session).and_then(|bytes| {
            let delivered = deliver(planned, &composed, &bytes)?;
            Ok((document.map(|document| document.pages().len()), bytes.len(), delivered))
        });
        let template = template_of(planned, session);
        match made {
            Ok((pages, bytes, (time, made))) => outcome.artifacts.push(Artifact {
                template: template.name.clone(),
                format: template.manifest.format,
                language: planned.language.clone(),
                path: planned.path.clone(),
                pages,
                bytes,
                time,
                made,
            }),
            Err(findings) => {
                outcome.failed += 1;
                // In a batch, even a finding without a place must name its record, unless the
                // record has no part in it.
                let placed = findings.into_iter().map(|mut finding| {
                    if finding.code.fault() != Fault::Machine {
                        let place = || Place::new(&read.sources.record, 0..0);
                        finding.place.get_or_insert_with(place);
                    }
                    finding
                });
                outcome.findings.extend(placed);
            }
        }
    }
    // By now, the pixels of all printed pictures have been inspected.
    outcome.findings.extend(lint_pictures(content, &read.sources, &looks, session));
    let record = Some(&read.sources.record);
    outcome.findings = silence(outcome.findings, &session.project.allow, record);
    debug_assert_eq!(outcome.failed > 0, has_errors(&outcome.findings), "{:?}", outcome.findings);
    outcome
}

/// How long a document took, and its entry for the build state.
type Delivery = (Duration, Option<BuildEntry>);

impl Session {
    /// Makes the documents of one record in memory, and returns them with the findings. Nothing
    /// is written.
    pub fn documents(&self, record: &RecordFile) -> Documents {
        let outputs = outputs(record, self, &self.project.output_folder());
        let job = Job { record: record.clone(), outputs, cost: 0 };
        let mut documents = Vec::new();
        let outcome = produce(&job, self, |planned, composed, bytes| {
            let files = composed.provenance.files().map(str::to_owned).collect();
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

/// Returns the input that a template of the session receives for a record: `None` if there is an
/// error, or if the template is for records of another kind.
pub fn inputs(record: &RecordFile, session: &Session) -> (Option<Dict>, Vec<Diagnostic>) {
    let read = session.read(record);
    let template = session.templates.iter().find(|t| t.manifest.record == record.kind);
    let inputs = read.content.as_ref().zip(template).map(|(content, template)| {
        let subject = content.subject();
        let language = session.languages.first().unwrap_or(subject.language());
        let document_languages = session.document_languages(language, template);
        session
            .render_request(subject, &read.sources, template, &document_languages)
            .inputs()
            .sample()
    });
    (inputs, read.findings.clone())
}

/// Reads a record, and reports everything that can be found without laying out its pages.
pub(crate) fn examine(job: &Job, session: &Session) -> Outcome {
    let mut outcome = Outcome::new(job);
    let CheckedRecord { sources, content, findings, looks, .. } = session.read_pixels(&job.record);
    outcome.findings.extend(findings);
    if let Some(content) = &content {
        outcome.report(missing_glyphs(job, content, &sources, session));
        outcome.findings.extend(lint_languages(&job.outputs, content, &sources, session));
        outcome.findings.extend(lint_pictures(content, &sources, &looks, session));
    }
    if has_errors(&outcome.findings) {
        outcome.failed = job.outputs.len();
    } else {
        outcome.sound = job.outputs.len();
    }
    outcome.findings = silence(outcome.findings, &session.project.allow, Some(&sources.record));
    outcome
}

/// Checks whether the fonts cover the characters of a record's texts.
fn missing_glyphs(
    job: &Job,
    content: &Content,
    sources: &Sources,
    session: &Session,
) -> Vec<Diagnostic> {
    // Formats without pages need no fonts.
    let paged = |planned: &Planned| template_of(planned, session).manifest.format.is_paged();
    if !job.outputs.iter().any(paged) {
        return vec![];
    }
    let fonts = &session.fonts;
    let remedy = |char| (!fonts.draws(char)).then(|| fonts.remedy(char));
    let joins = |sign: &str| fonts.joins(sign);
    let visit = |see: &mut dyn FnMut(Words<'_>)| content.visit(see);
    let main = content.subject().language();
    let languages = languages_of(&job.outputs, main, session);
    let found = languages.iter().flat_map(|language| {
        lint::glyphs(&visit, sources, &session.directory, (main, language), &remedy, &joins)
    });
    found.collect()
}

/// Examines a record and lays out its pages all the same, to find problems in the templates.
pub(crate) fn examine_with_layout(job: &Job, session: &Session, options: &Options<'_>) -> Outcome {
    let mut outcome = examine(job, session);
    let made = make(job, session, &Options { write: false, ..*options });
    let new = made.findings.into_iter().filter(|finding| finding.code.is_of_template());
    outcome.findings.extend(new);
    outcome.failed = made.failed;
    outcome.sound = made.artifacts.len();
    outcome
}

fn not_written(name: &str, error: &io::Error) -> Diagnostic {
    let message = message!("`{name}` cannot be written: {why}", why = io_words(error));
    let full = matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded);
    if full {
        return Diagnostic::new(Code::DISK_FULL, message)
            .hint(message!("make room, and build again: what is done is not done twice"));
    }
    let finding = Diagnostic::new(Code::OUTPUT, message);
    if error.kind() == io::ErrorKind::IsADirectory {
        return finding.hint(message!("rename or remove the folder"));
    }
    finding.hint(message!("the previous version of the document, if any, is unchanged"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A full disk stops the run; any other write error affects one document only.
    #[test]
    fn a_full_disk_is_told_from_other_mishaps() {
        for (kind, code) in [
            (io::ErrorKind::StorageFull, Code::DISK_FULL),
            (io::ErrorKind::QuotaExceeded, Code::DISK_FULL),
            (io::ErrorKind::PermissionDenied, Code::OUTPUT),
        ] {
            let finding = not_written("a.pdf", &kind.into());
            assert_eq!((finding.code, finding.code.fault()), (code, Fault::Machine));
        }
    }
}
