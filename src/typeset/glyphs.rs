//! Characters that no font can draw.

use std::collections::BTreeSet;

use typst::layout::{Frame, FrameItem};
use typst::syntax::Span;
use typst_layout::PagedDocument;

use super::findings::Findings;
use crate::diagnostic::{Code, Diagnostic};

/// Glyph 0 of every font is the box that stands for a missing one.
const NOTDEF: u16 = 0;

/// Reports every character that would print as a box, once for each text.
pub(super) fn report_missing(document: &PagedDocument, findings: &mut Findings<'_, '_>) {
    let mut missing = BTreeSet::new();
    for page in document.pages() {
        search(&page.frame, &mut missing);
    }
    for (char, span) in missing {
        let name = format!("U+{:04X}", u32::from(char));
        let mut finding = Diagnostic::new(
            Code::MissingGlyph,
            format!("no font has the character `{char}` ({name})"),
        )
        .hint("write it with characters that the fonts have, or take it out");
        finding.place = findings.place_of_char(Span::from_raw(span), char);
        findings.push(finding);
    }
}

fn search(frame: &Frame, missing: &mut BTreeSet<(char, std::num::NonZeroU64)>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => search(&group.frame, missing),
            FrameItem::Text(text) => {
                for glyph in text.glyphs.iter().filter(|glyph| glyph.id == NOTDEF) {
                    let chars = text.text.get(glyph.range()).unwrap_or_default().chars();
                    missing.extend(chars.map(|char| (char, glyph.span.0.into_raw())));
                }
            }
            _ => {}
        }
    }
}
