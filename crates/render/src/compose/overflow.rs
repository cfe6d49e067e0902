//! Finds text that would be printed off the page.

use std::collections::BTreeSet;

use typst::layout::{Abs, Frame, FrameItem, Point, Size, Transform};
use typst::syntax::Span;
use typst_layout::PagedDocument;

use super::findings::Findings;
use byline_core::diagnostic::{Code, Diagnostic};

/// Reports texts that lie partly outside their page, because that part would be lost silently.
pub(super) fn report_lost(document: &PagedDocument, findings: &mut Findings<'_, '_>) {
    let mut lost = BTreeSet::new();
    for (number, page) in document.pages().iter().enumerate() {
        let search = Search { size: page.frame.size(), page: number + 1 };
        search.frame(&page.frame, Transform::identity(), &mut lost);
    }
    for (page, span) in lost {
        let message = format!("some of this would be printed off page {page}");
        let mut finding = Diagnostic::new(Code::OFF_PAGE, message)
            .hint("shorten it, or divide it; if the template is your own, let its block break");
        finding.place = findings.place(Span::from_raw(span));
        findings.push(finding);
    }
}

struct Search {
    size: Size,
    page: usize,
}

impl Search {
    fn frame(
        &self,
        frame: &Frame,
        to_page: Transform,
        lost: &mut BTreeSet<(usize, std::num::NonZeroU64)>,
    ) {
        for (position, item) in frame.items() {
            match item {
                FrameItem::Group(group) => {
                    let shift = Transform::translate(position.x, position.y);
                    let inner = to_page.pre_concat(shift).pre_concat(group.transform);
                    self.frame(&group.frame, inner, lost);
                }
                FrameItem::Text(text) => {
                    let end = Point::new(position.x + text.width(), position.y);
                    let inside = |point: &Point| self.holds(point.transform(to_page));
                    let printed = !text.text.trim().is_empty();
                    if printed
                        && !([*position, end].iter().all(inside))
                        && let Some(glyph) = text.glyphs.first()
                    {
                        lost.insert((self.page, glyph.span.0.into_raw()));
                    }
                }
                _ => {}
            }
        }
    }

    fn holds(&self, point: Point) -> bool {
        // Hanging punctuation may touch the edge.
        let slack = Abs::pt(1.0);
        let within = |at: Abs, end: Abs| at >= -slack && at <= end + slack;
        within(point.x, self.size.x) && within(point.y, self.size.y)
    }
}
