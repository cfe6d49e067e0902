//! The page budget: a template may say how many pages it takes at most, and how far it
//! can go to keep within them.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use typst::layout::{Frame, FrameItem};
use typst::syntax::Span;
use typst_layout::PagedDocument;

use super::findings::Findings;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Place, Source};

/// How many of the longest texts a finding names.
const NAMED: usize = 3;

/// A text of at most so many characters, a line, is not worth shortening.
const SHORT: usize = 60;

/// The least of the steps from 1 to `most` at which a document fits, or else the last
/// step, at which it does not. Each step must take no more room than the one before.
pub(super) fn least<T>(most: u32, set: impl Fn(u32) -> T, fits: impl Fn(&T) -> bool) -> T {
    let mut best = set(most);
    if !fits(&best) {
        return best;
    }
    let (mut low, mut high) = (1, most);
    while low < high {
        let middle = low.midpoint(high);
        let tried = set(middle);
        if fits(&tried) {
            (best, high) = (tried, middle);
        } else {
            low = middle + 1;
        }
    }
    best
}

/// Reports that a document takes more than `budget` pages: which texts of the record to
/// shorten, and by how much.
pub(super) fn report_excess(
    document: &PagedDocument,
    budget: usize,
    record: &Arc<Source>,
    findings: &mut Findings<'_, '_>,
) {
    let pages = document.pages().len();
    let mut printed: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    // What ends a page, such as who wrote it, is pushed over too, but is not too long.
    let (mut beyond, mut short) = (0, 0);
    for (number, page) in document.pages().iter().enumerate() {
        let mut on_page = BTreeMap::new();
        count(&page.frame, &mut on_page);
        for (span, characters) in on_page {
            let place = findings.place(Span::from_raw(span));
            let Some(place) = place.filter(|place| Arc::ptr_eq(&place.source, record)) else {
                continue;
            };
            *printed.entry((place.range.start, place.range.end)).or_default() += characters;
            if number >= budget {
                *(if characters > SHORT { &mut beyond } else { &mut short }) += characters;
            }
        }
    }
    let beyond = if beyond == 0 { short } else { beyond };
    let mut longest: Vec<(Range<usize>, usize)> =
        printed.into_iter().map(|((start, end), length)| (start..end, length)).collect();
    longest.sort_by_key(|(_, length)| usize::MAX - length);
    let page = |count: usize| if count == 1 { "1 page".into() } else { format!("{count} pages") };
    let message = format!(
        "this takes {}, and `{}` may take {}; it is about {beyond} characters too long",
        page(pages),
        findings.template(),
        page(budget),
    );
    let mut finding = Diagnostic::new(Code::PageBudget, message);
    let mut missing = beyond;
    for (range, length) in longest.into_iter().take(NAMED) {
        if missing == 0 || length <= SHORT {
            break;
        }
        let place = Place::new(record, range);
        let cut = missing.min(length - SHORT);
        missing -= cut;
        let key = findings.key_at(&place);
        finding = finding.hint(format!("shorten {key} by about {cut} of its {length} characters"));
        match finding.place {
            None => finding = finding.at(place),
            Some(_) => finding = finding.related(place, format!("{length} characters")),
        }
    }
    if missing > 0 {
        finding = finding.hint("name fewer people, outcomes or next steps in this record");
    }
    finding.place.get_or_insert_with(|| Place::new(record, 0..0));
    findings.push(finding);
}

/// Counts the characters of each text in a frame.
fn count(frame: &Frame, printed: &mut BTreeMap<std::num::NonZeroU64, usize>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => count(&group.frame, printed),
            FrameItem::Text(text) => {
                for glyph in &text.glyphs {
                    let range = glyph.range();
                    let characters = text.text.get(range).map_or(0, |text| text.chars().count());
                    *printed.entry(glyph.span.0.into_raw()).or_default() += characters;
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::least;

    #[test]
    fn the_least_step_that_fits_is_found() {
        for most in 1..20 {
            for first in 1..=most {
                assert_eq!(least(most, |step| step, |step| *step >= first), first);
            }
            assert_eq!(least(most, |step| step, |_| false), most);
        }
    }
}
