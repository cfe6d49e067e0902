//! The structure of prose: blocks and inline content.

use crate::message::Message;

/// A block of prose.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A bulleted list.
    List(Vec<Vec<Block>>),
    /// A numbered list.
    Numbered {
        /// The character after each number: a full stop or a bracket.
        delimiter: char,
        /// The items, each with its number as written.
        items: Vec<(u64, Vec<Block>)>,
    },
    /// A block quote.
    Quote(Vec<Block>),
}

/// A piece of inline content.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Inline {
    /// Text, printed literally.
    Text(String),
    /// The space that replaces a line break in the record.
    Space,
    /// A line break.
    Break,
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// A link to a web or mail address.
    Link {
        /// An `http`, `https` or `mailto` address.
        url: String,
        /// The content to print.
        body: Vec<Inline>,
    },
}

/// A remark about markup that prints as written, which the author may not expect.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Remark {
    /// The text in question, as written.
    pub excerpt: String,
    /// A description of the markup.
    pub message: Message,
    /// What to write instead, as an imperative, or what happens.
    pub hint: Message,
}

impl Block {
    /// Returns the words of blocks without markup, with a line break after each paragraph.
    pub fn plain(blocks: &[Self]) -> String {
        let mut words = String::new();
        plain_blocks(blocks, &mut words);
        words
    }
}

/// Appends the words of `blocks`, with a line break after each paragraph.
fn plain_blocks(blocks: &[Block], words: &mut String) {
    for block in blocks {
        match block {
            Block::Paragraph(inlines) => {
                plain_inlines(inlines, words);
                words.push('\n');
            }
            Block::List(items) => items.iter().for_each(|item| plain_blocks(item, words)),
            Block::Numbered { items, .. } => {
                for (_, item) in items {
                    plain_blocks(item, words);
                }
            }
            Block::Quote(inner) => plain_blocks(inner, words),
        }
    }
}

/// Appends the words of inline content.
pub(super) fn plain_inlines(inlines: &[Inline], words: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => words.push_str(text),
            Inline::Space | Inline::Break => words.push(' '),
            Inline::Emphasis(body) | Inline::Strong(body) | Inline::Link { body, .. } => {
                plain_inlines(body, words);
            }
        }
    }
}
