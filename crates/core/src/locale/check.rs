//! Checks a locale file against the English one, which has every key.

use std::collections::BTreeSet;
use std::str::FromStr;
use std::sync::Arc;

use toml::de::{DeTable, DeValue};
use toml::{Table, Value};

use super::checks::CHECKS;
use super::plural::{CATEGORIES, is_counted};
use super::weekdays::{DAYS_OF_WEEK, MONTHS_OF_YEAR};
use crate::diagnostic::{Code, Diagnostic};
use crate::message::{Message, message};
use crate::model::File;
use crate::reader::{self, Node, Reader};
use crate::source::Source;
use crate::spelling::{list, nearest};

/// The maximum number of missing words that a finding names.
const NAMED: usize = 5;

/// The groups that may have keys that the English file lacks, such as names of languages.
const OPEN: [&str; 1] = ["languages"];

/// The groups that may be incomplete or missing, because lints fall back to English words.
const OPTIONAL: [&str; 1] = [CHECKS];

/// The lists that consist of one or more rows of this length.
const ROWS: [(&str, usize); 2] =
    [("checks.weekdays", DAYS_OF_WEEK), ("checks.months", MONTHS_OF_YEAR)];

/// Returns the locale of the GNU C library with a name.
pub(super) fn calendar_of(name: &str) -> Option<pure_rust_locales::Locale> {
    pure_rust_locales::Locale::from_str(name).ok()
}

/// Reports every problem of a locale file. A file that overrides a standard locale
/// need not be complete.
pub(super) fn check(source: &Arc<Source>, model: &Table, over_standard: bool) -> Vec<Diagnostic> {
    let (missing, mut reader) = reader::read(source, File::Project, |root, reader| {
        let mut missing = Vec::new();
        for value in root.values() {
            reader::check_lines(value, reader);
        }
        table(root, (model, model), &mut vec![], &mut missing, reader);
        missing
    });
    if !missing.is_empty() && !over_standard && !reader.broken() {
        let named: Vec<_> = missing.iter().take(NAMED).map(String::as_str).collect();
        let named = list(&named);
        let message = match missing.len().saturating_sub(NAMED) {
            0 => message!("this file lacks some words, such as {named}"),
            more => message!("this file lacks some words, such as {named}, and {more} more"),
        };
        reader
            .report(Code::MISSING_WORD, 0..0, message)
            .hint(message!("add them; until then, documents show the English words"));
    }
    reader.finish()
}

fn table(
    said: &DeTable,
    (model, whole): (&Table, &Table),
    path: &mut Vec<String>,
    missing: &mut Vec<String>,
    reader: &mut Reader,
) {
    let open = path.first().is_some_and(|group| OPEN.contains(&group.as_str()));
    let mut meant = Vec::new();
    for (key, value) in said {
        let name = key.get_ref().as_ref();
        path.push(name.into());
        match model.get(name) {
            Some(model) => word(value, (model, whole), path, missing, reader),
            None if open => {}
            None => {
                let near = nearest(name, model.keys().map(String::as_str));
                meant.extend(near.map(str::to_owned));
                let mut groups = whole.iter().filter(|_| path.len() == 1);
                let group = groups.find(|(_, group)| group.get(name).is_some());
                let message = message!("`{key}` is not the key of a word", key = path.join("."));
                let finding = reader.report(Code::UNKNOWN_KEY, key.span(), message);
                match (near, group) {
                    (_, Some((group, _))) => finding.hint(message!("it belongs under `[{group}]`")),
                    (Some(near), None) => finding.did_you_mean(near),
                    (None, None) => finding.hint(message!(
                        "see `templates/design/locales/en.toml` in byline for every key"
                    )),
                };
            }
        }
        path.pop();
    }
    for key in model.keys().filter(|key| !said.contains_key(key.as_str()) && !meant.contains(key)) {
        let group = path.first().unwrap_or(key);
        if open || OPTIONAL.contains(&group.as_str()) {
            continue;
        }
        let path: Vec<&str> = path.iter().map(String::as_str).chain([key.as_str()]).collect();
        missing.push(path.join("."));
    }
}

