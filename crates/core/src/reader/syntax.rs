//! Reports TOML syntax errors in plain language.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::iter::{Enumerate, Peekable};
use std::ops::Range;
use std::str::Lines;
use std::sync::Arc;

use toml::de::DeTable;

use super::repair::{Repair, is_key, is_toml, repair};
use super::syntax_words::{LOOSE_LINE, an_entry, in_words, several_lines};
use super::{Finding, Reader};
use crate::diagnostic::Code;
use crate::message::{Message, message};
use crate::source::Source;

/// How often a file is read again with its lines repaired. Errors hide others behind them.
const ROUNDS: usize = 4;

impl Reader {
    /// Reports the errors of the TOML parser in plain language: at most one finding per line,
    /// and no follow-up errors caused by an unclosed quotation mark or bracket.
    ///
    /// The parser passes over some errors behind another. The file is therefore read again with
    /// each line as it should be, as far as that is known.
    pub(super) fn report_syntax(&mut self, errors: &[toml::de::Error]) {
        if errors.is_empty() {
            return;
        }
        let source = Arc::clone(&self.source);
        let mut lines: Vec<Cow<'_, str>> = source.text().lines().map(Cow::from).collect();
        let mut reported = BTreeSet::new();
        let mut text = Source::new("", source.text());
        let mut errors = Cow::from(errors);
        for _ in 0..ROUNDS {
            let before = reported.len();
            if !self.report_errors(&errors, &text, &mut lines, &mut reported) {
                return;
            }
            if reported.len() == before {
                break;
            }
            text = Source::new("", lines.join("\n") + "\n");
            errors = DeTable::parse_recoverable(text.text()).1.into();
        }
        if self.broken
            && let Some(last) = self.findings.last_mut()
        {
            last.hints.push(message!("more may be found once this file can be read"));
        }
    }

