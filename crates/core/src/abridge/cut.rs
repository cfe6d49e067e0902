//! Texts cut at paragraphs and sentences.

use std::slice;

use crate::model::{Block, Inline};
use crate::scripts::is_han;
use crate::sentences::{CLOSING, ends};

/// Returns the length of a text in words. Two Chinese characters count as a word.
pub(super) fn length(text: &str) -> usize {
    let (mut words, mut characters, mut in_word) = (0, 0, false);
    for char in text.chars() {
        if is_han(char) {
            characters += 1;
            in_word = false;
        } else if char.is_alphanumeric() {
            words += usize::from(!in_word);
            in_word = true;
        } else if char.is_whitespace() || matches!(char, '，' | '。' | '、' | '；' | '：' | '—')
        {
            in_word = false;
        }
    }
    words + usize::div_ceil(characters, 2)
}

/// Returns the length of blocks in words.
pub(super) fn length_of(blocks: &[Block]) -> usize {
    length(&Block::plain(blocks))
}

/// Returns as many blocks and sentences as have at most this many words, in whole sentences, and
/// whether that is all.
pub(super) fn within(blocks: &[Block], most: usize) -> (Vec<Block>, bool) {
    let mut told = Vec::new();
    let mut left = most;
    for block in blocks {
        let length = length_of(slice::from_ref(block));
        if length <= left {
            told.push(block.clone());
            left -= length;
            continue;
        }
        if let Block::Paragraph(inlines) = block {
            told.extend(sentences(inlines, |_, length| length <= left).map(Block::Paragraph));
        }
        close(&mut told, !matches!(block, Block::Paragraph(_)));
        return (told, false);
    }
    (told, true)
}

/// Returns the first sentences of the first paragraph: so many if they have at most this many
/// words, and one in any case. Also returns whether that is all.
pub(super) fn opening(
    blocks: &[Block],
    sentences_at_most: usize,
    most: usize,
) -> (Vec<Block>, bool) {
    let Some(Block::Paragraph(inlines)) = blocks.first() else {
        return (blocks.iter().take(1).cloned().collect(), blocks.len() <= 1);
    };
    let fits = |place, length| place == 0 || place < sentences_at_most && length <= most;
    let told = sentences(inlines, fits).unwrap_or_else(|| inlines.clone());
    let whole = blocks.len() == 1 && told == *inlines;
    (vec![Block::Paragraph(told)], whole)
}

/// Takes away what leads over to something that is not told: "They agreed on the following", and
/// before a list also "They drew three lessons."
fn close(told: &mut Vec<Block>, before_list: bool) {
    let mut leads = before_list;
    while let Some(Block::Paragraph(inlines)) = told.last() {
        let text = plain(inlines);
        if !leads && text.trim_end().ends_with(is_end) {
            return;
        }
        // What has no end leads over itself.
        let has_end = text.trim_end().ends_with(is_end);
        let count = ends(&text).count();
        let shorter = sentences(inlines, |place, _| !(leads && has_end) || place + 1 < count);
        leads = false;
        told.pop();
        told.extend(shorter.map(Block::Paragraph));
    }
}

fn is_end(char: char) -> bool {
    matches!(char, '.' | '!' | '?' | '。' | '！' | '？' | '…' | '"') || CLOSING.contains(&char)
}

/// Returns the sentences of a paragraph up to the last that fits, given its place and how many
/// words it takes to tell all to its end. No quotation or bracket stays open.
fn sentences(inlines: &[Inline], fits: impl Fn(usize, usize) -> bool) -> Option<Vec<Inline>> {
    let text = plain(inlines);
    let ends = ends(&text).map(|end| with_closing_marks(&text, end));
    let ends = ends.filter(|end| is_closed(&text[..*end]));
    let last = ends.enumerate().filter(|(place, end)| fits(*place, length(&text[..*end]))).last();
    last.map(|(_, end)| take(inlines, &mut { end }))
}

/// Returns the end of a sentence behind the marks that close it.
fn with_closing_marks(text: &str, end: usize) -> usize {
    let marks = text[end..].chars().take_while(|char| CLOSING.contains(char));
    end + marks.map(char::len_utf8).sum::<usize>()
}

