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

/// What no text for readers may hold: characters that steer devices or programs, that
/// turn the reading direction behind the reader's back, or that cannot be seen.
pub(super) fn forbidden(value: &str) -> Option<&'static str> {
    value.chars().find_map(|c| match c {
        // The Unicode Standard, chapter 23: explicit directional formatting.
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            Some("this text holds a sign that turns the reading direction, which nobody can see")
        }
        '\u{200b}' | '\u{2060}' | '\u{feff}' => {
            Some("this text holds a character of no width, which nobody can see")
        }
        '\u{fdd0}'..='\u{fdef}' => Some("this text holds a control character"),
        c if c.is_control() && !c.is_whitespace() => Some("this text holds a control character"),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_folded_and_emptiness_refused() {
        assert_eq!(Text::new(" a\n  b ", 0..0).unwrap().as_str(), "a b");
        assert!(Text::new(" \n", 0..0).is_err());
        for bad in ["a\u{7}b", "a\u{202e}b", "a\u{fdd0}", "a\u{200b}b"] {
            assert!(Text::new(bad, 0..0).is_err(), "{bad:?}");
        }
        // Joiners shape Arabic, Indic and emoji.
        assert!(Text::new("a\u{200d}b", 0..0).is_ok());
    }
}
