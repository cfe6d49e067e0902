//! Edits drawn at random for a file.

use byline_core::edit::{TomlEdit, TomlValue};
use byline_core::key_path::{KeyPath, Step};
use byline_fuzz::Rng;
use toml::Value as Known;

use crate::tree::Before;

/// Names of keys, among them some that need quotation marks.
const KEYS: [&str; 12] =
    ["title", "name", "summary", "file", "x", "venue", "new-key", "a b", "é", "", "x.y", "\"q\"\n"];

/// Parts of texts that mean something to TOML.
const PARTS: [&str; 22] = [
    "Tides",
    " ",
    "\"",
    "\"\"\"",
    "'",
    "'''",
    "\\",
    "\n",
    "\n\n",
    "# no comment",
    "中文",
    "é",
    "\t",
    "\u{1}",
    "\u{7f}",
    "[[x]]",
    "a = 1",
    "=",
    "\\u00e9",
    "🎉",
    " \\\n",
    "\r",
];

/// Draws an edit of a file.
pub(crate) fn edit(file: &Before, rng: &mut Rng) -> TomlEdit {
    let is_list = |value: &Known| value.as_array().is_some_and(|items| !items.is_empty());
    let lists = of(file, is_list);
    match rng.below(10) {
        0..=4 => set(file, rng),
        5 if !file.paths.is_empty() => {
            let all: Vec<_> = file.paths.iter().collect();
            TomlEdit::Remove { path: rng.pick(&all).clone() }
        }
        6 if !lists.is_empty() => {
            let list = rng.pick(&lists).clone();
            let index = rng.below(length(file, &list) + 1);
            let like = file.at(&list.clone().index(0)).unwrap();
            let value = if like.is_table() { table_value(rng, 2) } else { value(rng, 1) };
            TomlEdit::Insert { list, index, value }
        }
        7 if !lists.is_empty() => {
            let list = rng.pick(&lists).clone();
            let length = length(file, &list);
            TomlEdit::Move { from: rng.below(length), to: rng.below(length), list }
        }
        8 if !lists.is_empty() => {
            let list = rng.pick(&lists).clone();
            TomlEdit::Duplicate { index: rng.below(length(file, &list)), list }
        }
        _ => into_no_list(file, rng),
    }
}

/// Draws a new value, for a key that there is or for another.
fn set(file: &Before, rng: &mut Rng) -> TomlEdit {
    let scalars = of(file, |value| !value.is_table() && !value.is_array());
    if !scalars.is_empty() && rng.one_in(2) {
        return TomlEdit::Set { path: alone(rng.pick(&scalars), rng), value: scalar(rng) };
    }
    if !file.paths.is_empty() && rng.one_in(2) {
        let all: Vec<_> = file.paths.iter().collect();
        let path: KeyPath = rng.pick(&all).clone();
        // A value of the same kind, or another.
        let value = match file.at(&path) {
            Some(known) if !rng.one_in(4) => changed(known, rng),
            _ => value(rng, 2),
        };
        return TomlEdit::Set { path, value };
    }
    let mut path = table(file, rng).key(rng.pick(&KEYS));
    if rng.one_in(4) && file.at(&path).is_none() {
        path = if rng.one_in(2) { path.key(rng.pick(&KEYS)) } else { path.index(0).key("k") };
    }
    TomlEdit::Set { path, value: value(rng, 2) }
}

/// Draws an item for a list that there is not yet, or for a value alone.
fn into_no_list(file: &Before, rng: &mut Rng) -> TomlEdit {
    let alone = of(file, |value| !value.is_array());
    if !alone.is_empty() && rng.one_in(2) {
        let list = rng.pick(&alone).clone();
        return TomlEdit::Insert { list, index: rng.below(2), value: value(rng, 1) };
    }
    let list = table(file, rng).key("new list");
    let is_new = file.at(&list).is_none();
    let value = if is_new { value(rng, 2) } else { table_value(rng, 1) };
    TomlEdit::Insert { list, index: 0, value }
}

fn of<'a>(file: &'a Before, is_right: impl Fn(&Known) -> bool) -> Vec<&'a KeyPath> {
    file.paths.iter().filter(|path| is_right(file.at(path).unwrap())).collect()
}

