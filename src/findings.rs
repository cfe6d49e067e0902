//! Findings that end a command.

use std::sync::Arc;

use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::reader::syntax_errors;
use byline_core::source::{Place, Source};

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

/// Returns the findings for a file that cannot be changed: its syntax errors or, if it has none,
/// what the editor of TOML files `said`.
pub(crate) fn not_editable(source: &Arc<Source>, said: &str) -> Vec<Diagnostic> {
    let errors = syntax_errors(source);
    if !errors.is_empty() {
        return errors;
    }
    let message = format!("`{}` cannot be added to: {}", source.name(), said.trim());
    vec![Diagnostic::new(Code::SYNTAX, message).at(Place::new(source, 0..0))]
}
