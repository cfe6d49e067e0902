//! Runs jobs on plain threads, the longest first, and reports the outcomes.
//!
//! Typst uses rayon's pool within a document. Documents must not run on that pool themselves: a
//! worker that waits there would start another document on its own stack, until the stack
//! overflows.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, mpsc};
use std::{thread, vec};

use byline_core::diagnostic::Diagnostic;
use byline_core::panics;
use byline_core::project::RecordKind;
use rayon::{ThreadPool, ThreadPoolBuilder};
use strum::VariantArray;
use typst::comemo;

use crate::circuit_breaker::CircuitBreaker;
use crate::examine::examine;
use crate::helper::Helper;
use crate::options::{Options, STACK_BYTES, Task};
use crate::outcome::Outcome;
use crate::perform::{guarded, no_thread, perform};
use crate::plan::Job;
use crate::session::Session;

/// The number of longest jobs that run first. No other job is longer, so no straggler is left at
/// the end; and the number is small enough that few outcomes have to wait for their turn.
const FIRST: usize = 64;

/// The maximum number of outcomes that wait for an earlier one. While one job takes half a
/// minute, thousands of faulty records may be finished: they are then reported out of order, to
/// limit the memory in use.
const MAX_WAITING: usize = 512;

/// Makes the documents of all jobs. `done` receives the outcome of each record, normally in the
/// order of the jobs. Returns a finding for each template that was stopped.
///
/// When asked to stop, it starts no further job.
///
/// # Errors
/// When not a single thread can be started.
pub fn run(
    jobs: Vec<Job>,
    session: &Session,
    options: &Options<'_>,
    mut done: impl FnMut(Outcome),
) -> Result<Vec<Diagnostic>, Diagnostic> {
    // The records that the templates are tried with: one of each kind.
    let model = |kind| {
        let sound = |job: &Job| guarded(job, || examine(job, session)).sound > 0;
        jobs.iter().position(|job| job.record.kind == kind && sound(job))
    };
    let models: Vec<usize> = match options.task {
        Task::Make | Task::Prove => vec![],
        Task::Examine => RecordKind::VARIANTS.iter().copied().filter_map(model).collect(),
    };
    let parts = parts(jobs, options);
    let threads = options.threads.get().min(parts.len());
    let memo = MemoLimit { threads, documents: AtomicUsize::new(0) };
    let breaker = CircuitBreaker::new(session.templates.len());
    let mut order = Order::new(&parts);
    let queue = Mutex::new(parts.into_iter());
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        for number in 0..threads {
            let (sender, queue, models) = (sender.clone(), &queue, &models);
            let (memo, breaker) = (&memo, &breaker);
            let work = move || {
                let _pool = own_pool(threads);
                let mut helper = options.helpers.map(Helper::new);
                while let Some(Part { index, place, job }) = take(queue, options.stop) {
                    let sets = options.task == Task::Make || models.contains(&index);
                    if sets {
                        memo.make_room();
                    }
                    let outcome = match &mut helper {
                        Some(helper) if sets && uses_own_template(&job, session) => {
                            perform_with_helper(&job, session, options, helper, breaker)
                        }
                        _ => perform(&job, session, options, options.task, sets),
                    };
                    if sender.send((index, place, outcome)).is_err() {
                        break;
                    }
                }
            };
            let spawned = thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, work);
            // With a single worker, the run continues, only more slowly.
            if let Err(error) = spawned
                && number == 0
            {
                return Err(no_thread(&error));
            }
        }
        drop(sender);
        for (index, place, outcome) in receiver {
            order.add(index, place, outcome, &mut done);
        }
        order.finish(&mut done);
        Ok(breaker.findings(session))
    })
}

/// One unit of work for a thread: all documents of a record, or one of them.
struct Part {
    /// The index of its job.
    index: usize,
    /// Its place among the parts of that job.
    place: usize,
    /// Boxed, because its slot in the queue stays allocated until the end.
    job: Box<Job>,
}

/// Returns the parts in the order in which they run, the longest first. A record is read once
/// for all of its documents; only if there are fewer records than threads does each document
/// become a part of its own.
fn parts(jobs: Vec<Job>, options: &Options<'_>) -> Vec<Part> {
    let single = options.task == Task::Make && jobs.len() < options.threads.get();
    let part = |index, place, job| Part { index, place, job: Box::new(job) };
    let jobs = jobs.into_iter().enumerate();
    let mut parts: Vec<Part> = if single {
        jobs.flat_map(|(index, Job { record, outputs, cost })| {
            let alone = move |output| Job { record: record.clone(), outputs: vec![output], cost };
            let outputs = outputs.into_iter().enumerate();
            outputs.map(move |(place, output)| part(index, place, alone(output)))
        })
        .collect()
    } else {
        jobs.map(|(index, job)| part(index, 0, job)).collect()
    };
    // Checks and proofs are quick, and their findings are read from the top.
    if options.task == Task::Make {
        let mut longest: Vec<usize> = (0..parts.len()).collect();
        longest.sort_by_key(|place| (Reverse(parts[*place].job.cost), *place));
        longest.truncate(FIRST);
        let first: BTreeSet<usize> = longest.iter().map(|place| parts[*place].index).collect();
        parts.sort_by_key(|Part { index, job, .. }| {
            if first.contains(index) { (0, Reverse(job.cost)) } else { (1, Reverse(0)) }
        });
    }
    parts
}

