//! Puts the prints of pictures where the layout has their stand-ins.
//!
//! Templates lay out a field in the shape of each picture. So the layout decides how
//! large a picture is printed and what of it is seen, before a single pixel is decoded.

use std::collections::{BTreeMap, HashMap};
use std::num::NonZeroU64;
use std::sync::Arc;

use base64::Engine;
use base64::prelude::BASE64_STANDARD as BASE64;
use image::{Luma, Pixel, Rgb};
use typst::ecow::EcoVec;
use typst::foundations::{Bytes, Content, Smart};
use typst::layout::{Abs, Frame, FrameItem, GroupItem, Point, Rect, Sides, Size, Transform};
use typst::model::Document;
use typst::syntax::Span;
use typst::visualize::{Image, ImageKind, PixelEncoding, PixelFormat, RasterImage, SvgImage};
use typst_layout::{Page, PagedDocument};
use typst_render::{RenderOptions, render};

use super::findings::Findings;
use crate::geometry::{intersection, on_page, within};
use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::model::{Digest, Form, Look, Picture, PictureProblem, Raster};
use byline_image::{Crop, Print, Target, Wanted};

/// How many pixels to an inch vector art has where it is printed without colours: as many
/// as print shops ask for drawings.
const ART_PER_INCH: f64 = 600.0;

/// The most pixels that it has along a side then.
const MAX_ART: f64 = 4000.0;

/// A print that would have this share of the pixels that there are gets all of them:
/// fewer would only blur it.
const NEARLY_ALL: f64 = 0.9;

/// The share of a picture that must be out of sight before it is cut off.
const HIDDEN: f64 = 0.005;

/// Puts prints into a document whose pages are laid out.
///
/// Notes what keeps a picture from being printed, which is an error, and what has too few
/// pixels for its size, once for each picture.
pub(super) fn place(document: &PagedDocument, findings: &mut Findings<'_, '_>) -> Placed {
    let mut placer =
        PhotoPlacer { wanted: vec![], prints: None, coarse: BTreeMap::new(), findings };
    // The first walk says which prints are wanted, the second puts them in.
    placer.pages(document);
    let wanted = std::mem::take(&mut placer.wanted);
    let made = placer.findings.render_request().darkroom.prints(&wanted);
    let printed = wanted.iter().zip(&made);
    let looks = printed
        .filter_map(|((original, _), print)| Some((original.digest, print.as_ref().ok()?.look)));
    let looks = looks.collect();
    let names = wanted.iter().map(|(original, target)| (original.digest, *target));
    placer.prints = Some(names.zip(made).collect());
    let pages = placer.pages(document);
    placer.report_coarse();
    Placed { document: PagedDocument::new(pages, document.info().clone()), looks }
}

/// A document with its prints.
pub(super) struct Placed {
    pub(super) document: PagedDocument,
    /// What the pictures look like that were printed.
    pub(super) looks: HashMap<Digest, Look>,
}

/// Walks the pages and puts prints in.
struct PhotoPlacer<'h, 'w, 'a> {
    /// The prints that are wanted.
    wanted: Vec<Wanted>,
    /// Those that were made; none before.
    prints: Option<HashMap<(Digest, Target), Result<Print, PictureProblem>>>,
    /// Pictures with too few pixels: the fewest to an inch, and how wide that is.
    coarse: BTreeMap<NonZeroU64, (Picture, f64, Abs)>,
    findings: &'h mut Findings<'w, 'a>,
}

