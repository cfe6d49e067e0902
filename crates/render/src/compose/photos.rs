//! Replaces the placeholders of pictures in the layout with prints.
//!
//! Templates lay out a placeholder with the proportions of each picture. The layout thus
//! determines the printed size and the visible part of a picture before any pixel is decoded.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::num::NonZeroU64;
use std::sync::Arc;

use typst::ecow::EcoVec;
use typst::foundations::Bytes;
use typst::layout::{Abs, Frame, FrameItem, GroupItem, Point, Rect, Transform};
use typst::model::Document;
use typst::syntax::Span;
use typst::visualize::{Image, ImageKind, SvgImage};
use typst_layout::{Page, PagedDocument};

use super::findings::Findings;
use super::printed::PrintedPicture;
use crate::geometry::{intersection, on_page, within};
use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::message::message;
use byline_core::model::{Digest, Form, Look, Picture, PictureProblem, Raster};
use byline_image::{Crop, Print, PrintRequest, Target, to_grey};

/// The share of the available pixels from which a print gets all of them: resizing by so little
/// would only blur the picture.
const NEARLY_ALL: f64 = 0.9;

/// The minimum hidden share of a picture for it to be cropped.
const HIDDEN: f64 = 0.005;

/// Replaces the placeholders of a laid-out document with prints.
///
/// Reports an error for each picture that cannot be printed, and a finding for each picture with
/// too few pixels for its size.
pub(super) fn place(document: &PagedDocument, findings: &mut Findings<'_, '_>) -> Placed {
    let mut placer = PhotoPlacer {
        wanted: vec![],
        named: HashSet::new(),
        prints: None,
        coarse: BTreeMap::new(),
        page: 0,
        printed: vec![],
        findings,
    };
    // The first pass collects the prints that are needed, and the second inserts them.
    placer.pages(document);
    let wanted = std::mem::take(&mut placer.wanted);
    let made = placer.findings.render_request().print_maker.prints(&wanted);
    let printed = wanted.iter().zip(&made);
    let looks = printed
        .filter_map(|((original, _), print)| Some((original.digest, print.as_ref().ok()?.look)));
    let looks = looks.collect();
    let names = wanted.iter().map(|(original, target)| (original.digest, *target));
    placer.prints = Some(names.zip(made).collect());
    let pages = placer.pages(document);
    let printed = std::mem::take(&mut placer.printed);
    placer.report_coarse();
    Placed { document: PagedDocument::new(pages, document.info().clone()), looks, printed }
}

/// A document with its prints.
pub(super) struct Placed {
    pub(super) document: PagedDocument,
    /// The looks of the printed pictures.
    pub(super) looks: HashMap<Digest, Look>,
    /// Where its pictures are, and which part of each is seen.
    pub(super) printed: Vec<PrintedPicture>,
}

/// Walks the pages and inserts the prints.
struct PhotoPlacer<'h, 'w, 'a> {
    /// The prints to make, and their names.
    wanted: Vec<PrintRequest>,
    named: HashSet<(Digest, Target)>,
    /// The finished prints; `None` during the first pass.
    prints: Option<HashMap<(Digest, Target), Result<Print, PictureProblem>>>,
    /// Pictures with too few pixels, each with its lowest resolution in pixels per inch and its
    /// printed width at that resolution.
    coarse: BTreeMap<NonZeroU64, (Picture, f64, Abs)>,
    /// The number of the page, from 1.
    page: usize,
    printed: Vec<PrintedPicture>,
    findings: &'h mut Findings<'w, 'a>,
}

