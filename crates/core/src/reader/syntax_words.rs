//! The messages of the TOML parser in plain language.

use super::repair::is_key;
use crate::message::{Message, message};

/// The parser's message for a line that is neither an entry nor a table header.
pub(super) const LOOSE_LINE: &str = "key with no value";

/// Translates a parser message into a plain message and a hint.
pub(super) fn in_words(said: &str, at_end: bool, line: &str) -> (Message, Message) {
    let value = line.split_once('=').map(|(_, value)| value.trim());
    let dated = value.is_some_and(|value| {
        value.starts_with(|c: char| c.is_ascii_digit()) && value.contains(['-', '/', '.', ':'])
    });
    if said.starts_with("invalid") && said.contains("string, expected") {
        let hint = if said.contains("multi-line") {
            message!("write the three quotes that open it once more where the text ends")
        } else {
            message!("close it with the quotes that open it: \" or \"\"\"")
        };
        (message!("the quotes around this text are not closed"), hint)
    } else if value == Some("") {
        let message = message!("no value stands behind the =");
        (message, message!("write the value, or remove the line"))
    } else if at_end {
        let hint = message!("was it cut off, or is a quote or a bracket left open before?");
        (message!("the file ends in the middle of an entry"), hint)
    } else if said.contains(LOOSE_LINE) {
        (message!("this line belongs to no key"), several_lines())
    } else if dated {
        let hint = message!(
            "write 2024-01-03, or 2024-01-03T09:30:00: two figures for month, day and hour"
        );
        (message!("this is not the form of a date"), hint)
    } else if line.split_once(':').is_some_and(|(key, _)| !key.contains('=') && is_key(key.trim()))
    {
        (message!("a key and its value are joined by ="), message!("write = in the place of :"))
    } else if said.contains("must be quoted") {
        let message = message!("expected a value: put text in quotation marks");
        (message, message!("put text in quotes: key = \"text\""))
    } else if said.contains("escape") {
        let hint = message!(
            "use 'single quotes' around text with backslashes, or write each of them twice"
        );
        (message!("a backslash starts a code here, and this is none"), hint)
    } else {
        (message!("this is not TOML: {said}"), an_entry())
    }
}

/// Returns the hint for a text that goes on in the next line.
pub(super) fn several_lines() -> Message {
    message!("text of several lines stands between three quotes: \"\"\"")
}

/// Returns the hint for a line that is nothing that can be repaired.
pub(super) fn an_entry() -> Message {
    message!("an entry looks like this: key = \"text\"")
}
