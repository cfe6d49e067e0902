//! Markdown marks that must print literally.

use pulldown_cmark::{Options, Parser};

/// The marks of light Markdown that a backslash escapes.
pub const ESCAPABLE: &str = "*[]>-+";

/// The characters that temporarily replace literal marks. They are Unicode noncharacters, which
/// are reserved for internal use and which no text may contain.
const STANDS_FOR: [(char, &str); 3] = [(STAR, "*"), (BRACKET, "["), (UNDERSCORE, "_")];
const STAR: char = '\u{fdd0}';
const BRACKET: char = '\u{fdd1}';
const UNDERSCORE: char = '\u{fdd2}';

/// Neutralises marks that Markdown would interpret although the author did not intend them: the
/// star in `2*3*4`; every `_`, which is common in names of files and forms; and `[word]:
/// address`, which Markdown would remove from the text.
pub(super) fn disarm(markdown: &str) -> String {
    let mut disarmed = String::with_capacity(markdown.len());
    let mut before = ' ';
    let mut rest = markdown.chars().peekable();
    while let Some(char) = rest.next() {
        let inside =
            before.is_ascii_alphanumeric() && rest.peek().is_some_and(char::is_ascii_alphanumeric);
        disarmed.push(match char {
            '*' if inside => STAR,
            // Inside a word, Markdown ignores it, and an address may need it.
            '_' if !inside => UNDERSCORE,
            _ => char,
        });
        before = char;
    }
    loop {
        let parser = Parser::new_ext(&disarmed, Options::empty());
        let mut starts: Vec<_> =
            parser.reference_definitions().iter().map(|(_, def)| def.span.start).collect();
        if starts.is_empty() {
            return disarmed;
        }
        starts.sort_unstable();
        for start in starts.into_iter().rev() {
            disarmed.replace_range(start..=start, BRACKET.encode_utf8(&mut [0; 4]));
        }
    }
}

/// Restores the marks that [`disarm`] replaced.
pub(super) fn rearm(words: &str) -> String {
    STANDS_FOR.iter().fold(words.to_owned(), |words, (char, mark)| words.replace(*char, mark))
}
