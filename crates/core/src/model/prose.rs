//! Prose: paragraphs for readers, as a tree of blocks.

use unicode_normalization::UnicodeNormalization;

use super::markup::{Block, Remark};
use super::text::{self, Forbidden};
use super::{Language, Languages, Localised, Origin, markdown};
use crate::message::{Message, message};

/// Paragraphs for readers with their origin, and with translations if the record supplies them.
/// Never empty.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Prose {
    blocks: Vec<Block>,
    origin: Origin,
    remarks: Vec<Remark>,
    languages: Languages<Prose>,
}

impl Prose {
    /// Parses prose from light Markdown.
    ///
    /// # Errors
    /// Returns a description of the problem if the text is empty or contains a control
    /// character.
    pub fn new(words: &str, origin: Origin) -> Result<Self, Message> {
        if let Some(Forbidden { message, .. }) = text::forbidden(words) {
            return Err(message);
        }
        let mut remarks = Vec::new();
        let words: String = text::without_soft_hyphens(words).nfc().collect();
        let blocks = markdown::parse(&words, &mut remarks);
        if blocks.is_empty() {
            return Err(message!("this text is empty"));
        }
        Ok(Self { blocks, origin, remarks, languages: Languages::default() })
    }

    /// Returns the blocks, in order.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Returns the place in the record that the prose comes from.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Returns the same prose with these translations.
    #[must_use]
    pub fn translated(mut self, languages: Languages<Self>) -> Self {
        self.languages = languages;
        self
    }

    /// Returns the languages of the prose, including its translations.
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

    /// Returns the words without markup, with line breaks between blocks.
    pub fn plain(&self) -> String {
        Block::plain(&self.blocks)
    }

    /// Returns remarks about markup that prints as written.
    pub fn remarks(&self) -> &[Remark] {
        &self.remarks
    }
}
