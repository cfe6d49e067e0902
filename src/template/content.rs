//! Texts of the event as content: made here, never parsed, so that nothing in a record
//! can run.

use std::str::FromStr;

use typst::foundations::{Content, NativeElement, Packed, Smart};
use typst::model::{
    Destination, EmphElem, EnumElem, EnumItem, LinkElem, LinkTarget, ListElem, ListItem, Numbering,
    NumberingPattern, ParElem, QuoteElem, StrongElem, Url,
};
use typst::syntax::Span;
use typst::text::{LinebreakElem, SmartQuoteElem, SpaceElem, TextElem};

use crate::event::{Block, Inline};

/// Prose, block by block.
pub(super) fn blocks(blocks: &[Block], span: Span) -> Content {
    Content::sequence(blocks.iter().map(|block| match block {
        Block::Paragraph(inlines) => ParElem::new(inline(inlines, span)).pack().spanned(span),
        Block::List(items) => {
            let items =
                items.iter().map(|item| Packed::new(ListItem::new(self::blocks(item, span))));
            ListElem::new(items.collect()).pack().spanned(span)
        }
        Block::Numbered { delimiter, items } => {
            let items = items.iter().map(|(number, item)| {
                let item = EnumItem::new(self::blocks(item, span));
                Packed::new(item.with_number(Smart::Custom(*number)))
            });
            let mut list = EnumElem::new(items.collect());
            if let Ok(pattern) = NumberingPattern::from_str(&format!("1{delimiter}")) {
                list = list.with_numbering(Numbering::Pattern(pattern));
            }
            list.pack().spanned(span)
        }
        Block::Quote(inner) => {
            QuoteElem::new(self::blocks(inner, span)).with_block(true).pack().spanned(span)
        }
    }))
}

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

/// Words as they are written, but for straight quotation marks, which are typed
/// for want of others and printed as the document's language has them. Between two
/// letters, or a figure and a letter, a straight mark is an apostrophe.
pub(super) fn words(text: &str, span: Span) -> Content {
    let mut pieces = Vec::new();
    let mut written = String::new();
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    while let Some(char) = rest.next() {
        let inside = before.is_alphanumeric() && rest.peek().is_some_and(|c| c.is_alphabetic());
        match char {
            '\'' if inside => written.push('\u{2019}'),
            '\'' | '"' => {
                if !written.is_empty() {
                    pieces.push(TextElem::packed(std::mem::take(&mut written)).spanned(span));
                }
                let quote = SmartQuoteElem::new().with_double(char == '"');
                pieces.push(quote.pack().spanned(span));
            }
            _ => written.push(char),
        }
        before = char;
    }
    if !written.is_empty() {
        pieces.push(TextElem::packed(written).spanned(span));
    }
    Content::sequence(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn straight_quotation_marks_are_typeset_and_nothing_else() {
        let content = words("say \"hi\" -- the G20's #1 @x $ _a_", Span::detached());
        assert_eq!(content.plain_text(), "say \"hi\" -- the G20\u{2019}s #1 @x $ _a_");
    }
}
