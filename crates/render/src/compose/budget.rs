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
use byline_core::model::{File, Sources};
use byline_core::source::Place;

/// The maximum number of texts that a finding names, longest first.
const NAMED: usize = 3;

/// The number of lines to allow for gaps, rules and pictures that overflow along with the text.
const GAPS: usize = 4;

/// The length in characters, about one line, up to which a text is not worth shortening.
const SHORT: usize = 60;

/// Returns the result of the smallest step from 1 to `most` at which a document fits, or of the
/// last step if none fits. Each step must take no more room than the one before.
///
/// Most documents that do not fit need a step or two, so this is an exponential search from the
/// first step, followed by a binary search.
pub(super) fn least<T>(most: u32, set: impl Fn(u32) -> T, fits: impl Fn(&T) -> bool) -> T {
    let (mut low, mut high) = (1, 1);
    let mut best = set(high);
    while !fits(&best) {
        if high == most {
            return best;
        }
        low = high + 1;
        high = (high * 2).min(most);
        best = set(high);
    }
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
        let key = path.map_or_else(|| "this text".into(), |path| format!("`{}`", path.keys()));
        finding = finding.hint(if rounded(cut) < most {
            let cut = rounded(cut);
            format!("shorten {key} by about {cut} of its {characters} characters")
        } else {
            format!("shorten {key} from {characters} characters to a line")
        });
        match finding.place {
            None => finding = finding.at(place),
            Some(_) => finding = finding.related(place, plural(characters, "character")),
        }
    }
    if missing > 0 {
        finding = finding.hint("name fewer people, outcomes or next steps in this record");
    }
    finding.place.get_or_insert_with(|| Place::new(&sources.record, 0..0));
    findings.push(finding);
}

/// Says by how much a document is too long.
fn excess(pages: usize, budget: usize, lines: usize, template: &str) -> String {
    // Nobody counts the lines of several pages.
    let excess = match pages.saturating_sub(budget) {
        0 | 1 => format!("about {}", plural(lines, "line")),
        _ => "more than a page".into(),
    };
    let (pages, budget) = (plural(pages, "page"), plural(budget, "page"));
    format!("this takes {pages}, and `{template}` may take {budget}; it is {excess} too long")
}

fn plural(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
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
            for first in 1..=most {
                assert_eq!(least(most, |step| step, |step| *step >= first), first);
            }
            assert_eq!(least(most, |step| step, |_| false), most);
        }
    }
}
