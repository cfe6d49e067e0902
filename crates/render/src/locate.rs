//! Maps a position on a page to the value of the record that is printed there, and a value to its
//! rectangles on the pages.
//!
//! Content carries spans into the record, and so does every glyph and every picture of the
//! laid-out pages.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use typst::ecow::EcoString;
use typst::introspection::{Location, Tag};
use typst::layout::{Abs, Frame, FrameItem, Point, Rect, Transform};
use typst::model::Destination;
use typst::pdf::{ArtifactElem, ArtifactKind};
use typst::syntax::Span;
use typst::text::TextItem;
use typst_layout::PagedDocument;
use unicode_segmentation::UnicodeSegmentation;

use crate::contract::Places;
use crate::geometry::{holds, intersection, on_page, union, within};
use byline_core::key_path::KeyPath;
use byline_core::source::{Place, Source};

/// The distance, in points, within which a position next to a text still selects it.
const TOLERANCE: f64 = 4.0;

/// The extent of letters above and below the baseline, in multiples of the font size, as in most
/// typefaces.
const ASCENT: f64 = 0.82;
const DESCENT: f64 = 0.24;

/// The gap up to which two rectangles on a line are merged, in multiples of their height.
const GAP: f64 = 0.8;

/// The part of a page in which something is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Kind {
    /// The document's text and pictures.
    Body,
    /// An entry of the table of contents, which links to another place in the document.
    Contents,
    /// A header, a footer or anything else that the template marks as an artifact.
    RunningHead,
    /// The background of a page.
    Background,
}

/// A rectangle on a page, in points from the page's top left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rectangle {
    /// The page number, starting from 1.
    pub page: usize,
    /// The left edge.
    pub left: f64,
    /// The upper edge.
    pub top: f64,
    /// The width.
    pub width: f64,
    /// The height.
    pub height: f64,
    /// The part of the page that contains the rectangle.
    pub kind: Kind,
}

/// The value that is printed at a position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    /// The place of the value in its file.
    pub place: Place,
    /// The key path of the value in that file.
    pub path: KeyPath,
    /// The place that refers to the value, if it is printed because of a reference: for
    /// `speaker = "ana"`, the value is the name of the entry `ana`, and the reference is
    /// `speaker`.
    pub reference: Option<(Place, KeyPath)>,
    /// The word at the position, if it is a text.
    pub word: Option<Word>,
    /// The part of the page that contains the position.
    pub kind: Kind,
}

/// A word of a printed value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The word as printed.
    pub text: String,
    /// How many times the value prints the same word before this one.
    pub before: usize,
}

impl Word {
    /// Returns where the word is in its file; `None` if it is not written there as it is printed,
    /// for example because it is part of a date.
    pub fn find_in(&self, value: &Place) -> Option<usize> {
        let text = &value.source.text()[value.range.clone()];
        // Typst prints a curly apostrophe for a straight one.
        let written = [self.text.clone(), self.text.replace('’', "'")];
        let written = written.iter().find(|word| text.contains(word.as_str()))?;
        let found: Vec<_> = text.match_indices(written.as_str()).collect();
        // A name or a title is printed in several places, each time with all its words.
        let (start, _) = found.get(self.before.checked_rem(found.len())?)?;
        Some(value.range.start + start)
    }
}

/// The values that a document prints, with their positions on its pages.
#[derive(Debug)]
pub struct PageMap {
    /// The printed values.
    values: Vec<(Place, KeyPath)>,
    /// The items printed on each page, in painting order.
    pages: Vec<Vec<Item>>,
}

/// The printed value and the value that refers to it, as indices.
#[derive(Debug, Clone, Copy)]
struct Printed {
    value: usize,
    reference: Option<usize>,
}

/// A run of glyphs or a picture.
#[derive(Debug)]
struct Item {
    printed: Printed,
    kind: Kind,
    /// The item's box before transformation, and the transform from the page back to it.
    place: Rect,
    from_page: Transform,
    /// The smallest upright box around the visible part of the item.
    seen: Rect,
    /// The text of a run of glyphs, with the place of each glyph in it.
    run: Option<Run>,
}

/// Where a glyph ends on its line, and where its text starts in its run.
type GlyphEnd = (Abs, usize);

/// A run of glyphs.
#[derive(Debug, Clone)]
struct Run {
    text: EcoString,
    /// For each glyph, where it ends on the line, and where its text starts.
    glyphs: Vec<GlyphEnd>,
}

impl Run {
    /// Returns the range of the word at a position of the line.
    fn word_at(&self, x: Abs) -> Option<Range<usize>> {
        let glyph = self.glyphs.iter().find(|(end, _)| x <= *end).or(self.glyphs.last())?;
        let mut words = self.text.unicode_word_indices();
        let found = words.find(|(start, word)| (*start..start + word.len()).contains(&glyph.1));
        found.map(|(start, word)| start..start + word.len())
    }
}