fn word(
    said: &Node,
    (model, whole): (&Value, &Table),
    path: &mut Vec<String>,
    missing: &mut Vec<String>,
    reader: &mut Reader,
) {
    let key = path.join(".");
    let wrong = |reader: &mut Reader, message: Message| {
        reader.report(Code::WRONG_TYPE, said.span(), message);
    };
    match (said.get_ref(), model) {
        (DeValue::Table(said_words), Value::Table(model)) if is_counted(model) => {
            counted(said, said_words, model, &key, reader);
        }
        (DeValue::Table(said), Value::Table(model)) => {
            table(said, (model, whole), path, missing, reader);
        }
        (DeValue::String(text), Value::String(model)) => {
            pattern(said, text, model, (&key, false), reader);
            if key == "dates.names-of" && calendar_of(text).is_none() {
                let message =
                    message!("there is no locale `{text}` with names of months and weekdays");
                let hint =
                    message!("use a locale of the GNU C library, such as \"id_ID\" or \"ta_MY\"");
                reader.report(Code::INVALID_VALUE, said.span(), message).hint(hint);
            }
        }
        (DeValue::Array(items), Value::Array(_)) => {
            if items.iter().any(|item| item.get_ref().as_str().is_none()) {
                wrong(reader, message!("`{key}` takes a list of texts"));
            }
            let row = ROWS.iter().find(|(list, _)| *list == key);
            if let Some((_, row)) = row.filter(|(_, row)| !items.len().is_multiple_of(*row)) {
                let message = message!("`{key}` takes {row} names, or rows of {row}");
                let hint =
                    message!("put other names for the same months or days into a further row");
                reader.report(Code::INVALID_VALUE, said.span(), message).hint(hint);
            }
        }
        (_, Value::Table(model)) if is_counted(model) => {
            let message = message!(
                "`{key}` takes a table by plural category: {{ one = \"…\", other = \"…\" }}"
            );
            wrong(reader, message);
        }
        (_, Value::Table(_)) => wrong(reader, message!("`{key}` takes a table")),
        (_, Value::Array(_)) => wrong(reader, message!("`{key}` takes a list of texts")),
        _ => wrong(reader, message!("`{key}` takes text in quotes")),
    }
}

/// Checks a word that depends on a number.
fn counted(node: &Node, said: &DeTable, model: &Table, key: &str, reader: &mut Reader) {
    for (category, text) in said {
        let name = category.get_ref().as_ref();
        if !CATEGORIES.contains(&name) {
            let message = message!("`{name}` is not a plural category");
            let hint = message!("write {words}", words = list(&CATEGORIES));
            reader.report(Code::UNKNOWN_KEY, category.span(), message).hint(hint);
        } else if let (Some(said), Some(model)) = (text.get_ref().as_str(), model.get("other")) {
            pattern(text, said, model.as_str().unwrap_or_default(), (key, true), reader);
        }
    }
    if !said.contains_key("other") {
        let message = message!("`{key}` lacks the form `other`");
        reader.report(Code::MISSING_KEY, node.span(), message);
    }
}

/// Checks that a pattern has the same placeholders as the English one.
fn pattern(
    node: &Node,
    said_text: &str,
    model: &str,
    (key, counted): (&str, bool),
    reader: &mut Reader,
) {
    let (said, known) = (places(said_text), places(model));
    // A date or a clock may use any of its parts.
    if key.starts_with("dates.") || key.starts_with("times.clock") {
        return;
    }
    if said_text.trim().is_empty() && model.contains(char::is_alphabetic) {
        let message = message!("the word `{key}` is empty");
        reader.report(Code::INVALID_VALUE, node.span(), message);
        return;
    }
    // The words for one or two may omit the number.
    if !counted {
        for place in known.difference(&said) {
            let message = message!("the word `{key}` lacks the placeholder `{{{place}}}`");
            let hint = message!("add it; without it, the value is not printed");
            reader.report(Code::MISSING_WORD, node.span(), message).hint(hint);
        }
    }
    for place in said.difference(&known) {
        let message = message!("`{{{place}}}` is not a placeholder of the word `{key}`");
        let range = reader.source().find_in(node.span(), place);
        let known: Vec<_> = known.iter().map(|place| format!("{{{place}}}")).collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        reader.report(Code::INVALID_VALUE, range, message).hint(if known.is_empty() {
            message!("remove it; this word has no placeholders")
        } else {
            message!("use {known}", known = list(&known))
        });
    }
}

/// Returns the names of the placeholders of a pattern.
fn places(pattern: &str) -> BTreeSet<&str> {
    let opened = pattern.split('{').skip(1);
    opened.filter_map(|rest| Some(rest.split_once('}')?.0)).collect()
}
