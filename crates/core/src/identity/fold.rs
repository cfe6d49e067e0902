//! What reads alike in a name: one form for it.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::scripts::is_han;

/// Returns a text with one form for what reads alike: compatibility forms, invisible characters,
/// apostrophes, hyphens, points and spaces. Capitals stay.
pub fn folded(text: &str) -> String {
    let mut folded = String::new();
    let mut before: Option<char> = None;
    // Nothing of ASCII has a compatibility form.
    let text = if text.is_ascii() { Cow::from(text) } else { text.nfkc().collect() };
    for char in text.chars() {
        let char = match char {
            // What nobody sees. Apostrophes are heard in no name: Nu'man, Nu’man and Numan.
            '\u{ad}'
            | '\u{34f}'
            | '\u{200b}'..='\u{200d}'
            | '\u{2060}'
            | '\u{feff}'
            | '\''
            | '`'
            | '\u{b4}'
            | '\u{2b9}'
            | '\u{2bb}'..='\u{2bf}'
            | '\u{2c8}'
            | '\u{2018}'..='\u{201b}'
            | '\u{2032}'
            | '\u{2035}' => continue,
            '-'
            | '.'
            | '\u{b7}'
            | '\u{2010}'..='\u{2015}'
            | '\u{2212}'
            | '\u{30fb}'
            | '\u{fe58}'
            | '_' => ' ',
            ',' | '(' | ')' | '@' | '\u{3001}' => {
                folded.extend([' ', if char == '\u{3001}' { ',' } else { char }, ' ']);
                before = None;
                continue;
            }
            char if char.is_whitespace() => ' ',
            char => char,
        };
        // Chinese characters and letters stand apart; between Chinese characters is no space.
        if let Some(last) = before
            && char != ' '
            && is_han(last) != is_han(char)
            && last != '/'
            && char != '/'
        {
            folded.push(' ');
        }
        folded.push(char);
        before = (char != ' ').then_some(char);
    }
    joined(&folded)
}

/// Joins words by single spaces, and words in Chinese characters by none.
fn joined(text: &str) -> String {
    let mut line = String::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let han = |char: Option<char>| char.is_some_and(is_han);
        let close = han(line.chars().next_back()) && han(word.chars().next());
        if !line.is_empty() && !close {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}
