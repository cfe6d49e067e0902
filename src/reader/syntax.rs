//! What is not TOML, told in an office's words.

use std::ops::Range;

use super::Reader;
use crate::diagnostic::Code;

impl Reader {
    /// Reports what the TOML parser says, in an office's words.
    pub(super) fn report_syntax(&mut self, error: &toml::de::Error) {
        let text = self.source.text();
        let span = error.span().unwrap_or(text.len()..text.len());
        let said = error.message();
        if let Some((range, message)) = impossible_date(text, &span) {
            self.report(Code::InvalidDate, range, message);
            return;
        }
        if said.contains("duplicate key") {
            self.report(Code::Syntax, span, "this key stands twice in its table").hint(
                "each key stands once in its table; a list of entries starts each with [[name]]",
            );
            return;
        }
        self.broken = true;
        let at_end = text[text.floor_char_boundary(span.start)..].trim().is_empty();
        let (message, hint) = if said.starts_with("invalid") && said.contains("string, expected") {
            (
                "the quotes around this text are not closed".into(),
                "close it with the quotes that open it: \" or \"\"\"",
            )
        } else if said.contains("must be quoted") {
            (
                "this is neither a number nor a date, and text stands in quotes".into(),
                "put text in quotes: key = \"text\"",
            )
        } else if said.contains("escape") {
            (
                "a backslash starts a code here, and this is none".into(),
                "use 'single quotes' around text with backslashes, or write each of them twice",
            )
        } else if at_end {
            (format!("the file ends in the middle of an entry: {said}"), "was it cut off?")
        } else {
            (format!("this is not TOML: {said}"), "an entry looks like this: key = \"text\"")
        };
        self.report(Code::Syntax, span, message).hint(hint);
    }
}

/// The date around a syntax error, if it has the form of one and is in no calendar.
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
