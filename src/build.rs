//! `byline build` and `byline check`: the same work, but for the writing.

use std::io;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::thread;
use std::time::Duration;

use crate::args::{Build, Check, Selection};
use crate::exit::{self, Exit};
use crate::helper;
use crate::interrupt::Interrupt;
use crate::printer::{Made, Printer, Summary};
use byline_build::{Extent, Options, Outcome, Session, Shard, State, Stopwatch, Survey, Task};
use byline_core::diagnostic::{Code, Diagnostic, Fault, Level, has_errors};
use byline_core::model::Word;
use byline_core::project::{Project, RecordFile, RecordKind};
use byline_render::contract::Output;

/// How often what is known is kept during a long run.
const BETWEEN_SAVES: Duration = Duration::from_secs(30);

/// What the arguments of either verb come to.
pub(crate) struct Request<'a> {
    selection: &'a Selection,
    output: Option<PathBuf>,
    sort: Output,
    extent: Extent,
    explain: bool,
    shard: Option<Shard>,
    strict: bool,
    verb: Made,
}

impl<'a> From<&'a Build> for Request<'a> {
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

impl<'a> From<&'a Check> for Request<'a> {
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

/// Runs the request.
pub(crate) fn run(
    project: &Project,
    request: &Request<'_>,
    stopwatch: Stopwatch<'_>,
    printer: &mut dyn Printer,
) -> io::Result<Exit> {
    let selection = request.selection;
    let mut tally = Tally::new(request);
    let asked = byline_build::Request {
        templates: selection.templates.clone(),
        languages: selection.languages.clone(),
        output: request.sort,
    };
    let session = match Session::new(project, asked) {
        Ok(session) => session,
        Err(findings) => return tally.give_up(&findings, printer),
    };
    tally.hear(&session.findings(), printer)?;
    let (mut records, sound) = tally.records(selection, &session, printer)?;
    let state = (request.verb == Made::Built).then(|| State::open(&session, request.shard));
    let interrupt = Interrupt::of(state, printer.format());
    let whole = selection.records.is_empty() && request.shard.is_none() && sound;
    if whole && let Some(mut state) = interrupt.state() {
        tally.summary.stale = state.stale(&records, &session).len();
    }
    if let Some(shard) = request.shard {
        records.retain(|record| shard.holds(&record.id));
    }

    let output = request.output.clone().unwrap_or_else(|| project.output_folder());
    let plan = match byline_build::plan(records, &session, &output) {
        Ok(plan) => plan,
        Err(findings) => return tally.give_up(&findings, printer),
    };
    let clashes = interrupt.state().map(|state| state.clashes(&plan, &session)).unwrap_or_default();
    if !clashes.is_empty() {
        return tally.give_up(&clashes, printer);
    }
    let threads = selection.jobs.or_else(|| thread::available_parallelism().ok());
    let threads = threads.unwrap_or(NonZeroUsize::MIN);
    let survey = match interrupt.state() {
        Some(mut state) => state.survey(plan, &session, request.extent, request.explain, threads),
        None => Survey { jobs: plan, ..Survey::default() },
    };
    tally.summary.current = survey.current;
    tally.summary.known_warnings = survey.warnings;
    for (path, reasons) in &survey.reasons {
        printer.reasons(path, reasons)?;
    }
    let jobs = survey.jobs;
    let planned: usize = jobs.iter().map(|job| job.outputs.len()).sum();
    printer.start(planned);
    let start = || helper::start(project, &selection.templates, &selection.languages, request.sort);
    let stop = Arc::clone(&interrupt.stop);
    let options = Options {
        threads,
        task: if request.verb == Made::Built { Task::Make } else { Task::Examine },
        write: true,
        stopwatch,
        stop: &stop,
        writes: &interrupt.writes,
        shelf: None,
        helpers: Some(&start),
    };
    let mut printed = Ok(());
    let mut full = false;
    let mut kept = stopwatch();
    let ran = byline_build::run(jobs, &session, &options, |outcome| {
        if let Some(mut state) = interrupt.state() {
            state.note(&outcome, &session);
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
            stop.store(true, Ordering::SeqCst);
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

/// What a run came to so far.
struct Tally {
    summary: Summary,
    /// How many documents were tried.
    tried: usize,
    exit: Exit,
    strict: bool,
}

impl Tally {
    fn new(request: &Request<'_>) -> Self {
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
