//! Renders pages as pictures.

use image::{Rgb, RgbImage};
use typst_layout::PagedDocument;
use typst_render::{RenderOptions, render};

/// Renders the pages of a document at a resolution in pixels per inch.
pub fn to_pictures(document: &PagedDocument, per_inch: f64) -> Vec<RgbImage> {
    let options = RenderOptions { pixel_per_pt: (per_inch / 72.0).into(), render_bleed: true };
    let pages = document.pages().iter();
    pages
        .map(|page| {
            let drawn = render(page, &options);
            let mut picture = RgbImage::new(drawn.width(), drawn.height());
            for (pixel, drawn) in picture.pixels_mut().zip(drawn.pixels()) {
                // Blend with white paper: the colours are premultiplied.
                let paper = u8::MAX - drawn.alpha();
                let on_paper = |channel: u8| channel.saturating_add(paper);
                *pixel = Rgb([drawn.red(), drawn.green(), drawn.blue()].map(on_paper));
            }
            picture
        })
        .collect()
}
