//! Silences findings for which an author or a project has given a reason.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::unused_allow;
use crate::diagnostic::{Code, Diagnostic, Level, has_errors};
use crate::message::{Message, message};
use crate::source::{Place, Source};

/// The beginning of a comment that silences a finding, behind the `#`.
const ALLOW_PREFIX: &str = "allow ";

/// A kind of finding that a project silences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allow {
    /// The kind of finding.
    pub code: Code,
    /// The reason.
    pub reason: String,
}

/// Removes the findings that are silenced by the project or by a comment: `# allow
/// relative-time: the column is read on the day`. Reports the comments of `record` that silence
/// nothing.
///
/// Errors cannot be silenced. `is_always_checked` returns whether every run looks for findings of
/// a name, so that a comment about others may be of use in another run. A comment applies to findings on its own line, in the entry below
/// it, and in the value that ends on its line; at the head of a file, to findings about all of it.
pub(super) fn silence(
    mut findings: Vec<Diagnostic>,
    allowed: &[Allow],
    record: Option<&Arc<Source>>,
    is_always_checked: fn(&str) -> bool,
) -> Vec<Diagnostic> {
    let project: BTreeSet<Code> = allowed.iter().map(|allow| allow.code).collect();
    let places = findings.iter().filter_map(|finding| finding.place.as_ref());
    let sources = places.map(|place| Arc::clone(&place.source)).chain(record.cloned());
    let sources: BTreeMap<*const Source, _> =
        sources.map(|source| (Arc::as_ptr(&source), source)).collect();
    // Split each file only once. Files without such a comment, as most are, have none here.
    let files = sources.iter().filter(|(_, source)| source.text().contains(ALLOW_PREFIX));
    let mut files: BTreeMap<*const Source, Comments<'_>> =
        files.map(|(file, source)| (*file, Comments::of(source.text()))).collect();
    let broken = has_errors(&findings);
    findings.retain(|finding| {
        let comments = finding.place.as_ref().is_some_and(|place| {
            let comments = files.get_mut(&Arc::as_ptr(&place.source));
            comments.is_some_and(|all| all.allow(finding.code, place))
        });
        finding.level() == Level::Error || !(comments || project.contains(&finding.code))
    });
    // With errors, not every check was made.
    if let (Some(source), false) = (record, broken)
        && let Some(comments) = files.get(&Arc::as_ptr(source))
    {
        let unused = comments.unused();
        let unused = unused.filter(|(_, name)| is_always_checked(name));
        let unused = unused.map(|(line, code)| unused_allow::finding(source, line, code));
        findings.extend(unused.filter(|finding| !project.contains(&finding.code)));
    }
    findings
}

/// Returns the start of the line above which a comment for what is at an offset can stand: inside a
/// text of several lines it would be a part of the text.
pub fn line_for_comment(text: &str, offset: usize) -> usize {
    let mut inside = Inside::default();
    let (mut start, mut found) = (0, 0);
    for line in text.split_inclusive('\n') {
        if start > offset {
            break;
        }
        if inside.text.is_none() {
            found = start;
        }
        inside.read(line.trim_end(), line.trim_start().starts_with('[') && inside.depth == 0);
        start += line.len();
    }
    found
}

/// The comments of a file that silence findings.
struct Comments<'a> {
    lines: Vec<Line<'a>>,
    /// The lines whose comment has silenced a finding.
    used: BTreeSet<usize>,
}

/// A line of a file.
struct Line<'a> {
    /// The kind of finding that the comment on this line allows, if it gives a reason.
    allowed: Option<&'a str>,
    /// Whether the line is nothing but a comment.
    is_comment: bool,
    is_blank: bool,
    /// The line on which the text begins that the line is in, or the line itself.
    text: usize,
    /// The first and the last line of the key and value that the line belongs to.
    entry: usize,
    end: usize,
    /// The line of the table's header above it.
    table: Option<usize>,
}

