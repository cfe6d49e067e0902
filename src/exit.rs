//! How a run ends.

use std::io;
use std::process::ExitCode;

use byline_core::diagnostic::{Diagnostic, Fault, Level};

/// What a run tells the shell. The numbers are part of byline's promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// All well.
    Success = 0,
    /// Something in a record or a template is wrong; the others were built.
    Findings = 1,
    /// Wrong usage, or something in the project file is wrong.
    Usage = 2,
    /// A fault of the machine, such as a full disk, or of byline.
    Machine = 3,
    /// It was told to stop (128 and the number of the signal, as shells have it).
    Stopped = 130,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit as u8)
    }
}

/// How a run with this finding ends; the worst of all counts.
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

/// How a run ends whose own words could not be printed. A reader that has seen
/// enough, such as `head`, is no failure.
pub(crate) fn of_io(error: &io::Error) -> Exit {
    match error.kind() {
        io::ErrorKind::BrokenPipe => Exit::Success,
        _ => Exit::Machine,
    }
}
