//! A text in which edits are made one after the other, with the tree that it must hold.

use std::fmt;

use super::inline::Container;
use super::layout::{Found, Layout, PartKind};
use super::patch::Patch;
use super::retouch::retouched;
use super::strings::Quotes;
use super::tables::Style;
use super::value::Value;
use super::write::{fit, inline, like};
use super::{Edit, Unfit};
use crate::key_path::{KeyPath, Step};

/// A text, and what it holds.
#[derive(Clone)]
pub(super) struct Work<'o> {
    pub(super) text: String,
    pub(super) tree: Value,
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
    ) -> Result<Self, Unfit> {
        let tree = Value::read(&text).ok_or_else(Unfit::syntax)?;
        Ok(Self { text, tree, order })
    }

    /// Makes one edit.
    pub(super) fn edit(&mut self, edit: &Edit) -> Result<(), Unfit> {
        match edit {
            Edit::Set { path, value } => self.set(&self.normal(path), value.clone()),
            Edit::Remove { path } => self.remove(&self.normal(path)),
            Edit::Insert { list, index, value } => {
                self.insert(&self.normal(list), *index, fit(value.clone()))
            }
            Edit::Move { list, from, to } => self.shift(&self.normal(list), *from, *to),
            Edit::Duplicate { list, index } => self.duplicate(&self.normal(list), *index),
        }
    }

    pub(super) fn layout(&self) -> Result<Layout<'_>, Unfit> {
        Layout::of(&self.text).ok_or_else(Unfit::syntax)
    }

    /// Takes over the first of several ways to change the text after which it holds what it must.
    pub(super) fn commit(
        &mut self,
        path: &KeyPath,
        expected: Value,
        ways: impl IntoIterator<Item = Patch>,
    ) -> Result<(), Unfit> {
        let sound = |text: &String| Value::read(text).as_ref() == Some(&expected);
        let texts = ways.into_iter().filter_map(|patch| patch.apply(&self.text));
        let text = texts.into_iter().find(sound).ok_or_else(|| Unfit::at(path))?;
        self.text = text;
        self.tree = expected;
        Ok(())
    }

    /// Returns a path in which no value alone is indexed as a list of one.
    fn normal(&self, path: &KeyPath) -> KeyPath {
        let mut steps: Vec<Step> = Vec::new();
        for step in path.steps() {
            let value = self.tree.get(&steps);
            let is_alone = value.is_some_and(|value| !matches!(value, Value::Array(_)));
            if !(is_alone && *step == Step::Index(0)) {
                steps.push(step.clone());
            }
        }
        steps.into()
    }

    fn length(&self, list: &KeyPath) -> Option<usize> {
        match self.tree.get(list.steps())? {
            Value::Array(items) => Some(items.len()),
            _ => None,
        }
    }

    /// Sets a value.
    pub(super) fn set(&mut self, path: &KeyPath, value: Value) -> Result<(), Unfit> {
        let Some(old) = self.tree.get(path.steps()) else { return self.create(path, fit(value)) };
        let value = match (&value, old) {
            (Value::String(text), Value::String(_)) => {
                let layout = self.layout()?;
                let found = layout.find(path);
                let quotes = found.part().and_then(|part| Quotes::of(layout.raw(&part.span)));
                Value::String(quotes.unwrap_or(Quotes::Basic).fit(text))
            }
            _ => fit(value),
        };
        if *old == value {
            return Ok(());
        }
        let mut attempt = self.clone();
        let is_done = match (old.clone(), &value) {
            (Value::Table(old), Value::Table(new)) => attempt.set_entries(path, &old, new),
            (Value::Array(old), Value::Array(new)) if !new.is_empty() => {
                attempt.set_items(path, &old, new)
            }
            _ => Err(Unfit::at(path)),
        };
        if is_done.is_ok() && attempt.tree.get(path.steps()).is_some() {
            *self = attempt;
            return Ok(());
        }
        self.replace(path, value)
    }

    fn set_entries(
        &mut self,
        path: &KeyPath,
        old: &[(String, Value)],
        new: &[(String, Value)],
    ) -> Result<(), Unfit> {
        for (key, value) in new {
            self.set(&path.clone().key(key), value.clone())?;
        }
        for (key, _) in old {
            if new.iter().all(|(own, _)| own != key) {
                self.take(&path.clone().key(key))?;
            }
        }
        Ok(())
    }

    fn set_items(&mut self, path: &KeyPath, old: &[Value], new: &[Value]) -> Result<(), Unfit> {
        let common = old.iter().zip(new).take_while(|(old, new)| old == new).count();
        let (old, new) = (&old[common..], &new[common..]);
        let same = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new);
        let same = same.count();
        let (old, new) = (&old[..old.len() - same], &new[..new.len() - same]);
        for (at, value) in new.iter().enumerate() {
            if at < old.len() {
                self.set(&path.clone().index(common + at), value.clone())?;
            } else {
                self.insert(path, common + at, fit(value.clone()))?;
            }
        }
        for at in (new.len()..old.len()).rev() {
            self.take(&path.clone().index(common + at))?;
        }
        Ok(())
    }

    /// Writes a value over another, whatever it was.
    fn replace(&mut self, path: &KeyPath, value: Value) -> Result<(), Unfit> {
        let layout = self.layout()?;
        if let Some(part) = layout.find(path).part() {
            let (old, line_end) = (layout.raw(&part.span), layout.line_end());
            let kept = match &value {
                Value::String(text) => retouched(old, text, line_end),
                _ => None,
            };
            let written = [kept, Some(like(old, &value, line_end))].into_iter().flatten();
            let ways: Vec<_> = written
                .map(|written| Patch::default().replace(part.span.clone(), written))
                .collect();
            let mut expected = self.tree.clone();
            expected.put(path.steps(), value).ok_or_else(|| Unfit::at(path))?;
            return self.commit(path, expected, ways);
        }
        if !matches!(path.steps().last(), Some(Step::Key(_))) {
            return Err(Unfit::at(path));
        }
        let mut attempt = self.clone();
        attempt.take(path)?;
        attempt.create(path, value)?;
        *self = attempt;
        Ok(())
    }

    /// Creates a value, and what is missing on the way to it.
    fn create(&mut self, path: &KeyPath, mut value: Value) -> Result<(), Unfit> {
        let steps = path.steps();
        let known =
            (0..steps.len()).rev().find(|length| self.tree.get(&steps[..*length]).is_some());
        let known = known.ok_or_else(|| Unfit::at(path))?;
        for step in steps[known + 1..].iter().rev() {
            value = match step {
                Step::Key(key) => Value::Table(vec![(key.clone(), value)]),
                Step::Index(0) => Value::Array(vec![value]),
                Step::Index(_) => return Err(Unfit::at(path)),
            };
        }
        let parent = KeyPath::from(steps[..known].to_vec());
        match &steps[known] {
            Step::Key(key) => self.add(&parent, key, &value),
            Step::Index(index) => self.insert(&parent, *index, value),
        }
    }

    /// Removes a value, and what it leaves empty.
    fn remove(&mut self, path: &KeyPath) -> Result<(), Unfit> {
        if path.steps().is_empty() || self.tree.get(path.steps()).is_none() {
            return Ok(());
        }
        let layout = self.layout()?;
        let mut target = path.clone();
        while let Some(parent) = target.parent().filter(|parent| !parent.steps().is_empty()) {
            let is_card = matches!(parent.steps().last(), Some(Step::Index(_)));
            let is_only = match self.tree.get(parent.steps()) {
                Some(Value::Table(entries)) => entries.len() == 1 && !is_card,
                Some(Value::Array(items)) => items.len() == 1,
                _ => false,
            };
            if !is_only || layout.has_comments_around(&parent, &target) {
                break;
            }
            target = parent;
        }
        drop(layout);
        self.take(&target)
    }

    /// Takes a value out, and nothing else.
    pub(super) fn take(&mut self, path: &KeyPath) -> Result<(), Unfit> {
        let mut expected = self.tree.clone();
        expected.take(path.steps()).ok_or_else(|| Unfit::at(path))?;
        let layout = self.layout()?;
        // What only this makes is no longer there, either, such as a list without its last item.
        let mut outer = path.parent();
        while let Some(parent) = outer.filter(|parent| layout.is_made_by(parent, path)) {
            expected.take(parent.steps());
            outer = parent.parent();
        }
        let patch = match layout.find(path) {
            Found::Pair(at, _) => {
                let lines = layout.statements[at].lines.clone();
                layout.cut_key(&lines, Patch::default())
            }
            Found::Cell(part, index) => Container { layout: &layout, part }.remove(index),
            Found::Statements(all) => {
                let blocks = layout.blocks(&all);
                blocks.iter().fold(Patch::default(), |patch, block| layout.cut(block, patch))
            }
            // Dotted keys go one by one, until they no longer make the table.
            Found::Cells(..) => return self.take_dotted(path, expected),
            Found::Nothing => return Err(Unfit::at(path)),
        };
        self.commit(path, expected, [patch])
    }

    /// Takes out the entries of an inline table that make a table by dotted keys.
    fn take_dotted(&mut self, path: &KeyPath, expected: Value) -> Result<(), Unfit> {
        let mut attempt = self.clone();
        loop {
            let layout = attempt.layout()?;
            let text = match layout.find(path) {
                Found::Cells(part, cells, _) if !cells.is_empty() => {
                    Container { layout: &layout, part }.remove(cells[0]).apply(layout.text)
                }
                _ => break,
            };
            attempt.text = text.ok_or_else(|| Unfit::at(path))?;
        }
        attempt.commit(path, expected, [Patch::default()])?;
        *self = attempt;
        Ok(())
    }

    /// Adds an item to a list.
    fn insert(&mut self, list: &KeyPath, index: usize, value: Value) -> Result<(), Unfit> {
        let unfit = || Unfit::at(list);
        let mut expected = self.tree.clone();
        let layout = self.layout()?;
        match expected.get_mut(list.steps()) {
            None if index == 0 => return self.create(list, Value::Array(vec![value])),
            Some(Value::Array(items)) if index <= items.len() => items.insert(index, value.clone()),
            Some(alone) if !matches!(alone, Value::Array(_)) && index < 2 => {
                let mut items = vec![alone.clone()];
                items.insert(index, value.clone());
                *alone = Value::Array(items);
                let found = layout.find(list);
                let Some(part) = found.part() else {
                    return self.insert_beside(list, index, value);
                };
                let (old, new) = (layout.raw(&part.span), inline(&value, layout.line_end()));
                let both =
                    if index == 0 { format!("[{new}, {old}]") } else { format!("[{old}, {new}]") };
                let patch = Patch::default().replace(part.span.clone(), both);
                return self.commit(list, expected, [patch]);
            }
            _ => return Err(unfit()),
        }
        let found = layout.find(list);
        let patch = match (&found, &value) {
            (Found::Statements(_), Value::Table(entries)) => {
                let near = index.saturating_sub(1);
                let Found::Statements(items) = layout.find(&list.clone().index(near)) else {
                    return Err(unfit());
                };
                let header = *items.first().ok_or_else(unfit)?;
                let name = layout.name(list, &items);
                let lines = Style::of_header(&layout, header).item(&name, &list.keys(), entries);
                layout.paste_item(list, index, &lines, true).ok_or_else(unfit)?
            }
            _ => {
                let part = found.part().ok_or_else(unfit)?;
                Container { layout: &layout, part }
                    .insert(index, &inline(&value, layout.line_end()))
            }
        };
        self.commit(list, expected, [patch])
    }

    /// Adds an item to a single table, which becomes the other item of a list.
    fn insert_beside(&mut self, list: &KeyPath, index: usize, value: Value) -> Result<(), Unfit> {
        let layout = self.layout()?;
        let header = layout.header_of(list).ok_or_else(|| Unfit::at(list))?;
        let span = layout.statements[header].span.clone();
        let patch = Patch::default().put(span.start, "[").put(span.end, "]");
        let mut expected = self.tree.clone();
        let alone = expected.get_mut(list.steps()).ok_or_else(|| Unfit::at(list))?;
        *alone = Value::Array(vec![alone.clone()]);
        let mut attempt = self.clone();
        attempt.commit(list, expected, [patch])?;
        attempt.insert(list, index, value)?;
        *self = attempt;
        Ok(())
    }

    /// Moves an item of a list.
    fn shift(&mut self, list: &KeyPath, from: usize, to: usize) -> Result<(), Unfit> {
        let unfit = || Unfit::at(list);
        let length = self.length(list).unwrap_or(1);
        if from >= length || to >= length {
            return Err(unfit());
        }
        if from == to {
            return Ok(());
        }
        let mut expected = self.tree.clone();
        if let Some(Value::Array(items)) = expected.get_mut(list.steps()) {
            let moved = items.remove(from);
            items.insert(to, moved);
        }
        let layout = self.layout()?;
        let patch = match layout.find(list) {
            Found::Statements(_) => layout.shift_item(list, from, to).ok_or_else(unfit)?,
            found => {
                let part = found.part().filter(|part| matches!(part.kind, PartKind::Array(_)));
                Container { layout: &layout, part: part.ok_or_else(unfit)? }.shift(from, to)
            }
        };
        self.commit(list, expected, [patch])
    }

    /// Puts a copy of an item behind it.
    fn duplicate(&mut self, list: &KeyPath, index: usize) -> Result<(), Unfit> {
        let item = list.clone().index(index);
        let unfit = || Unfit::at(&item);
        if self.length(list).is_none() {
            let alone = self.tree.get(list.steps()).filter(|_| index == 0).ok_or_else(unfit)?;
            return self.insert(list, 1, alone.clone());
        }
        let mut expected = self.tree.clone();
        if let Some(Value::Array(items)) = expected.get_mut(list.steps()) {
            let copy = items.get(index).ok_or_else(unfit)?.clone();
            items.insert(index, copy);
        }
        let layout = self.layout()?;
        let patch = match layout.find(&item) {
            Found::Statements(all) => {
                let lines = layout.lines_of(&all);
                layout
                    .paste_item(list, index + 1, &lines, layout.is_spaced(list))
                    .ok_or_else(unfit)?
            }
            Found::Cell(part, at) => {
                let raw = layout.raw(&part.cells()[at].span());
                Container { layout: &layout, part }.insert(index + 1, raw)
            }
            _ => return Err(unfit()),
        };
        self.commit(&item, expected, [patch])
    }
}
