//! The cells of a pasted table.

/// Divides a text into lines, and each into the cells that tabs divide. A cell in quotation marks
/// may have line breaks, which become spaces, as a spreadsheet copies it. Empty lines are left
/// out.
pub(super) fn cells(text: &str) -> Vec<Vec<String>> {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut rest = text.as_str();
    loop {
        let (cell, after) = next_cell(rest);
        row.push(tidy(&cell));
        let mut chars = after.chars();
        let mark = chars.next();
        rest = chars.as_str();
        if mark != Some('\t') {
            let full = std::mem::take(&mut row);
            if full.iter().any(|cell| !cell.is_empty()) {
                rows.push(full);
            }
        }
        if mark.is_none() {
            return rows;
        }
    }
}

/// Returns the first cell of a text, and the text from the tab or line break behind it.
fn next_cell(text: &str) -> (String, &str) {
    if let Some(inside) = text.strip_prefix('"')
        && let Some(quoted) = quoted(inside)
    {
        return quoted;
    }
    let end = text.find(['\t', '\n']).unwrap_or(text.len());
    (text[..end].to_owned(), &text[end..])
}

/// Reads a cell behind its opening quotation mark. Returns `None` if nothing closes it right
/// before the next cell: then the mark is one of the text.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut cell = String::new();
    let mut rest = text;
    loop {
        let (before, after) = rest.split_once('"')?;
        cell.push_str(before);
        if let Some(more) = after.strip_prefix('"') {
            cell.push('"');
            rest = more;
        } else if after.is_empty() || after.starts_with(['\t', '\n']) {
            return Some((cell, after));
        } else {
            return None;
        }
    }
}

/// Returns a text with single plain spaces, and without those around it.
fn tidy(cell: &str) -> String {
    let is_unseen = |char: &char| matches!(char, '\u{200b}' | '\u{feff}' | '\u{ad}' | '\u{200e}');
    let seen: String = cell.chars().filter(|char| !is_unseen(char)).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_read_as_a_spreadsheet_copies_them() {
        assert_eq!(cells("a\tb\r\n\r\nc\t\n"), [vec!["a", "b"], vec!["c", ""]]);
        assert_eq!(cells("\"two\nlines\"\t\"a \"\"b\"\"\""), [vec!["two lines", "a \"b\""]]);
        assert_eq!(cells("\"the sea\" said he\tx"), [vec!["\"the sea\" said he", "x"]]);
        assert_eq!(cells("Siti\u{a0}Rahman "), [vec!["Siti Rahman"]]);
        assert_eq!(cells(" \n"), Vec::<Vec<String>>::new());
    }
}
