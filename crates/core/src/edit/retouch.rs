//! A new text in the place of a similar one: what is the same at the beginning and at the end
//! stays as it was written, with its escapes and with the lines that a backslash continues.

use super::strings::{Quotes, escaped, escaped_lines};

/// A piece of a string as it is written, and what it stands for.
struct Stretch<'t> {
    raw: &'t str,
    means: Meaning,
}

#[derive(PartialEq)]
enum Meaning {
    Char(char),
    /// A backslash at the end of a line, with the spaces and line breaks after it.
    Nothing,
}

/// Writes a text into a string with the same quotation marks. Where two parts do not fit
/// together, the result means something else.
pub(super) fn retouched(old: &str, text: &str, line_end: &str) -> Option<String> {
    let (mark, is_long) = match Quotes::of(old)? {
        Quotes::Basic if !text.contains('\n') => ("\"", false),
        Quotes::Long(_) => ("\"\"\"", true),
        _ => return None,
    };
    let inside = old.strip_prefix(mark)?.strip_suffix(mark)?;
    let opening = if is_long { line_break(inside) } else { "" };
    let pieces = pieces(&inside[opening.len()..])?;

    let mut rest = text;
    let mut start = 0;
    while let Some(piece) = pieces.get(start) {
        match piece.means {
            Meaning::Nothing => {}
            Meaning::Char(char) => match rest.strip_prefix(char) {
                Some(behind) => rest = behind,
                None => break,
            },
        }
        start += 1;
    }
    let mut end = pieces.len();
    while end > start {
        match pieces[end - 1].means {
            Meaning::Nothing => {}
            Meaning::Char(char) => match rest.strip_suffix(char) {
                Some(before) => rest = before,
                None => break,
            },
        }
        end -= 1;
    }
    let is_nothing =
        |at: usize| pieces.get(at).is_some_and(|piece| piece.means == Meaning::Nothing);
    while is_nothing(end) {
        end += 1;
    }
    // A continued line would swallow a space.
    let next = rest.chars().next().or_else(|| match pieces.get(end)?.means {
        Meaning::Char(char) => Some(char),
        Meaning::Nothing => None,
    });
    if next.is_none_or(char::is_whitespace) {
        while start.checked_sub(1).is_some_and(is_nothing) {
            start -= 1;
        }
    }
    let raw = |pieces: &[Stretch]| pieces.iter().map(|piece| piece.raw).collect::<String>();
    let middle = if is_long { escaped_lines(rest).replace('\n', line_end) } else { escaped(rest) };
    let (before, after) = (raw(&pieces[..start]), raw(&pieces[end..]));
    Some(format!("{mark}{opening}{before}{middle}{after}{mark}"))
}

/// The line break that a text begins with.
fn line_break(text: &str) -> &str {
    let length = if text.starts_with("\r\n") { 2 } else { usize::from(text.starts_with('\n')) };
    &text[..length]
}

fn pieces(mut rest: &str) -> Option<Vec<Stretch<'_>>> {
    let mut pieces = Vec::new();
    while let Some(first) = rest.chars().next() {
        let (length, means) = match first {
            '\\' => escape(rest)?,
            _ if !line_break(rest).is_empty() => (line_break(rest).len(), Meaning::Char('\n')),
            char => (char.len_utf8(), Meaning::Char(char)),
        };
        let (raw, behind) = rest.split_at_checked(length)?;
        pieces.push(Stretch { raw, means });
        rest = behind;
    }
    Some(pieces)
}

/// Returns the length of an escape, and what it means.
fn escape(text: &str) -> Option<(usize, Meaning)> {
    let code = |digits: usize| {
        let code = u32::from_str_radix(text.get(2..2 + digits)?, 16).ok()?;
        Some((2 + digits, Meaning::Char(char::from_u32(code)?)))
    };
    let char = match text[1..].chars().next()? {
        'b' => '\u{8}',
        't' => '\t',
        'n' => '\n',
        'f' => '\u{c}',
        'r' => '\r',
        'e' => '\u{1b}',
        '"' => '"',
        '\\' => '\\',
        'x' => return code(2),
        'u' => return code(4),
        'U' => return code(8),
        ' ' | '\t' | '\n' | '\r' => {
            let swallowed = text[1..].trim_start_matches([' ', '\t', '\n', '\r']);
            return Some((text.len() - swallowed.len(), Meaning::Nothing));
        }
        _ => return None,
    };
    Some((2, Meaning::Char(char)))
}
