//! Measures how much of a document's pages is filled, for templates that care how it ends.

use typst::introspection::{Location, Tag};
use typst::layout::{Abs, Frame, FrameItem};
use typst::pdf::ArtifactElem;
use typst_layout::{Page, PagedDocument};

/// The part of every page but the last that should be filled. What is kept on one page may leave
/// the one before it emptier than this.
const OTHER_PAGES: f64 = 0.5;

/// The most pages of a short document.
const SHORT: usize = 6;

/// About how much less room the tightest steps of the standard report take, as a part of each page.
/// An estimate: too much of it costs layouts that save no page, and too little leaves white pages.
const TIGHTENING: f64 = 0.15;

/// About how much of each page the first step that tightens saves in the standard report, as
/// [`TIGHTENING`] is for all of them.
const FIRST_TIGHTENING: f64 = 0.05;

/// The height in points above which a gap on a page is white that is left, rather than the space
/// between two parts of the text.
const WHITE: f64 = 72.0;

/// Returns whether a document has one page, or fills at least `least` percent of its last one and
/// leaves no page before it half empty.
pub(super) fn is_filled(document: &PagedDocument, least: f64) -> bool {
    let [others @ .., _] = document.pages() else { return true };
    let is_filled = |page: &Page| filled(&page.frame) >= OTHER_PAGES;
    has_filled_last(document, least) && others.iter().all(is_filled)
}

/// Returns whether a document has one page, or fills at least `least` percent of its last one.
pub(super) fn has_filled_last(document: &PagedDocument, least: f64) -> bool {
    match document.pages() {
        [_, .., last] => filled(&last.frame) >= least / 100.0,
        _ => true,
    }
}

/// Returns whether a document is so short that a page less matters.
pub(super) fn is_short(document: &PagedDocument) -> bool {
    document.pages().len() <= SHORT
}

/// Returns whether a short document has a page more than it needs.
pub(super) fn wastes_a_page(document: &PagedDocument) -> bool {
    is_short(document) && may_save_a_page(document)
}

/// Returns whether what the pages of a document leave white adds up to a page, with what a tighter
/// layout saves on all but one.
pub(super) fn may_save_a_page(document: &PagedDocument) -> bool {
    let saved: f64 = document.pages().iter().skip(1).map(|_| TIGHTENING).sum();
    let white: f64 = document.pages().iter().map(|page| 1.0 - filled(&page.frame)).sum();
    document.pages().len() > 1 && white + saved >= 1.0
}

/// Returns whether the last page of a document has no more than what the first step that tightens
/// saves.
pub(super) fn has_few_lines_on_last(document: &PagedDocument) -> bool {
    let saved: f64 = document.pages().iter().map(|_| FIRST_TIGHTENING).sum();
    document.pages().last().is_some_and(|last| filled(&last.frame) < saved)
}

/// Returns which part of its text area a page fills, between 0 and 1. The text area is taken to
/// begin where the first item stands, and to end as far from the foot of the page. What stands at
/// the foot by itself does not fill the page above it.
fn filled(page: &Frame) -> f64 {
    let mut extents = Vec::new();
    // Headers, footers and what a template calls an artifact are no part of the text.
    let mut marginal: Option<Location> = None;
    for (at, item) in page.items() {
        match item {
            FrameItem::Tag(Tag::Start(element, _))
                if marginal.is_none() && element.is::<ArtifactElem>() =>
            {
                marginal = element.location();
            }
            FrameItem::Tag(tag) if marginal == Some(tag.location()) => marginal = None,
            _ if marginal.is_some() || is_around(page, item) => {}
            item => add_extents(item, at.y, &mut extents),
        }
    }
    extents.sort();
    let Some((highest, _)) = extents.first().copied() else { return 0.0 };
    let (mut lowest, mut white) = (highest, Abs::zero());
    for (top, bottom) in extents {
        white = white.max(top - lowest);
        lowest = lowest.max(bottom);
    }
    let white = if white.to_pt() > WHITE { white } else { Abs::zero() };
    ((lowest - highest - white) / (page.height() - highest * 2.0)).clamp(0.0, 1.0)
}

/// Returns whether an item is as large as the page, as what lies before or behind the text is.
fn is_around(page: &Frame, item: &FrameItem) -> bool {
    matches!(item, FrameItem::Group(group) if group.frame.height() >= page.height())
}

/// Adds the top and the bottom of each item that can be seen, the first at the height `y`. What is
/// above or below the baseline of a line is not counted.
fn add_extents(item: &FrameItem, y: Abs, extents: &mut Vec<(Abs, Abs)>) {
    let height = match item {
        FrameItem::Group(group) => {
            let y = y + group.transform.ty;
            for (at, item) in group.frame.items() {
                add_extents(item, y + at.y, extents);
            }
            return;
        }
        FrameItem::Link(..) | FrameItem::Tag(_) => return,
        FrameItem::Text(_) => Abs::zero(),
        FrameItem::Shape(shape, _) => shape.geometry.bbox(None).max.y,
        FrameItem::Image(_, size, _) => size.y,
    };
    extents.push((y, y + height));
}
