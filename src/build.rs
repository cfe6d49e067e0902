//! `byline build` and `byline check`: both do the same work, but only `build` writes documents.

use std::collections::HashMap;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::thread;
use std::time::Duration;

use crate::args::{Build, Check, Selection};
use crate::converter;
use crate::exit::{self, Exit};
use crate::helper;
use crate::interrupt::Interrupt;
use crate::printer::{Action, Printer, Summary};
use byline_build::{
    Disposition, Extent, Job, Options, Outcome, RebuildPlan, Request, Session, Shard, State,
    Stopwatch, Task,
};
use byline_core::diagnostic::{Code, Diagnostic, Fault, Level, has_errors};
use byline_core::message::message;
use byline_core::project::{Project, RecordFile, RecordKind};
use byline_render::contract::Output;

/// The interval at which a long run saves the build state.
const BETWEEN_SAVES: Duration = Duration::from_secs(30);

/// A request to build or check, made from the arguments of either command.
pub(crate) struct BuildRequest<'a> {
    selection: &'a Selection,
    output: Option<PathBuf>,
    output_settings: Output,
    extent: Extent,
    explain: bool,
    shard: Option<Shard>,
    strict: bool,
    verb: Action,
}

impl<'a> From<&'a Build> for BuildRequest<'a> {
    fn from(args: &'a Build) -> Self {
        Self {
            selection: &args.selection,
            output: args.output.clone(),
            output_settings: Output { print: args.print, greyscale: args.greyscale, fit: 0 },
            extent: if args.force { Extent::All } else { Extent::Needed },
            explain: args.explain,
            shard: args.shard,
            strict: false,
            verb: Action::Built,
        }
    }
}

impl<'a> From<&'a Check> for BuildRequest<'a> {
    fn from(args: &'a Check) -> Self {
        Self {
            selection: &args.selection,
            output: None,
            output_settings: Output::default(),
            extent: Extent::All,
            explain: false,
            shard: None,
            strict: args.strict,
            verb: Action::Checked,
        }
    }
}

impl BuildRequest<'_> {
    /// Returns the request for a session.
    fn of_session(&self) -> Request {
        Request {
            templates: self.selection.templates.clone(),
            languages: self.selection.languages.clone(),
            output: self.output_settings,
            all_translations: false,
        }
    }

    /// Returns whether all records of the project are requested.
    fn is_whole(&self) -> bool {
        self.selection.records.is_empty() && self.shard.is_none()
    }
}

/// Runs the request.
pub(crate) fn run(
    project: &Project,
    request: &BuildRequest<'_>,
    stopwatch: Stopwatch<'_>,
    printer: &mut dyn Printer,
) -> Exit {
    let mut tally = Tally::new(request);
    let session = match Session::new(project, request.of_session(), converter::of(project)) {
        Ok(session) => session,
        Err(findings) => return tally.abort(&findings, printer),
    };
    tally.report(&session.findings(), printer);
    let (records, sound) = tally.records(request.selection, &session, printer);
    let output = request.output.as_deref();
    let state =
        (request.verb == Action::Built).then(|| State::open(&session, request.shard, output));
    let interrupt = Interrupt::of(state, printer.settings());
    let run = Run { project, request, session: &session, interrupt: &interrupt, stopwatch };
    if sound && request.is_whole() {
        tally.summary.stale = run.count_stale(&records);
    }
    let is_check = request.verb == Action::Checked && request.selection.records.is_empty();
    let between_records =
        if is_check { byline_build::findings_between_records(&records, &session) } else { vec![] };
    let plan = match run.plan(records) {
        Ok(plan) => plan,
        Err(findings) => return tally.abort(&findings, printer),
    };
    let mut jobs = run.plan_rebuild(plan, &mut tally.summary, printer);
    if request.verb == Action::Built {
        let planned = documents(&jobs);
        let folder = request.output.as_deref();
        let findings = byline_build::keep_writable(&mut jobs, folder, &session);
        tally.summary.failed += planned - documents(&jobs);
        tally.report(&findings, printer);
    }
    run.make(jobs, &mut tally, printer);
    tally.report(&between_records, printer);
    if let Some(mut state) = interrupt.state()
        && let Err(mut finding) = state.save()
    {
        let made = tally.summary.made + tally.summary.current;
        if request.shard.is_none() && made > 0 {
            finding = finding.hint(message!(
                "the documents were built, but the next build will rebuild all of them"
            ));
        }
        tally.report(&[finding], printer);
    }
    printer.summary(&tally.summary);
    tally.exit
}

