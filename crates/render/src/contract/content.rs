//! Converts texts of the event to Typst content. The content is constructed, never parsed, so
//! nothing in a record can be executed.

use std::str::FromStr;

use typst::foundations::{Content, Label, NativeElement, Packed, Smart};
use typst::model::{
    Destination, EmphElem, EnumElem, EnumItem, LinkElem, LinkTarget, ListElem, ListItem, Numbering,
    NumberingPattern, ParElem, QuoteElem, StrongElem, Url,
};
use typst::syntax::Span;
use typst::text::{Lang, LinebreakElem, Region, SmartQuoteElem, SpaceElem, TextElem};
use typst::utils::PicoStr;

use super::breaks::run;
pub(super) use super::convert::verbatim;
use byline_core::model::{Block, Inline, Language};

/// Converts prose for readers of a language block by block; each paragraph is marked with its own
/// language if that is another one.
pub(super) fn blocks(
    blocks: &[Block],
    span: Span,
    reader: &Language,
    foreign: Option<&Language>,
) -> Content {
    let within = |blocks: &[Block]| self::blocks(blocks, span, reader, foreign);
    let language = foreign.unwrap_or(reader);
    Content::sequence(blocks.iter().map(|block| match block {
        Block::Paragraph(inlines) => {
            ParElem::new(in_language(inline(inlines, span, language), foreign)).pack().spanned(span)
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

fn inline(inlines: &[Inline], span: Span, language: &Language) -> Content {
    let within = |inlines: &[Inline]| inline(inlines, span, language);
    Content::sequence(inlines.iter().map(|part| {
        match part {
            Inline::Text(text) => words(text, span, language),
            Inline::Space => SpaceElem::shared().clone(),
            Inline::Break => LinebreakElem::shared().clone(),
            Inline::Emphasis(body) => EmphElem::new(within(body)).pack().spanned(span),
            Inline::Strong(body) => StrongElem::new(within(body)).pack().spanned(span),
            Inline::Link { url, body } => match Url::new(url.as_str()) {
                Ok(url) => LinkElem::new(LinkTarget::Dest(Destination::Url(url)), within(body))
                    .pack()
                    .spanned(span),
                Err(_) => within(body),
            },
        }
    }))
}

/// Returns a text as written, except for straight quotation marks, which are printed as the
/// quotation marks of the document's language. Between two letters, or a digit and a letter, a
/// straight mark is an apostrophe.
pub(super) fn words(text: &str, span: Span, language: &Language) -> Content {
    words_in_pieces(&[(text.to_owned(), span)], language)
}

/// Converts a text as [`words`] does, but from pieces that each have their own place.
pub(super) fn words_in_pieces(texts: &[(String, Span)], language: &Language) -> Content {
    let mut pieces = Vec::new();
    let mut written = String::new();
    let mut before = ' ';
    let chars = texts.iter().flat_map(|(text, span)| text.chars().map(|char| (char, *span)));
    let mut rest = chars.peekable();
    let mut place = Span::detached();
    while let Some((char, span)) = rest.next() {
        if span != place {
            pieces.extend(run(&std::mem::take(&mut written), place, language));
        }
        place = span;
        let inside =
            before.is_alphanumeric() && rest.peek().is_some_and(|(c, _)| c.is_alphabetic());
        match char {
            '\'' if inside => written.push('\u{2019}'),
            '\'' | '"' => {
                pieces.extend(run(&std::mem::take(&mut written), span, language));
                let quote = SmartQuoteElem::new().with_double(char == '"');
                pieces.push(quote.pack().spanned(span));
            }
            _ => written.push(char),
        }
        before = char;
    }
    pieces.extend(run(&written, place, language));
    Content::sequence(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn straight_quotation_marks_are_typeset_and_nothing_else() {
        let content =
            words("say \"hi\" -- the G20's #1 @x $ _a_", Span::detached(), &Language::english());
        assert_eq!(content.plain_text(), "say \"hi\" -- the G20\u{2019}s #1 @x $ _a_");
    }
}
