//! A short text for readers: a title, a name, a caption.

use std::fmt;
use std::ops::Range;

/// One line of text for readers, and where the record says it.
///
/// Never empty; white space is folded, so that a title broken over two lines of
/// the record prints as one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Text {
    value: String,
    range: Range<usize>,
}

impl Text {
    /// A text from what a record says at `range` (bytes of the record).
    ///
    /// # Errors
    /// When there is nothing to print, or a control character.
    pub fn new(value: &str, range: Range<usize>) -> Result<Self, &'static str> {
        if let Some(message) = forbidden(value) {
            return Err(message);
        }
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        if value.is_empty() {
            return Err("this text is empty");
        }
        Ok(Self { value, range })
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.value
    }

    /// Where the record says it, in bytes.
    pub fn range(&self) -> Range<usize> {
        self.range.clone()
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.value)
    }
}

/// What no text for readers may hold: characters that steer devices or programs and
/// do not print.
pub(super) fn forbidden(value: &str) -> Option<&'static str> {
    value
        .contains(|c: char| {
            c.is_control() && !c.is_whitespace() || matches!(c, '\u{fdd0}'..='\u{fdef}')
        })
        .then_some("this text holds a control character, which cannot be printed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_folded_and_emptiness_refused() {
        assert_eq!(Text::new(" a\n  b ", 0..0).unwrap().as_str(), "a b");
        assert!(Text::new(" \n", 0..0).is_err());
        assert!(Text::new("a\u{7}b", 0..0).is_err());
    }
}
