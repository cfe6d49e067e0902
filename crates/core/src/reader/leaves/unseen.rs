//! Reports characters that no text may contain, at their place.

use crate::diagnostic::Code;
use crate::message::{Message, message};
use crate::model::{Forbidden, forbidden};
use crate::reader::{Node, Reader};

/// Reports the first forbidden character of a text, and returns `None` if there is one.
pub(super) fn check_seen(node: &Node, reader: &mut Reader) -> Option<()> {
    let text = node.get_ref().as_str().unwrap_or_default();
    let Some(Forbidden { char, offset, message }) = forbidden(text) else { return Some(()) };
    let (before, after) = (&text[..offset], &text[offset + char.len_utf8()..]);
    let range = reader.source().find_nth(node.span(), char, before.matches(char).count());
    let message = message!("{message}: {character}", character = named(char));
    let finding = reader.report(Code::INVALID_VALUE, range, message);
    finding.hint(match (last_word(before), first_word(after)) {
        ("", "") => message!("delete it"),
        ("", after) => message!("delete it: it stands before `{after}`"),
        (before, "") => message!("delete it: it stands after `{before}`"),
        (before, after) => message!("delete it: it stands between `{before}` and `{after}`"),
    });
    None
}

/// Returns the number of a character, with its name if it has zero width.
fn named(char: char) -> Message {
    let number = format!("U+{:04X}", u32::from(char));
    match char {
        '\u{200b}' => message!("the zero-width space {number}"),
        '\u{2060}' => message!("the word joiner {number}"),
        '\u{feff}' => message!("the byte order mark {number}"),
        _ => Message::verbatim(number),
    }
}

/// The maximum number of letters by which a hint shows a place.
const SHOWN: usize = 16;

fn last_word(text: &str) -> &str {
    let word = text.rsplit(is_unseen).next().unwrap_or_default();
    let start = word.char_indices().rev().nth(SHOWN - 1).map_or(0, |(start, _)| start);
    &word[start..]
}

fn first_word(text: &str) -> &str {
    let word = text.split(is_unseen).next().unwrap_or_default();
    let end = word.char_indices().nth(SHOWN).map_or(word.len(), |(end, _)| end);
    &word[..end]
}

fn is_unseen(char: char) -> bool {
    char.is_whitespace()
        || char.is_control()
        || matches!(char, '\u{200b}' | '\u{2060}' | '\u{feff}')
}