impl<'a> Comments<'a> {
    fn of(text: &'a str) -> Self {
        let mut lines = Vec::new();
        let (mut begin, mut entry, mut table) = (0, 0, None);
        let mut inside = Inside::default();
        for (number, line) in text.lines().enumerate() {
            let in_text = inside.text.is_some();
            let bare = line.trim_start();
            let is_comment = !in_text && bare.starts_with('#');
            if !in_text {
                begin = number;
            }
            if !in_text && !is_comment && !bare.is_empty() && inside.depth == 0 {
                entry = number;
                if bare.starts_with('[') {
                    table = Some(number);
                }
            }
            let header = bare.starts_with('[') && entry == number;
            let comment = inside.read(line, header);
            let allowed = comment.and_then(allowed_by);
            lines.push(Line {
                allowed,
                is_comment,
                is_blank: bare.is_empty(),
                text: begin,
                entry,
                end: number,
                table,
            });
        }
        for number in (1..lines.len()).rev() {
            if lines[number - 1].entry == lines[number].entry {
                lines[number - 1].end = lines[number].end;
            }
        }
        Self { lines, used: BTreeSet::new() }
    }

    /// Returns whether a comment allows a finding, and notes that it does.
    fn allow(&mut self, code: Code, place: &Place) -> bool {
        let found = self.candidates(place).into_iter().find(|line| {
            self.lines.get(*line).is_some_and(|line| line.allowed == Some(code.name()))
        });
        self.used.extend(found);
        found.is_some()
    }

    /// Returns the lines whose comments apply to a place.
    fn candidates(&self, place: &Place) -> Vec<usize> {
        // A finding about the whole file: the comments at its head.
        if place.range == (0..0) {
            let head = self.lines.iter().take_while(|line| line.is_comment || line.is_blank);
            return (0..head.count()).collect();
        }
        let first = place.line_column().0 - 1;
        let last = place.end_line_column().0 - 1;
        let Some(line) = self.lines.get(first) else { return vec![] };
        let mut lines: Vec<usize> = (first..=last).collect();
        for start in [first, line.text, line.entry].into_iter().chain(line.table) {
            lines.extend((0..start).rev().take_while(|at| self.lines[*at].is_comment));
        }
        // Behind the end of the value, and behind the header of the table, too.
        lines.extend([line.entry, line.end].into_iter().chain(line.table));
        lines
    }

    /// Returns the comments that allow a kind of finding and have silenced none, as their lines
    /// and the names of the kinds.
    fn unused(&self) -> impl Iterator<Item = (usize, &'a str)> {
        let lines = self.lines.iter().enumerate();
        let unused = lines.filter(|(number, _)| !self.used.contains(number));
        unused.filter_map(|(number, line)| Some((number, line.allowed?)))
    }
}

/// What a line of TOML begins in: a text of several lines, a list of several lines.
#[derive(Default)]
struct Inside {
    /// The quotes that close the text.
    text: Option<&'static str>,
    /// How many brackets are open.
    depth: usize,
}

impl Inside {
    /// Reads a line, and returns the comment on it.
    fn read<'a>(&mut self, line: &'a str, is_header: bool) -> Option<&'a str> {
        let mut rest = line;
        loop {
            if let Some(quotes) = self.text {
                rest = &rest[closing(rest, quotes)?..];
                self.text = None;
            }
            let at = rest.find(['#', '"', '\'', '[', ']', '{', '}'])?;
            let sign = &rest[at..];
            match sign.as_bytes()[0] {
                b'#' => return Some(&sign[1..]),
                b'[' | b'{' if !is_header => self.depth += 1,
                b']' | b'}' if !is_header => self.depth = self.depth.saturating_sub(1),
                b'"' | b'\'' => {
                    let quotes = ["\"\"\"", "'''", "\"", "'"];
                    let quotes = quotes.into_iter().find(|quotes| sign.starts_with(*quotes))?;
                    rest = &sign[quotes.len()..];
                    if quotes.len() == 3 {
                        self.text = Some(quotes);
                    } else {
                        // A text of one line that nothing closes is a mistake of its own.
                        rest = &rest[closing(rest, quotes)?..];
                    }
                    continue;
                }
                _ => {}
            }
            rest = &sign[1..];
        }
    }
}

