//! Finds texts that are printed over something else on a page.

use std::collections::{HashMap, HashSet};

use typst::layout::{Abs, Point, Rect};
use typst::syntax::Span;
use typst::text::Glyph;

use super::marks::{Mark, Text, What};
use crate::contract::is_full;
use crate::geometry::{holds, intersection, on_page};

/// A text that is printed over something else.
#[derive(Debug)]
pub(super) struct Overlap {
    pub(super) words: Words,
    pub(super) over: Over,
}

/// Words of a text, and the place that they are from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Words {
    pub(super) text: String,
    pub(super) span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Over {
    Words(Words),
    Picture,
    Line,
    /// The text itself is hidden.
    Hidden,
}

/// How far two boxes may overlap without touching to the eye, in multiples of the font size:
/// slanted letters lean over the next one, and letters hang outside the edge.
const TOLERANCE: f64 = 0.12;

/// The same for the ink of two letters.
const INK_TOLERANCE: f64 = 0.04;

/// The part of a text's box that a line must not cross, in multiples of the font size from the
/// baseline: lower letters without what hangs below, where a line under a text may be.
const CORE: (f64, f64) = (0.42, 0.05);

/// The side of the squares by which a page is searched, in points, and the most squares along a
/// side of a page.
const SQUARE: f64 = 36.0;
const MOST_SQUARES: f64 = 64.0;

