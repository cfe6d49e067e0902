//! Prose: paragraphs for readers, as a tree of what to print.

use std::ops::Range;

use super::{markdown, text};

/// Paragraphs for readers, and where the record says them. Never empty.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Prose {
    blocks: Vec<Block>,
    range: Range<usize>,
    remarks: Vec<Remark>,
}

/// A paragraph, or something that stands between paragraphs.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list; numbered from `start` if it has one.
    List {
        /// The first number; none for a list with bullets.
        start: Option<u64>,
        /// What each entry says.
        items: Vec<Vec<Block>>,
    },
    /// A block quote.
    Quote(Vec<Block>),
}

/// A stretch of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Inline {
    /// Characters to print as they are.
    Text(String),
    /// The space at the end of a line of the record.
    Space,
    /// A line that ends here.
    Break,
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// A link to an address on the web or to a mailbox.
    Link {
        /// An `http`, `https` or `mailto` address.
        url: String,
        /// What to print.
        body: Vec<Inline>,
    },
}

/// Something in the Markdown that prints as written and may not be meant so.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Remark {
    /// The words in question, as written.
    pub excerpt: String,
    /// What they are.
    pub message: &'static str,
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