/// Returns where a text ends that these quotes close, behind the quotes.
fn closing(text: &str, quotes: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + text[from..].find(quotes)?;
        let slashes = text[..at].bytes().rev().take_while(|byte| *byte == b'\\').count();
        if quotes.starts_with('"') && slashes % 2 == 1 {
            from = at + 1;
            continue;
        }
        return Some(at + quotes.len());
    }
}

/// Returns the kind of finding that a comment allows, if it gives a reason.
fn allowed_by(comment: &str) -> Option<&str> {
    let (name, reason) = comment.trim_start().strip_prefix(ALLOW_PREFIX)?.split_once(':')?;
    (!reason.trim().is_empty()).then_some(name.trim())
}

/// Returns comments that are meant to silence a finding but do not, because the code is unknown
/// or the reason is missing.
pub(super) fn faulty(
    source: &Source,
    known: impl Fn(&str) -> bool,
) -> Vec<(Range<usize>, Message)> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut inside = Inside::default();
    for line in source.text().split_inclusive('\n') {
        let is_header =
            inside.text.is_none() && line.trim_start().starts_with('[') && inside.depth == 0;
        let text = line.trim_end();
        let comment = inside.read(text, is_header);
        if let Some(comment) = comment
            && let Some(rest) = comment.trim_start().strip_prefix(ALLOW_PREFIX)
        {
            let (name, reason) = rest.split_once(':').unwrap_or((rest, ""));
            let range = start + text.len() - comment.len() - 1..start + text.len();
            if !name.trim().contains(' ') {
                if !known(name.trim()) {
                    found.push((range, message!("there is no finding of this name")));
                } else if reason.trim().is_empty() {
                    found.push((range, message!("a finding is silenced with a reason")));
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
        let allowed =
            |line: &'static str| Comments::of(line).lines.into_iter().find_map(|line| line.allowed);
        let name = LINT.code.name();
        assert_eq!(allowed("lead = \"x\" # allow relative-time: read on the day"), Some(name));
        assert_eq!(allowed("lead = \"No. #1\" # allow relative-time: read on the day"), Some(name));
        assert_eq!(allowed("# allow relative-time:"), None);
        assert_eq!(allowed("# allow relative-time"), None);
        assert_eq!(allowed("lead = \"# allow relative-time: x\""), None);
        assert_ne!(allowed("# allow future-tense: because"), Some(name));
    }

    #[test]
    fn a_comment_applies_where_it_stands_and_to_what_is_below() {
        for text in [
            "# allow relative-time: x\nlead = \"\"\"\na = b\n[link] last week\n\"\"\"\n",
            "lead = \"\"\"\na = b\nlast week\n\"\"\" # allow relative-time: x\n",
            "lead = [\n  # allow relative-time: x\n  \"last week\",\n]\n",
            "lead = [\n  \"last week\", # allow relative-time: x\n]\n",
            "# allow relative-time: x\n[[programme]]\ntitle = \"a\"\nlead = \"last week\"\n",
            "[[programme]] # allow relative-time: x\ntitle = \"a\"\nlead = \"last week\"\n",
            "title = \"#\"\nlead = \"last week\" # allow relative-time: x\n",
            "# allow relative-time: x\n# and another remark\nlead = \"last week\"\n",
            "leads = [\n  # allow relative-time: x\n  \"\"\"a\nlast week\n\"\"\",\n]\n",
        ] {
            let source = Source::new("a.toml", text);
            let at = text.find("last week").unwrap();
            let place = Place::new(&source, at..at + 9);
            let mut comments = Comments::of(text);
            assert!(comments.allow(LINT.code, &place), "{text}");
            assert_eq!(comments.unused().count(), 0, "{text}");
        }
        let text = "# allow relative-time: x\ntitle = \"a\"\nlead = \"last week\"\n";
        let source = Source::new("a.toml", text);
        let place = Place::new(&source, text.len() - 5..text.len() - 3);
        let mut comments = Comments::of(text);
        assert!(!comments.allow(LINT.code, &place));
        assert_eq!(comments.unused().count(), 1);
    }
}