/// Draws a table: often the root.
fn table(file: &Before, rng: &mut Rng) -> KeyPath {
    let tables = of(file, Known::is_table);
    if tables.is_empty() || rng.one_in(4) { KeyPath::default() } else { rng.pick(&tables).clone() }
}

fn length(file: &Before, list: &KeyPath) -> usize {
    file.at(list).and_then(Known::as_array).map_or(1, Vec::len)
}

/// Draws an order of all keys of a file and of those that may be added; often there is none.
pub(crate) fn order(file: &Before, rng: &mut Rng) -> Vec<String> {
    if rng.one_in(2) {
        return Vec::new();
    }
    let known = file.paths.iter().filter_map(|path| match path.steps().last()? {
        Step::Key(key) => Some(key.as_str()),
        Step::Index(_) => None,
    });
    let mut order: Vec<String> = KEYS.into_iter().chain(known).map(str::to_owned).collect();
    let middle = rng.below(order.len());
    order.rotate_left(middle);
    order
}

/// Returns the path of a value, sometimes as the only item of a list.
fn alone(path: &KeyPath, rng: &mut Rng) -> KeyPath {
    if rng.one_in(10) { path.clone().index(0) } else { path.clone() }
}

fn scalar(rng: &mut Rng) -> TomlValue {
    match rng.below(12) {
        0 => TomlValue::Integer([0, 7, -3, i64::MAX, i64::MIN][rng.below(5)]),
        1 => TomlValue::Float([0.5, -1.0, 1e300, f64::INFINITY, 3.25][rng.below(5)]),
        2 => TomlValue::Boolean(rng.one_in(2)),
        3 | 4 => {
            let moments =
                ["2025-05-14", "2025-05-14T09:30:00", "2025-05-14T09:30:00+08:00", "09:30:00"];
            TomlValue::Datetime(rng.pick(&moments).parse().unwrap())
        }
        _ => TomlValue::String((0..rng.below(7)).map(|_| rng.pick(&PARTS)).collect()),
    }
}

fn value(rng: &mut Rng, depth: usize) -> TomlValue {
    match rng.below(5) {
        0 if depth > 0 => {
            TomlValue::Array((0..rng.below(4)).map(|_| value(rng, depth - 1)).collect())
        }
        1 if depth > 0 => table_value(rng, depth - 1),
        2 if depth > 0 => {
            TomlValue::Array((0..rng.below(3)).map(|_| table_value(rng, depth - 1)).collect())
        }
        _ => scalar(rng),
    }
}

fn table_value(rng: &mut Rng, depth: usize) -> TomlValue {
    let mut keys = KEYS.to_vec();
    let entries = (0..rng.below(5)).map(|_| {
        let key = keys.remove(rng.below(keys.len()));
        (key.to_owned(), value(rng, depth))
    });
    TomlValue::Table(entries.collect())
}

/// Returns a value with something in it changed, added or removed.
fn changed(known: &Known, rng: &mut Rng) -> TomlValue {
    match known {
        Known::Array(items) => {
            let mut items: Vec<_> = items.iter().map(|item| some_changed(item, rng)).collect();
            if rng.one_in(2) {
                items.insert(rng.below(items.len() + 1), value(rng, 1));
            } else if !items.is_empty() {
                items.remove(rng.below(items.len()));
            }
            TomlValue::Array(items)
        }
        Known::Table(table) => {
            let mut entries = Vec::new();
            for (key, value) in table.iter().rev() {
                if !rng.one_in(6) {
                    entries.push((key.clone(), some_changed(value, rng)));
                }
            }
            TomlValue::Table(entries)
        }
        _ => scalar(rng),
    }
}

fn some_changed(known: &Known, rng: &mut Rng) -> TomlValue {
    if rng.one_in(4) { changed(known, rng) } else { same(known) }
}

fn same(known: &Known) -> TomlValue {
    match known {
        Known::String(text) => TomlValue::String(text.clone()),
        Known::Integer(number) => TomlValue::Integer(*number),
        Known::Float(number) => TomlValue::Float(*number),
        Known::Boolean(is_true) => TomlValue::Boolean(*is_true),
        Known::Datetime(moment) => TomlValue::Datetime(*moment),
        Known::Array(items) => TomlValue::Array(items.iter().map(same).collect()),
        Known::Table(table) => {
            TomlValue::Table(table.iter().map(|(key, value)| (key.clone(), same(value))).collect())
        }
    }
}
