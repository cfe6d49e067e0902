//! The bleed box, which print shops look for and the PDF writer does not write.

use lopdf::{Document, Object};

/// How far pictures go on beyond the trim, in points: 3 mm, which print shops ask for.
const BLEED: f32 = 3.0 * 72.0 / 25.4;

/// Gives each page that is to be trimmed its bleed box (ISO 32000-1, 14.11.2).
///
/// # Errors
/// When the document cannot be taken apart or put together.
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