fn is_closed(text: &str) -> bool {
    let count = |mark: char| text.matches(mark).count();
    let pairs = [('“', '”'), ('「', '」'), ('『', '』'), ('《', '》'), ('（', '）'), ('(', ')')];
    count('"') % 2 == 0 && pairs.iter().all(|(open, close)| count(*open) == count(*close))
}

fn plain(inlines: &[Inline]) -> String {
    let mut text = Block::plain(&[Block::Paragraph(inlines.to_vec())]);
    text.pop();
    text
}

/// Returns the inline content of so many bytes of its plain text.
fn take(inlines: &[Inline], left: &mut usize) -> Vec<Inline> {
    let mut taken = Vec::new();
    for inline in inlines {
        if *left == 0 {
            break;
        }
        taken.push(match inline {
            Inline::Text(text) => {
                let part = text.get(..*left).unwrap_or(text);
                *left -= part.len();
                Inline::Text(part.to_owned())
            }
            Inline::Space | Inline::Break => {
                *left -= 1;
                inline.clone()
            }
            Inline::Emphasis(body) => Inline::Emphasis(take(body, left)),
            Inline::Strong(body) => Inline::Strong(take(body, left)),
            Inline::Link { url, body } => Inline::Link { url: url.clone(), body: take(body, left) },
        });
    }
    taken
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{File, Origin, Prose};

    fn blocks(text: &str) -> Vec<Block> {
        let origin = Origin { file: File::Record, range: 0..0 };
        Prose::new(text, origin).unwrap().blocks().to_vec()
    }

    fn cut(text: &str, most: usize) -> (String, bool) {
        let (told, whole) = within(&blocks(text), most);
        (Block::plain(&told), whole)
    }

    #[test]
    fn words_are_counted_and_two_chinese_characters_are_one() {
        assert_eq!(length("Seven harbours’ well-kept 2,000 records."), 5);
        assert_eq!(length("七个港口，百年潮汐。"), 4);
        assert_eq!(length("与ICS合作"), 3);
    }

    #[test]
    fn a_text_ends_with_a_sentence() {
        let text = "Dr. Lee came. She *spoke of tides. All* agreed.\n\nThey left.";
        assert_eq!(
            cut(text, 99),
            ("Dr. Lee came. She spoke of tides. All agreed.\nThey left.\n".into(), true)
        );
        assert_eq!(cut(text, 9), ("Dr. Lee came. She spoke of tides. All agreed.\n".into(), false));
        assert_eq!(cut(text, 8), ("Dr. Lee came. She spoke of tides.\n".into(), false));
        assert_eq!(cut(text, 2), (String::new(), false));
        assert_eq!(cut("今天来了。明天再来。", 3), ("今天来了。\n".into(), false));
    }

    #[test]
    fn a_quotation_stays_whole_and_nothing_leads_to_what_is_not_told() {
        let quoted = "Ana said: “We came. We saw.” They left.";
        assert_eq!(cut(quoted, 5), (String::new(), false));
        assert_eq!(cut(quoted, 6), ("Ana said: “We came. We saw.”\n".into(), false));
        let lessons = "They met. They drew two lessons.\n\n- Publish all of it.";
        assert_eq!(cut(lessons, 6), ("They met.\n".into(), false));
        let list = "They met. They agreed to\n\n- publish all of the records,\n- and keep them.";
        assert_eq!(cut(list, 6), ("They met.\n".into(), false));
        assert_eq!(cut("They agreed to\n\n- publish,\n- keep.", 3), (String::new(), false));
    }

    #[test]
    fn an_opening_has_a_sentence_and_another_if_that_is_short() {
        let of = |text: &str, most| {
            let (told, whole) = opening(&blocks(text), 2, most);
            (Block::plain(&told), whole)
        };
        assert_eq!(
            of("One came. Two came. Three left.", 9),
            ("One came. Two came.\n".into(), false)
        );
        assert_eq!(of("One came. Two came.", 2), ("One came.\n".into(), false));
        assert_eq!(
            of("All of them came at last.", 2),
            ("All of them came at last.\n".into(), true)
        );
    }
}
