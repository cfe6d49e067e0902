//! Converters of vector art, which read it in this process or in one of its own.

use std::fmt::{self, Debug, Formatter};
use std::io::{self, Read, Write};
use std::process::Child;
use std::sync::mpsc;
use std::thread::{self, Builder};

use byline_core::model::{ART_PATIENCE, Art, ArtProblem};

use crate::vector;

/// The maximum length of a process's answer, in bytes: more than that of the largest drawing.
const MAX_ANSWER: u64 = 128 << 20;

/// Converts vector art to flat drawings.
pub trait DrawingConverter: Debug + Send + Sync {
    /// Converts the content of an SVG or PDF file.
    ///
    /// # Errors
    /// Returns the reason why it cannot be printed.
    fn draw(&self, file: &[u8]) -> Result<Art, ArtProblem>;
}

/// A converter in this process, without limits and without fonts: for files that are trusted.
#[derive(Debug, Clone, Copy)]
pub struct InProcess;

impl DrawingConverter for InProcess {
    fn draw(&self, file: &[u8]) -> Result<Art, ArtProblem> {
        vector::draw(file, &Vec::new)
    }
}

/// A converter in a process of its own, a new one for each file.
///
/// The process calls [`draw`](crate::draw) with what it reads from standard input, and writes
/// the result as JSON to standard output. It is to limit its own time and memory before it reads
/// anything; however it ends, only this one drawing is lost.
pub struct Worker {
    start: Box<dyn Fn() -> io::Result<Child> + Send + Sync>,
}

impl Debug for Worker {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Worker").finish_non_exhaustive()
    }
}

impl Worker {
    /// Creates a converter. `start` starts its process, with standard input and output piped; the
    /// library does not know which program it is part of.
    pub fn new(start: impl Fn() -> io::Result<Child> + Send + Sync + 'static) -> Self {
        Self { start: Box::new(start) }
    }
}

impl DrawingConverter for Worker {
    fn draw(&self, file: &[u8]) -> Result<Art, ArtProblem> {
        let failed = |error: io::Error| ArtProblem::NoWorker(error.to_string());
        let mut child = (self.start)().map_err(failed)?;
        let answer = ask(&mut child, file);
        let status = child.wait().map_err(failed)?;
        let answer = answer.map_err(failed)?.ok_or(ArtProblem::TimedOut)?;
        match serde_json::from_slice(&answer) {
            Ok(drawn) => drawn,
            // A process ended by a signal has no exit code; on Windows, exceptions have negative
            // codes. Whatever the signal or exception, the file caused it.
            Err(_) => Err(match status.code() {
                Some(code @ 0..=255) => ArtProblem::WorkerFailed(code),
                _ => ArtProblem::TooCostly,
            }),
        }
    }
}

/// Passes a file to a process and returns its answer, or `None` if that takes too long.
fn ask(child: &mut Child, file: &[u8]) -> io::Result<Option<Vec<u8>>> {
    let piped = || io::Error::other("its pipes are closed");
    let mut input = child.stdin.take().ok_or_else(piped)?;
    let output = child.stdout.take().ok_or_else(piped)?;
    let (sender, answer) = mpsc::channel();
    thread::scope(|scope| {
        let exchange = || {
            Builder::new().spawn_scoped(scope, move || {
                // A process may answer before it has read all of its input.
                let _ = input.write_all(file);
            })?;
            Builder::new().spawn_scoped(scope, move || {
                let mut answer = Vec::new();
                // What is missing makes the answer invalid.
                let _ = output.take(MAX_ANSWER).read_to_end(&mut answer);
                // The receiver may already have given up.
                let _ = sender.send(answer);
            })?;
            Ok(answer.recv_timeout(ART_PATIENCE).ok())
        };
        let answer = exchange();
        // Without the process, both threads end. If it has ended by itself, its exit status was
        // settled before its pipes closed.
        let _ = child.kill();
        answer
    })
}

#[cfg(all(test, unix))]
mod tests {
    use std::process::{Command, Stdio};

    use super::*;

    /// Returns what a converter whose process runs this script makes of a large file.
    fn draw(script: &'static str) -> Result<Art, ArtProblem> {
        let start = move || {
            let mut command = Command::new("sh");
            command.args(["-c", script]).stderr(Stdio::null());
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()
        };
        Worker::new(start).draw(&vec![b' '; 4 << 20])
    }

    #[test]
    fn an_answer_is_taken_as_a_whole_or_not_at_all() {
        let art = r#"{"Ok":{"svg":"<svg/>","width":1.5,"height":2.0,"has_text":true}}"#;
        let drawn = Art { svg: "<svg/>".into(), width: 1.5, height: 2.0, has_text: true };
        assert_eq!(
            serde_json::from_str::<Result<Art, ArtProblem>>(art).unwrap(),
            Ok(drawn.clone())
        );
        assert_eq!(
            draw(r#"echo '{"Ok":{"svg":"<svg/>","width":1.5,"height":2.0,"has_text":true}}'"#),
            Ok(drawn)
        );
        assert_eq!(draw(r#"cat >&2; echo '{"Err":"TooLarge"}'"#), Err(ArtProblem::TooLarge));
        assert_eq!(draw("echo '{\"Ok\":'; kill -ABRT $$"), Err(ArtProblem::TooCostly));
        assert_eq!(draw("kill -XCPU $$"), Err(ArtProblem::TooCostly));
        assert_eq!(draw("exit 3"), Err(ArtProblem::WorkerFailed(3)));
        let missing = Worker::new(|| Command::new("/none").stdin(Stdio::piped()).spawn());
        assert!(matches!(missing.draw(b""), Err(ArtProblem::NoWorker(_))));
    }
}