impl PhotoPlacer<'_, '_, '_> {
    /// Returns the pages of a document with prints inserted.
    fn pages(&mut self, document: &PagedDocument) -> EcoVec<Page> {
        let pages = document.pages().iter().zip(1..).map(|(page, number)| {
            self.page = number;
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

    /// Returns a frame with prints inserted; `sight` is the visible part of the page.
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
                    // The span of a known picture refers to the record, not to the template.
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

    /// Returns the print for a placeholder and the box of its visible part. Returns `None` during
    /// the first pass, for vector art printed in colour, and after reporting an error.
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
        self.note(&picture, span, place, to_page, sight);
        let raster = match &picture.original.form {
            Form::Raster(raster) => raster,
            Form::Art(art) if grey && self.prints.is_some() => {
                return Some((place, anew(as_svg(to_grey(&art.svg)?)?)));
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
            if self.named.insert(name) {
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
                self.findings.push_at(span, problem.finding(&picture.file));
                None
            }
        }
    }

    /// Takes note of where a picture is, once its print is there.
    fn note(
        &mut self,
        picture: &Picture,
        span: Span,
        place: Rect,
        to_page: Transform,
        sight: Rect,
    ) {
        if self.prints.is_some()
            && let Some(named) = self.findings.place(span)
        {
            let form = &picture.original.form;
            self.printed.push(PrintedPicture::new(named, self.page, form, place, to_page, sight));
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
            let (width, has) = (format!("{:.0}", width.to_mm()), format!("{has:.0}"));
            let message = message!(
                "`{file}` is printed {width} mm wide, at {has} pixels per inch",
                file = picture.file
            );
            let hint = message!(
                "ask for the original, or print it narrower; below {least} pixels per inch it \
                 looks blurred"
            );
            let finding = Diagnostic::new(Code::LOW_RESOLUTION, message).hint(hint);
            self.findings.push_at(Span::from_raw(span), finding);
        }
    }
}

/// Returns the visible part of a picture and the box of that part. A rotated or mirrored picture
/// is returned whole.
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
    // Positions as shares of the picture's width or height, from its left or top edge.
    let share = |from: Abs, start: Abs, length: Abs| ((from - start) / length).clamp(0.0, 1.0);
    let x = |at: Abs| share(at, on_page.min.x, on_page.size().x);
    let y = |at: Abs| share(at, on_page.min.y, on_page.size().y);
    let (left, right) = (x(seen.min.x), x(seen.max.x));
    let (top, bottom) = (y(seen.min.y), y(seen.max.y));
    let hidden = 1.0 - (right - left) * (bottom - top);
    if hidden < HIDDEN || right <= left || bottom <= top {
        return (whole, place);
    }
    // Round outwards to whole pixels.
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

/// Returns the first pixel of a range and the number of pixels in it.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "shares of pixels")]
fn pixels(from: f64, to: f64, all: u32) -> (u32, u32) {
    let start = ((from * f64::from(all)).floor() as u32).min(all.saturating_sub(1));
    let end = ((to * f64::from(all)).ceil() as u32).clamp(start + 1, all.max(1));
    (start, end - start)
}

/// Returns the pixel size of a print that is resized from `has` to `wanted` pixels per inch.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "less than it has")]
fn printed_size(crop: Crop, has: f64, wanted: Option<f64>) -> (u32, u32) {
    let share = wanted.map_or(1.0, |wanted| wanted / has);
    if share >= NEARLY_ALL {
        return (crop.width, crop.height);
    }
    let side = |pixels: u32| ((f64::from(pixels) * share).round() as u32).max(1);
    (side(crop.width), side(crop.height))
}

/// Wraps a print in an SVG so that Typst passes it through unchanged. Typst would decode a raster
/// image again needlessly.
fn wrapped(print: &Print, (width, height): (u32, u32)) -> Option<ImageKind> {
    let address = print.address();
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\">\
         <image width=\"{width}\" height=\"{height}\" preserveAspectRatio=\"none\" \
         href=\"{address}\"/></svg>"
    );
    as_svg(svg)
}

fn as_svg(svg: String) -> Option<ImageKind> {
    SvgImage::new(Bytes::from_string(svg)).ok().map(ImageKind::Svg)
}
