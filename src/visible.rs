//! Escapes characters that a terminal would interpret instead of showing.

use std::borrow::Cow;

/// Returns a text on one line in which every character that a terminal would interpret is escaped
/// by its number, such as `\u{1b}`.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    escape(text, must_be_escaped)
}

/// Does the same for a line of a file, but leaves tabs as they are.
pub(crate) fn visible_line(text: &str) -> Cow<'_, str> {
    escape(text, |char| must_be_escaped(char) && char != '\t')
}

fn escape(text: &str, is_bad: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&is_bad) {
        return text.into();
    }
    let mut escaped = String::new();
    for char in text.chars() {
        if is_bad(char) {
            escaped.extend(char.escape_unicode());
        } else {
            escaped.push(char);
        }
    }
    escaped.into()
}

/// Returns whether a character controls a terminal, starts a line, changes the direction of what
/// follows, or is hidden (the Unicode Standard, chapter 23). Joiners stay, because Indic scripts,
/// Arabic and emoji need them.
fn must_be_escaped(char: char) -> bool {
    let hidden = matches!(
        char,
        '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'
            | '\u{200e}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    );
    hidden || char.is_control()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_obeys_is_shown() {
        let shown = [
            ("a\u{1b}[2Jb", "a\\u{1b}[2Jb"),
            ("a\nb\rc\td", "a\\u{a}b\\u{d}c\\u{9}d"),
            ("\u{9b}2J\u{7f}", "\\u{9b}2J\\u{7f}"),
            ("\u{202e}lmot.a\u{2066}", "\\u{202e}lmot.a\\u{2066}"),
        ];
        for (text, wanted) in shown {
            assert_eq!(visible(text), wanted);
        }
        for text in ["Forum 论坛 naïve", "नमस्ते क\u{200d}ष", "👩\u{200d}🔬", "می\u{200c}خواهم"]
        {
            assert!(matches!(visible(text), Cow::Borrowed(_)), "{text}");
        }
        assert_eq!(visible_line("\ta\u{1b}"), "\ta\\u{1b}");
    }
}
