//! Where a document prints its pictures, and which part of each is seen there.

use typst::layout::{Abs, Rect, Transform};

use crate::geometry::{intersection, on_page};
use byline_core::model::Form;
use byline_core::source::Place;

/// A picture on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct PrintedPicture {
    /// The place in the record that names its file.
    pub named: Place,
    /// The number of the page, from 1.
    pub page: usize,
    /// The width of the part that is seen, in millimetres.
    pub width: f64,
    /// The height of that part, in millimetres.
    pub height: f64,
    /// The part that is seen, as shares of the picture's width and height: left, top, width and
    /// height.
    pub seen: [f64; 4],
    /// The number of its pixels to an inch; `None` for vector art.
    pub per_inch: Option<f64>,
}

impl PrintedPicture {
    /// Measures a picture whose box is `place`; `sight` is the part of the page that is visible.
    pub(super) fn new(
        named: Place,
        page: usize,
        form: &Form,
        place: Rect,
        to_page: Transform,
        sight: Rect,
    ) -> Self {
        let whole = on_page(place, to_page);
        let seen = intersection(whole, sight);
        let share = |length: Abs, all: Abs| {
            if all > Abs::zero() { (length / all).clamp(0.0, 1.0) } else { 0.0 }
        };
        let (all, part) = (whole.size(), seen.size());
        let from = seen.min - whole.min;
        let per_inch = match form {
            Form::Art(_) => None,
            Form::Raster(raster) => Some(f64::from(raster.width) / (all.x / Abs::inches(1.0))),
        };
        Self {
            named,
            page,
            width: part.x.to_mm(),
            height: part.y.to_mm(),
            seen: [
                share(from.x, all.x),
                share(from.y, all.y),
                share(part.x, all.x),
                share(part.y, all.y),
            ],
            per_inch: per_inch.filter(|number| number.is_finite()),
        }
    }
}
