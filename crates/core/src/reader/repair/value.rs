//! Repairs values: text in the wrong quotes, dates and times as people write them, lists.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::unseen::{is_unseen, named};
use super::{is_toml, open_list};
use crate::message::{Message, message};
use crate::spelling::{Written, written_date, written_time};

/// Something wrong in a line.
pub(super) struct Mistake {
    pub(super) range: Range<usize>,
    pub(super) message: Message,
}

/// The marks that stand around text in some language or program.
const QUOTES: &str = "\"'“”„‟‘’‚«»‹›「」『』＂＇″`´";

/// Returns the values that may be meant by one, and adds what is wrong with it. `start` is its
/// offset in the line.
pub(super) fn repaired(value: &str, start: usize, faults: &mut Vec<Mistake>) -> Vec<String> {
    let (value, note) = split_note(value);
    let seen = value.trim_matches(|char: char| char.is_whitespace() || is_unseen(char));
    let start = start + value.find(seen).unwrap_or_default();
    let beside = value.trim_matches([' ', '\t', '\r']);
    if let Some(char) = beside.chars().find(|char| is_unseen(*char)).filter(|_| seen != beside) {
        let at = start.saturating_sub(char.len_utf8());
        let message = message!("{character} stands beside the value", character = named(char));
        faults.push(Mistake { range: at..start, message });
    }
    let (value, end) = without_end(seen, start, faults);
    let values = if is_value(value) {
        vec![value.to_owned()]
    } else {
        let range = start..end;
        if let Some(values) = bare_list(value) {
            faults.push(Mistake { range, message: message!("several values stand in [ ]") });
            return vec![values + note];
        }
        if let Some(values) = closed_list(seen) {
            faults.push(Mistake { range, message: open_list() });
            return vec![values + note];
        }
        if value.starts_with(['{', '[']) && value.contains('{') {
            return in_tables(value, start, faults);
        }
        list(value, start, faults).unwrap_or_else(|| one(value, range, faults))
    };
    values.into_iter().map(|value| value + note).collect()
}

/// Splits a note off the end of a value.
fn split_note(value: &str) -> (&str, &str) {
    let last = value.rfind(|char| QUOTES.contains(char)).unwrap_or_default();
    value[last..].find(" #").map_or((value, ""), |at| value.split_at(last + at))
}

/// Takes away marks behind a value that end a sentence or an entry of a list.
fn without_end<'v>(value: &'v str, start: usize, faults: &mut Vec<Mistake>) -> (&'v str, usize) {
    let bare = value.trim_end_matches([',', ';', '，', '；', '。', '、', ' ']);
    let closed = bare.ends_with(|char: char| QUOTES.contains(char) || char == ']' || char == '}')
        || bare.ends_with(|char: char| char.is_ascii_digit());
    let end = start + bare.len();
    if bare.len() < value.len() && closed {
        let mark = value[bare.len()..].trim();
        let range = end..start + value.len();
        faults.push(Mistake { range, message: message!("`{mark}` stands behind the value") });
        (bare, end)
    } else {
        (value, start + value.len())
    }
}

fn is_value(value: &str) -> bool {
    !value.contains('\n') && is_toml(&format!("x = {value}"))
}

/// Returns a list on one line that nothing closes, closed. One that goes on in the next line ends
/// in a comma, or holds nothing yet.
fn closed_list(value: &str) -> Option<String> {
    let inner = value.strip_prefix('[')?.trim();
    if inner.is_empty() || inner.ends_with([']', ',', '，', '{', '}', '［', '[']) {
        return None;
    }
    let items = inner.split(',').map(|item| item.trim().trim_matches(|char| QUOTES.contains(char)));
    let mut items: Vec<_> = items.filter(|item| !item.is_empty()).map(quoted).collect();
    if items.is_empty() {
        items = vec![quoted("…"); 2];
    }
    Some(format!("[{}]", items.join(", ")))
}

