//! Runs the jobs on plain threads, the longest first, and hands back what became of them.
//!
//! Typst uses rayon's pool inside a document. Documents must not run on that
//! pool too: a worker that waits there takes up a whole further document on its
//! stack, until the stack is full.

use std::cmp::Reverse;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, mpsc};
use std::{thread, vec};

use rayon::{ThreadPool, ThreadPoolBuilder};
use strum::VariantArray;
use typst::comemo;

use super::helper::Helper;
use super::make;
use super::options::{Options, STACK, Task};
use super::outcome::Outcome;
use super::perform::{guarded, perform};
use super::plan::Job;
use super::session::Session;
use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::panics;
use byline_core::project::RecordKind;

/// How many of the longest jobs are done first. None of the others is longer, so no
/// straggler is left at the end; and no more than so many outcomes wait to be told.
const FIRST: usize = 64;

/// The most outcomes that wait for one that comes before them in the plan. Behind a job of
/// half a minute, thousands of records full of mistakes may be done: they are told then,
/// out of their order, rather than kept.
const MAX_WAITING: usize = 512;

/// Makes the documents of all jobs. `done` hears of each record, in the order of the jobs
/// as a rule.
///
/// When it is asked to stop, no further job is begun.
///
/// # Errors
/// When the machine gives not a single thread.
pub fn run(
    jobs: Vec<Job>,
    session: &Session,
    options: &Options<'_>,
    mut done: impl FnMut(Outcome),
) -> Result<(), Diagnostic> {
    // The records that the templates are tried with: one of each kind.
    let model = |kind| {
        let sound = |job: &Job| guarded(job, || make::examine(job, session)).sound > 0;
        jobs.iter().position(|job| job.record.kind == kind && sound(job))
    };
    let models: Vec<usize> = match options.task {
        Task::Make | Task::Prove => vec![],
        Task::Examine => RecordKind::VARIANTS.iter().copied().filter_map(model).collect(),
    };
    let parts = parts(jobs, options);
    let threads = options.threads.get().min(parts.len());
    let memo = Memo { threads, documents: AtomicUsize::new(0) };
    let mut order = Order::new(&parts);
    let queue = Mutex::new(parts.into_iter());
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        for number in 0..threads {
            let (sender, queue, models, memo) = (sender.clone(), &queue, &models, &memo);
            let work = move || {
                let _pool = own_pool(threads);
                let mut helper = options.helpers.map(Helper::new);
                while let Some(Part { index, job }) = take(queue, options.stop) {
                    let sets = options.task == Task::Make || models.contains(&index);
                    if sets {
                        memo.make_room();
                    }
                    let outcome = match &mut helper {
                        Some(helper) if sets && uses_own_template(&job, session) => {
                            apart(&job, session, options, helper)
                        }
                        _ => perform(&job, session, options, options.task, sets),
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
                return Err(Diagnostic::new(Code::INTERNAL, message));
            }
        }
        drop(sender);
        for (index, outcome) in receiver {
            order.add(index, outcome, &mut done);
        }
        order.finish(&mut done);
        Ok(())
    })
}

/// What a thread does at a time: a record's documents, or one of them.
struct Part {
    /// The number of the job that it is of.
    index: usize,
    /// In a box, for the place in the queue is kept until the end.
    job: Box<Job>,
}

/// The parts, in the order in which they are done: the longest first. A record is read once
/// for all of its documents; only if there are fewer records than threads, each document is
/// a part of its own.
fn parts(jobs: Vec<Job>, options: &Options<'_>) -> Vec<Part> {
    let single = options.task == Task::Make && jobs.len() < options.threads.get();
    let part = |index, job| Part { index, job: Box::new(job) };
    let jobs = jobs.into_iter().enumerate();
    let mut parts: Vec<Part> = if single {
        jobs.flat_map(|(index, Job { record, outputs, cost })| {
            let alone = move |output| Job { record: record.clone(), outputs: vec![output], cost };
            outputs.into_iter().map(move |output| part(index, alone(output)))
        })
        .collect()
    } else {
        jobs.map(|(index, job)| part(index, job)).collect()
    };
    // What is examined or proved is short, and its findings are read from the top.
    if options.task == Task::Make {
        let mut longest: Vec<usize> = (0..parts.len()).collect();
        longest.sort_by_key(|place| (Reverse(parts[*place].job.cost), *place));
        longest.truncate(FIRST);
        let first: BTreeSet<usize> = longest.iter().map(|place| parts[*place].index).collect();
        parts.sort_by_key(|Part { index, job }| {
            if first.contains(index) { (0, Reverse(job.cost)) } else { (1, Reverse(0)) }
        });
    }
    parts
}

