//! Converts texts of the event to Typst content. The content is constructed, never parsed, so
//! nothing in a record can be executed.

use std::slice;
use std::str::FromStr;
use std::vec::IntoIter;

use typst::foundations::{Content, Label, NativeElement, Packed, Smart};
use typst::layout::Dir;
use typst::model::{
    Destination, EmphElem, EnumElem, EnumItem, LinkElem, LinkTarget, ListElem, ListItem, Numbering,
    NumberingPattern, ParElem, QuoteElem, StrongElem, Url,
};
use typst::syntax::Span;
use typst::text::{Lang, LinebreakElem, Region, SmartQuoteElem, SpaceElem, TextElem};
use typst::utils::PicoStr;

pub(super) use super::convert::verbatim;
use super::direction::{directed, direction, direction_in, in_order, run};
use super::quotes::{StraightMark, marks};
use super::segments::whole_words;
use byline_core::locale::Locale;
use byline_core::model::{Block, Inline, Language};

/// The locale of the readers, which has the marks of a text, and the language of the text itself,
/// which says how its words are divided.
pub(super) type TextLanguages<'a> = (&'a Locale, &'a Language);

/// Converts prose block by block; each paragraph is marked with its language if that is not the
/// document's.
pub(super) fn blocks(
    blocks: &[Block],
    span: Span,
    (locale, foreign): (&Locale, Option<&Language>),
) -> Content {
    blocks_among(blocks, span, (locale, foreign), direction_in(&locale.language))
}

/// Converts blocks among others that run in the direction `around`.
fn blocks_among(
    blocks: &[Block],
    span: Span,
    (locale, foreign): (&Locale, Option<&Language>),
    around: Dir,
) -> Content {
    let within =
        |blocks: &[Block], around: Dir| blocks_among(blocks, span, (locale, foreign), around);
    let language = foreign.unwrap_or(&locale.language);
    let own = |blocks: &[Block]| direction(&Block::plain(blocks), around);
    let directed = |content: Content, own: Dir| directed(content.spanned(span), own, around);
    Content::sequence(blocks.iter().map(|block| match block {
        Block::Paragraph(inlines) => {
            let body = in_language(paragraph(inlines, span, (locale, language)), foreign);
            let mut paragraph = ParElem::new(body);
            if is_ragged(inlines, language) {
                paragraph.justify.set(false);
            }
            directed(paragraph.pack(), own(slice::from_ref(block)))
        }
        Block::List(items) => {
            Content::sequence(runs(items, |item| own(item)).into_iter().map(|(run, own)| {
                let items = run.iter().map(|item| Packed::new(ListItem::new(within(item, own))));
                directed(ListElem::new(items.collect()).pack(), own)
            }))
        }
        Block::Numbered { delimiter, items } => {
            let list = |(run, own): (&[(u64, Vec<Block>)], Dir)| {
                let items = run.iter().map(|(number, item)| {
                    let item = EnumItem::new(within(item, own));
                    Packed::new(item.with_number(Smart::Custom(*number)))
                });
                let mut list = EnumElem::new(items.collect());
                if let Ok(pattern) = NumberingPattern::from_str(&format!("1{delimiter}")) {
                    list = list.with_numbering(Numbering::Pattern(pattern));
                }
                directed(list.pack(), own)
            };
            Content::sequence(runs(items, |(_, item)| own(item)).into_iter().map(list))
        }
        Block::Quote(inner) => {
            QuoteElem::new(within(inner, around)).with_block(true).pack().spanned(span)
        }
    }))
}

