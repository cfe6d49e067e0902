//! Reports text that is printed where it cannot be read: off its page, outside its block, or over
//! something else.

use std::collections::HashSet;

use typst::layout::{Abs, Frame, Point, Rect};

use super::findings::Findings;
use super::marks::{self, Mark, Text, What};
use super::overlaps::{self, Over, Overlap, Words, is_divisible_beside, words_at};
use crate::geometry::union;
use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::message::{Message, message};

/// How far a text may stand outside its block, in multiples of the font size: a full-width mark
/// hangs outside the edge, and descenders hang below the last line.
const BESIDE: f64 = 1.1;
const BELOW: f64 = 0.6;

/// A text that cannot be read.
#[derive(Debug)]
pub(super) enum Misprint {
    Over(Overlap),
    OffPage(Words),
    OutsideBlock(Words),
}

/// Finds the misprints of a page, each text of the record once.
pub(super) fn of_page(page: &Frame) -> Vec<Misprint> {
    let mut found = Vec::new();
    let marks = marks::of_page(page);
    let mut told = HashSet::new();
    for overlap in overlaps::of_page(&marks, page.size().to_point()) {
        let span = overlap.words.span;
        let other = if let Over::Words(words) = &overlap.over { Some(words.span) } else { None };
        if told.insert((span, other)) {
            told.extend([Some(span), other].into_iter().flatten().map(|span| (span, None)));
            found.push(Misprint::Over(overlap));
        }
    }
    for mark in &marks {
        let What::Text(text) = &mark.what else { continue };
        let lost = if !is_on_page(mark.at, page) {
            Misprint::OffPage
        } else if !mark.is_overlay && !is_in_block(mark, text) {
            Misprint::OutsideBlock
        } else {
            continue;
        };
        // What is known to be printed over something is out of its place.
        if told.insert((text.span(), None)) {
            let words = Words { span: text.span(), ..words_at(text, mark.at) };
            found.push(lost(words));
        }
    }
    found
}

/// Reports the misprints of a page.
pub(super) fn report(misprints: &[Misprint], number: usize, findings: &mut Findings<'_, '_>) {
    let template = findings.render_request().template.name.as_str();
    let page = Page { number, template };
    for misprint in misprints {
        let (words, finding) = match misprint {
            Misprint::Over(Overlap { words, over }) => {
                (words, overprinted(words, over, page, findings))
            }
            Misprint::OffPage(words) => (words, off_page(&words.text, page)),
            Misprint::OutsideBlock(words) => (words, outside_block(&words.text, page)),
        };
        findings.push_at(words.span, finding);
    }
}

fn is_on_page(at: Rect, page: &Frame) -> bool {
    // Hanging punctuation may touch the edge.
    let slack = Point::splat(Abs::pt(1.0));
    let page = Rect::new(-slack, page.size().to_point() + slack);
    union(at, page) == page
}

/// Returns whether a text stands in its block, and no clip hides a part of it.
fn is_in_block(mark: &Mark<'_>, text: &Text<'_>) -> bool {
    let slack = Point::new(text.em * BESIDE, text.em * BELOW);
    let is_within = |block: Rect| {
        let block = Rect::new(block.min - slack, block.max + slack);
        union(mark.at, block) == block
    };
    // What stands beside its block was moved there; a line too long for it could not be divided.
    let is_moved = |block: Rect| {
        let min = Point::new(-Abs::inf(), block.min.y);
        let max = Point::new(Abs::inf(), block.max.y);
        let beside = mark.at.max.x <= block.min.x || mark.at.min.x >= block.max.x;
        is_within(Rect::new(min, max)) && (beside || is_divisible_beside(text, block))
    };
    text.block.is_none_or(|block| is_within(block) || is_moved(block)) && is_within(text.sight)
}

/// A page, as findings name it.
#[derive(Clone, Copy)]
struct Page<'a> {
    number: usize,
    template: &'a str,
}

fn off_page(words: &str, Page { number, template }: Page<'_>) -> Diagnostic {
    let message = message!("“{words}” would be printed off page {number} of `{template}`");
    Diagnostic::new(Code::OFF_PAGE, message).hint(message!(
        "shorten it, or divide it; if the template is your own, let its block break"
    ))
}

fn outside_block(words: &str, Page { number, template }: Page<'_>) -> Diagnostic {
    let message =
        message!("“{words}” does not fit into its block on page {number} of `{template}`");
    Diagnostic::new(Code::OUTSIDE_BLOCK, message).hint(remedy())
}

fn overprinted(
    words: &Words,
    over: &Over,
    Page { number, template }: Page<'_>,
    findings: &Findings<'_, '_>,
) -> Diagnostic {
    let words = &words.text;
    let message = match over {
        Over::Words(other) => message!(
            "“{words}” and “{other}” are printed over each other on page {number} of `{template}`",
            other = other.text
        ),
        Over::Picture => {
            message!("“{words}” is printed over a picture on page {number} of `{template}`")
        }
        Over::Line => message!("“{words}” is printed over a line on page {number} of `{template}`"),
        Over::Hidden => {
            message!("“{words}” is printed under a coloured area on page {number} of `{template}`")
        }
    };
    let mut finding = Diagnostic::new(Code::OVERPRINT, message).hint(remedy());
    if let Over::Words(other) = over
        && let Some(place) = findings.place(other.span)
    {
        finding.related.push((place, message!("the other text")));
    }
    finding
}

fn remedy() -> Message {
    message!(
        "shorten it; if the template is your own, give it more room, or label its block \
         `<overlay>` if this is meant"
    )
}
