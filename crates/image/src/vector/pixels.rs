//! Rasterises the parts of a drawing that have no simple equivalent in PDF.

use image::{DynamicImage, RgbaImage};
use resvg::tiny_skia::{NonZeroRect, Pixmap};
use usvg::{Group, Node, Paint, Path, Transform};

use crate::print::lossless;
use byline_core::message::message;
use byline_core::model::ArtProblem;

/// The number of pixels along the longer side of a drawing, if all of it is rasterised: 300 per
/// inch across a page of A4. How large a drawing is printed is not yet known.
const SIDE: f32 = 2480.0;

/// The margin around a rasterised part, in pixels, for its softened edges.
const MARGIN: f32 = 2.0;

/// A rasterised part of a drawing.
pub(super) struct Picture {
    /// A PNG file.
    pub(super) file: Vec<u8>,
    /// Its left and top edge, width and height in the drawing.
    pub(super) place: [f32; 4],
    /// The number of its pixels.
    pub(super) pixels: f32,
}

/// Returns whether a node has to be rasterised: it has a filter, a mask, a pattern, or a clip
/// that contains clips.
pub(super) fn are_needed(node: &Node) -> bool {
    match node {
        Node::Group(group) => {
            let mut clip = group.clip_path();
            let mut clips = std::iter::from_fn(|| {
                let this = clip?;
                clip = this.clip_path();
                Some(this)
            });
            !group.filters().is_empty()
                || group.mask().is_some()
                || clips.any(|clip| !is_plain(clip.root()))
        }
        Node::Path(path) => path.is_visible() && has_pattern(path),
        Node::Image(_) | Node::Text(_) => false,
    }
}

/// Returns whether nothing in a clip is clipped itself.
fn is_plain(group: &Group) -> bool {
    group.children().iter().all(|node| match node {
        Node::Group(group) => group.clip_path().is_none() && is_plain(group),
        _ => true,
    })
}

fn has_pattern(path: &Path) -> bool {
    let paints = [path.fill().map(usvg::Fill::paint), path.stroke().map(usvg::Stroke::paint)];
    paints.into_iter().flatten().any(|paint| matches!(paint, Paint::Pattern(_)))
}

/// Rasterises nodes of a drawing of the given size, cropped to what is visible. Returns `None`
/// if nothing is. `outer` is the transform around the nodes.
///
/// # Errors
/// Fails for a horizontal or vertical line with a pattern: the library does not draw it.
pub(super) fn draw(
    nodes: &[Node],
    outer: Transform,
    size: (f32, f32),
) -> Result<Option<Picture>, ArtProblem> {
    let is_thin = |node: &Node| matches!(node, Node::Path(_)) && corner(node).is_none();
    if nodes.iter().any(is_thin) {
        return Err(ArtProblem::Undrawable(message!(
            "it contains a straight line filled with a pattern"
        )));
    }
    Ok(drawn(nodes, outer, size))
}

/// Returns the corner to which the library moves a node.
fn corner(node: &Node) -> Option<(f32, f32)> {
    node.abs_layer_bounding_box().map(|corner| (corner.x(), corner.y()))
}

fn drawn(nodes: &[Node], outer: Transform, size: (f32, f32)) -> Option<Picture> {
    let scale = SIDE / size.0.max(size.1);
    let to_pixels = Transform::from_scale(scale, scale).pre_concat(outer);
    let boxes = nodes.iter().filter_map(|node| bounds(node, to_pixels));
    let (left, top, right, bottom) = boxes
        .map(|place| (place.left(), place.top(), place.right(), place.bottom()))
        .reduce(|a, b| (a.0.min(b.0), a.1.min(b.1), a.2.max(b.2), a.3.max(b.3)))?;
    let start = |edge: f32| (edge - MARGIN).floor().max(0.0);
    let end = |edge: f32, most: f32| (edge + MARGIN).min(most * scale).ceil();
    let (x, y) = (start(left), start(top));
    let (width, height) = (end(right, size.0) - x, end(bottom, size.1) - y);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "they saturate")]
    let mut pixmap = Pixmap::new(width as u32, height as u32)?;
    let to_picture = Transform::from_translate(-x, -y).pre_concat(to_pixels);
    for node in nodes {
        // The library moves each node to the corner of the picture; this moves it back.
        let (left, top) = corner(node)?;
        resvg::render_node(node, to_picture.pre_translate(left, top), &mut pixmap.as_mut());
    }
    if pixmap.pixels().iter().all(|pixel| pixel.alpha() == 0) {
        return None;
    }
    let place = [x / scale, y / scale, width / scale, height / scale];
    Some(Picture { file: encode(&pixmap)?, place, pixels: width * height })
}

/// Returns the bounds of everything that a node draws, with the transform around it applied.
fn bounds(node: &Node, outer: Transform) -> Option<NonZeroRect> {
    match node {
        Node::Group(group) => {
            group.layer_bounding_box().transform(outer.pre_concat(group.transform()))
        }
        node => node.stroke_bounding_box().to_non_zero_rect()?.transform(outer),
    }
}

/// Encodes pixels as a PNG.
pub(super) fn encode(pixmap: &Pixmap) -> Option<Vec<u8>> {
    let pixels = pixmap.pixels().iter().flat_map(|pixel| {
        let pixel = pixel.demultiply();
        [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()]
    });
    let image = RgbaImage::from_raw(pixmap.width(), pixmap.height(), pixels.collect())?;
    lossless(DynamicImage::ImageRgba8(image))
}
