//! Pictures, as templates have them: what stands in for each while pages are laid out.

use typst::foundations::{Bytes, Dict, dict};

use super::values::Composer;
use byline_core::model::{Form, Original, Picture};

impl Composer<'_> {
    /// What stands in for a picture while pages are laid out.
    pub(super) fn picture(&self, picture: &Picture) -> Dict {
        let data = Bytes::from_string(stand_in(&picture.original));
        let span = self.span(&picture.origin);
        self.gathered.pictures.borrow_mut().insert(data.clone(), (picture.clone(), span));
        let alt = picture.alt.to_reader(self.main, &self.locale.language);
        dict! { "data" => data, "alt" => alt.text.as_str() }
    }
}

/// An SVG in the shape of a picture, which the layout has in its stead: a grey area for
/// pixels, and the picture itself for vector art. No two pictures have the same.
fn stand_in(original: &Original) -> String {
    match &original.form {
        Form::Art(art) => art.svg.clone(),
        Form::Raster(raster) => {
            // The size that the file asks for, if a template does not say its own: SVG has
            // 96 pixels to an inch (CSS Values 4), a picture that says nothing 72.
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
