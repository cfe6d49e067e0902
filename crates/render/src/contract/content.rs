//! Converts texts of the event to Typst content. The content is constructed, never parsed, so
//! nothing in a record can be executed.

use std::str::FromStr;

use typst::foundations::{Content, Label, NativeElement, Packed, Smart};
use typst::layout::BoxElem;
use typst::model::{
    Destination, EmphElem, EnumElem, EnumItem, LinkElem, LinkTarget, ListElem, ListItem, Numbering,
    NumberingPattern, ParElem, QuoteElem, StrongElem, Url,
};
use typst::syntax::Span;
use typst::text::{Lang, LinebreakElem, Region, SmartQuoteElem, SpaceElem, TextElem};
use typst::utils::PicoStr;

use byline_core::model::{Block, Inline, Language};

/// Converts prose block by block; each paragraph is marked with its language if that is not the
/// document's.
pub(super) fn blocks(blocks: &[Block], span: Span, foreign: Option<&Language>) -> Content {
    let within = |blocks: &[Block]| self::blocks(blocks, span, foreign);
    Content::sequence(blocks.iter().map(|block| match block {
        Block::Paragraph(inlines) => {
            ParElem::new(in_language(inline(inlines, span), foreign)).pack().spanned(span)
        }
        Block::List(items) => {
            let items = items.iter().map(|item| Packed::new(ListItem::new(within(item))));
            ListElem::new(items.collect()).pack().spanned(span)
        }
        Block::Numbered { delimiter, items } => {
            let items = items.iter().map(|(number, item)| {
                let item = EnumItem::new(within(item));
                Packed::new(item.with_number(Smart::Custom(*number)))
            });
            let mut list = EnumElem::new(items.collect());
            if let Ok(pattern) = NumberingPattern::from_str(&format!("1{delimiter}")) {
                list = list.with_numbering(Numbering::Pattern(pattern));
            }
            list.pack().spanned(span)
        }
        Block::Quote(inner) => QuoteElem::new(within(inner)).with_block(true).pack().spanned(span),
    }))
}

/// Marks a text that is not in the document's language, for hyphenation and screen readers. A
/// label lets templates style it differently.
pub(super) fn in_language(content: Content, foreign: Option<&Language>) -> Content {
    match foreign {
        None => content,
        Some(language) => labelled(spoken(content, language), FOREIGN_LABEL),
    }
}

/// Sets the language of a text.
pub(super) fn spoken(content: Content, language: &Language) -> Content {
    let Ok(lang) = Lang::from_str(language.code()) else { return content };
    let region = super::region(language).and_then(|region| Region::from_str(region).ok());
    content.set(TextElem::lang, lang).set(TextElem::region, region)
}

/// Adds a label by which templates can select a text. The labelled text is wrapped in a sequence,
/// so that styles set around it stay outside the label.
pub(super) fn labelled(content: Content, label: &str) -> Content {
    match Label::new(PicoStr::intern(label)) {
        Some(label) => Content::sequence([Content::empty(), content.labelled(label)]),
        None => content,
    }
}

/// The label of a text that falls back to another language.
const FOREIGN_LABEL: &str = "foreign";

fn inline(inlines: &[Inline], span: Span) -> Content {
    Content::sequence(inlines.iter().map(|part| {
        match part {
            Inline::Text(text) => words(text, span),
            Inline::Space => SpaceElem::shared().clone(),
            Inline::Break => LinebreakElem::shared().clone(),
            Inline::Emphasis(body) => EmphElem::new(inline(body, span)).pack().spanned(span),
            Inline::Strong(body) => StrongElem::new(inline(body, span)).pack().spanned(span),
            Inline::Link { url, body } => match Url::new(url.as_str()) {
                Ok(url) => {
                    LinkElem::new(LinkTarget::Dest(Destination::Url(url)), inline(body, span))
                        .pack()
                        .spanned(span)
                }
                Err(_) => inline(body, span),
            },
        }
    }))
}

/// Returns a text exactly as written.
pub(super) fn verbatim(text: &str, span: Span) -> Content {
    TextElem::packed(text).spanned(span)
}

/// Returns a text as written, except for straight quotation marks, which are printed as the
/// quotation marks of the document's language. Between two letters, or a digit and a letter, a
/// straight mark is an apostrophe.
pub(super) fn words(text: &str, span: Span) -> Content {
    words_in_pieces(&[(text.to_owned(), span)])
}

