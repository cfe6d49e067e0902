//! Limits on texts and lists. Real records never reach them, and within them no record takes much
//! time or memory. The typesetter's work on a paragraph, or on a cluster that readers see as one
//! character, grows faster than its length; all other work grows with the size of the record,
//! which is limited, too.

use unicode_segmentation::UnicodeSegmentation;

use super::markup::plain_inlines;
use super::{Block, Inline, Text};
use crate::message::{Message, message};

/// The maximum length of a line of text, such as a title, a name or a caption, in characters.
pub(crate) const MAX_LINE: usize = 2_000;

/// The maximum length of the prose of one key, in characters: about a hundred pages.
pub(crate) const MAX_PROSE: usize = 300_000;

/// The maximum length of a paragraph, in characters: about five pages.
pub(crate) const MAX_PARAGRAPH: usize = 15_000;

/// The maximum number of paragraphs and items of lists in the prose of one key. Each takes the
/// typesetter up to 40 kB of memory, however short it is.
pub(crate) const MAX_BLOCKS: usize = 2_000;

/// The maximum number of paragraphs and items of lists in all prose of a record.
pub(crate) const MAX_RECORD_BLOCKS: usize = 10_000;

/// The maximum length of a record's file, in characters: about 300 pages. Each takes the
/// typesetter about 300 bytes of memory.
pub(crate) const MAX_RECORD: usize = 1_000_000;

/// The maximum number of entries in one list of a record: people, sessions, photos, names.
pub(crate) const MAX_ENTRIES: usize = 5_000;

/// The maximum number of entries in all lists of a record. A person who is listed as attending
/// and described under `people` counts as two.
pub(crate) const MAX_RECORD_ENTRIES: usize = 10_000;

/// The maximum number of items in a list that is printed with each mention of a person or an
/// organisation.
pub(crate) const MAX_FEW: usize = 20;

/// The maximum depth of organisations that are part of each other. All ancestors are printed with
/// each mention.
pub(crate) const MAX_LEVELS: usize = 20;

/// The maximum length of all keywords of a record, and of the names of its writers, with two signs
/// after each, in units of UTF-16. The metadata of a PDF have them in one string of at most 32,767
/// bytes (ISO 19005-2, 6.1.13), two for a unit.
pub(crate) const MAX_METADATA: usize = 16_000;

/// The maximum number of stories in an issue. Typst counts the files of a run in 16 bits.
pub(crate) const MAX_STORIES: usize = 5_000;

/// The maximum number of entries of an issue that choose their stories from all records.
pub(crate) const MAX_CHOICES: usize = 100;

/// The maximum number of code points in what readers see as one character: a letter with 30
/// marks, the limit of Unicode's Stream-Safe Text Format (Unicode Standard Annex #15).
pub(crate) const MAX_CLUSTER: usize = 31;

/// The part of a text that exceeds a limit.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Excess {
    /// The finding, which names the limit.
    pub(crate) message: Message,
    /// The fix.
    pub(crate) hint: Message,
    /// The words at which the excess begins.
    pub(crate) words: String,
}

/// The maximum length of the words that point at an excess, in characters.
const EXCERPT: usize = 40;

impl Excess {
    fn new(message: Message, hint: Message, words: &str) -> Self {
        Self { message, hint, words: words.chars().take(EXCERPT).collect() }
    }
}

/// Returns the first excess of a line of text.
pub(crate) fn of_line(text: &str) -> Option<Excess> {
    let excess = text_beyond(MAX_LINE, text, || {
        message!("shorten it, or move it to where longer texts belong, such as `summary`")
    });
    excess.or_else(|| too_many_marks(text))
}

/// Returns the first excess of prose as it is written.
pub(crate) fn of_prose(markdown: &str) -> Option<Excess> {
    text_beyond(MAX_PROSE, markdown, split_among_keys).or_else(|| too_many_marks(markdown))
}

/// Returns the first excess of the blocks of prose.
pub(crate) fn of_blocks(blocks: &[Block]) -> Option<Excess> {
    let paragraphs = paragraphs_of(blocks);
    if paragraphs.len() > MAX_BLOCKS {
        let most = grouped(MAX_BLOCKS);
        let message = message!("this text has more than {most} paragraphs and items");
        return Some(Excess::new(message, split_among_keys(), &words(paragraphs[0])));
    }
    let mut texts = paragraphs.into_iter().map(words);
    texts.find(|text| is_beyond(MAX_PARAGRAPH, text)).map(|text| {
        let most = grouped(MAX_PARAGRAPH);
        let message = message!("this paragraph is longer than {most} characters");
        Excess::new(message, message!("split it with an empty line"), &text)
    })
}

