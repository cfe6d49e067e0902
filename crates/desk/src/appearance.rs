//! What a page looks like, as a fingerprint: two pages with one fingerprint need one picture.

use std::hash::{Hash, Hasher};

use byline_core::fingerprint::Fingerprint;
use typst::layout::{Frame, FrameItem};
use typst::utils::hash128;
use typst_layout::Page;

/// Returns the fingerprint of what a page looks like.
///
/// Frames also say which value of the record each letter comes from, and where it can be linked to.
/// Neither is seen, and both are left out here.
pub(crate) fn appearance(page: &Page) -> Fingerprint {
    Fingerprint::of(&hash128(&Appearance(page)).to_be_bytes())
}

struct Appearance<'a>(&'a Page);

impl Hash for Appearance<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.fill.hash(state);
        frame(&self.0.frame, state);
    }
}

fn frame(shown: &Frame, state: &mut impl Hasher) {
    shown.size().hash(state);
    for (at, item) in shown.items() {
        std::mem::discriminant(item).hash(state);
        match item {
            FrameItem::Group(group) => {
                at.hash(state);
                group.transform.hash(state);
                group.clip.hash(state);
                frame(&group.frame, state);
            }
            FrameItem::Text(text) => {
                (at, &text.font, text.size, &text.fill, &text.stroke).hash(state);
                for glyph in &text.glyphs {
                    let place = (glyph.x_advance, glyph.x_offset, glyph.y_advance, glyph.y_offset);
                    (glyph.id, place).hash(state);
                }
            }
            FrameItem::Shape(shape, _) => (at, shape).hash(state),
            FrameItem::Image(image, size, _) => (at, image, size).hash(state),
            // Neither is seen.
            FrameItem::Link(..) | FrameItem::Tag(_) => {}
        }
    }
}