/// Repairs the values in tables on one line, such as `{ due = 30 Sept 2025 }`.
///
/// Returns the tables, or nothing if they are still not TOML; several are alternatives.
pub(super) fn in_tables(value: &str, start: usize, faults: &mut Vec<Mistake>) -> Vec<String> {
    static ENTRY: LazyLock<Regex> = LazyLock::new(|| {
        // A text may have commas and signs in it.
        Regex::new(
            r#""(?:[^"\\]|\\.)*"|'[^']*'|(?:[{,]\s*[A-Za-z0-9_-]+\s*=\s*)([^\s"'\[{,}][^,{}"']*)"#,
        )
        .expect("the pattern is fixed")
    });
    let (mut tables, mut end) = (vec![String::new()], 0);
    for found in ENTRY.captures_iter(value).filter_map(|found| found.get(1)) {
        let written = found.as_str().trim_end();
        if is_value(written) {
            continue;
        }
        let range = found.start()..found.start() + written.len();
        let values = one(written, start + range.start..start + range.end, faults);
        let before = &value[end..range.start];
        // Two dates that can be read in two ways are too many to choose from.
        let most = if tables.len() == 1 { values.len() } else { 1 };
        let values = values.iter().take(most);
        tables = values
            .flat_map(|value| {
                tables.iter().map(|table| [table, before, value].concat()).collect::<Vec<_>>()
            })
            .collect();
        end = range.end;
    }
    let whole = tables.into_iter().map(|table| table + &value[end..]);
    whole.filter(|table| end > 0 && is_value(table)).collect()
}

/// Repairs a value that is no list.
fn one(value: &str, range: Range<usize>, faults: &mut Vec<Mistake>) -> Vec<String> {
    if value.is_empty() {
        return vec![];
    }
    if let Some((message, text)) = unquoted(value) {
        faults.push(Mistake { range, message });
        return vec![text];
    }
    if value.starts_with(['"', '\'', '{', '[']) {
        return vec![];
    }
    let (message, values) = if let Some(word) = yes_or_no(value) {
        (message!("`{value}` is written `{word}`"), vec![word.to_owned()])
    } else if let Some(date) = written_date(value) {
        match date {
            Written::One(date) => (message!("this is not the form of a date"), vec![date]),
            Written::Either(one, other) => {
                (message!("this date can be read in two ways"), vec![one, other])
            }
            Written::Span(first, _) => (
                message!("a key holds one date: `start` the first day, `end` the last"),
                vec![first],
            ),
        }
    } else if let Some(time) = written_time(value) {
        (message!("this is not the form of a time"), vec![time])
    } else if let Some(number) = number(value) {
        (message!("a number has figures only"), vec![number])
    } else {
        (message!("text must be in quotation marks"), vec![quoted(value)])
    };
    faults.push(Mistake { range, message });
    values
}

/// Returns what is wrong with the quotes around a value, and the value in the right ones.
fn unquoted(value: &str) -> Option<(Message, String)> {
    let (first, last) = (value.chars().next()?, value.chars().next_back()?);
    let is_quote = |char: char| QUOTES.contains(char);
    // The beginning of a text of several lines.
    if value.chars().all(is_quote) && value.chars().count() > 1 {
        let message =
            message!("these quotation marks ({first}) are for print; a text stands in \"\"\"");
        return (!value.starts_with("\"\"")).then(|| (message, "\"\"\"".into()));
    }
    if !is_quote(first) && !is_quote(last) {
        return None;
    }
    if !is_quote(first) {
        let inner = value.trim_end_matches(is_quote);
        return (!inner.contains(is_quote))
            .then(|| (message!("the quote that opens this text is missing"), quoted(inner)));
    }
    if !is_quote(last) || value.len() == first.len_utf8() {
        let inner = value.trim_start_matches(is_quote);
        let message = if inner.contains(first) {
            message!("something stands behind the quote that closes this text")
        } else {
            message!("the quotes around this text are not closed")
        };
        return Some((message, quoted(&inner.replace(first, ""))));
    }
    let mut inner = &value[first.len_utf8()..value.len() - last.len_utf8()];
    // Two quotes on either side are one too many.
    while inner.starts_with(first) && inner.ends_with(last) {
        inner = inner.strip_prefix(first)?.strip_suffix(last)?;
    }
    let message = match (first, last) {
        ('"', '"') if inner.contains('\\') => {
            message!("a backslash starts a code here, and this is none")
        }
        ('"', '"') => message!("there are quotes inside quotes here"),
        ('\'', '\'') => message!("an apostrophe ends text in single quotes"),
        ('"' | '\'', mark) | (mark, '"' | '\'') => {
            message!("{mark} is a quotation mark for print; use straight quotation marks: \" … \"")
        }
        (first, last) => {
            message!(
                "{first} and {last} are quotation marks for print; use straight quotation marks: \
                 \" … \""
            )
        }
    };
    Some((message, quoted(inner)))
}

