//! Findings that end a command, and the selection of findings that people are shown.

use std::cmp::Reverse;
use std::sync::Arc;

use byline_core::diagnostic::{Code, Diagnostic, Level};
use byline_core::message::{Message, message};
use byline_core::reader::syntax_errors;
use byline_core::source::{Place, Source};

use crate::exit::{self, Exit};
use crate::printer::Printer;

/// Prints findings, and returns the exit code that they result in.
pub(crate) fn report(findings: &[Diagnostic], printer: &mut dyn Printer) -> Exit {
    let mut exit = Exit::Success;
    for finding in findings {
        exit = exit.max(exit::of_finding(finding, false));
    }
    printer.findings(&findings.iter().collect::<Vec<_>>());
    exit
}

/// The maximum number of findings about one record that are printed for people, who would not
/// read more.
const MAX_FINDINGS: usize = 500;

/// Returns the most important of many findings, in the same order: errors rather than warnings,
/// and the first of each.
pub(crate) fn most_important<'a>(findings: &[&'a Diagnostic]) -> Vec<&'a Diagnostic> {
    let mut chosen: Vec<_> = findings.iter().copied().enumerate().collect();
    chosen.sort_by_key(|(_, finding)| Reverse(finding.level()));
    chosen.truncate(MAX_FINDINGS);
    chosen.sort_by_key(|(index, _)| *index);
    chosen.into_iter().map(|(_, finding)| finding).collect()
}

/// Returns what to do about the findings that are left when the most important ones, so many of
/// them, are `shown`.
pub(crate) fn advice_on_rest(findings: &[&Diagnostic], shown: usize) -> Message {
    let urgent = findings.iter().filter(|finding| finding.level() > Level::Information);
    if urgent.count() > shown {
        message!("correct these first")
    } else {
        message!("they are for information only")
    }
}

/// Returns the findings for a file that cannot be changed: its syntax errors or, if it has none,
/// what the editor of TOML files `said`.
pub(crate) fn not_editable(source: &Arc<Source>, said: &Message) -> Vec<Diagnostic> {
    let errors = syntax_errors(source);
    if !errors.is_empty() {
        return errors;
    }
    let message = message!("`{file}` cannot be added to: {said}", file = source.name());
    vec![Diagnostic::new(Code::SYNTAX, message).at(Place::new(source, 0..0))]
}
