//! Converts pictures for templates, as placeholders for the layout.

use typst::foundations::{Bytes, Dict, dict};

use super::values::Composer;
use byline_core::model::{Form, Original, Picture};

impl Composer<'_> {
    /// Returns the placeholder of a picture.
    pub(super) fn picture(&self, picture: &Picture) -> Dict {
        let data = Bytes::from_string(stand_in(&picture.original));
        let span = self.span(&picture.origin);
        self.gathered.pictures.borrow_mut().insert(data.clone(), (picture.clone(), span));
        let alt = picture.alt.to_reader(self.main, &self.locale.language);
        let least = self.project.photos.resolution.least_per_inch();
        dict! {
            "data" => data,
            "alt" => alt.text.as_str(),
            "shape" => shape(&picture.original),
            "widest" => widest(&picture.original, least),
        }
    }
}

/// Returns how wide a picture can be printed before it looks coarse, in millimetres; `None` for
/// vector art.
fn widest(original: &Original, least_per_inch: f64) -> Option<f64> {
    /// Millimetres in an inch.
    const INCH: f64 = 25.4;
    match &original.form {
        Form::Art(_) => None,
        Form::Raster(raster) => Some(f64::from(raster.width) / least_per_inch * INCH),
    }
}

/// Returns how many times as wide as high a picture is.
fn shape(original: &Original) -> f64 {
    match &original.form {
        Form::Art(art) => f64::from(art.width) / f64::from(art.height),
        Form::Raster(raster) => f64::from(raster.width) / f64::from(raster.height),
    }
}

/// Returns an SVG with the proportions of a picture, as its placeholder in the layout: a grey area
/// for raster images, and the picture itself for vector art. Each picture has a unique
/// placeholder.
fn stand_in(original: &Original) -> String {
    match &original.form {
        Form::Art(art) => art.svg.clone(),
        Form::Raster(raster) => {
            // The natural size of the picture, for templates that set none: SVG has 96 pixels per
            // inch (CSS Values 4), and a picture without a resolution is assumed to have 72.
            let scale = 96.0 / raster.density.unwrap_or(72.0);
            let (width, height) =
                (f64::from(raster.width) * scale, f64::from(raster.height) * scale);
            let digest = original.digest.to_hex();
            format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"photo-{}\" \
                 width=\"{width}\" height=\"{height}\">\
                 <rect width=\"100%\" height=\"100%\" fill=\"#b9b4ac\"/></svg>",
                &digest[..16]
            )
        }
    }
}
