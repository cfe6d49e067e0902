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

/// Returns the direction of the lines in a language.
pub(super) fn direction_in(language: &Language) -> Dir {
    if language.is_right_to_left() { Dir::RTL } else { Dir::LTR }
}

/// Returns the direction of a title, a paragraph or another text among texts that run in the
/// direction `around`. Its first letter decides, as in rule P2 of the Unicode Bidirectional
/// Algorithm; but a text in Arabic or Hebrew may begin with a name in Latin letters.
pub(super) fn direction(words: &str, around: Dir) -> Dir {
    let first = words.chars().find(|char| char.is_alphabetic());
    match first {
        Some(first) if is_rtl(first) => Dir::RTL,
        Some(_) if !words.contains(is_rtl) => Dir::LTR,
        _ => around,
    }
}

/// Sets content in its own direction, if that is not the one around it.
pub(super) fn directed(content: Content, own: Dir, around: Dir) -> Content {
    if own == around { content } else { set_in(content, own) }
}

fn set_in(content: Content, direction: Dir) -> Content {
    content.set(TextElem::dir, TextDir(Smart::Custom(direction)))
}

/// The maximum length of a text that does not break because it is isolated, in characters.
const LONGEST_ISOLATED: usize = 40;

/// Sets content in a line of its own that runs to the right.
fn isolated(content: Content) -> Content {
    BoxElem::new().with_body(Some(set_in(content, Dir::LTR))).pack()
}

fn is_rtl(char: char) -> bool {
    /// The scripts of most texts come before that of Hebrew.
    const FIRST: char = '\u{590}';
    char >= FIRST
        && matches!(
            char.script(),
            Script::Arabic | Script::Hebrew | Script::Syriac | Script::Thaana
        )
}

/// Returns the figures of a text that keep their order only if they are isolated: several with
/// spaces or marks between them, such as telephone numbers and dates, with a currency or a unit.
fn figures(text: &str) -> impl Iterator<Item = Range<usize>> {
    static FIGURES: LazyLock<Regex> = LazyLock::new(|| {
        let sum = r"(?:(?:[A-Z]{1,3}[$]?|[$€£¥₩₹])[ \u{a0}]?)?";
        let digits = r"[0-9\u{660}-\u{669}\u{6f0}-\u{6f9}]+";
        // After a comma and a space, another figure begins.
        let joint = r"(?:[.,:]|[ \u{a0}]?[(/–-][ \u{a0}]?|\)[ \u{a0}/–-]?|[ \u{a0}])";
        let unit = r"(?:%|[a-z]{1,3}\b)?";
        let figures = format!("{sum}[+(]?{digits}(?:{joint}{digits})+{unit}");
        Regex::new(&figures).expect("the pattern is fixed")
    });
    let text = if text.contains(is_rtl) { text } else { "" };
    FIGURES.find_iter(text).map(|found| found.range())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_figures_is_not_one_figure() {
        let found = |text: &str| -> Vec<String> {
            let text = format!("بلغ {text} في");
            figures(&text).map(|range| text[range].to_owned()).collect()
        };
        for whole in [
            "+60 3-8888 1234",
            "+60 (3) 8888 1234",
            "(03) 8888 1234",
            "14:30–16:00",
            "14:30 – 16:00",
            "1,200",
            "14/5/2025",
            "RM1,250",
            "45.5%",
        ] {
            assert_eq!(found(whole), [whole]);
        }
        assert_eq!(found("2.5, 45.5%"), ["2.5", "45.5%"]);
        assert_eq!(
            found("USD 2.5, RM1,250; 10:30. 11:45"),
            ["USD 2.5", "RM1,250", "10:30", "11:45"]
        );
        assert!(found("2, 3").is_empty());
    }

    #[test]
    fn the_first_letter_decides_where_lines_begin() {
        for (words, around, expected) in [
            ("منتدى 2025", Dir::LTR, Dir::RTL),
            ("The منتدى", Dir::LTR, Dir::LTR),
            ("ICS نظم المنتدى", Dir::RTL, Dir::RTL),
            ("The forum.", Dir::RTL, Dir::LTR),
            ("2025", Dir::RTL, Dir::RTL),
        ] {
            assert_eq!(direction(words, around), expected, "{words}");
        }
    }
}
