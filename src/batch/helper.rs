//! Helpers: processes that set documents with a project's own templates, so that one
//! that loops for ever or asks for all the memory can be stopped.
//!
//! The standard templates need none: they run in byline's own threads.

use std::io::{self, BufRead, BufReader, Write};
use std::process::{Child, ChildStdin};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use super::document::Outcome;
use super::run::{self, Options, Task};
use super::wire::{Answer, Request};
use super::{Job, Press};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Place, Source};

/// How long the documents of one record may take with templates of the project's own:
/// a thousand times what a report takes.
pub const TIME_LIMIT: Duration = Duration::from_secs(30);

/// How much memory a helper may take, in bytes: thirty times what a report takes.
pub const MEMORY_LIMIT: u64 = 2 << 30;

/// Starts a helper, its standard input and output piped. Handed in, for the library does
/// not know the program that it is part of.
pub type Starter<'a> = &'a (dyn Fn() -> io::Result<Child> + Sync);

/// Does one thread's jobs in a helper, which is started when it is needed, and again
/// after it had to be stopped.
pub(super) struct Helper<'a> {
    start: Starter<'a>,
    running: Option<Running>,
}

struct Running {
    child: Child,
    requests: ChildStdin,
    answers: Receiver<String>,
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may be gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Why a job was not done.
enum Failure {
    Time,
    Gone,
    NotStarted(io::Error),
}

impl<'a> Helper<'a> {
    pub(super) fn new(start: Starter<'a>) -> Self {
        Self { start, running: None }
    }

    /// Does a job.
    pub(super) fn work(&mut self, job: &Job, press: &Press<'_>, task: Task) -> Outcome {
        self.ask(job, task).unwrap_or_else(|failure| {
            self.running = None;
            let finding = finding(&failure, job, press);
            Outcome { failed: job.outputs.len(), findings: vec![finding], ..Outcome::new(job) }
        })
    }

    fn ask(&mut self, job: &Job, task: Task) -> Result<Outcome, Failure> {
        let running = match &mut self.running {
            Some(running) => running,
            None => self.running.insert(begin(self.start).map_err(Failure::NotStarted)?),
        };
        let request = serde_json::to_string(&Request::new(job, task)).map_err(|_| Failure::Gone)?;
        writeln!(running.requests, "{request}").map_err(|_| Failure::Gone)?;
        let line = running.answers.recv_timeout(TIME_LIMIT).map_err(|error| match error {
            RecvTimeoutError::Timeout => Failure::Time,
            RecvTimeoutError::Disconnected => Failure::Gone,
        })?;
        let answer: Option<Answer> = serde_json::from_str(&line).ok();
        answer.and_then(|answer| answer.into_outcome(job)).ok_or(Failure::Gone)
    }
}

fn begin(start: Starter<'_>) -> io::Result<Running> {
    let mut child = start()?;
    let piped = || io::Error::other("its input or output is not piped");
    let requests = child.stdin.take().ok_or_else(piped)?;
    let output = child.stdout.take().ok_or_else(piped)?;
    let (sender, answers) = mpsc::channel();
    thread::Builder::new().spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                break;
            }
        }
    })?;
    Ok(Running { child, requests, answers })
}

fn finding(failure: &Failure, job: &Job, press: &Press<'_>) -> Diagnostic {
    let names: Vec<_> = job
        .outputs
        .iter()
        .map(|(index, _)| &press.templates[*index])
        .filter(|template| template.is_of_project())
        .map(|template| format!("`{}`", template.name))
        .collect();
    let (names, seconds) = (names.join(" or "), TIME_LIMIT.as_secs());
    let (code, message) = match failure {
        Failure::Time => {
            (Code::TemplateLimit, format!("the template {names} takes longer than {seconds} s"))
        }
        Failure::Gone => {
            let limit = MEMORY_LIMIT >> 30;
            let message = format!("the template {names} asks for more than {limit} GB of memory");
            (Code::TemplateLimit, message)
        }
        Failure::NotStarted(error) => {
            (Code::Internal, format!("byline cannot start a helper: {error}"))
        }
    };
    let place = Place::new(&Source::new(job.record.name.clone(), ""), 0..0);
    let finding = Diagnostic::new(code, message).at(place);
    match failure {
        Failure::NotStarted(_) => finding,
        _ => finding.hint("it was stopped at this record; look for a loop or a list without end"),
    }
}

/// The work of a helper: answers each request until there are no more.
///
/// # Errors
/// When the answers cannot be written.
pub fn serve(
    requests: impl Iterator<Item = String>,
    mut answers: impl Write,
    press: &Press<'_>,
    options: &Options<'_>,
) -> io::Result<()> {
    for line in requests {
        let request: Option<Request> = serde_json::from_str(&line).ok();
        let Some((job, task)) = request.and_then(Request::into_job) else {
            return Err(io::Error::other("this is no request"));
        };
        let outcome = run::carry_out(&job, press, options, task, true);
        serde_json::to_writer(&mut answers, &Answer::new(&outcome))?;
        writeln!(answers)?;
        answers.flush()?;
    }
    Ok(())
}
