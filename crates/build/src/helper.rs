//! Helpers: processes that render documents with a project's own templates, so that byline can
//! stop a template that loops endlessly or exhausts memory.
//!
//! The standard templates need no helper: they run in byline's own threads.

use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ExitStatus};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::message::message;
use byline_core::model::Slug;
use byline_core::source::Place;

use crate::examine::examine;
use crate::options::{SpawnHelper, Task};
use crate::outcome::Outcome;
use crate::plan::Job;
use crate::session::Session;
use crate::wire::{HelperFailure, HelperRequest, Reply};

/// The time limit for the documents of one record made with a project's own templates: a
/// thousand times what a report takes.
pub const TIME_LIMIT: Duration = Duration::from_secs(30);

/// The memory limit of a helper in bytes: thirty times what a report takes.
pub const MEMORY_LIMIT: u64 = 2 << 30;

/// Runs one thread's jobs in a helper process, which is started on first use and restarted after
/// it had to be stopped.
pub struct Helper<'a> {
    start: SpawnHelper<'a>,
    running: Option<Running>,
}

struct Running {
    child: Child,
    requests: ChildStdin,
    answers: Receiver<String>,
    /// Collects the helper's standard error.
    words: Option<JoinHandle<String>>,
}

impl Drop for Running {
    fn drop(&mut self) {
        // The process may have exited already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The reason why a job was not done.
enum Failure {
    /// The job exceeded the time limit.
    Time,
    /// The helper was aborted or killed.
    Aborted(AbortCause),
    /// The helper reported a failure and exited.
    Reported(String),
    /// The helper exited with this code and reported nothing.
    Exited(i32),
    /// The helper could not be started or reached, or its answer could not be read.
    Unreachable(io::Error),
}

/// The reason why a helper was aborted.
#[derive(Debug, PartialEq, Eq)]
enum AbortCause {
    OutOfMemory,
    StackOverflow,
    /// The helper was killed, or the typesetter aborted.
    Unknown,
}

impl AbortCause {
    /// Determines the cause from what an aborted helper wrote to standard error.
    ///
    /// Rust's standard library aborts the process after a failed allocation as it does after a
    /// stack overflow, so the signal is the same. Stable Rust runs no code of the program before
    /// that, so the helper cannot send a message, and monitoring the memory in use would miss a
    /// single large request that fails. Only what the standard library writes distinguishes the
    /// two (see `std::alloc::handle_alloc_error`). A helper writes nothing else there: after any
    /// other words, the cause is unknown. `tests/template_limits.rs` provokes both.
    fn of(stderr: &str) -> Self {
        let mut lines = stderr.trim_start_matches('\n').lines();
        let first = lines.next().unwrap_or_default();
        let bytes = first.strip_prefix("memory allocation of ");
        let bytes = bytes.and_then(|rest| rest.strip_suffix(" bytes failed"));
        if bytes.is_some_and(|bytes| bytes.parse::<u64>().is_ok()) {
            Self::OutOfMemory
        } else if first.ends_with(" has overflowed its stack")
            && lines.next() == Some("fatal runtime error: stack overflow, aborting")
        {
            Self::StackOverflow
        } else {
            Self::Unknown
        }
    }
}

impl Failure {
    /// Returns the failure of a helper from its exit status and standard error.
    fn of(status: ExitStatus, stderr: &str) -> Self {
        // A process ended by a signal has no exit code; on Windows, exceptions have negative
        // codes.
        match status.code() {
            Some(code @ 0..=255) => Self::Exited(code),
            _ => Self::Aborted(AbortCause::of(stderr)),
        }
    }
}

impl<'a> Helper<'a> {
    /// Creates a helper, without starting its process.
    pub fn new(start: SpawnHelper<'a>) -> Self {
        Self { start, running: None }
    }

    /// Runs a job. If the helper fails, the record is examined in this process, and the outcome
    /// says why its documents could not be made.
    pub fn work(&mut self, job: &Job, session: &Session, task: Task) -> Outcome {
        self.ask(job, task).unwrap_or_else(|failure| {
            // The helper's own findings are lost with it, so the record is examined here.
            let mut outcome = examine(job, session);
            outcome.findings.retain(|_| task == Task::Make);
            outcome.findings.push(finding(&failure, job, session));
            Outcome { failed: job.outputs.len(), sound: 0, ..outcome }
        })
    }

    fn ask(&mut self, job: &Job, task: Task) -> Result<Outcome, Failure> {
        let request = HelperRequest { job: Cow::Borrowed(job), task };
        let request = serde_json::to_string(&request);
        let request = request.map_err(|error| Failure::Unreachable(error.into()))?;
        let running = match &mut self.running {
            Some(running) => running,
            None => self.running.insert(begin(self.start).map_err(Failure::Unreachable)?),
        };
        let asked = writeln!(running.requests, "{request}");
        let answer = asked.map_err(|_| RecvTimeoutError::Disconnected);
        let answer = answer.and_then(|()| running.answers.recv_timeout(TIME_LIMIT));
        match answer {
            Ok(line) => match Reply::read(&line) {
                Ok(Reply::Answer(answer)) => {
                    answer.into_outcome(job).map_err(|error| Failure::Unreachable(error.into()))
                }
                Ok(Reply::Failure(HelperFailure { message })) => {
                    self.running = None;
                    Err(Failure::Reported(message))
                }
                Err(error) => Err(Failure::Unreachable(error.into())),
            },
            Err(RecvTimeoutError::Timeout) => {
                self.running = None;
                Err(Failure::Time)
            }
            Err(RecvTimeoutError::Disconnected) => {
                // The exit status is settled before the pipes close. Without the kill, byline
                // would wait in vain for a helper that only closed its pipes.
                let _ = running.child.kill();
                let status = running.child.wait();
                let words = running.words.take().and_then(|words| words.join().ok());
                self.running = None;
                let status = status.map_err(Failure::Unreachable)?;
                Err(Failure::of(status, &words.unwrap_or_default()))
            }
        }
    }
}

fn begin(start: SpawnHelper<'_>) -> io::Result<Running> {
    let mut child = start()?;
    let piped = || io::Error::other("its pipes are closed");
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
        // Use whatever can be read.
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
            let limit = TIME_LIMIT.as_secs();
            message!("the template `{name}` took longer than {limit} s")
        }
        Failure::Aborted(AbortCause::OutOfMemory) => {
            let limit = MEMORY_LIMIT >> 30;
            message!("the template `{name}` used more than {limit} GB of memory")
        }
        Failure::Aborted(AbortCause::StackOverflow) => {
            message!("the template `{name}` nests its values too deeply")
        }
        Failure::Aborted(AbortCause::Unknown) => {
            message!("the template `{name}` ended unexpectedly")
        }
        Failure::Reported(words) => message!("a helper process of byline failed: {words}"),
        Failure::Exited(code) => message!("a helper process of byline ended with exit code {code}"),
        Failure::Unreachable(error) => {
            let error = error.to_string();
            message!("byline cannot reach its helper process: {error}")
        }
    };
    let code = match failure {
        Failure::Reported(_) | Failure::Exited(_) | Failure::Unreachable(_) => Code::INTERNAL,
        Failure::Time | Failure::Aborted(_) => Code::TEMPLATE_LIMIT,
    };
    let place = Place::of_file(job.record.name.clone());
    let finding = Diagnostic::new(code, message).at(place);
    match failure {
        Failure::Reported(_) | Failure::Exited(_) | Failure::Unreachable(_) => finding,
        Failure::Time | Failure::Aborted(_) => finding.hint(message!(
            "byline stopped it at this record: look for an infinite loop, an endless list, or an \
             issue with too many stories"
        )),
    }
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

