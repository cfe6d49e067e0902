//! Makes the documents of a record.

use std::collections::HashMap;
use std::io;
use std::time::Duration;

use byline_core::diagnostic::{Code, Diagnostic, Fault, has_errors};
use byline_core::file::not_written;
use byline_core::fingerprint::Fingerprint;
use byline_core::lint::silence;
use byline_core::message::message;
use byline_core::source::Place;

use crate::options::Options;
use crate::outcome::{Artifact, Outcome};
use crate::pipeline::{export, lint_languages, lint_pictures, provenance, template_of};
use crate::plan::{Job, Planned};
use crate::provenance::{BuildEntry, Provenance};
use crate::session::Session;

/// Makes the documents of one record, and writes them if the options ask for it.
pub(crate) fn make(job: &Job, session: &Session, options: &Options<'_>) -> Outcome {
    let mut start = (options.stopwatch)();
    produce(job, session, |planned, provenance, bytes| {
        let written =
            options.write.then(|| options.write_tracker.write(&planned.path, bytes)).transpose();
        let name = session.project.name_of(&planned.path);
        let written = written.map_err(|error| vec![unwritten_document(&name, &error)])?;
        let made = written.map(|stamp| BuildEntry {
            fingerprint: Fingerprint::of(bytes),
            stamp,
            provenance,
        });
        let now = (options.stopwatch)();
        let time = now.saturating_sub(start);
        start = now;
        Ok((time, made))
    })
}

/// Makes the documents of one record, and passes each with its inputs and its bytes to a closure.
pub(crate) fn produce(
    job: &Job,
    session: &Session,
    mut deliver: impl FnMut(&Planned, Provenance, &[u8]) -> Result<Delivery, Vec<Diagnostic>>,
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
            let inputs = provenance(&read, &composed, planned, session);
            let delivered = deliver(planned, inputs, &bytes)?;
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

/// Returns the finding for a document that could not be written.
fn unwritten_document(name: &str, error: &io::Error) -> Diagnostic {
    let finding = not_written(name, error);
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            let hint = message!(
                "free some space, then build again; byline builds only the missing documents"
            );
            Diagnostic { code: Code::DISK_FULL, hints: vec![hint], ..finding }
        }
        io::ErrorKind::IsADirectory => finding,
        _ => finding.hint(message!("the previous version of the document, if any, is unchanged")),
    }
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
            let finding = unwritten_document("a.pdf", &kind.into());
            assert_eq!((finding.code, finding.code.fault()), (code, Fault::Machine));
        }
    }
}
