//! Many items or entries added behind each other, as a pasted list is: in one pass, with the same
//! bytes as if each were added by itself.

use std::collections::BTreeSet;

use super::add::New;
use super::inline::Container;
use super::layout::Found;
use super::patch::Patch;
use super::tables::Style;
use super::value::TomlValue;
use super::work::Work;
use super::write::{fit, inline};
use super::{TomlEdit, Unwritable};
use crate::key_path::{KeyPath, Step};

impl Work<'_> {
    /// Makes edits of which each may add something behind what the one before adds.
    pub(super) fn run(&mut self, edits: &[TomlEdit]) -> Result<(), Unwritable> {
        let Some((first, rest)) = edits.split_first() else { return Ok(()) };
        // What the first adds shows how the others are written.
        self.edit(first)?;
        let is_done = match first {
            _ if rest.is_empty() => Some(()),
            TomlEdit::Insert { list, index, .. } => {
                self.insert_all(&self.normal(list), index + 1, rest)
            }
            TomlEdit::Set { path, .. } => self.add_all(&self.normal(path), rest),
            _ => None,
        };
        match is_done {
            Some(()) => Ok(()),
            None => rest.iter().try_for_each(|edit| self.edit(edit)),
        }
    }

    /// Adds items behind another of their kind; `None` if they cannot be added at once.
    fn insert_all(&mut self, list: &KeyPath, index: usize, edits: &[TomlEdit]) -> Option<()> {
        let values = edits.iter().map(|edit| match edit {
            TomlEdit::Insert { value, .. } => Some(fit(value.clone())),
            _ => None,
        });
        let values = values.collect::<Option<Vec<_>>>()?;
        let layout = self.layout().ok()?;
        let before = list.clone().index(index.checked_sub(1)?);
        let patch = match (layout.find(list), layout.find(&before)) {
            (Found::Statements(_), Found::Statements(item)) => {
                let all = values.iter().chain([self.tree.get(before.steps())?]);
                if !all.clone().all(is_plain) {
                    return None;
                }
                let (name, keys) = (layout.name(list, &item), list.keys());
                let style = Style::of_header(&layout, *item.first()?);
                let items = values.iter().filter_map(|value| match value {
                    TomlValue::Table(entries) => Some(style.item(&name, &keys, entries)),
                    _ => None,
                });
                let lines = items.collect::<Vec<_>>().join(layout.line_end());
                layout.paste_item(list, index, &lines, true)?
            }
            (found, Found::Cell(..)) => {
                let items = values.iter().map(|value| inline(value, layout.line_end()));
                let items: Vec<_> = items.collect();
                Container { layout: &layout, part: found.part()? }.insert_all(index, &items)
            }
            _ => return None,
        };
        let mut expected = self.tree.clone();
        match expected.get_mut(list.steps())? {
            TomlValue::Array(items) if index <= items.len() => {
                items.splice(index..index, values);
            }
            _ => return None,
        }
        self.commit(list, expected, [patch]).ok()
    }

    /// Adds entries behind another of their table, each with a header; `None` if they cannot be
    /// added at once.
    fn add_all(&mut self, before: &KeyPath, edits: &[TomlEdit]) -> Option<()> {
        let table = before.parent()?;
        let entries = edits.iter().map(|edit| match edit {
            TomlEdit::Set { path, value } => match path.steps().last()? {
                Step::Key(key) => Some((key.clone(), fit(value.clone()))),
                Step::Index(_) => None,
            },
            _ => None,
        });
        let entries = entries.collect::<Option<Vec<_>>>()?;
        let mut expected = self.tree.clone();
        let TomlValue::Table(all) = expected.get_mut(table.steps())? else { return None };
        all.extend(entries.iter().cloned());
        let (mut keys, order) = (BTreeSet::new(), (self.order)(&table));
        // Others are changed and not added, or have a place of their own.
        let is_new = all.iter().all(|(key, _)| keys.insert(key))
            && entries.iter().all(|(key, _)| !order.contains(key));
        let layout = self.layout().ok()?;
        let (Found::Statements(all), Found::Statements(last)) =
            (layout.find(&table), layout.find(before))
        else {
            return None;
        };
        let new = entries.iter().map(|(key, value)| New {
            layout: &layout,
            table: &table,
            key,
            value,
            order: &order,
        });
        let are_plain = entries.iter().all(|(_, value)| is_plain(value));
        let is_last_plain = self.tree.get(before.steps()).is_some_and(is_plain);
        let is_run = is_new && are_plain && is_last_plain && all.ends_with(&last);
        if !is_run || !new.clone().next()?.is_among_tables() {
            return None;
        }
        let style = Style::of_header(&layout, *last.first()?);
        let lines: Vec<_> = new.map(|new| new.with_header(style, &all)).collect();
        let at = layout.tail(*last.last()?);
        let patch = layout.paste(at, &lines.join(layout.line_end()), true, Patch::default());
        self.commit(before, expected, [patch]).ok()
    }
}

/// Returns whether a table holds values of its own and no tables. How one inside it is written
/// depends on those before.
fn is_plain(value: &TomlValue) -> bool {
    match value {
        TomlValue::Table(entries) if !entries.is_empty() => {
            entries.iter().all(|(_, value)| !value.has_header())
        }
        _ => false,
    }
}
