//! Prose: paragraphs for readers, as a tree of what to print.

use unicode_normalization::UnicodeNormalization;

use super::markup::{Block, Remark};
use super::{Language, Languages, Origin, Spoken, markdown, markup, text};

/// Paragraphs for readers, and where the record says them; in further languages if it
/// gives them. Never empty.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Prose {
    blocks: Vec<Block>,
    origin: Origin,
    remarks: Vec<Remark>,
    languages: Languages<Prose>,
}

impl Prose {
    /// Prose from the light Markdown that a record says.
    ///
    /// # Errors
    /// When there is nothing to print, or a control character.
    pub fn new(words: &str, origin: Origin) -> Result<Self, &'static str> {
        if let Some(message) = text::forbidden(words) {
            return Err(message);
        }
        let mut remarks = Vec::new();
        let words: String = words.nfc().collect();
        let blocks = markdown::parse(&words, &mut remarks);
        if blocks.is_empty() {
            return Err("this text is empty");
        }
        Ok(Self { blocks, origin, remarks, languages: Languages::default() })
    }

    /// The blocks, in order.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Where the record says it.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// The same prose with what it is in other languages.
    #[must_use]
    pub fn translated(mut self, languages: Languages<Self>) -> Self {
        self.languages = languages;
        self
    }

    /// What it is in other languages.
    pub fn languages(&self) -> &Languages<Self> {
        &self.languages
    }

    /// What a reader of a language is given, in a record whose main language is `main`.
    pub fn to_reader<'a: 'm, 'm>(
        &'a self,
        main: &'m Language,
        reader: &Language,
    ) -> Spoken<'a, 'm, Self> {
        self.languages.choose(self, main, reader)
    }

    /// The words alone, without marks, a line break between blocks.
    pub fn plain(&self) -> String {
        let mut words = String::new();
        markup::plain_blocks(&self.blocks, &mut words);
        words
    }

    /// What prints as written and may not be meant so.
    pub fn remarks(&self) -> &[Remark] {
        &self.remarks
    }
}
