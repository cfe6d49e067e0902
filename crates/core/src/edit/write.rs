//! How values are written that are not in the file yet.

use super::strings::{Quotes, key};
use super::value::Value;

/// The width at which a new list or table gets more than one line.
pub(super) const WIDTH: usize = 100;

/// Writes a value in place. Lists and tables stay on one line, but for long texts in them.
pub(super) fn inline(value: &Value, line_end: &str) -> String {
    match value {
        Value::String(text) => Quotes::for_new(text).write(text, line_end),
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(|item| inline(item, line_end)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Table(entries) if entries.is_empty() => "{}".into(),
        Value::Table(entries) => {
            let entries = entries
                .iter()
                .map(|(name, value)| format!("{} = {}", key(name), inline(value, line_end)));
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
        }
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => float(*number),
        Value::Boolean(is_true) => is_true.to_string(),
        Value::Datetime(moment) => moment.to_string(),
    }
}

/// Writes the value of a key: a long list gets a line for each item.
pub(super) fn of_key(value: &Value, indent: &str, line_end: &str) -> String {
    let written = inline(value, line_end);
    match value {
        Value::Array(items) if written.chars().count() > WIDTH && items.len() > 1 => {
            let items = items
                .iter()
                .map(|item| format!("{indent}    {},{line_end}", inline(item, line_end)));
            format!("[{line_end}{}{indent}]", items.collect::<String>())
        }
        _ => written,
    }
}

/// Writes a value in the place of another, and in its style.
pub(super) fn like(old: &str, value: &Value, line_end: &str) -> String {
    match (value, Quotes::of(old)) {
        (Value::String(text), Some(quotes)) => quotes.write(text, line_end),
        // A date may have a space before its time.
        (Value::Datetime(_), None) if old.as_bytes().get(10) == Some(&b' ') => {
            inline(value, line_end).replacen('T', " ", 1)
        }
        _ => inline(value, line_end),
    }
}

/// Returns a value as it can be written: a text of several lines ends with a line break.
pub(super) fn fit(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(Quotes::for_new(&text).fit(&text)),
        Value::Array(items) => Value::Array(items.into_iter().map(fit).collect()),
        Value::Table(entries) => {
            Value::Table(entries.into_iter().map(|(key, value)| (key, fit(value))).collect())
        }
        other => other,
    }
}

fn float(number: f64) -> String {
    if number.is_nan() {
        return "nan".into();
    }
    format!("{number:?}")
}