/// Returns the paths of the documents of a record.
fn paths(job: &Job) -> Vec<PathBuf> {
    job.outputs.iter().map(|output| output.path.clone()).collect()
}

/// Returns the number of documents of a plan.
fn documents(jobs: &[Job]) -> usize {
    jobs.iter().map(|job| job.outputs.len()).sum()
}

/// Reports records that none of the templates accepts.
fn without_template(records: &[RecordFile], session: &Session) -> Vec<Diagnostic> {
    let served = |kind| session.templates_for(kind).next().is_some();
    let left = records.iter().filter(|record| !served(record.kind));
    left.map(|record| {
        let id = &record.id;
        let message = match record.kind {
            RecordKind::Event => message!("no template in use prints `{id}`, which is an event"),
            RecordKind::Issue => message!("no template in use prints `{id}`, which is an issue"),
        };
        Diagnostic::new(Code::NO_RECORDS, message)
            .hint(message!("run `byline templates` to list all templates"))
    })
    .collect()
}

/// The run of a request, once the session is open.
struct Run<'a> {
    project: &'a Project,
    request: &'a BuildRequest<'a>,
    session: &'a Session,
    interrupt: &'a Interrupt,
    stopwatch: Stopwatch<'a>,
}

impl Run<'_> {
    /// Counts the documents in the output folder that no longer belong to a record of the project.
    fn count_stale(&self, records: &[RecordFile]) -> usize {
        let stale = self.interrupt.state().map(|mut state| state.stale(records, self.session));
        let stale = stale.iter().flatten();
        stale.filter(|stale| stale.disposition != Disposition::Elsewhere).count()
    }

    /// Plans the documents of the records that are in this run's shard.
    ///
    /// # Errors
    /// Problems that prevent all of them from being made.
    fn plan(&self, mut records: Vec<RecordFile>) -> Result<Vec<Job>, Vec<Diagnostic>> {
        if let Some(shard) = self.request.shard {
            records.retain(|record| shard.holds(&record.id));
        }
        let output = self.request.output.clone().unwrap_or_else(|| self.project.output_folder());
        let plan = byline_build::plan(records, self.session, &output)?;
        let clashes = self.interrupt.state().map(|state| state.clashes(&plan, self.session));
        match clashes {
            Some(clashes) if !clashes.is_empty() => Err(clashes),
            _ => Ok(plan),
        }
    }

    /// Finds out which documents of the plan are out of date, and prints the reasons on request.
    fn plan_rebuild(
        &self,
        plan: Vec<Job>,
        summary: &mut Summary,
        printer: &mut dyn Printer,
    ) -> Vec<Job> {
        let BuildRequest { extent, explain, .. } = *self.request;
        let rebuild = match self.interrupt.state() {
            Some(mut state) => {
                state.plan_rebuild(plan, self.session, extent, explain, self.threads())
            }
            None => RebuildPlan { jobs: plan, ..RebuildPlan::default() },
        };
        summary.current = rebuild.current;
        summary.known_warnings = rebuild.warnings;
        for (path, reasons) in &rebuild.reasons {
            printer.reasons(path, reasons);
        }
        rebuild.jobs
    }

    /// Makes or checks documents, and reports the outcome of each.
    fn make(&self, jobs: Vec<Job>, tally: &mut Tally, printer: &mut dyn Printer) {
        let Self { project, request, session, interrupt, stopwatch } = *self;
        let selection = request.selection;
        let planned = documents(&jobs);
        let paths: HashMap<_, _> =
            jobs.iter().map(|job| (job.record.id.clone(), paths(job))).collect();
        printer.start(planned);
        let start = || {
            helper::start(
                project,
                &selection.templates,
                &selection.languages,
                request.output_settings,
            )
        };
        let options = Options {
            threads: self.threads(),
            task: if request.verb == Action::Built { Task::Make } else { Task::Examine },
            write: true,
            stopwatch,
            stop: &interrupt.stop,
            write_tracker: &interrupt.write_tracker,
            proof_folders: None,
            helpers: Some(&start),
        };
        let mut full = false;
        let mut kept = stopwatch();
        let ran = byline_build::run(jobs, session, &options, |outcome| {
            if let Some(mut state) = interrupt.state() {
                state.note(&outcome, session);
                // If the run is killed, only the results since the last save are lost.
                if stopwatch().saturating_sub(kept) > BETWEEN_SAVES {
                    kept = stopwatch();
                    let _ = state.save();
                }
            }
            tally.add(&outcome, request.verb, printer);
            if outcome.failed > 0 && request.verb == Action::Built {
                tally.note_earlier(&outcome, paths.get(&outcome.record));
            }
            // On a full disk, all further documents would fail too.
            if outcome.findings.iter().any(|finding| finding.code == Code::DISK_FULL) {
                full = true;
                interrupt.stop.store(true, Ordering::SeqCst);
            }
        });
        tally.summary.left = planned.saturating_sub(tally.tried);
        if interrupt.finish() && !full {
            tally.exit = tally.exit.max(Exit::Stopped);
        }
        tally.report(&ran.unwrap_or_else(|finding| vec![finding]), printer);
    }

    /// Returns the number of records to process in parallel.
    fn threads(&self) -> NonZeroUsize {
        let threads = self.request.selection.jobs.or_else(|| thread::available_parallelism().ok());
        threads.unwrap_or(NonZeroUsize::MIN)
    }
}

