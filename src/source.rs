//! The text of one file and places in it: what every finding points at.

use std::fs;
use std::io::{self, Read};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic};

/// The largest record or project file that is read, in bytes.
///
/// Typst keeps a place in a file that is not its own in 23 bits; a larger
/// record could not be pointed at. The longest real record is a hundredth of it.
pub const MAX_BYTES: u64 = (1 << 23) - 1;

/// The text of a file, under the name that its user knows it by.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Source {
    name: String,
    text: String,
}

impl Source {
    /// A source from text that is already in memory.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        Arc::new(Self { name: name.into(), text: text.into() })
    }

    /// Reads a file as UTF-8, without its byte order mark if it has one.
    ///
    /// `name` is how the findings call the file.
    ///
    /// # Errors
    /// [`Code::Unreadable`] when it is missing, a folder, a device, too large or
    /// not UTF-8; the last one points at the first wrong byte.
    pub fn read(path: &Path, name: impl Into<String>) -> Result<Arc<Self>, Diagnostic> {
        let name = name.into();
        let unreadable = |message: String| Diagnostic::new(Code::Unreadable, message);
        let bytes = match read_regular(path, MAX_BYTES) {
            Ok(bytes) => bytes,
            Err(ReadError::Missing) => {
                return Err(unreadable(format!("there is no file `{name}`"))
                    .hint("check the spelling of the name and the folder"));
            }
            Err(ReadError::Folder) => {
                return Err(unreadable(format!("`{name}` is a folder, not a file"))
                    .hint("name the files in it, such as `records/forum.toml`"));
            }
            Err(ReadError::Special) => {
                return Err(unreadable(format!("`{name}` is not an ordinary file")));
            }
            Err(ReadError::TooLarge) => {
                return Err(unreadable(format!(
                    "`{name}` is larger than {} MB",
                    MAX_BYTES.div_ceil(1 << 20)
                ))
                .hint("a record holds text only; photos stay in files of their own"));
            }
            Err(ReadError::Io(error)) => {
                return Err(unreadable(format!("`{name}` cannot be read: {error}")));
            }
        };
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        match str::from_utf8(bytes) {
            Ok(text) => Ok(Self::new(name, text)),
            Err(error) => {
                let start = error.valid_up_to();
                let source = Self::new(name, String::from_utf8_lossy(bytes));
                Err(unreadable("this character is not UTF-8 text".into())
                    .at(Place::new(&source, start..start + char::REPLACEMENT_CHARACTER.len_utf8()))
                    .hint("save the file again with the encoding UTF-8"))
            }
        }
    }

    /// The name that findings give the file, usually its path in the project.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
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

    /// Line and column of the first byte, both from 1.
    pub fn line_column(&self) -> (usize, usize) {
        self.source.line_column(self.range.start)
    }

    /// Line and column behind the last byte, both from 1.
    pub fn end_line_column(&self) -> (usize, usize) {
        self.source.line_column(self.range.end)
    }
}

/// Why a file could not be read whole.
pub(crate) enum ReadError {
    Missing,
    Folder,
    Special,
    TooLarge,
    Io(io::Error),
}

/// Reads an ordinary file of at most `limit` bytes; never waits on a pipe or a device.
pub(crate) fn read_regular(path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
    let sort = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => ReadError::Missing,
        _ => ReadError::Io(error),
    };
    let metadata = fs::metadata(path).map_err(sort)?;
    if metadata.is_dir() {
        return Err(ReadError::Folder);
    }
    if !metadata.is_file() {
        return Err(ReadError::Special);
    }
    let mut bytes = Vec::new();
    fs::File::open(path)
        .and_then(|file| file.take(limit + 1).read_to_end(&mut bytes))
        .map_err(sort)?;
    if bytes.len() as u64 > limit {
        return Err(ReadError::TooLarge);
    }
    Ok(bytes)
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
