//! Finds characters that no font can draw.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU64;
use std::sync::Arc;

use typst::layout::{Frame, FrameItem};
use typst::syntax::Span;
use typst::text::{Glyph, TextItem};

use super::findings::Findings;
use byline_core::lint::{joined_signs, missing_glyphs, unjoined_signs};
use byline_core::source::Place;

/// Glyph 0 of every font is drawn for missing characters, usually as a box.
const NOTDEF: u16 = 0;

/// The texts of a page that lack glyphs, by their spans.
pub(super) type LackingTexts = BTreeMap<NonZeroU64, Missing>;

/// Finds the texts of a page that lack glyphs.
pub(super) fn of_page(page: &Frame) -> LackingTexts {
    let mut texts = LackingTexts::new();
    search(page, &mut texts);
    texts
}

/// Reports the characters that would print as boxes, with one finding for each text.
pub(super) fn report<'p>(
    pages: impl Iterator<Item = &'p LackingTexts>,
    findings: &mut Findings<'_, '_>,
) {
    let mut texts = LackingTexts::new();
    for (span, missing) in pages.flatten() {
        texts.entry(*span).or_default().add(missing);
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
    for (span, Missing { chars, unjoined, .. }) in texts {
        if unjoined {
            report_unjoined(span, findings);
        }
        let Some(first) = chars.first().copied() else { continue };
        let mut finding =
            missing_glyphs(&chars).hint(findings.render_request().fonts.remedy(first));
        finding.place = findings.place_of_char(Span::from_raw(span), first);
        findings.push(finding);
    }
}

/// Reports the signs of a text that no font has as one.
fn report_unjoined(span: NonZeroU64, findings: &mut Findings<'_, '_>) {
    let Some(place) = findings.place(Span::from_raw(span)) else { return };
    let text = place.source.text().get(place.range.clone()).unwrap_or_default();
    let fonts = findings.render_request().fonts;
    let signs: Vec<_> = joined_signs(text).filter(|sign| !fonts.joins(sign)).collect();
    let Some(first) = signs.first() else { return };
    let mut finding = unjoined_signs(&signs);
    let range = place.source.find_in(place.range.clone(), first);
    finding.place = Some(Place::new(&place.source, range));
    findings.push(finding);
}

/// The characters of a text that no font has, in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Missing {
    chars: Vec<char>,
    seen: BTreeSet<char>,
    /// Whether a sign that is joined from several characters fell into its parts.
    unjoined: bool,
}

impl Missing {
    /// Adds what the same text lacks on another page.
    fn add(&mut self, other: &Self) {
        let chars = other.chars.iter().filter(|char| self.seen.insert(**char));
        self.chars.extend(chars);
        self.unjoined |= other.unjoined;
    }
}

/// Collects the characters without a glyph for each text.
fn search(frame: &Frame, texts: &mut LackingTexts) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => search(&group.frame, texts),
            FrameItem::Text(text) => {
                if let Some(glyph) = text.glyphs.first()
                    && is_apart(text)
                {
                    texts.entry(glyph.span.0.into_raw()).or_default().unjoined = true;
                }
                for glyph in text.glyphs.iter().filter(|glyph| glyph.id == NOTDEF) {
                    let missing = texts.entry(glyph.span.0.into_raw()).or_default();
                    let chars = text.text.get(glyph.range()).unwrap_or_default().chars();
                    // The place where a line of Thai may break has no glyph.
                    for char in chars.filter(|char| *char != '\u{200b}') {
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

/// Returns whether a sign that is joined from several characters falls into its parts: the font
/// lacks one of them, which the typesetter leaves out, or they have glyphs of their own.
fn is_apart(text: &TextItem) -> bool {
    let coverage = &text.font.info().coverage;
    let joins = |char| matches!(char, '\u{200d}' | '\u{fe00}'..='\u{fe0f}');
    joined_signs(&text.text).any(|sign| {
        let start = text.text.find(sign).unwrap_or_default();
        let end = start + sign.len();
        let of_sign = |glyph: &&Glyph| glyph.range().start >= start && glyph.range().end <= end;
        let wide = |glyph: &&Glyph| glyph.x_advance.get() > 0.0;
        !sign.chars().all(|char| joins(char) || coverage.contains(char.into()))
            || text.glyphs.iter().filter(of_sign).filter(wide).count() > 1
    })
}
