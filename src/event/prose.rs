//! Prose: paragraphs for readers, as a tree of what to print.

use super::markup::{Block, Remark};
use super::{Language, Origin, markdown, markup, text};

/// Paragraphs for readers, and where the record says them; in further languages if it
/// gives them. Never empty.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Prose {
    blocks: Vec<Block>,
    origin: Origin,
    remarks: Vec<Remark>,
    translations: Vec<(Language, Prose)>,
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
        let blocks = markdown::parse(words, &mut remarks);
        if blocks.is_empty() {
            return Err("this text is empty");
        }
        Ok(Self { blocks, origin, remarks, translations: vec![] })
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
    pub fn translated(mut self, translations: Vec<(Language, Prose)>) -> Self {
        self.translations = translations;
        self
    }

    /// What it is in other languages.
    pub fn translations(&self) -> &[(Language, Prose)] {
        &self.translations
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