/// The next part, if there is one and it is to be done. What is taken is forgotten when it is
/// done: of a plan for many records, nothing is left at the end.
fn take(queue: &Mutex<vec::IntoIter<Part>>, stop: &AtomicBool) -> Option<Part> {
    if stop.load(Ordering::Relaxed) {
        return None;
    }
    queue.lock().ok()?.next()
}

/// Brings outcomes into the order of the plan.
struct Order {
    /// How many parts of each record are still to come.
    parts: Vec<u32>,
    /// Those that are not whole yet, or not due.
    waiting: BTreeMap<usize, Outcome>,
    /// Those told before they were due.
    told: BTreeSet<usize>,
    due: usize,
}

impl Order {
    fn new(parts: &[Part]) -> Self {
        let jobs = parts.iter().map(|part| part.index + 1).max().unwrap_or(0);
        let mut left = vec![0; jobs];
        for part in parts {
            left[part.index] += 1;
        }
        Self { parts: left, waiting: BTreeMap::new(), told: BTreeSet::new(), due: 0 }
    }

    fn add(&mut self, index: usize, outcome: Outcome, done: &mut impl FnMut(Outcome)) {
        self.parts[index] -= 1;
        match self.waiting.entry(index) {
            Entry::Vacant(place) => {
                place.insert(outcome);
            }
            Entry::Occupied(mut known) => known.get_mut().add(outcome),
        }
        loop {
            if self.told.remove(&self.due) {
                self.due += 1;
            } else if self.parts.get(self.due) == Some(&0)
                && let Some(outcome) = self.waiting.remove(&self.due)
            {
                done(outcome);
                self.due += 1;
            } else {
                break;
            }
        }
        if self.waiting.len() > MAX_WAITING {
            let whole = self.waiting.keys().copied().find(|index| self.parts[*index] == 0);
            if let Some((index, outcome)) =
                whole.and_then(|index| self.waiting.remove_entry(&index))
            {
                self.told.insert(index);
                done(outcome);
            }
        }
    }

    /// Tells what still waits, for what comes before it was never begun.
    fn finish(self, done: &mut impl FnMut(Outcome)) {
        self.waiting.into_values().for_each(done);
    }
}

/// Makes this thread a pool of its own for what the typesetter does in parallel. Several
/// threads have enough to do with a document each; to hand parts of them to and fro would
/// only cost time. A single thread gets a worker for each processor.
fn own_pool(threads: usize) -> Option<ThreadPool> {
    let workers = usize::from(threads > 1);
    let pool = ThreadPoolBuilder::new().num_threads(workers).use_current_thread();
    pool.start_handler(|_| panics::mark_worker()).build().ok()
}

/// What the typesetter remembers serves within a document only, and there in its second pass.
/// Forgetting takes from the documents in the making what they have so far, so it comes once
/// in as many documents as there are threads; and not at the end, when all is left anyway.
struct Memo {
    threads: usize,
    documents: AtomicUsize,
}

impl Memo {
    /// Before a document's pages are set.
    fn make_room(&self) {
        let before = self.documents.fetch_add(1, Ordering::Relaxed);
        if before > 0 && before.is_multiple_of(self.threads) {
            comemo::evict(0);
        }
    }
}

/// Returns whether a document of a job is made with a template of the project's own.
fn uses_own_template(job: &Job, session: &Session) -> bool {
    job.outputs.iter().any(|planned| session.templates[planned.template].is_of_project())
}

/// Does one record's job, and that of each of the project's own templates in a helper:
/// one that has to be stopped takes no other document with it.
fn apart(job: &Job, session: &Session, options: &Options<'_>, helper: &mut Helper<'_>) -> Outcome {
    let part = |outputs| Job { record: job.record.clone(), outputs, cost: job.cost };
    let (own, standard): (Vec<_>, Vec<_>) =
        job.outputs.iter().cloned().partition(|p| session.templates[p.template].is_of_project());
    let mut outcome = Outcome::new(job);
    if !standard.is_empty() {
        outcome = perform(&part(standard), session, options, options.task, true);
    }
    for output in own {
        outcome.add(helper.work(&part(vec![output]), session, options.task));
    }
    outcome
}
