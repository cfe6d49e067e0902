//! Changes to the tree of a TOML file, with the keys that its schema knows.

use std::collections::BTreeSet;

use byline_core::schema::{SchemaFile, schema};
use serde_json::Value as Json;
use toml_edit::{Array, DocumentMut, InlineTable, Item, TableLike, Value};

use crate::Rng;

/// Texts that mean something to a reader of records, or are hard to print.
const TEXTS: [&str; 24] = [
    "",
    " ",
    "x",
    "ben",
    "Ben Tan",
    "2024-10-31",
    "2024-02-30",
    "09:30",
    "en",
    "ms",
    "zh-Hans",
    "https://example.org/",
    "mailto:a@b.example",
    "photos/quay.jpg",
    "../a.png",
    "over 100",
    "*a* **b** [c](https://d.example)",
    "- a\n- b\n\n> c",
    "e\u{301}\u{301}",
    "\u{202e}abc",
    "永字",
    "🎉",
    "yesterday",
    "CO2 (carbon dioxide)",
];

/// How deep new values are nested.
const DEPTH: usize = 3;

/// Returns the keys and words of a file's schema.
pub fn vocabulary(file: SchemaFile) -> Vec<String> {
    let mut words = BTreeSet::new();
    gather(&schema(file), &mut words);
    words.into_iter().collect()
}

fn gather(schema: &Json, words: &mut BTreeSet<String>) {
    match schema {
        Json::Object(keys) => {
            if let Some(Json::Object(properties)) = keys.get("properties") {
                words.extend(properties.keys().cloned());
            }
            keys.values().for_each(|value| gather(value, words));
        }
        Json::Array(items) => items.iter().for_each(|item| gather(item, words)),
        _ => {}
    }
}

/// Removes, renames, moves, adds or replaces a key somewhere in the tree. Returns whether the
/// text was TOML.
pub fn change(text: &mut Vec<u8>, words: &[String], rng: &mut Rng) -> bool {
    let parsed = std::str::from_utf8(text).ok().and_then(|text| text.parse::<DocumentMut>().ok());
    let Some(mut document) = parsed else { return false };
    let mut tables = 0;
    visit(document.as_table_mut(), &mut |_| tables += 1);
    let stolen = steal(document.as_table_mut(), rng.below(tables), rng);
    let mut skip = rng.below(tables);
    visit(document.as_table_mut(), &mut |table| {
        if skip == 0 {
            alter(table, &stolen, words, rng);
        }
        skip = skip.wrapping_sub(1);
    });
    *text = document.to_string().into_bytes();
    true
}

/// Calls a function for every table, the outer ones first.
fn visit(table: &mut dyn TableLike, see: &mut dyn FnMut(&mut dyn TableLike)) {
    see(table);
    for (_, item) in table.iter_mut() {
        match item {
            Item::ArrayOfTables(tables) => tables.iter_mut().for_each(|table| visit(table, see)),
            Item::Value(Value::Array(items)) => {
                let tables = items.iter_mut().filter_map(Value::as_inline_table_mut);
                tables.for_each(|table| visit(table, see));
            }
            item => {
                if let Some(table) = item.as_table_like_mut() {
                    visit(table, see);
                }
            }
        }
    }
}

/// Returns a copy of a value somewhere in the tree.
fn steal(table: &mut dyn TableLike, skip: usize, rng: &mut Rng) -> Item {
    let (mut skip, mut stolen) = (skip, Item::None);
    visit(table, &mut |table| {
        if skip == 0 && !table.is_empty() {
            let key = rng.below(table.len());
            stolen = table.iter().nth(key).map_or(Item::None, |(_, item)| item.clone());
        }
        skip = skip.wrapping_sub(1);
    });
    stolen
}

fn alter(table: &mut dyn TableLike, stolen: &Item, words: &[String], rng: &mut Rng) {
    let nth = rng.below(table.len());
    let key = table.iter().nth(nth).map(|(key, _)| key.to_owned());
    // Some tables have nothing to take.
    let stolen = if stolen.is_none() { &Item::Value("x".into()) } else { stolen };
    let known = words.get(rng.below(words.len())).cloned().unwrap_or_default();
    match (rng.below(6), key) {
        (0, Some(key)) => drop(table.remove(&key)),
        (1, Some(key)) => {
            if let Some(item) = table.remove(&key) {
                table.insert(&known, item);
            }
        }
        (2, Some(key)) => drop(table.insert(&key, stolen.clone())),
        (3, Some(key)) => drop(table.insert(&key, Item::Value(value(words, DEPTH, rng)))),
        (4, _) => drop(table.insert(&known, stolen.clone())),
        _ => drop(table.insert(&known, Item::Value(value(words, DEPTH, rng)))),
    }
}

/// Makes a value of any type.
fn value(words: &[String], depth: usize, rng: &mut Rng) -> Value {
    let some = |rng: &mut Rng| rng.below(4) + usize::from(rng.one_in(20)) * 30;
    match rng.below(if depth == 0 { 6 } else { 9 }) {
        0 | 1 => rng.pick(&TEXTS).into(),
        2 => words.get(rng.below(words.len())).cloned().unwrap_or_default().into(),
        3 => [0, 1, -1, 7, 1_000_000_000_001, i64::MAX, i64::MIN][rng.below(7)].into(),
        4 => match rng.below(3) {
            0 => rng.one_in(2).into(),
            1 => f64::NAN.into(),
            _ => 1e300.into(),
        },
        5 => ["2024-10-31", "0000-01-01", "9999-12-31T23:59:60Z", "23:59:59"][rng.below(4)]
            .parse::<Value>()
            .unwrap_or(false.into()),
        6 | 7 => (0..some(rng)).map(|_| value(words, depth - 1, rng)).collect::<Array>().into(),
        _ => {
            let entries = (0..some(rng)).map(|_| {
                let key = words.get(rng.below(words.len())).cloned().unwrap_or_default();
                (key, value(words, depth - 1, rng))
            });
            entries.collect::<InlineTable>().into()
        }
    }
}