    use std::process::{Command, Stdio};

    use super::*;
    use byline_core::project::{RecordFile, RecordKind};

    /// Returns the failure of a job whose helper runs this script.
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
        let memory = "echo 'memory allocation of 9 bytes failed' >&2";
        let stack = "printf \"\\nthread 'a' (1) has overflowed its stack\\nfatal runtime error: \
                     stack overflow, aborting\\n\" >&2";
        assert!(matches!(failure(&format!("{memory}; exit 3")), Failure::Exited(3)));
        for (words, cause) in [
            (memory.to_owned(), AbortCause::OutOfMemory),
            (format!("{memory}; echo 'note: …' >&2"), AbortCause::OutOfMemory),
            (stack.to_owned(), AbortCause::StackOverflow),
            // Other output must not be mistaken for that of the standard library.
            (format!("echo 'a warning' >&2; {memory}"), AbortCause::Unknown),
            (format!("echo 'a warning' >&2; {stack}"), AbortCause::Unknown),
            ("echo 'memory allocation of Ben’s bytes failed' >&2".into(), AbortCause::Unknown),
            ("echo 'memory of Ben has overflowed its stack' >&2".into(), AbortCause::Unknown),
            (":".into(), AbortCause::Unknown),
        ] {
            let Failure::Aborted(found) = failure(&format!("{words}; kill -ABRT $$")) else {
                panic!("{words}");
            };
            assert_eq!(found, cause, "{words}");
        }
        assert!(matches!(failure("exec >&- sleep 60"), Failure::Aborted(AbortCause::Unknown)));
        assert!(matches!(failure("echo '{}'; cat"), Failure::Unreachable(_)));
        let reported = failure("echo '{\"type\":\"diagnostic\",\"message\":\"it broke\"}'; cat");
        let Failure::Reported(message) = reported else { panic!() };
        assert_eq!(message, "it broke");
    }
}
