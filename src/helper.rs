//! The helper process: an instance of byline that renders documents for another one, within limits.

use std::io::{self, BufRead};
use std::num::NonZeroUsize;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, mpsc};
use std::thread;

use crate::args::Helper;
use crate::converter;
use crate::exit::Exit;
use crate::findings::report;
use crate::printer::Printer;
use crate::process::byline;
use crate::test_records;
use byline_build::{MEMORY_LIMIT, Options, Request, STACK_BYTES, Session, Stopwatch, Task};
use byline_core::diagnostic::{Diagnostic, Level};
use byline_core::model::{Language, Slug};
use byline_core::project::Project;
use byline_render::contract::Output;
use byline_render::export::WriteTracker;

/// Starts a helper that renders documents with some templates.
pub(crate) fn start(
    project: &Project,
    templates: &[Slug],
    languages: &[Language],
    output: Output,
) -> io::Result<Child> {
    let mut command = command(project, templates)?;
    if output.print {
        command.arg("--print");
    }
    if output.greyscale {
        command.arg("--greyscale");
    }
    for language in languages {
        command.args(["--lang", &language.to_string()]);
    }
    command.spawn()
}

/// Starts a helper that compares the pages of test records with stored pictures.
pub(crate) fn start_proofs(
    project: &Project,
    template: &Slug,
    tests: &Path,
    update: bool,
) -> io::Result<Child> {
    let mut command = command(project, std::slice::from_ref(template))?;
    command.arg("--tests").arg(tests);
    if update {
        command.arg("--update");
    }
    command.spawn()
}

fn command(project: &Project, templates: &[Slug]) -> io::Result<Command> {
    let mut command = byline()?;
    command.arg("--project").arg(&project.root);
    // A fatal error is sent on the answer pipe as an English finding. All other findings travel
    // untranslated, and the parent translates them.
    command.args(["--message-format", "json", "--ui-language", "en", "helper"]);
    for template in templates {
        command.args(["--template", template.as_str()]);
    }
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    Ok(command)
}

/// Answers requests on standard input until it ends.
pub(crate) fn run(
    project: &Project,
    args: &Helper,
    stopwatch: Stopwatch<'_>,
    printer: &mut dyn Printer,
) -> io::Result<Exit> {
    // A helper that exceeds the limit aborts, and the byline that started it reports that. On
    // systems without this limit, only the time limit applies.
    #[cfg(unix)]
    let _ = rlimit::setrlimit(rlimit::Resource::DATA, MEMORY_LIMIT, MEMORY_LIMIT);
    // Ctrl-C reaches helpers as well; they end when the byline that started them does.
    let _ = ctrlc::set_handler(|| {});
    let write_tracker = Arc::new(WriteTracker::default());
    let guard = Arc::clone(&write_tracker);
    let (sender, lines) = mpsc::channel();
    // When the byline that started it is gone, a helper ends, even in the middle of a loop.
    thread::Builder::new().spawn(move || {
        for line in io::stdin().lock().lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                break;
            }
        }
        let _closed = guard.close();
        #[expect(clippy::disallowed_methods, reason = "the process that started it has ended")]
        std::process::exit(0)
    })?;
    // Documents are laid out on a stack as large as that of byline's own threads.
    let ended = thread::scope(|scope| {
        let work = || serve(project, args, stopwatch, &write_tracker, lines);
        let worker = thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, work)?;
        worker.join().unwrap_or_else(|_| Err(io::Error::other("a helper failed")))
    })?;
    Ok(match ended {
        Ok(()) => Exit::Success,
        Err(findings) => report(&findings, printer),
    })
}

fn serve(
    project: &Project,
    args: &Helper,
    stopwatch: Stopwatch<'_>,
    write_tracker: &WriteTracker,
    lines: mpsc::Receiver<String>,
) -> io::Result<Result<(), Vec<Diagnostic>>> {
    let tests = args.tests.as_deref().map(|tests| test_records::tests_project(project, tests));
    let project = match &tests {
        None => project,
        Some(Ok(tests)) => tests,
        Some(Err(findings)) => return Ok(Err(findings.clone())),
    };
    let output = Output { print: args.print, greyscale: args.greyscale, fit: 0 };
    let request = Request {
        templates: args.templates.clone(),
        languages: args.languages.clone(),
        output,
        all_translations: false,
    };
    let session = match Session::new(project, request, converter::of(project)) {
        Ok(session) => session,
        Err(mut findings) => {
            findings.retain(|finding| finding.level() == Level::Error);
            return Ok(Err(findings));
        }
    };
    let template = args.templates.first();
    let proof_folders = args
        .tests
        .as_deref()
        .zip(template)
        .map(|(tests, template)| test_records::proof_folders(tests, template, args.update));
    let options = Options {
        threads: NonZeroUsize::MIN,
        task: Task::Make,
        write: true,
        stopwatch,
        stop: &AtomicBool::new(false),
        write_tracker,
        proof_folders: proof_folders.as_ref(),
        helpers: None,
    };
    // Standard output is not locked throughout: a panic on another thread must be able to tell.
    byline_build::serve(lines.into_iter(), io::stdout(), &session, &options)?;
    Ok(Ok(()))
}
