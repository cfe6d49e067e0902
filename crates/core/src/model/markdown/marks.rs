//! Markdown marks that must print literally.

/// The marks of light Markdown that a backslash escapes.
pub const ESCAPABLE: &str = "*[]>-+";

/// The characters that temporarily replace literal marks. They are Unicode noncharacters, which
/// are reserved for internal use and which no text may contain.
const STANDS_FOR: [(char, &str); 4] =
    [(STAR, "*"), (OPENING, "["), (UNDERSCORE, "_"), (CLOSING, "]")];
const STAR: char = '\u{fdd0}';
const OPENING: char = '\u{fdd1}';
const UNDERSCORE: char = '\u{fdd2}';
const CLOSING: char = '\u{fdd3}';

/// Neutralises marks that Markdown would interpret although the author did not intend them: the
/// star in `2*3*4`; every `_`, which is common in names of files and forms; and `[word]:
/// address`, which Markdown would remove from the text.
pub(super) fn disarm(markdown: &str) -> String {
    let mut brackets = labels(markdown).into_iter().peekable();
    let mut disarmed = String::with_capacity(markdown.len());
    let mut before = ' ';
    let mut rest = markdown.char_indices().peekable();
    while let Some((at, char)) = rest.next() {
        let inside = before.is_ascii_alphanumeric()
            && rest.peek().is_some_and(|(_, next)| next.is_ascii_alphanumeric());
        let of_label = brackets.next_if_eq(&at).is_some();
        disarmed.push(match char {
            '*' if inside => STAR,
            // Inside a word, Markdown ignores it, and an address may need it.
            '_' if !inside => UNDERSCORE,
            '[' if of_label => OPENING,
            ']' if of_label => CLOSING,
            _ => char,
        });
        before = char;
    }
    disarmed
}

/// Returns the places of all brackets around a text with a colon behind it, in order.
fn labels(markdown: &str) -> Vec<usize> {
    let (mut open, mut labels) = (Vec::new(), Vec::new());
    let mut escaped = false;
    for (at, byte) in markdown.bytes().enumerate() {
        match byte {
            b'[' if !escaped => open.push(at),
            b']' if !escaped => {
                let opening = open.pop();
                if markdown.as_bytes().get(at + 1) == Some(&b':') {
                    labels.extend(opening.into_iter().flat_map(|opening| [opening, at]));
                }
            }
            _ => {}
        }
        escaped = byte == b'\\' && !escaped;
    }
    labels.sort_unstable();
    labels
}

/// Restores the marks that [`disarm`] replaced.
pub(super) fn rearm(words: &str) -> String {
    STANDS_FOR.iter().fold(words.to_owned(), |words, (char, mark)| words.replace(*char, mark))
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Options, Parser};

    use super::*;

    #[test]
    fn no_definition_is_left_and_nothing_is_lost() {
        let pieces = ["[", "]", ":", "\\", "a", " ", "\n", "> ", "- ", "`", "<", "(", ")", "]: b"];
        let mut state = 20_260_101_usize;
        for length in 0..40_000 {
            let mut text = String::new();
            for _ in 0..length % 24 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                text += pieces[(state >> 33) % pieces.len()];
            }
            let disarmed = disarm(&text);
            let parser = Parser::new_ext(&disarmed, Options::empty());
            let left = parser.reference_definitions().iter().next().map(|(label, _)| label);
            assert_eq!(left, None, "{text:?}");
            assert_eq!(rearm(&disarmed), text);
        }
    }

    #[test]
    fn a_bracket_in_a_link_is_a_bracket() {
        assert_eq!(disarm("[a [b]: c](https://example.org)").matches(['[', ']']).count(), 2);
    }
}
