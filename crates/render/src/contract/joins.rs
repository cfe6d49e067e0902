//! Joins parts of a line by the marks of the readers' language, and those in Latin letters by Latin
//! marks.

use typst::foundations::Content;
use typst::syntax::Span;

use super::content::verbatim;
use super::lengths::is_full;
use super::values::Composer;

/// The comma between items in Latin letters, on pages whose own comma is full.
const LATIN_COMMA: &str = ", ";

impl Composer<'_> {
    /// Joins parts of a line. Between Chinese characters and Latin letters, a line of Chinese has
    /// some space by itself; a line of Latin letters needs a space unless both ends are full.
    pub(super) fn spaced(
        &self,
        space: &Content,
        parts: impl IntoIterator<Item = Option<Content>>,
    ) -> Option<Content> {
        let is_han = matches!(self.locale.language.written_in(), "Hans" | "Hant" | "Jpan");
        let parts = parts.into_iter().flatten().map(|part| {
            let text = part.plain_text();
            let ends = [text.chars().next(), text.chars().next_back()];
            (part, ends)
        });
        let joined = parts.reduce(|(line, [start, before]), (part, [after, end])| {
            let full = [before, after].map(|end| end.is_some_and(is_full));
            // The space comes by itself beside letters and figures, not beside their marks.
            let marked = [before, after]
                .into_iter()
                .any(|end| end.is_some_and(|end| !is_full(end) && !end.is_alphanumeric()));
            let close = match full {
                [true, true] => true,
                [false, false] => false,
                _ => is_han && !marked,
            };
            let line = if close { line + part } else { line + space.clone() + part };
            (line, [start, end])
        });
        joined.map(|(line, _)| line)
    }

    /// Adds a note in brackets. Among Latin letters, these are Latin.
    pub(super) fn bracketed(&self, line: Content, note: Content) -> Content {
        let note = self.brackets_behind(&line, note);
        line + note
    }

    /// Returns a note in brackets, as it stands behind a line.
    pub(super) fn brackets_behind(&self, line: &Content, note: Content) -> Content {
        let latin = is_latin([line, &note]);
        let mark = |key: &str, latin_mark| {
            let mark = self.locale.word("punctuation", key);
            let mark = if latin && mark.chars().any(is_full) { latin_mark } else { mark };
            verbatim(mark, Span::detached())
        };
        mark("open", " (") + note + mark("close", ")")
    }

    /// Joins items by commas. Between Latin letters stands a Latin comma.
    pub(super) fn separated(&self, items: impl Iterator<Item = Content>) -> Content {
        let comma = self.locale.word("punctuation", "comma");
        let is_wide = comma.chars().any(is_full);
        let items = items.map(|item| (is_wide && is_latin([&item]), item));
        let joined = items.reduce(|(before, line), (latin, item)| {
            let comma = if before && latin { LATIN_COMMA } else { comma };
            (latin, line + verbatim(comma, Span::detached()) + item)
        });
        joined.map(|(_, line)| line).unwrap_or_default()
    }
}

/// Returns whether none of several texts holds a Chinese or Japanese character.
pub(super) fn is_latin<'c>(texts: impl IntoIterator<Item = &'c Content>) -> bool {
    let is_letter = |char: char| is_full(char) && char.is_alphabetic();
    texts.into_iter().all(|text| !text.plain_text().chars().any(is_letter))
}