    /// Reports the errors of lines without a finding so far, and repairs `lines`. `read` is what
    /// the parser has read. Returns `false` if what follows cannot be read.
    fn report_errors(
        &mut self,
        errors: &[toml::de::Error],
        read: &Source,
        lines: &mut [Cow<'_, str>],
        reported: &mut BTreeSet<usize>,
    ) -> bool {
        let source = Arc::clone(&self.source);
        let text = source.text();
        let errors = errors.iter().map(|error| Error::new(error, read, &source));
        let mut errors: Vec<_> = errors.filter(|error| !error.is_end_of_day(text)).collect();
        errors.sort_by_key(|error| error.span.start);
        let mut headers = Headers::of(text);
        let day = day_of(text);
        let (mut last_line, mut last, mut in_text, mut twin) = (0, "", false, None);
        for Error { line, span, said } in errors {
            // If triple quotation marks are missing, the parser reports every line of the text.
            let goes_on = said == last && said.contains(LOOSE_LINE) && line <= last_line + 2;
            let words = &text[source.line_range(line)];
            in_text = in_text && !starts_entry(words);
            (last_line, last) = (line, said);
            let again = goes_on || in_text || reported.contains(&line);
            reported.insert(line);
            if again {
                continue;
            }
            let table = headers.before(line);
            let twice = said.contains("duplicate key") || said.contains("cannot extend");
            // The keys of a table that is defined twice are defined twice, too.
            if twice && table.is_some() && table == twin {
                continue;
            }
            let date = impossible_date(text, &span);
            self.broken |= date.is_none() && !twice;
            let mut written = String::new();
            if let Some((range, message)) = date {
                self.report(Code::INVALID_DATE, range, message);
            } else if twice {
                twin = words.trim_start().starts_with('[').then_some(words.trim_end());
                self.report_twice(span, words, said);
                continue;
            } else if inside_brackets(said)
                && starts_entry(words)
                && span.start <= source.line_range(line).start + words.find('=').unwrap_or(1)
            {
                if !self.has_open_list() {
                    self.report_open_bracket(span);
                    return false;
                }
            } else if said.contains("missing comma") {
                let (line, fixed) = self.report_missing_comma(span);
                reported.insert(line);
                if let Some(place) = lines.get_mut(line.saturating_sub(1)) {
                    *place = fixed.into();
                }
                continue;
            } else if let Some(repair) = repair(words, table, day) {
                let next = text[source.line_range(line + 1)].trim();
                in_text = is_open(words) && !next.is_empty() && !starts_entry(next);
                written = repair.lines.first().cloned().unwrap_or_default();
                self.report_repair(&source.line_range(line), repair, in_text);
            } else {
                self.report_other(span, said, words);
            }
            if let Some(place) = lines.get_mut(line.saturating_sub(1)) {
                *place = written.into();
            }
        }
        true
    }

    /// Reports an error of a line that cannot be repaired.
    fn report_other(&mut self, span: Range<usize>, said: &str, line: &str) {
        let source = Arc::clone(&self.source);
        let text = source.text();
        let rest = &text[text.floor_char_boundary(span.start)..];
        let at_end = rest.trim_start().is_empty();
        let (message, hint) = in_words(said, at_end, line);
        let span = opening_quotes(text, &span, said).unwrap_or(span);
        self.report(Code::SYNTAX, span, message).hint(hint);
    }

    /// Reports what is wrong with a line, and the line to write. `goes_on` tells that its text
    /// goes on in the next line.
    fn report_repair(&mut self, line: &Range<usize>, repair: Repair, goes_on: bool) {
        let Repair { range, message, others, lines, elsewhere } = repair;
        let range = line.start + range.start..line.start + range.end;
        let finding = self.report(Code::SYNTAX, range, message);
        let finding = match &lines[..] {
            _ if let Some(elsewhere) = elsewhere => finding.hint(elsewhere.hint()),
            _ if goes_on => finding.hint(several_lines()),
            [] => finding.hint(an_entry()),
            [one] => finding.hint(message!("write `{one}`")),
            [one, other, ..] => finding.hint(message!("write `{one}`, or `{other}`")),
        };
        others.into_iter().fold(finding, Finding::hint);
    }

    /// Reports a key or a table that is defined twice.
    fn report_twice(&mut self, span: Range<usize>, line: &str, said: &str) {
        let line = line.trim();
        let name = line.trim_matches(['[', ']']);
        let entry =
            name.split_once('.').filter(|(table, _)| matches!(*table, "people" | "organisations"));
        let (message, hint) = if said.contains("cannot extend") {
            let key = name.split(['.', '=', ' ']).next().unwrap_or_default();
            (
                message!("`{key}` is defined twice: as a value and as a table"),
                message!("keep one of the two; docs/record.md shows how `{key}` is written"),
            )
        } else if !line.starts_with('[') {
            let message = message!("this key is defined twice in its table");
            (message, message!("keep one of the two lines"))
        } else if let Some((table, id)) = entry {
            let hint = message!(
                "join the two, or give one of them an id of its own, such as `[{table}.{id}-2]`"
            );
            (message!("`[{name}]` is defined twice"), hint)
        } else {
            let hint = message!("join the two; in a list, each entry starts with `[[{name}]]`");
            (message!("`[{name}]` is defined twice"), hint)
        };
        self.report(Code::SYNTAX, span, message).hint(hint);
    }

    fn report_open_bracket(&mut self, span: Range<usize>) {
        let source = Arc::clone(&self.source);
        let before = source.text()[..source.text().floor_char_boundary(span.start)].trim_end();
        let (line, _) = source.line_column(before.len());
        let words = source.text()[source.line_range(line)].trim_end().trim_end_matches(',');
        let closed = ["]", "}"].map(|bracket| format!("{words}{bracket}"));
        let closed = closed.into_iter().find(|line| is_toml(line));
        let message = message!("a list or a table is still open here");
        let hint = match closed {
            Some(line) => message!("close it: write `{line}`"),
            None => message!("close it with ] or }} before this entry"),
        };
        self.report(Code::SYNTAX, span, message)
            .hint(hint)
            .hint(message!("what follows cannot be read until then; more may be found"));
    }

    /// Reports a comma that is missing between two values, at the first of them.
    /// Returns its line and what the line should be.
    fn report_missing_comma(&mut self, span: Range<usize>) -> (usize, String) {
        let source = Arc::clone(&self.source);
        let before = source.text()[..source.text().floor_char_boundary(span.start)].trim_end();
        let (line, _) = source.line_column(before.len());
        let range = source.line_range(line);
        let words = &source.text()[range.clone()];
        let whole = repair(words, None, None).filter(|repair| !repair.lines.is_empty());
        if let Some(repair) = whole {
            let fixed = repair.lines[0].clone();
            self.report_repair(&range, repair, false);
            return (line, fixed);
        }
        let (value, rest) = words.split_at(before.len() - range.start);
        let place = before.len().saturating_sub(1)..before.len();
        let fixed = format!("{value},{rest}");
        self.report(Code::SYNTAX, place, message!("a comma is missing behind this value"))
            .hint(message!("write `{one}`", one = fixed.trim_start()));
        (line, fixed)
    }
}

/// An error of the parser, at its place in the file.
struct Error<'e> {
    line: usize,
    span: Range<usize>,
    said: &'e str,
}

impl<'e> Error<'e> {
    /// Finds the place of an error in a file that was read with some lines repaired.
    fn new(error: &'e toml::de::Error, read: &Source, file: &Source) -> Self {
        let end = read.text().len();
        let span = error.span().unwrap_or(end..end);
        let (line, _) = read.line_column(span.start);
        let (was, is) = (read.line_range(line), file.line_range(line));
        let place = |at: usize| (is.start + at.saturating_sub(was.start)).min(file.text().len());
        Self { line, span: place(span.start)..place(span.end), said: error.message() }
    }

