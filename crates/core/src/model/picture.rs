//! Pictures: facts about their files, without the pixels.

use std::hash::{Hash, Hasher};
use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;

use super::{Art, Origin, PictureKind, ProfileProblem, Text};

/// The maximum size of a picture file, in bytes.
pub const MAX_PICTURE_BYTES: u64 = 256 << 20;

/// The maximum number of pixels of a picture, unless the project allows more. Current cameras
/// produce up to 60 million pixels, and studio cameras 150 million; a double page of A3 at 300
/// pixels per inch needs 35 million.
pub const MAX_PIXELS: u64 = 100_000_000;

/// The maximum width or height in pixels: four times that of the largest cameras.
pub const MAX_SIDE: u32 = 50_000;

/// The maximum size of everything in a picture file besides its pixels, such as metadata, colour
/// profiles and thumbnails, in bytes: a phone may store a depth map of a few megabytes.
pub const MAX_BESIDES: u64 = 16 << 20;

/// The digest of a file's bytes. Files with the same digest are identical.
pub type Digest = blake3::Hash;

/// A printable picture with its alternative text.
#[derive(Debug, Clone, PartialEq, Hash)]
pub struct Picture {
    /// The file.
    pub original: Arc<Original>,
    /// The file name as written in the record.
    pub file: String,
    /// The place in the record that names the file.
    pub origin: Origin,
    /// The alternative text, as plain text (IPTC: Alt Text).
    pub alt: Text,
}

/// A picture file and facts about it. The pixels stay in the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Original {
    /// The path of the file.
    pub path: PathBuf,
    /// The digest of the file's bytes at the time it was inspected.
    pub digest: Digest,
    /// The picture's form: raster or vector.
    pub form: Form,
    /// The metadata embedded by the photographer.
    pub metadata: Metadata,
}

/// Pictures hash alike if their files hold the same bytes.
impl Hash for Original {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.digest.hash(state);
    }
}

/// The form of a picture.
#[derive(Debug, Clone, PartialEq)]
pub enum Form {
    /// A raster image.
    Raster(Raster),
    /// A vector drawing.
    Art(Arc<Art>),
}

/// A raster image.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Raster {
    /// The format of the file.
    pub format: PictureFormat,
    /// The width in pixels, after applying the orientation.
    pub width: u32,
    /// The height in pixels, after applying the orientation.
    pub height: u32,
    /// The transformation from the stored to the upright picture.
    pub orientation: Orientation,
    /// The resolution that the file specifies, in pixels per inch.
    pub density: Option<f64>,
    /// The reason why the colour profile in the file cannot be used. `None` also if it has none.
    pub profile_problem: Option<ProfileProblem>,
    /// Whether the file has all pixels and lacks the mark of its end.
    pub lacks_end: bool,
}

/// The transformation from stored pixels to the upright picture (Exif 2.32, tag Orientation:
/// from 1, no change, to 8).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Orientation(pub u8);

impl Orientation {
    /// Returns `true` if the transformation swaps width and height.
    pub fn swaps_sides(self) -> bool {
        (5..=8).contains(&self.0)
    }
}

/// A supported file format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureFormat {
    /// JPEG: mostly photographs.
    Jpeg,
    /// PNG: mostly drawings and screenshots.
    Png,
    /// WebP: photographs and drawings from the web.
    WebP,
    /// GIF: small drawings; only the first frame of an animation.
    Gif,
    /// TIFF: scans.
    Tiff,
    /// SVG: vector art from the web.
    Svg,
    /// PDF: vector art from print; only the first page.
    Pdf,
}

impl PictureFormat {
    /// Returns the endings of file names in this format, the usual one first.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Jpeg => &["jpg", "jpeg", "jpe", "jfif"],
            Self::Png => &["png"],
            Self::WebP => &["webp"],
            Self::Gif => &["gif"],
            Self::Tiff => &["tif", "tiff"],
            Self::Svg => &["svg"],
            Self::Pdf => &["pdf", "ai"],
        }
    }
}

/// Metadata embedded in a picture file. Each text is one line and never empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The alternative text (IPTC: Alt Text).
    pub alt: Option<String>,
    /// The caption (IPTC: Description).
    pub caption: Option<String>,
    /// The creators, in order (IPTC: Creator).
    pub creators: Vec<String>,
    /// The credit line (IPTC: Credit Line).
    pub credit: Option<String>,
    /// The copyright notice (IPTC: Copyright Notice).
    pub copyright: Option<String>,
    /// The source (IPTC: Source).
    pub source: Option<String>,
    /// The date on which it was taken (IPTC: Date Created).
    pub date: Option<NaiveDate>,
    /// The people shown (IPTC: Person Shown in the Image).
    pub people: Vec<String>,
    /// How the picture was created, as the last segment of a term from the IPTC vocabulary, such
    /// as `trainedAlgorithmicMedia` (IPTC: Digital Source Type).
    pub digital_source: Option<String>,
}

impl Metadata {
    /// Returns the names that a record can use. One in the form of an id would need an entry;
    /// programs that write such a name mean themselves.
    pub fn nameable(names: &[String]) -> impl Iterator<Item = &String> {
        names.iter().filter(|name| name.contains(char::is_uppercase))
    }

    /// Returns the kind of picture for those of IPTC's digital source types that matter to
    /// readers.
    pub fn kind(&self) -> Option<PictureKind> {
        match self.digital_source.as_deref()? {
            "trainedAlgorithmicMedia"
            | "compositeWithTrainedAlgorithmicMedia"
            | "algorithmicMedia" => Some(PictureKind::AiMade),
            "screenCapture" => Some(PictureKind::Screenshot),
            "composite" | "compositeCapture" | "compositeSynthetic" => Some(PictureKind::Composite),
            _ => None,
        }
    }
}
