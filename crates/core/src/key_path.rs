//! Key paths, such as `programme[1].sessions[0].summary`, and the positions of the values of a
//! TOML file by key path.

use std::collections::BTreeMap;
use std::fmt::{self, Write};
use std::ops::Range;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::message::{Message, message, same_in_every_language};

/// A step of a key path: the key of a table or the index in a list.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Step {
    /// The key of a table.
    Key(String),
    /// The index in a list, from 0.
    Index(usize),
}

/// The path of a value from the root of its file.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct KeyPath(Vec<Step>);

impl KeyPath {
    /// The steps, from the root.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// Returns the path of a key of the table at this path.
    #[must_use]
    pub fn key(mut self, key: &str) -> Self {
        self.0.push(Step::Key(key.to_owned()));
        self
    }

    /// Returns the path of an item of the list at this path.
    #[must_use]
    pub fn index(mut self, index: usize) -> Self {
        self.0.push(Step::Index(index));
        self
    }

    /// Returns the path of the enclosing table or list, or `None` for the root.
    pub fn parent(&self) -> Option<Self> {
        let (_, parent) = self.0.split_last()?;
        Some(Self(parent.to_vec()))
    }

    /// Returns whether the value is at another path, or in the table or list there.
    pub fn starts_with(&self, other: &Self) -> bool {
        self.0.starts_with(&other.0)
    }

    /// Returns the keys alone, joined by dots: "programme.sessions.summary".
    pub fn keys(&self) -> String {
        let keys = self.0.iter().filter_map(|step| match step {
            Step::Key(key) => Some(key.as_str()),
            Step::Index(_) => None,
        });
        keys.collect::<Vec<_>>().join(".")
    }

    /// Returns all steps joined by dots, the form used in the marks of a translation:
    /// "programme.1.sessions.0.summary".
    pub(crate) fn dotted(&self) -> String {
        let steps = self.0.iter().map(|step| match step {
            Step::Key(key) => key.clone(),
            Step::Index(index) => index.to_string(),
        });
        steps.collect::<Vec<_>>().join(".")
    }
}

impl From<Vec<Step>> for KeyPath {
    fn from(steps: Vec<Step>) -> Self {
        Self(steps)
    }
}

same_in_every_language!(KeyPath);

impl fmt::Display for KeyPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, step) in self.0.iter().enumerate() {
            match step {
                Step::Index(index) => write!(f, "[{index}]")?,
                Step::Key(key) => {
                    if place > 0 {
                        f.write_char('.')?;
                    }
                    if !key.is_empty() && key.chars().all(is_bare) {
                        f.write_str(key)?;
                    } else {
                        let escaped = key.replace('\\', "\\\\").replace('"', "\\\"");
                        write!(f, "\"{escaped}\"")?;
                    }
                }
            }
        }
        Ok(())
    }
}

/// The error for a text that is not a key path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidKeyPath;

impl InvalidKeyPath {
    /// Returns the error in words.
    pub fn message(&self) -> Message {
        message!("a key path looks like this: programme[1].sessions[0].summary")
    }
}

impl fmt::Display for InvalidKeyPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
    }
}

impl std::error::Error for InvalidKeyPath {}

impl FromStr for KeyPath {
    type Err = InvalidKeyPath;

    fn from_str(text: &str) -> Result<Self, InvalidKeyPath> {
        let mut steps = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            if let Some(inside) = rest.strip_prefix('[') {
                let (index, behind) = inside.split_once(']').ok_or(InvalidKeyPath)?;
                steps.push(Step::Index(index.parse().map_err(|_| InvalidKeyPath)?));
                rest = behind;
                continue;
            }
            if !steps.is_empty() {
                rest = rest.strip_prefix('.').ok_or(InvalidKeyPath)?;
            }
            let (key, behind) = match rest.strip_prefix('"') {
                Some(quoted) => unquoted(quoted).ok_or(InvalidKeyPath)?,
                None => {
                    let end = rest.find(|char| !is_bare(char)).unwrap_or(rest.len());
                    let (key, behind) = rest.split_at(end);
                    ((!key.is_empty()).then(|| key.to_owned()).ok_or(InvalidKeyPath)?, behind)
                }
            };
            steps.push(Step::Key(key));
            rest = behind;
        }
        Ok(Self(steps))
    }
}

/// Splits a key at its closing quotation mark and returns it with the rest.
fn unquoted(text: &str) -> Option<(String, &str)> {
    let mut key = String::new();
    let mut chars = text.char_indices();
    while let Some((at, char)) = chars.next() {
        match char {
            '"' => return Some((key, &text[at + 1..])),
            '\\' => key.push(chars.next()?.1),
            char => key.push(char),
        }
    }
    None
}

/// Returns whether a character may occur in a key without quotation marks.
fn is_bare(char: char) -> bool {
    char.is_ascii_alphanumeric() || matches!(char, '-' | '_')
}

