//! Measures how much there is to draw on a page before it is drawn.
//!
//! The PDF reader has no limits of its own: in ten levels of forms that each draw the next one
//! ten times, there are ten thousand million parts. A meter therefore draws the page first, and
//! aborts when the limit is reached.

use std::collections::HashSet;
use std::panic;

use hayro_svg::hayro_interpret::font::Glyph;
use hayro_svg::hayro_interpret::pattern::Pattern;
use hayro_svg::hayro_interpret::{
    BlendMode, CacheKey, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache,
    InterpreterSettings, Paint, PathDrawMode, SoftMask, TransformExt, interpret_page,
};
use hayro_syntax::page::Page;
use kurbo::{Affine, BezPath, Rect, Shape};

/// The maximum amount of drawing: points of paths, letters and groups.
const MAX_LOAD: u64 = 2_000_000;

/// The number of pixels that cost as much as a point. Pictures and gradients are rasterised each
/// time that they are drawn.
const PIXELS: u64 = 100;

/// The cost of a clip, with which a form begins: each form is read like a page of its own.
const CLIP: u64 = 40;

/// The panic payload of a thread that has reached the limit.
pub(super) struct Spent;

/// Draws a page without any output.
///
/// # Panics
/// Panics silently with [`Spent`] if there is too much to draw.
pub(super) fn measure<'a>(page: &'a Page<'a>, settings: &InterpreterSettings) {
    let (width, height) = page.render_dimensions();
    let place = Rect::new(0.0, 0.0, width.into(), height.into());
    let cache = InterpreterCache::new();
    let to_page = page.initial_transform(true).to_kurbo();
    let mut context = Context::new(to_page, place, &cache, page.xref(), settings.clone());
    interpret_page(page, &mut context, &mut Meter { left: MAX_LOAD, seen: HashSet::new() });
}

struct Meter {
    left: u64,
    /// The masks and patterns drawn so far; each is drawn once.
    seen: HashSet<u128>,
}

impl Meter {
    fn spend(&mut self, load: u64) {
        self.left =
            self.left.checked_sub(load).unwrap_or_else(|| panic::resume_unwind(Box::new(Spent)));
    }

    fn spend_pixels(&mut self, width: f64, height: f64) {
        // A value that is truncated exceeds the limit anyway; NaN counts as zero.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "see above")]
        self.spend((width * height).abs() as u64 / PIXELS);
    }

    fn spend_mask(&mut self, mask: Option<SoftMask<'_>>) {
        if let Some(mask) = mask.filter(|mask| !self.seen.contains(&mask.cache_key())) {
            mask.interpret(self);
            self.seen.insert(mask.cache_key());
        }
    }

    /// Counts the paint of a shape that fits into a box.
    fn spend_paint(&mut self, paint: &Paint<'_>, around: Rect, at: Affine) {
        let Paint::Pattern(pattern) = paint else { return };
        match pattern.as_ref() {
            Pattern::Shading(_) => {
                let area = (at * around.to_path(0.1)).bounding_box();
                self.spend_pixels(area.width(), area.height());
            }
            Pattern::Tiling(tiling) => {
                // A pattern is drawn again if its tiles are placed differently.
                let key = (tiling.as_ref().clone(), at).cache_key();
                if !self.seen.contains(&key) {
                    tiling.interpret(self, Affine::IDENTITY, false);
                    self.seen.insert(key);
                }
            }
        }
    }
}

impl<'a> Device<'a> for Meter {
    fn set_soft_mask(&mut self, mask: Option<SoftMask<'a>>) {
        self.spend_mask(mask);
    }

    fn set_blend_mode(&mut self, _: BlendMode) {}

    fn draw_path(&mut self, path: &BezPath, at: Affine, paint: &Paint<'a>, mode: &PathDrawMode) {
        self.spend(1 + path.elements().len() as u64);
        let line = match mode {
            PathDrawMode::Fill(_) => 0.0,
            PathDrawMode::Stroke(stroke) => f64::from(stroke.line_width),
        };
        self.spend_paint(paint, path.bounding_box().inflate(line, line), at);
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.spend(CLIP + clip.path.elements().len() as u64);
    }

    fn push_transparency_group(&mut self, _: f32, mask: Option<SoftMask<'a>>, _: BlendMode) {
        self.spend(1);
        self.spend_mask(mask);
    }

    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'a>,
        at: Affine,
        in_line: Affine,
        paint: &Paint<'a>,
        _: &GlyphDrawMode,
    ) {
        self.spend(1);
        match glyph {
            Glyph::Outline(glyph) => self.spend_paint(paint, glyph.outline().bounding_box(), at),
            Glyph::Type3(glyph) => glyph.interpret(self, at, in_line, paint),
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, _: Affine) {
        self.spend(1);
        self.spend_pixels(image.width().into(), image.height().into());
    }

    fn pop_clip_path(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}
