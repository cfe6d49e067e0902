//! Fills, strokes and gradients as attributes.

use std::fmt::Write;

use usvg::tiny_skia_path::{Path as Segments, PathSegment, Point};
use usvg::{
    BaseGradient, Color, Fill, FillRule, LineCap, LineJoin, Opacity, Paint, PaintOrder, Path,
    SpreadMethod, StrokeMiterlimit,
};

use super::outline::matrix;
use super::sheet::Sheet;
use byline_core::model::ArtProblem;

/// Returns the attributes of a fill.
pub(super) fn fill(fill: Option<&Fill>, sheet: &mut Sheet) -> Result<String, ArtProblem> {
    let Some(fill) = fill else { return Ok(" fill=\"none\"".into()) };
    let mut text = painted("fill", fill.paint(), fill.opacity(), sheet)?;
    if fill.rule() == FillRule::EvenOdd {
        text += " fill-rule=\"evenodd\"";
    }
    Ok(text)
}

/// Returns the attributes of a path's stroke.
pub(super) fn stroke(path: &Path, sheet: &mut Sheet) -> Result<String, ArtProblem> {
    let Some(stroke) = path.stroke() else { return Ok(String::new()) };
    let mut text = painted("stroke", stroke.paint(), stroke.opacity(), sheet)?;
    let _ = write!(text, " stroke-width=\"{}\"", stroke.width().get());
    text += match stroke.linecap() {
        LineCap::Butt => "",
        LineCap::Round => " stroke-linecap=\"round\"",
        LineCap::Square => " stroke-linecap=\"square\"",
    };
    text += match stroke.linejoin() {
        LineJoin::Miter => "",
        LineJoin::MiterClip => " stroke-linejoin=\"miter-clip\"",
        LineJoin::Round => " stroke-linejoin=\"round\"",
        LineJoin::Bevel => " stroke-linejoin=\"bevel\"",
    };
    let miter = stroke.miterlimit();
    if miter != StrokeMiterlimit::default() {
        let _ = write!(text, " stroke-miterlimit=\"{}\"", miter.get());
    }
    if let Some(dashes) = stroke.dasharray() {
        sheet.count(dashes.len().max(dashes_along(path.data(), dashes)))?;
        let dashes: Vec<_> = dashes.iter().map(ToString::to_string).collect();
        let (dashes, offset) = (dashes.join(" "), stroke.dashoffset());
        let _ = write!(text, " stroke-dasharray=\"{dashes}\" stroke-dashoffset=\"{offset}\"");
    }
    if path.paint_order() == PaintOrder::StrokeAndFill {
        text += " paint-order=\"stroke\"";
    }
    Ok(text)
}

/// Returns the number of dashes along a path, roughly: a renderer draws each of them.
fn dashes_along(path: &Segments, dashes: &[f32]) -> usize {
    let (mut length, mut at) = (0.0, Point::zero());
    for segment in path.segments() {
        let points = match segment {
            PathSegment::MoveTo(to) => {
                at = to;
                continue;
            }
            PathSegment::LineTo(to) => [at, at, to],
            PathSegment::QuadTo(by, to) => [at, by, to],
            PathSegment::CubicTo(by, and, to) => {
                length += at.distance(by);
                [by, and, to]
            }
            PathSegment::Close => continue,
        };
        length += points[0].distance(points[1]) + points[1].distance(points[2]);
        at = points[2];
    }
    let repeats = length / dashes.iter().sum::<f32>();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it saturates")]
    let repeats = repeats.ceil() as usize;
    repeats.saturating_mul(dashes.len())
}

/// Returns the attributes of a paint, for `fill` or `stroke`.
fn painted(
    what: &str,
    paint: &Paint,
    opacity: Opacity,
    sheet: &mut Sheet,
) -> Result<String, ArtProblem> {
    let gradient = match paint {
        Paint::Color(color) => return Ok(plain(what, *color, opacity)),
        Paint::LinearGradient(linear) => {
            let (x1, y1, x2, y2) = (linear.x1(), linear.y1(), linear.x2(), linear.y2());
            let line = format!("x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"");
            gradient("linearGradient", &line, linear, sheet)?
        }
        Paint::RadialGradient(radial) => {
            let (cx, cy, r) = (radial.cx(), radial.cy(), radial.r().get());
            let (fx, fy, fr) = (radial.fx(), radial.fy(), radial.fr().get());
            let circles =
                format!("cx=\"{cx}\" cy=\"{cy}\" r=\"{r}\" fx=\"{fx}\" fy=\"{fy}\" fr=\"{fr}\"");
            gradient("radialGradient", &circles, radial, sheet)?
        }
        // Whatever has a pattern is rasterised.
        Paint::Pattern(_) => return Ok(format!(" {what}=\"none\"")),
    };
    let mut text = format!(" {what}=\"url(#d{gradient})\"");
    if opacity != Opacity::ONE {
        let _ = write!(text, " {what}-opacity=\"{}\"", opacity.get());
    }
    Ok(text)
}

fn plain(what: &str, Color { red, green, blue }: Color, opacity: Opacity) -> String {
    let mut text = format!(" {what}=\"#{red:02x}{green:02x}{blue:02x}\"");
    if opacity != Opacity::ONE {
        let _ = write!(text, " {what}-opacity=\"{}\"", opacity.get());
    }
    text
}

/// Defines a gradient, and returns its number.
fn gradient(
    tag: &str,
    place: &str,
    gradient: &BaseGradient,
    sheet: &mut Sheet,
) -> Result<usize, ArtProblem> {
    let spread = match gradient.spread_method() {
        SpreadMethod::Pad => "pad",
        SpreadMethod::Reflect => "reflect",
        SpreadMethod::Repeat => "repeat",
    };
    sheet.count(gradient.stops().len())?;
    let mut text = format!(
        " {place} gradientUnits=\"userSpaceOnUse\" gradientTransform=\"{}\" \
         spreadMethod=\"{spread}\">",
        matrix(gradient.transform())
    );
    for stop in gradient.stops() {
        let colour = plain("stop-color", stop.color(), Opacity::ONE);
        let (offset, opacity) = (stop.offset().get(), stop.opacity().get());
        let _ = write!(text, "<stop offset=\"{offset}\"{colour} stop-opacity=\"{opacity}\"/>");
    }
    sheet.define(tag, text)
}
