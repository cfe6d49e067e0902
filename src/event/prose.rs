//! Prose: paragraphs for readers, as a tree of what to print.

use std::ops::Range;

use super::markup::{Block, Remark};
use super::{markdown, text};

/// Paragraphs for readers, and where the record says them. Never empty.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Prose {
    blocks: Vec<Block>,
    range: Range<usize>,
    remarks: Vec<Remark>,
}

impl Prose {
    /// Prose from the light Markdown that a record says at `range` (bytes of the record).
    ///
    /// # Errors
    /// When there is nothing to print, or a control character.
    pub fn new(words: &str, range: Range<usize>) -> Result<Self, &'static str> {
        if let Some(message) = text::forbidden(words) {
            return Err(message);
        }
        let mut remarks = Vec::new();
        let blocks = markdown::parse(words, &mut remarks);
        if blocks.is_empty() {
            return Err("this text is empty");
        }
        Ok(Self { blocks, range, remarks })
    }

    /// The blocks, in order.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Where the record says it, in bytes.
    pub fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// What prints as written and may not be meant so.
    pub fn remarks(&self) -> &[Remark] {
        &self.remarks
    }
}
