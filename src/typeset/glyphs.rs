//! Characters that no font can draw.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU64;

use typst::layout::{Frame, FrameItem};
use typst::syntax::Span;
use typst_layout::PagedDocument;

use super::findings::Findings;
use crate::check::undrawable;
use crate::diagnostic::{Code, Diagnostic};

/// Glyph 0 of every font is the box that stands for a missing one.
const NOTDEF: u16 = 0;

/// Reports the characters that would print as boxes: one finding for each text.
pub(super) fn report_missing(document: &PagedDocument, findings: &mut Findings<'_, '_>) {
    let mut missing = BTreeSet::new();
    for page in document.pages() {
        search(&page.frame, &mut missing);
    }
    let mut texts: BTreeMap<NonZeroU64, Vec<char>> = BTreeMap::new();
    for (char, span) in missing {
        texts.entry(span).or_default().push(char);
    }
    for (span, chars) in texts {
        let Some(first) = chars.first().copied() else { continue };
        let mut finding = Diagnostic::new(Code::MissingGlyph, undrawable(&chars))
            .hint(findings.manuscript().fonts.remedy(first));
        finding.place = findings.place_of_char(Span::from_raw(span), first);
        findings.push(finding);
    }
}

fn search(frame: &Frame, missing: &mut BTreeSet<(char, NonZeroU64)>) {
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
