//! The originals of translated texts: the marks that tell whether one has changed since, and the
//! comments that quote it above its translation.

use std::ops::Range;

use crate::fingerprint::Fingerprint;
use crate::message::{Message, message};

/// The width of a comment, in characters.
const WIDTH: usize = 94;

/// The most lines of a comment that are looked through for a quotation.
const MAX_LINES: usize = 500;

/// Returns the mark by which a translation identifies the original of a text. Line breaks do not
/// affect it.
pub(crate) fn mark_of(original: &str) -> String {
    let folded = original.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{:016x}", Fingerprint::of(folded.as_bytes()).short())
}

/// Returns `true` if a text is a mark as returned by [`mark_of`].
pub(crate) fn is_mark(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Returns the note above the marks of a translation.
pub(crate) fn note_of_marks() -> Message {
    message!(
        "Do not change the lines below: byline tells by them which texts of the record have \
         changed since they were translated."
    )
}

/// Returns the lines of a comment with a text, without line ends.
pub(crate) fn comment_lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for written in text.trim().lines() {
        let mut line = String::from("#");
        for word in written.split_whitespace() {
            if line.len() > 1 && line.chars().count() + word.chars().count() > WIDTH {
                lines.push(std::mem::replace(&mut line, "#".into()));
            }
            line.push(' ');
            // A comment must not have control characters.
            line.extend(word.chars().filter(|char| !char.is_control()));
        }
        lines.push(line);
    }
    lines
}

/// An original that is quoted above its translation.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Quotation {
    /// The range of its lines.
    pub(crate) lines: Range<usize>,
    /// The original.
    pub(crate) text: String,
}

/// Returns the original that a mark stands for, if the comment directly above the line of a value
/// quotes it. The mark proves it: of any other comment, nothing is known.
pub(crate) fn quoted_above(text: &str, value: usize, mark: &str) -> Option<Quotation> {
    let end = line_start(text, value);
    let (mut start, mut lines) = (end, Vec::new());
    for line in text[..end].lines().rev().take(MAX_LINES) {
        let comment = line.trim_start().strip_prefix('#')?;
        start = line_start(text, start - 1);
        lines.push(comment.strip_prefix(' ').unwrap_or(comment).trim_end());
        let quoted: Vec<_> = lines.iter().rev().copied().collect();
        let quoted = quoted.join("\n");
        if mark_of(&quoted) == mark {
            return Some(Quotation { lines: start..end, text: quoted });
        }
    }
    None
}

/// Returns where the line begins that an offset is in.
pub(crate) fn line_start(text: &str, offset: usize) -> usize {
    text[..offset].rfind('\n').map_or(0, |end| end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_is_known_by_its_mark_among_other_comments() {
        let original = "Seven harbours compared a century of tide records, which they had kept \
                        in cellars, attics and churches.\n\n- One\n- Two\n";
        let quoted = comment_lines(original).join("\n");
        let text = format!("a = 1\n# A note of the translator.\n{quoted}\ntitle = \"x\"\n");
        let value = text.find("\"x\"").unwrap();
        let found = quoted_above(&text, value, &mark_of(original)).unwrap();
        assert_eq!(&text[found.lines], format!("{quoted}\n"));
        assert_eq!(mark_of(&found.text), mark_of(original));
        assert!(found.text.ends_with("\n\n- One\n- Two"));
        assert_eq!(quoted_above(&text, value, &mark_of("another")), None);
        assert_eq!(quoted_above("title = \"x\"", 8, &mark_of("")), None);
    }
}
