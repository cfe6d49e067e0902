//! Writes out the table that a plain value stands for: `photos = "a.jpg"`, `attendance = 120`.

use toml::de::DeValue;

use super::Node;
use crate::model::Count;
use crate::spelling::{StepInWords, step};

/// The key of a number of people or things, beside which `label` says of what.
const COUNT: &str = "count";

/// The key of what is to be done, beside which others say by whom and by when.
pub(super) const ACTION: &str = "action";

/// Returns the table that a value stands for, if it is meant for the first key of the table.
/// `written` is the text of the file.
pub(super) fn wrapped(first: &str, value: &Node, file: &str) -> Option<String> {
    match value.get_ref() {
        DeValue::String(text) if first == COUNT => counted(text).map(|count| in_table(&count)),
        DeValue::String(text) if first == ACTION => Some(in_table(&step_of(text))),
        DeValue::Integer(_) if first != COUNT => None,
        DeValue::String(_) | DeValue::Integer(_) => {
            Some(in_table(&[format!("{first} = {}", file.get(value.span())?)]))
        }
        DeValue::Array(values) if first != COUNT => {
            let values: Option<Vec<_>> =
                values.iter().map(|value| wrapped(first, value, file)).collect();
            Some(format!("[{}]", values.filter(|values| !values.is_empty())?.join(", ")))
        }
        _ => None,
    }
}

/// Returns the first key of the tables that a key takes, from the example of the key.
pub(super) fn first_key(example: &str) -> Option<&str> {
    let inside = example.trim_start_matches('[').strip_prefix('{')?;
    let (key, value) = inside.split_once('=')?;
    // Keys whose values are tables are ids.
    (!value.trim_start().starts_with('{')).then_some(key.trim())
}

/// Returns a table on one line.
pub(super) fn in_table(entries: &[String]) -> String {
    format!("{{ {} }}", entries.join(", "))
}

/// Reads a next step as the entries to write.
fn step_of(text: &str) -> Vec<String> {
    let StepInWords { action, owner, due } = step(text);
    let quoted = |text: String| toml_edit::Value::from(text);
    let owner = owner.map(|owner| format!("owner = {}", quoted(owner)));
    let due = due.map(|due| format!("due = {due}"));
    let action = format!("{ACTION} = {}", quoted(action));
    [Some(action), owner, due].into_iter().flatten().collect()
}

/// Reads a number and what it counts, such as "120 orang", as the entries to write.
pub(crate) fn counted(text: &str) -> Option<Vec<String>> {
    let (count, label) = counted_parts(text)?;
    let figures = count.replace(',', "");
    let value = if figures.bytes().all(|byte| byte.is_ascii_digit()) {
        figures
    } else {
        toml_edit::Value::from(count).to_string()
    };
    let label = (!label.is_empty()).then(|| format!("label = {}", toml_edit::Value::from(label)));
    Some([Some(format!("{COUNT} = {value}")), label].into_iter().flatten().collect())
}

/// Divides a number from what it counts.
pub(crate) fn counted_parts(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    let is_digit = |char: char| char.is_ascii_digit();
    let mut end = text.find(is_digit)?;
    end +=
        text[end..].find(|char: char| !is_digit(char) && char != ',').unwrap_or(text.len() - end);
    end += usize::from(text[end..].starts_with('+'));
    let (count, label) = (text[..end].trim_end_matches(','), text[end..].trim());
    count.parse::<Count>().ok()?;
    // What goes on in figures is a time, a date or an amount.
    if label.starts_with(|char: char| !char.is_alphabetic()) || label.contains(is_digit) {
        return None;
    }
    Some((count, label))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_what_they_count_are_told_apart() {
        for (text, entries) in [
            ("120", "count = 120"),
            ("120 orang", "count = 120, label = \"orang\""),
            ("1,200 registered guests", "count = 1200, label = \"registered guests\""),
            ("over 120 guests", "count = \"over 120\", label = \"guests\""),
            ("50+ people", "count = \"50+\", label = \"people\""),
            ("约120名代表", "count = \"约120\", label = \"名代表\""),
        ] {
            assert_eq!(counted(text).map(|entries| entries.join(", ")).as_deref(), Some(entries));
        }
        for text in ["many", "9.30 am", "14/5/2025", "12 to 15 people", "45%"] {
            assert_eq!(counted(text), None, "{text}");
        }
    }
}
