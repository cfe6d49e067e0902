//! Pictures of pages: made on request, at the size in which a browser shows them.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use byline_core::fingerprint::Fingerprint;
use typst_layout::Page;
use typst_render::{RenderOptions, render};

/// The maximum number of pages that can be asked for. A long report in two languages has a few
/// dozen; whoever asks for an older page is told to ask for the newer one.
const MAX_PAGES: usize = 256;

/// The most pixels of a picture: those of an A3 page at 300 per inch.
const MAX_PIXELS: f64 = 18_000_000.0;

/// The pages that browsers may ask for, the latest last.
#[derive(Default)]
pub(crate) struct Pages(Mutex<VecDeque<(Fingerprint, Page)>>);

impl Pages {
    /// Adds a page, which browsers know by its fingerprint.
    pub(crate) fn add(&self, fingerprint: Fingerprint, page: &Page) {
        let mut pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // A page that is shown again is as good as new.
        let known = pages.iter().position(|(known, _)| *known == fingerprint);
        let page = known.and_then(|at| pages.remove(at)).map_or_else(|| page.clone(), |(_, p)| p);
        if pages.len() >= MAX_PAGES {
            pages.pop_front();
        }
        pages.push_back((fingerprint, page));
    }

    /// Returns a page.
    pub(crate) fn get(&self, fingerprint: Fingerprint) -> Option<Page> {
        let pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = pages.iter().rev().find(|(known, _)| *known == fingerprint);
        found.map(|(_, page)| page.clone())
    }
}

/// The pixels of a page, row by row, each as red, green, blue and alpha.
pub(crate) struct Pixels {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) rgba: Vec<u8>,
}

impl Pixels {
    /// Draws a page with so many pixels to a point.
    pub(crate) fn of(page: &Page, per_point: f32) -> Self {
        let size = page.frame.size();
        let area = size.x.to_pt() * size.y.to_pt();
        let most = (MAX_PIXELS / area.max(1.0)).sqrt();
        let per_point = f64::from(per_point).clamp(0.05, most);
        let options = RenderOptions { pixel_per_pt: per_point.into(), render_bleed: false };
        let drawn = render(page, &options);
        // The paper is opaque, so its colours are what they are, multiplied or not.
        Self { width: drawn.width(), height: drawn.height(), rgba: drawn.take() }
    }

    /// Returns the picture as a PNG file, packed fast rather than small: it travels no further
    /// than this machine.
    ///
    /// # Errors
    /// Never for a picture of a page.
    pub(crate) fn to_png(&self) -> Result<Vec<u8>, png::EncodingError> {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, self.width, self.height);
        encoder.set_color(png::ColorType::Rgba);
        encoder.set_compression(png::Compression::Fastest);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&self.rgba)?;
        writer.finish()?;
        Ok(file)
    }
}
