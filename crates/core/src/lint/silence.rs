//! Silences findings that an author or a project has answered with a reason.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Level};
use crate::source::{Place, Source};

/// The beginning of a comment that silences a finding.
const ALLOW_PREFIX: &str = "allow ";

/// A kind of finding that a project silences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allow {
    /// The kind of finding.
    pub code: Code,
    /// The reason.
    pub reason: String,
}

/// Removes the findings that are silenced by the project or by a comment next to them: `# allow
/// relative-time: the column is read on the day`.
///
/// Errors cannot be silenced. A comment applies if it is on the line of the finding or above the
/// entry that contains the finding.
pub fn silence(mut findings: Vec<Diagnostic>, allowed: &[Allow]) -> Vec<Diagnostic> {
    // Split each file only once. Files without such a comment, as most are, have no lines here.
    let mut files: BTreeMap<*const Source, Vec<&str>> = BTreeMap::new();
    let mut heard = Vec::new();
    for finding in &findings {
        let place = finding.place.as_ref();
        let comments = place.is_some_and(|place| {
            let text = place.source.text();
            let split =
                || if text.contains(ALLOW_PREFIX) { text.lines().collect() } else { vec![] };
            let lines = files.entry(Arc::as_ptr(&place.source)).or_insert_with(split);
            !lines.is_empty() && answered(finding.code, place, lines)
        });
        let project = allowed.iter().any(|allow| allow.code == finding.code);
        heard.push(finding.level() == Level::Error || !(project || comments));
    }
    let mut heard = heard.into_iter();
    findings.retain(|_| heard.next().unwrap_or(true));
    findings
}

fn answered(code: Code, place: &Place, lines: &[&str]) -> bool {
    let (line, _) = place.line_column();
    let own = line - 1;
    if lines.get(own).is_some_and(|line| allows(line, code)) {
        return true;
    }
    // A finding about the whole record counts as being on its first line.
    let whole = place.range == (0..0);
    let entry = if whole { 0 } else { entry_of(lines, own) };
    let comment = |line: &&&str| line.trim_start().starts_with('#');
    if whole {
        lines.iter().take_while(comment).any(|line| allows(line, code))
    } else {
        lines[..entry].iter().rev().take_while(comment).any(|line| allows(line, code))
    }
}

/// Returns the first line of the entry that a line belongs to.
fn entry_of(lines: &[&str], line: usize) -> usize {
    let starts = |text: &str| {
        let text = text.trim_start();
        let key: String = text.chars().take_while(|c| *c != '=').collect();
        let is_key = |c: char| c.is_ascii_alphanumeric() || "-_. ".contains(c);
        text.starts_with('[') || (text.contains('=') && key.chars().all(is_key))
    };
    (0..=line.min(lines.len().saturating_sub(1))).rev().find(|at| starts(lines[*at])).unwrap_or(0)
}

/// Returns whether a line has a comment that allows a kind of finding, with a reason.
fn allows(line: &str, code: Code) -> bool {
    line.split_once('#').is_some_and(|(_, comment)| {
        let Some(rest) = comment.trim_start().strip_prefix(ALLOW_PREFIX) else { return false };
        let Some((name, reason)) = rest.split_once(':') else { return false };
        name.trim() == code.name() && !reason.trim().is_empty()
    })
}

/// Returns comments that are meant to silence a finding but do not, because the code is unknown
/// or the reason is missing.
pub(super) fn faulty(
    source: &Source,
    known: impl Fn(&str) -> bool,
) -> Vec<(Range<usize>, &'static str)> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in source.text().split_inclusive('\n') {
        let comment = line.trim_start().strip_prefix('#').map(str::trim_start);
        if let Some(rest) = comment.and_then(|comment| comment.strip_prefix(ALLOW_PREFIX)) {
            let (name, reason) = rest.split_once(':').unwrap_or((rest, ""));
            let range = start..start + line.trim_end().len();
            if !name.trim().contains(' ') {
                if !known(name.trim()) {
                    found.push((range, "there is no finding of this name"));
                } else if reason.trim().is_empty() {
                    found.push((range, "a finding is silenced with a reason"));
                }
            }
        }
        start += line.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::relative_time::LINT;

    #[test]
    fn a_comment_allows_with_a_reason_only() {
        let code = LINT.code;
        assert!(allows("lead = \"x\" # allow relative-time: read on the day", code));
        assert!(!allows("# allow relative-time:", code));
        assert!(!allows("# allow relative-time", code));
        assert!(!allows("# allow future-tense: because", code));
    }
}
