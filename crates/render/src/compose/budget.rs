//! Enforces the page budget: a template may declare a maximum number of pages and the number of
//! steps by which it can tighten its layout to stay within it.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU64;
use std::sync::Arc;

use typst::layout::{Abs, Frame, FrameItem};
use typst::syntax::Span;
use typst_layout::PagedDocument;

use super::findings::Findings;
use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::key_path::KeyPath;
use byline_core::message::{Message, message, plural};
use byline_core::model::{File, Sources};
use byline_core::source::Place;

/// The maximum number of texts that a finding names, longest first.
const NAMED: usize = 3;

/// The number of lines to allow for gaps, rules and pictures that overflow along with the text.
const GAPS: usize = 4;

/// The length in characters, about one line, up to which a text is not worth shortening.
const SHORT: usize = 60;

/// The lines that a step is expected to save, as it does in the standard summary. If a template
/// saves more or less, the search takes longer and finds the same step.
const LINES_PER_STEP: usize = 3;

/// Returns the result of the smallest step from 1 to `most` at which a document fits, or of the
/// last step if none fits. Each step must take no more room than the one before.
///
/// The search starts at the step that is expected to fit, and looks further away with every step
/// that does not decide it; then it halves what remains. Each step costs a layout.
pub(super) fn least<T>(
    most: u32,
    expected: u32,
    set: impl Fn(u32) -> T,
    fits: impl Fn(&T) -> bool,
) -> T {
    // The document is known not to fit at `low`, and to fit at `high` if `best` is there.
    let (mut low, mut high) = (0, most + 1);
    let mut best = None;
    let mut stride = 1;
    let mut next = expected.clamp(1, most);
    while low + 1 < high {
        let tried = set(next);
        if fits(&tried) {
            high = next;
            best = Some(tried);
        } else if next == most {
            return tried;
        } else {
            low = next;
        }
        let is_between = low > 0 && best.is_some();
        next = if is_between {
            low.midpoint(high)
        } else if best.is_some() {
            high.saturating_sub(stride).max(1)
        } else {
            (low + stride).min(most)
        };
        stride *= 2;
    }
    // Without a step that fits, the last one was returned above, unless there is none at all.
    best.unwrap_or_else(|| set(most))
}

/// Returns the step at which a document is expected to fit, from the lines that are beyond its
/// last page now.
pub(super) fn expected(document: &PagedDocument, budget: usize) -> u32 {
    let (mut texts, mut lines) = (BTreeMap::new(), BTreeSet::new());
    for (number, page) in document.pages().iter().enumerate().skip(budget) {
        count(&page.frame, Abs::zero(), number, &mut texts, &mut lines);
    }
    u32::try_from(lines.len() / LINES_PER_STEP).unwrap_or(u32::MAX)
}

/// Reports that a document takes more than `budget` pages, and recommends which texts of the
/// record to shorten and by how much.
pub(super) fn report_excess(
    document: &PagedDocument,
    budget: usize,
    sources: &Sources,
    findings: &mut Findings<'_, '_>,
) {
    let mut spans: BTreeMap<NonZeroU64, PrintedText> = BTreeMap::new();
    let mut beyond = BTreeSet::new();
    for (number, page) in document.pages().iter().enumerate() {
        let mut lines = BTreeSet::new();
        count(&page.frame, Abs::zero(), number, &mut spans, &mut lines);
        if number >= budget {
            beyond.extend(lines);
        }
    }
    let mut texts: BTreeMap<(File, usize, usize), PrintedText> = BTreeMap::new();
    for (span, printed) in spans {
        let Some(place) = findings.place(Span::from_raw(span)) else { continue };
        let file = sources.iter().find(|(_, source)| Arc::ptr_eq(source, &place.source));
        if let Some((file, _)) = file {
            let text = texts.entry((file, place.range.start, place.range.end)).or_default();
            text.characters += printed.characters;
            text.lines.extend(printed.lines);
        }
    }
    let mut texts: Vec<_> = texts.into_iter().collect();
    texts.sort_by_key(|(_, printed)| usize::MAX - printed.characters);

    let message = excess(document.pages().len(), budget, beyond.len(), findings.template());
    let mut finding = Diagnostic::new(Code::PAGE_BUDGET, message);
    let mut missing = beyond.len() + GAPS;
    for ((file, start, end), printed) in texts.into_iter().take(NAMED) {
        let PrintedText { characters, lines } = printed;
        if missing == 0 || characters <= SHORT {
            break;
        }
        let Some(source) = sources.get(file) else { continue };
        let place = Place::new(source, start..end);
        let a_line = characters.div_ceil(lines.len().max(1));
        let most = characters - SHORT;
        let cut = (missing * a_line).min(most);
        missing -= missing.min(cut / a_line);
        let path = place.key_path();
        let cut = Some(rounded(cut)).filter(|cut| *cut < most);
        finding = finding.hint(remedy(path, characters, cut));
        match finding.place {
            None => finding = finding.at(place),
            Some(_) => finding = finding.related(place, message!("{characters} characters")),
        }
    }
    if missing > 0 {
        finding =
            finding.hint(message!("name fewer people, outcomes or next steps in this record"));
    }
    finding.place.get_or_insert_with(|| Place::new(&sources.record, 0..0));
    findings.push(finding);
}

