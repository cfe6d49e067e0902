//! Converts texts of the event to Typst content. The content is constructed, never parsed, so
//! nothing in a record can be executed.

use std::ops::Range;
use std::str::FromStr;
use std::sync::LazyLock;
use std::vec::IntoIter;

use regex::Regex;
use typst::foundations::{Content, Label, NativeElement, Packed, Smart};
use typst::layout::{BoxElem, Dir};
use typst::model::{
    Destination, EmphElem, EnumElem, EnumItem, LinkElem, LinkTarget, ListElem, ListItem, Numbering,
    NumberingPattern, ParElem, QuoteElem, StrongElem, Url,
};
use typst::syntax::Span;
use typst::text::{Lang, LinebreakElem, Region, SmartQuoteElem, SpaceElem, TextDir, TextElem};
use typst::utils::PicoStr;
use unicode_script::{Script, UnicodeScript};

use super::quotes::{Mark, marks};
use byline_core::locale::Locale;
use byline_core::model::{Block, Inline, Language};

/// Converts prose block by block; each paragraph is marked with its language if that is not the
/// document's.
pub(super) fn blocks(
    blocks: &[Block],
    span: Span,
    (locale, foreign): (&Locale, Option<&Language>),
) -> Content {
    let within = |blocks: &[Block]| self::blocks(blocks, span, (locale, foreign));
    Content::sequence(blocks.iter().map(|block| match block {
        Block::Paragraph(inlines) => {
            let body = in_language(paragraph(inlines, span, locale), foreign);
            ParElem::new(body).pack().spanned(span)
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

/// Converts the inline content of a paragraph. What a straight mark means depends on the words
/// before and after it, whether these are emphasised or not.
fn paragraph(inlines: &[Inline], span: Span, locale: &Locale) -> Content {
    let mut written = String::new();
    plain(inlines, &mut written);
    inline(inlines, span, &mut marks(&written, elisions(locale)), locale)
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

fn inline(inlines: &[Inline], span: Span, marks: &mut IntoIter<Mark>, locale: &Locale) -> Content {
    Content::sequence(inlines.iter().map(|part| match part {
        Inline::Text(text) => set(&[(text.clone(), span)], marks),
        Inline::Space => SpaceElem::shared().clone(),
        Inline::Break => LinebreakElem::shared().clone(),
        Inline::Emphasis(body) => {
            EmphElem::new(inline(body, span, marks, locale)).pack().spanned(span)
        }
        Inline::Strong(body) => {
            StrongElem::new(inline(body, span, marks, locale)).pack().spanned(span)
        }
        Inline::Link { url, body } => {
            let mut words = String::new();
            plain(body, &mut words);
            let link = linked(url, inline(body, span, marks, locale), span);
            match address_on_paper(url, &words) {
                None => link,
                Some(address) => {
                    let mark = |key| verbatim(locale.word("punctuation", key), span);
                    let address = linked(url, verbatim(address, span), span);
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

/// Returns a text exactly as written.
pub(super) fn verbatim(text: &str, span: Span) -> Content {
    TextElem::packed(text).spanned(span)
}

/// Returns a text as written, except for straight marks, which are printed as the quotation marks
/// of the document's language, as apostrophes or as the signs of feet and inches.
pub(super) fn words(text: &str, span: Span, locale: &Locale) -> Content {
    words_in_pieces(&[(text.to_owned(), span)], locale)
}

/// Converts a text as [`words`] does, but from pieces that each have their own place.
pub(super) fn words_in_pieces(texts: &[(String, Span)], locale: &Locale) -> Content {
    let written: String = texts.iter().map(|(text, _)| text.as_str()).collect();
    let content = set(texts, &mut marks(&written, elisions(locale)));
    in_order(content, &written, locale)
}

/// Keeps a date, a number or a name in Latin letters in order among letters that run to the left.
pub(super) fn in_order(content: Content, written: &str, locale: &Locale) -> Content {
    let is_short = written.chars().count() <= LONGEST_ISOLATED;
    let is_latin = written.contains(char::is_alphanumeric) && !written.contains(is_rtl);
    if locale.language.is_right_to_left() && is_short && is_latin {
        isolated(content)
    } else {
        content
    }
}

/// Sets content in a line of its own that runs to the right.
fn isolated(content: Content) -> Content {
    let content = content.set(TextElem::dir, TextDir(Smart::Custom(Dir::LTR)));
    BoxElem::new().with_body(Some(content)).pack()
}

/// The maximum length of a text that does not break because it is isolated, in characters.
const LONGEST_ISOLATED: usize = 40;

fn is_rtl(char: char) -> bool {
    matches!(char.script(), Script::Arabic | Script::Hebrew | Script::Syriac | Script::Thaana)
}

/// Returns the figures of a text that keep their order only if they are isolated: several with
/// spaces or marks between them, such as telephone numbers and dates.
fn figures(text: &str) -> impl Iterator<Item = Range<usize>> {
    static FIGURES: LazyLock<Regex> = LazyLock::new(|| {
        let figures = r"[+(]?[0-9\u{660}-\u{669}\u{6f0}-\u{6f9}]+(?:[ \u{a0}().,:/–-]{1,2}[0-9\u{660}-\u{669}\u{6f0}-\u{6f9}]+)+";
        Regex::new(figures).expect("the pattern is fixed")
    });
    let text = if text.contains(is_rtl) { text } else { "" };
    FIGURES.find_iter(text).map(|found| found.range())
}

/// Sets pieces of a text; `marks` tells the meaning of each straight mark in them.
fn set(texts: &[(String, Span)], marks: &mut IntoIter<Mark>) -> Content {
    let mut pieces = Vec::new();
    let mut written = String::new();
    for (text, span) in texts {
        for char in text.chars() {
            if char == '\n' {
                pieces.extend(run(&std::mem::take(&mut written), *span));
                pieces.push(LinebreakElem::shared().clone());
                continue;
            }
            let mark = matches!(char, '\'' | '"').then(|| marks.next().unwrap_or(Mark::Quote));
            match mark.map_or(Some(char), Mark::printed) {
                Some(printed) => written.push(printed),
                None => {
                    pieces.extend(run(&std::mem::take(&mut written), *span));
                    let quote = SmartQuoteElem::new().with_double(char == '"');
                    pieces.push(quote.pack().spanned(*span));
                }
            }
        }
        pieces.extend(run(&std::mem::take(&mut written), *span));
    }
    Content::sequence(pieces)
}

/// Returns a run of text, with the figures set apart that would lose their order, and the words that
/// break otherwise than words do.
fn run(text: &str, span: Span) -> Vec<Content> {
    let (mut pieces, mut from) = (Vec::new(), 0);
    for range in figures(text) {
        pieces.extend(broken(&text[from..range.start], span));
        pieces.push(isolated(verbatim(&text[range.clone()], span)));
        from = range.end;
    }
    pieces.extend(broken(&text[from..], span));
    pieces
}

/// Returns a run of text, with the words set apart that break otherwise than words do.
fn broken(text: &str, span: Span) -> Vec<Content> {
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
    use byline_core::locale::Locales;
    use typst::foundations::StyledElem;

    #[test]
    fn straight_quotation_marks_are_typeset_and_nothing_else() {
        let locale = Locales::default().get(&Language::english());
        let content = words("say \"hi\" -- the G20's #1 @x $ _a_", Span::detached(), &locale);
        assert_eq!(content.plain_text(), "say \"hi\" -- the G20\u{2019}s #1 @x $ _a_");
    }

    #[test]
    fn particles_stay_whole_and_long_words_may_be_divided() {
        let locale = Locales::default().get(&Language::english());
        let content = words("Ramasamy a/l Muthu, 24/7", Span::detached(), &locale);
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
