//! The blank lines and comments between the statements of a file, and whom they belong to.
//!
//! Comments directly above a header belong to it. Comments directly below the last key of a
//! table belong to that table, if a blank line follows. All other comments belong to their place
//! in the file and stay there.

use std::ops::Range;

use super::layout::{Found, Layout, StatementKind};
use super::patch::Patch;
use crate::key_path::KeyPath;

impl Layout<'_> {
    /// Returns whether a statement is a header.
    pub(super) fn is_header(&self, at: usize) -> bool {
        !matches!(self.statements[at].kind, StatementKind::Pair(_))
    }

    /// Returns the lines between a statement and the one before it.
    pub(super) fn gap(&self, at: usize) -> Range<usize> {
        let start = at.checked_sub(1).map_or(0, |before| self.statements[before].lines.end);
        let end = self.statements.get(at).map_or(self.text.len(), |next| next.lines.start);
        start..end
    }

    /// Returns where the comments begin that belong to a header, or the header itself.
    pub(super) fn lead(&self, at: usize) -> usize {
        let Range { start, mut end } = self.gap(at);
        while let Some(line) = line_before(self.text, start, end)
            && is_comment(self.raw(&line))
        {
            end = line.start;
        }
        end
    }

    /// Returns where the comments end that belong to the table above them.
    pub(super) fn tail(&self, at: usize) -> usize {
        let gap = self.gap(at + 1);
        let mut start = gap.start;
        while let Some(line) = line_after(self.text, start, gap.end)
            && is_comment(self.raw(&line))
        {
            start = line.end;
        }
        let belongs_to_next = start == gap.end && at + 1 < self.statements.len();
        if belongs_to_next { gap.start } else { start }
    }

    /// Returns the lines of a table or an item: each stretch of its statements, with the
    /// comments that belong to them.
    pub(super) fn blocks(&self, statements: &[usize]) -> Vec<Range<usize>> {
        let stretches = statements.chunk_by(|one, next| one + 1 == *next);
        stretches
            .filter_map(|stretch| Some((*stretch.first()?, *stretch.last()?)))
            .map(|(first, last)| {
                if self.is_header(first) {
                    self.lead(first)..self.tail(last)
                } else {
                    self.statements[first].lines.start..self.statements[last].lines.end
                }
            })
            .collect()
    }

    /// Takes lines out, with the blank lines that would be left twice.
    pub(super) fn cut(&self, lines: &Range<usize>, patch: Patch) -> Patch {
        let before = self.blank_before(lines.start);
        let after = self.blank_after(lines.end);
        let range = if lines.end == self.text.len() {
            before..lines.end
        } else if before < lines.start || lines.start == 0 {
            lines.start..after
        } else {
            lines.clone()
        };
        patch.cut(range)
    }

    /// Takes the line of a key out, with a blank line that would be left twice.
    pub(super) fn cut_key(&self, lines: &Range<usize>, patch: Patch) -> Patch {
        let is_apart = self.blank_before(lines.start) < lines.start || lines.start == 0;
        let is_last = lines.end == self.text.len();
        if is_apart && (is_last || self.blank_after(lines.end) > lines.end) {
            self.cut(lines, patch)
        } else {
            patch.cut(lines.clone())
        }
    }

    /// Returns whether a table or list holds comments besides the one behind its only value.
    pub(super) fn has_comments_around(&self, outer: &KeyPath, inner: &KeyPath) -> bool {
        let inside = match self.find(inner) {
            Found::Pair(at, _) => vec![self.statements[at].lines.clone()],
            Found::Cell(part, index) => vec![part.cells()[index].span()],
            Found::Statements(all) => self.blocks(&all),
            _ => Vec::new(),
        };
        let outside = match self.find(outer) {
            Found::Pair(_, part) => vec![part.span.clone()],
            Found::Cell(part, index) => vec![part.cells()[index].span()],
            Found::Statements(all) => self.blocks(&all),
            _ => return false,
        };
        let mut from = outside.first().map_or(0, |range| range.start);
        let mut rest = String::new();
        for range in outside {
            from = from.max(range.start);
            for hole in &inside {
                if range.contains(&hole.start) {
                    rest.push_str(self.raw(&(from..hole.start)));
                    from = hole.end.max(from);
                }
            }
            rest.push_str(self.raw(&(from..range.end)));
        }
        rest.contains('#')
    }

    /// Puts lines at the beginning of a line, with one blank line on both sides.
    pub(super) fn paste(&self, at: usize, lines: &str, is_spaced: bool, patch: Patch) -> Patch {
        let blank = if is_spaced { self.line_end() } else { "" };
        let before = if at == 0 || self.blank_before(at) < at { "" } else { blank };
        let after = if at == self.text.len() || self.blank_after(at) > at { "" } else { blank };
        patch.put(at, format!("{before}{lines}{after}"))
    }

    /// Returns where the blank lines before a line begin.
    fn blank_before(&self, mut at: usize) -> usize {
        while let Some(line) = line_before(self.text, 0, at)
            && self.raw(&line).trim().is_empty()
        {
            at = line.start;
        }
        at
    }

    /// Returns where the blank lines end that begin at a line.
    fn blank_after(&self, mut at: usize) -> usize {
        while let Some(line) = line_after(self.text, at, self.text.len())
            && self.raw(&line).trim().is_empty()
        {
            at = line.end;
        }
        at
    }
}

/// A line of nothing but a comment. The directive for editors belongs to the file.
pub(super) fn is_comment(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with('#') && !line.starts_with("#:")
}

/// The line that ends at a place.
pub(super) fn line_before(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    let inside = text.get(start..end).filter(|inside| !inside.is_empty())?;
    let body = inside.strip_suffix('\n').unwrap_or(inside);
    Some(start + body.rfind('\n').map_or(0, |at| at + 1)..end)
}

/// The line that begins at a place.
fn line_after(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    let inside = text.get(start..end).filter(|inside| !inside.is_empty())?;
    Some(start..inside.find('\n').map_or(end, |at| start + at + 1))
}
