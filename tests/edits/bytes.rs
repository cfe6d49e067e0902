//! The bytes that an edit may change.

use std::collections::BTreeMap;
use std::ops::Range;

use byline_core::edit::{TomlEdit, TomlValue};
use byline_core::key_path::{KeyPath, Step};

use crate::files::around;
use crate::tree::Before;

/// Says which bytes have changed that must not.
pub(crate) fn fault(file: &Before, edit: &TomlEdit, after: &str) -> Option<String> {
    let before = file.text;
    for (mark, what) in [("\u{feff}", "the byte order mark")] {
        if before.starts_with(mark) != after.starts_with(mark) {
            return Some(format!("{what} has changed"));
        }
    }
    let ends = |text: &str| text.is_empty() || text.ends_with('\n');
    if !after.is_empty() && ends(before) != ends(after) {
        return Some("the last line end has changed".into());
    }
    let lone = |text: &str| text.replace("\r\n", "").contains('\n');
    if before.contains("\r\n") && !lone(before) && lone(after) {
        return Some("a line ends as no other does".into());
    }
    match edit {
        TomlEdit::Set { path, value } => of_set(file, &file.normal(path), value, after),
        TomlEdit::Remove { path } => of_change(file, &file.normal(path), after, &[Change::Less]),
        TomlEdit::Insert { list, .. } => {
            let list = file.normal(list);
            let is_beside = file.at(&list).is_some_and(toml::Value::is_table);
            let change = if is_beside { Change::OneLine } else { Change::More };
            of_change(file, &list, after, &[change])
        }
        TomlEdit::Move { list, .. } => of_change(file, &file.normal(list), after, &[Change::None]),
        TomlEdit::Duplicate { list, .. } => {
            of_change(file, &file.normal(list), after, &[Change::More])
        }
    }
}

/// How the lines of a file may change, whatever their order.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Change {
    None,
    More,
    Less,
    /// One line becomes another, and there are more.
    OneLine,
    /// The lines of the value become others.
    Within,
}

fn of_set(before: &Before, path: &KeyPath, value: &TomlValue, after: &str) -> Option<String> {
    let Some(known) = before.at(path) else {
        return of_change(before, path, after, &[Change::More]);
    };
    let holds = matches!(value, TomlValue::Array(_) | TomlValue::Table(_));
    if known.is_table() || known.is_array() || holds {
        return of_change(before, path, after, &[Change::Within]);
    }
    let range = before.outline.get(path)?.value.clone();
    (!is_within(before.text, after, &[range]))
        .then(|| "bytes outside the value have changed".into())
}

/// Checks a change in lines, or in the array or inline table that holds a value.
fn of_change(file: &Before, path: &KeyPath, after: &str, changes: &[Change]) -> Option<String> {
    let Before { text: before, outline, .. } = file;
    let mut holders = Vec::new();
    let mut known = KeyPath::default();
    for step in path.steps() {
        known = match step {
            Step::Key(key) => known.key(key),
            Step::Index(index) => known.index(*index),
        };
        let Some(position) = outline.get(&known) else { break };
        let raw = &before[position.value.clone()];
        let is_value = raw.starts_with('{')
            || raw.starts_with('[') && before[..position.value.start].trim_end().ends_with('=')
            || !position.holds_others;
        if is_value {
            holders.push(position.value.clone());
        }
    }
    if is_within(before, after, &holders) {
        return None;
    }
    let (old, new) = (lines(before), lines(after));
    let count = |lines: &BTreeMap<&str, usize>, line: &str| lines.get(line).copied().unwrap_or(0);
    let lost: usize = old.iter().map(|(line, times)| times.saturating_sub(count(&new, line))).sum();
    let won: usize = new.iter().map(|(line, times)| times.saturating_sub(count(&old, line))).sum();
    let is_right = changes.iter().any(|change| match change {
        Change::None => lost == 0 && won == 0,
        Change::More => lost == 0,
        Change::Less => won == 0,
        Change::OneLine => lost <= 1,
        Change::Within => {
            let own = around(file, path);
            let own = lines(&own);
            old.iter()
                .all(|(line, times)| times.saturating_sub(count(&new, line)) <= count(&own, line))
        }
    });
    (!is_right).then(|| format!("{lost} lines are gone and {won} are new"))
}

/// Returns whether all differences lie within one of several ranges.
fn is_within(before: &str, after: &str, ranges: &[Range<usize>]) -> bool {
    ranges.iter().any(|range| {
        let (start, end) = (&before[..range.start], &before[range.end..]);
        after.len() >= start.len() + end.len() && after.starts_with(start) && after.ends_with(end)
    })
}

/// Counts the lines that are not blank.
fn lines(text: &str) -> BTreeMap<&str, usize> {
    let mut lines = BTreeMap::new();
    for line in text.trim_start_matches('\u{feff}').lines().filter(|line| !line.trim().is_empty()) {
        *lines.entry(line).or_default() += 1;
    }
    lines
}
