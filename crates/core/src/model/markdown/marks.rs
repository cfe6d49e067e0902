//! Marks of Markdown that are to print as they stand.

use pulldown_cmark::{Options, Parser};

/// The marks of light Markdown: behind a backslash they print as themselves.
pub const ESCAPABLE: &str = "*[]>-+";

/// Characters that stand for a mark which is to print: Unicode keeps them for such
/// use inside a program, and no text may hold them.
const STANDS_FOR: [(char, &str); 3] = [(STAR, "*"), (BRACKET, "["), (UNDERSCORE, "_")];
const STAR: char = '\u{fdd0}';
const BRACKET: char = '\u{fdd1}';
const UNDERSCORE: char = '\u{fdd2}';

/// Takes their meaning from marks that Markdown reads and an office does not mean:
/// the star of `2*3*4`, every `_`, which stands in names of files and forms, and
/// `[word]: address`, which Markdown would swallow whole.
pub(super) fn disarm(markdown: &str) -> String {
    let mut disarmed = String::with_capacity(markdown.len());
    let mut before = ' ';
    let mut rest = markdown.chars().peekable();
    while let Some(char) = rest.next() {
        let inside =
            before.is_ascii_alphanumeric() && rest.peek().is_some_and(char::is_ascii_alphanumeric);
        disarmed.push(match char {
            '*' if inside => STAR,
            // Inside a word it means nothing anyway, and an address may need it.
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

/// Words as they were written before they were disarmed.
pub(super) fn rearm(words: &str) -> String {
    STANDS_FOR.iter().fold(words.to_owned(), |words, (char, mark)| words.replace(*char, mark))
}
