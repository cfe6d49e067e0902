//! Performs the job of one record, whatever the task.

use std::any::Any;
use std::io;

use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::message::message;
use byline_core::panics;
use byline_core::project::RecordFile;

use crate::options::{Options, Task};
use crate::outcome::Outcome;
use crate::plan::Job;
use crate::session::Session;
use crate::{examine, make, proof};

/// Performs one record's job. In an examination, `sets` says whether to lay out pages as well.
pub(crate) fn perform(
    job: &Job,
    session: &Session,
    options: &Options<'_>,
    task: Task,
    sets: bool,
) -> Outcome {
    guarded(job, || match task {
        Task::Make => make::make(job, session, options),
        Task::Prove => proof::prove(job, session, options.proof_folders),
        Task::Examine if sets => examine::examine_with_layout(job, session, options),
        Task::Examine => examine::examine(job, session),
    })
}

/// Returns the finding for a thread that cannot be started.
pub(crate) fn no_thread(error: &io::Error) -> Diagnostic {
    let error = error.to_string();
    Diagnostic::new(Code::INTERNAL, message!("byline cannot start a thread: {error}"))
}

/// Turns a panic while processing a record into a finding.
pub(crate) fn failed_on(record: &RecordFile, panic: &(dyn Any + Send)) -> Diagnostic {
    let (file, words) = (&record.name, panics::message(panic));
    let message = message!("byline failed on `{file}`: {words}");
    Diagnostic::new(Code::INTERNAL, message)
        .hint(message!("this is a fault in byline, not in the record; please report it"))
}

/// Runs one record's job; a panic inside becomes a finding about the record.
pub(crate) fn guarded(job: &Job, work: impl FnOnce() -> Outcome) -> Outcome {
    panics::catch(work).unwrap_or_else(|panic| {
        let finding = failed_on(&job.record, &*panic);
        Outcome { failed: job.outputs.len(), findings: vec![finding], ..Outcome::new(job) }
    })
}

#[cfg(test)]
mod tests {
    use byline_core::project::RecordKind;

    use super::*;

    #[test]
    fn a_panic_becomes_a_finding_about_its_record() {
        let id = "day".parse().expect("it is an id");
        let (path, name) = ("records/day.toml".into(), "records/day.toml".to_owned());
        let record = RecordFile { id, kind: RecordKind::Event, path, name, translations: vec![] };
        let job = Job { record, outputs: vec![], cost: 0 };
        let Outcome { findings, .. } = guarded(&job, || panic!("it broke"));
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].code, Code::INTERNAL);
        assert_eq!(findings[0].message, "byline failed on `records/day.toml`: it broke");
    }
}