/// Converts a text as [`words`] does, but from pieces that each have their own place.
pub(super) fn words_in_pieces(texts: &[(String, Span)]) -> Content {
    let mut pieces = Vec::new();
    let mut written = String::new();
    let mut before = ' ';
    let chars = texts.iter().flat_map(|(text, span)| text.chars().map(|char| (char, *span)));
    let mut rest = chars.peekable();
    let mut place = Span::detached();
    while let Some((char, span)) = rest.next() {
        if span != place {
            pieces.extend(run(&std::mem::take(&mut written), place));
        }
        place = span;
        let inside =
            before.is_alphanumeric() && rest.peek().is_some_and(|(c, _)| c.is_alphabetic());
        match char {
            '\'' if inside => written.push('\u{2019}'),
            '\'' | '"' => {
                pieces.extend(run(&std::mem::take(&mut written), span));
                let quote = SmartQuoteElem::new().with_double(char == '"');
                pieces.push(quote.pack().spanned(span));
            }
            _ => written.push(char),
        }
        before = char;
    }
    pieces.extend(run(&written, place));
    Content::sequence(pieces)
}

/// Returns a run of text, with the words set apart that break otherwise than words do.
fn run(text: &str, span: Span) -> Vec<Content> {
    let mut pieces = Vec::new();
    let mut from = 0;
    let mut at = 0;
    for word in text.split_inclusive(' ') {
        let bare = word.trim_end_matches(' ');
        if let Some(breaks) = Breaks::of(bare) {
            if from < at {
                pieces.push(verbatim(&text[from..at], span));
            }
            let piece = verbatim(bare, span);
            pieces.push(match breaks {
                Breaks::Anywhere => piece.set(TextElem::hyphenate, Smart::Custom(true)),
                Breaks::Nowhere => BoxElem::new().with_body(Some(piece)).pack().spanned(span),
            });
            from = at + bare.len();
            // "a/l" leads to the name after it, in the same line.
            if bare.len() == PARTICLE && word.len() > bare.len() {
                pieces.push(verbatim("\u{a0}", span));
                from += 1;
            }
        }
        at += word.len();
    }
    if from < at {
        pieces.push(verbatim(&text[from..], span));
    }
    pieces
}

/// Where a word breaks, if not as words do.
enum Breaks {
    /// Between syllables, in every column: it may be wider than one.
    Anywhere,
    /// Nowhere, as "a/l" in a name or "24/7".
    Nowhere,
}

impl Breaks {
    fn of(word: &str) -> Option<Self> {
        match word.split_once('/') {
            Some((before, after))
                if word.len() <= LONGEST_UNBROKEN && before.len().min(after.len()) <= 2 =>
            {
                Some(Self::Nowhere)
            }
            _ => {
                let word = word.trim_matches(|char: char| !char.is_alphanumeric());
                let parts = word.split(['-', '/']).map(|part| part.chars().count());
                // A hyphen in an address would be read as a part of it.
                let is_word =
                    word.chars().all(|char| char.is_alphabetic() || "-/'’".contains(char));
                (word.len() > LONGEST_WHOLE && parts.max() > Some(LONGEST_WHOLE) && is_word)
                    .then_some(Self::Anywhere)
            }
        }
    }
}

/// The length of "a/l", "a/p" and their like, in bytes.
const PARTICLE: usize = "a/l".len();

/// The maximum length of a word with a slash that stays in one piece, in bytes.
const LONGEST_UNBROKEN: usize = 8;

/// The number of letters up to which a word fits in the narrowest column at the size of labels.
const LONGEST_WHOLE: usize = 18;

#[cfg(test)]
mod tests {
    use super::*;
    use typst::foundations::StyledElem;

    #[test]
    fn straight_quotation_marks_are_typeset_and_nothing_else() {
        let content = words("say \"hi\" -- the G20's #1 @x $ _a_", Span::detached());
        assert_eq!(content.plain_text(), "say \"hi\" -- the G20\u{2019}s #1 @x $ _a_");
    }

    #[test]
    fn particles_stay_whole_and_long_words_may_be_divided() {
        let content = words("Ramasamy a/l Muthu, 24/7", Span::detached());
        assert_eq!(content.plain_text(), "Ramasamy a/l\u{a0}Muthu, 24/7");
        let pieces = |text: &str| run(text, Span::detached());
        assert_eq!(pieces("offices/departments of it").len(), 1);
        let long = pieces("the Internationalisierungsbeauftragte said");
        assert!(long.len() == 3 && long[1].is::<StyledElem>(), "{long:?}");
        // A hyphen in an address would be read as a part of it.
        for address in ["communications.office@example.org", "https://example.org/a/long/way"] {
            assert_eq!(pieces(address).len(), 1, "{address}");
        }
    }
}
