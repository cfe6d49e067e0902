//! The scripts of characters.

use unicode_script::{Script, UnicodeScript};

/// The first character of the script Han.
const FIRST_HAN: char = '\u{2e80}';

/// Returns whether a character is a Chinese one.
///
/// Most characters of most texts stand before the first, and need no search in the table of
/// scripts.
pub fn is_han(char: char) -> bool {
    char >= FIRST_HAN && char.script() == Script::Han
}

/// Returns whether a character is a Chinese or Japanese one, which are written without spaces
/// between words.
pub fn is_unspaced(char: char) -> bool {
    char >= FIRST_HAN && matches!(char.script(), Script::Han | Script::Hiragana | Script::Katakana)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_before_the_first_chinese_character_is_one() {
        let unspaced = [Script::Han, Script::Hiragana, Script::Katakana];
        assert!(('\0'..FIRST_HAN).all(|char| !unspaced.contains(&char.script())));
        assert!(is_han(FIRST_HAN) && is_han('陈') && is_han('々'));
        assert!(!is_han('a') && !is_han('カ') && !is_han('，'));
        assert!(is_unspaced('陈') && is_unspaced('カ') && !is_unspaced('，'));
    }
}
