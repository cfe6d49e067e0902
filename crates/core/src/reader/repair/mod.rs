//! Repairs lines that are not TOML: what exactly is wrong, and the line to write instead.
//!
//! A line is only offered if it is TOML.

mod key;
mod unseen;
mod value;

use std::ops::Range;

use toml::de::DeTable;

use super::elsewhere::Elsewhere;
use super::wrap::{counted, in_table};
use crate::message::{Message, message};
use crate::spelling::{right_keys, written_time};
use key::{place_elsewhere, repaired_key, words_of_key};
use value::{Mistake, in_tables, repaired};

/// What is wrong with a line, and the line to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Repair {
    /// The range of the first fault in the line.
    pub(super) range: Range<usize>,
    /// What is wrong there.
    pub(super) message: Message,
    /// What else is wrong in the line.
    pub(super) others: Vec<Message>,
    /// The lines to write, if they are known; several are alternatives.
    pub(super) lines: Vec<String>,
    /// What to write in another table, in place of a line here.
    pub(super) elsewhere: Option<Elsewhere>,
}

/// Says that nothing closes a list.
pub(super) fn open_list() -> Message {
    message!("the list that opens here is not closed")
}

/// The longest line that is repaired, in bytes.
const MAX_LENGTH: usize = 8_000;

/// Finds out what is wrong with a line. `table` is the header of its table, such as `[credits]`.
///
/// `day` is the value of the file's `start`, on which a time of the record is.
pub(super) fn repair(line: &str, table: Option<&str>, day: Option<&str>) -> Option<Repair> {
    if line.len() > MAX_LENGTH {
        return None;
    }
    comment(line)
        .or_else(|| header(line))
        .or_else(|| item(line))
        .or_else(|| entry(line, table, day))
}

/// Returns the entry of a time: with its day, if the key stands above all tables.
pub(super) fn at_time(key: &str, day: Option<&str>, time: &str) -> String {
    let day = day.and_then(|day| day.get(..DAY)).filter(|day| is_toml(&format!("x = {day}")));
    day.map_or_else(|| format!("{key} = {time}"), |day| format!("{key} = {day}T{time}"))
}

/// The length of a day such as 2025-05-14.
const DAY: usize = 10;

/// Returns whether a text is TOML.
pub(super) fn is_toml(text: &str) -> bool {
    DeTable::parse(text).is_ok()
}

/// Returns whether a text is a key, or several joined by full stops.
pub(super) fn is_key(key: &str) -> bool {
    let legal = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    !key.is_empty() && key.chars().all(legal)
}

/// Repairs a comment that begins otherwise than with `#`.
fn comment(line: &str) -> Option<Repair> {
    let text = line.trim_start();
    let mark =
        ["//", "--", "＃", "/*", "<!--", "%", ";"].iter().find(|mark| text.starts_with(**mark))?;
    let start = line.len() - text.len();
    let rest = text[mark.len()..].trim_matches(['-', '*', '/', '>', ' ']);
    Some(Repair {
        range: start..start + mark.len(),
        message: message!("a note begins with #, not with {mark}"),
        others: vec![],
        lines: vec![format!("# {rest}")],
        elsewhere: None,
    })
}

/// Repairs the header of a table, such as `[people.ana]`.
fn header(line: &str) -> Option<Repair> {
    let text = line.trim();
    let full = text.starts_with(['［', '【', '〔']);
    if !(full || text.starts_with('[')) || text.contains(['=', '＝', '"', ',']) {
        return None;
    }
    let name =
        text.trim_matches(|char: char| "[]［］【】〔〕".contains(char) || char.is_whitespace());
    let is_list = text.starts_with("[[") || text.ends_with("]]");
    let parts = name.split(['.', '．', '。']).map(|part| words_of_key(part).join("-"));
    let fixed = parts.collect::<Vec<_>>().join(".");
    let fixed = if is_list { format!("[[{fixed}]]") } else { format!("[{fixed}]") };
    let start = line.len() - line.trim_start().len();
    let message = if full {
        message!("these are full-width brackets; a table begins with [ and ]")
    } else if name.contains(char::is_whitespace) {
        message!("the name of a table has no spaces")
    } else if !name.is_ascii() {
        message!("the name of a table, and an id, has Latin letters, figures and hyphens")
    } else if text.matches('[').count() != text.matches(']').count() {
        message!("the brackets around the name of a table do not match")
    } else {
        return None;
    };
    let lines = if is_toml(&fixed) { vec![fixed] } else { vec![] };
    Some(Repair {
        range: start..start + text.len(),
        message,
        others: vec![],
        lines,
        elsewhere: None,
    })
}

/// Repairs a table that is an item of a list and has a line of its own.
fn item(line: &str) -> Option<Repair> {
    let text = line.trim();
    let (text, comma) = text.strip_suffix(',').map_or((text, ""), |text| (text, ","));
    let start = line.len() - line.trim_start().len();
    let mut faults = Vec::new();
    let lines = text.starts_with('{').then(|| in_tables(text, start, &mut faults))?;
    let lines = lines.into_iter().map(|line| line + comma).collect();
    let mut faults = faults.into_iter();
    let Mistake { range, message } = faults.next()?;
    let others = faults.map(|fault| fault.message).collect();
    Some(Repair { range, message, others, lines, elsewhere: None })
}

