//! Silencing a finding: the comment that says why.

/// Returns where a comment that silences a finding goes, and its text: on a line of its own,
/// above the line of the finding.
pub(crate) fn comment(text: &str, start: usize, code: &str, reason: &str) -> (usize, String) {
    let start = text.floor_char_boundary(start);
    let line = text[..start].rfind('\n').map_or(0, |end| end + 1);
    let indent: String = text[line..].chars().take_while(|c| [' ', '\t'].contains(c)).collect();
    // A comment is one line.
    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    (line, format!("{indent}# allow {code}: {reason}{end}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_comment_stands_above_the_line() {
        let text = "title = \"A\"\n  lead = \"today\"\n";
        let (at, comment) = comment(text, 22, "relative-time", "it is\nprinted on the day");
        assert_eq!(at, 12);
        assert_eq!(comment, "  # allow relative-time: it is printed on the day\n");
        assert_eq!(super::comment("a\r\nb", 3, "x", "y"), (3, "# allow x: y\r\n".into()));
    }
}
