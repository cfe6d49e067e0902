//! The lines of a text, and the positions of its bytes in lines and columns.

use std::ops::Range;

/// An index of a text's lines. Each look-up takes about as long as scanning one line of ordinary
/// length, however long the text or the line is.
#[derive(Debug)]
pub(crate) struct Lines {
    /// The offset at which each line starts.
    starts: Vec<usize>,
    /// The number of characters before every [`STEP`]th byte.
    characters: Vec<usize>,
}

/// The distance in bytes between two places up to which characters have been counted.
const STEP: usize = 256;

impl Lines {
    /// Indexes a text.
    pub(crate) fn of(text: &str) -> Self {
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        let starts = std::iter::once(0).chain(breaks).collect();
        let mut characters = vec![0];
        let mut before = 0;
        for piece in text.as_bytes().chunks(STEP) {
            before += count(piece);
            characters.push(before);
        }
        Self { starts, characters }
    }

    /// Returns the line and column of an offset in the indexed text. Both start at 1; columns
    /// count characters.
    pub(crate) fn line_column(&self, text: &str, offset: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= offset);
        let before = |offset: usize| {
            let counted = offset / STEP;
            self.characters[counted] + count(&text.as_bytes()[counted * STEP..offset])
        };
        (line, before(offset) - before(self.starts[line - 1]) + 1)
    }

    /// Returns the range of a line of the indexed text, counted from 1, without its line break;
    /// an empty range if there is no such line.
    pub(crate) fn range(&self, text: &str, line: usize) -> Range<usize> {
        let start = line.checked_sub(1).and_then(|index| self.starts.get(index));
        let Some(start) = start.copied() else { return text.len()..text.len() };
        let Some(next) = self.starts.get(line) else { return start..text.len() };
        let end = next - 1;
        start..if text[start..end].ends_with('\r') { end - 1 } else { end }
    }
}

/// Returns the number of characters that begin in a piece of UTF-8 text.
fn count(piece: &[u8]) -> usize {
    piece.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_those_counted_from_the_start() {
        let text = "né\r\n\nü = '中文'\n".repeat(200) + "the end";
        let lines = Lines::of(&text);
        for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let before = &text[..offset];
            let start = before.rfind('\n').map_or(0, |at| at + 1);
            let counted = (before.matches('\n').count() + 1, before[start..].chars().count() + 1);
            assert_eq!(lines.line_column(&text, offset), counted);
        }
        for (index, line) in text.lines().enumerate() {
            assert_eq!(&text[lines.range(&text, index + 1)], line);
        }
        assert_eq!(lines.range(&text, 0), text.len()..text.len());
        assert_eq!(lines.range(&text, 9_999), text.len()..text.len());
    }
}
