//! What prose is made of: blocks, and words inside them.

/// A paragraph, or something that stands between paragraphs.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list with bullets.
    List(Vec<Vec<Block>>),
    /// A list with numbers.
    Numbered {
        /// What stands behind a number: a full stop or a bracket.
        delimiter: char,
        /// Each entry with its number as written.
        items: Vec<(u64, Vec<Block>)>,
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

/// The words of blocks, a line break behind each paragraph.
pub(super) fn plain_blocks(blocks: &[Block], words: &mut String) {
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

fn plain_inlines(inlines: &[Inline], words: &mut String) {
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
