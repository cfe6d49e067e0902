//! Measures how much of a document's pages is filled, for templates that care how it ends.

use typst::introspection::{Location, Tag};
use typst::layout::{Abs, Frame, FrameItem};
use typst::pdf::ArtifactElem;
use typst_layout::{Page, PagedDocument};

/// The part of every page but the last that should be filled. What is kept on one page may leave
/// the one before it emptier than this.
const OTHER_PAGES: f64 = 0.5;

/// Returns whether a document has one page, or fills at least `least` percent of its last one and
/// leaves no page before it half empty.
pub(super) fn is_filled(document: &PagedDocument, least: f64) -> bool {
    let [others @ .., last] = document.pages() else { return true };
    let is_filled = |page: &Page, least: f64| filled(&page.frame) >= least;
    others.is_empty()
        || (is_filled(last, least / 100.0)
            && others.iter().all(|page| is_filled(page, OTHER_PAGES)))
}

/// Returns down to which part of its text area a page is filled, between 0 and 1. The text area
/// is taken to begin where the first item stands, and to end as far from the foot of the page.
fn filled(page: &Frame) -> f64 {
    // Headers, footers and what a template calls an artifact are no part of the text.
    let mut marginal: Option<Location> = None;
    let (mut highest, mut lowest) = (page.height(), Abs::zero());
    for (at, item) in page.items() {
        match item {
            FrameItem::Tag(Tag::Start(element, _))
                if marginal.is_none() && element.is::<ArtifactElem>() =>
            {
                marginal = element.location();
            }
            FrameItem::Tag(tag) if marginal == Some(tag.location()) => marginal = None,
            FrameItem::Tag(_) | FrameItem::Link(..) => {}
            _ if marginal.is_some() || is_around(page, item) => {}
            item => {
                highest = highest.min(at.y);
                lowest = lowest.max(at.y + depth(item));
            }
        }
    }
    ((lowest - highest) / (page.height() - highest * 2.0)).clamp(0.0, 1.0)
}

/// Returns whether an item is as large as the page, as what lies before or behind the text is.
fn is_around(page: &Frame, item: &FrameItem) -> bool {
    matches!(item, FrameItem::Group(group) if group.frame.height() >= page.height())
}

/// Returns how far below its position an item reaches. What is below the baseline of a line is not
/// counted.
fn depth(item: &FrameItem) -> Abs {
    match item {
        FrameItem::Group(group) => {
            let ends = group.frame.items().map(|(at, item)| at.y + depth(item));
            group.transform.ty + ends.fold(Abs::zero(), Abs::max)
        }
        FrameItem::Shape(shape, _) => shape.geometry.bbox(None).max.y,
        FrameItem::Image(_, size, _) => size.y,
        FrameItem::Text(_) | FrameItem::Link(..) | FrameItem::Tag(_) => Abs::zero(),
    }
}
