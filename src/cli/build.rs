//! `byline build` and `byline check`: the same work, but for the writing.

use std::io;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::thread;

use super::args::{Build, Check, Selection};
use super::exit::{self, Exit};
use super::helper;
use super::printer::{Made, Printer, Summary};
use crate::batch::{self, Options, Press, Stopwatch, Task};
use crate::diagnostic::{Code, Diagnostic, Fault, Level};
use crate::event::Word;
use crate::project::{Project, RecordFile, RecordKind};
use crate::template::Output;

/// What the arguments of either verb come to.
pub(super) struct Request<'a> {
    selection: &'a Selection,
    output: Option<PathBuf>,
    sort: Output,
    strict: bool,
    verb: Made,
}

impl<'a> From<&'a Build> for Request<'a> {
    fn from(args: &'a Build) -> Self {
        let output = args.output.clone();
        let sort = Output { print: args.print, greyscale: args.greyscale, fit: 0 };
        Self { selection: &args.selection, output, sort, strict: false, verb: Made::Built }
    }
}

impl<'a> From<&'a Check> for Request<'a> {
    fn from(args: &'a Check) -> Self {
        Self {
            selection: &args.selection,
            output: None,
            sort: Output::default(),
            strict: args.strict,
            verb: Made::Checked,
        }
    }
}

/// Runs the request.
pub(super) fn run(
    project: &Project,
    request: &Request<'_>,
    stopwatch: Stopwatch<'_>,
    printer: &mut dyn Printer,
) -> io::Result<Exit> {
    let selection = request.selection;
    let mut tally =
        Tally { summary: Summary::new(request.verb), exit: Exit::Success, strict: request.strict };

    let (press, findings) = match Press::new(project, &selection.templates, request.sort) {
        Ok(ready) => ready,
        Err(findings) => return tally.give_up(&findings, printer),
    };
    tally.hear(&findings, printer)?;
    let (records, findings) = match selection.records.as_slice() {
        [] => project.records(),
        names => project.find_records(names),
    };
    // A finding about content, here, is about a record that cannot be tried.
    let refused = findings.iter().filter(|finding| {
        finding.level() == Level::Error && finding.code.fault() == Fault::Content
    });
    let documents = press.templates.iter().filter(|t| t.manifest.record == RecordKind::Event);
    tally.summary.failed += refused.count() * documents.count();
    tally.hear(&findings, printer)?;

    if !selection.records.is_empty() {
        tally.hear(&without_template(&records, &press), printer)?;
    }

    let output = request.output.clone().unwrap_or_else(|| project.output_folder());
    let jobs = match batch::plan(records, &press, &output) {
        Ok(jobs) => jobs,
        Err(findings) => return tally.give_up(&findings, printer),
    };
    printer.start(jobs.iter().map(|job| job.outputs.len()).sum());
    let start = || helper::start(project, &selection.templates, request.sort);
    let threads = selection.jobs.or_else(|| thread::available_parallelism().ok());
    let options = Options {
        threads: threads.unwrap_or(NonZeroUsize::MIN),
        task: if request.verb == Made::Built { Task::Make } else { Task::Examine },
        write: true,
        stopwatch,
        shelf: None,
        helpers: Some(&start),
    };
    let mut printed = Ok(());
    let ran = batch::run(&jobs, &press, &options, |outcome| {
        if printed.is_ok() {
            printed = tally.hear(&outcome.findings, printer);
        }
        tally.summary.failed += outcome.failed;
        tally.summary.made += outcome.artifacts.len() + outcome.sound;
        printer.failed(outcome.failed);
        for artifact in &outcome.artifacts {
            if printed.is_ok() {
                printed = printer.artifact(&outcome.record, artifact, request.verb);
            }
        }
    });
    printed?;
    if let Err(finding) = ran {
        tally.hear(&[finding], printer)?;
    }
    printer.summary(&tally.summary)?;
    Ok(tally.exit)
}

/// What is to be said of records that no template is for.
fn without_template(records: &[RecordFile], press: &Press<'_>) -> Vec<Diagnostic> {
    let served = |kind| press.templates.iter().any(|template| template.manifest.record == kind);
    let left = records.iter().filter(|record| !served(record.kind));
    left.map(|record| {
        let message =
            format!("none of the templates prints `{}`, an {}", record.id, record.kind.name());
        Diagnostic::new(Code::NoRecords, message).hint("`byline templates` lists what there is")
    })
    .collect()
}

/// What a run came to so far.
struct Tally {
    summary: Summary,
    exit: Exit,
    strict: bool,
}

impl Tally {
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