impl PageMap {
    /// Maps the pages of a laid-out document, given the places of the values that it prints.
    pub fn new(document: &PagedDocument, places: &Places) -> Self {
        let mut walk = Walk {
            places,
            printed: HashMap::new(),
            known: HashMap::new(),
            artifacts: vec![],
            values: vec![],
            items: vec![],
            links: vec![],
        };
        let pages = document.pages().iter().map(|page| walk.page(&page.frame)).collect();
        Self { values: walk.values, pages }
    }

    /// Returns the number of pages.
    pub fn pages(&self) -> usize {
        self.pages.len()
    }

    /// Returns the value at a position, given as a page number from 1 and points from the page's
    /// top left corner.
    ///
    /// Where items overlap, the topmost one is returned. Page backgrounds never count, and headers
    /// and footers count only where there is nothing else.
    pub fn at(&self, page: usize, x: f64, y: f64) -> Option<Located> {
        let point = Point::new(Abs::pt(x), Abs::pt(y));
        let items = self.pages.get(page.checked_sub(1)?)?;
        let hit = |kind| items.iter().rev().find(|item| item.kind == kind && item.holds(point));
        let near = || {
            let near = items.iter().filter(|item| item.kind <= Kind::Contents);
            let near = near.map(|item| (distance(item.seen, point), item));
            let near = near.filter(|(distance, _)| *distance <= TOLERANCE);
            near.min_by(|(one, _), (other, _)| one.total_cmp(other)).map(|(_, item)| item)
        };
        let item = hit(Kind::Body)
            .or_else(|| hit(Kind::Contents))
            .or_else(near)
            .or_else(|| hit(Kind::RunningHead))?;
        let Printed { value, reference } = item.printed;
        let (place, path) = self.values[value].clone();
        let reference = reference.map(|reference| self.values[reference].clone());
        let word = self.word(item, point);
        Some(Located { place, path, reference, word, kind: item.kind })
    }

    /// Returns the word of an item at a point of the page.
    fn word(&self, item: &Item, point: Point) -> Option<Word> {
        let run = item.run.as_ref()?;
        let range = run.word_at(point.transform(item.from_page).x)?;
        let text = &run.text[range.clone()];
        let value = item.printed.value;
        let runs = self.pages.iter().flatten().filter(|other| other.printed.value == value);
        let before = runs.take_while(|other| !std::ptr::eq(*other, item));
        let before = before.filter_map(|other| other.run.as_ref());
        let before: usize = before.map(|run| run.text.matches(text).count()).sum();
        let before = before + run.text[..range.start].matches(text).count();
        Some(Word { text: text.to_owned(), before })
    }

    /// Returns the rectangles in which a value of a file is printed, one for each line, in page
    /// order. A table or a list matches all values in it, and a reference matches the names of its
    /// entry that are printed because of it.
    pub fn rectangles(&self, file: &str, path: &KeyPath) -> Vec<Rectangle> {
        let mut found: Vec<(usize, Rect, Kind)> = Vec::new();
        let meant = |value: usize| {
            let (place, value) = &self.values[value];
            place.source.name() == file && value.starts_with(path)
        };
        for (page, items) in self.pages.iter().enumerate() {
            for item in items {
                let Printed { value, reference } = item.printed;
                if !meant(value) && !reference.is_some_and(meant) {
                    continue;
                }
                let former = found.last_mut().filter(|(on, rect, kind)| {
                    (*on, *kind) == (page, item.kind) && on_one_line(*rect, item.seen)
                });
                match former {
                    Some((_, rect, _)) => *rect = union(*rect, item.seen),
                    None => found.push((page, item.seen, item.kind)),
                }
            }
        }
        let rectangles = found.into_iter().map(|(page, Rect { min, max }, kind)| Rectangle {
            page: page + 1,
            left: min.x.to_pt(),
            top: min.y.to_pt(),
            width: (max.x - min.x).to_pt(),
            height: (max.y - min.y).to_pt(),
            kind,
        });
        rectangles.collect()
    }

    /// Returns the printed values in the order in which they first appear on the pages.
    pub fn values(&self) -> impl Iterator<Item = (&Place, &KeyPath)> {
        self.values.iter().map(|(place, path)| (place, path))
    }
}

impl Item {
    /// Returns whether a point of the page is in the visible part of the item.
    fn holds(&self, point: Point) -> bool {
        holds(self.seen, point) && holds(self.place, point.transform(self.from_page))
    }
}

/// Returns whether two boxes follow each other on a line.
fn on_one_line(one: Rect, other: Rect) -> bool {
    let (top, bottom) = (one.min.y.max(other.min.y), one.max.y.min(other.max.y));
    let height = one.size().y.min(other.size().y);
    let gap = other.min.x.max(one.min.x) - one.max.x.min(other.max.x);
    bottom - top > height * 0.5 && gap < height * GAP
}

/// Returns the distance of a point from a box, in points.
fn distance(place: Rect, point: Point) -> f64 {
    let beyond = |at: Abs, min: Abs, max: Abs| (min - at).max(at - max).max(Abs::zero()).to_pt();
    let x = beyond(point.x, place.min.x, place.max.x);
    x.hypot(beyond(point.y, place.min.y, place.max.y))
}

