//! Findings that end a command.

use byline_core::diagnostic::Diagnostic;

use crate::exit::{self, Exit};
use crate::printer::Printer;

/// Prints findings, and returns the exit code that they result in.
pub(crate) fn tell(findings: &[Diagnostic], printer: &mut dyn Printer) -> Exit {
    let mut exit = Exit::Success;
    for finding in findings {
        printer.finding(finding);
        exit = exit.max(exit::of_finding(finding, false));
    }
    exit
}
