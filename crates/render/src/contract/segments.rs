//! Keeps the words of Chinese lines whole: titles, names and captions, whose lines end ragged, may
//! end only where a word does. Prose, which fills its lines, ends them after any character.

use std::sync::LazyLock;

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};
use typst::foundations::{Content, NativeElement};
use typst::layout::{BoxElem, Em, HElem, Spacing};
use typst::syntax::Span;
use typst::text::TextElem;

use super::convert::verbatim;
use super::lengths::is_full;

/// The number of characters up to which a word with its marks fits in the narrowest column.
const LONGEST: usize = 8;

/// The least number of characters on the last line.
const FEWEST_ON_LAST_LINE: usize = 3;

static WORDS: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));

/// Keeps the Chinese words in the pieces of a line whole.
pub(super) fn whole_words(pieces: Vec<Content>) -> Vec<Content> {
    let last = pieces.len().saturating_sub(1);
    let mut whole = Vec::new();
    for (place, piece) in pieces.into_iter().enumerate() {
        match piece.to_packed::<TextElem>() {
            Some(text) if text.text.chars().any(is_full) => {
                let mut before = None;
                for group in groups(&text.text, place == last) {
                    let after = group.chars().next();
                    if before.zip(after).is_some_and(|(before, after)| is_spaced(before, after)) {
                        whole.push(space());
                    }
                    before = group.chars().next_back();
                    whole.push(unit(group, piece.span()));
                }
            }
            _ => whole.push(piece),
        }
    }
    whole
}

/// Returns a piece of a line, unbroken if it is a word with full characters.
fn unit(group: &str, span: Span) -> Content {
    let text = verbatim(group, span);
    let count = group.chars().count();
    if group.chars().any(is_full) && (2..=LONGEST).contains(&count) {
        BoxElem::new().with_body(Some(text)).pack().spanned(span)
    } else {
        text
    }
}

/// Returns whether there is a space between two characters: between a full one and a Latin letter or
/// a figure, where the typesetter adds none beside a box.
fn is_spaced(before: char, after: char) -> bool {
    let is_character = |char: char| is_full(char) && char.is_alphabetic();
    is_character(before) && after.is_ascii_alphanumeric()
        || before.is_ascii_alphanumeric() && is_character(after)
}

fn space() -> Content {
    HElem::new(Spacing::Rel(Em::new(0.25).into())).with_weak(true).pack()
}

/// Divides a text into words with the marks and figures that belong to them. The last ones are put
/// together, if `ends` says that the line ends with them.
fn groups(text: &str, ends: bool) -> Vec<&str> {
    let mut starts = Vec::new();
    let mut breaks = WORDS.segment_str(text).peekable();
    while let Some(start) = breaks.next() {
        let Some(&end) = breaks.peek() else { break };
        let before = text[..start].chars().next_back();
        let after = text[start..end].chars().next();
        let joined = before.zip(after).is_some_and(|(before, after)| belong(before, after));
        if starts.is_empty() || !joined {
            starts.push(start);
        }
    }
    while ends && starts.len() > 1 {
        let [.., before, last] = starts[..] else { break };
        let few = text[last..].chars().count() < FEWEST_ON_LAST_LINE;
        if !few || text[before..].chars().count() > LONGEST {
            break;
        }
        starts.pop();
    }
    let ends = starts.iter().copied().skip(1).chain([text.len()]);
    starts.iter().zip(ends).map(|(start, end)| &text[*start..end]).collect()
}

/// Returns whether no line ends between two characters of different words: before a closing mark,
/// after an opening one, between a figure and what it counts.
fn belong(before: char, after: char) -> bool {
    const OPENING: &str = "（《〈【「『“‘〔";
    const CLOSING: &str = "，。、；：！？）》〉】」』”’〕·…—";
    OPENING.contains(before)
        || CLOSING.contains(after)
        || before.is_ascii_digit() && is_full(after)
        || before.is_ascii() && after.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::groups;

    #[test]
    fn lines_end_between_words() {
        let divided = |text| groups(text, true).join("|");
        assert_eq!(divided("大学与中国的合作（如何孵化）"), "大学|与|中国|的|合作|（如何|孵化）");
        assert_eq!(divided("第50届会议"), "第|50届会议");
        assert_eq!(divided("AI 与产业"), "AI |与产业");
    }
}
