//! A text in which edits are made one after the other, with the tree that it must hold.

use std::fmt;

use super::layout::Layout;
use super::patch::Patch;
use super::value::TomlValue;
use super::write::fit;
use super::{TomlEdit, Unwritable};
use crate::key_path::{KeyPath, Step};

/// A text, and what it holds.
#[derive(Clone)]
pub(super) struct Work<'o> {
    pub(super) text: String,
    pub(super) tree: TomlValue,
    pub(super) order: &'o dyn Fn(&KeyPath) -> Vec<String>,
}

impl fmt::Debug for Work<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Work").field("text", &self.text).finish_non_exhaustive()
    }
}

impl<'o> Work<'o> {
    pub(super) fn new(
        text: String,
        order: &'o dyn Fn(&KeyPath) -> Vec<String>,
    ) -> Result<Self, Unwritable> {
        let tree = TomlValue::read(&text).ok_or_else(Unwritable::syntax)?;
        Ok(Self { text, tree, order })
    }

    /// Makes one edit.
    pub(super) fn edit(&mut self, edit: &TomlEdit) -> Result<(), Unwritable> {
        match edit {
            TomlEdit::Set { path, value } => self.set(&self.normal(path), value.clone()),
            TomlEdit::Remove { path } => self.remove(&self.normal(path)),
            TomlEdit::Insert { list, index, value } => {
                self.insert(&self.normal(list), *index, fit(value.clone()))
            }
            TomlEdit::Move { list, from, to } => self.shift(&self.normal(list), *from, *to),
            TomlEdit::Duplicate { list, index } => self.duplicate(&self.normal(list), *index),
        }
    }

    pub(super) fn layout(&self) -> Result<Layout<'_>, Unwritable> {
        Layout::of(&self.text).ok_or_else(Unwritable::syntax)
    }

    /// Takes over the first of several ways to change the text after which it holds what it must.
    pub(super) fn commit(
        &mut self,
        path: &KeyPath,
        expected: TomlValue,
        ways: impl IntoIterator<Item = Patch>,
    ) -> Result<(), Unwritable> {
        let sound = |text: &String| TomlValue::read(text).as_ref() == Some(&expected);
        let texts = ways.into_iter().filter_map(|patch| patch.apply(&self.text));
        let text = texts.into_iter().find(sound).ok_or_else(|| Unwritable::at(path))?;
        self.text = text;
        self.tree = expected;
        Ok(())
    }

    /// Returns a path in which no value alone is indexed as a list of one.
    pub(super) fn normal(&self, path: &KeyPath) -> KeyPath {
        let mut steps: Vec<Step> = Vec::new();
        for step in path.steps() {
            let value = self.tree.get(&steps);
            let is_alone = value.is_some_and(|value| !matches!(value, TomlValue::Array(_)));
            if !(is_alone && *step == Step::Index(0)) {
                steps.push(step.clone());
            }
        }
        steps.into()
    }

    pub(super) fn length(&self, list: &KeyPath) -> Option<usize> {
        match self.tree.get(list.steps())? {
            TomlValue::Array(items) => Some(items.len()),
            _ => None,
        }
    }
}
