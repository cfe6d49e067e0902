//! Boxes on a page, after transformation and clipping.

use typst::layout::{GroupItem, Point, Rect, Transform};
use typst::visualize::{Curve, CurveItem};

/// Returns the transform from a group to the page, and the part of the page that is visible
/// through the group's clip.
pub(crate) fn within(
    group: &GroupItem,
    at: Point,
    to_page: Transform,
    sight: Rect,
) -> (Transform, Rect) {
    let inner = to_page.pre_concat(Transform::translate(at.x, at.y)).pre_concat(group.transform);
    let clip = group.clip.as_ref();
    (inner, clip.map_or(sight, |clip| intersection(sight, on_page(bounds(clip), inner))))
}

/// Returns the smallest upright box around a curve, including its control points.
fn bounds(curve: &Curve) -> Rect {
    let mut points = Vec::new();
    for item in &curve.0 {
        match item {
            CurveItem::Move(to) | CurveItem::Line(to) => points.push(*to),
            CurveItem::Cubic(one, two, to) => points.extend([*one, *two, *to]),
            CurveItem::Close => {}
        }
    }
    around(&points)
}

/// Returns the smallest upright box around a transformed box.
pub(crate) fn on_page(place: Rect, to_page: Transform) -> Rect {
    let Rect { min, max } = place;
    let corners = [min, max, Point::new(min.x, max.y), Point::new(max.x, min.y)];
    around(&corners.map(|corner| corner.transform(to_page)))
}

/// Returns the smallest upright box around points.
fn around(points: &[Point]) -> Rect {
    let first = points.first().copied().unwrap_or_default();
    points.iter().fold(Rect::new(first, first), |around, point| {
        Rect::new(around.min.min(*point), around.max.max(*point))
    })
}

/// Returns the intersection of two boxes, which is empty if they do not overlap.
pub(crate) fn intersection(one: Rect, other: Rect) -> Rect {
    let min = one.min.max(other.min);
    Rect::new(min, one.max.min(other.max).max(min))
}

/// Returns the smallest box around two boxes.
pub(crate) fn union(one: Rect, other: Rect) -> Rect {
    Rect::new(one.min.min(other.min), one.max.max(other.max))
}

/// Returns whether a box contains a point.
pub(crate) fn holds(place: Rect, point: Point) -> bool {
    let Rect { min, max } = place;
    (min.x..=max.x).contains(&point.x) && (min.y..=max.y).contains(&point.y)
}
