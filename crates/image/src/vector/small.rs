//! Drawings as small pictures.

use resvg::tiny_skia::{Pixmap, Transform};
use usvg::{ImageHrefResolver, Options, Tree};

use super::pixels::encode;

/// Returns a PNG file of a flat drawing, of so many pixels.
pub(crate) fn small(svg: &str, (width, height): (u32, u32)) -> Option<Vec<u8>> {
    // A flat drawing refers to no file.
    let image_href_resolver =
        ImageHrefResolver { resolve_string: Box::new(|_, _| None), ..ImageHrefResolver::default() };
    let tree = Tree::from_str(svg, &Options { image_href_resolver, ..Options::default() }).ok()?;
    let mut pixmap = Pixmap::new(width, height)?;
    let size = tree.size();
    let across = f64::from(width) / f64::from(size.width());
    let down = f64::from(height) / f64::from(size.height());
    #[expect(clippy::cast_possible_truncation, reason = "a scale needs only a few digits")]
    let scale = Transform::from_scale(across as f32, down as f32);
    resvg::render(&tree, scale, &mut pixmap.as_mut());
    encode(&pixmap)
}
