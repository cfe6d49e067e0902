//! The making of a record's documents: the whole pipeline in one function.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use super::{Job, Options, Press};
use crate::diagnostic::{Code, Diagnostic, has_errors};
use crate::event::Slug;
use crate::export::{to_pdf, write_atomically};
use crate::file;
use crate::record::{self, Context, PhotoFolder};
use crate::source::Place;
use crate::typeset::{Manuscript, typeset};

/// What became of a record.
#[derive(Debug)]
pub struct Outcome {
    /// The record's id.
    pub record: Slug,
    /// The documents that were made.
    pub artifacts: Vec<Artifact>,
    /// How many documents could not be made.
    pub failed: usize,
    /// Everything found, errors among it.
    pub findings: Vec<Diagnostic>,
}

/// A document that was made.
#[derive(Debug)]
pub struct Artifact {
    /// The template that it was made with.
    pub template: Slug,
    /// Where it was written, or would have been in a mere check.
    pub path: PathBuf,
    /// How many pages it has.
    pub pages: usize,
    /// How many bytes it has.
    pub bytes: usize,
    /// How long it took, the reading of the record included for the first.
    pub time: Duration,
}

/// Record, event, values, document, PDF, file: makes the documents of one record.
pub(super) fn make(job: &Job, press: &Press<'_>, options: &Options<'_>) -> Outcome {
    let mut start = (options.stopwatch)();
    let mut outcome =
        Outcome { record: job.record.id.clone(), artifacts: vec![], failed: 0, findings: vec![] };

    let source = match file::read_source(&job.record.path, job.record.name.clone()) {
        Ok(source) => source,
        Err(finding) => {
            outcome.findings.push(finding);
            outcome.failed = job.outputs.len();
            return outcome;
        }
    };
    let context = Context {
        id: &job.record.id,
        language: &press.project.language,
        photos: PhotoFolder {
            record: job.record.path.parent().unwrap_or(&press.project.root),
            project: &press.project.root,
        },
    };
    let (event, findings) = record::read(&source, &context);
    outcome.findings.extend(findings);
    let Some(event) = event else {
        outcome.failed = job.outputs.len();
        return outcome;
    };

    for (template, path) in press.templates.iter().zip(&job.outputs) {
        let manuscript = Manuscript {
            event: &event,
            record: &source,
            template,
            project: press.project,
            fonts: &press.fonts,
        };
        let (document, findings) = typeset(manuscript);
        // Two templates stumble over the same character of the record.
        let new = findings.into_iter().filter(|finding| !outcome.findings.contains(finding));
        let new: Vec<_> = new.collect();
        outcome.findings.extend(new);
        let made = document.ok_or_else(Vec::new).and_then(|document| {
            let pdf = to_pdf(&document, manuscript)?;
            if !options.check_only {
                write_atomically(path, &pdf).map_err(|error| vec![not_written(path, &error)])?;
            }
            Ok((document.pages().len(), pdf.len()))
        });
        match made {
            Ok((pages, bytes)) => {
                let now = (options.stopwatch)();
                let time = now.saturating_sub(start);
                start = now;
                let template = template.name.clone();
                outcome.artifacts.push(Artifact {
                    template,
                    path: path.clone(),
                    pages,
                    bytes,
                    time,
                });
            }
            Err(findings) => {
                outcome.failed += 1;
                // In a batch, even what has no place belongs to a record.
                let placed = findings.into_iter().map(|mut finding| {
                    finding.place.get_or_insert_with(|| Place::new(&source, 0..0));
                    finding
                });
                outcome.findings.extend(placed);
            }
        }
    }
    debug_assert_eq!(outcome.failed > 0, has_errors(&outcome.findings), "{:?}", outcome.findings);
    outcome
}

fn not_written(path: &std::path::Path, error: &io::Error) -> Diagnostic {
    let message = format!("`{}` cannot be written: {error}", path.display());
    Diagnostic::new(Code::Output, message)
        .hint("the former document, if there was one, is as it was")
}