/// Walks the pages and collects the printed values.
struct Walk<'a> {
    places: &'a Places,
    /// What the spans seen so far print.
    printed: HashMap<Span, Option<Printed>>,
    /// The indices of the values seen so far.
    known: HashMap<(*const Source, KeyPath), usize>,
    /// The artifacts that are currently open.
    artifacts: Vec<(Location, Kind)>,
    values: Vec<(Place, KeyPath)>,
    /// The items printed on the current page.
    items: Vec<Item>,
    /// The internal links on the current page.
    links: Vec<Rect>,
}

impl Walk<'_> {
    fn page(&mut self, frame: &Frame) -> Vec<Item> {
        let everywhere = Abs::inf();
        let sight = Rect::new(Point::splat(-everywhere), Point::splat(everywhere));
        self.frame(frame, Transform::identity(), sight);
        let links = std::mem::take(&mut self.links);
        let mut items = std::mem::take(&mut self.items);
        for item in items.iter_mut().filter(|item| item.kind == Kind::Body) {
            let middle = (item.seen.min + item.seen.max) / 2.0;
            if links.iter().any(|link| holds(*link, middle)) {
                item.kind = Kind::Contents;
            }
        }
        items
    }

    fn frame(&mut self, frame: &Frame, to_page: Transform, sight: Rect) {
        for (at, item) in frame.items() {
            match item {
                FrameItem::Group(group) => {
                    let (inner, seen) = within(group, *at, to_page, sight);
                    self.frame(&group.frame, inner, seen);
                }
                FrameItem::Text(text) => self.text(text, *at, to_page, sight),
                FrameItem::Image(_, size, span) => {
                    let place = Rect::new(*at, *at + size.to_point());
                    self.add(*span, place, to_page, sight, None);
                }
                FrameItem::Link(Destination::Url(_), _) | FrameItem::Shape(..) => {}
                FrameItem::Link(_, size) => {
                    self.links.push(on_page(Rect::new(*at, *at + size.to_point()), to_page));
                }
                FrameItem::Tag(Tag::Start(element, _)) => {
                    if let Some(artifact) = element.to_packed::<ArtifactElem>()
                        && let Some(location) = element.location()
                    {
                        let kind = match artifact.kind.as_option().unwrap_or_default() {
                            ArtifactKind::Background | ArtifactKind::Watermark => Kind::Background,
                            _ => Kind::RunningHead,
                        };
                        self.artifacts.push((location, kind));
                    }
                }
                FrameItem::Tag(Tag::End(location, ..)) => {
                    self.artifacts.retain(|(open, _)| open != location);
                }
            }
        }
    }

    /// Adds an item for each run of glyphs that print the same value.
    fn text(&mut self, text: &TextItem, at: Point, to_page: Transform, sight: Rect) {
        let mut left = at.x;
        let mut runs: Vec<(Span, Abs, Vec<GlyphEnd>)> = Vec::new();
        for glyph in &text.glyphs {
            let start = left;
            left += glyph.x_advance.at(text.size);
            let end = (left, usize::from(glyph.range.start));
            match runs.last_mut().filter(|(last, ..)| *last == glyph.span.0) {
                Some((.., glyphs)) => glyphs.push(end),
                None => runs.push((glyph.span.0, start, vec![end])),
            }
        }
        for (span, start, glyphs) in runs {
            let end = glyphs.last().map_or(start, |(end, _)| *end);
            let top = Point::new(start, at.y - text.size * ASCENT);
            let bottom = Point::new(end, at.y + text.size * DESCENT);
            let run = Run { text: text.text.clone(), glyphs };
            self.add(span, Rect::new(top, bottom), to_page, sight, Some(run));
        }
    }

    /// Adds a printed item if it comes from the record.
    fn add(&mut self, span: Span, place: Rect, to_page: Transform, sight: Rect, run: Option<Run>) {
        let seen = intersection(on_page(place, to_page), sight);
        let size = seen.size();
        if size.x <= Abs::zero() || size.y <= Abs::zero() {
            return;
        }
        let Some(from_page) = to_page.invert() else { return };
        let Some(printed) = self.printed(span) else { return };
        let kind = self.artifacts.last().map_or(Kind::Body, |(_, kind)| *kind);
        self.items.push(Item { printed, kind, place, from_page, seen, run });
    }

    /// Returns the value that a span prints, and the value that refers to it; `None` for spans
    /// into the template.
    fn printed(&mut self, span: Span) -> Option<Printed> {
        if let Some(printed) = self.printed.get(&span) {
            return *printed;
        }
        let found = self.places.get(span).and_then(|found| {
            let value = self.value(&found.value)?;
            let reference = found.reference.as_ref().and_then(|place| self.value(place));
            Some(Printed { value, reference })
        });
        self.printed.insert(span, found);
        found
    }

    /// Returns the index of the value at a place.
    fn value(&mut self, place: &Place) -> Option<usize> {
        let path = place.key_path()?.clone();
        let Self { known, values, .. } = self;
        let index = known.entry((Arc::as_ptr(&place.source), path.clone())).or_insert_with(|| {
            values.push((place.clone(), path));
            values.len() - 1
        });
        Some(*index)
    }
}