/// Takes the next part, unless the run should stop. A part is freed once it is done, so that the
/// memory of a long plan is released as the run proceeds.
fn take(queue: &Mutex<vec::IntoIter<Part>>, stop: &AtomicBool) -> Option<Part> {
    if stop.load(Ordering::Relaxed) {
        return None;
    }
    queue.lock().ok()?.next()
}

/// Reports outcomes in the order of the plan.
struct Order {
    /// The number of parts of each record that are not done.
    left: Vec<u32>,
    /// The outcomes of records that are incomplete, or that wait for an earlier one: of each part,
    /// by its place.
    waiting: BTreeMap<usize, BTreeMap<usize, Outcome>>,
    /// Records that were reported before their turn.
    reported: BTreeSet<usize>,
    due: usize,
}

impl Order {
    fn new(parts: &[Part]) -> Self {
        let jobs = parts.iter().map(|part| part.index + 1).max().unwrap_or(0);
        let mut left = vec![0; jobs];
        for part in parts {
            left[part.index] += 1;
        }
        Self { left, waiting: BTreeMap::new(), reported: BTreeSet::new(), due: 0 }
    }

    fn add(
        &mut self,
        index: usize,
        place: usize,
        outcome: Outcome,
        done: &mut impl FnMut(Outcome),
    ) {
        self.left[index] -= 1;
        self.waiting.entry(index).or_default().insert(place, outcome);
        loop {
            if self.reported.remove(&self.due) {
                self.due += 1;
            } else if self.left.get(self.due) == Some(&0)
                && let Some(parts) = self.waiting.remove(&self.due)
            {
                joined(parts).into_iter().for_each(&mut *done);
                self.due += 1;
            } else {
                break;
            }
        }
        if self.waiting.len() > MAX_WAITING {
            let whole = self.waiting.keys().copied().find(|index| self.left[*index] == 0);
            if let Some((index, parts)) = whole.and_then(|index| self.waiting.remove_entry(&index))
            {
                self.reported.insert(index);
                joined(parts).into_iter().for_each(done);
            }
        }
    }

    /// Reports the outcomes that still wait for jobs that were never started.
    fn finish(self, done: &mut impl FnMut(Outcome)) {
        self.waiting.into_values().filter_map(joined).for_each(done);
    }
}

/// Joins the outcomes of a record's parts in the order of the plan.
fn joined(parts: BTreeMap<usize, Outcome>) -> Option<Outcome> {
    parts.into_values().reduce(|mut whole, part| {
        whole.add(part);
        whole
    })
}

/// Gives this thread its own rayon pool. With several threads, each has enough to do with its
/// own document, and passing parts of it around would only cost time. A single thread gets one
/// worker per processor.
fn own_pool(threads: usize) -> Option<ThreadPool> {
    let workers = usize::from(threads > 1);
    let pool = ThreadPoolBuilder::new().num_threads(workers).use_current_thread();
    pool.start_handler(|_| panics::mark_worker()).build().ok()
}

/// Limits the typesetter's memoisation cache. Its entries are useful only within a document, in
/// the second pass. Evicting them also affects documents in progress, so byline evicts them only
/// after as many documents as there are threads, and never at the end, when all memory is
/// released anyway.
struct MemoLimit {
    threads: usize,
    documents: AtomicUsize,
}

impl MemoLimit {
    /// Evicts the cache if it is due, before a document is laid out.
    fn make_room(&self) {
        let before = self.documents.fetch_add(1, Ordering::Relaxed);
        if before > 0 && before.is_multiple_of(self.threads) {
            comemo::evict(0);
        }
    }
}

/// Returns whether a job has a document made with one of the project's own templates.
fn uses_own_template(job: &Job, session: &Session) -> bool {
    job.outputs.iter().any(|planned| session.templates[planned.template].is_of_project())
}

/// Performs one record's job, with each of the project's own templates in a helper: stopping one
/// of them affects no other document.
fn perform_with_helper(
    job: &Job,
    session: &Session,
    options: &Options<'_>,
    helper: &mut Helper<'_>,
    breaker: &CircuitBreaker,
) -> Outcome {
    let part = |outputs| Job { record: job.record.clone(), outputs, cost: job.cost };
    let (own, standard): (Vec<_>, Vec<_>) =
        job.outputs.iter().cloned().partition(|p| session.templates[p.template].is_of_project());
    let mut outcome = Outcome::new(job);
    if !standard.is_empty() {
        outcome = perform(&part(standard), session, options, options.task, true);
    }
    for output in own {
        let template = output.template;
        let job = part(vec![output]);
        let made = (!breaker.is_open(template))
            .then(|| helper.work(&job, session, options.task))
            .filter(|made| breaker.count(template, made));
        outcome.add(made.unwrap_or_else(|| {
            let examined = guarded(&job, || examine(&job, session));
            breaker.leave_out(template, examined)
        }));
    }
    outcome
}
