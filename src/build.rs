//! `byline build` and `byline check`: the same work, but for the writing.

use std::io;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::thread;
use std::time::Duration;

use crate::args::{Build, Check, Selection};
use crate::exit::{self, Exit};
use crate::helper;
use crate::interrupt::Interrupt;
use crate::printer::{Made, Printer, Summary};
use byline_build::{
    Extent, Job, Options, Outcome, Request, Session, Shard, State, Stopwatch, Survey, Task,
};
use byline_core::diagnostic::{Code, Diagnostic, Fault, Level, has_errors};
use byline_core::model::Word;
use byline_core::project::{Project, RecordFile, RecordKind};
use byline_render::contract::Output;

/// How often what is known is kept during a long run.
const BETWEEN_SAVES: Duration = Duration::from_secs(30);

/// What the arguments of either verb come to.
pub(crate) struct BuildRequest<'a> {
    selection: &'a Selection,
    output: Option<PathBuf>,
    sort: Output,
    extent: Extent,
    explain: bool,
    shard: Option<Shard>,
    strict: bool,
    verb: Made,
}

impl<'a> From<&'a Build> for BuildRequest<'a> {
    fn from(args: &'a Build) -> Self {
        Self {
            selection: &args.selection,
            output: args.output.clone(),
            sort: Output { print: args.print, greyscale: args.greyscale, fit: 0 },
            extent: if args.force { Extent::All } else { Extent::Needed },
            explain: args.explain,
            shard: args.shard,
            strict: false,
            verb: Made::Built,
        }
    }
}

impl<'a> From<&'a Check> for BuildRequest<'a> {
    fn from(args: &'a Check) -> Self {
        Self {
            selection: &args.selection,
            output: None,
            sort: Output::default(),
            extent: Extent::All,
            explain: false,
            shard: None,
            strict: args.strict,
            verb: Made::Checked,
        }
    }
}

impl BuildRequest<'_> {
    /// What the request asks of a session.
    fn of_session(&self) -> Request {
        Request {
            templates: self.selection.templates.clone(),
            languages: self.selection.languages.clone(),
            output: self.sort,
        }
    }

    /// Whether all records of the project are asked for.
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
) -> io::Result<Exit> {
    let mut tally = Tally::new(request);
    let session = match Session::new(project, request.of_session()) {
        Ok(session) => session,
        Err(findings) => return tally.give_up(&findings, printer),
    };
    tally.hear(&session.findings(), printer)?;
    let (records, sound) = tally.records(request.selection, &session, printer)?;
    let state = (request.verb == Made::Built).then(|| State::open(&session, request.shard));
    let interrupt = Interrupt::of(state, printer.format());
    let run = Run { project, request, session: &session, interrupt: &interrupt, stopwatch };
    if sound && request.is_whole() {
        tally.summary.stale = run.count_stale(&records);
    }
    let plan = match run.plan(records) {
        Ok(plan) => plan,
        Err(findings) => return tally.give_up(&findings, printer),
    };
    let jobs = run.survey(plan, &mut tally.summary, printer)?;
    run.make(jobs, &mut tally, printer)?;
    if let Some(mut state) = interrupt.state()
        && let Err(error) = state.save()
    {
        tally.hear(&[not_kept(&error)], printer)?;
    }
    printer.summary(&tally.summary)?;
    Ok(tally.exit)
}

/// What is to be said when the state cannot be written.
pub(crate) fn not_kept(error: &io::Error) -> Diagnostic {
    let message = format!("what was built cannot be remembered: {error}");
    Diagnostic::new(Code::STATE_NOT_KEPT, message)
        .hint("the documents are there, but the next build makes them all again")
}

/// What is to be said of records that no template is for.
fn without_template(records: &[RecordFile], session: &Session) -> Vec<Diagnostic> {
    let served = |kind| session.templates.iter().any(|template| template.manifest.record == kind);
    let left = records.iter().filter(|record| !served(record.kind));
    left.map(|record| {
        let message =
            format!("none of the templates prints `{}`, an {}", record.id, record.kind.name());
        Diagnostic::new(Code::NO_RECORDS, message).hint("`byline templates` lists what there is")
    })
    .collect()
}

/// A run of a request, once the session is open.
struct Run<'a> {
    project: &'a Project,
    request: &'a BuildRequest<'a>,
    session: &'a Session,
    interrupt: &'a Interrupt,
    stopwatch: Stopwatch<'a>,
}

