//! How values are written that are not in the file yet.

use super::strings::{Quotes, key};
use super::value::TomlValue;

/// The width at which a new list or table gets more than one line.
pub(super) const WIDTH: usize = 100;

/// Writes a value in place. Lists and tables stay on one line, but for long texts in them.
pub(super) fn inline(value: &TomlValue, line_end: &str) -> String {
    match value {
        TomlValue::String(text) => Quotes::for_new(text).write(text, line_end),
        TomlValue::Array(items) => {
            let items: Vec<_> = items.iter().map(|item| inline(item, line_end)).collect();
            format!("[{}]", items.join(", "))
        }
        TomlValue::Table(entries) if entries.is_empty() => "{}".into(),
        TomlValue::Table(entries) => {
            let entries = entries
                .iter()
                .map(|(name, value)| format!("{} = {}", key(name), inline(value, line_end)));
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
        }
        TomlValue::Integer(number) => number.to_string(),
        TomlValue::Float(number) => float(*number),
        TomlValue::Boolean(is_true) => is_true.to_string(),
        TomlValue::Datetime(moment) => moment.to_string(),
    }
}

/// Writes the value of a key: a long list gets a line for each item.
pub(super) fn of_key(value: &TomlValue, indent: &str, line_end: &str) -> String {
    let written = inline(value, line_end);
    match value {
        TomlValue::Array(items) if written.chars().count() > WIDTH && items.len() > 1 => {
            let items = items
                .iter()
                .map(|item| format!("{indent}    {},{line_end}", inline(item, line_end)));
            format!("[{line_end}{}{indent}]", items.collect::<String>())
        }
        _ => written,
    }
}

/// Writes a value in the place of another, and in its style.
pub(super) fn like(old: &str, value: &TomlValue, line_end: &str) -> String {
    match (value, Quotes::of(old)) {
        (TomlValue::String(text), Some(quotes)) => quotes.write(text, line_end),
        // A date may have a space before its time.
        (TomlValue::Datetime(_), None) if old.as_bytes().get(10) == Some(&b' ') => {
            inline(value, line_end).replacen('T', " ", 1)
        }
        _ => inline(value, line_end),
    }
}

/// Returns a value as it can be written: a text of several lines ends with a line break.
pub(super) fn fit(value: TomlValue) -> TomlValue {
    match value {
        TomlValue::String(text) => TomlValue::String(Quotes::for_new(&text).fit(&text)),
        TomlValue::Array(items) => TomlValue::Array(items.into_iter().map(fit).collect()),
        TomlValue::Table(entries) => {
            TomlValue::Table(entries.into_iter().map(|(key, value)| (key, fit(value))).collect())
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
