//! A circuit breaker for templates that never finish: a template that exceeds its limits on every
//! record would cost half a minute each time.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::outcome::Outcome;
use crate::session::Session;
use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::message::{message, plural};
use byline_core::model::Slug;
use byline_core::source::Place;

/// The number of records on which a template may exceed its limits in one run. A single such
/// record may be the cause itself; several rarely are.
const MAX_STRIKES: usize = 3;

/// The breakers of all templates of a run, which its threads share.
pub(crate) struct CircuitBreaker(Vec<Count>);

/// The failures of one template.
#[derive(Default)]
struct Count {
    /// The first records on which it exceeded its limits.
    strikes: Mutex<BTreeSet<Slug>>,
    /// The number of documents that were not made because of that.
    left_out: AtomicUsize,
}

impl Count {
    fn strikes(&self) -> MutexGuard<'_, BTreeSet<Slug>> {
        self.strikes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl CircuitBreaker {
    /// Creates the breakers for a number of templates.
    pub(crate) fn new(templates: usize) -> Self {
        Self((0..templates).map(|_| Count::default()).collect())
    }

    /// Returns whether a template is stopped for the rest of the run.
    pub(crate) fn is_open(&self, template: usize) -> bool {
        self.0[template].strikes().len() >= MAX_STRIKES
    }

    /// Counts the outcome of one document. Returns whether it stands: if the template was stopped
    /// while this document was in progress on another thread, and the document exceeds the limits
    /// as well, it counts as left out.
    pub(crate) fn count(&self, template: usize, outcome: &Outcome) -> bool {
        if !outcome.findings.iter().any(|finding| finding.code == Code::TEMPLATE_LIMIT) {
            return true;
        }
        let mut strikes = self.0[template].strikes();
        strikes.contains(&outcome.record)
            || strikes.len() < MAX_STRIKES && strikes.insert(outcome.record.clone())
    }

    /// Counts the outcome of a record whose document is not made. If the record itself has
    /// errors, the template is not to blame.
    pub(crate) fn leave_out(&self, template: usize, examined: Outcome) -> Outcome {
        self.0[template].left_out.fetch_add(examined.sound, Ordering::SeqCst);
        Outcome { sound: 0, ..examined }
    }

    /// Returns a finding for each template that was stopped before the end.
    pub(crate) fn findings(&self, session: &Session) -> Vec<Diagnostic> {
        let counts = self.0.iter().zip(&session.templates);
        let stopped = counts.filter_map(|(count, template)| {
            let left_out = count.left_out.load(Ordering::SeqCst);
            let (name, records) = (&template.name, MAX_STRIKES);
            let message = plural!(
                left_out,
                "the template `{name}` exceeded its limits on {records} records: 1 document was \
                 not tried",
                "the template `{name}` exceeded its limits on {records} records: {left_out} \
                 documents were not tried",
            );
            let project = &session.project;
            let file = project.templates_folder().join(template.entry_file());
            let place = Place::of_file(project.name_of(&file));
            let finding = Diagnostic::new(Code::TEMPLATE_STOPPED, message).at(place).hint(message!(
                "correct the template, then build again; byline builds only the missing documents"
            ));
            (left_out > 0).then_some(finding)
        });
        stopped.collect()
    }
}
