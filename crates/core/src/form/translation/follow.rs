//! Translations that follow their originals: lists are matched by position, so what moves there
//! moves here.

use toml::de::{DeTable, DeValue};

use super::write::{mark_path, without_empty_marks};
use super::{Translating, readable};
use crate::edit::{TomlEdit, TomlValue};
use crate::form::describe::Choices;
use crate::form::{FormEdit, Structure, target};
use crate::key_path::{KeyPath, Step};
use crate::reader::{Node, TRANSLATED_FROM};

/// What becomes of the items of a list.
#[derive(Debug, Clone, Copy)]
enum ListShift {
    Move { from: usize, to: usize },
    Remove(usize),
    Insert(usize),
    Duplicate(usize),
}

impl Translating<'_> {
    /// Returns the text of the translation's file after edits of the original, which is as it was
    /// before them: translations of items that are moved or removed are, too. Returns `None` if
    /// nothing follows.
    pub fn follow(&self, edits: &[FormEdit]) -> Option<String> {
        let shifts: Vec<_> = edits.iter().filter_map(ListShift::of).collect();
        if shifts.is_empty() || self.translation.is_empty() || readable(self.translation).is_err() {
            return None;
        }
        let (root, _) = DeTable::parse_recoverable(self.original);
        let structure = Structure::of(self.file);
        let mut text = self.translation.to_owned();
        for (list, shift) in shifts {
            let found = target::find(&list, root.get_ref(), structure, &Choices::default())?;
            let edits = shift.edits(&found.path, &text);
            text = without_empty_marks(self.applied(&text, &edits).ok()?);
        }
        (text != self.translation).then_some(text)
    }
}

impl ListShift {
    /// Returns what an edit does to the items of a list, and the path of the list.
    fn of(edit: &FormEdit) -> Option<(KeyPath, Self)> {
        let path: KeyPath = edit.path().parse().ok()?;
        Some(match edit {
            FormEdit::Move { from, to, .. } => (path, Self::Move { from: *from, to: *to }),
            FormEdit::Insert { index, .. } => (path, Self::Insert(*index)),
            FormEdit::Duplicate { index, .. } => (path, Self::Duplicate(*index)),
            FormEdit::Remove { .. } => match path.steps().last()? {
                Step::Index(index) => (path.parent()?, Self::Remove(*index)),
                Step::Key(_) => return None,
            },
            FormEdit::Set { .. } | FormEdit::Add { .. } | FormEdit::Accept { .. } => return None,
        })
    }

    /// Returns where an item goes.
    fn index(self, index: usize) -> Option<usize> {
        Some(match self {
            Self::Move { from, to } if index == from => to,
            Self::Move { from, to } if from < index && index <= to => index - 1,
            Self::Move { from, to } if to <= index && index < from => index + 1,
            Self::Move { .. } => index,
            Self::Remove(at) if index == at => return None,
            Self::Remove(at) => index - usize::from(index > at),
            Self::Insert(at) => index + usize::from(index >= at),
            Self::Duplicate(at) => index + usize::from(index > at),
        })
    }

    /// Returns the edits of a translation's file that do the same to its list at a path.
    fn edits(self, path: &KeyPath, text: &str) -> Vec<TomlEdit> {
        let (root, _) = DeTable::parse_recoverable(text);
        let Some(node) = node_at(root.get_ref(), path) else { return vec![] };
        let (has, of_tables) = match node.get_ref() {
            DeValue::Array(items) => {
                let first = items.first().map(Node::get_ref);
                (items.len(), matches!(first, Some(DeValue::Table(_))))
            }
            alone => (1, matches!(alone, DeValue::Table(_))),
        };
        let list = path.clone();
        let insert = |index| {
            let value =
                if of_tables { TomlValue::Table(vec![]) } else { TomlValue::String(String::new()) };
            TomlEdit::Insert { list: list.clone(), index, value }
        };
        let mut edits = match self {
            // What is not translated only makes room.
            Self::Move { from, to } if from >= has && to < has => vec![insert(to)],
            Self::Move { from, .. } if from >= has => vec![],
            Self::Move { from, to } => {
                let mut edits: Vec<_> = (has..=to).map(&insert).collect();
                edits.push(TomlEdit::Move { list: list.clone(), from, to });
                edits
            }
            Self::Remove(at) if at < has => vec![TomlEdit::Remove { path: path.clone().index(at) }],
            Self::Insert(at) if at < has => vec![insert(at)],
            Self::Duplicate(index) if index < has => {
                vec![TomlEdit::Duplicate { list: list.clone(), index }]
            }
            Self::Remove(_) | Self::Insert(_) | Self::Duplicate(_) => vec![],
        };
        edits.extend(self.marks(path, root.get_ref()));
        edits
    }

    /// Returns the edits that keep the marks of the translations with them.
    fn marks(self, list: &KeyPath, root: &DeTable) -> Vec<TomlEdit> {
        let marks = root.get(TRANSLATED_FROM).and_then(|marks| marks.get_ref().as_table());
        let prefix = format!("{}.", list.dotted());
        let (mut old, mut new) = (Vec::new(), Vec::new());
        for (key, mark) in marks.into_iter().flatten() {
            let key = key.get_ref().to_string();
            let Some(rest) = key.strip_prefix(&prefix) else { continue };
            let (index, inner) = rest.split_once('.').unwrap_or((rest, ""));
            let (Ok(index), Some(mark)) = (index.parse(), mark.get_ref().as_str()) else {
                continue;
            };
            let copy = matches!(self, Self::Duplicate(at) if at == index).then_some(index + 1);
            for index in self.index(index).into_iter().chain(copy) {
                let dot = if inner.is_empty() { "" } else { "." };
                new.push((format!("{prefix}{index}{dot}{inner}"), mark.to_owned()));
            }
            old.push(key);
        }
        old.retain(|key| new.iter().all(|(other, _)| other != key));
        let set = |(key, mark): (String, String)| TomlEdit::Set {
            path: mark_path(&key),
            value: TomlValue::String(mark),
        };
        let remove = |key: String| TomlEdit::Remove { path: mark_path(&key) };
        new.into_iter().map(set).chain(old.into_iter().map(remove)).collect()
    }
}

/// Returns what is at a path of a file. A value alone is a list of one.
fn node_at<'t>(root: &'t DeTable<'t>, path: &KeyPath) -> Option<&'t Node<'t>> {
    let mut table = Some(root);
    let mut node = None;
    for step in path.steps() {
        node = match step {
            Step::Key(key) => table?.get(key.as_str()),
            Step::Index(index) => match node.map(Node::get_ref) {
                Some(DeValue::Array(items)) => items.get(*index),
                Some(_) if *index == 0 => node,
                _ => None,
            },
        };
        table = node.and_then(|node| node.get_ref().as_table());
    }
    node
}
