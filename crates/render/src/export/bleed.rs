//! Adds the bleed box, which print shops look for but Typst's PDF writer does not write.

use lopdf::{Document, Object};

/// The bleed beyond the trim, in points: 3 mm, which print shops ask for.
const BLEED: f32 = 3.0 * 72.0 / 25.4;

/// Adds a bleed box to each page that is to be trimmed (ISO 32000-1, 14.11.2).
///
/// # Errors
/// Fails if the PDF cannot be parsed or written.
pub(super) fn add_bleed_boxes(pdf: &[u8]) -> Result<Vec<u8>, lopdf::Error> {
    let mut document = Document::load_mem(pdf)?;
    for page in document.get_pages().into_values() {
        let page = document.get_dictionary_mut(page)?;
        let Ok(trim) = page.get(b"TrimBox").and_then(Object::as_array) else { continue };
        let trim: Vec<f32> = trim.iter().filter_map(|edge| edge.as_float().ok()).collect();
        let [left, bottom, right, top] = trim[..] else { continue };
        let edges = [left - BLEED, bottom - BLEED, right + BLEED, top + BLEED];
        page.set("BleedBox", edges.map(Object::Real).to_vec());
    }
    let mut written = Vec::new();
    document.save_to(&mut written)?;
    Ok(written)
}
