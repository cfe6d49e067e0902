//! Items of lists, however the list is written: added, moved and duplicated.

use super::inline::Container;
use super::layout::{Found, ValueKind};
use super::patch::Patch;
use super::tables::Style;
use super::work::Work;
use super::write::inline;
use super::{TomlValue, Unwritable};
use crate::key_path::KeyPath;

impl Work<'_> {
    /// Adds an item to a list.
    pub(super) fn insert(
        &mut self,
        list: &KeyPath,
        index: usize,
        value: TomlValue,
    ) -> Result<(), Unwritable> {
        let unfit = || Unwritable::at(list);
        let mut expected = self.tree.clone();
        let layout = self.layout()?;
        match expected.get_mut(list.steps()) {
            None if index == 0 => return self.create(list, TomlValue::Array(vec![value])),
            Some(TomlValue::Array(items)) if index <= items.len() => {
                items.insert(index, value.clone());
            }
            Some(alone) if !matches!(alone, TomlValue::Array(_)) && index < 2 => {
                let mut items = vec![alone.clone()];
                items.insert(index, value.clone());
                *alone = TomlValue::Array(items);
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
            (Found::Statements(_), TomlValue::Table(entries)) => {
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
    fn insert_beside(
        &mut self,
        list: &KeyPath,
        index: usize,
        value: TomlValue,
    ) -> Result<(), Unwritable> {
        let layout = self.layout()?;
        let header = layout.header_of(list).ok_or_else(|| Unwritable::at(list))?;
        let ways = [Some(layout.header_of_item(header)), layout.header_first(list, header)];
        let mut expected = self.tree.clone();
        let alone = expected.get_mut(list.steps()).ok_or_else(|| Unwritable::at(list))?;
        *alone = TomlValue::Array(vec![alone.clone()]);
        let mut attempt = self.clone();
        attempt.commit(list, expected, ways.into_iter().flatten())?;
        attempt.insert(list, index, value)?;
        *self = attempt;
        Ok(())
    }

    /// Moves an item of a list.
    pub(super) fn shift(
        &mut self,
        list: &KeyPath,
        from: usize,
        to: usize,
    ) -> Result<(), Unwritable> {
        let unfit = || Unwritable::at(list);
        let length = self.length(list).unwrap_or(1);
        if from >= length || to >= length {
            return Err(unfit());
        }
        if from == to {
            return Ok(());
        }
        let mut expected = self.tree.clone();
        if let Some(TomlValue::Array(items)) = expected.get_mut(list.steps()) {
            let moved = items.remove(from);
            items.insert(to, moved);
        }
        let layout = self.layout()?;
        let patch = match layout.find(list) {
            Found::Statements(_) => layout.shift_item(list, from, to).ok_or_else(unfit)?,
            found => {
                let part = found.part().filter(|part| matches!(part.kind, ValueKind::Array(_)));
                Container { layout: &layout, part: part.ok_or_else(unfit)? }.shift(from, to)
            }
        };
        self.commit(list, expected, [patch])
    }

    /// Puts a copy of an item behind it.
    pub(super) fn duplicate(&mut self, list: &KeyPath, index: usize) -> Result<(), Unwritable> {
        let item = list.clone().index(index);
        let unfit = || Unwritable::at(&item);
        if self.length(list).is_none() {
            let alone = self.tree.get(list.steps()).filter(|_| index == 0).ok_or_else(unfit)?;
            return self.insert(list, 1, alone.clone());
        }
        let mut expected = self.tree.clone();
        if let Some(TomlValue::Array(items)) = expected.get_mut(list.steps()) {
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
            Found::Cell(part, at) => Container { layout: &layout, part }.duplicate(at),
            _ => return Err(unfit()),
        };
        self.commit(&item, expected, [patch])
    }
}