/// Returns the number of paragraphs and items in prose.
pub(crate) fn count_blocks(blocks: &[Block]) -> usize {
    paragraphs_of(blocks).len()
}

/// Returns the first of several texts with which their length exceeds [`MAX_METADATA`], in
/// whichever language each is longest.
pub(crate) fn beyond_metadata<'t>(texts: impl IntoIterator<Item = &'t Text>) -> Option<&'t Text> {
    let units = |text: &Text| text.as_str().encode_utf16().count();
    let mut room = MAX_METADATA;
    texts.into_iter().find(|text| {
        let others = text.languages().others.iter().map(|(_, other)| units(other));
        let length = others.fold(units(text), usize::max) + ", ".len();
        let fits = room.checked_sub(length);
        room = fits.unwrap_or_default();
        fits.is_none()
    })
}

/// Returns the first excess of the source of a record.
pub(crate) fn of_record(source: &str) -> Option<Excess> {
    is_beyond(MAX_RECORD, source).then(|| {
        let most = grouped(MAX_RECORD);
        let message = message!("this file is longer than {most} characters");
        Excess::new(message, message!("shorten it, or split it into several records"), source)
    })
}

/// Writes a number with its digits in groups of three.
pub(crate) fn grouped(number: impl TryInto<u64>) -> String {
    let number = number.try_into().unwrap_or(u64::MAX);
    match (number / 1_000, number % 1_000) {
        (0, rest) => rest.to_string(),
        (thousands, rest) => format!("{},{rest:03}", grouped(thousands)),
    }
}

/// Returns the paragraphs of prose. An empty item of a list counts as one.
fn paragraphs_of(blocks: &[Block]) -> Vec<&[Inline]> {
    let mut paragraphs: Vec<&[Inline]> = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(inlines) => paragraphs.push(inlines),
            Block::Quote(inner) => paragraphs.extend(paragraphs_of(inner)),
            Block::List(items) => paragraphs.extend(items.iter().flat_map(|item| of_item(item))),
            Block::Numbered { items, .. } => {
                paragraphs.extend(items.iter().flat_map(|(_, item)| of_item(item)));
            }
        }
    }
    paragraphs
}

fn of_item(item: &[Block]) -> Vec<&[Inline]> {
    if item.is_empty() { vec![&[]] } else { paragraphs_of(item) }
}

fn words(inlines: &[Inline]) -> String {
    let mut words = String::new();
    plain_inlines(inlines, &mut words);
    words
}

fn text_beyond(most: usize, text: &str, hint: fn() -> Message) -> Option<Excess> {
    is_beyond(most, text).then(|| {
        let most = grouped(most);
        Excess::new(message!("this text is longer than {most} characters"), hint(), text)
    })
}

fn split_among_keys() -> Message {
    message!("shorten it, or split it among several keys")
}

/// Returns whether a text has more characters than this.
fn is_beyond(most: usize, text: &str) -> bool {
    // A character has at most four bytes, so most texts need not be counted.
    text.len() > most && text.chars().nth(most).is_some()
}

fn too_many_marks(text: &str) -> Option<Excess> {
    if text.is_ascii() {
        return None;
    }
    let cluster = text.graphemes(true).find(|one| one.chars().nth(MAX_CLUSTER).is_some())?;
    let most = MAX_CLUSTER - 1;
    let message = message!("more than {most} combining marks are stacked on one character here");
    let hint = message!("type the word again; pasted text can contain such marks");
    Some(Excess::new(message, hint, cluster))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    #[test]
    fn the_finding_states_every_limit() {
        let limits = [
            (MAX_LINE, "characters in a line"),
            (MAX_PROSE, "characters"),
            (MAX_BLOCKS, "paragraphs and items"),
            (MAX_PARAGRAPH, "characters in a paragraph"),
            (MAX_CLUSTER - 1, "combining marks"),
            (MAX_RECORD, "characters in a record"),
            (MAX_RECORD_BLOCKS, "paragraphs and items"),
            (MAX_ENTRIES, "entries in a list"),
            (MAX_RECORD_ENTRIES, "in all its lists"),
            (MAX_FEW, "items in a list"),
            (MAX_LEVELS, "organisations"),
            (MAX_METADATA, "characters in all keywords"),
            (MAX_STORIES, "stories"),
            (MAX_CHOICES, "entries that choose"),
        ];
        for (limit, what) in limits {
            let stated = format!("{} {what}", grouped(limit));
            assert!(Code::OVER_LIMIT.rule().meaning.contains(&stated), "{stated}");
        }
    }
}
