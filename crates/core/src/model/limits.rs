//! Limits on texts. An office never meets them, and below them no text takes long to lay out:
//! what a typesetter does with a paragraph, or with all that is one character to the reader,
//! takes more than its share when that is very long.

use unicode_segmentation::UnicodeSegmentation;

use super::Block;

/// The maximum length of a line of text, such as a title, a name or a caption, in characters.
pub(crate) const MAX_LINE: usize = 2_000;

/// The maximum length of the prose of one key, in characters: about a hundred pages.
pub(crate) const MAX_PROSE: usize = 300_000;

/// The maximum length of a paragraph, in characters: about five pages.
pub(crate) const MAX_PARAGRAPH: usize = 15_000;

/// The maximum number of code points in what is one character to the reader: a letter with 30
/// marks, the limit of Unicode's Stream-Safe Text Format (Unicode Standard Annex #15).
pub(crate) const MAX_CLUSTER: usize = 31;

/// A text that is beyond a limit.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Excess {
    /// The finding, which names the limit.
    pub(crate) message: String,
    /// The fix.
    pub(crate) hint: &'static str,
    /// The words at which the excess begins.
    pub(crate) words: String,
}

/// The maximum length of the words that point at an excess, in characters.
const EXCERPT: usize = 40;

impl Excess {
    fn new(message: String, hint: &'static str, words: &str) -> Self {
        Self { message, hint, words: words.chars().take(EXCERPT).collect() }
    }
}

/// Returns the first excess of a line of text.
pub(crate) fn of_line(text: &str) -> Option<Excess> {
    let hint = "shorten it; longer texts have keys of their own, such as `summary`";
    too_long("this text", MAX_LINE, hint, text).or_else(|| too_many_marks(text))
}

/// Returns the first excess of prose as it is written.
pub(crate) fn of_prose(markdown: &str) -> Option<Excess> {
    let hint = "shorten it, or divide it among several keys";
    too_long("this text", MAX_PROSE, hint, markdown).or_else(|| too_many_marks(markdown))
}

/// Returns the first excess of the paragraphs of prose.
pub(crate) fn of_blocks(blocks: &[Block]) -> Option<Excess> {
    blocks.iter().find_map(|block| match block {
        Block::Paragraph(inlines) => {
            let mut words = String::new();
            super::markup::plain_inlines(inlines, &mut words);
            let hint = "divide it with an empty line";
            too_long("this paragraph", MAX_PARAGRAPH, hint, &words)
        }
        Block::List(items) => items.iter().find_map(|item| of_blocks(item)),
        Block::Numbered { items, .. } => items.iter().find_map(|(_, item)| of_blocks(item)),
        Block::Quote(inner) => of_blocks(inner),
    })
}

fn too_long(what: &str, most: usize, hint: &'static str, text: &str) -> Option<Excess> {
    // A character has at most four bytes, so most texts need not be counted.
    let long = text.len() > most && text.chars().nth(most).is_some();
    long.then(|| {
        Excess::new(format!("{what} is longer than {} characters", grouped(most)), hint, text)
    })
}

fn too_many_marks(text: &str) -> Option<Excess> {
    if text.is_ascii() {
        return None;
    }
    let cluster = text.graphemes(true).find(|one| one.chars().nth(MAX_CLUSTER).is_some())?;
    let message =
        format!("more than {} signs are combined into one character here", MAX_CLUSTER - 1);
    Some(Excess::new(message, "type the word anew: text from elsewhere may bring them", cluster))
}

/// Writes a number with its digits in groups of three.
fn grouped(number: usize) -> String {
    match (number / 1_000, number % 1_000) {
        (0, rest) => rest.to_string(),
        (thousands, rest) => format!("{},{rest:03}", grouped(thousands)),
    }
}