impl PhotoPlacer<'_, '_, '_> {
    /// The pages of a document with their prints.
    fn pages(&mut self, document: &PagedDocument) -> EcoVec<Page> {
        let pages = document.pages().iter().map(|page| {
            let (size, bleed) = (page.frame.size(), page.bleed);
            let sight = Rect::new(
                Point::new(-bleed.left, -bleed.top),
                Point::new(size.x + bleed.right, size.y + bleed.bottom),
            );
            let frame = self.frame(&page.frame, Transform::identity(), sight);
            Page { frame, ..page.clone() }
        });
        pages.collect()
    }

    /// A frame with its prints; `sight` is the part of the page that can be seen.
    fn frame(&mut self, frame: &Frame, to_page: Transform, sight: Rect) -> Frame {
        let mut printed = Frame::new(frame.size(), frame.kind());
        if frame.has_baseline() {
            printed.set_baseline(frame.baseline());
        }
        for (at, item) in frame.items() {
            match item {
                FrameItem::Group(group) => {
                    let (inner, seen) = within(group, *at, to_page, sight);
                    let frame = self.frame(&group.frame, inner, seen);
                    printed.push(*at, FrameItem::Group(GroupItem { frame, ..group.clone() }));
                }
                FrameItem::Image(image, size, span) => {
                    let place = Rect::new(*at, *at + size.to_point());
                    let known = match image.kind() {
                        ImageKind::Svg(stand_in) => self.findings.picture(stand_in.data()),
                        _ => None,
                    };
                    // What is known of a picture leads to the record, not to the template.
                    let named = known.as_ref().map_or(*span, |(_, span)| *span);
                    let (place, image) = known
                        .and_then(|known| self.print(image, known, place, to_page, sight))
                        .unwrap_or_else(|| (place, image.clone()));
                    printed.push(place.min, FrameItem::Image(image, place.size(), named));
                }
                item => printed.push(*at, item.clone()),
            }
        }
        printed
    }

    /// The print for a stand-in, and where the seen part of it stands. None for vector art in
    /// its colours, and beside an error.
    fn print(
        &mut self,
        image: &Image,
        (picture, span): (Picture, Span),
        place: Rect,
        to_page: Transform,
        sight: Rect,
    ) -> Option<(Rect, Image)> {
        let render_request = self.findings.render_request();
        let grey = render_request.output.greyscale;
        let resolution = render_request.project.photos.resolution;
        let anew = |kind| Image::new(kind, image.alt().map(Into::into), image.scaling());
        let raster = match &picture.original.form {
            Form::Raster(raster) => raster,
            Form::Art(_) if grey && self.prints.is_some() => {
                return Some((place, anew(drawn_grey(image, place.size())?)));
            }
            Form::Art(_) => return None,
        };
        let (crop, place) = seen(raster, place, to_page, sight);
        let width = place.size().x * to_page.sx.get().hypot(to_page.ky.get());
        let has = f64::from(crop.width) / (width / Abs::inches(1.0));
        let size = printed_size(crop, has, resolution.per_inch());
        let target = Target { crop, size, grey, quality: resolution.quality() };
        let name = (picture.original.digest, target);
        let Some(prints) = &self.prints else {
            if !self.wanted.iter().any(|(other, target)| (other.digest, *target) == name) {
                self.wanted.push((Arc::clone(&picture.original), target));
            }
            return None;
        };
        match prints.get(&name)? {
            Ok(print) => {
                let printed = anew(wrapped(print, size)?);
                if has < resolution.least_per_inch() {
                    self.note_coarse(&picture, span, has, width);
                }
                Some((place, printed))
            }
            Err(problem) => {
                let finding = Diagnostic::new(Code::UNUSABLE_PHOTO, problem.message(&picture.file));
                self.findings.push_at(span, finding.hint(problem.hint()));
                None
            }
        }
    }

    fn note_coarse(&mut self, picture: &Picture, span: Span, has: f64, width: Abs) {
        let entry = (picture.clone(), has, width);
        let known = self.coarse.entry(span.into_raw()).or_insert_with(|| entry.clone());
        if has < known.1 {
            *known = entry;
        }
    }

    fn report_coarse(self) {
        for (span, (picture, has, width)) in self.coarse {
            let least = self.findings.render_request().project.photos.resolution.least_per_inch();
            let message = format!(
                "`{}` is printed {:.0} mm wide with {has:.0} pixels to an inch",
                picture.file,
                width.to_mm()
            );
            let hint = format!(
                "below {least} it looks coarse: ask for the original, or print it narrower"
            );
            let finding = Diagnostic::new(Code::LOW_RESOLUTION, message).hint(hint);
            self.findings.push_at(Span::from_raw(span), finding);
        }
    }
}

