//! Characters that nobody sees.

use crate::message::{Message, message};

/// Returns whether a character looks like a space or like nothing, and is neither a space nor a
/// tab.
pub(super) fn is_unseen(char: char) -> bool {
    (char.is_whitespace() && !matches!(char, ' ' | '\t'))
        || matches!(char, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// Returns the name of such a character, with its number.
pub(super) fn named(char: char) -> Message {
    let number = format!("U+{:04X}", u32::from(char));
    match char {
        '\u{a0}' | '\u{202f}' => message!("a no-break space ({number})"),
        '\u{3000}' => message!("a full-width space ({number})"),
        '\u{200b}' | '\u{feff}' | '\u{2060}' => message!("an invisible space ({number})"),
        '\u{ad}' => message!("an invisible hyphen ({number})"),
        _ => message!("an invisible character ({number})"),
    }
}
