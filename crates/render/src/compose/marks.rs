//! Collects what the pages print where: texts, pictures, and the outlines of shapes.

use typst::foundations::Label;
use typst::introspection::{Location, Tag};
use typst::layout::{Abs, Frame, FrameItem, GroupItem, Point, Rect, Transform};
use typst::pdf::{ArtifactElem, ArtifactKind};
use typst::syntax::Span;
use typst::text::TextItem;
use typst::utils::PicoStr;
use typst::visualize::{CurveItem, Geometry, Paint, Shape};

use crate::geometry::{intersection, on_page, within};

/// The label of a block or a box by which a template says that what is in it may stand over
/// something else.
const OVERLAY: &str = "overlay";

/// Where the letters of a line stand above and below its baseline, in multiples of the font size:
/// capitals, and a part of the descenders, so that lines that are set tight do not touch.
const ABOVE: f64 = 0.66;
const BELOW: f64 = 0.12;

/// The share of a page from which a group on it is the part inside the margins.
const BODY: f64 = 0.4;

/// Something that is printed on a page.
pub(super) struct Mark<'a> {
    /// The box of the mark on its page: of a text, the box of its lower letters and capitals.
    pub(super) at: Rect,
    pub(super) what: What<'a>,
    /// Whether the template says that the mark may stand over others.
    pub(super) is_overlay: bool,
}

pub(super) enum What<'a> {
    Text(Text<'a>),
    Picture,
    /// A part of the outline of a shape, from one point to another.
    Edge(Point, Point),
    /// The area of a shape with a colour.
    Area,
}

/// A text in one line and one style.
pub(super) struct Text<'a> {
    pub(super) item: &'a TextItem,
    /// The transform from the text's origin, on its baseline, to the page.
    pub(super) to_page: Transform,
    /// The font size on the page.
    pub(super) em: Abs,
    /// The innermost block that the text is in, and the part of the page that its clips show.
    pub(super) block: Option<Rect>,
    pub(super) sight: Rect,
}

impl Text<'_> {
    /// Returns the place in the record or the template that the text is from.
    pub(super) fn span(&self) -> Span {
        self.item.glyphs.first().map_or(Span::detached(), |glyph| glyph.span.0)
    }
}

/// Returns the marks of a page in the order in which they are printed.
pub(super) fn of_page(page: &Frame) -> Vec<Mark<'_>> {
    let everywhere = Rect::new(Point::splat(-Abs::inf()), Point::splat(Abs::inf()));
    let mut collector = Collector { size: page.size().to_point(), marks: vec![], behind: vec![] };
    let context = Context {
        to_page: Transform::identity(),
        sight: everywhere,
        block: None,
        is_overlay: false,
    };
    collector.frame(page, context);
    collector.marks
}

#[derive(Clone, Copy)]
struct Context {
    to_page: Transform,
    sight: Rect,
    block: Option<Rect>,
    is_overlay: bool,
}

struct Collector<'a> {
    size: Point,
    marks: Vec<Mark<'a>>,
    /// The backgrounds and watermarks that are currently open.
    behind: Vec<Location>,
}

impl<'a> Collector<'a> {
    fn frame(&mut self, frame: &'a Frame, context: Context) {
        for (at, item) in frame.items() {
            match item {
                FrameItem::Tag(tag) => self.tag(tag),
                FrameItem::Group(group) => self.group(group, *at, context),
                _ if !self.behind.is_empty() => {}
                FrameItem::Text(text) => self.text(text, *at, context),
                FrameItem::Image(_, size, _) => {
                    let at = on_page(Rect::new(*at, *at + size.to_point()), context.to_page);
                    self.add(intersection(at, context.sight), What::Picture, context);
                }
                // The lines under and through a text have no place in a source.
                FrameItem::Shape(shape, span) if !span.is_detached() => {
                    self.shape(shape, *at, context);
                }
                _ => {}
            }
        }
    }

    fn tag(&mut self, tag: &Tag) {
        match tag {
            Tag::Start(element, _) => {
                let artifact = element.to_packed::<ArtifactElem>();
                let kind = artifact.and_then(|artifact| *artifact.kind.as_option());
                if matches!(kind, Some(ArtifactKind::Background | ArtifactKind::Watermark)) {
                    self.behind.extend(element.location());
                }
            }
            Tag::End(location, ..) => self.behind.retain(|open| open != location),
        }
    }

