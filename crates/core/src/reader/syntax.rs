//! Reports TOML syntax errors in plain language.

use std::ops::Range;
use std::sync::Arc;

use super::Reader;
use crate::diagnostic::Code;

impl Reader {
    /// Reports the errors of the TOML parser in plain language: at most one finding per line,
    /// and no follow-up errors caused by an unclosed quotation mark or bracket.
    pub(super) fn report_syntax(&mut self, errors: &[toml::de::Error]) {
        let source = Arc::clone(&self.source);
        let text = source.text();
        let (mut last_line, mut last) = (0, "");
        let span_of = |error: &toml::de::Error| error.span().unwrap_or(text.len()..text.len());
        let mut errors: Vec<_> = errors.iter().collect();
        errors.sort_by_key(|error| span_of(error).start);
        for error in errors {
            let span = span_of(error);
            // Offices write the end of a day so, and it is clear what they mean.
            let value = text.get(span.clone()).unwrap_or_default();
            if is_midnight(value.rsplit(['T', 't', ' ']).next().unwrap_or_default()) {
                continue;
            }
            let said = error.message();
            let (line, _) = source.line_column(span.start);
            // If triple quotation marks are missing, the parser reports every line of the text.
            let goes_on = said == last && said.contains(LOOSE_LINE) && line <= last_line + 2;
            let again = line == last_line || goes_on;
            (last_line, last) = (line, said);
            if again {
                continue;
            }
            if let Some((range, message)) = impossible_date(text, &span) {
                self.report(Code::INVALID_DATE, range, message);
            } else if said.contains("duplicate key") {
                self.report(Code::SYNTAX, span, "this key stands twice in its table").hint(
                    "each key stands once in its table; a list of entries starts each with [[name]]",
                );
            } else if inside_brackets(said) && starts_entry(&text[source.line_range(line)]) {
                self.broken = true;
                self.report(Code::SYNTAX, span, "a list or a table is still open here")
                    .hint("close it with ] or } before this entry")
                    .hint("what follows cannot be read until then; more may be found");
                return;
            } else {
                self.broken = true;
                let rest = &text[text.floor_char_boundary(span.start)..];
                let at_end = rest.trim_start().is_empty();
                let (message, hint) = in_words(said, at_end, &text[source.line_range(line)]);
                let span = opening_quotes(text, &span, said).unwrap_or(span);
                self.report(Code::SYNTAX, span, message).hint(hint);
            }
        }
    }
}

/// Returns whether a time is the end of a day, which TOML does not have.
pub(crate) fn is_midnight(time: &str) -> bool {
    matches!(time, "24:00" | "24:00:00")
}

/// The parser's message for a line that is neither an entry nor a table header.
const LOOSE_LINE: &str = "key with no value";

/// Translates a parser message into a plain message and a hint.
fn in_words(said: &str, at_end: bool, line: &str) -> (String, &'static str) {
    let value = line.split_once('=').map(|(_, value)| value.trim());
    let dated = value.is_some_and(|value| {
        value.starts_with(|c: char| c.is_ascii_digit()) && value.contains(['-', '/', '.', ':'])
    });
    if said.starts_with("invalid") && said.contains("string, expected") {
        let hint = "close it with the quotes that open it: \" or \"\"\"";
        ("the quotes around this text are not closed".into(), hint)
    } else if at_end {
        let hint = "was it cut off, or is a quote or a bracket left open before?";
        ("the file ends in the middle of an entry".into(), hint)
    } else if said.contains(LOOSE_LINE) {
        let hint = "text of several lines stands between three quotes: \"\"\"";
        ("this line belongs to no key".into(), hint)
    } else if dated {
        let hint = "write 2024-01-03, or 2024-01-03T09:30:00: two figures for month, day and hour";
        ("this is not the form of a date".into(), hint)
    } else if line.split_once(':').is_some_and(|(key, _)| !key.contains('=') && is_key(key.trim()))
    {
        ("a key and its value are joined by =".into(), "write = in the place of :")
    } else if said.contains("must be quoted") {
        let message = "this is neither a number nor a date, and text stands in quotes";
        (message.into(), "put text in quotes: key = \"text\"")
    } else if said.contains("escape") {
        let hint = "use 'single quotes' around text with backslashes, or write each of them twice";
        ("a backslash starts a code here, and this is none".into(), hint)
    } else {
        (format!("this is not TOML: {said}"), "an entry looks like this: key = \"text\"")
    }
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

fn is_key(key: &str) -> bool {
    let legal = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    !key.is_empty() && key.chars().all(legal)
}

/// Returns the date around a syntax error if it has the right form but does not exist.
fn impossible_date(text: &str, span: &Range<usize>) -> Option<(Range<usize>, String)> {
    let part_of_date =
        |c: char| c.is_ascii_digit() || matches!(c, '-' | ':' | 'T' | '.' | '+' | 'Z');
    let at = text.floor_char_boundary(span.start);
    let start = text[..at]
        .rfind(|c| !part_of_date(c))
        .map_or(0, |i| i + text[i..].chars().next().map_or(1, char::len_utf8));
    let end = text[at..].find(|c| !part_of_date(c)).map_or(text.len(), |i| at + i);
    let date = text.get(start..end)?;
    let mut numbers = date.get(..10)?.split('-');
    let year = numbers.next().filter(|year| year.len() == 4)?.parse::<i32>().ok()?;
    let month = numbers.next().filter(|month| month.len() == 2)?.parse::<u32>().ok()?;
    let day = numbers.next().filter(|day| day.len() == 2)?.parse::<u32>().ok()?;
    if chrono::NaiveDate::from_ymd_opt(year, month, day).is_some() {
        return None;
    }
    Some((start..end, format!("the date {} is in no calendar", &date[..10])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_in_no_calendar_is_told_apart_from_bad_toml() {
        let text = "start = 2024-02-30\n";
        let (range, message) = impossible_date(text, &(16..18)).unwrap();
        assert_eq!(&text[range], "2024-02-30");
        assert!(message.contains("2024-02-30"));
        assert!(impossible_date("start = 2024-02-28x", &(18..19)).is_none());
        assert!(impossible_date("é", &(0..2)).is_none());
    }
}