    /// Returns whether the value is 24:00: offices write the end of a day so, and it is clear what
    /// they mean.
    fn is_end_of_day(&self, text: &str) -> bool {
        let value = text.get(self.span.clone()).unwrap_or_default();
        is_midnight(value.rsplit(['T', 't', ' ']).next().unwrap_or_default())
    }
}

/// The headers of the tables of a file, in order.
struct Headers<'t> {
    lines: Peekable<Enumerate<Lines<'t>>>,
    last: Option<&'t str>,
}

impl<'t> Headers<'t> {
    fn of(text: &'t str) -> Self {
        Self { lines: text.lines().enumerate().peekable(), last: None }
    }

    /// Returns the last header before a line, counted from 1. Lines are asked for in order.
    fn before(&mut self, line: usize) -> Option<&'t str> {
        while let Some((_, words)) = self.lines.next_if(|(at, _)| at + 1 < line) {
            if words.starts_with('[') && words.trim_end().ends_with(']') {
                self.last = Some(words.trim_end());
            }
        }
        self.last
    }
}

/// Returns the first day of the event, if it can be read.
fn day_of(text: &str) -> Option<&str> {
    let above = text.lines().take_while(|line| !line.starts_with('['));
    let mut entries = above.filter_map(|line| line.split_once('='));
    entries.find(|(key, _)| key.trim() == "start").map(|(_, value)| value.trim())
}

/// Returns whether a line opens a text and does not close it.
fn is_open(line: &str) -> bool {
    let value = line.split_once('=').map_or("", |(_, value)| value.trim());
    value.starts_with('"') && value.matches('"').count() == 1
}

/// Returns whether a time is the end of a day, which TOML does not have.
pub(crate) fn is_midnight(time: &str) -> bool {
    matches!(time, "24:00" | "24:00:00")
}

/// Returns the range of opening triple quotation marks that are never closed.
fn opening_quotes(text: &str, span: &Range<usize>, said: &str) -> Option<Range<usize>> {
    let marks = match said {
        said if said.contains("multi-line basic string") => "\"\"\"",
        said if said.contains("multi-line literal string") => "\'\'\'",
        _ => return None,
    };
    let start = text.get(..span.start)?.rfind(marks)?;
    Some(start..start + marks.len())
}

/// Returns `true` if the parser's message is about a list or an inline table.
fn inside_brackets(said: &str) -> bool {
    ["array", "inline table", "key-value pairs"].iter().any(|words| said.contains(words))
}

/// Returns `true` if a line starts a new entry: `key = …`, `[table]` or `[[table]]`.
fn starts_entry(line: &str) -> bool {
    let line = line.trim();
    let table = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    match table {
        Some(name) => is_key(name.trim_matches(['[', ']'])),
        None => line.split_once('=').is_some_and(|(key, _)| is_key(key.trim())),
    }
}

/// Returns the date around a syntax error if it has the right form but does not exist.
fn impossible_date(text: &str, span: &Range<usize>) -> Option<(Range<usize>, Message)> {
    let part_of_date =
        |c: char| c.is_ascii_digit() || matches!(c, '-' | ':' | 'T' | '.' | '+' | 'Z');
    let at = text.floor_char_boundary(span.start);
    let start = text[..at]
        .rfind(|c| !part_of_date(c))
        .map_or(0, |i| i + text[i..].chars().next().map_or(1, char::len_utf8));
    let end = text[at..].find(|c| !part_of_date(c)).map_or(text.len(), |i| at + i);
    let date = text.get(start..end)?.get(..10)?;
    let mut numbers = date.split('-');
    let year = numbers.next().filter(|year| year.len() == 4)?.parse::<i32>().ok()?;
    let month = numbers.next().filter(|month| month.len() == 2)?.parse::<u32>().ok()?;
    let day = numbers.next().filter(|day| day.len() == 2)?.parse::<u32>().ok()?;
    if chrono::NaiveDate::from_ymd_opt(year, month, day).is_some() {
        return None;
    }
    Some((start..end, message!("{date} is not a valid date")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_in_no_calendar_is_told_apart_from_bad_toml() {
        let text = "start = 2024-02-30\n";
        let (range, message) = impossible_date(text, &(16..18)).unwrap();
        assert_eq!(&text[range], "2024-02-30");
        assert_eq!(message, "2024-02-30 is not a valid date");
        assert!(impossible_date("start = 2024-02-28x", &(18..19)).is_none());
        assert!(impossible_date("é", &(0..2)).is_none());
    }
}
