//! Converts the first page of a PDF to a flat drawing.
//!
//! Text becomes outlines, so the drawing needs no fonts.

use hayro_svg::hayro_interpret::InterpreterSettings;
use hayro_svg::{RenderCache, SvgRenderSettings, convert};
use hayro_syntax::object::dict::keys::USER_UNIT;
use hayro_syntax::page::Page;
use hayro_syntax::{LoadPdfError, Pdf};
use usvg::{ImageHrefResolver, Options, Tree};

use super::flat;
use byline_core::model::{Art, ArtProblem, MAX_ART_BYTES};

/// Converts the first page of a PDF.
///
/// # Errors
/// Returns the reason why it cannot be printed.
pub(super) fn draw(file: &[u8]) -> Result<Art, ArtProblem> {
    if file.len() as u64 > MAX_ART_BYTES {
        return Err(ArtProblem::TooLarge);
    }
    let (svg, size) = page_as_svg(file)?;
    // The page's pictures were encoded from pixels, and its text is outlined already.
    let image_href_resolver = ImageHrefResolver {
        resolve_data: ImageHrefResolver::default_data_resolver(),
        resolve_string: Box::new(|_, _| None),
    };
    let drawn = Tree::from_str(&svg, &Options { image_href_resolver, ..Options::default() });
    drop(svg);
    let tree = drawn.map_err(|_| ArtProblem::Broken("its first page cannot be drawn".into()))?;
    flat::flatten(&tree, size)
}

/// Returns the first page, and its size in CSS pixels.
fn page_as_svg(file: &[u8]) -> Result<(String, (f32, f32)), ArtProblem> {
    let pdf = Pdf::new(file.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => {
            ArtProblem::Undrawable("it is protected by a password".into())
        }
        LoadPdfError::Invalid => {
            ArtProblem::Broken("it is not a PDF, or its end is missing".into())
        }
    })?;
    let page = pdf.pages().first().ok_or(ArtProblem::Undrawable("it has no page".into()))?;
    let size = size(page)?;
    // Annotations are meant for editors of the page, not for readers.
    let settings = InterpreterSettings { render_annotations: false, ..Default::default() };
    let svg = convert(page, &RenderCache::new(), &settings, &SvgRenderSettings::default());
    Ok((svg, size))
}

/// Returns the size of a page, in CSS pixels.
fn size(page: &Page<'_>) -> Result<(f32, f32), ArtProblem> {
    /// The length of a point, the unit of pages, in CSS pixels.
    const POINT: f32 = 96.0 / 72.0;
    let place = page.intersected_crop_box();
    if !(place.width() > 0.0 && place.height() > 0.0) {
        return Err(ArtProblem::Undrawable("its first page has no size".into()));
    }
    // Pages of more than 200 inches use a larger unit (ISO 32000-2, table 31).
    let unit = page.raw().get::<f32>(USER_UNIT).filter(|unit| *unit > 0.0).unwrap_or(1.0);
    let (width, height) = page.render_dimensions();
    Ok((width * unit * POINT, height * unit * POINT))
}
