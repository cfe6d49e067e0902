//! Values removed, with what they leave empty.

use super::inline::Container;
use super::layout::Found;
use super::patch::Patch;
use super::work::Work;
use super::{TomlValue, Unwritable};
use crate::key_path::{KeyPath, Step};

impl Work<'_> {
    /// Removes a value, and what it leaves empty.
    pub(super) fn remove(&mut self, path: &KeyPath) -> Result<(), Unwritable> {
        if path.steps().is_empty() || self.tree.get(path.steps()).is_none() {
            return Ok(());
        }
        let layout = self.layout()?;
        let mut target = path.clone();
        while let Some(parent) = target.parent().filter(|parent| !parent.steps().is_empty()) {
            let is_card = matches!(parent.steps().last(), Some(Step::Index(_)));
            let is_only = match self.tree.get(parent.steps()) {
                Some(TomlValue::Table(entries)) => entries.len() == 1 && !is_card,
                Some(TomlValue::Array(items)) => items.len() == 1,
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
    pub(super) fn take(&mut self, path: &KeyPath) -> Result<(), Unwritable> {
        let mut expected = self.tree.clone();
        expected.take(path.steps()).ok_or_else(|| Unwritable::at(path))?;
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
            Found::Nothing => return Err(Unwritable::at(path)),
        };
        self.commit(path, expected, [patch])
    }

    /// Takes out the entries of an inline table that make a table by dotted keys.
    fn take_dotted(&mut self, path: &KeyPath, expected: TomlValue) -> Result<(), Unwritable> {
        let mut attempt = self.clone();
        loop {
            let layout = attempt.layout()?;
            let text = match layout.find(path) {
                Found::Cells(part, cells, _) if !cells.is_empty() => {
                    Container { layout: &layout, part }.remove(cells[0]).apply(layout.text)
                }
                _ => break,
            };
            attempt.text = text.ok_or_else(|| Unwritable::at(path))?;
        }
        attempt.commit(path, expected, [Patch::default()])?;
        *self = attempt;
        Ok(())
    }
}
