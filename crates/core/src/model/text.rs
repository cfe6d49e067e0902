//! Short texts for readers: titles, names and captions.

use std::borrow::Cow;
use std::fmt;

use unicode_normalization::UnicodeNormalization;
use unicode_script::{Script, UnicodeScript};

use super::{Language, Origin};
use crate::message::{Message, message, same_in_every_language};

/// One line of text for readers with its origin, and with translations if the record supplies
/// them.
///
/// A text is never empty. White space is collapsed, so that a title broken over two lines of the
/// record prints as one line, and characters are composed (Unicode Normalization Form C), so
/// that a name is the same however it was typed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Text {
    value: String,
    origin: Origin,
    languages: Languages<Text>,
}

/// The languages of a text, with its translations.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Languages<T> {
    /// The language of the text itself, if specified; otherwise it is the language of the
    /// record.
    pub own: Option<Language>,
    /// The translations.
    pub others: Vec<(Language, T)>,
}

impl<T> Default for Languages<T> {
    fn default() -> Self {
        Self { own: None, others: vec![] }
    }
}

impl<T> Languages<T> {
    /// Returns the version for readers of a language: its translation, or else `text` itself
    /// together with the language that it is in. `main` is the language of the record.
    pub(super) fn choose<'a: 'm, 'm>(
        &'a self,
        text: &'a T,
        main: &'m Language,
        reader: &Language,
    ) -> Localised<'a, 'm, T> {
        let own = self.own.as_ref().unwrap_or(main);
        let localised = |foreign, text| Localised { text, foreign };
        if own.is_read_as(reader) {
            return localised(None, text);
        }
        let found = self.others.iter().find(|(language, _)| language.is_read_as(reader));
        found.map_or(localised(Some(own), text), |(_, text)| localised(None, text))
    }
}

/// The version of a text for a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Localised<'a, 'm, T> {
    /// The text.
    pub text: &'a T,
    /// The language of the text, if it differs from the reader's.
    pub foreign: Option<&'m Language>,
}

impl Text {
    /// Creates a text from a value of a file.
    ///
    /// # Errors
    /// Returns a description of the problem if the text is empty or contains a control
    /// character.
    pub fn new(value: &str, origin: Origin) -> Result<Self, Message> {
        if let Some(Forbidden { message, .. }) = forbidden(value) {
            return Err(message);
        }
        Self::composed(&folded(&without_soft_hyphens(value)), origin)
    }

    /// Creates a text whose line breaks count from a value of a file.
    fn lines(value: &str, origin: Origin) -> Result<Self, Message> {
        if let Some(Forbidden { message, .. }) = forbidden(value) {
            return Err(message);
        }
        let value = without_soft_hyphens(value);
        let lines = value.lines().map(folded).filter(|line| !line.is_empty());
        Self::composed(&lines.collect::<Vec<_>>().join("\n"), origin)
    }

    fn composed(value: &str, origin: Origin) -> Result<Self, Message> {
        let value: String = value.nfc().collect();
        if value.is_empty() {
            return Err(message!("this text is empty"));
        }
        Ok(Self { value, origin, languages: Languages::default() })
    }

    /// Returns the same text with these translations.
    #[must_use]
    pub fn translated(mut self, languages: Languages<Self>) -> Self {
        self.languages = languages;
        self
    }

    /// Returns the text in the record's main language.
    pub fn as_str(&self) -> &str {
        &self.value
    }

    /// Returns the languages of the text, including its translations.
    pub fn languages(&self) -> &Languages<Self> {
        &self.languages
    }

    /// Returns the version for readers of a language, in a record whose main language is `main`.
    pub fn to_reader<'a: 'm, 'm>(
        &'a self,
        main: &'m Language,
        reader: &Language,
    ) -> Localised<'a, 'm, Self> {
        self.languages.choose(self, main, reader)
    }

    /// Returns the place that the text comes from.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }
}

/// A text whose line breaks count, such as a postal address.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct MultilineText(pub(crate) Text);

impl MultilineText {
    /// Creates a text of one or more lines from a value of a file.
    ///
    /// # Errors
    /// As [`Text::new`].
    pub(crate) fn new(value: &str, origin: Origin) -> Result<Self, Message> {
        Text::lines(value, origin).map(Self)
    }
}

same_in_every_language!(Text);

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.value)
    }
}

/// A character that no text may contain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Forbidden {
    /// The character.
    pub(crate) char: char,
    /// Its byte offset in the text.
    pub(crate) offset: usize,
    /// What is wrong with it.
    pub(crate) message: Message,
}

/// Returns the first forbidden character, if any: one that controls devices or programs, that
/// changes the reading direction, or that is invisible.
pub(crate) fn forbidden(value: &str) -> Option<Forbidden> {
    value.char_indices().find_map(|(offset, char)| {
        let message = match char {
            // The Unicode Standard, chapter 23: explicit directional formatting.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                message!(
                    "this text contains an invisible character that changes the reading direction"
                )
            }
            '\u{200b}' if is_break(&value[..offset], &value[offset + char.len_utf8()..]) => {
                return None;
            }
            '\u{200b}' | '\u{2060}' | '\u{feff}' => {
                message!("this text contains an invisible character of zero width")
            }
            char if matches!(char, '\u{fdd0}'..='\u{fdef}')
                || char.is_control() && !char.is_whitespace() =>
            {
                message!("this text contains a control character")
            }
            _ => return None,
        };
        Some(Forbidden { char, offset, message })
    })
}

/// Returns whether a zero-width space shows where a line may break, in a script that is written
/// without spaces between words (the Unicode Standard, chapter 16).
fn is_break(before: &str, after: &str) -> bool {
    let sides = [before.chars().next_back(), after.chars().next()];
    let scripts = [Script::Thai, Script::Khmer, Script::Lao, Script::Myanmar];
    sides.into_iter().flatten().any(|char| scripts.contains(&char.script()))
}

/// Returns a text on one line.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns a text without soft hyphens, which pasted texts bring along: byline divides words
/// itself, and nobody would find a word with them.
pub(super) fn without_soft_hyphens(text: &str) -> Cow<'_, str> {
    if !text.contains('\u{ad}') {
        return text.into();
    }
    let mut before = ' ';
    let kept = text.chars().filter(|char| {
        // Behind such a sign, it is a part of a letter that was read in the wrong encoding.
        let is_hyphen =
            *char == '\u{ad}' && !matches!(before, '\u{80}'..='\u{ac}' | '\u{ae}'..='\u{bf}');
        before = *char;
        !is_hyphen
    });
    kept.collect::<String>().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_folded_and_what_cannot_print_refused() {
        let read = |text| {
            let origin = Origin { file: crate::model::File::Record, range: 0..0 };
            Text::new(text, origin).map(|text| text.to_string())
        };
        assert_eq!(read(" a\n  b "), Ok("a b".into()));
        assert_eq!(read("e\u{301}"), Ok("\u{e9}".into()));
        for bad in [" \n", "", "a\u{7}b", "a\u{202e}b", "a\u{fdd0}", "a\u{200b}b"] {
            assert!(read(bad).is_err(), "{bad:?}");
        }
        assert_eq!(read("com\u{ad}mon \u{ad}"), Ok("common".into()));
        // Between words of these scripts, a line may break.
        assert!(read("ชุม\u{200b}ชน").is_ok() && read("ភាសា\u{200b} ").is_ok());
        // Zero-width joiners are needed for Arabic, Indic scripts and emoji.
        assert!(read("a\u{200d}b").is_ok());
    }
}
