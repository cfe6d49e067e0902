//! Silences findings for which an author or a project has given a reason.

use std::collections::{BTreeMap, BTreeSet};
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
    let project: BTreeSet<Code> = allowed.iter().map(|allow| allow.code).collect();
    // Split each file only once. Files without such a comment, as most are, have none here.
    let mut files: BTreeMap<*const Source, Option<Comments<'_>>> = BTreeMap::new();
    let mut heard = Vec::new();
    for finding in &findings {
        let comments = finding.place.as_ref().is_some_and(|place| {
            let text = place.source.text();
            let split = || text.contains(ALLOW_PREFIX).then(|| Comments::of(text));
            let comments = files.entry(Arc::as_ptr(&place.source)).or_insert_with(split);
            comments.as_mut().is_some_and(|comments| comments.allow(finding.code, place))
        });
        let silenced = comments || project.contains(&finding.code);
        heard.push(finding.level() == Level::Error || !silenced);
    }
    let mut heard = heard.into_iter();
    findings.retain(|_| heard.next().unwrap_or(true));
    findings
}

/// The comments of a file, and the entries that they stand above.
struct Comments<'a> {
    lines: Vec<&'a str>,
    /// The first line of the entry that each line belongs to.
    entries: Vec<usize>,
    /// The kinds of findings that the comments above a line allow.
    above: BTreeMap<usize, BTreeSet<&'a str>>,
}

impl<'a> Comments<'a> {
    fn of(text: &'a str) -> Self {
        let lines: Vec<_> = text.lines().collect();
        let starts = lines.iter().enumerate().scan(0, |entry, (number, line)| {
            if starts_entry(line) {
                *entry = number;
            }
            Some(*entry)
        });
        Self { entries: starts.collect(), lines, above: BTreeMap::new() }
    }

    /// Returns whether a comment allows a finding.
    fn allow(&mut self, code: Code, place: &Place) -> bool {
        let (line, _) = place.line_column();
        if self.lines.get(line - 1).is_some_and(|line| allowed_by(line) == Some(code.name())) {
            return true;
        }
        let comment = |line: &&&str| line.trim_start().starts_with('#');
        // A finding about the whole record counts as being on its first line.
        if place.range == (0..0) {
            let mut head = self.lines.iter().take_while(comment);
            return head.any(|line| allowed_by(line) == Some(code.name()));
        }
        let entry = self.entries.get(line - 1).or(self.entries.last()).copied().unwrap_or(0);
        let lines = &self.lines;
        let above = self.above.entry(entry).or_insert_with(|| {
            let comments = lines[..entry].iter().rev().take_while(comment);
            comments.filter_map(|line| allowed_by(line)).collect()
        });
        above.contains(code.name())
    }
}

/// Returns whether an entry starts on a line.
fn starts_entry(line: &str) -> bool {
    let line = line.trim_start();
    let is_key = |c: char| c.is_ascii_alphanumeric() || "-_. ".contains(c);
    line.starts_with('[') || line.split_once('=').is_some_and(|(key, _)| key.chars().all(is_key))
}

/// Returns the kind of finding that the comment on a line allows, if it gives a reason.
fn allowed_by(line: &str) -> Option<&str> {
    let (_, comment) = line.split_once('#')?;
    let (name, reason) = comment.trim_start().strip_prefix(ALLOW_PREFIX)?.split_once(':')?;
    (!reason.trim().is_empty()).then_some(name.trim())
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
        let name = LINT.code.name();
        assert_eq!(allowed_by("lead = \"x\" # allow relative-time: read on the day"), Some(name));
        assert_eq!(allowed_by("# allow relative-time:"), None);
        assert_eq!(allowed_by("# allow relative-time"), None);
        assert_ne!(allowed_by("# allow future-tense: because"), Some(name));
    }
}