/// Calls a function for every value below a table with its path and the range of its key. An
/// item of a list has the range of the list's key.
pub(crate) fn walk<'i, 't>(
    table: &'t DeTable<'i>,
    see: &mut impl FnMut(&KeyPath, Range<usize>, &'t Spanned<DeValue<'i>>),
) {
    fn within<'i, 't>(
        table: &'t DeTable<'i>,
        path: &mut KeyPath,
        see: &mut impl FnMut(&KeyPath, Range<usize>, &'t Spanned<DeValue<'i>>),
    ) {
        for (key, value) in table {
            path.0.push(Step::Key(key.get_ref().to_string()));
            held(key.span(), value, path, see);
            path.0.pop();
        }
    }
    fn held<'i, 't>(
        key: Range<usize>,
        node: &'t Spanned<DeValue<'i>>,
        path: &mut KeyPath,
        see: &mut impl FnMut(&KeyPath, Range<usize>, &'t Spanned<DeValue<'i>>),
    ) {
        see(path, key.clone(), node);
        match node.get_ref() {
            DeValue::Table(table) => within(table, path, see),
            DeValue::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    path.0.push(Step::Index(index));
                    held(key.clone(), item, path, see);
                    path.0.pop();
                }
            }
            _ => {}
        }
    }
    within(table, &mut KeyPath::default(), see);
}

/// The positions of the values of a TOML file, by key path. For a file with syntax errors, it
/// contains whatever could be parsed.
#[derive(Debug, Default)]
pub struct Outline {
    entries: BTreeMap<KeyPath, Position>,
    /// The values that contain no others, by their start.
    leaves: BTreeMap<usize, KeyPath>,
}

/// The position of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// The range of its key; for an item of a list, that of the list's key.
    pub key: Range<usize>,
    /// The range of the value.
    pub value: Range<usize>,
    /// Whether it is a table or a list.
    pub holds_others: bool,
}

impl Outline {
    /// Creates the outline of a file's text.
    pub fn of(text: &str) -> Self {
        let (root, _) = DeTable::parse_recoverable(text);
        let mut outline = Self::default();
        walk(root.get_ref(), &mut |path, key, node| {
            let value = node.span();
            let holds_others = matches!(node.get_ref(), DeValue::Table(_) | DeValue::Array(_));
            if !holds_others {
                outline.leaves.insert(value.start, path.clone());
            }
            outline.entries.insert(path.clone(), Position { key, value, holds_others });
        });
        outline
    }

    /// Returns the position of the value at a path.
    pub fn get(&self, path: &KeyPath) -> Option<&Position> {
        self.entries.get(path)
    }

    /// Returns the path of the innermost value that contains a range of the file, in the value
    /// or in its key.
    pub fn path_at(&self, range: &Range<usize>) -> Option<&KeyPath> {
        let holds = |outer: &Range<usize>| outer.start <= range.start && range.end <= outer.end;
        let leaf = self.leaves.range(..=range.start).next_back().map(|(_, path)| path);
        if let Some(path) = leaf.filter(|path| holds(&self.entries[*path].value)) {
            return Some(path);
        }
        let around = self.entries.iter().filter_map(|(path, entry)| {
            let ranges = [&entry.key, &entry.value].into_iter().filter(|range| holds(range));
            Some((ranges.map(Range::len).min()?, path))
        });
        around.min_by_key(|(length, path)| (*length, path.0.len())).map(|(_, path)| path)
    }

    /// Iterates over the values that contain no others, in file order.
    pub fn leaves(&self) -> impl Iterator<Item = (&KeyPath, &Range<usize>)> {
        self.leaves.values().map(|path| (path, &self.entries[path].value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "title = { en = 'Tides', ms = 'Pasang' }\n[[programme]]\nday = 2025-09-11\n\
                        [[programme.sessions]]\nsummary = 'Talk'\nspeaker = ['a', 'b']\n";

    #[test]
    fn paths_are_written_as_they_are_read() {
        let paths = ["programme[1].sessions[0].summary", "title", "a.\"b.c \\\"d\\\"\"[3][0]", ""];
        for text in paths {
            let path: KeyPath = text.parse().unwrap();
            assert_eq!(path.to_string(), text);
        }
        for bad in ["a..b", ".a", "a[", "a[x]", "a.[0]", "a b", "\"a"] {
            assert_eq!(bad.parse::<KeyPath>(), Err(InvalidKeyPath), "{bad}");
        }
    }

    #[test]
    fn each_value_is_found_by_its_path_and_its_path_by_its_place() {
        let outline = Outline::of(FILE);
        let found: Vec<_> = outline
            .leaves()
            .map(|(path, range)| (path.to_string(), &FILE[range.clone()]))
            .collect();
        let expected = [
            ("title.en", "'Tides'"),
            ("title.ms", "'Pasang'"),
            ("programme[0].day", "2025-09-11"),
            ("programme[0].sessions[0].summary", "'Talk'"),
            ("programme[0].sessions[0].speaker[0]", "'a'"),
            ("programme[0].sessions[0].speaker[1]", "'b'"),
        ];
        assert_eq!(found, expected.map(|(path, value)| (path.to_owned(), value)));
        for (path, range) in outline.leaves() {
            assert_eq!(outline.path_at(range), Some(path));
            assert_eq!(outline.path_at(&(range.end..range.end)), Some(path));
        }
        let at = |text: &str| {
            let start = FILE.find(text).unwrap();
            outline.path_at(&(start..start)).map(ToString::to_string).unwrap_or_default()
        };
        assert_eq!(at("day ="), "programme[0].day");
        assert_eq!(at("title ="), "title");
        assert_eq!(at("peaker ="), "programme[0].sessions[0].speaker");
    }

    #[test]
    fn a_broken_file_keeps_what_can_be_read() {
        let outline = Outline::of("title = 'Tides'\nstart = 2025-99\nmode = 'online'\n");
        assert!(outline.get(&"title".parse().unwrap()).is_some());
        assert!(outline.get(&"mode".parse().unwrap()).is_some());
    }
}