/// The results of a run so far.
struct Tally {
    summary: Summary,
    /// The number of documents that the run attempted.
    tried: usize,
    exit: Exit,
    strict: bool,
}

impl Tally {
    fn new(request: &BuildRequest<'_>) -> Self {
        let summary = Summary::new(request.verb);
        Self { summary, tried: 0, exit: Exit::Success, strict: request.strict }
    }

    /// Returns the requested records, and whether all of them were found. Prints and counts the
    /// findings about those that were not.
    fn records(
        &mut self,
        selection: &Selection,
        session: &Session,
        printer: &mut dyn Printer,
    ) -> (Vec<RecordFile>, bool) {
        let (records, findings) = match selection.records.as_slice() {
            [] => session.project.records(),
            names => session.project.find_records(names),
        };
        // Here, a finding about content concerns a record that cannot be attempted.
        let refused = findings.iter().filter(|finding| {
            finding.code == Code::UNKNOWN_RECORD
                || finding.level() == Level::Error && finding.code.fault() == Fault::Content
        });
        let documents = session.templates_for(RecordKind::Event).count();
        for finding in refused {
            self.summary.refuse(finding, documents);
        }
        self.report(&findings, printer);
        if !selection.records.is_empty() {
            self.report(&without_template(&records, session), printer);
        }
        (records, !has_errors(&findings))
    }

    /// Prints and counts the outcome of a record.
    fn add(&mut self, outcome: &Outcome, verb: Action, printer: &mut dyn Printer) {
        let made = outcome.artifacts.len() + outcome.sound;
        self.summary.failed += outcome.failed;
        self.summary.made += made;
        self.tried += outcome.failed + made;
        printer.failed(outcome.failed);
        self.summary.note(outcome);
        self.report(&outcome.findings, printer);
        for artifact in &outcome.artifacts {
            printer.artifact(&outcome.record, artifact, verb);
        }
    }

    /// Notes the documents of a record that could not be made, and are still there as an earlier
    /// build left them: whoever opens one must not take it for the new one.
    fn note_earlier(&mut self, outcome: &Outcome, paths: Option<&Vec<PathBuf>>) {
        let is_made = |path: &PathBuf| outcome.artifacts.iter().any(|made| made.path == *path);
        let left = paths.into_iter().flatten().filter(|path| !is_made(path) && path.is_file());
        self.summary.earlier.extend(left.cloned());
    }

    /// Prints and counts findings.
    fn report(&mut self, findings: &[Diagnostic], printer: &mut dyn Printer) {
        // A build does not show findings that are merely informative.
        let silent = |finding: &Diagnostic| {
            finding.level() == Level::Information && self.summary.verb == Action::Built
        };
        let shown: Vec<_> = findings.iter().filter(|finding| !silent(finding)).collect();
        for finding in &shown {
            self.exit = self.exit.max(exit::of_finding(finding, self.strict));
        }
        for finding in findings {
            self.summary.count(finding);
        }
        printer.findings(&shown);
    }

    /// Ends a run that cannot start.
    fn abort(mut self, findings: &[Diagnostic], printer: &mut dyn Printer) -> Exit {
        self.report(findings, printer);
        self.exit.max(Exit::Usage)
    }
}
