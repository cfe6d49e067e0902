//! Pasted paragraphs, as prose of a record.

/// Returns pasted text as prose: paragraphs that an empty line divides, lists with the marks that
/// prose takes, and no characters that nobody sees. Text that e-mail programs broke into lines is
/// joined again.
pub fn paragraphs(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{b}'], "\n");
    let text = text.replace('\u{2029}', "\n\n");
    let is_unseen = |char: &char| matches!(char, '\u{200b}' | '\u{feff}' | '\u{ad}' | '\0');
    let text: String = text.chars().filter(|char| !is_unseen(char)).collect();
    let lines: Vec<String> = text.split('\n').map(|line| tidy(line.trim_end())).collect();
    // A word processor has each paragraph on a line of its own; then no line is empty.
    let is_broken = is_broken_into_lines(&lines);
    let mut prose = String::with_capacity(text.len());
    for (at, line) in lines.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| lines[at].as_str()).unwrap_or_default();
        if line.is_empty() || prose.is_empty() {
            prose.push_str(line);
            continue;
        }
        let follows = !before.is_empty();
        let divider = match (is_item(line), is_item(before)) {
            (true, _) if follows => "\n",
            (false, false) if follows && is_broken => " ",
            _ => "\n\n",
        };
        prose.push_str(divider);
        prose.push_str(line);
    }
    prose
}

/// Returns a line whose list mark is one of prose, with plain spaces.
fn tidy(line: &str) -> String {
    const BULLETS: [char; 11] =
        ['•', '●', '▪', '■', '◆', '➢', '✓', '‣', '\u{f0b7}', '\u{f0d8}', '\u{f0fc}'];
    const DEEP: [char; 5] = ['○', '◦', '▫', '\u{f0a7}', '§'];
    let line = line.replace('\u{a0}', " ");
    let text = line.trim_start();
    let with_tab = |mark: char| text.strip_prefix(mark).filter(|rest| rest.starts_with('\t'));
    if let Some(rest) = text.strip_prefix(BULLETS).or_else(|| with_tab('·')) {
        return format!("- {}", spaced(rest));
    }
    if let Some(rest) = text.strip_prefix(DEEP).or_else(|| with_tab('o')) {
        return format!("  - {}", spaced(rest));
    }
    let number = text.trim_start_matches(|char: char| char.is_ascii_digit());
    let figures = &text[..text.len() - number.len()];
    match number.strip_prefix(['.', ')']).filter(|_| (1..=2).contains(&figures.len())) {
        Some(rest) if rest.starts_with('\t') => format!("{figures}. {}", spaced(rest)),
        _ => spaced(text),
    }
}

/// Returns a text with single spaces.
fn spaced(text: &str) -> String {
    text.split([' ', '\t']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn is_item(line: &str) -> bool {
    let line = line.trim_start();
    let number = line.trim_start_matches(|char: char| char.is_ascii_digit());
    line.starts_with("- ") || (number.len() < line.len() && number.starts_with(". "))
}

/// Returns whether a text was broken into lines of about one length, as e-mail programs do.
fn is_broken_into_lines(lines: &[String]) -> bool {
    const LENGTHS: std::ops::RangeInclusive<usize> = 50..=82;
    const ENDS: [char; 12] = ['.', '!', '?', ':', '。', '！', '？', '：', '”', '"', ')', '）'];
    let pairs = lines.windows(2).filter(|pair| !pair[1].is_empty() && !is_item(&pair[1]));
    let inner: Vec<&str> =
        pairs.map(|pair| pair[0].as_str()).filter(|line| !line.is_empty()).collect();
    let is_broken = |line: &&&str| LENGTHS.contains(&line.chars().count()) && !line.ends_with(ENDS);
    !inner.is_empty() && inner.iter().filter(is_broken).count() * 2 > inner.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_and_lists_become_prose() {
        for (text, prose) in [
            ("One.\r\nTwo.", "One.\n\nTwo."),
            ("One.\n\n\n\nTwo.", "One.\n\nTwo."),
            ("Agreed:\n•\tfirst\n•\tsecond\nThen.", "Agreed:\n- first\n- second\n\nThen."),
            ("\u{f0b7} first\no\tinner", "- first\n  - inner"),
            ("1.\tfirst\n2.\tsecond", "1. first\n2. second"),
            ("“Quoted”\u{a0}words\u{ad}", "“Quoted” words"),
            ("  indented", "indented"),
            ("2025 was\u{b}good", "2025 was\n\ngood"),
        ] {
            assert_eq!(paragraphs(text), prose, "{text}");
        }
    }

    #[test]
    fn lines_of_an_e_mail_are_joined() {
        let text = "The harbours of the coast have measured the tide for many years, each\n\
            by its own methods and for its own ships, and nobody had compared the\nrecords.\n\nNext.";
        assert_eq!(paragraphs(text).matches('\n').count(), 2);
    }
}
