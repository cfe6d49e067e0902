//! Where the sentences of a text end.

/// The marks that may close a sentence behind its point.
pub(crate) const CLOSING: [char; 7] = ['”', '’', '」', '』', ')', '）', '»'];

/// Returns where sentences end in a text, behind the mark. A point ends one only before a space
/// and a capital, so that "Dr. Lee" and "3.5" end none.
pub(crate) fn ends(text: &str) -> impl DoubleEndedIterator<Item = usize> {
    let ends: Vec<_> = text
        .char_indices()
        .filter(|(at, char)| match char {
            '\n' | '。' | '！' | '？' | '!' | '?' => true,
            '.' => {
                let mut behind = text[at + 1..].trim_start_matches(CLOSING).chars();
                let word = text[..*at].chars().rev().take_while(|char| char.is_alphanumeric());
                behind.next().is_none_or(char::is_whitespace)
                    && behind.next().is_none_or(|char| !char.is_lowercase())
                    && !matches!(word.count(), 1 | 2)
            }
            _ => false,
        })
        .map(|(at, char)| at + char.len_utf8())
        .collect();
    ends.into_iter()
}
