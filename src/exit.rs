//! Exit codes.

use std::io;
use std::process::ExitCode;

use byline_core::diagnostic::{Diagnostic, Fault, Level};

/// The exit code of a run. The numbers are part of byline's stable interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// The run succeeded.
    Success = 0,
    /// A record or a template has errors; the others were built.
    Findings = 1,
    /// The usage is wrong, or the project file has errors.
    Usage = 2,
    /// The machine failed, for example because the disk is full, or byline itself did.
    Machine = 3,
    /// The run was stopped (by convention, 128 plus the number of the signal).
    Stopped = 130,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit as u8)
    }
}

/// Returns the exit code for a finding; a run ends with the highest.
pub(crate) fn of_finding(finding: &Diagnostic, strict: bool) -> Exit {
    match finding.level() {
        Level::Information => return Exit::Success,
        Level::Warning if !strict => return Exit::Success,
        Level::Warning | Level::Error => {}
    }
    match finding.code.fault() {
        Fault::Content => Exit::Findings,
        Fault::Usage => Exit::Usage,
        Fault::Machine => Exit::Machine,
    }
}

/// Returns the exit code of a run that would have ended with `exit`, but stopped when its output
/// could not be written. What it found out before counts even if nobody reads the rest.
///
/// # Errors
/// When there is no reader at fault, but the machine.
pub(crate) fn of_list(exit: Exit, printed: io::Result<()>) -> io::Result<Exit> {
    match printed {
        Err(error) if of_io(&error) != Exit::Success => Err(error),
        _ => Ok(exit),
    }
}

/// Returns the exit code of a run that could not write its output. A reader that closes the pipe
/// early, such as `head`, is not an error.
pub(crate) fn of_io(error: &io::Error) -> Exit {
    match error.kind() {
        io::ErrorKind::BrokenPipe => Exit::Success,
        _ => Exit::Machine,
    }
}
