//! Passages of a text: its sentences, what stands in quotation marks, and titles that are nearly
//! alike.

use std::ops::Range;

use crate::scripts::is_han;
use crate::sentences::ends;

/// The marks that open and close a quotation.
const MARKS: [(char, char); 5] = [
    ('\u{201c}', '\u{201d}'),
    ('"', '"'),
    ('\u{300c}', '\u{300d}'),
    ('\u{300e}', '\u{300f}'),
    ('\u{300a}', '\u{300b}'),
];

/// Returns the places of a text that stand in quotation marks or in the marks of a title, in
/// order. A mark that nothing closes opens nothing.
pub(super) fn quoted(text: &str) -> Vec<Range<usize>> {
    let mut places = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, char) in text.char_indices() {
        match open {
            Some((start, close)) if char == close => {
                places.push(start..at);
                open = None;
            }
            // A quotation does not go on in the next paragraph.
            Some(_) if char == '\n' => open = None,
            Some(_) => {}
            None => {
                open = MARKS.iter().find(|(mark, _)| *mark == char).map(|(_, close)| (at, *close));
            }
        }
    }
    places
}

/// Returns whether a place lies inside one of the places, which are in order.
pub(super) fn is_inside(place: &Range<usize>, places: &[Range<usize>]) -> bool {
    let next = places.partition_point(|other| other.end <= place.start);
    places.get(next).is_some_and(|other| other.start <= place.start && place.end <= other.end)
}

/// Returns the sentence around a place of a text.
pub(super) fn sentence_at(text: &str, place: &Range<usize>) -> Range<usize> {
    let start = ends(&text[..place.start]).last().unwrap_or(0);
    let end = ends(&text[place.end..]).next().map_or(text.len(), |end| place.end + end);
    start..end
}

/// Returns whether two titles differ in one word, and not in its number or its beginning: "Day 2"
/// is not "Day 1", nor are "North" and "South".
pub(super) fn is_one_word_apart(one: &str, other: &str) -> bool {
    // In Chinese, one character may be the whole difference.
    if one.chars().any(is_han) {
        return false;
    }
    let mut pairs = one.split(' ').zip(other.split(' ')).filter(|(one, other)| one != other);
    let (Some((one, other)), None) = (pairs.next(), pairs.next()) else { return false };
    let short = one.chars().count().min(other.chars().count()) < 4;
    let digits = |word: &str| word.chars().any(|char| char.is_ascii_digit());
    let start = |word: &str| word.chars().next().map(|char| char.to_lowercase().to_string());
    let plural = |long: &str, short: &str| {
        long.strip_prefix(short)
            .is_some_and(|end| end.trim_start_matches(['\'', '\u{2019}']) == "s")
    };
    !short
        && !digits(one)
        && !digits(other)
        && start(one) == start(other)
        && !plural(one, other)
        && !plural(other, one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_and_sentences_are_found() {
        let text = "He said \"today\". Dr. Lee left. Then 今天。明天。";
        let found: Vec<_> = quoted(text).into_iter().map(|place| &text[place]).collect();
        assert_eq!(found, ["\"today"]);
        let at = text.find("Lee").unwrap();
        assert_eq!(text[sentence_at(text, &(at..at + 3))].trim(), "Dr. Lee left.");
        let at = text.find("明天").unwrap();
        assert_eq!(&text[sentence_at(text, &(at..at + 6))], "明天。");
    }
}