/// Finds the overlaps on a page of some size, in the order of printing.
///
/// Marks are compared only within squares of the page. A text is reported once, so that the time
/// grows with the number of marks even where all stand on one place.
pub(super) fn of_page(marks: &[Mark<'_>], size: Point) -> Vec<Overlap> {
    let mut squares: HashMap<(i64, i64), Vec<usize>> = HashMap::new();
    let mut reported: HashSet<usize> = HashSet::new();
    let mut found = Vec::new();
    let page = Rect::new(Point::zero(), size);
    let side = SQUARE.max(size.x.max(size.y).to_pt() / MOST_SQUARES);
    for (place, mark) in marks.iter().enumerate() {
        for square in squares_of(intersection(mark.at, page), side) {
            let others = squares.entry(square).or_default();
            for &other in others.iter() {
                if reported.contains(&place) || reported.contains(&other) {
                    continue;
                }
                if let Some(overlap) = overlap(&marks[other], mark) {
                    // What is printed over by a text is still there for others to be compared with.
                    reported.insert(if matches!(mark.what, What::Text(_)) { place } else { other });
                    found.push(overlap);
                }
            }
            others.push(place);
        }
    }
    found
}

#[expect(clippy::cast_possible_truncation, reason = "a place on the page")]
fn squares_of(at: Rect, side: f64) -> impl Iterator<Item = (i64, i64)> {
    let square = |length: Abs| (length.to_pt() / side).floor() as i64;
    let (left, right) = (square(at.min.x), square(at.max.x));
    (square(at.min.y)..=square(at.max.y)).flat_map(move |y| (left..=right).map(move |x| (x, y)))
}

/// Returns the overlap of two marks of which the second is printed after the first.
fn overlap(first: &Mark<'_>, second: &Mark<'_>) -> Option<Overlap> {
    let meant = first.is_overlay || second.is_overlay;
    match (&first.what, &second.what) {
        (What::Text(one), What::Text(other)) => {
            let meant = first.is_overlay != second.is_overlay;
            let shared = intersection(first.at, second.at);
            let em = one.em.min(other.em);
            let overlaps = !meant && is_larger(shared, em * TOLERANCE, em * INK_TOLERANCE);
            (overlaps && ink_meets(one, other, shared, em)).then(|| Overlap {
                words: words_at(one, shared),
                over: Over::Words(words_at(other, shared)),
            })
        }
        (What::Text(text), What::Area) => {
            let middle = (first.at.min + first.at.max) / 2.0;
            let hidden = !meant && holds(second.at, middle);
            hidden.then(|| Overlap { words: words_at(text, first.at), over: Over::Hidden })
        }
        (What::Text(text), other) => on_other(text, first.at, other, second.at, meant),
        (other, What::Text(text)) => on_other(text, second.at, other, first.at, meant),
        _ => None,
    }
}

/// Returns the overlap of a text with a picture or a line.
fn on_other(
    text: &Text<'_>,
    at: Rect,
    other: &What<'_>,
    there: Rect,
    meant: bool,
) -> Option<Overlap> {
    if meant {
        return None;
    }
    let (core, em) = (core(text, at), text.em);
    let over = match other {
        What::Picture => {
            let shared = intersection(core, there);
            is_larger(shared, em * TOLERANCE, em * TOLERANCE).then_some(Over::Picture)
        }
        // The line of a root begins in its sign.
        What::Edge(from, to) if text.item.text != "√" => {
            crosses(core, *from, *to).then_some(Over::Line)
        }
        What::Edge(..) | What::Text(_) | What::Area => None,
    }?;
    let shared = intersection(at, Rect::new(there.min, there.max));
    Some(Overlap { words: words_at(text, shared), over })
}

fn is_larger(shared: Rect, width: Abs, height: Abs) -> bool {
    let size = shared.size();
    size.x > width && size.y > height
}

/// Returns the part of a text's box that nothing must cross.
fn core(text: &Text<'_>, at: Rect) -> Rect {
    let (top, bottom) = CORE;
    let inset = text.item.size * TOLERANCE;
    let Some(from_page) = text.to_page.invert() else { return at };
    let place = on_page(at, from_page);
    let min = Point::new(place.min.x + inset, -text.item.size * top);
    let max = Point::new(place.max.x - inset, -text.item.size * bottom);
    on_page(Rect::new(min, max.max(min)), text.to_page)
}

/// Returns whether a line crosses a box.
fn crosses(place: Rect, from: Point, to: Point) -> bool {
    let (mut enters, mut leaves) = (0.0_f64, 1.0_f64);
    let sides =
        [(from.x, to.x, place.min.x, place.max.x), (from.y, to.y, place.min.y, place.max.y)];
    for (from, to, min, max) in sides {
        let (from, length) = (from.to_pt(), (to - from).to_pt());
        let (min, max) = (min.to_pt(), max.to_pt());
        if length.abs() < f64::EPSILON {
            if !(min..=max).contains(&from) {
                return false;
            }
            continue;
        }
        let (one, other) = ((min - from) / length, (max - from) / length);
        enters = enters.max(one.min(other));
        leaves = leaves.min(one.max(other));
    }
    enters < leaves
}

/// Returns whether the letters of two texts touch where their boxes do.
fn ink_meets(one: &Text<'_>, other: &Text<'_>, shared: Rect, em: Abs) -> bool {
    let (one, other) = (inks(one, shared), inks(other, shared));
    let slack = em * INK_TOLERANCE;
    one.iter()
        .any(|ink| other.iter().any(|there| is_larger(intersection(*ink, *there), slack, slack)))
}

/// Returns the boxes of the ink of the letters that stand at a place.
fn inks(text: &Text<'_>, shared: Rect) -> Vec<Rect> {
    let mut inks = Vec::new();
    for_each_glyph(text, shared, |glyph, left| inks.extend(ink(text, glyph, left)));
    inks
}

/// Returns the box of a letter's ink on the page.
fn ink(text: &Text<'_>, glyph: &Glyph, left: Abs) -> Option<Rect> {
    let item = text.item;
    let id = ttf_parser::GlyphId(glyph.id);
    let bounds = item.font.ttf().glyph_bounding_box(id)?;
    let at = |units: i16| item.font.to_em(units).at(item.size);
    let x = left + glyph.x_offset.at(item.size);
    let y = -glyph.y_offset.at(item.size);
    let min = Point::new(x + at(bounds.x_min), y - at(bounds.y_max));
    let max = Point::new(x + at(bounds.x_max), y - at(bounds.y_min));
    Some(on_page(Rect::new(min, max), text.to_page))
}

/// Calls a function with each letter that stands at a place, and where it begins on its line.
fn for_each_glyph(text: &Text<'_>, shared: Rect, mut visit: impl FnMut(&Glyph, Abs)) {
    let Some(from_page) = text.to_page.invert() else { return };
    let Rect { min, max } = on_page(shared, from_page);
    let mut left = Abs::zero();
    for glyph in &text.item.glyphs {
        let right = left + glyph.x_advance.at(text.item.size);
        if right >= min.x && left <= max.x {
            visit(glyph, left);
        }
        left = right;
    }
}

/// Returns whether a line could end in what stands beside a block: at a space, or between
/// full-width characters.
pub(super) fn is_divisible_beside(text: &Text<'_>, block: Rect) -> bool {
    let mut left = Abs::zero();
    text.item.glyphs.iter().any(|glyph| {
        let at = Point::with_x(left).transform(text.to_page).x;
        left += glyph.x_advance.at(text.item.size);
        let said = text.item.text.get(glyph.range()).unwrap_or_default();
        (at < block.min.x || at > block.max.x) && said.contains(|char| char == ' ' || is_full(char))
    })
}

/// Returns the whole words of a text that stand at a place.
pub(super) fn words_at(text: &Text<'_>, shared: Rect) -> Words {
    let mut range: Option<(usize, usize)> = None;
    let mut span = None;
    for_each_glyph(text, shared, |glyph, _| {
        let glyphs = glyph.range();
        let (start, end) = range.unwrap_or((glyphs.start, glyphs.end));
        range = Some((start.min(glyphs.start), end.max(glyphs.end)));
        span.get_or_insert(glyph.span.0);
    });
    let said = text.item.text.as_str();
    let (start, end) = range.unwrap_or((0, said.len()));
    let start = said.get(..start).and_then(|before| before.rfind(' ')).map_or(0, |at| at + 1);
    let end = said.get(end..).and_then(|after| after.find(' ')).map_or(said.len(), |at| end + at);
    let text_there = said.get(start..end).unwrap_or(said).trim();
    Words { text: shortened(text_there), span: span.unwrap_or_else(|| text.span()) }
}

/// Shortens words that a message quotes.
fn shortened(words: &str) -> String {
    const LONGEST: usize = 48;
    let Some((end, _)) = words.char_indices().nth(LONGEST) else { return words.to_owned() };
    let whole = words[..end].rfind(' ').unwrap_or(end);
    format!("{} …", &words[..whole])
}
