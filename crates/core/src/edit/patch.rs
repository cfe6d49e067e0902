//! Replacements of bytes, which leave all other bytes alone.

use std::ops::Range;

/// Replacements in a text.
#[derive(Debug, Clone, Default)]
pub(super) struct Patch(Vec<(Range<usize>, String)>);

impl Patch {
    /// Replaces a range.
    pub(super) fn replace(mut self, range: Range<usize>, text: impl Into<String>) -> Self {
        self.0.push((range, text.into()));
        self
    }

    /// Takes a range out.
    pub(super) fn cut(self, range: Range<usize>) -> Self {
        self.replace(range, "")
    }

    /// Puts a text at a place; what is put there first comes first.
    pub(super) fn put(self, at: usize, text: impl Into<String>) -> Self {
        self.replace(at..at, text)
    }

    /// Returns the changed text, or `None` if replacements overlap.
    pub(super) fn apply(mut self, text: &str) -> Option<String> {
        self.0.sort_by_key(|(range, _)| (range.start, range.end));
        let (mut changed, mut end) = (String::with_capacity(text.len() + 64), 0);
        for (range, new) in self.0 {
            changed.push_str(text.get(end..range.start)?);
            changed.push_str(&new);
            end = range.end;
        }
        changed.push_str(text.get(end..)?);
        Some(changed)
    }
}