    fn group(&mut self, group: &'a GroupItem, at: Point, context: Context) {
        let (to_page, sight) = within(group, at, context.to_page, context.sight);
        let size = group.frame.size().to_point();
        let place = on_page(Rect::new(Point::zero(), size), to_page);
        // The page itself is no block. The part of it inside the margins is one by its width: above
        // and below is room for heads and notes.
        let is_body =
            context.block.is_none() && size.x > self.size.x * BODY && size.y > self.size.y * BODY;
        let block = if is_body {
            let (top, bottom) = (Point::with_y(-Abs::inf()), Point::with_y(Abs::inf()));
            Some(Rect::new(place.min + top, place.max + bottom))
        } else if group.frame.kind().is_hard() {
            Some(place)
        } else {
            context.block
        };
        let is_overlay =
            context.is_overlay || group.label == Label::new(PicoStr::constant(OVERLAY));
        self.frame(&group.frame, Context { to_page, sight, block, is_overlay });
    }

    fn text(&mut self, item: &'a TextItem, at: Point, context: Context) {
        let Context { to_page, sight, block, .. } = context;
        // Text that is neither upright nor sideways is a stamp, which stands over others.
        let upright = to_page.kx.is_zero() && to_page.ky.is_zero();
        let sideways = to_page.sx.is_zero() && to_page.sy.is_zero();
        let hidden = matches!(&item.fill, Paint::Solid(colour) if colour.alpha() == Some(0.0));
        if hidden {
            return;
        }
        let is_overlay = context.is_overlay || !(upright || sideways);
        let to_page = to_page.pre_concat(Transform::translate(at.x, at.y));
        let Some((start, end)) = extent(item) else { return };
        let place =
            Rect::new(Point::new(start, -item.size * ABOVE), Point::new(end, item.size * BELOW));
        let em = item.size * to_page.sy.get().abs().max(to_page.ky.get().abs());
        let text = Text { item, to_page, em, block, sight };
        self.add(on_page(place, to_page), What::Text(text), Context { is_overlay, ..context });
    }

    fn shape(&mut self, shape: &Shape, at: Point, context: Context) {
        let to_page = context.to_page.pre_concat(Transform::translate(at.x, at.y));
        if shape.fill.is_none() && shape.stroke.is_none() {
            return;
        }
        let points = outline(&shape.geometry);
        for (from, to) in points {
            let (from, to) = (from.transform(to_page), to.transform(to_page));
            let at = Rect::new(from.min(to), from.max(to));
            self.add(at, What::Edge(from, to), context);
        }
        if shape.fill.is_some() {
            let at = on_page(shape.bbox(false), to_page);
            self.add(intersection(at, context.sight), What::Area, context);
        }
    }

    fn add(&mut self, at: Rect, what: What<'a>, context: Context) {
        self.marks.push(Mark { at, what, is_overlay: context.is_overlay });
    }
}

/// Returns where the first letter of a text begins and the last one ends, unless all are spaces.
fn extent(item: &TextItem) -> Option<(Abs, Abs)> {
    let mut extent: Option<(Abs, Abs)> = None;
    let mut left = Abs::zero();
    for glyph in &item.glyphs {
        // A line that is justified has its additional space behind its characters.
        let own = item.font.x_advance(glyph.id).unwrap_or(glyph.x_advance);
        let right = left + glyph.x_advance.min(own).at(item.size);
        let next = left + glyph.x_advance.at(item.size);
        let printed = item.text.get(glyph.range()).is_some_and(|text| !text.trim().is_empty());
        if printed {
            let (start, end) = extent.unwrap_or((left, right));
            extent = Some((start, end.max(right)));
        }
        left = next;
    }
    extent
}

/// Returns the lines around a shape. A curve is replaced by the line between its ends.
fn outline(geometry: &Geometry) -> Vec<(Point, Point)> {
    match geometry {
        Geometry::Line(to) => vec![(Point::zero(), *to)],
        Geometry::Rect(size) => {
            let (right, bottom) = (Point::with_x(size.x), Point::with_y(size.y));
            let far = size.to_point();
            vec![(Point::zero(), right), (right, far), (far, bottom), (bottom, Point::zero())]
        }
        Geometry::Curve(curve) => {
            let mut lines = vec![];
            let (mut start, mut last) = (Point::zero(), Point::zero());
            for item in &curve.0 {
                let to = match item {
                    CurveItem::Move(to) => {
                        (start, last) = (*to, *to);
                        continue;
                    }
                    CurveItem::Line(to) | CurveItem::Cubic(_, _, to) => *to,
                    CurveItem::Close => start,
                };
                lines.push((last, to));
                last = to;
            }
            lines
        }
    }
}
