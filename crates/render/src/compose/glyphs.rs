//! Finds characters that no font can draw.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU64;
use std::sync::Arc;

use typst::layout::{Frame, FrameItem};
use typst::syntax::Span;
use typst_layout::PagedDocument;

use super::findings::Findings;
use byline_core::lint::missing_glyphs;

/// Glyph 0 of every font is drawn for missing characters, usually as a box.
const NOTDEF: u16 = 0;

/// Reports the characters that would print as boxes, with one finding for each text.
pub(super) fn report_missing(document: &PagedDocument, findings: &mut Findings<'_, '_>) {
    let mut texts: BTreeMap<NonZeroU64, Missing> = BTreeMap::new();
    for page in document.pages() {
        search(&page.frame, &mut texts);
    }
    let sources = findings.render_request().sources;
    let of_record = |span| {
        let Some(place) = findings.place(Span::from_raw(span)) else { return false };
        // A span in the record may also be printed in byline's own words: those for a date, a
        // number or a vocabulary word. In the record, such values are ASCII.
        let said = place.source.text().get(place.range).unwrap_or_default();
        let is_text = !said.is_ascii() || said.contains('\\');
        is_text && sources.iter().any(|(_, source)| Arc::ptr_eq(source, &place.source))
    };
    // If the fonts lack a whole script, they also lack byline's own words in it. Report those only
    // if no text of the record is affected.
    if texts.keys().any(|span| of_record(*span)) {
        texts.retain(|span, _| of_record(*span));
    }
    for (span, Missing { chars, .. }) in texts {
        let Some(first) = chars.first().copied() else { continue };
        let mut finding =
            missing_glyphs(&chars).hint(findings.render_request().fonts.remedy(first));
        finding.place = findings.place_of_char(Span::from_raw(span), first);
        findings.push(finding);
    }
}

/// The characters of a text that no font has, in the order of the text.
#[derive(Default)]
struct Missing {
    chars: Vec<char>,
    seen: BTreeSet<char>,
}

/// Collects the characters without a glyph for each text.
fn search(frame: &Frame, texts: &mut BTreeMap<NonZeroU64, Missing>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => search(&group.frame, texts),
            FrameItem::Text(text) => {
                for glyph in text.glyphs.iter().filter(|glyph| glyph.id == NOTDEF) {
                    let missing = texts.entry(glyph.span.0.into_raw()).or_default();
                    for char in text.text.get(glyph.range()).unwrap_or_default().chars() {
                        if missing.seen.insert(char) {
                            missing.chars.push(char);
                        }
                    }
                }
            }
            _ => {}
        }
    }
}