/// Repairs `key = value`.
fn entry(line: &str, table: Option<&str>, day: Option<&str>) -> Option<Repair> {
    let (key, sign, value) = split(line)?;
    let mut faults = Vec::new();
    let key_range = {
        let start = line.len() - line.trim_start().len();
        start..key.trim_end().len().max(start)
    };
    if let Some((message, mut lines)) = moved(key.trim(), value.trim(), table, day) {
        let range = key_range.start..line_end(key, sign, value);
        let others = lines.split_off(1).into_iter();
        let others = others.map(|line| message!("write `{line}` on a line of its own")).collect();
        return Some(Repair { range, message, others, lines, elsewhere: None });
    }
    let name = repaired_key(key, key_range, table, &mut faults);
    let sign_range = key.len()..key.len() + sign.len();
    let message = match sign {
        "=" => None,
        "" => Some(message!("an = is missing between the key and its value")),
        ":" | "：" => Some(message!("a key and its value are joined by =, not by {sign}")),
        sign => Some(message!("{sign} is a full-width sign, not =")),
    };
    faults.extend(message.map(|message| Mistake { range: sign_range, message }));
    let start = key.len() + sign.len();
    let values = repaired(value, start, &mut faults);
    let name = name?;
    let fixed = values.iter().map(|value| format!("{name} = {value}"));
    // Text of several lines goes on after this one.
    let fixed = fixed.filter(|line| line.ends_with("\"\"\"") || is_toml(line));
    let lines: Vec<_> = fixed.collect();
    let mut faults = faults.into_iter();
    let Mistake { range, message } = faults.next()?;
    let others = faults.map(|fault| fault.message).collect();
    let word = words_of_key(key.trim_matches(['"', ' ', '\t'])).join("-");
    let elsewhere = place_elsewhere(&word, table)
        .zip(values.first())
        .map(|(place, value)| Elsewhere::of(&word, place, Some(value)));
    // One finding about the whole line is enough.
    let line_start = line.len() - line.trim_start().len();
    let whole = line_start..line_end(key, sign, value).max(range.end);
    let range = if elsewhere.is_some() { whole } else { range };
    Some(Repair { range, message, others, lines, elsewhere })
}

/// Returns where the value of an entry ends in its line.
fn line_end(key: &str, sign: &str, value: &str) -> usize {
    key.len() + sign.len() + value.trim_end().len()
}

/// Repairs an entry whose value belongs to another key than the one that people try first: a time
/// of day, and a number with what it counts.
fn moved(
    key: &str,
    value: &str,
    table: Option<&str>,
    day: Option<&str>,
) -> Option<(Message, Vec<String>)> {
    let places = right_keys(key);
    let is = |path: &str, of: Option<&str>| {
        (key == path && table == of)
            || places.iter().any(|place| place.key == path && place.table.as_deref() == of)
    };
    if let Some(time) = written_time(value) {
        let key = ["start", "end"].into_iter().find(|right| *right != key && is(right, None))?;
        let day = day.filter(|_| table.is_none());
        return Some((
            message!("a time of day is part of `{key}`"),
            vec![at_time(key, day, &time)],
        ));
    }
    let counted = counted(value)?;
    let message = match counted.len() {
        1 => message!("`attendance` is a table, and the number is its key `count`"),
        _ => message!("a number and what it counts are two keys"),
    };
    if table.is_none() && (is("attendance", None) || is("count", Some("[attendance]"))) {
        return Some((message, vec![format!("attendance = {}", in_table(&counted))]));
    }
    (key == "count" && counted.len() > 1).then_some((message, counted))
}

