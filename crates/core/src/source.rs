//! The text of one file and places in it: what every finding points at.

use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::fingerprint::Fingerprint;
use crate::key_path::{KeyPath, Outline};

/// The text of a file, under the name that its user knows it by.
#[derive(Debug)]
pub struct Source {
    name: String,
    text: String,
    fingerprint: Fingerprint,
    outline: OnceLock<Outline>,
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
    /// A source from text that is already in memory.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        let text = text.into();
        let fingerprint = Fingerprint::of(text.as_bytes());
        Arc::new(Self { name: name.into(), text, fingerprint, outline: OnceLock::new() })
    }

    /// A source from a file whose bytes are not just its text: it starts with a mark.
    pub(crate) fn of_file(name: String, text: &str, bytes: &[u8]) -> Arc<Self> {
        let fingerprint = Fingerprint::of(bytes);
        Arc::new(Self { name, text: text.into(), fingerprint, outline: OnceLock::new() })
    }

    /// The name that findings give the file, usually its path in the project.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The fingerprint of the file's bytes.
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// The places of the file's values, if it is TOML. Made when it is first asked for.
    pub fn outline(&self) -> &Outline {
        self.outline.get_or_init(|| Outline::of(&self.text))
    }

    /// Line and column of a byte offset, both from 1; columns count characters.
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let before = &self.text[..self.text.floor_char_boundary(offset)];
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        (before.matches('\n').count() + 1, before[start..].chars().count() + 1)
    }

    /// Where `needle` first stands inside `range`; `range` itself when it does
    /// not stand there as such (written as an escape, say).
    pub fn find_in(&self, range: Range<usize>, needle: &str) -> Range<usize> {
        match self.text.get(range.clone()).and_then(|text| text.find(needle)) {
            Some(start) => range.start + start..range.start + start + needle.len(),
            None => range,
        }
    }
}

/// A range of bytes in a file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    /// The file.
    pub source: Arc<Source>,
    /// The bytes, on character boundaries of the source's text.
    pub range: Range<usize>,
}

impl Place {
    /// A place, moved onto the nearest character boundaries inside the text.
    pub fn new(source: &Arc<Source>, range: Range<usize>) -> Self {
        let start = source.text.floor_char_boundary(range.start);
        let end = source.text.ceil_char_boundary(range.end.max(range.start));
        Self { source: Arc::clone(source), range: start..end }
    }

    /// The key path of the value that stands here.
    pub fn key_path(&self) -> Option<&KeyPath> {
        self.source.outline().path_at(&self.range)
    }

    /// Line and column of the first byte, both from 1.
    pub fn line_column(&self) -> (usize, usize) {
        self.source.line_column(self.range.start)
    }

    /// Line and column behind the last byte, both from 1.
    pub fn end_line_column(&self) -> (usize, usize) {
        self.source.line_column(self.range.end)
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