impl Run<'_> {
    /// Counts the documents of earlier runs that no record of the project has any more.
    fn count_stale(&self, records: &[RecordFile]) -> usize {
        self.interrupt.state().map_or(0, |mut state| state.stale(records, self.session).len())
    }

    /// Plans the documents of the records that are in the run's shard.
    ///
    /// # Errors
    /// What keeps all of them from being made.
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

    /// Finds out which documents of the plan are to be made, and says why if that is asked.
    fn survey(
        &self,
        plan: Vec<Job>,
        summary: &mut Summary,
        printer: &mut dyn Printer,
    ) -> io::Result<Vec<Job>> {
        let BuildRequest { extent, explain, .. } = *self.request;
        let survey = match self.interrupt.state() {
            Some(mut state) => state.survey(plan, self.session, extent, explain, self.threads()),
            None => Survey { jobs: plan, ..Survey::default() },
        };
        summary.current = survey.current;
        summary.known_warnings = survey.warnings;
        for (path, reasons) in &survey.reasons {
            printer.reasons(path, reasons)?;
        }
        Ok(survey.jobs)
    }

    /// Makes or checks documents, and tells what becomes of each.
    fn make(&self, jobs: Vec<Job>, tally: &mut Tally, printer: &mut dyn Printer) -> io::Result<()> {
        let Self { project, request, session, interrupt, stopwatch } = *self;
        let selection = request.selection;
        let planned: usize = jobs.iter().map(|job| job.outputs.len()).sum();
        printer.start(planned);
        let start =
            || helper::start(project, &selection.templates, &selection.languages, request.sort);
        let options = Options {
            threads: self.threads(),
            task: if request.verb == Made::Built { Task::Make } else { Task::Examine },
            write: true,
            stopwatch,
            stop: &interrupt.stop,
            writes: &interrupt.writes,
            shelf: None,
            helpers: Some(&start),
        };
        let mut printed = Ok(());
        let mut full = false;
        let mut kept = stopwatch();
        let ran = byline_build::run(jobs, session, &options, |outcome| {
            if let Some(mut state) = interrupt.state() {
                state.note(&outcome, session);
                // A run that is cut off loses no more than this.
                if stopwatch().saturating_sub(kept) > BETWEEN_SAVES {
                    kept = stopwatch();
                    let _ = state.save();
                }
            }
            let said = tally.add(&outcome, request.verb, printer);
            if printed.is_ok() {
                printed = said;
            }
            // On a full disk, all that follows would fail, too.
            if outcome.findings.iter().any(|finding| finding.code == Code::DISK_FULL) {
                full = true;
                interrupt.stop.store(true, Ordering::SeqCst);
            }
        });
        tally.summary.left = planned.saturating_sub(tally.tried);
        if interrupt.finish() && !full {
            tally.exit = tally.exit.max(Exit::Stopped);
        }
        printed?;
        if let Err(finding) = ran {
            tally.hear(&[finding], printer)?;
        }
        Ok(())
    }

    /// How many records are worked on at a time.
    fn threads(&self) -> NonZeroUsize {
        let threads = self.request.selection.jobs.or_else(|| thread::available_parallelism().ok());
        threads.unwrap_or(NonZeroUsize::MIN)
    }
}

/// What a run came to so far.
struct Tally {
    summary: Summary,
    /// How many documents were tried.
    tried: usize,
    exit: Exit,
    strict: bool,
}

impl Tally {
    fn new(request: &BuildRequest<'_>) -> Self {
        let summary = Summary::new(request.verb);
        Self { summary, tried: 0, exit: Exit::Success, strict: request.strict }
    }

    /// The records that are asked for, and whether all of them could be found: what keeps
    /// them from it is told and counted.
    fn records(
        &mut self,
        selection: &Selection,
        session: &Session,
        printer: &mut dyn Printer,
    ) -> io::Result<(Vec<RecordFile>, bool)> {
        let (records, findings) = match selection.records.as_slice() {
            [] => session.project.records(),
            names => session.project.find_records(names),
        };
        // A finding about content, here, is about a record that cannot be tried.
        let refused = findings.iter().filter(|finding| {
            finding.level() == Level::Error && finding.code.fault() == Fault::Content
        });
        let documents = session.templates.iter().filter(|t| t.manifest.record == RecordKind::Event);
        self.summary.failed += refused.count() * documents.count();
        self.hear(&findings, printer)?;
        if !selection.records.is_empty() {
            self.hear(&without_template(&records, session), printer)?;
        }
        Ok((records, !has_errors(&findings)))
    }

    /// Prints and counts what became of a record.
    fn add(&mut self, outcome: &Outcome, verb: Made, printer: &mut dyn Printer) -> io::Result<()> {
        let made = outcome.artifacts.len() + outcome.sound;
        self.summary.failed += outcome.failed;
        self.summary.made += made;
        self.tried += outcome.failed + made;
        printer.failed(outcome.failed);
        self.summary.note(outcome);
        self.hear(&outcome.findings, printer)?;
        for artifact in &outcome.artifacts {
            printer.artifact(&outcome.record, artifact, verb)?;
        }
        Ok(())
    }

    /// Prints and counts findings.
    fn hear(&mut self, findings: &[Diagnostic], printer: &mut dyn Printer) -> io::Result<()> {
        for finding in findings {
            self.summary.count(finding);
            // Whoever builds need not hear what is only worth knowing.
            if finding.level() == Level::Information && self.summary.verb == Made::Built {
                continue;
            }
            self.exit = self.exit.max(exit::of_finding(finding, self.strict));
            printer.finding(finding)?;
        }
        Ok(())
    }

    /// Ends a run that cannot start.
    fn give_up(mut self, findings: &[Diagnostic], printer: &mut dyn Printer) -> io::Result<Exit> {
        self.hear(findings, printer)?;
        Ok(self.exit.max(Exit::Usage))
    }
}
