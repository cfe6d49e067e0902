//! Items of lists that are written with a header each: `[[item]]`.

use super::layout::{Found, Layout, StatementKind};
use super::patch::Patch;
use crate::key_path::KeyPath;

impl Layout<'_> {
    /// Returns the statements of a table or an item that headers make.
    fn statements_of(&self, path: &KeyPath) -> Option<Vec<usize>> {
        match self.find(path) {
            Found::Statements(all) => Some(all),
            _ => None,
        }
    }

    /// Returns the header of a table or an item.
    pub(super) fn header_of(&self, path: &KeyPath) -> Option<usize> {
        self.statements.iter().position(|statement| {
            statement.path == *path && !matches!(statement.kind, StatementKind::Pair(_))
        })
    }

    /// Returns the lines of a table or an item, wherever they are.
    pub(super) fn lines_of(&self, statements: &[usize]) -> String {
        let blocks = self.blocks(statements);
        blocks.iter().map(|block| self.raw(block)).collect::<Vec<_>>().join(self.line_end())
    }

    /// Returns whether a blank line separates the items of a list.
    pub(super) fn is_spaced(&self, list: &KeyPath) -> bool {
        let Some(header) = self.header_of(&list.clone().index(1)) else { return true };
        self.gap(header).start < self.lead(header)
    }

    /// Puts the lines of an item into a list, of which there must be another.
    pub(super) fn paste_item(
        &self,
        list: &KeyPath,
        index: usize,
        lines: &str,
        is_spaced: bool,
    ) -> Option<Patch> {
        let before = index.checked_sub(1).and_then(|before| {
            Some(self.blocks(&self.statements_of(&list.clone().index(before))?).last()?.end)
        });
        let at = match before {
            Some(end) => end,
            None => self.blocks(&self.statements_of(&list.clone().index(index))?).first()?.start,
        };
        Some(self.paste(at, lines, is_spaced, Patch::default()))
    }

    /// Makes the header of a table that of an item: `[[table]]`.
    pub(super) fn header_of_item(&self, header: usize) -> Patch {
        let span = &self.statements[header].span;
        Patch::default().put(span.start, "[").put(span.end, "]")
    }

    /// Does the same with a header that stands below tables inside its own: it moves above them,
    /// with its keys.
    pub(super) fn header_first(&self, table: &KeyPath, header: usize) -> Option<Patch> {
        let mut own = vec![header];
        own.extend((header + 1..self.statements.len()).take_while(|at| !self.is_header(*at)));
        let lines = self.blocks(&own).into_iter().next()?;
        let span = &self.statements[header].span;
        let moved = format!(
            "{}[{}]{}",
            self.raw(&(lines.start..span.start)),
            self.raw(span),
            self.raw(&(span.end..lines.end))
        );
        let first = self.blocks(&self.statements_of(table)?).first()?.start;
        Some(self.paste(first, &moved, true, self.cut(&lines, Patch::default())))
    }

    /// Moves the lines of an item.
    pub(super) fn shift_item(&self, list: &KeyPath, from: usize, to: usize) -> Option<Patch> {
        let moved = self.statements_of(&list.clone().index(from))?;
        let target = self.blocks(&self.statements_of(&list.clone().index(to))?);
        let at = if to > from { target.last()?.end } else { target.first()?.start };
        let blocks = self.blocks(&moved);
        let patch = blocks.iter().fold(Patch::default(), |patch, block| self.cut(block, patch));
        Some(self.paste(at, &self.lines_of(&moved), self.is_spaced(list), patch))
    }
}
