//! Pictures, and what is known of their files: facts, not pixels.

use std::hash::{Hash, Hasher};
use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;

use super::{Origin, Text};

/// The largest picture file that is read, in bytes.
pub const MAX_PICTURE_BYTES: u64 = 256 << 20;

/// The largest number of pixels of a picture, unless a project allows more. Cameras of today
/// give up to 60 million, and those of studios 150 million; at 300 to an inch a double page
/// of A3 takes 35 million.
pub const MAX_PIXELS: u64 = 100_000_000;

/// The largest number of pixels along one side: four times what the largest cameras give.
pub const MAX_SIDE: u32 = 50_000;

/// The digest of a file's bytes: two files with the same digest are the same.
pub type Digest = blake3::Hash;

/// A picture that can be printed, and what it shows.
#[derive(Debug, Clone, PartialEq, Hash)]
pub struct Picture {
    /// The file.
    pub original: Arc<Original>,
    /// How the record calls it.
    pub file: String,
    /// Where the record names it.
    pub origin: Origin,
    /// What it shows, for those who cannot see it (IPTC: Alt Text). Plain text.
    pub alt: Text,
}

/// A picture file, and what it holds. Its pixels stay in the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Original {
    /// The file.
    pub path: PathBuf,
    /// The digest of the bytes that it held when it was looked at.
    pub digest: Digest,
    /// Its pixels or its drawing.
    pub form: Form,
    /// What the photographer wrote into it.
    pub metadata: Metadata,
}

/// Two pictures are the same if their files hold the same bytes.
impl Hash for Original {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.digest.hash(state);
    }
}

/// Pixels, or vector art.
#[derive(Debug, Clone, PartialEq)]
pub enum Form {
    /// Pixels.
    Raster(Raster),
    /// Lines and areas.
    Art(Arc<Art>),
}

/// A picture of pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Raster {
    /// The format of the file.
    pub format: PictureFormat,
    /// Its width in pixels, the right way up.
    pub width: u32,
    /// Its height in pixels, the right way up.
    pub height: u32,
    /// How the stored pixels are turned to be the right way up.
    pub orientation: Orientation,
    /// The pixels to an inch that the file asks for.
    pub density: Option<f64>,
}

/// How stored pixels are turned to be seen the right way up (Exif 2.32, tag Orientation:
/// from 1, as they are stored, to 8).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Orientation(pub u8);

impl Orientation {
    /// Returns whether width and height change places.
    pub fn swaps_sides(self) -> bool {
        (5..=8).contains(&self.0)
    }
}

/// A file format that can be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureFormat {
    /// JPEG: photographs, mostly.
    Jpeg,
    /// PNG: drawings and screenshots, mostly.
    Png,
    /// WebP: either of these, from the web.
    WebP,
    /// GIF: small drawings; of an animation the first frame.
    Gif,
    /// TIFF: scans.
    Tiff,
    /// SVG: vector art of the web.
    Svg,
    /// PDF: vector art from a press; its first page.
    Pdf,
}

/// Vector art that can be printed: an SVG that stands alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Art {
    /// The drawing.
    pub svg: String,
    /// The width that it asks for, in CSS pixels: 96 to an inch.
    pub width: f32,
    /// The height that it asks for, in CSS pixels.
    pub height: f32,
    /// Whether it has text as text, which is set in whatever fonts there are.
    pub has_text: bool,
}

/// What a photographer wrote into a file. The texts are one line each, and never empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// What it shows, for those who cannot see it (IPTC: Alt Text).
    pub alt: Option<String>,
    /// What it is about (IPTC: Description).
    pub caption: Option<String>,
    /// Who took it, in order (IPTC: Creator).
    pub creators: Vec<String>,
    /// How to credit it (IPTC: Credit Line).
    pub credit: Option<String>,
    /// Whose it is (IPTC: Copyright Notice).
    pub copyright: Option<String>,
    /// Who gave it (IPTC: Source).
    pub source: Option<String>,
    /// When it was taken (IPTC: Date Created).
    pub date: Option<NaiveDate>,
    /// The people shown (IPTC: Person Shown in the Image).
    pub people: Vec<String>,
    /// How it came about, as the last part of a term of the IPTC's vocabulary, such as
    /// `trainedAlgorithmicMedia` (IPTC: Digital Source Type).
    pub digital_source: Option<String>,
}
