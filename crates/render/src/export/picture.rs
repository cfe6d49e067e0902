//! Pages as pictures.

use image::{Rgb, RgbImage};
use typst_layout::PagedDocument;
use typst_render::{RenderOptions, render};

/// The pages of a document as pictures, with so many pixels to an inch.
pub fn to_pictures(document: &PagedDocument, per_inch: f64) -> Vec<RgbImage> {
    let options = RenderOptions { pixel_per_pt: (per_inch / 72.0).into(), render_bleed: true };
    let pages = document.pages().iter();
    pages
        .map(|page| {
            let drawn = render(page, &options);
            let mut picture = RgbImage::new(drawn.width(), drawn.height());
            for (pixel, drawn) in picture.pixels_mut().zip(drawn.pixels()) {
                // On white paper: colours come premultiplied.
                let paper = u8::MAX - drawn.alpha();
                let on_paper = |channel: u8| channel.saturating_add(paper);
                *pixel = Rgb([drawn.red(), drawn.green(), drawn.blue()].map(on_paper));
            }
            picture
        })
        .collect()
}