/// Writes a text as a value: in double quotes if it can be.
fn quoted(text: &str) -> String {
    toml_edit::Value::from(text.trim()).to_string()
}

fn yes_or_no(value: &str) -> Option<&'static str> {
    match &*value.to_lowercase() {
        "yes" | "true" | "ya" | "是" => Some("true"),
        "no" | "false" | "tidak" | "否" => Some("false"),
        _ => None,
    }
}

/// Returns a number without the marks between its digits.
fn number(value: &str) -> Option<String> {
    static GROUPED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^[0-9]{1,3}(?:[,， ][0-9]{3})+$").expect("the pattern is fixed")
    });
    GROUPED.is_match(value).then(|| value.chars().filter(char::is_ascii_digit).collect())
}

/// Returns the list of several texts in quotes that stand in no brackets: `"A", "B"`, or `"A" and
/// "B"`.
fn bare_list(value: &str) -> Option<String> {
    static TEXT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#""[^"]*"|“[^”]*”|「[^」]*」|『[^』]*』"#).expect("the pattern is fixed")
    });
    let (mut texts, mut end) = (Vec::new(), 0);
    for found in TEXT.find_iter(value) {
        let between = value[end..found.start()].trim();
        let joins =
            |between: &str| matches!(between, "and" | "dan" | "&" | "和" | "与" | "與" | "及");
        let parts = between.split([',', '，', '、', ';', '；']).map(str::trim);
        let mut words = parts.filter(|word| !word.is_empty());
        if texts.is_empty() != between.is_empty() || !words.all(joins) {
            return None;
        }
        texts.push(quoted(found.as_str().trim_matches(|char| QUOTES.contains(char))));
        end = found.end();
    }
    (texts.len() > 1 && end == value.len()).then(|| format!("[{}]", texts.join(", ")))
}

/// Repairs the commas and the texts of a list.
fn list(value: &str, start: usize, faults: &mut Vec<Mistake>) -> Option<Vec<String>> {
    static ITEM: LazyLock<Regex> = LazyLock::new(|| {
        let item =
            r#""[^"]*"|'[^']*'|“[^”]*”|‘[^’]*’|「[^」]*」|『[^』]*』|[^\s,，、;；"'][^,，、;；"]*"#;
        Regex::new(item).expect("the pattern is fixed")
    });
    let open = value.chars().next().filter(|char| "[［【".contains(*char))?;
    let close = value.chars().next_back().filter(|char| "]］】".contains(*char))?;
    let inner = value.get(open.len_utf8()..value.len() - close.len_utf8())?;
    if inner.contains(['{', '[']) {
        return None;
    }
    if open != '[' || close != ']' {
        let range = start..start + open.len_utf8();
        let message = message!("these are full-width brackets; a list stands in [ and ]");
        faults.push(Mistake { range, message });
    }
    let start = start + open.len_utf8();
    let (mut items, mut end) = (Vec::new(), 0);
    for item in ITEM.find_iter(inner) {
        let between = inner[end..item.start()].trim();
        let range = start + end..start + item.start();
        if between.is_empty() && !items.is_empty() {
            let message =
                message!("a comma is missing before `{item}`", item = item.as_str().trim());
            faults.push(Mistake { range, message });
        } else if !matches!(between, "" | ",") {
            let message =
                message!("`{between}` is a full-width comma or none at all; a list takes ,");
            faults.push(Mistake { range, message });
        }
        let written = item.as_str().trim_end();
        let range = start + item.start()..start + item.start() + written.len();
        end = item.start() + written.len();
        if is_value(written) {
            items.push(written.to_owned());
        } else {
            items.push(one(written, range, faults).into_iter().next()?);
        }
    }
    Some(vec![format!("[{}]", items.join(", "))])
}
