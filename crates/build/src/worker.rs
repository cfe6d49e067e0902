//! The main loop of a helper process.

use std::io::{self, Write};

use typst::comemo;

use crate::options::Options;
use crate::perform::perform;
use crate::session::Session;
use crate::wire::{Answer, HelperRequest};

/// Answers each request with one line, until the requests end.
///
/// # Errors
/// When a request is not valid JSON, or an answer cannot be written.
pub fn serve(
    requests: impl Iterator<Item = String>,
    mut answers: impl Write,
    session: &Session,
    options: &Options<'_>,
) -> io::Result<()> {
    for line in requests {
        let HelperRequest { job, task } = serde_json::from_str(&line)?;
        // What was laid out for the last job is of no use to this one, and counts towards the
        // helper's memory limit.
        comemo::evict(0);
        let outcome = perform(&job, session, options, task, true);
        let line = serde_json::to_string(&Answer::new(outcome))?;
        writeln!(answers, "{line}")?;
        answers.flush()?;
    }
    Ok(())
}