/// Divides the items of a list into runs of one direction: the mark of an item stands where its
/// lines begin, and a list has all of its marks on one side.
fn runs<T>(items: &[T], own: impl Fn(&T) -> Dir) -> Vec<(&[T], Dir)> {
    let runs = items.chunk_by(|before, after| own(before) == own(after));
    runs.map(|run| (run, own(&run[0]))).collect()
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

/// Converts the inline content of a paragraph. What a straight mark means depends on the words
/// before and after it, whether these are emphasised or not.
fn paragraph(inlines: &[Inline], span: Span, languages: TextLanguages<'_>) -> Content {
    let mut written = String::new();
    plain(inlines, &mut written);
    inline(inlines, span, &mut marks(&written, elisions(languages.0)), languages)
}

/// Appends the words of inline content that are printed with [`set`].
fn plain(inlines: &[Inline], written: &mut String) {
    for part in inlines {
        match part {
            Inline::Text(text) => written.push_str(text),
            Inline::Space | Inline::Break => written.push(' '),
            Inline::Emphasis(body) | Inline::Strong(body) => plain(body, written),
            Inline::Link { url, body } => {
                let start = written.len();
                plain(body, written);
                if address_on_paper(url, &written[start..]).is_some() {
                    written.push(')');
                }
            }
        }
    }
}

fn inline(
    inlines: &[Inline],
    span: Span,
    marks: &mut IntoIter<StraightMark>,
    languages: TextLanguages<'_>,
) -> Content {
    let (locale, language) = languages;
    Content::sequence(inlines.iter().map(|part| match part {
        Inline::Text(text) => Content::sequence(set(&[(text.clone(), span)], marks, language)),
        Inline::Space => SpaceElem::shared().clone(),
        Inline::Break => LinebreakElem::shared().clone(),
        Inline::Emphasis(body) => {
            EmphElem::new(inline(body, span, marks, languages)).pack().spanned(span)
        }
        Inline::Strong(body) => {
            StrongElem::new(inline(body, span, marks, languages)).pack().spanned(span)
        }
        Inline::Link { url, body } => {
            let mut words = String::new();
            plain(body, &mut words);
            let link = linked(url, inline(body, span, marks, languages), span);
            match address_on_paper(url, &words) {
                None => link,
                Some(address) => {
                    let mark = |key| verbatim(locale.word("punctuation", key), span);
                    let address = Content::sequence(run(address, span, language));
                    let address = linked(url, address, span);
                    Content::sequence([link, mark("open"), address, mark("close")])
                }
            }
        }
    }))
}

/// Returns content as a link.
fn linked(url: &str, body: Content, span: Span) -> Content {
    match Url::new(url) {
        Ok(url) => {
            LinkElem::new(LinkTarget::Dest(Destination::Url(url)), body).pack().spanned(span)
        }
        Err(_) => body,
    }
}

/// Returns the address of a link as it is printed behind the words of the link: paper has no
/// other way to give it. Returns `None` if the words themselves are the address.
fn address_on_paper<'u>(url: &'u str, words: &str) -> Option<&'u str> {
    fn bare(address: &str) -> &str {
        let schemes = ["https://", "http://", "mailto:"];
        let rest = schemes.iter().find_map(|scheme| {
            let start = address.get(..scheme.len())?;
            start.eq_ignore_ascii_case(scheme).then(|| &address[scheme.len()..])
        });
        rest.unwrap_or(address).trim_end_matches('/')
    }
    let address = bare(url);
    // The subject and the text of a message are for programs.
    let address = match url.get(..7) {
        Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => {
            address.split('?').next().unwrap_or(address)
        }
        _ => address,
    };
    let same = bare(words.trim()).eq_ignore_ascii_case(address);
    (!same && !address.is_empty()).then_some(address)
}

/// Returns the words that begin with an apostrophe.
fn elisions(locale: &Locale) -> impl Iterator<Item = &str> {
    locale.words_of("punctuation", "elisions")
}

/// Returns a text as written, except for straight marks, which are printed as the quotation marks
/// of the document's language, as apostrophes or as the signs of feet and inches.
pub(super) fn words(text: &str, span: Span, languages: TextLanguages<'_>) -> Content {
    words_in_pieces(&[(text.to_owned(), span)], languages)
}

/// Converts a text as [`words`] does, but from pieces that each have their own place.
pub(super) fn words_in_pieces(
    texts: &[(String, Span)],
    (locale, language): TextLanguages<'_>,
) -> Content {
    let written: String = texts.iter().map(|(text, _)| text.as_str()).collect();
    let pieces = set(texts, &mut marks(&written, elisions(locale)), language);
    let content = Content::sequence(if is_han(language) { whole_words(pieces) } else { pieces });
    let around = direction_in(language);
    let content = directed(content, direction(&written, around), around);
    in_order(content, &written, locale)
}

/// Sets pieces of a text; `marks` tells the meaning of each straight mark in them.
fn set(
    texts: &[(String, Span)],
    marks: &mut IntoIter<StraightMark>,
    language: &Language,
) -> Vec<Content> {
    let mut pieces = Vec::new();
    let mut written = String::new();
    for (text, span) in texts {
        for char in text.chars() {
            if char == '\n' {
                pieces.extend(run(&std::mem::take(&mut written), *span, language));
                pieces.push(LinebreakElem::shared().clone());
                continue;
            }
            let mark =
                matches!(char, '\'' | '"').then(|| marks.next().unwrap_or(StraightMark::Quote));
            match mark.map_or(Some(char), StraightMark::printed) {
                Some(printed) => written.push(printed),
                None => {
                    pieces.extend(run(&std::mem::take(&mut written), *span, language));
                    let quote = SmartQuoteElem::new().with_double(char == '"');
                    pieces.push(quote.pack().spanned(*span));
                }
            }
        }
        pieces.extend(run(&std::mem::take(&mut written), *span, language));
    }
    pieces
}

fn is_han(language: &Language) -> bool {
    matches!(language.written_in(), "Hans" | "Hant")
}

/// Returns whether a paragraph of full characters cannot fill its lines evenly: a long word in
/// Latin letters, which goes to the next line, would stretch the one before.
fn is_ragged(inlines: &[Inline], language: &Language) -> bool {
    /// The least number of letters of such a word.
    const LONG_WORD: usize = 8;
    let mut written = String::new();
    plain(inlines, &mut written);
    let mut words = written.split(|char: char| !char.is_ascii_graphic());
    is_han(language) && words.any(|word| word.len() >= LONG_WORD)
}

#[cfg(test)]
mod tests {
    use super::*;
    use byline_core::locale::Locales;

    #[test]
    fn straight_quotation_marks_are_typeset_and_nothing_else() {
        let locale = Locales::default().get(&Language::english());
        let content = words(
            "say \"hi\" -- the G20's #1 @x $ _a_",
            Span::detached(),
            (&locale, &locale.language),
        );
        assert_eq!(content.plain_text(), "say \"hi\" -- the G20\u{2019}s #1 @x $ _a_");
    }
}
