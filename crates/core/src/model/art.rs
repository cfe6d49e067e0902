//! Vector art, and the limits within which byline reads it.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// The maximum size of a file of vector art, in bytes.
pub const MAX_ART_BYTES: u64 = 16 << 20;

/// The processor time for reading a drawing. Most drawings need 1 % of it.
pub const ART_TIME: Duration = Duration::from_secs(2);

/// The memory for reading a drawing, in bytes: enough for a page of A4 with a photograph at 300
/// pixels per inch.
pub const ART_MEMORY: u64 = 300_000_000;

/// The time that byline waits for a drawing, whatever else the machine is doing.
pub const ART_PATIENCE: Duration = Duration::from_secs(30);

/// Printable vector art: a flat, self-contained SVG.
///
/// Flat means that it has nothing but shapes, pictures, and groups of them that are clipped,
/// translucent or blended: no style sheets, copies, texts, patterns, masks or filters.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Art {
    /// The SVG source.
    pub svg: String,
    /// The nominal width in CSS pixels, of which there are 96 per inch.
    pub width: f32,
    /// The nominal height in CSS pixels.
    pub height: f32,
    /// Whether the file has text, which was outlined in whichever fonts are available.
    pub has_text: bool,
}
