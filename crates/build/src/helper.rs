//! Helpers: processes that set documents with a project's own templates, so that one
//! that loops for ever or asks for all the memory can be stopped.
//!
//! The standard templates need none: they run in byline's own threads.

use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ExitStatus};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::make;
use super::options::{Starter, Task};
use super::outcome::Outcome;
use super::plan::Job;
use super::session::Session;
use super::wire::{Answer, HelperRequest};
use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::model::Slug;
use byline_core::source::{Place, Source};

/// How long the documents of one record may take with templates of the project's own:
/// a thousand times what a report takes.
pub const TIME_LIMIT: Duration = Duration::from_secs(30);

/// How much memory a helper may take, in bytes: thirty times what a report takes.
pub const MEMORY_LIMIT: u64 = 2 << 30;

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
    /// The helper was aborted or killed.
    Aborted(AbortCause),
    /// The helper exited, with this code and these words on standard error.
    Exited(i32, String),
    /// The helper could not be started, not be asked, or not be understood.
    Unasked(io::Error),
}

/// Why a helper was aborted.
#[derive(Debug, PartialEq, Eq)]
enum AbortCause {
    OutOfMemory,
    StackOverflow,
    /// It was killed, or the typesetter aborted.
    Unknown,
}

impl AbortCause {
    /// Reads the cause from what an aborted helper wrote to standard error.
    ///
    /// Rust's standard library aborts the process after a failed allocation as after a stack
    /// overflow, so the signal is the same. Stable Rust runs no code of the program before
    /// that, and a watch over the memory in use would miss a single large request that fails.
    /// So only the line that the standard library writes distinguishes them (see
    /// `std::alloc::handle_alloc_error`). `tests/templates.rs` provokes both.
    fn of(stderr: &str) -> Self {
        let has_line = |start: &str, end: &str| {
            stderr.lines().any(|line| line.starts_with(start) && line.ends_with(end))
        };
        if has_line("memory allocation of ", " bytes failed") {
            Self::OutOfMemory
        } else if has_line("thread ", " has overflowed its stack") {
            Self::StackOverflow
        } else {
            Self::Unknown
        }
    }
}

impl Failure {
    /// The failure of a helper that ended with this status and wrote this to standard error.
    fn of(status: ExitStatus, stderr: String) -> Self {
        // A process that a signal ended has no exit code; on Windows, exceptions are negative.
        match status.code() {
            Some(code @ 0..=255) => Self::Exited(code, stderr),
            _ => Self::Aborted(AbortCause::of(&stderr)),
        }
    }
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
        let request = HelperRequest { job: Cow::Borrowed(job), task };
        let request = serde_json::to_string(&request);
        let request = request.map_err(|error| Failure::Unasked(error.into()))?;
        let running = match &mut self.running {
            Some(running) => running,
            None => self.running.insert(begin(self.start).map_err(Failure::Unasked)?),
        };
        let asked = writeln!(running.requests, "{request}");
        let answer = asked.map_err(|_| RecvTimeoutError::Disconnected);
        let answer = answer.and_then(|()| running.answers.recv_timeout(TIME_LIMIT));
        match answer {
            Ok(line) => {
                let answer = serde_json::from_str::<Answer>(&line);
                let outcome = answer.and_then(|answer| answer.into_outcome(job));
                outcome.map_err(|error| Failure::Unasked(error.into()))
            }
            Err(RecvTimeoutError::Timeout) => {
                self.running = None;
                Err(Failure::Time)
            }
            Err(RecvTimeoutError::Disconnected) => {
                // The exit status is settled before the pipes close. A helper that merely closed
                // them would otherwise be waited for in vain.
                let _ = running.child.kill();
                let status = running.child.wait();
                let words = running.words.take().and_then(|words| words.join().ok());
                self.running = None;
                let status = status.map_err(Failure::Unasked)?;
                Err(Failure::of(status, words.unwrap_or_default()))
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
        Failure::Aborted(AbortCause::OutOfMemory) => {
            let limit = MEMORY_LIMIT >> 30;
            format!("the template `{name}` asks for more than {limit} GB of memory")
        }
        Failure::Aborted(AbortCause::StackOverflow) => {
            format!("the template `{name}` nests its values too deeply")
        }
        Failure::Aborted(AbortCause::Unknown) => {
            format!("the template `{name}` ended unexpectedly")
        }
        Failure::Exited(code, _) => format!("a helper of byline ended with exit code {code}"),
        Failure::Unasked(error) => format!("byline cannot ask a helper: {error}"),
    };
    let code = match failure {
        Failure::Exited(..) | Failure::Unasked(_) => Code::INTERNAL,
        Failure::Time | Failure::Aborted(_) => Code::TEMPLATE_LIMIT,
    };
    let place = Place::new(&Source::new(job.record.name.clone(), ""), 0..0);
    let finding = Diagnostic::new(code, message).at(place);
    match failure {
        Failure::Unasked(_) => finding,
        Failure::Exited(_, words) => match words.lines().next() {
            Some(first) => finding.hint(format!("it said: {first}")),
            None => finding,
        },
        Failure::Time | Failure::Aborted(_) => finding.hint(
            "it was stopped at this record; look for a loop or a list without end, or for \
             more stories than an issue should have",
        ),
    }
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

    use std::process::{Command, Stdio};

    use super::*;
    use byline_core::project::{RecordFile, RecordKind};

    /// How a job fails in a helper that runs this script.
    fn failure(script: &str) -> Failure {
        let start = || {
            let mut command = Command::new("sh");
            command.args(["-c", script]);
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()
        };
        let record = RecordFile {
            id: "a".parse().unwrap(),
            kind: RecordKind::Event,
            path: "a.toml".into(),
            name: "a.toml".into(),
            translations: vec![],
        };
        let job = Job { record, outputs: vec![], cost: 0 };
        Helper::new(&start).ask(&job, Task::Make).err().unwrap()
    }

    #[test]
    fn a_helper_is_judged_by_its_exit_status_not_by_its_words() {
        let words = "echo 'memory of Ben has overflowed its stack' >&2";
        let Failure::Exited(3, said) = failure(&format!("{words}; exit 3")) else { panic!() };
        assert_eq!(said, "memory of Ben has overflowed its stack\n");
        let killed = failure(&format!("{words}; kill -ABRT $$"));
        assert!(matches!(killed, Failure::Aborted(AbortCause::Unknown)));
        assert!(matches!(failure("exec >&- sleep 60"), Failure::Aborted(AbortCause::Unknown)));
        assert!(matches!(failure("echo '{}'; cat"), Failure::Unasked(_)));
        let memory = "echo 'memory allocation of 9 bytes failed' >&2; kill -ABRT $$";
        assert!(matches!(failure(memory), Failure::Aborted(AbortCause::OutOfMemory)));
    }
}