/// Splits a line at the sign between key and value, which may be missing.
fn split(line: &str) -> Option<(&str, &str, &str)> {
    const QUOTES: &str = "\"'“”‘’「『«„＂";
    for (at, char) in line.char_indices() {
        let length = char.len_utf8();
        match char {
            '=' | '＝' | ':' | '：' => {
                return Some((&line[..at], &line[at..at + length], &line[at + length..]));
            }
            // A quote after a word opens the value; one at the beginning is around the key.
            char if QUOTES.contains(char) && !line[..at].trim().is_empty() => {
                let key = line[..at].trim_end();
                let is_closed = line[..at].trim_start().starts_with(|char| QUOTES.contains(char));
                if !is_closed {
                    return is_key(key.trim()).then(|| (&line[..at], "", &line[at..]));
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asserts what is said about a line, and which line is offered.
    fn assert_repaired(line: &str, said: &str, fixed: &str) {
        let repair = repair(line, None, None).unwrap_or_else(|| panic!("{line}"));
        let message = Message::row([&[repair.message][..], &repair.others].concat()).to_string();
        assert!(message.contains(said), "{line}: {message}");
        assert_eq!(repair.lines, [fixed], "{line}");
        assert!(line.get(repair.range.clone()).is_some(), "{line}: {:?}", repair.range);
    }

    #[test]
    fn several_values_find_their_places() {
        for (line, said, fixed) in [
            ("organiser = \"A\", \"B\"", "stand in [ ]", "organiser = [\"A\", \"B\"]"),
            ("organiser = “A” dan “B”", "stand in [ ]", "organiser = [\"A\", \"B\"]"),
            ("organiser = \"A\"、\"B\",", "stand in [ ]", "organiser = [\"A\", \"B\"]"),
            ("time = 9am", "part of `start`", "start = 09:00:00"),
            (
                "kehadiran = 120 orang",
                "two keys",
                "attendance = { count = 120, label = \"orang\" }",
            ),
        ] {
            assert_repaired(line, said, fixed);
        }
    }

    #[test]
    fn the_line_to_write_is_shown() {
        for (line, said, fixed) in [
            ("title = “Harbour Day”", "quotation marks", "title = \"Harbour Day\""),
            ("title = \"Harbour Day”", "quotation mark", "title = \"Harbour Day\""),
            ("title = 「海港日」", "「 and 」", "title = \"海港日\""),
            ("title ＝ \"H\"", "full-width", "title = \"H\""),
            ("title：\"H\"", "joined by =", "title = \"H\""),
            ("title : H", "joined by =", "title = \"H\""),
            ("mode = \"offline\"，", "`，`", "mode = \"offline\""),
            ("mode = \"offline\",", "`,`", "mode = \"offline\""),
            ("title = \"The \"Open\" Day\"", "quotes inside quotes", "title = 'The \"Open\" Day'"),
            ("title = “The “Open” Day”", "quotation marks", "title = \"The “Open” Day\""),
            ("title = 'Nu'man's Day'", "apostrophe", "title = \"Nu'man's Day\""),
            ("start = 14 May 2025", "form of a date", "start = 2025-05-14"),
            ("start = 2025–05–14", "form of a date", "start = 2025-05-14"),
            ("start = 2025-5-4", "form of a date", "start = 2025-05-04"),
            ("start = 24:00:00", "form of a time", "start = 00:00:00"),
            ("start = 9.30 am", "form of a time", "start = 09:30:00"),
            ("title\u{a0}= \"H\"", "no-break space (U+00A0)", "title = \"H\""),
            ("start =\u{a0}2025-05-14", "no-break space (U+00A0)", "start = 2025-05-14"),
            ("st\u{200b}art = 2025-05-14", "invisible space (U+200B)", "start = 2025-05-14"),
            ("title = Harbour Day", "text must be in quotation marks", "title = \"Harbour Day\""),
            (
                "phone = +60 3-8888 1234",
                "text must be in quotation marks",
                "phone = \"+60 3-8888 1234\"",
            ),
            ("title \"Harbour Day\"", "an = is missing", "title = \"Harbour Day\""),
            ("title = \"Harbour Day", "not closed", "title = \"Harbour Day\""),
            ("people = [\"Ana\" \"Ben\"]", "comma is missing", "people = [\"Ana\", \"Ben\"]"),
            ("people = [\"Ana\"， \"Ben\"]", "full-width comma", "people = [\"Ana\", \"Ben\"]"),
            (
                "people = [Ana, Ben]",
                "text must be in quotation marks",
                "people = [\"Ana\", \"Ben\"]",
            ),
            ("people = [“Ana”, “Ben”]", "quotation marks", "people = [\"Ana\", \"Ben\"]"),
            ("translated = yes", "`true`", "translated = true"),
            ("sample = 1,200", "number", "sample = 1200"),
            ("count = 45%", "text must be in quotation marks", "count = \"45%\""),
            ("活动名称 = \"海港日\"", "`title`", "title = \"海港日\""),
            ("标题：“海港日”", "`title`", "title = \"海港日\""),
            ("日期 = 2025年5月14日", "`start`", "start = 2025-05-14"),
            ("tarikh mula = 14 Mei 2025", "`start`", "start = 2025-05-14"),
            ("guest list = \"a\"", "no spaces", "guest-list = \"a\""),
            ("file = \"C:\\Users\\a.jpg\"", "backslash", "file = 'C:\\Users\\a.jpg'"),
            ("[people.ana", "brackets", "[people.ana]"),
            ("[[photos]", "brackets", "[[photos]]"),
            ("［people.ana］", "full-width", "[people.ana]"),
            ("[people.ana lopez]", "no spaces", "[people.ana-lopez]"),
            ("// a note", "begins with #", "# a note"),
            ("lead = “““", "quotation marks", "lead = \"\"\""),
        ] {
            assert_repaired(line, said, fixed);
        }
        assert_eq!(repair("start = 5/6/2025", None, None).unwrap().lines.len(), 2);
        for line in ["plain words of a text", "", "x = 1", "title = \"H\" # ok"] {
            assert_eq!(repair(line, None, None), None, "{line}");
        }
    }
}
