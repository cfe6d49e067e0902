//! Keeps what runs to the right in order within what runs to the left: dates, figures and names in
//! Latin letters among Arabic or Hebrew.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use typst::foundations::{Content, NativeElement, Smart};
use typst::layout::{BoxElem, Dir};
use typst::syntax::Span;
use typst::text::{TextDir, TextElem};
use unicode_script::{Script, UnicodeScript};

use super::breaks;
use super::convert::verbatim;
use byline_core::locale::Locale;
use byline_core::model::Language;

/// Returns a run of text as pieces of content that a line breaks in the right places, with the
/// figures set apart that would lose their order.
pub(super) fn run(text: &str, span: Span, language: &Language) -> Vec<Content> {
    let (mut pieces, mut from) = (Vec::new(), 0);
    for range in figures(text) {
        pieces.extend(breaks::run(&text[from..range.start], span, language));
        pieces.push(isolated(verbatim(&text[range.clone()], span)));
        from = range.end;
    }
    pieces.extend(breaks::run(&text[from..], span, language));
    pieces
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

/// Returns whether a paragraph runs to the left: its first letter does, as in rule P2 of the
/// Unicode Bidirectional Algorithm.
pub(super) fn is_right_to_left(words: &str) -> bool {
    words.chars().find(|char| char.is_alphabetic()).is_some_and(is_rtl)
}

/// Sets a paragraph to the left, in a document whose paragraphs run to the right.
pub(super) fn right_to_left(paragraph: Content) -> Content {
    paragraph.set(TextElem::dir, TextDir(Smart::Custom(Dir::RTL)))
}

/// The maximum length of a text that does not break because it is isolated, in characters.
const LONGEST_ISOLATED: usize = 40;

/// Sets content in a line of its own that runs to the right.
fn isolated(content: Content) -> Content {
    let content = content.set(TextElem::dir, TextDir(Smart::Custom(Dir::LTR)));
    BoxElem::new().with_body(Some(content)).pack()
}

fn is_rtl(char: char) -> bool {
    matches!(char.script(), Script::Arabic | Script::Hebrew | Script::Syriac | Script::Thaana)
}

/// Returns the figures of a text that keep their order only if they are isolated: several with
/// spaces or marks between them, such as telephone numbers and dates, with a currency or a unit.
fn figures(text: &str) -> impl Iterator<Item = Range<usize>> {
    static FIGURES: LazyLock<Regex> = LazyLock::new(|| {
        let sum = r"(?:(?:[A-Z]{1,3}[$]?|[$€£¥₩₹])[ \u{a0}]?)?";
        let figures = r"[+(]?[0-9\u{660}-\u{669}\u{6f0}-\u{6f9}]+(?:[ \u{a0}().,:/–-]{1,2}[0-9\u{660}-\u{669}\u{6f0}-\u{6f9}]+)+";
        let unit = r"(?:%|[a-z]{1,3}\b)?";
        let figures = format!("{sum}{figures}{unit}");
        Regex::new(&figures).expect("the pattern is fixed")
    });
    let text = if text.contains(is_rtl) { text } else { "" };
    FIGURES.find_iter(text).map(|found| found.range())
}
