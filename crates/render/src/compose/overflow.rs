//! Reports text that is printed where it cannot be read: off its page, outside its block, or over
//! something else.

use std::collections::HashSet;

use typst::layout::{Abs, Frame, Point, Rect};
use typst_layout::PagedDocument;

use super::findings::Findings;
use super::marks::{self, Mark, Text, What};
use super::overlaps::{self, Over, Overlap, Words, is_divisible_beside, words_at};
use crate::geometry::union;
use byline_core::diagnostic::{Code, Diagnostic};

/// How far a text may stand outside its block, in multiples of the font size: a full-width mark
/// hangs outside the edge, and descenders hang below the last line.
const BESIDE: f64 = 1.1;
const BELOW: f64 = 0.6;

const REMEDY: &str = "shorten it; if the template is your own, give it more room, or label its \
                      block `<overlay>` if this is meant";

/// Reports the faults of all pages, each text of the record once on a page.
pub(super) fn report(document: &PagedDocument, findings: &mut Findings<'_, '_>) {
    for (place, page) in document.pages().iter().enumerate() {
        let frame = &page.frame;
        let on_page = format!("page {} of `{}`", place + 1, findings.template());
        let marks = marks::of_page(frame);
        let mut told = HashSet::new();
        for Overlap { words, over } in overlaps::of_page(&marks, frame.size().to_point()) {
            let other = if let Over::Words(words) = &over { Some(words.span) } else { None };
            if told.insert((words.span, other)) {
                told.extend(
                    [Some(words.span), other].into_iter().flatten().map(|span| (span, None)),
                );
                let finding = overprinted(&words, &over, &on_page, findings);
                findings.push_at(words.span, finding);
            }
        }
        for mark in &marks {
            let What::Text(text) = &mark.what else { continue };
            let lost = if !is_on_page(mark.at, frame) {
                off_page
            } else if !mark.is_overlay && !is_in_block(mark, text) {
                outside_block
            } else {
                continue;
            };
            // What is known to be printed over something is out of its place.
            if told.insert((text.span(), None)) {
                findings.push_at(text.span(), lost(&words_at(text, mark.at).text, &on_page));
            }
        }
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

fn off_page(words: &str, page: &str) -> Diagnostic {
    Diagnostic::new(Code::OFF_PAGE, format!("“{words}” would be printed off {page}"))
        .hint("shorten it, or divide it; if the template is your own, let its block break")
}

fn outside_block(words: &str, page: &str) -> Diagnostic {
    let message = format!("“{words}” does not fit into its block on {page}");
    Diagnostic::new(Code::OUTSIDE_BLOCK, message).hint(REMEDY)
}

fn overprinted(words: &Words, over: &Over, page: &str, findings: &Findings<'_, '_>) -> Diagnostic {
    let said = &words.text;
    let fault = match over {
        Over::Words(other) => format!("and “{}” are printed over each other", other.text),
        Over::Picture => "is printed over a picture".to_owned(),
        Over::Line => "is printed over a line".to_owned(),
        Over::Hidden => "is printed under a coloured area".to_owned(),
    };
    let mut finding =
        Diagnostic::new(Code::OVERPRINT, format!("“{said}” {fault} on {page}")).hint(REMEDY);
    if let Over::Words(other) = over
        && let Some(place) = findings.place(other.span)
    {
        finding.related.push((place, "the other text".into()));
    }
    finding
}
