//! The outlines of shapes as text.

use std::fmt::Write;

use usvg::tiny_skia_path::{Path, PathSegment};
use usvg::{FillRule, Group, Node, Transform};

/// Returns a transform as the value of an attribute.
pub(super) fn matrix(transform: Transform) -> String {
    let Transform { sx, ky, kx, sy, tx, ty } = transform;
    format!("matrix({sx} {ky} {kx} {sy} {tx} {ty})")
}

/// Returns the segments of a path as the value of an attribute.
pub(super) fn of(path: &Path) -> String {
    let mut text = String::new();
    for segment in path.segments() {
        // Writing to a string never fails.
        let _ = match segment {
            PathSegment::MoveTo(to) => write!(text, "M{} {}", to.x, to.y),
            PathSegment::LineTo(to) => write!(text, "L{} {}", to.x, to.y),
            PathSegment::QuadTo(by, to) => {
                write!(text, "Q{} {} {} {}", by.x, by.y, to.x, to.y)
            }
            PathSegment::CubicTo(by, and, to) => {
                write!(text, "C{} {} {} {} {} {}", by.x, by.y, and.x, and.y, to.x, to.y)
            }
            PathSegment::Close => write!(text, "Z"),
        };
    }
    text
}

/// Adds the shapes of a clip to a text, and returns how many parts they have.
pub(super) fn shapes(group: &Group, outer: Transform, text: &mut String) -> usize {
    let mut parts = 0;
    for node in group.children() {
        parts += match node {
            Node::Path(path) if path.is_visible() => {
                let is_even_odd = path.fill().is_some_and(|fill| fill.rule() == FillRule::EvenOdd);
                let rule = if is_even_odd { " clip-rule=\"evenodd\"" } else { "" };
                let (matrix, outline) = (matrix(outer), of(path.data()));
                let _ = write!(text, "<path transform=\"{matrix}\"{rule} d=\"{outline}\"/>");
                1 + path.data().len()
            }
            Node::Group(group) => shapes(group, outer.pre_concat(group.transform()), text),
            Node::Text(words) => shapes(words.flattened(), outer, text),
            // Pictures do not clip.
            Node::Path(_) | Node::Image(_) => 0,
        };
    }
    parts
}
