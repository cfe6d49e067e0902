//! Changes to the words of a text: a record, Markdown, SVG, the objects of a PDF.

use std::ops::Range;

use crate::Rng;

/// Numbers at which programs go wrong.
const NUMBERS: [&str; 14] = [
    "0",
    "-0",
    "1",
    "-1",
    "255",
    "256",
    "65536",
    "2147483647",
    "4294967296",
    "-9223372036854775808",
    "99999999999999999999",
    "1e9",
    "1e-30",
    "nan",
];

/// The maximum number of repetitions of a piece.
const REPEATED: usize = 80;

/// Replaces, removes, exchanges or repeats words, or inserts some of the format's vocabulary.
pub fn change(text: &mut Vec<u8>, vocabulary: &[&str], rng: &mut Rng) {
    if text.is_empty() {
        text.extend(rng.pick(vocabulary).as_bytes());
    }
    let word = word_at(text, rng.below(text.len()));
    match rng.below(8) {
        0 => drop(text.splice(word, rng.pick(vocabulary).bytes())),
        1 => drop(text.splice(word.start..word.start, rng.pick(vocabulary).bytes())),
        2 => {
            let other = word_at(text, rng.below(text.len()));
            let other = text[other].to_vec();
            text.splice(word, other);
        }
        3 => {
            let piece = text[rng.range(text.len(), 300)].to_vec();
            text.splice(word.start..word.start, piece);
        }
        4 => {
            let times = 1 + rng.below(REPEATED);
            let piece =
                text[word.start..(word.start + rng.below(60)).min(text.len())].repeat(times);
            text.splice(word.start..word.start, piece);
        }
        5 => drop(text.drain(rng.range(text.len(), 200))),
        _ => {
            let digit = text[word.start..].iter().position(u8::is_ascii_digit);
            let number = digit.map_or(word.clone(), |at| word_at(text, word.start + at));
            text.splice(number, rng.pick(&NUMBERS).bytes());
        }
    }
}

/// Returns the word or the mark at a position.
fn word_at(text: &[u8], at: usize) -> Range<usize> {
    let inside = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    if !inside(&text[at]) {
        return at..at + 1;
    }
    let start = at - text[..at].iter().rev().take_while(|byte| inside(byte)).count();
    let end = at + text[at..].iter().take_while(|byte| inside(byte)).count();
    start..end
}
