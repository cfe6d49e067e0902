//! Silencing a finding: the comment that says why.

use byline_core::lint::line_for_comment;

/// Returns where a comment that silences a finding goes, and its text: on a line of its own,
/// above the line of the finding, or above the text of several lines that it is in.
pub(crate) fn comment(text: &str, start: usize, code: &str, reason: &str) -> (usize, String) {
    let line = line_for_comment(text, start);
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

    #[test]
    fn inside_a_text_it_would_be_a_part_of_the_text() {
        let text = "title = 'A'\nlead = \"\"\"\nOne.\n\nTwo ZQX.\n\"\"\"\n";
        assert_eq!(comment(text, text.find("ZQX").unwrap(), "x", "y").0, 12);
        let text = "notes = [\n  '''\nOne\nZQX\n''',\n]\n";
        let (at, comment) = comment(text, text.find("ZQX").unwrap(), "x", "y");
        assert_eq!((at, &*comment), (10, "  # allow x: y\n"));
    }
}
