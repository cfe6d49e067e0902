//! The text of a file, and the places in it that findings point at.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::fingerprint::Fingerprint;
use crate::key_path::{KeyPath, Outline};
use crate::lines::Lines;

/// The text of a file, with the name that the user knows it by.
#[derive(Debug)]
pub struct Source {
    name: String,
    text: String,
    fingerprint: Fingerprint,
    outline: OnceLock<Outline>,
    lines: OnceLock<Lines>,
}

impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        (&self.name, &self.text, self.fingerprint) == (&other.name, &other.text, other.fingerprint)
    }
}

impl Eq for Source {}

impl Hash for Source {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.name, &self.text, self.fingerprint).hash(state);
    }
}

impl Source {
    /// Creates a source from text that is already in memory.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        let text = text.into();
        let fingerprint = Fingerprint::of(text.as_bytes());
        Arc::new(Self::with(name.into(), text, fingerprint))
    }

    /// Creates a source from a file whose bytes differ from its text: it starts with a byte
    /// order mark.
    pub(crate) fn of_file(name: String, text: &str, bytes: &[u8]) -> Arc<Self> {
        Arc::new(Self::with(name, text.into(), Fingerprint::of(bytes)))
    }

    fn with(name: String, text: String, fingerprint: Fingerprint) -> Self {
        Self { name, text, fingerprint, outline: OnceLock::new(), lines: OnceLock::new() }
    }

    /// Returns the name of the file in findings, usually its path in the project.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the fingerprint of the file's bytes.
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// Returns the positions of the file's values, if it is TOML. They are computed on first
    /// use.
    pub fn outline(&self) -> &Outline {
        self.outline.get_or_init(|| Outline::of(&self.text))
    }

    /// Returns the line and column of a byte offset. Both start at 1; columns count characters.
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        self.lines().line_column(&self.text, self.text.floor_char_boundary(offset))
    }

    /// Returns the range of a line, counted from 1, without its line break; an empty range if
    /// there is no such line.
    pub fn line_range(&self, line: usize) -> Range<usize> {
        self.lines().range(&self.text, line)
    }

    /// Returns the index of the lines, which is made on first use.
    fn lines(&self) -> &Lines {
        self.lines.get_or_init(|| Lines::of(&self.text))
    }

    /// Returns the first occurrence of `needle` inside `range`, or `range` itself if `needle`
    /// does not occur there literally (for example because it is written with an escape).
    pub fn find_in(&self, range: Range<usize>, needle: &str) -> Range<usize> {
        match self.text.get(range.clone()).and_then(|text| text.find(needle)) {
            Some(start) => range.start + start..range.start + start + needle.len(),
            None => range,
        }
    }

    /// Returns the occurrence of a character inside `range` that `before` others precede, or
    /// `range` itself if there are not as many (because some are written with an escape).
    pub fn find_nth(&self, range: Range<usize>, char: char, before: usize) -> Range<usize> {
        let text = self.text.get(range.clone()).unwrap_or_default();
        match text.match_indices(char).nth(before) {
            Some((at, found)) => range.start + at..range.start + at + found.len(),
            None => range,
        }
    }
}

/// A range of bytes in a file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    /// The file.
    pub source: Arc<Source>,
    /// The byte range, on character boundaries of the source's text.
    pub range: Range<usize>,
}

impl Place {
    /// Creates a place, moved to the nearest character boundaries inside the text.
    pub fn new(source: &Arc<Source>, range: Range<usize>) -> Self {
        let start = source.text.floor_char_boundary(range.start);
        let end = source.text.ceil_char_boundary(range.end.max(range.start));
        Self { source: Arc::clone(source), range: start..end }
    }

    /// Creates a place for a whole file whose text is not at hand.
    pub fn of_file(name: impl Into<String>) -> Self {
        Self::new(&Source::new(name, ""), 0..0)
    }

    /// Returns the key path of the value at this place.
    pub fn key_path(&self) -> Option<&KeyPath> {
        self.source.outline().path_at(&self.range)
    }

    /// Returns the line and column of the first byte. Both start at 1.
    pub fn line_column(&self) -> (usize, usize) {
        self.source.line_column(self.range.start)
    }

    /// Returns the line and column after the last byte. Both start at 1.
    pub fn end_line_column(&self) -> (usize, usize) {
        self.source.line_column(self.range.end)
    }
}

/// The file, the line and the column: "records/a.toml:12:9".
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column) = self.line_column();
        write!(f, "{}:{line}:{column}", self.source.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_characters_from_one() {
        let source = Source::new("a", "né\nü = 1\n");
        assert_eq!(source.line_column(0), (1, 1));
        assert_eq!(source.line_column("né".len()), (1, 3));
        assert_eq!(source.line_column("né\nü".len()), (2, 2));
        assert_eq!(source.line_column(9_999), (3, 1));
    }

    #[test]
    fn a_place_never_splits_a_character() {
        let source = Source::new("a", "é");
        assert_eq!(Place::new(&source, 1..1).range, 0..2);
        assert_eq!(Place::new(&source, 7..9).range, 2..2);
    }
}