/// Says how to shorten a text: by how many characters, or else to one line.
fn remedy(path: Option<&KeyPath>, characters: usize, cut: Option<usize>) -> Message {
    let key = path.map(KeyPath::keys);
    match (key, cut) {
        (Some(key), Some(cut)) => {
            message!("shorten `{key}` by about {cut} of its {characters} characters")
        }
        (None, Some(cut)) => {
            message!("shorten this text by about {cut} of its {characters} characters")
        }
        (Some(key), None) => message!("shorten `{key}` from {characters} characters to one line"),
        (None, None) => message!("shorten this text from {characters} characters to one line"),
    }
}

/// Says by how much a document is too long.
fn excess(pages: usize, budget: usize, lines: usize, template: &str) -> Message {
    let in_pages = |count| plural!(count, "1 page", "{count} pages");
    let excess = pages.saturating_sub(budget);
    let (pages, budget) = (in_pages(pages), in_pages(budget));
    // Nobody counts the lines of several pages.
    if excess > 1 {
        return message!(
            "the document has {pages}, but `{template}` allows {budget}; it is more than a page \
             too long"
        );
    }
    let lines = plural!(lines, "1 line", "{lines} lines");
    message!(
        "the document has {pages}, but `{template}` allows {budget}; it is about {lines} too long"
    )
}

/// Rounds a number up to two figures.
fn rounded(number: usize) -> usize {
    if number < 100 { number } else { rounded(number.div_ceil(10)) * 10 }
}

/// The printed size of a text: the number of its characters, and its lines, each given by its page
/// and its vertical position there in points.
#[derive(Default)]
struct PrintedText {
    characters: usize,
    lines: BTreeSet<(usize, i64)>,
}

/// Counts the characters of each text in a frame, and collects all lines.
fn count(
    frame: &Frame,
    top: Abs,
    page: usize,
    texts: &mut BTreeMap<NonZeroU64, PrintedText>,
    lines: &mut BTreeSet<(usize, i64)>,
) {
    for (position, item) in frame.items() {
        match item {
            FrameItem::Group(group) => {
                count(&group.frame, top + position.y + group.transform.ty, page, texts, lines);
            }
            FrameItem::Text(text) => {
                #[expect(clippy::cast_possible_truncation, reason = "pages are not that high")]
                let line = (page, (top + position.y).to_pt().round() as i64);
                lines.insert(line);
                for glyph in &text.glyphs {
                    let characters =
                        text.text.get(glyph.range()).map_or(0, |text| text.chars().count());
                    let printed = texts.entry(glyph.span.0.into_raw()).or_default();
                    printed.characters += characters;
                    printed.lines.insert(line);
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::{least, rounded};

    #[test]
    fn figures_are_round_and_never_less() {
        let round =
            [(0, 0), (7, 7), (99, 99), (100, 100), (101, 110), (1_234, 1_300), (9_960, 10_000)];
        for (number, expected) in round {
            assert_eq!(rounded(number), expected);
        }
    }

    #[test]
    fn the_least_step_that_fits_is_found() {
        for most in 1..20 {
            for expected in 0..25 {
                for first in 1..=most {
                    let found = least(most, expected, |step| step, |step| *step >= first);
                    assert_eq!(found, first, "of {most}, expected {expected}");
                }
                assert_eq!(least(most, expected, |step| step, |_| false), most);
            }
        }
    }

    #[test]
    fn few_layouts_find_a_step_that_was_expected() {
        for (expected, most_layouts) in [(6, 2), (5, 2), (7, 4), (1, 6), (10, 6)] {
            let layouts = Cell::new(0);
            let set = |step| {
                layouts.set(layouts.get() + 1);
                step
            };
            assert_eq!(least(10, expected, set, |step| *step >= 6), 6);
            assert!(layouts.get() <= most_layouts, "{expected}: {}", layouts.get());
        }
    }
}
