//! Helpers: processes that set documents with a project's own templates, so that one
//! that loops for ever or asks for all the memory can be stopped.
//!
//! The standard templates need none: they run in byline's own threads.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use typst::comemo;

use super::make;
use super::outcome::Outcome;
use super::plan::Job;
use super::run::{self, Options, Task};
use super::session::Session;
use super::wire::{Answer, Request};
use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::model::Slug;
use byline_core::source::{Place, Source};

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
pub struct Helper<'a> {
    start: Starter<'a>,
    running: Option<Running>,
}

struct Running {
    child: Child,
    requests: ChildStdin,
    answers: Receiver<String>,
    /// What it says last, on standard error.
    words: Option<JoinHandle<String>>,
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
    /// It took too long.
    Time,
    /// The helper ended; what it said last.
    Gone(String),
    /// The helper could not be started, or not be asked.
    Unasked(io::Error),
}

impl<'a> Helper<'a> {
    /// A helper that is not running yet.
    pub fn new(start: Starter<'a>) -> Self {
        Self { start, running: None }
    }

    /// Does a job.
    pub fn work(&mut self, job: &Job, session: &Session, task: Task) -> Outcome {
        self.ask(job, task).unwrap_or_else(|failure| {
            // Its own findings would be lost with the helper.
            let mut outcome = make::examine(job, session);
            outcome.findings.retain(|_| task == Task::Make);
            outcome.findings.push(finding(&failure, job, session));
            Outcome { failed: job.outputs.len(), sound: 0, ..outcome }
        })
    }

    fn ask(&mut self, job: &Job, task: Task) -> Result<Outcome, Failure> {
        let request = serde_json::to_string(&Request::new(job, task));
        let request = request.map_err(|error| Failure::Unasked(error.into()))?;
        let running = match &mut self.running {
            Some(running) => running,
            None => self.running.insert(begin(self.start).map_err(Failure::Unasked)?),
        };
        let asked = writeln!(running.requests, "{request}");
        let answer = asked.map_err(|_| RecvTimeoutError::Disconnected);
        let answer = answer.and_then(|()| running.answers.recv_timeout(TIME_LIMIT));
        let answer = answer.map(|line| serde_json::from_str::<Answer>(&line));
        match answer {
            Ok(Ok(answer)) => answer.into_outcome(job).ok_or(Failure::Gone(String::new())),
            Ok(Err(error)) => Err(Failure::Unasked(error.into())),
            Err(RecvTimeoutError::Timeout) => {
                self.running = None;
                Err(Failure::Time)
            }
            Err(RecvTimeoutError::Disconnected) => {
                let words = running.words.take().and_then(|words| words.join().ok());
                self.running = None;
                Err(Failure::Gone(words.unwrap_or_default()))
            }
        }
    }
}

fn begin(start: Starter<'_>) -> io::Result<Running> {
    let mut child = start()?;
    let piped = || io::Error::other("it cannot be spoken to");
    let requests = child.stdin.take().ok_or_else(piped)?;
    let output = child.stdout.take().ok_or_else(piped)?;
    let mut errors = child.stderr.take().ok_or_else(piped)?;
    let (sender, answers) = mpsc::channel();
    thread::Builder::new().spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                break;
            }
        }
    })?;
    let words = thread::Builder::new().spawn(move || {
        let mut words = Vec::new();
        // What can be read of it serves.
        let _ = errors.read_to_end(&mut words);
        String::from_utf8_lossy(&words).into_owned()
    })?;
    Ok(Running { child, requests, answers, words: Some(words) })
}

fn finding(failure: &Failure, job: &Job, session: &Session) -> Diagnostic {
    let template = job.outputs.first().map(|planned| &session.templates[planned.template].name);
    let name = template.map_or("", Slug::as_str);
    let message = match failure {
        Failure::Time => {
            format!("the template `{name}` takes longer than {} s", TIME_LIMIT.as_secs())
        }
        Failure::Gone(words) if words.contains("memory") => {
            let limit = MEMORY_LIMIT >> 30;
            format!("the template `{name}` asks for more than {limit} GB of memory")
        }
        Failure::Gone(words) if words.contains("overflowed its stack") => {
            format!("the template `{name}` nests its values too deeply")
        }
        Failure::Gone(_) => format!("the template `{name}` ended unexpectedly"),
        Failure::Unasked(error) => format!("byline cannot ask a helper: {error}"),
    };
    let code = match failure {
        Failure::Unasked(_) => Code::Internal,
        _ => Code::TemplateLimit,
    };
    let place = Place::new(&Source::new(job.record.name.clone(), ""), 0..0);
    let finding = Diagnostic::new(code, message).at(place);
    match failure {
        Failure::Unasked(_) => finding,
        _ => finding.hint(
            "it was stopped at this record; look for a loop or a list without end, or for \
             more stories than an issue should have",
        ),
    }
}

/// The work of a helper: answers each request until there are no more.
///
/// # Errors
/// When the answers cannot be written.
pub fn serve(
    requests: impl Iterator<Item = String>,
    mut answers: impl Write,
    session: &Session,
    options: &Options<'_>,
) -> io::Result<()> {
    for line in requests {
        let request: Option<Request> = serde_json::from_str(&line).ok();
        let Some((job, task)) = request.and_then(Request::into_job) else {
            return Err(io::Error::other("this is no request"));
        };
        comemo::evict(0);
        let outcome = run::carry_out(&job, session, options, task, true);
        serde_json::to_writer(&mut answers, &Answer::new(&outcome))?;
        writeln!(answers)?;
        answers.flush()?;
    }
    Ok(())
}