/// The part of a picture that can be seen, and where that part stands. All of it, if it
/// stands askew.
fn seen(raster: &Raster, place: Rect, to_page: Transform, sight: Rect) -> (Crop, Rect) {
    let whole = Crop { left: 0, top: 0, width: raster.width, height: raster.height };
    let upright = to_page.kx.is_zero() && to_page.ky.is_zero();
    let positive = to_page.sx.get() > 0.0 && to_page.sy.get() > 0.0;
    let size = place.size();
    if !upright || !positive || size.x <= Abs::zero() || size.y <= Abs::zero() {
        return (whole, place);
    }
    let on_page = on_page(place, to_page);
    let seen = intersection(on_page, sight);
    // Shares of the picture, from its left and its top.
    let share = |from: Abs, start: Abs, length: Abs| ((from - start) / length).clamp(0.0, 1.0);
    let x = |at: Abs| share(at, on_page.min.x, on_page.size().x);
    let y = |at: Abs| share(at, on_page.min.y, on_page.size().y);
    let (left, right) = (x(seen.min.x), x(seen.max.x));
    let (top, bottom) = (y(seen.min.y), y(seen.max.y));
    let hidden = 1.0 - (right - left) * (bottom - top);
    if hidden < HIDDEN || right <= left || bottom <= top {
        return (whole, place);
    }
    // Whole pixels, and none too few.
    let (left, width) = pixels(left, right, raster.width);
    let (top, height) = pixels(top, bottom, raster.height);
    let at = |pixel: u32, of: u32, start: Abs, length: Abs| {
        start + length * (f64::from(pixel) / f64::from(of))
    };
    let x = |pixel| at(pixel, raster.width, place.min.x, size.x);
    let y = |pixel| at(pixel, raster.height, place.min.y, size.y);
    let crop = Crop { left, top, width, height };
    let min = Point::new(x(left), y(top));
    (crop, Rect::new(min, Point::new(x(left + width), y(top + height))))
}

/// The first pixel of a stretch, and how many there are.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "shares of pixels")]
fn pixels(from: f64, to: f64, all: u32) -> (u32, u32) {
    let start = ((from * f64::from(all)).floor() as u32).min(all.saturating_sub(1));
    let end = ((to * f64::from(all)).ceil() as u32).clamp(start + 1, all.max(1));
    (start, end - start)
}

/// The pixels of a print of a part that has so many pixels to an inch.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "less than it has")]
fn printed_size(crop: Crop, has: f64, wanted: Option<f64>) -> (u32, u32) {
    let share = wanted.map_or(1.0, |wanted| wanted / has);
    if share >= NEARLY_ALL {
        return (crop.width, crop.height);
    }
    let side = |pixels: u32| ((f64::from(pixels) * share).round() as u32).max(1);
    (side(crop.width), side(crop.height))
}

/// A print inside an SVG: so the typesetter passes it on as it is. By itself it would be
/// decoded once more, for nothing.
fn wrapped(print: &Print, (width, height): (u32, u32)) -> Option<ImageKind> {
    let kind = if print.file.starts_with(b"\x89PNG") { "png" } else { "jpeg" };
    let file = BASE64.encode(&print.file);
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\">\
         <image width=\"{width}\" height=\"{height}\" preserveAspectRatio=\"none\" \
         href=\"data:image/{kind};base64,{file}\"/></svg>"
    );
    SvgImage::new(Bytes::from_string(svg)).ok().map(ImageKind::Svg)
}

/// Vector art without colours, as pixels: nothing else takes all of its colours out.
fn drawn_grey(image: &Image, size: Size) -> Option<ImageKind> {
    let mut frame = Frame::hard(size);
    frame.push(Point::zero(), FrameItem::Image(image.clone(), size, Span::detached()));
    let page = Page {
        frame,
        bleed: Sides::default(),
        fill: Smart::Custom(None),
        numbering: None,
        supplement: Content::empty(),
        number: 1,
    };
    let fitting = MAX_ART / size.x.max(size.y).to_pt();
    let pixel_per_pt = (ART_PER_INCH / 72.0).min(fitting).into();
    let drawn = render(&page, &RenderOptions { pixel_per_pt, render_bleed: false });
    let pixels = drawn.pixels().iter().flat_map(|pixel| {
        let pixel = pixel.demultiply();
        let Luma([grey]) = Rgb([pixel.red(), pixel.green(), pixel.blue()]).to_luma();
        [grey, pixel.alpha()]
    });
    let format = PixelFormat {
        encoding: PixelEncoding::Lumaa8,
        width: drawn.width(),
        height: drawn.height(),
    };
    let pixels = Bytes::new(pixels.collect::<Vec<_>>());
    RasterImage::new(pixels, format, Smart::Auto).ok().map(ImageKind::Raster)
}
