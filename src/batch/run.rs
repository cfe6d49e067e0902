//! Runs the jobs on plain threads and hands back what became of them, in order.
//!
//! Typst uses rayon's pool inside a document. Documents must not run on that
//! pool too: a worker that waits there takes up a whole further document on its
//! stack, until the stack is full.

use std::any::Any;
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use typst::comemo;

use super::document::{self, Outcome};
use super::helper::{Helper, Starter};
use super::proof::{self, Shelf};
use super::{Job, Press};
use crate::diagnostic::{Code, Diagnostic};
use crate::event::{Word, words};
use crate::project::RecordKind;

/// Tells the time since some fixed moment. Handed in, for the library reads no clock.
pub type Stopwatch<'a> = &'a (dyn Fn() -> Duration + Sync);

/// How to run.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// How many records to work on at a time.
    pub threads: NonZeroUsize,
    /// What to do.
    pub task: Task,
    /// Whether documents that are made are written, too.
    pub write: bool,
    /// What measures how long documents take.
    pub stopwatch: Stopwatch<'a>,
    /// Where stored pictures are; none unless pages are held against them.
    pub shelf: Option<&'a Shelf>,
    /// What starts helpers for templates of the project's own; none in a helper.
    pub helpers: Option<Starter<'a>>,
}

words! {
    /// What to do with a record.
    Task {
        /// Make its documents.
        Make = "make",
        /// Examine it: say all that can be said without setting pages. The first sound
        /// record of each kind is set all the same, to find what is wrong with the
        /// templates.
        Examine = "examine",
        /// Hold its pages against stored pictures.
        Prove = "prove",
    }
}

/// The stack of a worker, in bytes: deeply nested templates need more than a
/// thread has by default.
pub(crate) const STACK: usize = 16 << 20;

/// How many documents ago a memoised result may last have been used and still be
/// kept. More makes memory grow with the run and nothing faster.
const MEMO_AGE: usize = 1;

/// Makes the documents of all jobs. `done` hears of each record, in the order of
/// the jobs.
///
/// # Errors
/// When the machine gives not a single thread.
pub fn run(
    jobs: &[Job],
    press: &Press<'_>,
    options: &Options<'_>,
    mut done: impl FnMut(Outcome),
) -> Result<(), Diagnostic> {
    let next = AtomicUsize::new(0);
    // The records that the templates are tried with: one of each kind.
    let model = |kind| {
        let sound = |job: &Job| guarded(job, || document::examine(job, press)).sound > 0;
        jobs.iter().position(|job| job.record.kind == kind && sound(job))
    };
    let models: Vec<usize> = match options.task {
        Task::Make | Task::Prove => vec![],
        Task::Examine => RecordKind::ALL.iter().copied().filter_map(model).collect(),
    };
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        let threads = options.threads.get().min(jobs.len());
        for number in 0..threads {
            let (sender, next, models) = (sender.clone(), &next, &models);
            let work = move || {
                let mut helper = options.helpers.map(Helper::new);
                while let Some((index, job)) = take(jobs, next) {
                    let sets = options.task == Task::Make || models.contains(&index);
                    let outcome = match &mut helper {
                        Some(helper) if sets && press.uses_own_template(job) => {
                            apart(job, press, options, helper)
                        }
                        _ => carry_out(job, press, options, options.task, sets),
                    };
                    if sender.send((index, outcome)).is_err() {
                        break;
                    }
                }
            };
            let spawned = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
            // With one worker the run goes on, if more slowly.
            if let Err(error) = spawned
                && number == 0
            {
                let message = format!("no thread can be started: {error}");
                return Err(Diagnostic::new(Code::Internal, message));
            }
        }
        drop(sender);

        let mut waiting = BTreeMap::new();
        let mut due = 0;
        for (index, outcome) in receiver {
            waiting.insert(index, outcome);
            while let Some(outcome) = waiting.remove(&due) {
                done(outcome);
                due += 1;
            }
        }
        Ok(())
    })
}

/// Does one record's job; `sets` says whether pages are set, which an examination does
/// of the model only.
pub(super) fn carry_out(
    job: &Job,
    press: &Press<'_>,
    options: &Options<'_>,
    task: Task,
    sets: bool,
) -> Outcome {
    let outcome = guarded(job, || match task {
        Task::Make => document::make(job, press, options),
        Task::Prove => proof::prove(job, press, options.shelf),
        Task::Examine if sets => document::examine_and_try(job, press, options),
        Task::Examine => document::examine(job, press),
    });
    if sets {
        comemo::evict(MEMO_AGE);
    }
    outcome
}

/// Does one record's job, and that of each of the project's own templates in a helper:
/// one that has to be stopped takes no other document with it.
fn apart(job: &Job, press: &Press<'_>, options: &Options<'_>, helper: &mut Helper<'_>) -> Outcome {
    let part = |outputs| Job { record: job.record.clone(), outputs };
    let (own, standard): (Vec<_>, Vec<_>) =
        job.outputs.iter().cloned().partition(|(index, _)| press.templates[*index].is_of_project());
    let mut outcome = Outcome::new(job);
    if !standard.is_empty() {
        outcome = carry_out(&part(standard), press, options, options.task, true);
    }
    for output in own {
        outcome.add(helper.work(&part(vec![output]), press, options.task));
    }
    outcome
}

fn take<'j>(jobs: &'j [Job], next: &AtomicUsize) -> Option<(usize, &'j Job)> {
    let index = next.fetch_add(1, Ordering::Relaxed);
    jobs.get(index).map(|job| (index, job))
}

/// Makes one record's documents; a panic inside becomes a finding about it.
fn guarded(job: &Job, work: impl FnOnce() -> Outcome) -> Outcome {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let message = format!("byline failed on `{}`: {}", job.record.name, words_of(&*panic));
        let finding = Diagnostic::new(Code::Internal, message)
            .hint("this is a fault in byline, not in the record; please report it");
        Outcome { failed: job.outputs.len(), findings: vec![finding], ..Outcome::new(job) }
    })
}

fn words_of(panic: &(dyn Any + Send)) -> &str {
    let words = panic.downcast_ref::<&str>().copied();
    words.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("unknown reason")
}
